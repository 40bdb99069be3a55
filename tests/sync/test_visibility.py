"""Eight writers of one diary at once on PostgreSQL: a reader with a cursor misses nothing.

Two controls show that this would be noticed: numbers from a sequence, which are given out in
another order than they become visible in, and a reader that looks at the counter last.
"""

import random
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from tests import builders
from tests.sync.world import START
from tracker import changes, sync
from tracker.models import Observation, SyncState, User

WRITERS = 8
COMMITS = 1040
# Enough to show what the controls must show.
FEW = 400
STALL_S = 0.12
SEQUENCE = "sync_visibility"

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at once"),
]
Write = Callable[[User, Observation, random.Random], None]
Read = Callable[[User, int], tuple[list[uuid.UUID], int]]


def note() -> Observation:
    return Observation(id=uuid.uuid4(), kind="note", date=START.date(), text="Slept badly")


def stall(dice: random.Random) -> None:
    time.sleep(STALL_S if dice.random() < 0.01 else dice.random() * 0.003)


def locked(user: User, row: Observation, dice: random.Random) -> None:
    with changes.writing(user, at=START) as book:
        book.put([row])
        stall(dice)


def by_sequence(user: User, row: Observation, dice: random.Random) -> None:
    with transaction.atomic():
        with connection.cursor() as ask:
            ask.execute(f"SELECT nextval('{SEQUENCE}')")
            (row.seq,) = ask.fetchone()
        row.user, row.version, row.updated_at = user, uuid.uuid4(), START
        row.save(force_insert=True)
        stall(dice)


def by_pull(user: User, cursor: int) -> tuple[list[uuid.UUID], int]:
    page = sync.pull(user, cursor=cursor, limit=1000)
    return [record.id for record in page.records], page.cursor


def by_number(user: User, cursor: int) -> tuple[list[uuid.UUID], int]:
    rows = list(Observation.objects.filter(user=user, seq__gt=cursor).order_by("seq"))
    return [row.id for row in rows], rows[-1].seq if rows else cursor


def counter_last(user: User, cursor: int) -> tuple[list[uuid.UUID], int]:
    rows, _cursor = by_number(user, cursor)
    state = SyncState.objects.filter(user=user).first()
    return rows, state.seq if state else cursor


def missed(
    write: Write, read: Read, *, commits: int = FEW, tolerate: tuple[type[Exception], ...] = ()
) -> int:
    """How many committed rows a reader that polls all the while never saw."""
    user = builders.account(f"{write.__name__}@example.org")
    left = iter(range(commits))
    committed: list[uuid.UUID] = []
    take = threading.Lock()

    def writer(seed: int) -> None:
        dice = random.Random(seed)
        try:
            while True:
                with take:
                    if next(left, None) is None:
                        return
                row = note()
                try:
                    write(user, row, dice)
                except tolerate:
                    continue
                committed.append(row.id)
        finally:
            connection.close()

    threads = [threading.Thread(target=writer, args=(n,)) for n in range(WRITERS)]
    for thread in threads:
        thread.start()
    seen, cursor = set[uuid.UUID](), 0
    while any(thread.is_alive() for thread in threads):
        found, cursor = read(user, cursor)
        seen.update(found)
    found, cursor = read(user, cursor)
    return len(set(committed) - seen - set(found))


def test_a_pull_misses_nothing_that_was_committed() -> None:
    assert missed(locked, by_pull, commits=COMMITS) == 0


@pytest.fixture
def sequence() -> Iterator[None]:
    with connection.cursor() as ask:
        ask.execute(f"CREATE SEQUENCE {SEQUENCE}")
    yield
    with connection.cursor() as ask:
        ask.execute(f"DROP SEQUENCE {SEQUENCE}")


def test_numbers_from_a_sequence_would_be_missed(sequence: None) -> None:
    assert missed(by_sequence, by_number) > 0


def test_a_reader_that_asks_the_counter_last_would_miss_some() -> None:
    assert missed(locked, counter_last) > 0


def test_without_the_lock_the_counter_gives_a_number_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    refused: list[Any] = []

    def unlocked(user: User, row: Observation, dice: random.Random) -> None:
        try:
            locked(user, row, dice)
        except IntegrityError as error:
            refused.append(error)
            raise

    monkeypatch.setattr(type(SyncState.objects), "select_for_update", lambda self: self.all())
    lost = missed(unlocked, by_pull, tolerate=(IntegrityError,))
    assert refused or lost
