"""The importers on the whole files as published, for who has them.

MG24_ORIGINALS names a folder with `originals/` (the published files) and `datasets/` (the same
tables, normalised by other code). They are not part of the project: the tables' makers publish
them, and NEVO's may not be passed on.
"""

import csv
import os
from pathlib import Path

import pytest

from foods.importers.records import FoodRecord
from tests.foods.importers import samples

FOLDER = Path(os.environ.get("MG24_ORIGINALS", ""))
pytestmark = pytest.mark.skipif(
    "MG24_ORIGINALS" not in os.environ, reason="MG24_ORIGINALS names no folder"
)

SR28 = ("usda_sr28", "usda_sr28_ascii.zip", "usda_sr_legacy_foods.csv", "ndb_no")
FNDDS = (
    "fndds_2017_2018",
    "2017-2018 FNDDS At A Glance - FNDDS Nutrient Values.xlsx",
    "fndds_2017_2018_foods.csv",
    "food_code",
)
CIQUAL = (
    "ciqual_2020",
    "Table Ciqual 2020_ENG_2020 07 07.xls",
    "ciqual_2020_foods.csv",
    "alim_code",
)


def normalised(name: str) -> list[dict[str, str]]:
    with (FOLDER / "datasets" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("table", "foods", "with_magnesium", "below_limit"),
    [(SR28, 8789, 8050, 0), (FNDDS, 7083, 7083, 0), (CIQUAL, 3186, 2447, 15)],
)
def test_the_counts_and_every_magnesium_value_are_those_of_the_normalised_table(
    table: tuple[str, str, str, str], foods: int, with_magnesium: int, below_limit: int
) -> None:
    source, original, dataset, key = table
    read = samples.items(source, FOLDER / "originals" / original)
    rows = normalised(dataset)

    assert len(read) == len(rows) == foods
    below = known = 0
    for item, row in zip(sorted(read, key=_code), sorted(rows, key=lambda r: r[key]), strict=True):
        assert isinstance(item, FoodRecord)
        assert item.code == row[key]
        if "magnesium_mg" in item.below_limit:
            below += 1
            assert row["mg_mg"] == ""
        else:
            known += "magnesium_mg" in item.content
            expected = float(row["mg_mg"]) if row["mg_mg"] else None
            # CIQUAL 9621 stands there twice, once empty; both are read, in the order of the file.
            if item.code != "9621":
                assert item.content.get("magnesium_mg") == expected, item.code
    # foods/README counts 2,447 CIQUAL rows with magnesium, that of the bran included.
    assert (known, below) == (with_magnesium, below_limit)


def _code(item: object) -> str:
    return str(getattr(item, "code", ""))


def test_every_portion_of_sr28_is_there() -> None:
    read = samples.foods(SR28[0], FOLDER / "originals" / SR28[1])

    portions = {
        (code, portion.code.rsplit(" ", 1)[-1]): float(portion.grams)
        for code, food in read.items()
        for portion in food.portions
    }
    expected = {
        (row["ndb_no"], row["seq"]): float(row["grams"]) for row in normalised("usda_portions.csv")
    }
    assert len(expected) == 15_438
    assert portions == expected


def test_a_code_that_stands_twice_counts_the_row_with_values() -> None:
    bran = samples.foods(CIQUAL[0], FOLDER / "originals" / CIQUAL[1])["9621"]

    assert bran.content["magnesium_mg"] == 546
