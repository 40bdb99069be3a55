"""What `make run` does before it serves."""

import sqlite3
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests import builders
from tracker.management.commands.prepare import KEPT_COPIES, compile_catalogues, copy_database
from tracker.models import User


def test_the_dutch_is_compiled_without_gettext() -> None:
    compile_catalogues()

    for folder in settings.LOCALE_PATHS:
        assert (Path(folder) / "nl" / "LC_MESSAGES" / "django.mo").stat().st_size > 0


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL is copied by its operator")
@pytest.mark.django_db(transaction=True)
def test_a_copy_of_the_database_holds_what_was_logged(tmp_path: Path) -> None:
    settings.DATA_DIR, before = tmp_path, settings.DATA_DIR
    try:
        builders.account("copied@example.org")
        copies = [copy_database(at=f"2026010{n}T000000") for n in range(1, KEPT_COPIES + 3)]
    finally:
        settings.DATA_DIR = before

    newest = copies[-1]
    assert newest is not None
    with sqlite3.connect(newest) as copy:
        assert copy.execute("SELECT email FROM tracker_user").fetchall() == [
            ("copied@example.org",)
        ]
    copy.close()
    assert len(list(newest.parent.iterdir())) == KEPT_COPIES
    assert User.objects.count() == 1
