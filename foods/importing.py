"""The foods that come with Mg24 into the database: the same again changes nothing.

A food that left its source stays, since what people logged names it. Whole tables are loaded by
releases.py.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from foods import rows
from foods.importers import fixture
from foods.importers.records import DensityRecord, FoodRecord
from foods.models import GroupDensity, Release, Table

# SQLite takes at most 250,000 parameters in a statement, PostgreSQL 65,535.
BATCH = 1000
SERIAL = 1


@dataclass(frozen=True)
class Report:
    """How many foods a load made, changed and left alone; skipped when it was loaded before."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: bool = False

    def __add__(self, other: "Report") -> "Report":
        return Report(
            new=self.new + other.new,
            changed=self.changed + other.changed,
            unchanged=self.unchanged + other.unchanged,
        )


def load_fixture(folder: Path, *, at: dt.datetime | None = None) -> Report:
    """Load the fixture folder, unless exactly this was loaded last."""
    sha256 = rows.stamped(fixture.sha256(folder))
    if Release.objects.filter(table=Table.CURATED, sha256=sha256).exists():
        return Report(skipped=True)
    content = fixture.read(folder)
    with transaction.atomic():
        report = load(content.foods)
        load_densities(content.densities)
        Release.objects.update_or_create(
            table_id=Table.CURATED,
            serial=SERIAL,
            defaults={
                "name": "fixture",
                "sha256": sha256,
                "loaded_at": at or timezone.now(),
                "is_finished": True,
            },
        )
    return report


def load(records: Iterable[FoodRecord]) -> Report:
    """Write the records that are new or differ, a thousand at a time, all or nothing.

    ValidationError when a record's content is not right, KeyError when its group is not ours.
    """
    report = Report()
    rest = iter(records)
    with transaction.atomic():
        Table.objects.get_or_create(key=Table.CURATED, defaults={"active": SERIAL})
        rows.lock()
        while batch := list(islice(rest, BATCH)):
            report += _load_batch(batch)
    return report


def load_densities(records: Iterable[DensityRecord]) -> None:
    GroupDensity.objects.bulk_create(
        [GroupDensity(**dataclasses.asdict(record)) for record in records],
        update_conflicts=True,
        unique_fields=["group"],
        update_fields=["p10", "p50", "p90", "count", "release"],
    )


def _load_batch(records: Sequence[FoodRecord]) -> Report:
    foods = {food.id: food for food in map(rows.prepare, records)}
    stored = rows.stored(foods, table=Table.CURATED)
    differing = [
        food
        for food in foods.values()
        if food.id not in stored or stored[food.id][2] != food.fingerprint
    ]
    replaced = [stored[food.id][0] for food in differing if food.id in stored]
    rows.remove(replaced)
    rows.insert(differing, table=Table.CURATED, since=SERIAL)
    return Report(
        new=len(differing) - len(replaced),
        changed=len(replaced),
        unchanged=len(foods) - len(differing),
    )
