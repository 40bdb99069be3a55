from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker import copies


class Command(BaseCommand):
    help = "Copy all accounts and diaries to an empty database, such as PostgreSQL."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("url", help="as DATABASE_URL: postgres://USER:PASSWORD@HOST:PORT/NAME")

    def handle(self, *, url: str, **_options: Any) -> None:
        try:
            copied = copies.copy_to(url, folder=settings.DATA_DIR)
        except copies.CopyError as error:
            raise CommandError(str(error)) from error
        for table, rows in copied.items():
            if rows:
                self.stdout.write(f"{rows:8} {table}")
        self.stdout.write("Set DATABASE_URL to it and start with make run: that loads the foods.")
