"""Doses of medicines: log, change and remove them; what is due on a day, and what was taken."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker import moments, writes
from tracker.medicines import checks, hours, register
from tracker.models import Device, Medicine, MedicineDose, User
from tracker.models.medicine import DoseStatus, Rhythm
from tracker.rules import schedules
from tracker.rules.schedules import Schedule
from tracker.writes import Draft, Written

# Which planned dose: the medicine, and its day and time on the wall clock.
Slot = tuple[uuid.UUID, dt.datetime]


@dataclass(frozen=True)
class Due:
    """A dose that is planned on a day and, once it was logged, its row."""

    medicine: Medicine
    planned_at: dt.datetime
    dose: MedicineDose | None


def log(
    user: User, drafts: Sequence[Draft], *, at: dt.datetime, device: Device | None = None
) -> Written[MedicineDose]:
    """Store doses, all or none. A dose without a name gets that of its medicine.

    Raises ValidationError for a medicine that is not there, or whose doses belong to the ledger.
    """
    ids = {draft.members.get("medicine_id") for draft in drafts}
    known = {m.id: m for m in Medicine.objects.visible_to(user).filter(id__in=ids)}

    def check(row: MedicineDose) -> None:
        _name(row, known.get(row.medicine_id))
        checks.dose(row, at=at)

    return writes.make(user, MedicineDose, drafts, check=check, at=at, device=device)


def _name(row: MedicineDose, medicine: Medicine | None) -> None:
    if medicine is None and not row.name:
        raise ValidationError({"medicine_id": _("This medicine is not there (any more).")})
    if medicine is not None and medicine.product_id:
        message = _("Log this one with your supplements: it holds magnesium, which counts.")
        raise ValidationError({"medicine_id": message})
    if medicine is not None:
        row.name = row.name or medicine.name


def log_planned(
    user: User,
    medicine: Medicine,
    planned_at: dt.datetime,
    *,
    taken_at: dt.datetime | None,
    zone_name: str,
    at: dt.datetime,
) -> Written[MedicineDose]:
    """Log a planned dose at its moment; `taken_at` None is not taken.

    The id is made from the medicine and the planned moment: two taps, or two phones, make one
    row, and the last word holds.
    """
    date = moments.today(planned_at, zone_name=zone_name)
    row = MedicineDose(
        id=planned_id(user, medicine.id, planned_at, zone_name=zone_name),
        medicine_id=medicine.id,
        date=date,
        at=taken_at,
        zone=zone_name,
        planned_at=planned_at,
        status=DoseStatus.SKIPPED if taken_at is None else DoseStatus.TAKEN,
    )
    return writes.put(user, row, check=partial(_check_planned, medicine=medicine, at=at), at=at)


def _check_planned(row: MedicineDose, *, medicine: Medicine, at: dt.datetime) -> None:
    _name(row, medicine)
    checks.dose(row, at=at)


def planned_id(
    user: User, medicine_id: uuid.UUID, planned_at: dt.datetime, *, zone_name: str
) -> uuid.UUID:
    """The id of the one dose that is planned for a medicine at a moment of the wall clock."""
    name = planned_name(medicine_id, planned_at, zone_name=zone_name)
    return uuid.uuid5(user.account_id, name)


def planned_name(medicine_id: uuid.UUID, planned_at: dt.datetime, *, zone_name: str) -> str:
    return f"dose:{medicine_id}:{wall(planned_at, zone_name=zone_name):%Y-%m-%dT%H:%M}"


def change(
    user: User,
    dose_id: uuid.UUID,
    *,
    changed: Mapping[str, Any],
    at: dt.datetime,
    seen: Mapping[str, object] | None = None,
    device: Device | None = None,
    version: uuid.UUID | None = None,
    base: uuid.UUID | None = None,
) -> Written[MedicineDose]:
    return writes.change(
        user,
        MedicineDose,
        dose_id,
        changed=changed,
        check=partial(checks.dose, at=at),
        at=at,
        seen=seen,
        device=device,
        version=version,
        base=base,
    )


def remove(
    user: User,
    ids: Iterable[uuid.UUID],
    *,
    at: dt.datetime,
    device: Device | None = None,
    base: uuid.UUID | None = None,
) -> Written[MedicineDose]:
    return writes.remove(user, MedicineDose, ids, at=at, device=device, base=base)


def logged(user: User, *, first: dt.date, last: dt.date) -> tuple[MedicineDose, ...]:
    """The doses of the days from `first` to `last`, in order; one query."""
    rows = MedicineDose.objects.visible_to(user).filter(date__gte=first, date__lte=last)
    return tuple(rows.defer("history").order_by("planned_at", "at", "row"))


def schedule(medicine: Medicine, *, zone_name: str) -> Schedule:
    """The medicine as planned, with its confirmed hours, as the rules read it."""
    return Schedule(
        medicine=medicine.name,
        times=tuple(dt.time.fromisoformat(time) for time in sorted(medicine.times)),
        zone=zone_name,
        starts_on=medicine.starts_on,
        ends_on=medicine.ends_on,
        rhythm=schedules.Rhythm(medicine.rhythm),
        weekdays=frozenset(medicine.weekdays),
        every_weeks=medicine.every_weeks,
        hours=hours.confirmed(medicine),
        counts=hours.counts(medicine),
    )


def due(
    medicines: Iterable[Medicine], rows: Iterable[MedicineDose], *, date: dt.date, zone_name: str
) -> tuple[Due, ...]:
    """What is planned on a day, held against the doses that were logged; in order of the day.

    The doses of a medicine that holds magnesium are entries of the ledger, so they are not here.
    """
    taken = {slot: row for row in rows if (slot := slot_of(row))}
    found = [
        Due(medicine, dose.at, taken.get((medicine.id, wall(dose.at, zone_name=zone_name))))
        for medicine in medicines
        if medicine.product_id is None
        for dose in schedules.planned(
            schedule(medicine, zone_name=zone_name), first=date, last=date
        )
    ]
    return tuple(sorted(found, key=lambda due: (due.planned_at, due.medicine.name)))


def as_needed(medicines: Iterable[Medicine], *, date: dt.date) -> tuple[Medicine, ...]:
    """What may be taken on the day without a plan: as needed, or without times."""
    return tuple(
        medicine
        for medicine in medicines
        if medicine.product_id is None
        and (medicine.rhythm == Rhythm.AS_NEEDED or not medicine.times)
        and register.is_taken(medicine, on=date)
    )


def slot_of(row: MedicineDose) -> Slot | None:
    """Which planned dose a row stands for, on the wall clock of where it was logged."""
    if row.planned_at is None:
        return None
    return row.medicine_id, wall(row.planned_at, zone_name=row.zone)


def wall(at: dt.datetime, *, zone_name: str) -> dt.datetime:
    """The moment on the wall clock, without a zone: 07:00 stays 07:00 on a journey."""
    return at.astimezone(moments.zone(zone_name)).replace(tzinfo=None)
