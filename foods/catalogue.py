"""Reading the public catalogue: search it, open foods in full, ask what a group holds."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from django.db.models import F

from foods import search as index
from foods.groups import GROUPS
from foods.models import Food, FoodName, FoodQuerySet, GroupDensity, Release, Table
from foods.search import ranking, text, typos
from foods.sources import SOURCES, Source

MOST_FAVOURED = 200
MOST_RESULTS = 100


@dataclass(frozen=True)
class Found:
    """Foods with names and portions, the best first.

    `corrected` is the query that was used when a typo was forgiven; say so to the reader.
    `scores` stand beside the foods, to merge them with other ranked lists.
    """

    foods: tuple[Food, ...] = ()
    corrected: str | None = None
    scores: tuple[ranking.Score, ...] = ()


@dataclass(frozen=True)
class UsedSource:
    """A source whose values are offered, and the release of them."""

    source: Source
    release: str


@dataclass(frozen=True)
class Density:
    """Magnesium in mg per 100 g over the foods of a group, or of all groups (group "")."""

    group: str
    p10: float
    p50: float
    p90: float
    count: int
    release: str


def search(
    query: str,
    *,
    lang: str,
    limit: int = 20,
    favour: Mapping[uuid.UUID, float] | None = None,
    kinds: Collection[str] | None = None,
    portions: bool = True,
) -> Found:
    """Foods whose name in any language has a word that starts with each word of the query.

    `favour` says how much this person eats a food: those come first. Names in `lang` come before
    equally good ones in another language. When nothing is found, one typo per word is forgiven.
    The number of queries does not depend on the number of foods. A list that shows no portions
    leaves them out.
    """
    words = text.words_of(query)
    if not words:
        return Found()
    ranked = _ranked(words, lang=lang, favour=favour or {}, kinds=kinds or ())
    corrected = None
    if not ranked:
        words = _corrected(words, lang=lang)
        ranked = _ranked(words, lang=lang, favour=favour or {}, kinds=kinds or ()) if words else {}
        corrected = " ".join(words) if ranked else None
    best = sorted(ranked, key=ranked.__getitem__)[: max(0, min(limit, MOST_RESULTS))]
    found = {food.id: food for food in foods(best, portions=portions)}
    order = [id for id in best if id in found]
    return Found(
        foods=tuple(found[id] for id in order),
        corrected=corrected,
        scores=tuple(ranked[id] for id in order),
    )


def _ranked(
    words: Sequence[str],
    *,
    lang: str,
    favour: Mapping[uuid.UUID, float],
    kinds: Collection[str],
) -> dict[uuid.UUID, ranking.Score]:
    """The best score of each food that one of its names gives it."""
    best: dict[uuid.UUID, ranking.Score] = {}
    for hit in [*_favoured(words, favour, kinds=kinds), *index.candidates(words, kinds=kinds)]:
        candidate = ranking.Candidate(
            name=hit.name,
            name_norm=hit.name_norm,
            heads=hit.heads,
            foreign=hit.lang != lang,
            synonym=hit.kind != FoodName.Kind.NAME,
            dish=hit.group in GROUPS and GROUPS[hit.group].is_dish,
            tier=hit.tier,
            favour=favour.get(hit.food_id, 0.0),
        )
        score = ranking.score(words, candidate)
        if score is not None and (hit.food_id not in best or score < best[hit.food_id]):
            best[hit.food_id] = score
    return best


def _favoured(
    words: Sequence[str], favour: Mapping[uuid.UUID, float], *, kinds: Collection[str]
) -> list[index.Hit]:
    """The names of what this person eats most: a common word must not crowd them out.

    Two letters of a word stand in every name it can find, a plural's singular included.
    """
    most = nlargest(MOST_FAVOURED, favour, key=favour.__getitem__)
    if not most:
        return []
    foods = in_use(most).filter(table__is_on=True)
    if kinds:
        foods = foods.filter(kind__in=kinds)
    names = FoodName.objects.filter(food__in=foods, name_norm__contains=words[0][:2])
    columns = ("id", "lang", "name", "kind", "name_norm", "heads")
    of_food = ("group", "tier", "dataset", "code")
    rows = names.values_list("food__id", *columns, *(f"food__{column}" for column in of_food))
    return [index.Hit(*row) for row in rows]


def _corrected(words: Sequence[str], *, lang: str) -> list[str]:
    """The words with each mistyped one put right; empty when that cannot be or changes nothing."""
    right = [
        typos.correct(word, index.known_words(word), lang=lang) if len(word) > 1 else word
        for word in words
    ]
    if right == list(words) or None in right:
        return []
    return [word for word in right if word]


def food(id: uuid.UUID) -> Food:
    """One food in full, in three queries; Food.DoesNotExist when there is none."""
    return in_use([id]).in_full().get()


def in_use(ids: Iterable[uuid.UUID]) -> FoodQuerySet:
    """These foods as the releases in use have them, of tables that are switched off too."""
    return Food.objects.in_use().filter(id__in=list(ids))


def foods(ids: Iterable[uuid.UUID], *, portions: bool = True) -> list[Food]:
    """The foods with these ids in full, in that order, in three queries; leaves out unknown ids.

    Without `portions` they take two queries, and asking for a portion takes another.
    """
    order = list(dict.fromkeys(ids))
    wanted = in_use(order)
    wanted = wanted.in_full() if portions else wanted.prefetch_related("names")
    found = {food.id: food for food in wanted}
    return [found[id] for id in order if id in found]


def by_slug(slugs: Iterable[str]) -> dict[str, Food]:
    """Curated foods in full by their slug; leaves out unknown slugs."""
    found = Food.objects.in_use().in_full().filter(slug__in=list(slugs))
    return {str(food.slug): food for food in found}


def names(ids: Iterable[uuid.UUID], *, lang: str) -> dict[uuid.UUID, str]:
    """The name in a language of the foods that have one in it. One query."""
    named = FoodName.objects.filter(food__in=in_use(ids), lang=lang, kind=FoodName.Kind.NAME)
    return dict(named.values_list("food__id", "name"))


def sources_in_use() -> list[UsedSource]:
    """What comes with Mg24 and the tables that were loaded, the preferred first. One query."""
    loaded = Release.objects.filter(serial=F("table__active"), table__is_on=True)
    used = [UsedSource(source, source.release) for source in SOURCES.values() if source.shipped]
    used += [
        UsedSource(SOURCES[key], name)
        for key, name in loaded.exclude(table=Table.CURATED).values_list("table", "name")
        if UsedSource(SOURCES[key], name) not in used
    ]
    return sorted(used, key=lambda one: (one.source.rank, one.release))


def kinds(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, tuple[str, str]]:
    """Kind and group of the foods that are there. One query."""
    rows = Food.objects.filter(id__in=set(ids)).values_list("id", "kind", "group")
    return {id: (kind, group) for id, kind, group in rows}


def densities() -> dict[str, Density]:
    """The density of every group that has one; "" is all foods. One query."""
    return {row.group: _density(row) for row in GroupDensity.objects.all()}


def density(group: str) -> Density | None:
    """A group's density, else that of all foods; None when no densities are loaded. One query."""
    rows = {row.group: row for row in GroupDensity.objects.filter(group__in=[group, ""])}
    row = rows.get(group) or rows.get("")
    return _density(row) if row else None


def _density(row: GroupDensity) -> Density:
    return Density(
        group=row.group,
        p10=float(row.p10),
        p50=float(row.p50),
        p90=float(row.p90),
        count=row.count,
        release=row.release,
    )
