"""Searching half a million foods through the API, against a bare view and the raw query.

    .venv/bin/python -m benchmarks.search [foods] [rounds]

Makes a table, loads it and asks for the curated foods among it: beginnings of words, several words,
typos and diacritics. For each query these are measured in turn, in CPU, that of the database's own
process included: a bare API view (same middleware, token and log-in) that reads one row, one that
lists the foods which the search finds, the raw query (the candidates from the index, fetched; for a
typo the words that look alike too) and the request. Prints median and p95 in milliseconds, and what
a list and three raw queries cost: the aim is that a request costs no more.
With MG24_BENCHMARK_DATA a folder is kept, so that the next run need not load. DATABASE_URL chooses
PostgreSQL.
"""

import datetime as dt
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import tests.installation

if "MG24_BENCHMARK_DATA" in os.environ:
    os.environ["MG24_DATA_DIR"] = os.environ["MG24_BENCHMARK_DATA"]
os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone

from benchmarks import made_table
from foods import importing, releases
from foods import search as index
from foods.models import Table
from foods.search import text
from tests.api import phones
from tracker import demo
from tracker.models import User

FOODS, ROUNDS, WARM_UP = 500_000, 15, 2
QUERIES = {
    "beginnings": ("al", "me", "am", "bro", "haverm", "spin", "choc", "kikk", "roas", "tom"),
    "one word": ("almonds", "milk", "spinazie", "brood", "rice", "kaas", "bread", "tofu"),
    "several words": (
        "whole wheat bread",
        "roasted almond",
        "bread rye",
        "pure chocolade",
        "brown rice cooked",
        "soup with leek",
    ),
    "typos": ("almnd", "spinasie", "havermoud", "brocolli", "kikererwten", "peanut buter"),
    "diacritics": ("crème fraîche", "bœuf haché", "kürbiskerne", "purée", "knäckebröd"),
}
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Times:
    """Milliseconds of CPU of each measurement."""

    bare: list[float] = field(default_factory=list)
    listed: list[float] = field(default_factory=list)
    raw: list[float] = field(default_factory=list)
    request: list[float] = field(default_factory=list)

    @property
    def columns(self) -> tuple[list[float], ...]:
        return (self.bare, self.listed, self.raw, self.request)


def main() -> None:
    foods = int(sys.argv[1]) if len(sys.argv) > 1 else FOODS
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    prepare(foods)
    client = a_phone()
    before_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{foods:,} foods on {connection.vendor}, ms of CPU, median and p95 of {rounds} rounds")
    heads = ("one row", "list", "raw query", "request", "list + 3 raw")
    print(f"{'':15}{''.join(f'{head:>15}' for head in heads)}")
    over = [kind for kind in QUERIES if not within(kind, measured(client, kind, rounds=rounds))]
    after_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory of the process {before_mb:.0f} MB before, {after_mb:.0f} MB after")
    print(f"over the aim: {', '.join(over) or 'none'}")


def prepare(foods: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    importing.load_fixture(settings.BASE_DIR / "fixtures")
    if Table.objects.filter(key="csv", active__gt=0).exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.csv"
        made_table.write(path, foods=foods)
        releases.stage("csv", path, at=dt.datetime.now(dt.UTC))
    releases.use("csv")


def a_phone() -> Client:
    """The phone of somebody who has kept a diary for 120 days."""
    User.objects.filter(email="bench@example.org").delete()
    user = User.objects.create_user("bench@example.org")
    demo.fill(user, at=timezone.now())
    return phones.of(user).client


def measured(client: Client, kind: str, *, rounds: int) -> Times:
    times = Times()
    found = {query: found_by(client, query) for query in QUERIES[kind]}
    ids = {query: [food["id"] for food in one["results"]] for query, one in found.items()}
    for number in range(WARM_UP + rounds):
        for query in QUERIES[kind]:
            spent = (
                cpu_ms(partial(client.get, "/bare-api/")),
                cpu_ms(partial(client.get, "/bare-list/", {"id": ids[query]})),
                cpu_ms(partial(raw, query, found[query]["corrected"])),
                cpu_ms(partial(client.get, "/api/v1/foods/", {"q": query})),
            )
            if number >= WARM_UP:
                for kept, one in zip(times.columns, spent, strict=True):
                    kept.append(one)
    return times


def found_by(client: Client, query: str) -> dict[str, Any]:
    answer: dict[str, Any] = client.get("/api/v1/foods/", {"q": query}).json()
    return answer


def raw(query: str, corrected: str | None) -> None:
    """The queries on the index alone; for a typo also for words that look alike, and again."""
    words = text.words_of(query)
    engine = index._engine(connection)
    asked(engine, words)
    if corrected:
        for word in words:
            engine.known_words(connection, word, limit=index.MOST_KNOWN_WORDS)
        asked(engine, corrected.split())


def asked(engine: object, words: list[str]) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = engine.candidates(  # type: ignore[attr-defined]
        connection,
        words,
        kinds=(),
        after=0,
        limit=index.MOST_NAMES,
        limit_exact=index.MOST_EXACT,
    )
    return found


def cpu_ms(act: Callable[[], object]) -> float:
    before = spent_s()
    act()
    return 1000 * (spent_s() - before)


def spent_s() -> float:
    """CPU of this process, and of the database's where that is another one."""
    return time.process_time() + (database_s() if connection.vendor == "postgresql" else 0.0)


def database_s() -> float:
    """CPU of the process that serves our connection, from the kernel; it counts in 10 ms."""
    info = connection.connection.info
    fields = Path(f"/proc/{info.backend_pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def within(kind: str, times: Times) -> bool:
    allowed = statistics.median(times.listed) + 3 * statistics.median(times.raw)
    shown = "".join(f"{summary(one):>15}" for one in times.columns)
    print(f"{kind:15}{shown}{allowed:15.1f}")
    return statistics.median(times.request) <= allowed


def summary(times: list[float]) -> str:
    p95 = statistics.quantiles(times, n=20)[-1]
    return f"{statistics.median(times):.1f} / {p95:.1f}"


if __name__ == "__main__":
    Path(tests.installation.FOLDER, "static").mkdir(exist_ok=True)
    with override_settings(ROOT_URLCONF="benchmarks.bare", ALLOWED_HOSTS=["*"]):
        main()
