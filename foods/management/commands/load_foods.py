from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from foods import importing


class Command(BaseCommand):
    help = "Load the foods of the fixtures folder. Loading the same again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.BASE_DIR / "fixtures")

    def handle(self, *, folder: Path, **_options: Any) -> None:
        report = importing.load_fixture(folder)
        if report.skipped:
            self.stdout.write("Foods: nothing changed since the last load.")
            return
        self.stdout.write(
            f"Foods: {report.new} new, {report.changed} changed, {report.unchanged} unchanged."
        )
