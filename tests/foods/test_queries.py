"""What people type, over the foods that come with Mg24 mixed into a large table.

search_queries.csv: a query, its language, and the slugs of the foods that are right for it (a star
stands for any ending). Misspelt, unfinished and turned round queries are among them.
"""

import csv
import datetime as dt
import fnmatch
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import made_table
from foods import catalogue, releases
from foods.models import Food

QUERIES = Path(__file__).parent.parent / "data" / "search_queries.csv"
AT = dt.datetime(2026, 11, 25, 7, tzinfo=dt.UTC)
FIRST = 3

pytestmark = pytest.mark.django_db


def queries() -> list[dict[str, str]]:
    with QUERIES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def mixed(tmp_path: Path) -> Callable[[int], None]:
    """Takes a table of so many made-up foods into use."""

    def load(foods: int) -> None:
        path = tmp_path / "made.csv"
        made_table.write(path, foods=foods)
        releases.stage("csv", path, at=AT)
        releases.use("csv")

    return load


def missed() -> list[str]:
    """The queries that have none of their foods among the first three, and what they have."""
    wrong = []
    for row in queries():
        first = found(row)
        if not any(is_right(slug, row["foods"]) for slug in first):
            wrong.append(f"{row['query']} ({row['lang']}): {', '.join(first)}")
    return wrong


def found(row: dict[str, str]) -> list[str]:
    foods = catalogue.search(row["query"], lang=row["lang"], limit=FIRST, portions=False).foods
    return [food.slug or food.name_in(row["lang"]) for food in foods]


def is_right(slug: str, wanted: str) -> bool:
    return any(fnmatch.fnmatchcase(slug, pattern) for pattern in wanted.split())


def test_there_are_enough_queries_and_every_food_of_them_is_there() -> None:
    rows = queries()
    slugs = [str(food.slug) for food in Food.objects.exclude(slug=None)]

    assert {lang: sum(row["lang"] == lang for row in rows) >= 100 for lang in ("nl", "en")} == {
        "nl": True,
        "en": True,
    }
    assert len({(row["query"], row["lang"]) for row in rows}) == len(rows)
    for row in rows:
        for pattern in row["foods"].split():
            assert fnmatch.filter(slugs, pattern), f"{row['query']}: {pattern}"


def test_the_right_food_is_among_the_first_three(mixed: Callable[[int], None]) -> None:
    assert missed() == []
    mixed(1500)
    assert missed() == []


@pytest.mark.long
def test_the_right_food_is_among_the_first_three_of_half_a_million(
    mixed: Callable[[int], None],
) -> None:
    mixed(500_000)

    assert missed() == []
