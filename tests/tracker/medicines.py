"""Builders for medicines: a person's list, doses, and magnesium at a moment."""

import datetime as dt
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from foods.models import curated_id
from tests import builders
from tracker import medicines
from tracker.models import IntakeEntry, Medicine, MedicineDose, User
from tracker.models.intake import Kind
from tracker.rules import proposals

DAY = dt.date(2026, 6, 10)
ZONE = ZoneInfo(builders.ZONE)


def add(user: User, name: str = "levothyroxine", *times: str, **members: Any) -> Medicine:
    """A medicine without confirmed hours, taken daily at these times."""
    draft = medicines.Draft(members={"name": name, "times": list(times), **members})
    (row,) = medicines.add(user, [draft], at=timezone.now()).rows
    return row


def confirmed(user: User, name: str = "levothyroxine", *times: str, **members: Any) -> Medicine:
    """A medicine whose hours the person confirmed as the table has them, from the leaflet."""
    row = medicines.proposal(Medicine(name=name)) or proposals.FLAGGED
    return add(
        user,
        name,
        *times,
        **{
            "after_h": Decimal(repr(row.after_h)),
            "before_h": Decimal(repr(row.before_h)),
            "food_after_h": None if row.food_after_h is None else Decimal(repr(row.food_after_h)),
            "hours_from": "leaflet",
            "confirmed_on": dt.date(2026, 1, 1),
            **members,
        },
    )


def moment(clock: str, *, day: dt.date = DAY) -> dt.datetime:
    """A local time of the day as an instant."""
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), tzinfo=ZONE).astimezone(dt.UTC)


def tablet(
    user: User, clock: str | None, *, day: dt.date = DAY, kind: str = Kind.SUPPLEMENT
) -> IntakeEntry:
    """A tablet of 150 mg elemental magnesium."""
    draft = builders.draft(
        date=day,
        time=dt.time.fromisoformat(clock) if clock else None,
        kind=kind,
        name="Magnesium tablet",
        content={"magnesium_mg": 150.0},
        unit="tablet",
        amount="1",
        item_id=curated_id("no-food"),
    )
    return builders.log(user, draft)[0]


def dose(user: User, medicine: Medicine, clock: str | None, **members: Any) -> MedicineDose:
    """A dose that was not planned, at a local time of the day."""
    given = {
        "medicine_id": medicine.id,
        "date": DAY,
        "at": moment(clock) if clock else None,
        "zone": builders.ZONE,
        **members,
    }
    (row,) = medicines.log_doses(user, [medicines.Draft(members=given)], at=timezone.now()).rows
    return row
