"""The hand-made files in tests/data/tables, each in the form its source publishes."""

from pathlib import Path

from foods.importers import tables
from foods.importers.records import FoodRecord, Refusal

FOLDER = Path(__file__).parent.parent.parent / "data" / "tables"
# Some are a folder of files, as unpacked from the zip that is published.
PATHS = {
    "usda_sr28": FOLDER / "sr28",
    "fdc_foundation": FOLDER / "fdc",
    "fdc_sr_legacy": FOLDER / "fdc",
    "fdc_survey": FOLDER / "fdc",
    "fndds_2017_2018": FOLDER / "fndds.xlsx",
    "ciqual_2020": FOLDER / "ciqual.xls",
    "nevo": FOLDER / "nevo.csv",
    "open_food_facts": FOLDER / "off_product.json",
    "csv": FOLDER / "plain.csv",
}


def items(source: str, path: Path | None = None) -> list[FoodRecord | Refusal]:
    return list(tables.READERS[source](path or PATHS[source]).items)


def foods(source: str, path: Path | None = None) -> dict[str, FoodRecord]:
    """The foods by code; of a code that stands twice the first."""
    read = [item for item in items(source, path) if isinstance(item, FoodRecord)]
    return {food.code: food for food in reversed(read)}


def refusals(source: str, path: Path | None = None) -> dict[str, str]:
    """Why rows were refused, by code."""
    read = items(source, path)
    return {item.code: item.reason for item in read if isinstance(item, Refusal)}
