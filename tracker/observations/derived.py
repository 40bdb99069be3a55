"""Values that follow from the parts: the minutes of a night, a laboratory value in one unit."""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker import moments
from tracker.models import Observation
from tracker.problems import about
from tracker.rules import kinds, laboratory
from tracker.rules.kinds_body import PRINTED, RANGE_HIGH, RANGE_LOW, UNIT
from tracker.rules.kinds_complaints import BED, TO_SLEEP_MIN, UP
from tracker.rules.scales import Category, Kind

DAY_MIN = 24 * 60
THOUSANDTH = Decimal("0.001")


def set_value(row: Observation, kind: Kind, *, is_sent: bool) -> None:
    """Give the row the value that its parts tell; ValidationError where another one was sent."""
    if kind.category is Category.LABORATORY:
        _check_range(row)
    known = value_of(row)
    if known is None:
        return
    if is_sent and row.value != known:
        raise ValidationError(
            {
                "value": _("The details say %(value)s %(unit)s: leave this out.")
                % {"value": f"{known.normalize():f}", "unit": kind.unit}
            }
        )
    if kind.category is Category.LABORATORY:
        _check_unit(kind, known)
    row.value = known


def value_of(row: Observation) -> Decimal | None:
    """What the parts tell; None where they do not. Parts are already checked by the kind."""
    if row.kind == kinds.SLEEP and {BED, UP} <= row.parts.keys():
        return Decimal(_slept_min(row))
    if row.kind in laboratory.FACTORS and PRINTED in row.parts:
        unit = row.parts.get(UNIT, laboratory.unit_of(row.kind))
        value = laboratory.convert(float(row.parts[PRINTED]), kind=row.kind, unit=unit)
        return Decimal(repr(value)).quantize(THOUSANDTH)
    return None


def _check_range(row: Observation) -> None:
    if {RANGE_LOW, RANGE_HIGH} <= row.parts.keys() and row.parts[RANGE_LOW] > row.parts[RANGE_HIGH]:
        raise ValidationError({"parts": _("The lower end of the range is above the upper end.")})


def _check_unit(kind: Kind, value: Decimal) -> None:
    try:
        kind.check_value(value)
    except ValidationError as error:
        message = _("In %(unit)s this is %(value)s, which cannot be. Check number and unit.")
        shown = {"unit": kind.unit, "value": f"{value.normalize():f}"}
        raise ValidationError({"parts": message % shown}) from error


def _slept_min(row: Observation) -> int:
    """Elapsed minutes from bed to up, less those before sleep; across midnight and clock changes.

    The date is that of waking up. Raises ValidationError when nothing is left, or a time did not
    exist.
    """
    bed, up = (dt.time.fromisoformat(row.parts[key]) for key in (BED, UP))
    evening = row.date if bed < up else row.date - dt.timedelta(days=1)
    zone_name = row.zone or "UTC"
    with about("parts"):
        went_up = moments.instant(row.date, up, zone_name=zone_name)
        went_to_bed = moments.instant(evening, bed, zone_name=zone_name)
    minutes = (went_up - went_to_bed).total_seconds() / 60 - row.parts.get(TO_SLEEP_MIN, 0)
    if not 0 <= minutes < DAY_MIN:
        raise ValidationError({"parts": _("These times leave no sleep. Check them.")})
    return int(minutes)


def beside_range(row: Observation) -> laboratory.Place:
    """A laboratory value beside the range that is printed on its own report, in its own unit."""
    low, high = row.parts.get(RANGE_LOW), row.parts.get(RANGE_HIGH)
    printed = row.parts.get(PRINTED, None if row.value is None else float(row.value))
    if printed is None:
        return laboratory.Place.NO_RANGE
    return laboratory.place(printed, laboratory.Range(low=low, high=high))
