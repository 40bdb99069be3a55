"""What a person means to take, and when: plans, their pauses, and the courses they make."""

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

import uuid_utils.compat
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker import changes, moments, texts, writes
from tracker.models import Device, Plan, SupplementProduct, User
from tracker.models.intake import Meal
from tracker.problems import about
from tracker.rules import limits
from tracker.writes import Draft, Written

MOST_SLOTS = 6
MOST_UNITS = 100
REASON_LENGTH = 200
ONE_DAY = dt.timedelta(days=1)
TIME_TEXT = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
# When a dose that goes with a meal is due, for the order of a day and for reminders.
MEAL_TIMES = {
    Meal.BREAKFAST: dt.time(8),
    Meal.LUNCH: dt.time(12, 30),
    Meal.SNACK: dt.time(15, 30),
    Meal.DINNER: dt.time(18),
}
EVENING = "21:00"
PLAN_MOMENTS = {
    "morning": (Meal.BREAKFAST.value,),
    "evening": (EVENING,),
    "twice": (Meal.BREAKFAST.value, EVENING),
}
# Ours (statement A95): above one unit or this many mg a first day is told to start low.
START_LOW_MG = 125


@dataclass(frozen=True)
class Slot:
    """Some units at a moment of the day: "HH:MM", or a meal."""

    moment: str
    units: Decimal

    @property
    def meal(self) -> str:
        return self.moment if self.moment in Meal.values else ""

    @property
    def time(self) -> dt.time:
        """The local time; of a meal the usual one."""
        return MEAL_TIMES[Meal(self.moment)] if self.meal else dt.time.fromisoformat(self.moment)


def slots_of(plan: Plan) -> tuple[Slot, ...]:
    return tuple(Slot(slot["moment"], Decimal(repr(slot["units"]))) for slot in plan.slots)


def daily_units(slots: Sequence[Slot]) -> Decimal:
    return sum((slot.units for slot in slots), Decimal(0))


def preset(name: str, *, units: Decimal) -> tuple[Slot, ...]:
    """A day's units over the moments of a preset, as evenly as whole units allow.

    Raises KeyError for an unknown name.
    """
    named = PLAN_MOMENTS[name]
    if units != units.to_integral_value():
        return (Slot(named[0], units),)
    parts = limits.split(int(units), slots=len(named))
    pairs = zip(named, parts, strict=True)
    return tuple(Slot(moment, Decimal(part)) for moment, part in pairs if part)


def starts_high(slots: Sequence[Slot], *, magnesium_mg: float | None) -> bool:
    """Whether a first day holds more than one unit, or more than 125 mg."""
    units = daily_units(slots)
    return units > 1 or float(units) * (magnesium_mg or 0) > START_LOW_MG


def holding(user: User, *, on: dt.date) -> list[Plan]:
    """The plans that hold on a day, one per product: of several the one that started last."""
    return list(held_of(started(user, on=on), on=on).values())


def started(user: User, *, on: dt.date) -> list[Plan]:
    """All plans that started up to a day, ended ones too, in order of their start."""
    rows = Plan.objects.visible_to(user).filter(starts_on__lte=on).defer("history")
    return list(rows.order_by("starts_on", "row"))


def held_of(rows: Sequence[Plan], *, on: dt.date) -> dict[uuid.UUID, Plan]:
    """Of started plans, those that hold on a day, by product."""
    return {row.product_id: row for row in rows if _lasts(row, on=on)}


def plans_of(user: User, product_id: uuid.UUID) -> tuple[Plan, ...]:
    """All plans of a product, the latest first."""
    rows = Plan.objects.visible_to(user).filter(product_id=product_id)
    return tuple(rows.order_by("-starts_on", "-row"))


def plan_of(user: User, product_id: uuid.UUID, *, on: dt.date) -> Plan | None:
    return next((p for p in holding(user, on=on) if p.product_id == product_id), None)


def _lasts(plan: Plan, *, on: dt.date) -> bool:
    return plan.ends_on is None or on <= plan.ends_on


def is_paused(plan: Plan, *, on: dt.date) -> bool:
    if plan.paused_from is None or on < plan.paused_from:
        return False
    return plan.paused_until is None or on <= plan.paused_until


def plan(
    user: User,
    *,
    product_id: uuid.UUID,
    slots: Sequence[Slot],
    starts_on: dt.date,
    at: dt.datetime,
    ends_on: dt.date | None = None,
) -> uuid.UUID | None:
    """Plan a product from a day on; what was planned before that day stays. Returns the undo.

    Raises ValidationError for a product that is not there or not swallowed, for moments, units
    and days that cannot be.
    """
    slots = check_slots(slots)
    check_days(starts_on, ends_on, at=at)
    with changes.writing(user, at=at) as book:
        _check_product(user, product_id)
        same = Plan.objects.editable_by(user).filter(product_id=product_id, starts_on=starts_on)
        row = same.first() or Plan(id=uuid_utils.compat.uuid7(), starts_on=starts_on)
        _end_before(book, product_id, on=starts_on)
        row.product_id, row.ends_on = product_id, ends_on
        row.slots = [{"moment": s.moment, "units": float(s.units)} for s in slots]
        row.paused_from = row.paused_until = None
        row.pause_reason = ""
        book.put([row])
        return book.keep_undo()


