"""USDA FNDDS, "At A Glance": the spreadsheet of nutrient values."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from foods import table_groups
from foods.importers import building, sheets
from foods.importers.amounts import Cell
from foods.importers.files import FileError
from foods.importers.records import Contents, FoodRecord, NameRecord, Refusal
from foods.sources import FNDDS_2017_2018, SOURCES

SOURCE = SOURCES[FNDDS_2017_2018]
ABOUT_AS_MANY = 7083
CODE, NAME, GROUP = "Food code", "Main food description", "WWEIA Category description"
# Line breaks within a heading are read as spaces.
NUTRIENTS = {
    "Energy (kcal)": "energy_kcal",
    "Water (g)": "water_g",
    "Protein (g)": "protein_g",
    "Total Fat (g)": "fat_g",
    "Carbohydrate (g)": "carbohydrate_g",
    "Fiber, total dietary (g)": "fibre_g",
    "Alcohol (g)": "alcohol_g",
    "Caffeine (mg)": "caffeine_mg",
    "Magnesium (mg)": "magnesium_mg",
    "Calcium (mg)": "calcium_mg",
    "Potassium (mg)": "potassium_mg",
    "Iron (mg)": "iron_mg",
    "Sodium (mg)": "sodium_mg",
    "Zinc (mg)": "zinc_mg",
    "Phosphorus (mg)": "phosphorus_mg",
    "Vitamin D (D2 + D3) (mcg)": "vitamin_d_ug",
    "Vitamin K (phylloquinone) (mcg)": "vitamin_k_ug",
    "Vitamin B-6 (mg)": "vitamin_b6_mg",
}


def read(path: Path, *, release: str = "") -> Contents:
    """The foods of the sheet. FileError when its second line is not the headings we know."""
    rows = sheets.xlsx(path)
    next(rows, None)  # the title
    columns = _columns(next(rows, ()), name=path.name)
    release = release or SOURCE.release
    return Contents(release, ABOUT_AS_MANY, _items(rows, columns=columns, release=release))


def _columns(headings: sheets.Row, *, name: str) -> dict[str, int]:
    columns = {" ".join(str(cell).split()): at for at, cell in enumerate(headings)}
    for wanted in (CODE, NAME, GROUP, *NUTRIENTS):
        if wanted not in columns:
            raise FileError(f"{name} has no column “{wanted}” in its second line.")
    return columns


def _items(
    rows: Iterator[sheets.Row], *, columns: dict[str, int], release: str
) -> Iterator[FoodRecord | Refusal]:
    for row in rows:
        code, name, group_name = (_text(row, columns[key]) for key in (CODE, NAME, GROUP))
        if not code and not name:
            continue
        yield building.record(
            SOURCE,
            release=release,
            code=code,
            names=[NameRecord("en", name)],
            group=table_groups.FNDDS_2017_2018.get(group_name),
            group_name=group_name,
            cells={key: _cell(row, columns[heading]) for heading, key in NUTRIENTS.items()},
        )


def _cell(row: Sequence[Cell], at: int) -> Cell:
    return row[at] if at < len(row) else None


def _text(row: Sequence[Cell], at: int) -> str:
    cell = _cell(row, at)
    return "" if cell is None else str(cell).strip()
