"""The one write path: numbers, versions, tombstones, and nobody beside it."""

import ast
import datetime as dt
import threading
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection

from tests import builders
from tracker import changes, diary
from tracker.models import IntakeEntry, SyncState, Tombstone, User

AT = dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC)
# The doors and subjects must go through changes.py; these files may write what does not sync.
WRITES = ("save", "update", "delete", "bulk_create", "bulk_update", "create", "get_or_create")


def entry(**members: object) -> IntakeEntry:
    given = {"name": "Oats", "amount": 40, "date": dt.date(2026, 3, 20)} | members
    return IntakeEntry(id=uuid.uuid4(), **given)


def put(user: User, *rows: IntakeEntry, **options: object) -> None:
    with changes.writing(user, at=AT) as book:
        book.put(rows, **options)  # type: ignore[arg-type]


def test_every_write_takes_the_next_number_of_its_person(ada: User, eve: User) -> None:
    first, second = entry(), entry()
    put(ada, first)
    put(eve, entry())
    put(ada, second, first)

    assert [row.seq for row in IntakeEntry.objects.filter(user=ada).order_by("seq")] == [2, 3]
    assert SyncState.objects.get(user=ada).seq == 3
    assert SyncState.objects.get(user=eve).seq == 1


def test_a_version_is_kept_in_the_history_ten_deep(ada: User) -> None:
    row = entry()
    versions = []
    for amount in range(1, 15):
        row.amount = amount
        put(ada, row)
        versions.append(str(row.version))

    stored = IntakeEntry.objects.get(id=row.id)
    assert str(stored.version) == versions[-1]
    assert stored.history == versions[-2:-12:-1]


def test_a_version_made_by_a_client_is_kept(ada: User) -> None:
    row, version = entry(), uuid.uuid4()
    put(ada, row, versions={row.id: version})

    assert IntakeEntry.objects.get(id=row.id).version == version


def test_two_people_may_hold_the_same_id(ada: User, eve: User) -> None:
    row = entry(name="Ada's")
    put(ada, row)
    other = entry(name="Eve's")
    other.id = row.id
    put(eve, other)

    assert IntakeEntry.objects.get(user=ada).name == "Ada's"
    assert IntakeEntry.objects.get(user=eve).name == "Eve's"


def test_a_record_that_comes_back_continues_its_history(ada: User) -> None:
    row = entry()
    put(ada, row)
    with changes.writing(ada, at=AT) as book:
        book.remove([row])
    buried = Tombstone.objects.get(id=row.id)

    put(ada, row)

    assert not Tombstone.objects.exists()
    assert IntakeEntry.objects.get(id=row.id).history[0] == str(buried.version)


def test_a_failed_writing_gives_no_number_away(ada: User) -> None:
    put(ada, entry())
    with pytest.raises(ValidationError):
        put(ada, entry(), entry(name="x" * 201))

    assert IntakeEntry.objects.count() == 1
    assert SyncState.objects.get(user=ada).seq == 1


def test_writing_costs_the_same_for_one_row_and_for_many(ada: User, queries) -> None:  # type: ignore[no-untyped-def]
    put(ada, entry())
    with queries() as one:
        put(ada, entry())
    with queries() as many:
        put(ada, *(entry() for _ in range(20)))

    assert len(many) == len(one)


@pytest.mark.django_db(transaction=True)
def test_writers_of_one_person_queue_and_numbers_have_no_gap() -> None:
    user = builders.account("queue@example.org")

    def write() -> None:
        for _ in range(5):
            put(user, entry())
        connection.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    numbers = IntakeEntry.objects.filter(user=user).order_by("seq").values_list("seq", flat=True)
    assert list(numbers) == list(range(1, 21))


def test_content_comes_back_as_it_went(ada: User) -> None:
    (logged,) = diary.log_intake(
        ada, [builders.draft(time=dt.time(8, 15))], at=AT, lang="en"
    ).entries
    again = IntakeEntry(id=logged.id)
    again.fill(IntakeEntry.objects.get(id=logged.id).as_members())

    assert again.as_members() == logged.as_members()


def test_only_changes_writes_what_syncs() -> None:
    """No `.save()`, `.update()` or `.delete()` on a synced model outside changes.py."""
    synced = {model.__name__ for model in changes.COLLECTIONS.values()}
    offenders = []
    for package in ("tracker", "api"):
        for path in (Path(settings.BASE_DIR) / package).rglob("*.py"):
            if path.name == "changes.py" or "migrations" in path.parts:
                continue
            offenders += _writes(path, synced)
    assert offenders == []


def _writes(path: Path, synced: set[str]) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            names = {n.id for n in ast.walk(node.func.value) if isinstance(n, ast.Name)}
            if node.func.attr in WRITES and names & synced:
                found.append(f"{path.name}:{node.lineno}")
    return found
