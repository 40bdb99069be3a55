"""Days in a row: the 7-day mean, the mean of a period, weeks. Days that are not usable are left
out of every mean, and a mean that rests on too few days does not exist."""

import dataclasses
import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.rules.day import USABLE, DayTotal, Status

# Own rules: a mean of 7 days needs 5 of them; a mean of a period 3, one of them in a weekend.
WINDOW_DAYS = 7
MIN_DAYS_IN_WINDOW = 5
MIN_DAYS = 3
SATURDAY = 5


@dataclass(frozen=True, kw_only=True)
class DayRow:
    """One day of a trend, in mg. The sources and `known_mg` are the known parts ("at least").

    `filled_mg` and `high_mg` are None when an unknown part has no estimate or no upper end;
    `mean7_mg` is the mean of `known_mg` over the 7 days that end here, None for too few days.
    """

    date: dt.date
    food_mg: float
    water_mg: float
    supplement_mg: float
    known_mg: float
    low_mg: float
    filled_mg: float | None
    high_mg: float | None
    status: Status
    mean7_mg: float | None = None

    @property
    def usable(self) -> bool:
        return self.status in USABLE

    @property
    def is_empty(self) -> bool:
        return self.status is Status.EMPTY


@dataclass(frozen=True, kw_only=True)
class WeekRow:
    """Means in mg a day over the usable days of a week; None when there is no such day, and
    `filled_mg` and `high_mg` also when one of those days has none. `days` were in the period."""

    monday: dt.date
    food_mg: float | None
    water_mg: float | None
    supplement_mg: float | None
    known_mg: float | None
    filled_mg: float | None
    high_mg: float | None
    usable: int
    days: int


@dataclass(frozen=True, kw_only=True)
class PeriodMean:
    """The mean of a period: at least `known_mg`, and `filled_mg` with estimates for what is not
    known. Both None below 3 usable days or without one in a weekend."""

    known_mg: float | None
    filled_mg: float | None
    usable: int
    days: int


def row(date: dt.date, total: DayTotal) -> DayRow:
    return DayRow(
        date=date,
        food_mg=total.food.known_mg,
        water_mg=total.water.known_mg,
        supplement_mg=total.supplement.known_mg,
        known_mg=total.known_mg,
        low_mg=total.low_mg,
        filled_mg=total.filled_mg,
        high_mg=total.high_mg,
        status=total.status,
    )


def seven_day_mean(rows: Sequence[DayRow]) -> tuple[float | None, ...]:
    """For every row the mean of the 7 calendar days that end on it. Give the 6 days before the
    first day of a chart as well; a date without a row is a day without data."""
    usable = {row.date.toordinal(): row.known_mg for row in rows if row.usable}
    return tuple(_mean_until(row.date.toordinal(), usable) for row in rows)


def with_means(rows: Sequence[DayRow]) -> tuple[DayRow, ...]:
    means = seven_day_mean(rows)
    return tuple(
        dataclasses.replace(row, mean7_mg=mean) for row, mean in zip(rows, means, strict=True)
    )


def period_mean(rows: Sequence[DayRow], *, days: int | None = None) -> PeriodMean:
    """The mean over the usable days of a period of so many days (else: as many as there are rows).

    Unusable days are left out, not filled in.
    """
    usable = [row for row in rows if row.usable]
    is_enough = len(usable) >= MIN_DAYS and any(r.date.weekday() >= SATURDAY for r in usable)
    return PeriodMean(
        known_mg=_mean([row.known_mg for row in usable]) if is_enough else None,
        filled_mg=_mean([row.filled_mg for row in usable]) if is_enough else None,
        usable=len(usable),
        days=len(rows) if days is None else days,
    )


def weeks(rows: Sequence[DayRow]) -> tuple[WeekRow, ...]:
    """The weeks, Monday to Sunday, from the first row to the last; also those without a row."""
    if not rows:
        return ()
    dates = [row.date for row in rows]
    first, last = min(dates), max(dates)
    mondays = range(_monday(first).toordinal(), last.toordinal() + 1, 7)
    return tuple(
        _week(dt.date.fromordinal(monday), rows, first=first, last=last) for monday in mondays
    )


def _week(monday: dt.date, rows: Sequence[DayRow], *, first: dt.date, last: dt.date) -> WeekRow:
    sunday = monday + dt.timedelta(days=6)
    usable = [row for row in rows if row.usable and monday <= row.date <= sunday]
    return WeekRow(
        monday=monday,
        food_mg=_mean([row.food_mg for row in usable]),
        water_mg=_mean([row.water_mg for row in usable]),
        supplement_mg=_mean([row.supplement_mg for row in usable]),
        known_mg=_mean([row.known_mg for row in usable]),
        filled_mg=_mean([row.filled_mg for row in usable]),
        high_mg=_mean([row.high_mg for row in usable]),
        usable=len(usable),
        days=(min(sunday, last) - max(monday, first)).days + 1,
    )


def _monday(date: dt.date) -> dt.date:
    return date - dt.timedelta(days=date.weekday())


def _mean_until(last: int, usable: dict[int, float]) -> float | None:
    # Day numbers and not dates: ten years are 25,000 of these look-ups.
    window = range(last - WINDOW_DAYS + 1, last + 1)
    known = [usable[day] for day in window if day in usable]
    return _mean(known) if len(known) >= MIN_DAYS_IN_WINDOW else None


def _mean(values: Sequence[float | None]) -> float | None:
    """The mean, or None when there is nothing or a part of it is not known."""
    known = [v for v in values if v is not None]
    if not known or len(known) < len(values):
        return None
    return math.fsum(known) / len(known)
