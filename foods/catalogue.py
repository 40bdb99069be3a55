"""Reading the public catalogue: search it, open foods in full, ask what a group holds."""

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import F, Q

from foods import offering, sources
from foods import search as index
from foods.models import Food, FoodName, FoodQuerySet, GroupDensity, Release, Table
from foods.search import ranking, text, typos
from foods.sources import Source

MOST_RESULTS = 100
MOST_OTHERS = 10
MOST_ATTEMPTS = 3


@dataclass(frozen=True)
class Found:
    """Foods with names and portions, the best first.

    `corrected` is the query that was used when a typo was forgiven; say so to the reader.
    `scores` stand beside the foods, to merge them with other ranked lists. `next` asks for the page
    after; empty after the last one.
    """

    foods: tuple[Food, ...] = ()
    corrected: str | None = None
    scores: tuple[ranking.Score, ...] = ()
    next: str = ""


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
    after: str = "",
) -> Found:
    """Foods whose name in any language has a word that starts with each word of the query.

    `favour` says how much this person eats a food: those come first. Names in `lang` come before
    equally good ones in another language. A food that several tables hold comes once. When nothing
    is found, one typo per word is forgiven. `after` is the `next` of the page before; ValueError
    when it is none. The number of queries does not depend on the number of foods. A list that shows
    no portions leaves them out.
    """
    place = offering.Place.read(after)
    words = text.words_of(query)
    if not words:
        return Found()
    asked = offering.Asked(words, lang=lang, favour=favour or {}, kinds=tuple(kinds or ()))
    size = max(0, min(limit, MOST_RESULTS))
    page, corrected = offering.page(asked, place=place, size=size), None
    for right in _corrections(words, lang=lang) if size and not page.ids else ():
        page = offering.page(replace(asked, words=right), place=place, size=size)
        if page.ids:
            corrected = " ".join(right)
            break
    found = {food.id: food for food in foods(page.ids, portions=portions)}
    order = [id for id in page.ids if id in found]
    return Found(
        foods=tuple(found[id] for id in order),
        corrected=corrected,
        scores=tuple(page.scores[id] for id in order),
        next=page.next,
    )


def _corrections(words: Sequence[str], *, lang: str) -> Iterator[list[str]]:
    """The words with each mistyped one put right, the likeliest first; none when that cannot be.

    Words of a table that is switched off are known too, so the likeliest may find nothing.
    """
    ways = [
        typos.corrections(word, index.known_words(word), lang=lang) if len(word) > 1 else [word]
        for word in words
    ]
    if not all(ways):
        return
    for attempt in range(min(max(map(len, ways)), MOST_ATTEMPTS)):
        right = [way[min(attempt, len(way) - 1)] for way in ways]
        if right != list(words):
            yield right


def others(food: Food) -> list[Food]:
    """The same food as other tables hold it, the preferred first.

    The same is what has the same code in the same table, or the same name in a language but for the
    order of its words. One query for each name, and three.
    """
    named = [(n.lang, n.name_norm) for n in food.names.all() if n.kind == FoodName.Kind.NAME]
    same_name = offering.elsewhere(named, table=food.table_id)
    family = sources.family(food.dataset)
    datasets = [key for key in sources.SOURCES if sources.family(key) == family]
    same = Q(id__in=same_name) | Q(dataset__in=datasets, code=food.code)
    found = Food.objects.in_use().filter(same, table__is_on=True).exclude(table=food.table_id)
    return sorted(found.prefetch_related("names"), key=_preference)[:MOST_OTHERS]


def _preference(food: Food) -> tuple[int, int, int]:
    return (food.tier, sources.SOURCES[food.dataset].rank, food.row)


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
    used = [
        UsedSource(source, source.release) for source in sources.SOURCES.values() if source.shipped
    ]
    used += [
        UsedSource(sources.SOURCES[key], name)
        for key, name in loaded.exclude(table=Table.CURATED).values_list("table", "name")
        if UsedSource(sources.SOURCES[key], name) not in used
    ]
    return sorted(used, key=lambda one: (one.source.rank, one.release))


def kinds(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, tuple[str, str]]:
    """Kind and group of the foods that are there. One query."""
    rows = in_use(ids).values_list("id", "kind", "group")
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
