"""A CSV of one's own: a heading line, then one food a line, amounts per 100 g.

Columns: `code` and one or more of `name_en`, `name_nl`, `name_fr`, `name_de` (or `name`, which is
English), `group` (ours, else "other"), and any of our nutrients by key (`magnesium_mg`). Other
columns are passed over. Comma, semicolon or tab between the fields.
"""

from itertools import chain
from pathlib import Path

from foods.groups import GROUPS
from foods.importers import building, files
from foods.importers.records import Contents, FoodRecord, NameRecord, Refusal
from foods.nutrients import NUTRIENTS
from foods.sources import CSV, SOURCES

SOURCE = SOURCES[CSV]
CODE, GROUP = "code", "group"
NAMES = {"name": "en", "name_en": "en", "name_nl": "nl", "name_fr": "fr", "name_de": "de"}
DELIMITERS = (",", ";", "\t")


def read(path: Path, *, release: str = "") -> Contents:
    """The foods of the CSV; the release is the file's name unless it is given."""
    text = files.lines(path)
    heading = next(text, "")
    delimiter = max(DELIMITERS, key=heading.count)
    rows = files.rows(chain([heading], text), name=path.name, delimiter=delimiter)
    rows = files.need([CODE], among=rows, name=path.name)
    first = next(rows)
    if not NAMES.keys() & first.keys():
        raise files.FileError(f"{path.name} has no column “name”, “name_en” or “name_nl”.")
    release = release or path.stem[:40]
    items = (_item(row, release=release) for row in chain([first], rows))
    return Contents(release, files.count_lines(path) - 1, items)


def _item(row: dict[str, str], *, release: str) -> FoodRecord | Refusal:
    group = row.get(GROUP, "").strip()
    return building.record(
        SOURCE,
        release=release,
        code=row[CODE].strip(),
        names=[NameRecord(lang, row[column]) for column, lang in NAMES.items() if column in row],
        group=group if group in GROUPS else "other",
        cells={key: row[key] for key in NUTRIENTS if key in row},
    )
