"""Reads the project's own fixture: the curated foods, waters, portions and group densities."""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from foods.importers.records import (
    NAME,
    SYNONYM,
    DensityRecord,
    FoodRecord,
    NameRecord,
    PortionRecord,
)
from foods.nutrients import NUTRIENTS

FOODS, WATERS, PORTIONS, DENSITIES = (
    "foods.csv",
    "waters.csv",
    "portions.csv",
    "group_densities.csv",
)
FILES = (FOODS, WATERS, PORTIONS, DENSITIES)
LANGUAGES = ("en", "nl")
# What separates the items of a list within a cell.
SEPARATOR = ";"


@dataclass(frozen=True)
class Fixture:
    foods: tuple[FoodRecord, ...]
    densities: tuple[DensityRecord, ...]


def sha256(folder: Path) -> str:
    """One digest over the four files, by which a load knows that nothing changed."""
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(name.encode() + b"\0" + (folder / name).read_bytes())
    return digest.hexdigest()


def read(folder: Path) -> Fixture:
    """The fixture in a folder. OSError when a file is missing, KeyError when a column is."""
    portions = _portions(folder / PORTIONS)
    foods = tuple(
        _food(row, portions=portions.get(row["slug"], ()))
        for name in (FOODS, WATERS)
        for row in _rows(folder / name)
    )
    densities = tuple(
        DensityRecord(
            group=row["group"],
            p10=row["p10"],
            p50=row["p50"],
            p90=row["p90"],
            count=int(row["count"]),
            release=row["release"],
        )
        for row in _rows(folder / DENSITIES)
    )
    return Fixture(foods=foods, densities=densities)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _food(row: Mapping[str, str], *, portions: tuple[PortionRecord, ...]) -> FoodRecord:
    return FoodRecord(
        slug=row["slug"],
        kind=row["kind"],
        group=row["group"],
        tier=int(row["tier"]),
        names=tuple(_names(row)),
        dataset=row["dataset"],
        release=row["release"],
        code=row["code"],
        source_description=row["source_description"],
        match=row["match"],
        content={key: float(row[key]) for key in NUTRIENTS if row[key]},
        magnesium_basis=row["magnesium_basis"],
        energy_basis=row["energy_basis"],
        low_mg=row["low_mg"] or None,
        fill_mg=row["fill_mg"] or None,
        high_mg=row["high_mg"] or None,
        below_limit=_items(row["below_limit"]),
        notes=_items(row["notes"]),
        portions=portions,
    )


def _names(row: Mapping[str, str]) -> Iterator[NameRecord]:
    for lang in LANGUAGES:
        yield NameRecord(lang=lang, name=row[f"name_{lang}"], kind=NAME)
        for synonym in _items(row[f"synonyms_{lang}"]):
            yield NameRecord(lang=lang, name=synonym, kind=SYNONYM)


def _items(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(SEPARATOR)) if cell else ()


def _portions(path: Path) -> dict[str, tuple[PortionRecord, ...]]:
    portions: defaultdict[str, list[PortionRecord]] = defaultdict(list)
    for row in _rows(path):
        portions[row["slug"]].append(
            PortionRecord(
                labels={lang: row[f"label_{lang}"] for lang in LANGUAGES},
                grams=row["grams"],
                source=row["source"],
                code=row["code"],
                is_default=row["is_default"] == "1",
            )
        )
    return {slug: tuple(rows) for slug, rows in portions.items()}
