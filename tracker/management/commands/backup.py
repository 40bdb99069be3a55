from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker import copies


class Command(BaseCommand):
    help = "Copy the database to a new file; the server may go on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the file to make")

    def handle(self, *, file: Path, **_options: Any) -> None:
        try:
            copies.backup(file)
        except copies.CopyError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Copied to {file}. Keep it where nobody else can read it.")
