import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from foods import releases
from foods.importers import tables
from foods.importers.files import FileError

WIDTH = 30


class Command(BaseCommand):
    help = (
        "Load a public food table beside what is in use, and say what it would change. "
        "food_tables takes it into use."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", choices=sorted(tables.READERS))
        parser.add_argument("file", type=Path, help="as published, or the folder it unpacks to")
        parser.add_argument("--release", default="", help="where the file does not say it")
        parser.add_argument("--use", action="store_true", help="take it into use at once")

    def handle(self, *, source: str, file: Path, release: str, use: bool, **_options: Any) -> None:
        try:
            loaded = releases.stage(
                source, file, at=timezone.now(), release=release, progress=self._progress
            )
        except FileError as error:
            self._end_progress()
            raise CommandError(f"{error} Nothing of it was loaded.") from error
        self._end_progress()
        self._report(loaded)
        if loaded.again:
            return
        if use:
            releases.use(source)
            self.stdout.write(f"It is in use. Back again: manage.py food_tables undo {source}")
        else:
            self.stdout.write(
                f"It is not in use yet: manage.py food_tables use {source}, "
                f"or throw it away: manage.py food_tables discard {source}"
            )

    def _progress(self, done: int, total: int) -> None:
        if sys.stderr.isatty():
            share = min(done / max(total, 1), 1)
            bar = ("#" * int(share * WIDTH)).ljust(WIDTH, ".")
            self.stderr.write(f"\r[{bar}] {share:4.0%}  {done:,} rows", ending="")

    def _end_progress(self) -> None:
        if sys.stderr.isatty():
            self.stderr.write("")

    def _report(self, loaded: releases.Loaded) -> None:
        title = f"{loaded.table}, release {loaded.release}"
        if loaded.again:
            self.stdout.write(f"{title}: this file was loaded before. Nothing was done.")
            return
        self.stdout.write(
            f"{title}: {loaded.new:,} new, {loaded.changed:,} changed, "
            f"{loaded.unchanged:,} unchanged, {loaded.left:,} not in this file (they stay)."
        )
        self._refusals(loaded)
        if loaded.set_aside:
            self.stdout.write(
                f"{loaded.set_aside:,} set aside, since their numbers cannot be right. "
                f"See them: manage.py food_tables review {loaded.table}"
            )
        self._differences(loaded)

    def _refusals(self, loaded: releases.Loaded) -> None:
        if loaded.refused:
            self.stdout.write(f"Refused, {loaded.refused:,} of the rows:")
        for refusal in loaded.refusals:
            self.stdout.write(f"  {refusal.code} {refusal.name}: {refusal.reason}")
        if loaded.refused > len(loaded.refusals):
            self.stdout.write(f"  and {loaded.refused - len(loaded.refusals):,} more")

    def _differences(self, loaded: releases.Loaded) -> None:
        changes = releases.differences(loaded.table)
        if changes:
            self.stdout.write("The largest changes of magnesium, in mg per 100 g:")
        for change in changes:
            before, after = _mg(change.before_mg), _mg(change.after_mg)
            self.stdout.write(f"  {change.code} {change.name}: {before} becomes {after}")


def _mg(amount: float | None) -> str:
    return "unknown" if amount is None else f"{amount:g}"
