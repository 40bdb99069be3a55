from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tracker import copies


class Command(BaseCommand):
    help = "Put a backup in the place of the database. Stop the server first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a file that backup made")

    def handle(self, *, file: Path, **_options: Any) -> None:
        try:
            diaries = copies.restore(file, at=timezone.now())
        except copies.CopyError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Restored, with {diaries} diaries. Phones give back what the backup lacks when they "
            "sync. Who had everything erased since the backup is in it again: erase that now."
        )
