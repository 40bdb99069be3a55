"""Magnesium and medicines around a day: what clashes, and which moments are free.

Doses of medicines that were logged stand at their own moment; one that is planned and was not
logged is taken to come at its time, and that is said. All arithmetic is that of rules.spacing.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker import moments
from tracker.medicines import doses, hours, register
from tracker.medicines.doses import Due
from tracker.models import IntakeEntry, Medicine, MedicineDose, SupplementProduct, User
from tracker.models.intake import Kind
from tracker.models.medicine import DoseStatus
from tracker.models.supplement import ProductKind
from tracker.rules import proposals, schedules, spacing
from tracker.rules.proposals import Standing
from tracker.rules.spacing import Clash, MagnesiumDose, Window
from tracker.rules.spacing_table import (
    ANTACID,
    FOOD,
    LAXATIVE,
    MINERAL_WATER,
    STRONG_WATER_MG_PER_L,
    SUPPLEMENT,
)

# Hours are at most 24, and a row lies at most a day from its moment.
REACH = dt.timedelta(days=2)
PRODUCT_KINDS: Mapping[str, str] = {
    ProductKind.SUPPLEMENT: SUPPLEMENT,
    ProductKind.ANTACID: ANTACID,
    ProductKind.LAXATIVE: LAXATIVE,
}


@dataclass(frozen=True)
class DayTimes:
    """One day's medicines: what is due, and when magnesium is free.

    `windows` are the free stretches that may be offered, None while no medicine with confirmed
    hours touches the day; an empty tuple is "no comfortable moment". `to_ask` are the medicines
    whose hours nobody confirmed, though the table has a row for them.
    """

    date: dt.date
    due: tuple[Due, ...]
    as_needed: tuple[Medicine, ...]
    others: tuple[MedicineDose, ...]
    windows: tuple[Window, ...] | None
    clashes: tuple[Clash, ...]
    to_ask: tuple[Medicine, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.due or self.as_needed or self.others or self.to_ask or self.clashes)


def on_day(user: User, date: dt.date, *, zone_name: str) -> DayTimes:
    """What a day's page says of medicines: one query without any, at most four with."""
    medicines = register.of(user)
    rows = doses.logged(user, first=date - REACH, last=date + REACH) if medicines else ()
    today = [row for row in rows if row.date == date]
    due = doses.due(medicines, today, date=date, zone_name=zone_name)
    planned = {dose.dose.id for dose in due if dose.dose}
    timed = _timed(medicines, rows, first=date - REACH, last=date + REACH, zone_name=zone_name)
    start, end = _bounds(date, zone_name=zone_name)
    return DayTimes(
        date=date,
        due=due,
        as_needed=doses.as_needed(medicines, date=date),
        others=tuple(row for row in today if row.id not in planned),
        windows=_windows(timed, start=start, end=end),
        clashes=_clashes_of_day(
            user, timed, remedies=_remedies(medicines, rows), start=start, end=end
        ),
        to_ask=tuple(m for m in medicines if _is_to_ask(m, on=date)),
    )


def clashes_of(user: User, *, first: dt.date, last: dt.date, zone_name: str) -> tuple[Clash, ...]:
    """Every clash in which the magnesium or the medicine was logged on these days."""
    medicines = register.of(user)
    if not any(hours.confirmed(medicine) for medicine in medicines):
        return ()
    span = {"first": first - REACH, "last": last + REACH}
    rows = doses.logged(user, **span)
    timed = _timed(medicines, rows, zone_name=zone_name, **span)
    magnesium = (*magnesium_between(user, **span), *_remedies(medicines, rows))
    return spacing.clashes(timed, magnesium)


def suggest(
    user: User, preferred: dt.datetime, *, zone_name: str, kind: str = SUPPLEMENT
) -> dt.datetime | None:
    """The free moment (UTC) of that day nearest to the preferred one; None: ask the pharmacist."""
    date = moments.today(preferred, zone_name=zone_name)
    medicines = register.of(user)
    span = {"first": date - REACH, "last": date + REACH}
    timed = _timed(medicines, doses.logged(user, **span), zone_name=zone_name, **span)
    start, end = _bounds(date, zone_name=zone_name)
    free = spacing.free_windows(timed, start=start, end=end, kind=kind)
    return spacing.suggest(spacing.in_minutes(free), preferred=preferred)


def _is_to_ask(medicine: Medicine, *, on: dt.date) -> bool:
    row, confirmed = hours.proposal(medicine), hours.confirmed(medicine)
    is_open = proposals.standing(row, confirmed) is Standing.ASK
    return is_open and register.is_taken(medicine, on=on)


def _timed(
    medicines: Sequence[Medicine],
    rows: Iterable[MedicineDose],
    *,
    first: dt.date,
    last: dt.date,
    zone_name: str,
) -> tuple[spacing.MedicineDose, ...]:
    """The doses of medicines with confirmed hours: as logged, and as planned where not logged."""
    known = {m.id: m for m in medicines if hours.confirmed(m) is not None}
    own = [row for row in rows if row.medicine_id in known]
    logged = {slot for row in own if (slot := doses.slot_of(row))}
    planned = [
        dose
        for medicine in known.values()
        for dose in schedules.planned(
            doses.schedule(medicine, zone_name=zone_name), first=first, last=last
        )
        if (medicine.id, doses.wall(dose.at, zone_name=zone_name)) not in logged
    ]
    taken = [_taken(row, known[row.medicine_id]) for row in own if row.status == DoseStatus.TAKEN]
    return (*taken, *planned)


