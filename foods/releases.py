"""Whole public tables, release by release: staged beside what is in use, then used at once.

A release is written in short transactions, so that people keep logging. Only what differs from the
release before is written, as a new version of the food; the version before stays, and switching
the table's serial switches every food. What people logged carries its own values all along.
"""

import datetime as dt
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.db.models import F, FloatField, OuterRef, Subquery
from django.db.models.functions import Abs, Cast

from foods import rows
from foods.importers import files, tables
from foods.importers.files import FileError
from foods.importers.records import Contents, FoodRecord, Refusal, from_json, to_json
from foods.models import Food, FoodName, FoodQuerySet, Release, SetAside, Table
from foods.sources import SOURCES

MOST_SHOWN = 20
# How long a transaction is meant to take, so that even a slow one stays under 0.2 seconds.
AIM_SECONDS = 0.05
SMALLEST, LARGEST, FIRST = 20, 1000, 100
TWICE = "this code stood in the file before; the first row is used"

Progress = Callable[[int, int], None]


class ReleaseError(ValueError):
    """What was asked for cannot be done with this table; the sentence says why."""


@dataclass(frozen=True)
class Loaded:
    """A release as it was staged, against the one in use.

    `left` foods of the table are not in this file: they stay. `refusals` are the first ones.
    `slowest_s` is the longest transaction in seconds. `again`: the file was loaded before.
    """

    table: str
    release: str
    serial: int
    new: int
    changed: int
    unchanged: int = 0
    left: int = 0
    set_aside: int = 0
    refused: int = 0
    refusals: tuple[Refusal, ...] = ()
    slowest_s: float = 0.0
    again: bool = False


@dataclass(frozen=True)
class Difference:
    """A food whose magnesium per 100 g would change; None is unknown."""

    code: str
    name: str
    before_mg: float | None
    after_mg: float | None


@dataclass
class Pace:
    """How many foods fit a transaction, learnt from how long the last one took."""

    size: int = FIRST
    slowest_s: float = 0.0

    def took(self, seconds: float) -> None:
        self.slowest_s = max(self.slowest_s, seconds)
        fitting = int(self.size * AIM_SECONDS / max(seconds, 0.001))
        # Growing slowly and shrinking at once keeps one slow disk write from being repeated.
        self.size = max(SMALLEST, min(LARGEST, fitting, self.size * 2))


@dataclass
class _Count:
    unchanged: int = 0
    refused: int = 0
    refusals: list[Refusal] = field(default_factory=list)

    def refuse(self, refusal: Refusal) -> None:
        self.refused += 1
        if len(self.refusals) < MOST_SHOWN:
            self.refusals.append(refusal)


def stage(
    key: str,
    path: Path,
    *,
    at: dt.datetime,
    release: str = "",
    progress: Progress = lambda _done, _total: None,
) -> Loaded:
    """Load a file beside what is in use. A load that was broken off goes on where it was.

    FileError when the file cannot be read: then nothing of it stays.
    """
    sha256 = rows.stamped(files.sha256(path))
    table, _made = Table.objects.get_or_create(key=key)
    begun = Release.objects.filter(table=table, serial__gte=table.active, sha256=sha256).first()
    if begun and begun.is_finished:
        return _loaded(begun, _Count(), Pace(), again=True)
    contents = tables.READERS[key](path, release=release)
    return stage_contents(key, contents, sha256=sha256, at=at, progress=progress)


def stage_contents(
    key: str,
    contents: Contents,
    *,
    sha256: str,
    at: dt.datetime,
    progress: Progress = lambda _done, _total: None,
) -> Loaded:
    """Load what was read of a file with this digest, as `stage`."""
    table, _made = Table.objects.get_or_create(key=key)
    begun = Release.objects.filter(table=table, serial__gt=table.active, sha256=sha256).first()
    if begun is None:
        discard(key)
        begun = _begin(table, contents, sha256=sha256, at=at)
    try:
        return _stage(begun, contents, progress=progress)
    except FileError:
        discard(key)
        raise


