"""Makes an installation ready to serve: database, foods, languages, static files, demo."""

import hashlib
import importlib.metadata
import sqlite3
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from foods import importing
from tracker import demo

KEPT_COPIES = 5


class Command(BaseCommand):
    help = "Migrate (after a copy), load the foods, compile languages, collect static files."

    def handle(self, *_args: Any, **_options: Any) -> None:
        compile_catalogues()
        self._migrate()
        report = importing.load_fixture(settings.BASE_DIR / "fixtures")
        if report.new or report.changed:
            self.stdout.write(f"Foods: {report.new} new, {report.changed} changed.")
        self._collect_static()
        if settings.PUBLIC.loopback:
            demo.ensure(at=timezone.now(), folder=settings.DATA_DIR)
        else:
            demo.retire(folder=settings.DATA_DIR)

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan and executor.loader.applied_migrations:
            copy = copy_database(at=timezone.now().strftime("%Y%m%dT%H%M%S"))
            if copy:
                self.stdout.write(f"Copied the database to {copy} before changing its tables.")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)

    def _collect_static(self) -> None:
        """Collect only when a file or a package changed: compressing takes seconds."""
        stamp, now = settings.STATIC_ROOT / "collected", _static_state()
        if stamp.exists() and stamp.read_text() == now:
            return
        self.stdout.write("Collecting and compressing the static files...")
        call_command(
            "collectstatic",
            interactive=False,
            verbosity=0,
            clear=settings.STATIC_ROOT.exists(),
            ignore_patterns=settings.STATIC_UNUSED,
        )
        stamp.write_text(now)


def compile_catalogues() -> None:
    """Compile the .po files that are newer than their .mo; gettext need not be installed."""
    for folder in settings.LOCALE_PATHS:
        for po in Path(folder).glob("*/LC_MESSAGES/*.po"):
            mo = po.with_suffix(".mo")
            if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
                continue
            with po.open("rb") as source, mo.open("wb") as target:
                write_mo(target, read_po(source, locale=po.parts[-3]))


def copy_database(*, at: str) -> Path | None:
    """A consistent copy of an SQLite database beside it; the last five are kept.

    None for PostgreSQL, whose copies are the operator's (docs/operations.md).
    """
    if connection.vendor != "sqlite":
        return None
    folder: Path = settings.DATA_DIR / "copies"
    folder.mkdir(mode=0o700, exist_ok=True)
    copy = folder / f"mg24-{at}.sqlite3"
    connection.ensure_connection()
    with sqlite3.connect(copy) as target:
        connection.connection.backup(target)
    target.close()
    copy.chmod(0o600)
    for old in sorted(folder.glob("mg24-*.sqlite3"))[:-KEPT_COPIES]:
        old.unlink()
    return copy


def _static_state() -> str:
    """A digest of our own static files and of the packages that bring others."""
    digest = hashlib.sha256()
    own = settings.BASE_DIR / "tracker" / "static"
    for path in sorted(p for p in own.rglob("*") if p.is_file()):
        digest.update(str(path.relative_to(own)).encode() + path.read_bytes())
    for package in ("plotly", "django", "django-htmx", "drf-spectacular-sidecar"):
        digest.update(f"{package} {importlib.metadata.version(package)}".encode())
    digest.update(repr(settings.STATIC_UNUSED).encode())
    return digest.hexdigest()
