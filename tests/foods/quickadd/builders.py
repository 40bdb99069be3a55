"""A finder over the real fixture without a database, and phrases with what is expected of them."""

import csv
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from foods.groups import GROUPS
from foods.importers import fixture
from foods.importers.records import NAME, FoodRecord
from foods.models import curated_id
from foods.quickadd import finding, forms, reading
from foods.quickadd.results import Item, Line
from foods.search import compounds, text
from foods.search.typos import KnownWord

ROOT = Path(__file__).parent.parent.parent.parent
PHRASES = ROOT / "tests" / "data"


class Fixture:
    """The curated foods as a finder."""

    def __init__(self, foods: Sequence[FoodRecord]) -> None:
        self.found: dict[UUID, finding.Details] = {}
        self.by_start: defaultdict[str, list[finding.Name]] = defaultdict(list)
        self.words: set[KnownWord] = set()
        for record in foods:
            self._add(record)

    def _add(self, record: FoodRecord) -> None:
        food = finding.Food(
            curated_id(record.slug or ""),
            group=record.group,
            kind=record.kind,
            tier=record.tier,
            is_dish=GROUPS[record.group].is_dish,
        )
        proper = {name.lang: name.name for name in record.names if name.kind == NAME}
        portions = tuple(
            finding.Portion(p.labels, float(p.grams), p.is_default, p.source == "convention")
            for p in record.portions
        )
        self.found[food.id] = finding.Details(proper["nl"], record.slug or "", portions)
        for name in record.names:
            norm = text.normalise(name.name)
            heads = compounds.heads_of(norm) if name.lang == "nl" else ""
            named = finding.Name(food, name.name, name.lang, name.kind != NAME, heads)
            for word in {*norm.split(), *heads.split()}:
                self.by_start[word[:2]].append(named)
                self.words.add(KnownWord(word, name.lang, record.tier))

    def names(
        self,
        wanted: Collection[finding.Wanted],
        *,
        lang: str,  # noqa: ARG002
    ) -> Sequence[finding.Name]:
        asked = {form[:2] for words in wanted for form in words[0]}
        near = dict.fromkeys(name for start in sorted(asked) for name in self.by_start[start])
        return [name for name in near if any(_holds(name, words) for words in wanted)]

    def known_words(self, words: Collection[str]) -> Mapping[str, Sequence[KnownWord]]:
        known = sorted(self.words, key=lambda one: (one.word, one.lang, one.tier))
        return dict.fromkeys(words, known)

    def details(
        self,
        ids: Collection[UUID],
        *,
        lang: str,  # noqa: ARG002
    ) -> Mapping[UUID, finding.Details]:
        return {id: self.found[id] for id in ids}


def _holds(name: finding.Name, wanted: finding.Wanted) -> bool:
    parts = (*forms.words(name.text), *name.heads.split())
    return all(any(part.startswith(form) for part in parts for form in word) for word in wanted)


@cache
def foods() -> Fixture:
    return Fixture(fixture.read(ROOT / "fixtures").foods)


def read(line: str, *, lang: str = "nl") -> Line:
    return reading.read(line, lang=lang, finder=foods())


def slugs(line: Line) -> list[str]:
    return [item.food.slug for item in line.items if item.food]


def grams(line: Line) -> dict[str, float]:
    return {item.food.slug: item.food.grams for item in line.items if item.food}


@dataclass(frozen=True)
class Expected:
    """One food of a phrase: any of `slugs`, with so many grams; an optional one may lack.

    A supplement has no slug but its kind, and no grams.
    """

    slugs: frozenset[str]
    least: float
    most: float
    is_optional: bool


@dataclass(frozen=True)
class Phrase:
    id: str
    lang: str
    text: str
    expected: tuple[Expected, ...]


def phrases(name: str) -> list[Phrase]:
    with (PHRASES / name).open(encoding="utf-8", newline="") as file:
        return [
            Phrase(row["id"], row["lang"], row["phrase"], tuple(_expected(row["expected"])))
            for row in csv.DictReader(file)
        ]


def _expected(cell: str) -> Iterator[Expected]:
    """ "banana:90-130;milk:100-300?" with alternatives behind a slash."""
    for part in cell.split(";"):
        foods, _, range = part.rpartition(":")
        least, most = (float(bound) for bound in range.rstrip("?").split("-"))
        yield Expected(frozenset(foods.split("/")), least, most, range.endswith("?"))


def faults(phrase: Phrase, line: Line) -> list[str]:
    """What is not as expected: a food that lacks, its grams, a food or word too many."""
    left = list(line.items)
    found: list[str] = []
    for one in phrase.expected:
        item = next((item for item in left if _slug(item) in one.slugs), None)
        if item is None:
            found += [] if one.is_optional else [f"no {'/'.join(sorted(one.slugs))}"]
            continue
        left.remove(item)
        found += _fault(item, one)
    found += [f"also {_slug(item)}" for item in left]
    return found + [f"unknown {unknown.text!r}" for unknown in line.unknown]


def _slug(item: Item) -> str:
    return item.food.slug if item.food else item.kind


def _fault(item: Item, expected: Expected) -> list[str]:
    weight = item.grams or 0.0
    if expected.least <= weight <= expected.most:
        return []
    return [f"{weight:g} g for {item.text!r}, not {expected.least:g} to {expected.most:g}"]
