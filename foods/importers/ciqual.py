"""CIQUAL (Anses): the .xls, or the XML files as a zip or folder (ciqual_xml.py)."""

from collections.abc import Iterator
from pathlib import Path

from foods import table_groups
from foods.importers import building, ciqual_xml, sheets
from foods.importers.amounts import Cell
from foods.importers.files import FileError
from foods.importers.records import Contents, FoodRecord, NameRecord, Refusal
from foods.sources import CIQUAL_2020, SOURCES

SOURCE = SOURCES[CIQUAL_2020]
ABOUT_AS_MANY = 3186
CODE, NAME = "alim_code", "alim_nom_eng"
GROUPS = ("alim_grp_nom_eng", "alim_ssgrp_nom_eng", "alim_ssssgrp_nom_eng")
# The heading before its unit; the other energies and the crude protein are not ours.
NUTRIENTS = {
    "Energy, Regulation EU No 1169/2011 (kcal/100g)": "energy_kcal",
    "Water (g/100g)": "water_g",
    "Protein (g/100g)": "protein_g",
    "Fat (g/100g)": "fat_g",
    "Carbohydrate (g/100g)": "carbohydrate_g",
    "Fibres (g/100g)": "fibre_g",
    "Alcohol (g/100g)": "alcohol_g",
    "Magnesium (mg/100g)": "magnesium_mg",
    "Calcium (mg/100g)": "calcium_mg",
    "Potassium (mg/100g)": "potassium_mg",
    "Iron (mg/100g)": "iron_mg",
    "Sodium (mg/100g)": "sodium_mg",
    "Zinc (mg/100g)": "zinc_mg",
    "Phosphorus (mg/100g)": "phosphorus_mg",
    "Vitamin D (µg/100g)": "vitamin_d_ug",
    "Vitamin K1 (µg/100g)": "vitamin_k_ug",
    "Vitamin B6 (mg/100g)": "vitamin_b6_mg",
}


def read(path: Path, *, release: str = "") -> Contents:
    """The foods of the .xls, of the zip of XML files or of their folder."""
    if path.is_dir() or path.suffix.casefold() in (".zip", ".xml"):
        return ciqual_xml.read(path, release=release)
    rows = sheets.xls(path)
    columns = _columns(next(rows, ()), name=path.name)
    release = release or SOURCE.release
    return Contents(release, ABOUT_AS_MANY, _items(rows, columns=columns, release=release))


def _columns(headings: sheets.Row, *, name: str) -> dict[str, int]:
    columns = {" ".join(str(cell).split()): at for at, cell in enumerate(headings)}
    for wanted in (CODE, NAME, *GROUPS, *NUTRIENTS):
        if wanted not in columns:
            raise FileError(f"{name} has no column “{wanted}” in its first line.")
    return columns


def _items(
    rows: Iterator[sheets.Row], *, columns: dict[str, int], release: str
) -> Iterator[FoodRecord | Refusal]:
    for row in rows:
        padded = (*row, *([None] * (len(columns) - len(row))))
        group_name = table_groups.ciqual_name(*(_text(padded[columns[key]]) for key in GROUPS))
        yield building.record(
            SOURCE,
            release=release,
            code=_text(padded[columns[CODE]]),
            names=[NameRecord("en", _text(padded[columns[NAME]]))],
            group=table_groups.CIQUAL_2020.get(group_name),
            group_name=group_name,
            cells={key: padded[columns[heading]] for heading, key in NUTRIENTS.items()},
        )


def _text(cell: Cell) -> str:
    """A cell as text; .xls keeps whole numbers as floats."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()
