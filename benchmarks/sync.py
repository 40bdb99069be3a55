"""A push through HTTP against the same rows through the bare driver, measured in turn.

    .venv/bin/python -m benchmarks.sync [rounds]
    DATABASE_URL=postgres://... .venv/bin/python -m benchmarks.sync     (an empty database)

A push goes to a server of its own (granian, two workers) over loopback. The bare driver does what
no sync can do without: lock the counter, read the versions, write the rows, raise the counter,
commit; the rows are ready before its clock starts. Both write to the same table, in turn, with 36
columns and five indexes. Aims: 0.07 of bare SQLite and 0.18 of bare PostgreSQL for 1000 new
entries, 0.10 and 0.22 for 100. Pulls are given in milliseconds beside one bare request.
"""

import http.client
import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"
DATABASE_URL = os.environ.get("DATABASE_URL", "")


import django

django.setup()

import psycopg

from tests.sync.server import Server
from tracker.models import IntakeEntry

ROUNDS = 20
SIZES = (1, 100, 1000)
# A device asks at most 120 times a minute.
PHONES = 20
DAY = "2026-03-20"
NOW = "2026-03-20 12:00:00"
TABLE = IntakeEntry._meta.db_table
COLUMNS = [column.column for column in IntakeEntry._meta.concrete_fields if column.column != "row"]
AIMS = {"sqlite": {100: 0.10, 1000: 0.07}, "postgresql": {100: 0.22, 1000: 0.18}}


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), DATABASE_URL)
        try:
            phone = Phone(server, server.prepare(phones=PHONES))
            server.start()
            bare = Bare(Path(folder))
            pushes(phone, bare, rounds)
            pulls(phone, rounds)
        finally:
            server.kill()


def pushes(phone: "Phone", bare: "Bare", rounds: int) -> None:
    print(f"{bare.vendor}, {rounds} rounds, entries a second (medians)")
    print(f"{'':22}{'bare driver':>14}{'push':>10}{'ratio':>8}{'aim':>6}{'p95 ms':>9}")
    for kind, data in (("whole records", whole), ("valued by the server", valued)):
        for size in SIZES:
            ours, theirs = [], []
            for number in range(rounds + 2):
                body = push_body(size, data)
                rows = bare.rows(size)
                spent = timed(partial(phone.push, body)), timed(partial(bare.write, rows))
                if number >= 2:
                    ours.append(spent[0])
                    theirs.append(spent[1])
            ratio = statistics.median(theirs) / statistics.median(ours)
            aim = AIMS[bare.vendor].get(size, "")
            late = sorted(ours)[int(0.95 * len(ours)) - 1] * 1000
            print(
                f"{kind:16}{size:6}{size / statistics.median(theirs):14,.0f}"
                f"{size / statistics.median(ours):10,.0f}{ratio:8.3f}{aim:>6}{late:9.1f}"
            )


def pulls(phone: "Phone", rounds: int) -> None:
    asked: dict[str, Callable[[], Any]] = {
        "a pull of 1000": lambda: phone.get("/api/v1/sync/changes/?limit=1000"),
        "a pull of nothing": lambda: phone.get(f"/api/v1/sync/changes/?cursor={phone.cursor()}"),
        "the discovery": lambda: phone.get("/api/v1/sync/"),
    }
    times: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(rounds):
        for name, ask in asked.items():
            times[name].append(timed(ask))
    for name, spent in times.items():
        print(f"{name:22}{statistics.median(spent) * 1000:8.1f} ms")