def _taken(row: MedicineDose, medicine: Medicine) -> spacing.MedicineDose:
    moment = row.at or row.planned_at
    assert moment is not None  # noqa: S101 - checks.dose refuses a dose without both
    return spacing.MedicineDose(
        medicine=medicine.name,
        at=moment,
        hours=hours.confirmed(medicine),
        counts=hours.counts(medicine),
        assumed=row.at is None,
        key=str(row.id),
    )


def _windows(
    timed: Sequence[spacing.MedicineDose], *, start: dt.datetime, end: dt.datetime
) -> tuple[Window, ...] | None:
    free = spacing.free_windows(timed, start=start, end=end, kind=SUPPLEMENT)
    if free == (Window(first=start, last=end),):
        return None
    return spacing.comfortable(spacing.in_minutes(free))


def _clashes_of_day(
    user: User,
    timed: Sequence[spacing.MedicineDose],
    *,
    remedies: Sequence[MagnesiumDose],
    start: dt.datetime,
    end: dt.datetime,
) -> tuple[Clash, ...]:
    """The clashes of which one side, or both, came on that day."""
    if not timed:
        return ()
    reach = {"first": start.date() - REACH, "last": end.date() + REACH}
    found = spacing.clashes(timed, (*magnesium_between(user, **reach), *remedies))
    return tuple(c for c in found if start <= c.magnesium.at < end or start <= c.medicine.at < end)


def _remedies(
    medicines: Iterable[Medicine], rows: Iterable[MedicineDose]
) -> tuple[MagnesiumDose, ...]:
    """Doses of stomach remedies and laxatives with magnesium that were logged as a medicine.

    How much they hold is not known here, but they keep from other medicines all the same.
    """
    kinds = {m.id: kind for m in medicines if (kind := hours.magnesium_kind(m))}
    return tuple(
        MagnesiumDose(at=moment, kind=kinds[row.medicine_id], name=row.name, key=str(row.id))
        for row in rows
        if row.medicine_id in kinds and row.status == DoseStatus.TAKEN
        if (moment := row.at or row.planned_at)
    )


def magnesium_between(user: User, *, first: dt.date, last: dt.date) -> tuple[MagnesiumDose, ...]:
    """What the ledger holds of magnesium with a known moment; two queries."""
    entries = IntakeEntry.objects.visible_to(user).filter(
        date__gte=first, date__lte=last, at__isnull=False
    )
    rows = list(entries.defer("history"))
    kinds = product_kinds(user, rows)
    return tuple(dose for entry in rows if (dose := magnesium_of(entry, kinds=kinds)))


def product_kinds(user: User, entries: Iterable[IntakeEntry]) -> Mapping[uuid.UUID, str]:
    """Which kind of magnesium the person's own products among these are."""
    swallowed = (Kind.SUPPLEMENT, Kind.MEDICINE)
    ids = {entry.item_id for entry in entries if entry.kind in swallowed and entry.item_id}
    if not ids:
        return {}
    found = SupplementProduct.objects.visible_to(user).filter(id__in=ids)
    return {id: PRODUCT_KINDS.get(kind, "") for id, kind in found.values_list("id", "kind")}


def magnesium_of(entry: IntakeEntry, *, kinds: Mapping[uuid.UUID, str]) -> MagnesiumDose | None:
    """The entry as a dose of magnesium; None where it holds none or its moment is not known.

    Unknown magnesium is not zero, so it counts, except of water: most waters hold little.
    """
    kind = kind_of(entry, kinds=kinds)
    if entry.at is None or not kind:
        return None
    return MagnesiumDose(at=entry.at, kind=kind, name=entry.name, key=str(entry.id))


def kind_of(entry: IntakeEntry, *, kinds: Mapping[uuid.UUID, str]) -> str:
    """The kind of magnesium that an entry is for the rules; empty where it is none."""
    if entry.magnesium_mg is not None and entry.magnesium_mg <= 0:
        return ""
    if entry.kind == Kind.WATER:
        per_l = 10 * float(entry.content.get("magnesium_mg") or 0)
        return MINERAL_WATER if per_l > STRONG_WATER_MG_PER_L else ""
    if entry.kind == Kind.FOOD:
        return FOOD
    # A medicine that holds magnesium is nearly always a stomach remedy.
    usual = ANTACID if entry.kind == Kind.MEDICINE else SUPPLEMENT
    return kinds.get(entry.item_id, usual) if entry.item_id else usual


def _bounds(date: dt.date, *, zone_name: str) -> tuple[dt.datetime, dt.datetime]:
    """The first moment of a local day and that of the next, in UTC."""
    zone = moments.zone(zone_name)
    days = (date, date + dt.timedelta(days=1))
    start, end = (dt.datetime.combine(day, dt.time(), tzinfo=zone) for day in days)
    return start.astimezone(dt.UTC), end.astimezone(dt.UTC)