def _begin(table: Table, contents: Contents, *, sha256: str, at: dt.datetime) -> Release:
    return Release.objects.create(
        table=table,
        serial=table.active + 1,
        name=contents.release[:80],
        sha256=sha256,
        loaded_at=at,
    )


def _stage(release: Release, contents: Contents, *, progress: Progress) -> Loaded:
    count, pace, done = _Count(), Pace(), 0
    items = _distinct(contents.items)
    while batch := list(islice(items, pace.size)):
        _stage_batch(release, batch, count=count, pace=pace)
        done += len(batch)
        progress(done, contents.total)
    Release.objects.filter(id=release.id).update(is_finished=True)
    return _loaded(release, count, pace)


def _distinct(items: Iterator[FoodRecord | Refusal]) -> Iterator[FoodRecord | Refusal]:
    """Of the rows with one code the first; CIQUAL 2020 repeats wheat bran without its values."""
    seen: set[str] = set()
    for item in items:
        if isinstance(item, FoodRecord) and item.code in seen:
            yield Refusal(item.code, item.source_description, TWICE)
        else:
            yield item
        seen.add(item.code)


def _stage_batch(
    release: Release, batch: Sequence[FoodRecord | Refusal], *, count: _Count, pace: Pace
) -> None:
    foods, aside = [], []
    for item in batch:
        if isinstance(item, Refusal):
            count.refuse(item)
        elif item.doubts and SOURCES[release.table_id].from_labels:
            aside.append(item)
        else:
            foods.append(rows.prepare(item))
    started = time.monotonic()
    with transaction.atomic():
        rows.lock()
        count.unchanged += _put(release, foods)
        _set_aside(release, aside)
    pace.took(time.monotonic() - started)


def _put(release: Release, foods: Sequence[rows.Prepared]) -> int:
    """Write the foods that the release before has otherwise; returns how many it has the same."""
    stored = rows.stored([food.id for food in foods], table=release.table_id)
    fresh, replaced, unchanged = [], [], 0
    for food in foods:
        number, since, fingerprint = stored.get(food.id, (0, 0, ""))
        if since == release.serial:  # written before the load was broken off
            continue
        if fingerprint == food.fingerprint:
            unchanged += 1
            continue
        fresh.append(food)
        replaced += [number] if number else []
    Food.objects.filter(row__in=replaced).update(until=release.serial)
    rows.insert(fresh, table=release.table_id, since=release.serial)
    return unchanged


def _set_aside(release: Release, records: Sequence[FoodRecord]) -> None:
    SetAside.objects.bulk_create(
        [
            SetAside(
                release=release,
                code=record.code,
                name=record.source_description[:300],
                doubts=list(record.doubts),
                record=to_json(record),
            )
            for record in records
        ],
        ignore_conflicts=True,
    )


def _loaded(release: Release, count: _Count, pace: Pace, *, again: bool = False) -> Loaded:
    versions = Food.objects.filter(table=release.table_id)
    changed = versions.filter(until=release.serial).count()
    before = versions.filter(since__lt=release.serial).exclude(until__lt=release.serial).count()
    return Loaded(
        table=release.table_id,
        release=release.name,
        serial=release.serial,
        new=versions.filter(since=release.serial).count() - changed,
        changed=changed,
        unchanged=count.unchanged,
        left=0 if again else before - changed - count.unchanged,
        set_aside=release.set_aside.count(),
        refused=count.refused,
        refusals=tuple(count.refusals),
        slowest_s=pace.slowest_s,
        again=again,
    )


def use(key: str) -> Release:
    """Take the staged release into use, in one statement."""
    table = _table(key)
    staged = table.releases.filter(serial__gt=table.active).order_by("serial").last()
    if staged is None:
        raise ReleaseError(f"There is no staged release of {key}. Load one with import_foods.")
    if not staged.is_finished:
        raise ReleaseError(f"The load of {key} was broken off. Run import_foods again first.")
    Table.objects.filter(key=key).update(active=staged.serial)
    return staged