def timed(act: Callable[[], Any]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def whole(number: int) -> dict[str, Any]:
    """A line that came from this server, as a phone sends it back after a restore."""
    amounts = dict.fromkeys(("magnesium_mg", "fill_mg", "low_mg", "high_mg"), 78.5)
    known = {"content": {"magnesium_mg": 157, "energy_kcal": 370}, "basis": "measured"}
    source = {"dataset": "usda_sr28", "release": "28", "code": str(number), "valued_by": "server"}
    rest = {"at": None, "item_id": None, "precision": "meal", "known_share": 1, "limit_mg": 0}
    energy = {"energy_kcal": 185, "water_g": None, "food_group": "breakfast_cereals"}
    return {**valued(number), **amounts, **known, **source, **rest, **energy, "kind": "food"}


def valued(number: int) -> dict[str, Any]:
    return {
        "date": DAY,
        "zone": "Europe/Amsterdam",
        "meal": "breakfast",
        "name": f"Oats {number}",
        "amount": 50,
        "unit": "g",
        "grams": 50,
        "content": {"magnesium_mg": 157, "energy_kcal": 370},
    }


def push_body(size: int, data: Callable[[int], dict[str, Any]]) -> bytes:
    changes = [
        {
            "collection": "intake_entries",
            "id": str(uuid.uuid4()),
            "version": str(uuid.uuid4()),
            "base_version": None,
            "data": data(number),
        }
        for number in range(size)
    ]
    return json.dumps({"changes": changes}).encode()


class Phone:
    """One connection, and a token for each few requests."""

    def __init__(self, server: Server, tokens: list[str]) -> None:
        self.port, self.tokens, self.asked = server.port, tokens, 0
        self.connection: http.client.HTTPConnection | None = None

    def push(self, body: bytes) -> None:
        answer = self._ask("POST", "/api/v1/sync/changes/", body)
        assert {result["status"] for result in answer["results"]} == {"applied"}, answer

    def get(self, path: str) -> Any:
        return self._ask("GET", path)

    def cursor(self) -> int:
        """The end of the feed, as a phone that is up to date holds it."""
        if not hasattr(self, "_end"):
            cursor, more = 0, True
            while more:
                page = self.get(f"/api/v1/sync/changes/?limit=1000&cursor={cursor}")
                cursor, more = page["cursor"], page["has_more"]
            self._end = cursor
        return self._end

    def _ask(self, method: str, path: str, body: bytes | None = None) -> Any:
        self.asked += 1
        self.connection = self.connection or http.client.HTTPConnection("127.0.0.1", self.port)
        token = self.tokens[self.asked % len(self.tokens)]
        headers = {"Authorization": f"Token {token}", "Content-Type": "application/json"}
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = json.loads(answer.read())
        assert answer.status == 200, content
        return content


class Bare:
    """The same table without Django: SQLite in this process, or one connection of PostgreSQL."""

    def __init__(self, folder: Path) -> None:
        self.vendor = "postgresql" if DATABASE_URL else "sqlite"
        self.seq = 0
        if DATABASE_URL:
            self.connection: Any = psycopg.connect(DATABASE_URL)
        else:
            self.connection = sqlite3.connect(folder / "mg24.sqlite3", isolation_level=None)
            self.connection.execute("PRAGMA synchronous=FULL")
        sign = "%s" if DATABASE_URL else "?"
        self.sign = sign
        names = ", ".join(f'"{column}"' for column in COLUMNS)
        signs = ", ".join([sign] * len(COLUMNS))
        changed = ", ".join(
            f'"{c}" = excluded."{c}"' for c in COLUMNS if c not in {"id", "user_id"}
        )
        self.upsert = (
            f"INSERT INTO {TABLE} ({names}) VALUES ({signs}) "
            f'ON CONFLICT ("user_id", "id") DO UPDATE SET {changed}'
        )
        self.user = self._person()

    def _person(self) -> int:
        """Somebody of whom the server knows nothing."""
        values = ("bare@example.org", str(uuid.uuid4()), NOW)
        if not DATABASE_URL:
            values = (values[0], values[1].replace("-", ""), NOW)
        signs = ", ".join([self.sign] * 3)
        self.connection.execute(
            "INSERT INTO tracker_user (email, account_id, date_joined, password, is_superuser, "
            f"is_staff, is_active) VALUES ({signs}, '', false, false, true)",
            values,
        )
        found = self.connection.execute(
            f"SELECT id FROM tracker_user WHERE email = {self.sign}", values[:1]
        ).fetchone()
        self.connection.execute(
            "INSERT INTO tracker_syncstate (user_id, seq, epoch, resets) "
            f"VALUES ({self.sign}, 0, 1, '[]')",
            found,
        )
        if DATABASE_URL:
            self.connection.commit()
        return int(found[0])

    def rows(self, size: int) -> list[tuple[Any, ...]]:
        """Rows as the driver takes them, of the columns of the table."""
        text = str if DATABASE_URL else lambda id: str(id).replace("-", "")
        given = {
            **{c.column: c.get_default() for c in IntakeEntry._meta.concrete_fields},
            "user_id": self.user,
            "updated_at": NOW,
            "date": DAY,
            "name": "Oats",
            "zone": "Europe/Amsterdam",
            "meal": "breakfast",
            "amount": 50,
            "grams": 50,
            "content": json.dumps({"magnesium_mg": 157, "energy_kcal": 370}),
            "history": "[]",
            "magnesium_mg": 78.5,
            "fill_mg": 78.5,
            "low_mg": 78.5,
            "high_mg": 78.5,
            "basis": "measured",
            "known_share": 1,
            "limit_mg": 0,
        }
        made = []
        for _ in range(size):
            self.seq += 1
            own = {"id": text(uuid.uuid4()), "version": text(uuid.uuid4()), "seq": self.seq}
            made.append(tuple((given | own)[column] for column in COLUMNS))
        return made

    def write(self, rows: list[tuple[Any, ...]]) -> None:
        ask = self.connection.cursor()
        ids = [row[COLUMNS.index("id")] for row in rows]
        if DATABASE_URL:
            ask.execute(
                "SELECT seq FROM tracker_syncstate WHERE user_id = %s FOR UPDATE", [self.user]
            )
            ask.execute(
                f"SELECT id, version FROM {TABLE} WHERE user_id = %s AND id = ANY(%s::uuid[])",
                [self.user, ids],
            )
        else:
            ask.execute("BEGIN IMMEDIATE")
            ask.execute("SELECT seq FROM tracker_syncstate WHERE user_id = ?", [self.user])
            signs = ", ".join("?" * len(ids))
            ask.execute(
                f"SELECT id, version FROM {TABLE} WHERE user_id = ? AND id IN ({signs})",
                [self.user, *ids],
            )
        ask.fetchall()
        ask.executemany(self.upsert, rows)
        ask.execute(
            f"UPDATE tracker_syncstate SET seq = {self.sign} WHERE user_id = {self.sign}",
            [self.seq, self.user],
        )
        self.connection.commit()


if __name__ == "__main__":
    main()
