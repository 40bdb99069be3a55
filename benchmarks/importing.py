"""Loading a table against the same rows through a bare executemany, in one run.

    .venv/bin/python -m benchmarks.importing [foods]

Each into an empty database with the same tables, indexes and triggers. Prints rows a second, the
longest transaction of the load and the memory of the process. The aim is a third of the bare
speed, and transactions under 0.2 seconds. DATABASE_URL chooses PostgreSQL.
"""

import datetime as dt
import os
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tests.installation  # noqa: F401 - a data folder of its own

os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction

from benchmarks import made_table
from foods import releases, rows
from foods.models import Food, FoodName, Release, Word

FOODS = 500_000
BARE_BATCH = 1000
TABLES = {
    "foods_food": rows.FOOD,
    "foods_foodname": rows.NAMES,
    "foods_word": rows.WORDS,
}
# In the order they came, so that names stand with their food.
ORDER = {"foods_food": "row", "foods_foodname": "food_id", "foods_word": "id"}


def main() -> None:
    foods = int(sys.argv[1]) if len(sys.argv) > 1 else FOODS
    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.csv"
        made_table.write(path, foods=foods)
        started = time.perf_counter()
        loaded = releases.stage("csv", path, at=dt.datetime.now(dt.UTC))
        took = time.perf_counter() - started
    releases.use("csv")
    bare = bare_seconds()
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{loaded.new:,} foods on {connection.vendor}")
    print(f"import_foods       {loaded.new / took:8,.0f} foods a second ({took:.0f} s)")
    print(f"bare executemany   {loaded.new / bare:8,.0f} foods a second ({bare:.0f} s)")
    print(f"share of the bare speed {bare / took:.2f} (the aim is 0.33)")
    print(f"longest transaction {1000 * loaded.slowest_s:.0f} ms (the aim is 200)")
    print(f"memory of this process at most {peak_mb:.0f} MB, the rows for executemany included")


def bare_seconds() -> float:
    """The same rows, read beforehand, into the same tables after they were emptied."""
    kept = {table: read(table, columns) for table, columns in TABLES.items()}
    for model in (FoodName, Word, Food):
        model.objects.all().delete()
    Release.objects.all().delete()
    spent = 0.0
    for first in range(0, len(kept["foods_food"]), BARE_BATCH):
        started = time.perf_counter()
        with transaction.atomic(), connection.cursor() as cursor:
            for table, columns in TABLES.items():
                share = part(kept[table], first, whole=len(kept["foods_food"]))
                if share:
                    cursor.executemany(insert(table, columns), share)
        spent += time.perf_counter() - started
    return spent


def part(rows_of: list[tuple[Any, ...]], first: int, *, whole: int) -> list[tuple[Any, ...]]:
    """Of a table's rows the share that goes with one batch of foods, each of which has one name."""
    start = len(rows_of) * first // whole
    return rows_of[start : len(rows_of) * min(first + BARE_BATCH, whole) // whole]


def read(table: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    names = ", ".join(selected(column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {names} FROM {table} ORDER BY "{ORDER[table]}"')
        return list(cursor.fetchall())


def selected(column: str) -> str:
    text = column in rows.JSON and connection.vendor == "postgresql"
    return f'"{column}"::text' if text else f'"{column}"'


def insert(table: str, columns: Sequence[str]) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    json = "%s::jsonb" if connection.vendor == "postgresql" else "%s"
    values = ", ".join(json if column in rows.JSON else "%s" for column in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({values})"


if __name__ == "__main__":
    main()