def check_slots(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """The slots in order of the day; ValidationError where one cannot be."""
    if not 0 < len(slots) <= MOST_SLOTS:
        raise ValidationError({"slots": _("Give one to six moments of the day.")})
    for slot in slots:
        if slot.moment not in Meal.values and not TIME_TEXT.fullmatch(slot.moment):
            raise ValidationError({"slots": _("A moment is a meal, or a time like 08:00.")})
        if not slot.units.is_finite() or not 0 < slot.units <= MOST_UNITS:
            raise ValidationError({"slots": _("Give more than 0 and at most 100 units at once.")})
    if len({slot.moment for slot in slots}) < len(slots):
        raise ValidationError({"slots": _("Two doses have the same moment. Add them up.")})
    return tuple(sorted(slots, key=lambda slot: slot.time))


def check(row: Plan, *, at: dt.datetime) -> None:
    """ValidationError, by member, for what a plan cannot be."""
    with about("slots"):
        if not all(map(_is_slot, row.slots)):
            raise ValidationError(_("Give a list of doses, each a moment and its units."))
        if check_slots(slots_of(row)) != slots_of(row):
            raise ValidationError(_("Give the doses in order of the day."))
    with about("starts_on"):
        check_days(row.starts_on, row.ends_on, at=at)
    if row.paused_until and not (row.paused_from and row.paused_from <= row.paused_until):
        raise ValidationError({"paused_until": _("The last day is before the first.")})


def _is_slot(slot: object) -> bool:
    if not isinstance(slot, dict) or slot.keys() != {"moment", "units"}:
        return False
    units = slot["units"]
    is_number = isinstance(units, int | float) and not isinstance(units, bool)
    return isinstance(slot["moment"], str) and is_number


def check_days(starts_on: dt.date, ends_on: dt.date | None, *, at: dt.datetime) -> None:
    moments.check_day(starts_on, at=at)
    if ends_on and ends_on < starts_on:
        raise ValidationError({"ends_on": _("The last day is before the first.")})
    if ends_on and ends_on.year > at.year + 100:
        raise ValidationError({"ends_on": _("Give a day at most a hundred years ahead.")})


def add(
    user: User, drafts: Sequence[Draft], *, at: dt.datetime, device: Device | None = None
) -> Written[Plan]:
    """Store plans as a phone says them; it ends the plan before by itself."""
    return writes.make(user, Plan, drafts, check=partial(check, at=at), at=at, device=device)


def change(
    user: User,
    plan_id: uuid.UUID,
    *,
    changed: Mapping[str, Any],
    at: dt.datetime,
    device: Device | None = None,
    version: uuid.UUID | None = None,
    base: uuid.UUID | None = None,
) -> Written[Plan]:
    return writes.change(
        user,
        Plan,
        plan_id,
        changed=changed,
        check=partial(check, at=at),
        at=at,
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
) -> Written[Plan]:
    return writes.remove(user, Plan, ids, at=at, device=device, base=base)


def _check_product(user: User, product_id: uuid.UUID) -> None:
    product = SupplementProduct.objects.editable_by(user).filter(id=product_id).first()
    if product is None:
        raise ValidationError({"product_id": _("This product is not there (any more).")})
    if not product.is_swallowed:
        message = _("What goes into a bath or on the skin is not taken, so it has no plan.")
        raise ValidationError({"product_id": message})


def _end_before(book: changes.Writing, product_id: uuid.UUID, *, on: dt.date) -> None:
    """Let the plans that started before `on` hold until the day before."""
    rows = Plan.objects.editable_by(book.user).filter(product_id=product_id, starts_on__lt=on)
    started = [row for row in rows if _lasts(row, on=on)]
    for row in started:
        row.ends_on = on - ONE_DAY
    book.put(started)


def end_all(book: changes.Writing, product_id: uuid.UUID, *, on: dt.date) -> None:
    """Let no plan of the product hold from `on`: later ones go."""
    _end_before(book, product_id, on=on)
    later = Plan.objects.editable_by(book.user).filter(product_id=product_id, starts_on__gte=on)
    book.remove(list(later))


def stop(user: User, product_id: uuid.UUID, *, on: dt.date, at: dt.datetime) -> uuid.UUID | None:
    """End what is planned of a product from `on`; returns the undo."""
    with changes.writing(user, at=at) as book:
        end_all(book, product_id, on=on)
        return book.keep_undo()


def pause(
    user: User,
    product_id: uuid.UUID,
    *,
    on: dt.date,
    at: dt.datetime,
    reason: str = "",
) -> uuid.UUID | None:
    """Pause from `on` until the person goes on; None when no plan holds, or it is paused."""
    texts.check_text(reason, longest=REASON_LENGTH, lines=False)
    with changes.writing(user, at=at) as book:
        held = plan_of(user, product_id, on=on)
        if held is None or is_paused(held, on=on):
            return None
        row = _anew(book, held, on=on) if held.paused_from else held
        row.paused_from, row.paused_until, row.pause_reason = on, None, reason
        book.put([row])
        return book.keep_undo()


def go_on(user: User, product_id: uuid.UUID, *, on: dt.date, at: dt.datetime) -> uuid.UUID | None:
    """Go on from `on` with what was paused; None when nothing was."""
    with changes.writing(user, at=at) as book:
        held = plan_of(user, product_id, on=on)
        if held is None or not is_paused(held, on=on):
            return None
        if held.paused_from == on:
            held.paused_from, held.pause_reason = None, ""
            book.put([held])
        else:
            held.paused_until = on - ONE_DAY
            book.put([held])
            book.put([_anew(book, held, on=on)])
        return book.keep_undo()


def _anew(book: changes.Writing, held: Plan, *, on: dt.date) -> Plan:
    """The same plan as a new one from `on`, so that the pause before it stays on record."""
    row = Plan(
        id=uuid_utils.compat.uuid7(),
        product_id=held.product_id,
        slots=held.slots,
        starts_on=on,
        ends_on=held.ends_on,
    )
    _end_before(book, held.product_id, on=on)
    return row