def undo(key: str) -> Release | None:
    """Go back to the release before, in one statement; None when that is no release at all."""
    table = _table(key)
    if not table.active:
        raise ReleaseError(f"No release of {key} is in use.")
    Table.objects.filter(key=key).update(active=table.active - 1)
    return table.releases.filter(serial=table.active - 1).first()


def switch(key: str, *, on: bool) -> None:
    """Offer a table's foods, or stop offering them. What names one of them still finds it."""
    if key == Table.CURATED:
        raise ReleaseError("The foods that come with Mg24 cannot be switched off.")
    _table(key)
    Table.objects.filter(key=key).update(is_on=on)


def discard(key: str) -> None:
    """Throw away what is staged above the release in use, in short transactions."""
    active = _table(key).active
    releases = Release.objects.filter(table=key, serial__gt=active)
    # Half thrown away it must not be taken for a load to go on with.
    releases.update(sha256="", is_finished=False)
    versions = Food.objects.filter(table=key)
    _in_batches(versions.filter(since__gt=active), rows.remove)
    _in_batches(versions.filter(until__gt=active), _reopen)
    releases.delete()


def _reopen(numbers: Sequence[int]) -> None:
    Food.objects.filter(row__in=numbers).update(until=None)


def _in_batches(versions: FoodQuerySet, act: Callable[[Sequence[int]], None]) -> None:
    """Do something with the versions that takes them out of the query, a few at a time."""
    pace = Pace()
    while numbers := list(versions.values_list("row", flat=True)[: pace.size]):
        started = time.monotonic()
        with transaction.atomic():
            act(numbers)
        pace.took(time.monotonic() - started)


def differences(key: str, *, limit: int = MOST_SHOWN) -> list[Difference]:
    """The foods whose magnesium the staged release changes most, known to unknown first."""
    staged = _table(key).active + 1
    after = Food.objects.filter(id=OuterRef("id"), since=staged)
    changed = (
        Food.objects.filter(table=key, until=staged)
        .annotate(after=Subquery(after.values("magnesium_mg")[:1]))
        .annotate(by=Abs(Cast(F("after") - F("magnesium_mg"), FloatField())))
        .exclude(by=0)
        .exclude(magnesium_mg=None, after=None)
        .order_by(F("by").desc(nulls_first=True), "row")[:limit]
    )
    found = list(changed.values_list("row", "code", "magnesium_mg", "after"))
    names = _names([row for row, *_rest in found])
    return [
        Difference(code, names.get(row, ""), _float(before), _float(after_mg))
        for row, code, before, after_mg in found
    ]


def _names(numbers: Sequence[int]) -> Mapping[int, str]:
    named = FoodName.objects.filter(food__in=numbers, kind=FoodName.Kind.NAME).order_by("-lang")
    return dict(named.values_list("food", "name"))


def _float(value: object) -> float | None:
    return None if value is None else float(str(value))


def waiting(key: str) -> list[SetAside]:
    """The rows that were set aside in the newest release of the table, by code."""
    release = _table(key).releases.order_by("serial").last()
    return list(release.set_aside.order_by("code")) if release else []


def accept(key: str, code: str) -> uuid.UUID:
    """Take a row that was set aside as it is, with its doubt as a note. Returns the food's id."""
    row = next((row for row in waiting(key) if row.code == code), None)
    if row is None:
        raise ReleaseError(f"No row of {key} with the code {code} was set aside.")
    food = rows.prepare(from_json(row.record))
    with transaction.atomic():
        rows.lock()
        _put(row.release, [food])
        row.delete()
    return food.id


def _table(key: str) -> Table:
    table = Table.objects.filter(key=key).first()
    if table is None:
        raise ReleaseError(f"No table {key} was loaded.")
    return table
