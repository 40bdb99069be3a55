from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tracker import portability
from tracker.models import User


class Command(BaseCommand):
    help = "Write everything of somebody's diary to a new file that only you can read."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the e-mail address of the account")
        parser.add_argument("file", type=Path, help="where to write; it must not exist yet")
        parser.add_argument("--csv", action="store_true", help="a zip of CSV tables, not JSON")
        parser.add_argument(
            "--comma", action="store_true", help="decimal comma and semicolons in the tables"
        )

    def handle(self, *, email: str, file: Path, csv: bool, comma: bool, **_options: Any) -> None:
        user = User.objects.filter(email__iexact=email.strip()).first()
        if user is None:
            raise CommandError(f"There is no account with the e-mail address {email}.")
        try:
            file.touch(mode=0o600, exist_ok=False)
        except OSError as error:
            raise CommandError(f"This file cannot be made: {error}") from error
        with file.open("wb") as out:
            if csv:
                style = portability.COMMA if comma else portability.POINT
                portability.write_tables(user, out, at=timezone.now(), style=style)
            else:
                portability.write_json(user, out, at=timezone.now())
