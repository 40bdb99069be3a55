"""One lookup and one search over everything a person can log."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from foods import catalogue, sources
from tracker.models import IntakeEntry, User
from tracker.pantry import own, products, public, recipes
from tracker.pantry.items import OWN_DATASET, OWN_RECIPE, Item


@dataclass(frozen=True)
class Found:
    """Items in the order a person expects, and the query used when a typo was forgiven.

    `next` asks for the page after; empty after the last one.
    """

    items: tuple[Item, ...]
    corrected: str | None = None
    next: str = ""


@dataclass(frozen=True)
class Elsewhere:
    """A food as another table holds it; magnesium in mg per 100 g, None is unknown."""

    id: uuid.UUID
    name: str
    magnesium_mg: float | None
    title: str
    release: str


def find(user: User, item_id: uuid.UUID, *, lang: str) -> Item | None:
    return find_many(user, [item_id], lang=lang).get(item_id)


def find_many(user: User, ids: Iterable[uuid.UUID], *, lang: str) -> dict[uuid.UUID, Item]:
    """The person's own items and the public ones with these ids; the person's own win."""
    wanted = set(ids)
    if not wanted:
        return {}
    owned = products.found(user, wanted) | own.found(user, wanted) | recipes.found(user, wanted)
    rest = wanted - owned.keys()
    rows = public.of_foods(user, catalogue.foods(rest), lang=lang) if rest else []
    return owned | {item.id: item for item in rows}


def search(
    user: User,
    query: str,
    *,
    lang: str,
    limit: int = 20,
    favour: Mapping[uuid.UUID, float] | None = None,
    portions: bool = True,
    counted: bool = False,
    after: str = "",
) -> Found:
    """Own items first, then public ones, the ones this person eats (`favour`) before others.

    A list that shows no portions leaves those of the public ones out. `counted` adds the person's
    supplements, whose amounts are per unit. `after` is the `next` of the page before, ValueError
    when it is none; the person's own items are on the first page.
    """
    owned = [] if after else _owned(user, query, limit=limit, counted=counted)
    listed = catalogue.search(
        query,
        lang=lang,
        limit=limit - len(owned),
        favour=favour,
        portions=portions,
        after=after,
    )
    items = owned + public.of_foods(user, listed.foods, lang=lang, portions=portions)
    return Found(tuple(items), None if owned else listed.corrected, listed.next)


def _owned(user: User, query: str, *, limit: int, counted: bool) -> list[Item]:
    supplements = products.matches(user, query, limit=limit) if counted else []
    made = own.matches(user, query, limit=limit) + recipes.matches(user, query, limit=limit)
    return [*supplements, *made][:limit]


def others(food_id: uuid.UUID, *, lang: str) -> list[Elsewhere]:
    """The same public food as other tables hold it; none for one of a person's own."""
    food = next(iter(catalogue.foods([food_id], portions=False)), None)
    if food is None:
        return []
    return [
        Elsewhere(
            id=other.id,
            name=other.name_in(lang),
            magnesium_mg=None if other.magnesium_mg is None else float(other.magnesium_mg),
            title=source_title(other.dataset),
            release=other.release,
        )
        for other in catalogue.others(food)
    ]


def name_in(lang: str, entries: Sequence[IntakeEntry]) -> None:
    """Call public foods by their name in the reader's language; to show, never to store.

    What was logged keeps the name it was logged under.
    """
    names = catalogue.names((e.item_id for e in entries if e.item_id), lang=lang)
    for entry in entries:
        if entry.item_id in names:
            entry.name = names[entry.item_id]


def source_title(dataset: str) -> str:
    """The dataset's name for a reader; the key itself where it is not one of ours."""
    if dataset == OWN_DATASET:
        return _("your own value")
    if dataset == OWN_RECIPE:
        return _("your own recipe")
    source = sources.SOURCES.get(dataset)
    return str(source.title) if source else dataset
