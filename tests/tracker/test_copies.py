"""Backing up, restoring and moving: nothing is lost, and phones notice."""

import datetime as dt
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from tests import builders, postgres
from tracker import sync
from tracker.models import SyncState, User

AT = dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC)
# Hours since 2025: (365 + 78 days) * 24 + 12.
HOURS = 10_644
ON_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="it is a file of SQLite")
PROGRAM = """
import django; django.setup()
from django.utils import timezone
from tracker import diary, observations, sync
from tracker.models import IntakeEntry, Observation, SyncState, User
{body}
"""
MAKE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
ada = User.objects.create_user("ada@example.org", "a long enough one 7")
observations.write_note(ada, timezone.now().date(), "Slept badly", at=timezone.now())
"""
MORE = """
ada = User.objects.get()
observations.write_note(ada, timezone.now().date(), "After the backup", at=timezone.now())
"""
SHOW = """
ada = User.objects.get()
page = sync.pull(ada)
print([r.text for r in page.records], page.cursor >> 32, page.cursor % 2**32,
      SyncState.objects.get().resets and SyncState.objects.get().resets[-1][1])
"""


def run(folder: Path, body: str = "", *, command: tuple[str, ...] = (), url: str = "") -> str:
    """A process with a database of its own: a restore replaces the whole of it."""
    variables = {"MG24_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "tracker.settings"}
    program = ["manage.py", *command] if command else ["-c", PROGRAM.format(body=body)]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", *program],
        cwd=settings.BASE_DIR,
        env=os.environ | variables | {"DATABASE_URL": url},
        check=False,
        capture_output=True,
        text=True,
    )
    return (done.stdout + done.stderr).strip()


def test_a_restore_begins_a_new_life_and_says_why(tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    run(tmp_path, MAKE)
    assert run(tmp_path, command=("backup", str(copy))).startswith("Copied")
    assert copy.stat().st_mode & 0o077 == 0
    assert "is there already" in run(tmp_path, command=("backup", str(copy)))
    run(tmp_path, MORE)
    assert run(tmp_path, SHOW) == "['Slept badly', 'After the backup'] 1 2 []"
    assert run(tmp_path, command=("restore", str(copy))).startswith("Restored, with 1 diaries")
    texts, epoch, seq, reason = run(tmp_path, SHOW).rsplit(" ", 3)
    assert (texts, seq, reason) == ("['Slept badly']", "1", "restored")
    run(tmp_path, command=("restore", str(copy)))
    assert int(run(tmp_path, SHOW).split()[-3]) == int(epoch) + 1


@pytest.mark.parametrize("content", [None, b"", b"no database at all, but long enough to be one"])
@ON_SQLITE
@pytest.mark.django_db
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "copy.sqlite3"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError):
        call_command("restore", str(path))


@ON_SQLITE
@pytest.mark.django_db
def test_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.sqlite3")) as other:
        other.execute("CREATE TABLE songs (name)")
    with pytest.raises(CommandError, match="no sound backup of Mg24"):
        call_command("restore", str(tmp_path / "other.sqlite3"))


@pytest.mark.skipif(postgres.binaries() is None, reason="there is no PostgreSQL here")
@pytest.mark.skipif("os.environ.get('DATABASE_URL')", reason="once is enough: it starts its own")
def test_sqlite_moves_to_postgresql_with_the_cursors_it_had(tmp_path: Path) -> None:
    run(tmp_path, MAKE + MORE)
    before = run(tmp_path, SHOW)
    with postgres.running() as url:
        said = run(tmp_path, command=("copy_database", url))
        assert "tracker_observation" in said, said
        assert run(tmp_path, SHOW, url=url) == before
        assert "already" in run(tmp_path, command=("copy_database", url))
        run(tmp_path, MORE, url=url)
        assert run(tmp_path, SHOW, url=url).split()[-2] == "3"
        copy = tmp_path / "copy.dump"
        dumped = run(tmp_path, command=("backup", str(copy)), url=url)
        assert dumped.startswith("Copied"), dumped
        run(tmp_path, MORE, url=url)
        restored = run(tmp_path, command=("restore", str(copy)), url=url)
        assert restored.startswith("Restored"), restored
        assert run(tmp_path, SHOW, url=url).rsplit(" ", 3)[2:] == ["3", "restored"]


def test_each_life_lies_above_all_before_it(ada: User, eve: User) -> None:
    builders.log(ada)
    builders.log(eve)
    SyncState.objects.filter(user=eve).update(epoch=HOURS + 5)
    assert sync.begin_new_life("erased", at=AT) == 2
    epochs = dict(SyncState.objects.values_list("user__email", "epoch"))
    assert epochs == {ada.email: HOURS, eve.email: HOURS + 6}
    sync.begin_new_life("restored", at=AT, after=HOURS + 50)
    assert set(SyncState.objects.values_list("epoch", flat=True)) == {HOURS + 51}
    assert SyncState.objects.get(user=ada).resets == [[HOURS, "erased"], [HOURS + 51, "restored"]]
