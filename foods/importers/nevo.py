"""NEVO (RIVM): the CSV with one line per food that a user downloads. It never comes with Mg24."""

from collections.abc import Iterator
from pathlib import Path

from foods import table_groups
from foods.importers import building, files
from foods.importers.records import NAME, SYNONYM, Contents, FoodRecord, NameRecord, Refusal
from foods.sources import NEVO, SOURCES

SOURCE = SOURCES[NEVO]
VERSION, CODE, GROUP = "NEVO-versie/NEVO-version", "NEVO-code", "Food group"
NAME_NL, NAME_EN = "Voedingsmiddelnaam/Dutch food name", "Engelse naam/Food name"
SYNONYMS, QUANTITY = "Synoniem", "Hoeveelheid/Quantity"
NUTRIENTS = {
    "ENERCC (kcal)": "energy_kcal",
    "WATER (g)": "water_g",
    "PROT (g)": "protein_g",
    "FAT (g)": "fat_g",
    "CHO (g)": "carbohydrate_g",
    "FIBT (g)": "fibre_g",
    "ALC (g)": "alcohol_g",
    "MG (mg)": "magnesium_mg",
    "CA (mg)": "calcium_mg",
    "K (mg)": "potassium_mg",
    "FE (mg)": "iron_mg",
    "NA (mg)": "sodium_mg",
    "ZN (mg)": "zinc_mg",
    "P (mg)": "phosphorus_mg",
    "VITD (µg)": "vitamin_d_ug",
    "VITK (µg)": "vitamin_k_ug",
    "VITB6 (mg)": "vitamin_b6_mg",
}
# Greek letters and "mcg" stand for the same unit in older downloads.
SPELLINGS = {"μ": "µ", "mcg": "µg"}


def read(path: Path, *, release: str = "") -> Contents:
    """The foods of the CSV: bars between fields, decimal commas."""
    rows = files.rows(files.lines(path), name=path.name, delimiter="|")
    needed = (VERSION, CODE, GROUP, NAME_NL, NAME_EN, QUANTITY, *NUTRIENTS)
    rows = files.need(needed, among=map(_spelled, rows), name=path.name)
    first = next(rows)
    release = release or first[VERSION].removeprefix("NEVO-Online ").strip() or SOURCE.release
    return Contents(release, files.count_lines(path), _items(first, rows, release=release))


def _spelled(row: dict[str, str]) -> dict[str, str]:
    spelled = {}
    for heading, cell in row.items():
        for other, ours in SPELLINGS.items():
            heading = heading.replace(other, ours)  # noqa: PLW2901 - one spelling after another
        spelled[heading] = cell
    return spelled


def _items(
    first: dict[str, str], rows: Iterator[dict[str, str]], *, release: str
) -> Iterator[FoodRecord | Refusal]:
    yield _item(first, release=release)
    for row in rows:
        yield _item(row, release=release)


def _item(row: dict[str, str], *, release: str) -> FoodRecord | Refusal:
    name = row.get(NAME_NL, "")
    if row.get(QUANTITY, "").replace(" ", "").casefold() not in ("per100g", "per100ml"):
        return Refusal(row.get(CODE, ""), name, "its amounts are not per 100 g")
    group_name = row.get(GROUP, "").strip()
    return building.record(
        SOURCE,
        release=release,
        code=row.get(CODE, "").strip(),
        names=_names(row),
        # Its groups changed names over the years; a new one must not cost the food.
        group=table_groups.NEVO.get(group_name, "other"),
        cells={key: row.get(heading) for heading, key in NUTRIENTS.items()},
    )


def _names(row: dict[str, str]) -> Iterator[NameRecord]:
    yield NameRecord("nl", row.get(NAME_NL, ""), NAME)
    yield NameRecord("en", row.get(NAME_EN, ""), NAME)
    for synonym in row.get(SYNONYMS, "").split(";"):
        yield NameRecord("nl", synonym, SYNONYM)
