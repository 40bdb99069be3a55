"""Exports as a test reads them."""

import csv
import io
import json
import zipfile
from typing import Any

from tests.tracker.records import AT
from tracker import portability
from tracker.models import User


def document(user: User) -> dict[str, Any]:
    with portability.json_file(user, at=AT) as file:
        read: dict[str, Any] = json.load(file)
    return read


def tables(user: User, *, style: portability.Style = portability.POINT) -> dict[str, str]:
    with portability.tables_file(user, at=AT, style=style) as file, zipfile.ZipFile(file) as found:
        return {name: found.read(name).decode() for name in found.namelist()}


def rows(text: str, *, separator: str = ",") -> list[dict[str, str]]:
    heading = text.removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(heading, newline=""), delimiter=separator))
