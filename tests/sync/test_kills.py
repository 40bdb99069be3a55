"""The server is killed in the middle of pushes: what it acknowledged is there, all phones agree.

SIGKILL comes at any moment, also between the commit and the answer. The short run is part of every
test run, the long one of `make test-long`. Each has a server and a database of its own.
"""

import http.client
import json
import random
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings

from tests import postgres
from tests.sync.replica import Answer, Key, LostError, Replica
from tests.sync.server import Server
from tests.sync.world import DAY, now_ms

PHONES = 3


@dataclass
class Tally:
    """What phones were told is stored: versions by record."""

    told: set[tuple[Key, str]] = field(default_factory=set)

    def hear(self, body: dict[str, Any]) -> None:
        for result in body.get("results", []):
            if result["status"] in {"applied", "duplicate"}:
                self.told.add(((result["collection"], result["id"]), result["version"]))


def replica(port: int, token: str, tally: Tally, *, seed: int) -> Replica:
    def send(method: str, query: dict[str, Any], body: Any) -> Answer:
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/api/v1/sync/changes/?{urlencode(query)}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Token {token}", "Content-Type": "application/json"},
            method=method,
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                content = json.load(answer)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code not in {429, 503}:
                raise
            time.sleep(0.5)
            raise LostError from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            time.sleep(0.05)
            raise LostError from error
        tally.hear(content)
        return Answer(200, content)

    return Replica(send, now_ms, random.Random(seed), limit=1000)


def live(phone: Replica, dice: random.Random, stop: threading.Event, *, edits: int) -> None:
    """Edit, make and remove notes, and sync whenever there is a server."""
    while not stop.is_set():
        known = [key for key, record in phone.records.items() if record.data is not None]
        for _ in range(edits):
            if known and dice.random() < 0.5:
                collection, id = dice.choice(known)
                if phone.records[collection, id].data is not None:
                    phone.edit(collection, id, text=f"Edit {dice.random()}")
            elif known and dice.random() < 0.1:
                phone.remove(*dice.choice(known))
            else:
                id = str(uuid.UUID(int=dice.getrandbits(128), version=4))
                phone.edit("observations", id, kind="note", date=DAY, text="Made")
        try:
            phone.sync()
        except LostError:
            continue


@contextmanager
def living(phones: list[Replica], *, edits: int) -> Iterator[None]:
    stop = threading.Event()
    threads = [
        threading.Thread(target=live, args=(p, random.Random(n), stop), kwargs={"edits": edits})
        for n, p in enumerate(phones)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def soak(server: Server, *, kills: int, acknowledged: int, edits: int) -> None:
    tokens, tally, dice = server.prepare(phones=PHONES), Tally(), random.Random(24)
    phones = [replica(server.port, t, tally, seed=n) for n, t in enumerate(tokens)]
    done = 0
    try:
        server.start()
        with living(phones, edits=edits):
            while done < kills or len(tally.told) < acknowledged:
                time.sleep(0.3 + dice.random())
                server.kill()
                server.start()
                done += 1
        newest = replica(server.port, tokens[0], tally, seed=99)
        come_to_rest([*phones, newest])
        for phone in phones:
            assert content(phone) == content(newest)
        check_nothing_lost(server, tokens[0], tally)
    finally:
        server.kill()
    print(f"{done} kills, {len(tally.told)} acknowledged, {len(newest.records)} records")


def come_to_rest(phones: list[Replica]) -> None:
    for _ in range(2):
        for phone in phones:
            settled = False
            while not settled:
                try:
                    phone.sync()
                    settled = True
                except LostError:
                    continue


def content(phone: Replica) -> dict[Key, Any]:
    assert not any(record.aside for record in phone.records.values())
    return {key: (record.version, record.data) for key, record in phone.records.items()}


def check_nothing_lost(server: Server, token: str, tally: Tally) -> None:
    """Each acknowledged version is the present one or one of the last ten before it."""
    program = (
        "import django, json; django.setup()\n"
        "from tracker.models import Observation, Tombstone\n"
        "for table in (Observation, Tombstone):\n"
        "    for row in table.objects.all():\n"
        "        print(json.dumps([row.collection, str(row.id), [str(row.version), *row.history]]))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        cwd=settings.BASE_DIR,
        env=server.environment,
        check=True,
        capture_output=True,
        text=True,
    )
    rows = map(json.loads, done.stdout.splitlines())
    chains = {(collection, id): chain for collection, id, chain in rows}
    for key, version in tally.told:
        assert version in chains[key] or len(chains[key]) > 10


def is_sound(database: Path) -> bool:
    with closing(sqlite3.connect(database)) as opened:
        return bool(opened.execute("PRAGMA integrity_check").fetchone() == ("ok",))


@pytest.mark.skipif("os.environ.get('DATABASE_URL')", reason="it has a database of its own")
def test_nothing_acknowledged_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    soak(Server(tmp_path), kills=4, acknowledged=100, edits=5)
    assert is_sound(tmp_path / "mg24.sqlite3")


@pytest.mark.long
@pytest.mark.skipif("os.environ.get('DATABASE_URL')", reason="it has a database of its own")
def test_nothing_acknowledged_is_lost_in_fifty_kills(tmp_path: Path) -> None:
    soak(Server(tmp_path), kills=50, acknowledged=20_000, edits=60)
    assert is_sound(tmp_path / "mg24.sqlite3")


@pytest.mark.long
@pytest.mark.skipif("not os.environ.get('DATABASE_URL')", reason="it needs PostgreSQL")
def test_nothing_acknowledged_is_lost_in_twenty_five_kills_on_postgresql(tmp_path: Path) -> None:
    with postgres.running() as url:
        soak(Server(tmp_path, url), kills=25, acknowledged=20_000, edits=60)
