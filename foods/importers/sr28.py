"""USDA SR28 as published: a zip of ASCII files, fields apart by ^, text between ~."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from foods import table_groups
from foods.importers import building
from foods.importers.files import Bundle, FileError
from foods.importers.records import (
    NAME,
    SYNONYM,
    Contents,
    FoodRecord,
    NameRecord,
    PortionRecord,
    Refusal,
)
from foods.sources import SOURCES, USDA_SR28

SOURCE = SOURCES[USDA_SR28]
# FOOD_DES.txt has typographic quotes of Windows.
ENCODING = "cp1252"
# Nutr_No of NUTR_DEF.txt.
NUTRIENTS = {
    "208": "energy_kcal",
    "255": "water_g",
    "203": "protein_g",
    "204": "fat_g",
    "205": "carbohydrate_g",
    "291": "fibre_g",
    "221": "alcohol_g",
    "262": "caffeine_mg",
    "304": "magnesium_mg",
    "301": "calcium_mg",
    "306": "potassium_mg",
    "303": "iron_mg",
    "307": "sodium_mg",
    "309": "zinc_mg",
    "305": "phosphorus_mg",
    "328": "vitamin_d_ug",
    "430": "vitamin_k_ug",
    "415": "vitamin_b6_mg",
}


def read(path: Path, *, release: str = "") -> Contents:
    """The foods of the zip or its folder. FileError when a file of it is missing or damaged."""
    bundle = Bundle(path)
    foods = {line[0]: line for line in _lines(bundle, "FOOD_DES.txt", fields=5)}
    release = release or SOURCE.release
    return Contents(release, len(foods), _items(bundle, foods, release=release))


def _items(
    bundle: Bundle, foods: Mapping[str, list[str]], *, release: str
) -> Iterator[FoodRecord | Refusal]:
    groups = {line[0]: line[1] for line in _lines(bundle, "FD_GROUP.txt", fields=2)}
    cells = _cells(bundle)
    portions = _portions(bundle)
    for code, line in foods.items():
        group_name = groups.get(line[1], line[1])
        yield building.record(
            SOURCE,
            release=release,
            code=code,
            names=_names(line),
            group=table_groups.USDA_SR28.get(group_name),
            group_name=group_name,
            cells=cells.get(code, {}),
            portions=portions.get(code, ()),
        )


def _lines(bundle: Bundle, ending: str, *, fields: int) -> Iterator[list[str]]:
    name = bundle.must_find(ending)
    for number, line in enumerate(bundle.lines(name, encoding=ENCODING), start=1):
        cells = [cell.strip().strip("~") for cell in line.rstrip("\r\n").split("^")]
        if cells == [""]:
            continue
        if len(cells) < fields:
            raise FileError(f"{name}, line {number} has {len(cells)} fields and not {fields}.")
        yield cells


def _names(line: list[str]) -> Iterator[NameRecord]:
    """The long description, and the common names that stand beside it."""
    yield NameRecord("en", line[2], NAME)
    for common in line[4].split(","):
        yield NameRecord("en", common, SYNONYM)


def _cells(bundle: Bundle) -> dict[str, dict[str, str]]:
    cells: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for code, nutrient, amount, *_rest in _lines(bundle, "NUT_DATA.txt", fields=3):
        if nutrient in NUTRIENTS:
            cells[code][NUTRIENTS[nutrient]] = amount
    return cells


def _portions(bundle: Bundle) -> dict[str, tuple[PortionRecord, ...]]:
    portions: defaultdict[str, list[PortionRecord]] = defaultdict(list)
    for code, number, amount, measure, grams, *_rest in _lines(bundle, "WEIGHT.txt", fields=5):
        portion = building.portion(
            amount, measure, grams, source=USDA_SR28, code=f"NDB {code} seq {number}"
        )
        if portion:
            portions[code].append(portion)
    return {code: building.distinct(rows) for code, rows in portions.items()}
