"""What the catalogue calls things, for reading a written line: foods.quickadd asks it here."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from foods import catalogue
from foods import search as index
from foods.groups import GROUPS
from foods.models import FoodName, Portion
from foods.quickadd import finding, reading
from foods.quickadd.results import Line
from foods.search.typos import KnownWord


def read(
    line: str,
    *,
    lang: str,
    own: finding.Finder | None = None,
    favour: Mapping[uuid.UUID, float] | None = None,
) -> Line:
    """The foods and grams of a written line, in at most eight queries whatever its length.

    `own` comes first: a person's own foods and corrections (finding.Listed). `favour` says how much
    they eat a food, 0 for not at all, 1 for most.
    """
    public = Lexicon(favour=favour or {})
    finder = finding.Both(own, public) if own else public
    return reading.read(line, lang=lang, finder=finder)


class Lexicon:
    """The public foods as a Finder: one query for names, one for typos, three for details."""

    def __init__(self, *, favour: Mapping[uuid.UUID, float]) -> None:
        self.favour = favour

    def names(
        self,
        wanted: Collection[finding.Wanted],
        *,
        lang: str,  # noqa: ARG002
    ) -> Sequence[finding.Name]:
        foods: dict[uuid.UUID, finding.Food] = {}
        return [self._name(hit, foods) for hit in index.names_holding(list(wanted))]

    def _name(self, hit: index.Hit, foods: dict[uuid.UUID, finding.Food]) -> finding.Name:
        food = foods.get(hit.food_id)
        if food is None:
            food = foods[hit.food_id] = finding.Food(
                id=hit.food_id,
                group=hit.group,
                kind="water" if hit.group == "waters" else "food",
                tier=hit.tier,
                is_dish=hit.group in GROUPS and GROUPS[hit.group].is_dish,
                weight=self.favour.get(hit.food_id, 0.0),
            )
        return finding.Name(
            food, hit.name, hit.lang, hit.kind != FoodName.Kind.NAME, heads=hit.heads
        )

    def known_words(self, words: Collection[str]) -> Mapping[str, Sequence[KnownWord]]:
        return index.known_words_of_each(list(words))

    def details(
        self, ids: Collection[uuid.UUID], *, lang: str
    ) -> Mapping[uuid.UUID, finding.Details]:
        rows = {
            row: (id, slug)
            for row, id, slug in catalogue.in_use(ids).values_list("row", "id", "slug")
        }
        names, portions = _called(rows, lang=lang), _portions(rows)
        return {
            id: finding.Details(names.get(row, ""), slug or "", tuple(portions[row]))
            for row, (id, slug) in rows.items()
        }


def _called(rows: Collection[int], *, lang: str) -> dict[int, str]:
    """What each food is called; the name in `lang` where there is one."""
    named = FoodName.objects.filter(food_id__in=rows, kind=FoodName.Kind.NAME)
    found: dict[int, str] = {}
    for row, its_lang, name in named.order_by("food_id", "lang").values_list(
        "food_id", "lang", "name"
    ):
        if row not in found or its_lang == lang:
            found[row] = name
    return found


def _portions(rows: Collection[int]) -> dict[int, list[finding.Portion]]:
    found: defaultdict[int, list[finding.Portion]] = defaultdict(list)
    portions = Portion.objects.filter(food_id__in=rows).order_by(
        "food_id", "-is_default", "position"
    )
    for row, labels, grams, is_default, source in portions.values_list(
        "food_id", "labels", "grams", "is_default", "source"
    ):
        convention = source == Portion.CONVENTION
        found[row].append(finding.Portion(labels, float(grams), is_default, convention))
    return found
