from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foods import releases
from foods.models import Release, Table
from foods.sources import SOURCES

DOES = {
    "use": "take the staged release into use",
    "undo": "go back to the release before",
    "discard": "throw the staged release away",
    "off": "stop offering the table's foods",
    "on": "offer them again",
    "review": "list the rows that were set aside",
    "accept": "take a row that was set aside, by its code",
}


class Command(BaseCommand):
    help = "Say which food tables are loaded, or: " + "; ".join(
        f"{verb}: {does}" for verb, does in DOES.items()
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", nargs="?", choices=("list", *DOES), default="list")
        parser.add_argument("source", nargs="?", choices=sorted(SOURCES))
        parser.add_argument("code", nargs="?", default="")

    def handle(self, *, action: str, source: str | None, code: str, **_options: Any) -> None:
        if action == "list":
            self._list()
            return
        if source is None:
            raise CommandError(f"Say of which table: food_tables {action} SOURCE")
        try:
            self._do(action, source, code)
        except releases.ReleaseError as error:
            raise CommandError(str(error)) from error

    def _do(self, action: str, source: str, code: str) -> None:
        match action:
            case "use":
                self.stdout.write(f"In use: {releases.use(source)}.")
            case "undo":
                back = releases.undo(source)
                self.stdout.write(f"In use: {back}." if back else f"Nothing of {source} is in use.")
            case "discard":
                releases.discard(source)
                self.stdout.write(f"What was staged of {source} is thrown away.")
            case "on" | "off":
                releases.switch(source, on=action == "on")
                self.stdout.write(f"{source} is {action}.")
            case "review":
                self._review(source)
            case "accept":
                releases.accept(source, code)
                self.stdout.write(f"{code} is taken, with a note.")

    def _list(self) -> None:
        for table in Table.objects.order_by("key").prefetch_related("releases"):
            state = "" if table.is_on else ", switched off"
            self.stdout.write(f"{table.key}{state}")
            for release in sorted(table.releases.all(), key=lambda release: release.serial):
                self.stdout.write(f"  {release.serial}  {release.name}  {_state(table, release)}")

    def _review(self, source: str) -> None:
        rows = releases.waiting(source)
        for row in rows:
            self.stdout.write(f"{row.code} {row.name}: {', '.join(row.doubts)}")
        if not rows:
            self.stdout.write("No row was set aside.")


def _state(table: Table, release: Release) -> str:
    if release.serial == table.active:
        return "in use"
    if release.serial < table.active:
        return "kept"
    return "staged" if release.is_finished else "broken off"
