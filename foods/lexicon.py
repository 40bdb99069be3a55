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
    """The foods and grams of a written line, in at most six queries whatever its length.

    `own` comes first: a person's own foods and corrections (finding.Listed). `favour` says how much
    they eat a food, 0 for not at all, 1 for most.
    """
    public = Lexicon(favour=favour or {})
    finder = finding.Both(own, public) if own else public
    return reading.read(line, lang=lang, finder=finder)


class Lexicon:
    """The public foods as a finding.Finder: one query for names, one for typos, two for details."""

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
        portions: defaultdict[uuid.UUID, list[finding.Portion]] = defaultdict(list)
        rows = Portion.objects.filter(food__in=catalogue.in_use(ids)).order_by(
            "food_id", "-is_default", "position"
        )
        for food_id, labels, grams, is_default, source in rows.values_list(
            "food__id", "labels", "grams", "is_default", "source"
        ):
            convention = source == Portion.CONVENTION
            portions[food_id].append(finding.Portion(labels, float(grams), is_default, convention))
        return {
            food_id: finding.Details(name, slug or "", tuple(portions[food_id]))
            for food_id, (name, slug) in _called(ids, lang=lang).items()
        }


def _called(ids: Collection[uuid.UUID], *, lang: str) -> dict[uuid.UUID, tuple[str, str | None]]:
    """Name and slug by food; the name in `lang` where there is one."""
    rows = FoodName.objects.filter(food__in=catalogue.in_use(ids), kind=FoodName.Kind.NAME)
    found: dict[uuid.UUID, tuple[str, str | None]] = {}
    for food_id, its_lang, name, slug in rows.values_list(
        "food__id", "lang", "name", "food__slug"
    ).order_by("food_id", "lang"):
        if food_id not in found or its_lang == lang:
            found[food_id] = (name, slug)
    return found
