"""The doses of one day: which are due, which were taken, and what else the products hold."""

import datetime as dt
import math
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker.models import IntakeEntry, SupplementProduct, User
from tracker.models.intake import Kind
from tracker.supplements import plans
from tracker.supplements.plans import Slot
from tracker.supplements.products import Active, with_plans

ONE = Decimal(1)
SWALLOWED = (Kind.SUPPLEMENT, Kind.MEDICINE)
# Ours (statement A58): a dose this close to something eaten is taken with food.
WITH_FOOD = dt.timedelta(minutes=45)


@dataclass(frozen=True)
class Due:
    """A planned dose and, once it was taken, its entry. `magnesium_mg` is of the whole dose."""

    product: SupplementProduct
    slot: Slot
    entry: IntakeEntry | None
    is_with_food: bool = False

    @property
    def magnesium_mg(self) -> float | None:
        each = self.product.magnesium_mg
        return None if each is None else each * float(self.slot.units)


@dataclass(frozen=True)
class Other:
    """A product without a plan, and what was taken of it on the day."""

    product: SupplementProduct
    entries: tuple[IntakeEntry, ...]


@dataclass(frozen=True)
class DayDoses:
    """`due` in order of the day; `others` have no plan and are taken when needed.

    `resting` are the ids of what is paused, stopped or put away: no usual meal brings these along.
    """

    due: tuple[Due, ...]
    others: tuple[Other, ...]
    paused: tuple[Active, ...]
    resting: frozenset[uuid.UUID]

    @property
    def is_empty(self) -> bool:
        return not (self.due or self.others or self.paused)


def on_day(user: User, date: dt.date, *, entries: Sequence[IntakeEntry]) -> DayDoses:
    """What is due on a day, held against the `entries` of that day; two queries."""
    found = with_plans(user, date)
    live = [a for a in found if a.product.is_swallowed and not a.product.is_archived]
    due = [dose for a in live if not a.is_paused for dose in _due(a, entries=entries)]
    return DayDoses(
        due=tuple(sorted(due, key=lambda dose: (dose.slot.time, dose.product.name))),
        others=tuple(_other(a.product, entries) for a in live if a.plan is None),
        paused=tuple(a for a in live if a.is_paused),
        resting=frozenset(a.product.id for a in found if _rests(a)),
    )


def _rests(active: Active) -> bool:
    return active.is_paused or active.has_stopped or active.product.is_archived


def _other(product: SupplementProduct, entries: Sequence[IntakeEntry]) -> Other:
    return Other(product, tuple(entry for entry in entries if entry.item_id == product.id))


def _due(active: Active, *, entries: Sequence[IntakeEntry]) -> list[Due]:
    if active.plan is None:
        return []
    taken = [entry for entry in entries if entry.item_id == active.product.id]
    slots = plans.slots_of(active.plan)
    found = _matched(slots, taken)
    return [
        Due(active.product, slot, found.get(slot), _is_with_food(found.get(slot), entries))
        for slot in slots
    ]


def _matched(slots: Sequence[Slot], taken: Sequence[IntakeEntry]) -> dict[Slot, IntakeEntry]:
    """Which entry is which dose: first by the meal they share, then in order of the day."""
    left, found = list(taken), {}
    for slot in slots:
        same = next((e for e in left if slot.meal and e.meal == slot.meal), None)
        if same:
            found[slot] = same
            left.remove(same)
    for slot in slots:
        if slot not in found and left:
            found[slot] = left.pop(0)
    return found


def _is_with_food(entry: IntakeEntry | None, entries: Iterable[IntakeEntry]) -> bool:
    return entry is not None and is_with_food(entry, entries)


def is_with_food(dose: IntakeEntry, entries: Iterable[IntakeEntry]) -> bool:
    """Whether food was logged at the same meal, or within 45 minutes of the dose."""
    foods = [entry for entry in entries if entry.kind == Kind.FOOD]
    if dose.at is not None and any(food.at for food in foods):
        near = [food for food in foods if food.at and abs(food.at - dose.at) <= WITH_FOOD]
        return bool(near)
    return bool(dose.meal) and any(food.meal == dose.meal for food in foods)


@dataclass(frozen=True)
class Planned:
    """What the plans of a day hold together: the known magnesium in mg, and other nutrients."""

    magnesium_mg: float
    has_unknown: bool
    others: dict[str, float]


def planned(actives: Iterable[Active]) -> Planned:
    """A whole day of the plans that are not paused, as far as labels say it."""
    amounts: dict[str, list[float]] = {}
    has_unknown = False
    for active in actives:
        if active.plan is None or active.is_paused:
            continue
        units = float(plans.daily_units(plans.slots_of(active.plan)))
        has_unknown = has_unknown or active.product.magnesium_mg is None
        for key, each in active.product.content.items():
            amounts.setdefault(key, []).append(each * units)
    sums = {key: math.fsum(values) for key, values in amounts.items()}
    return Planned(sums.pop("magnesium_mg", 0.0), has_unknown=has_unknown, others=sums)


def nutrients_of(entries: Iterable[IntakeEntry]) -> dict[str, float]:
    """What the day's supplements hold besides magnesium, by nutrient, as far as labels say it."""
    amounts: dict[str, list[float]] = {}
    for entry in entries:
        if entry.kind in SWALLOWED:
            share = float(_share(entry))
            for key, each in entry.content.items():
                amounts.setdefault(key, []).append(each * share)
    amounts.pop("magnesium_mg", None)
    return {key: math.fsum(values) for key, values in amounts.items()}


def _share(entry: IntakeEntry) -> Decimal:
    """How often the content of an entry counts: it is per unit, or per 100 g when weighed."""
    return entry.amount if entry.grams is None else entry.grams / 100
