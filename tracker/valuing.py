"""What an amount of an item holds: the columns of the ledger, fixed when it is logged."""

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from typing import Any

from tracker import amounts
from tracker.models import IntakeEntry
from tracker.models.intake import Kind, ValuedBy
from tracker.pantry import Item

# What grows with the amount, in the whole amount of an entry.
SCALED = ("magnesium_mg", "fill_mg", "low_mg", "high_mg", "limit_mg", "energy_kcal", "water_g")


def value(entry: IntakeEntry, item: Item, *, amount: Decimal, unit: str) -> None:
    """Fill the columns of `entry` from `item`; ValidationError for an impossible amount or unit.

    Food and water are valued by weight; a supplement by the unit it is counted in.
    """
    entry.amount, entry.unit = amounts.check_amount(amount), unit
    is_counted = item.kind in (Kind.SUPPLEMENT, Kind.MEDICINE) and unit not in item.units
    if item.counted_in or is_counted:
        entry.grams, share = None, amount
    else:
        entry.grams = _round(amounts.check_grams(amount * item.grams_per(unit)))
        share = entry.grams / 100
    entry.kind, entry.name = item.kind, item.name
    entry.item_id = item.id if item.id.int else None
    entry.content, entry.food_group = dict(item.content), item.group
    entry.basis = item.basis
    entry.known_share = _known_share(item)
    entry.dataset, entry.release, entry.code = item.dataset, item.release, item.code
    entry.magnesium_mg = _times(item.magnesium_mg, share)
    entry.fill_mg = _times(item.fill_mg, share)
    entry.low_mg = _times(item.low_mg, share)
    entry.high_mg = _times(item.high_mg, share)
    entry.limit_mg = _times(item.limit_mg, share)
    entry.energy_kcal = _times(item.content.get("energy_kcal"), share)
    entry.water_g = _times(item.content.get("water_g"), share)
    entry.valued_by = ValuedBy.SERVER


def without_weight(entry: IntakeEntry, item: Item, *, amount: Decimal, unit: str) -> None:
    """An amount whose weight nobody knows: nothing of it is known, and there is no upper end."""
    entry.amount, entry.unit = amounts.check_amount(amount), unit
    entry.kind, entry.name, entry.food_group = item.kind, item.name, item.group
    entry.item_id = item.id if item.id.int else None
    entry.content = dict(item.content)
    entry.basis, entry.known_share = "unknown", Decimal(0)
    entry.dataset, entry.release, entry.code = item.dataset, item.release, item.code
    entry.grams = entry.magnesium_mg = entry.fill_mg = entry.high_mg = None
    entry.energy_kcal = entry.water_g = None
    entry.low_mg = Decimal(0)
    entry.limit_mg = Decimal(0) if item.limit_mg == 0 else None
    entry.valued_by = ValuedBy.SERVER


def scale(entry: IntakeEntry, *, amount: Decimal, unit: str, grams: Decimal | None) -> None:
    """Change the amount and keep what was logged per gram (per unit where there are no grams)."""
    amounts.check_amount(amount)
    if grams is not None:
        amounts.check_grams(grams)
    factor = grams / entry.grams if grams and entry.grams else amount / entry.amount
    for name in SCALED:
        logged = getattr(entry, name)
        setattr(entry, name, None if logged is None else _round(logged * factor))
    entry.amount, entry.unit = amount, unit
    entry.grams = None if grams is None else _round(grams)


def copy(entry: IntakeEntry) -> Mapping[str, Any]:
    """The columns that say what was eaten and what it held, without when."""
    names = set(IntakeEntry.members) - {"date", "at", "zone", "precision", "meal"}
    return {name: getattr(entry, name) for name in names}


def _known_share(item: Item) -> Decimal:
    known = 0.0 if item.magnesium_mg is None else item.known_share
    return Decimal(repr(float(known))).quantize(amounts.STEP, rounding=ROUND_DOWN)


def _times(per_unit: float | None, share: Decimal) -> Decimal | None:
    return None if per_unit is None else _round(Decimal(repr(float(per_unit))) * share)


def _round(amount: Decimal) -> Decimal:
    return amount.quantize(amounts.STEP)
