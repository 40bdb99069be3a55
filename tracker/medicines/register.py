"""The person's list of medicines: add, change, end and remove them; read what is known of each."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from tracker import writes
from tracker.medicines import checks, hours
from tracker.models import Device, Medicine, User
from tracker.rules import proposals
from tracker.rules.medicines import Effect, effects
from tracker.rules.proposals import Standing
from tracker.rules.spacing import Hours
from tracker.rules.spacing_table import Row
from tracker.writes import Draft, Written


@dataclass(frozen=True)
class MedicineRecord:
    """A medicine with what the rules say of it on a day.

    `proposal` is the row of the table, `hours` what the person confirmed, `code` the ATC code that
    was given or that its name has.
    """

    medicine: Medicine
    code: str
    proposal: Row | None
    hours: Hours | None
    effects: tuple[Effect, ...]
    has_ended: bool

    @property
    def standing(self) -> Standing:
        return proposals.standing(self.proposal, self.hours)

    @property
    def is_shorter(self) -> bool:
        """Whether the pharmacist's hours are shorter than the table's: both are shown then."""
        if self.hours is None or self.proposal is None:
            return False
        return proposals.is_shorter(self.hours, self.proposal)


def add(
    user: User, drafts: Sequence[Draft], *, at: dt.datetime, device: Device | None = None
) -> Written[Medicine]:
    """Put medicines on the list; hours only where the draft says that they were confirmed."""
    check = partial(checks.medicine, at=at)
    return writes.make(user, Medicine, drafts, check=check, at=at, device=device)


def change(
    user: User,
    medicine_id: uuid.UUID,
    *,
    changed: Mapping[str, Any],
    at: dt.datetime,
    seen: Mapping[str, object] | None = None,
    device: Device | None = None,
    version: uuid.UUID | None = None,
    base: uuid.UUID | None = None,
) -> Written[Medicine]:
    return writes.change(
        user,
        Medicine,
        medicine_id,
        changed=changed,
        check=partial(checks.medicine, at=at),
        at=at,
        seen=seen,
        device=device,
        version=version,
        base=base,
    )


def end(user: User, medicine_id: uuid.UUID, *, on: dt.date, at: dt.datetime) -> Written[Medicine]:
    """Note the last day on which a medicine was taken; its doses stay."""
    return change(user, medicine_id, changed={"ends_on": on}, at=at)


def remove(
    user: User,
    ids: Iterable[uuid.UUID],
    *,
    at: dt.datetime,
    device: Device | None = None,
    base: uuid.UUID | None = None,
) -> Written[Medicine]:
    """Take medicines off the list; the doses that were logged stay and keep their name."""
    return writes.remove(user, Medicine, ids, at=at, device=device, base=base)


def of(user: User) -> tuple[Medicine, ...]:
    """All medicines, by name; one query."""
    rows = Medicine.objects.visible_to(user).defer("history")
    return tuple(rows.order_by("name", "row"))


def read(user: User, *, on: dt.date) -> tuple[MedicineRecord, ...]:
    """Every medicine with what is known of it on that day, ended ones last; one query."""
    found = (record_of(medicine, on=on) for medicine in of(user))
    return tuple(sorted(found, key=lambda record: record.has_ended))


def record_of(medicine: Medicine, *, on: dt.date) -> MedicineRecord:
    code = hours.code(medicine)
    return MedicineRecord(
        medicine=medicine,
        code=code,
        proposal=hours.proposal(medicine),
        hours=hours.confirmed(medicine),
        effects=effects(code, since=medicine.starts_on, on=on) if code else (),
        has_ended=medicine.ends_on is not None and medicine.ends_on < on,
    )


def atc_codes(user: User, *, on: dt.date) -> tuple[str, ...]:
    """The codes of what is taken on that day, for the rules that ask about medicines; one query."""
    taken = (m for m in of(user) if is_taken(m, on=on))
    return tuple(sorted({code for m in taken if (code := hours.code(m))}))


def is_taken(medicine: Medicine, *, on: dt.date) -> bool:
    """Whether the day lies in the period in which the medicine is taken."""
    begun = medicine.starts_on is None or medicine.starts_on <= on
    return begun and (medicine.ends_on is None or on <= medicine.ends_on)
