"""Where a day stands against the limit for supplements; food never counts."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from foods.models import curated_id
from tracker.models import IntakeEntry
from tracker.models.intake import Kind
from tracker.pantry import TAP_WATER
from tracker.rules import limits


@dataclass(frozen=True, kw_only=True)
class Meter:
    """What counts on a day, in mg: `counted_mg` of supplements, medicines and what was added to
    food, and `water_mg` of mineral water where the person lets that count.

    `other` is a less strict limit that the amount is within; `single` says that one dose was
    large, and `single_name` of what.
    """

    counted_mg: float
    water_mg: float
    has_unknown: bool
    limit: limits.Limit
    zone: limits.Zone
    other: limits.Profile | None = None
    other_mg: float | None = None
    single: limits.DoseNote | None = None
    single_name: str = ""

    @property
    def total_mg(self) -> float:
        return self.counted_mg + self.water_mg

    @property
    def is_above(self) -> bool:
        zones = (limits.Zone.ABOVE, limits.Zone.FAR_ABOVE, limits.Zone.MORE_THAN_TWICE)
        return self.zone in zones

    @property
    def says_something(self) -> bool:
        return self.total_mg > 0 or self.has_unknown


def meter(
    entries: Sequence[IntakeEntry],
    *,
    limit: limits.Limit,
    counts_water: bool,
    age_months: int | None = None,
) -> Meter:
    counted = [None if e.limit_mg is None else float(e.limit_mg) for e in entries]
    counted_mg = math.fsum(mg for mg in counted if mg is not None)
    water_mg = _mineral_water_mg(entries) if counts_water else 0.0
    has_unknown = None in counted
    other = limits.less_strict(counted_mg + water_mg, limit, age_months=age_months)
    single, name = _largest_single(entries)
    return Meter(
        counted_mg=counted_mg,
        water_mg=water_mg,
        has_unknown=has_unknown,
        limit=limit,
        zone=limits.zone(counted_mg, limit, has_unknown=has_unknown, water_mg=water_mg),
        other=other,
        other_mg=other.mg(age_months=age_months) if other else None,
        single=single,
        single_name=name,
    )


def _mineral_water_mg(entries: Sequence[IntakeEntry]) -> float:
    """The known magnesium of water from a bottle; tap water is no choice of a product."""
    tap = curated_id(TAP_WATER)
    return math.fsum(
        float(e.magnesium_mg or 0) for e in entries if e.kind == Kind.WATER and e.item_id != tap
    )


def _largest_single(entries: Sequence[IntakeEntry]) -> tuple[limits.DoseNote | None, str]:
    doses = [
        (float(entry.magnesium_mg), entry.name)
        for entry in entries
        if entry.kind in (Kind.SUPPLEMENT, Kind.MEDICINE) and entry.magnesium_mg is not None
    ]
    mg, name = max(doses, default=(0.0, ""))
    return limits.single_dose(mg), name
