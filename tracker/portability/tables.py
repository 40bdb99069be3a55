"""A table for each collection in a zip, as a spreadsheet opens them (docs/export.md)."""

import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from foods.nutrients import NUTRIENTS
from tracker import moments
from tracker.changes import COLLECTIONS
from tracker.models import (
    CustomFood,
    IntakeEntry,
    Observation,
    SupplementProduct,
    Synced,
    User,
)
from tracker.portability import manifest, rows
from tracker.portability.cells import cell
from tracker.rules.kinds import KINDS


@dataclass(frozen=True)
class Style:
    """How a spreadsheet of some country reads a CSV; both marks are its own."""

    separator: str
    decimal_mark: str


POINT, COMMA = Style(",", "."), Style(";", ",")
# What the amounts in a map of nutrients are per.
CONTENT_PER: dict[type[Synced], str] = {
    IntakeEntry: "per_100_g_or_unit",
    CustomFood: "per_100_g",
    SupplementProduct: "per_unit",
}
# The unit of these stands in the column `unit` of the same row.
IN_UNIT = {(IntakeEntry, "amount"): "amount_in_unit", (Observation, "value"): "value_in_unit"}
UNIT = "unit"


def style_of(lang: str) -> Style:
    return COMMA if lang == "nl" else POINT


def write_tables(user: User, file: IO[bytes], *, at: dt.datetime, style: Style) -> None:
    """Write the zip to `file`; a few hundred records are in memory at once."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, model in COLLECTIONS.items():
            lines = _lines(user, model, style=style)
            _write(archive, f"{name}.csv", columns(model), lines, at=at, style=style)
        for name, (_model, members) in rows.BESIDE.items():
            found = ([_cell(row[m], style) for m in members] for row in rows.beside(user, name))
            _write(archive, f"{name}.csv", members, found, at=at, style=style)
        told = {**manifest.of(user, at=at).as_json(), "csv": vars(style)}
        archive.writestr(
            _entry("manifest.json", at), json.dumps(told, ensure_ascii=False, indent=1)
        )


def _write(
    archive: zipfile.ZipFile,
    name: str,
    heading: tuple[str, ...],
    lines: Iterator[list[str]],
    *,
    at: dt.datetime,
    style: Style,
) -> None:
    # With the mark at the beginning Excel knows that it is UTF-8.
    with (
        archive.open(_entry(name, at), "w") as binary,
        io.TextIOWrapper(binary, encoding="utf-8-sig", newline="") as text,
    ):
        table = csv.writer(text, delimiter=style.separator)
        table.writerow(heading)
        table.writerows(lines)


def _entry(name: str, at: dt.datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=at.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def columns(model: type[Synced]) -> tuple[str, ...]:
    """The heading of its table: each quantity ends in its unit or has it in the column `unit`."""
    found = ["id", "version"]
    for member in model.members:
        if member == "content":
            found += [f"{key}_{CONTENT_PER[model]}" for key in NUTRIENTS]
        else:
            found.append(IN_UNIT.get((model, member), member))
    return (*found, UNIT) if model is Observation else tuple(found)


def _lines(user: User, model: type[Synced], *, style: Style) -> Iterator[list[str]]:
    for row in rows.of(user, model):
        yield [_cell(value, style) for value in _values(row)]


def _values(row: Synced) -> Iterator[Any]:
    yield row.id
    yield row.version
    for member in row.members:
        value = getattr(row, member)
        if member == "content":
            yield from (value.get(key) for key in NUTRIENTS)
        else:
            yield _local(value, row) if isinstance(value, dt.datetime) else value
    if isinstance(row, Observation):
        kind = KINDS.get(row.kind)
        yield str(kind.unit) if kind else ""


def _local(at: dt.datetime, row: Synced) -> dt.datetime:
    """On the wall clock of where it was logged, with the distance to UTC."""
    return at.astimezone(moments.zone(getattr(row, "zone", "") or "UTC"))


def _cell(value: Any, style: Style) -> str:
    return cell(value, decimal_mark=style.decimal_mark)
