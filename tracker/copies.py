"""Copies of the whole database: backed up, restored, and moved to another one.

A restored database gets a new life in every diary's counter, so that each phone notices and gives
back what the backup lacks.
"""

import datetime as dt
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from tracker import environment, sync
from tracker.models import SyncState, User

TARGET = "target"
BATCH = 2000
# The foods are loaded anew where the copy goes, with the search index of that database.
LEFT_OUT = frozenset({"foods"})


class CopyError(Exception):
    """A copy that cannot be made; its words say what to do."""


def backup(path: Path) -> None:
    """A consistent copy of the database, also of one that is being written. Raises CopyError."""
    if path.exists():
        raise CopyError(f"{path} is there already: name a new file.")
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as target:
            connection.connection.backup(target)
    else:
        _run("pg_dump", "--format=custom", f"--file={path}")
    path.chmod(0o600)


def restore(path: Path, *, at: dt.datetime) -> int:
    """Put a backup in the place of the database, in a new life; how many diaries it holds.

    Stop the server first. Raises CopyError, with the database as it was.
    """
    if not path.exists():
        raise CopyError(f"{path} is not there.")
    lives = _lives()
    if connection.vendor == "sqlite":
        _restore_sqlite(path)
    else:
        options = ("--clean", "--if-exists", "--no-owner", "--single-transaction")
        _run("pg_restore", *options, f"--dbname={connection.settings_dict['NAME']}", str(path))
    call_command("migrate", verbosity=0, interactive=False)
    return sync.begin_new_life("restored", at=at, after=lives)


def _lives() -> int:
    """The latest life of any diary, before it is replaced; 0 where there is no table yet."""
    if SyncState._meta.db_table not in connection.introspection.table_names():
        return 0
    return SyncState.objects.aggregate(models.Max("epoch"))["epoch__max"] or 0


def _restore_sqlite(path: Path) -> None:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as source:
        try:
            sound = source.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            tables = {name for (name,) in source.execute("SELECT name FROM sqlite_master")}
        except sqlite3.DatabaseError as error:
            raise CopyError(f"{path} is no SQLite database.") from error
        if not sound or SyncState._meta.db_table not in tables:
            raise CopyError(f"{path} is no sound backup of Mg24: choose another one.")
        connection.ensure_connection()
        source.backup(connection.connection)
    connection.close()


def _run(*command: str) -> None:
    """A program of PostgreSQL, told by the environment which database is meant."""
    database = connection.settings_dict
    told = {
        "PGHOST": database["HOST"],
        "PGPORT": str(database["PORT"] or ""),
        "PGUSER": database["USER"],
        "PGPASSWORD": database["PASSWORD"],
        "PGDATABASE": str(database["NAME"]),
    }
    given = {name: value for name, value in told.items() if value}
    try:
        options: dict[str, Any] = {"capture_output": True, "text": True}
        subprocess.run(command, check=True, env=os.environ | given, **options)  # noqa: S603 - our own words
    except FileNotFoundError as error:
        raise CopyError(f"Install {command[0]}: it comes with PostgreSQL.") from error
    except subprocess.CalledProcessError as error:
        raise CopyError(f"{command[0]} failed: {error.stderr.strip()[-500:]}") from error


def copy_to(url: str, *, folder: Path) -> dict[str, int]:
    """Copy everything but the foods to an empty database at `url`; rows by table.

    Cursors of phones stay good: numbers and lives are copied as they are. Raises CopyError.
    """
    target = _connect(url, folder=folder)
    call_command("migrate", database=TARGET, verbosity=0, interactive=False)
    call_command("createcachetable", database=TARGET, verbosity=0)
    if User.objects.using(TARGET).exists():
        raise CopyError("There are accounts in that database already: give an empty one.")
    tables = [m for m in apps.get_models(include_auto_created=True) if _is_copied(m)]
    with transaction.atomic(), transaction.atomic(using=TARGET):
        for model in reversed(tables):
            model._default_manager.using(TARGET).all()._raw_delete(TARGET)
        copied = {model._meta.db_table: _copy(model) for model in tables}
        with target.cursor() as ask:
            for statement in target.ops.sequence_reset_sql(no_style(), tables):
                ask.execute(statement)
    return copied


def _connect(url: str, *, folder: Path) -> BaseDatabaseWrapper:
    config = environment.database({"DATABASE_URL": url}, folder=folder)
    connections.databases[TARGET] = config
    connections.configure_settings(connections.databases)
    return connections[TARGET]


def _is_copied(model: type[models.Model]) -> bool:
    options = model._meta
    return options.managed and not options.proxy and options.app_label not in LEFT_OUT


def _copy(model: type[models.Model]) -> int:
    count = 0
    rows = model._base_manager.order_by("pk").iterator(chunk_size=BATCH)
    for batch in _batches(rows):
        model._base_manager.using(TARGET).bulk_create(batch)
        count += len(batch)
    return count


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(rows, BATCH)):
        yield batch
