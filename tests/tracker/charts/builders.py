"""Rows and figures to draw."""

import datetime as dt

from tracker.charts.figure import Event, Figure
from tracker.charts.intake import intake_figure
from tracker.rules import targets, trend
from tracker.rules.day import Status
from tracker.rules.trend import DayRow

MONDAY = dt.date(2026, 3, 2)
MEN = targets.for_day(targets.Person("M", 1980), authority="gr", on=MONDAY)
RANGE = targets.for_day(targets.Person(), authority="gr", on=MONDAY)


def day(
    offset: int,
    *,
    food: float = 250,
    water: float = 20,
    supplement: float = 0,
    more: float | None = 0,
    status: Status = Status.COMPLETE,
) -> DayRow:
    """A day so many days after Monday 2 March 2026; `more` may come on top of the known, None
    for no upper end."""
    known = food + water + supplement
    high = None if more is None else known + more
    return DayRow(
        date=MONDAY + dt.timedelta(days=offset),
        food_mg=food,
        water_mg=water,
        supplement_mg=supplement,
        known_mg=known,
        low_mg=known,
        filled_mg=high,
        high_mg=high,
        status=status,
    )


def empty(offset: int, *, status: Status = Status.EMPTY) -> DayRow:
    return day(offset, food=0, water=0, status=status)


def mixed_days() -> tuple[DayRow, ...]:
    """Three weeks with everything a day can be."""
    special = {
        3: empty(3),
        4: empty(4, status=Status.CONFIRMED_NO_FOOD),
        9: day(9, food=120, status=Status.PARTIAL),
        10: day(10, more=80),
        11: day(11, more=None, status=Status.LOW_COVERAGE),
        12: empty(12),
        13: empty(13),
        14: empty(14),
    }
    days = [special.get(i, day(i, food=200 + 7.5 * i, supplement=100 * (i % 2))) for i in range(21)]
    return trend.with_means(days)


def mixed_figure(*, lang: str = "en") -> Figure:
    events = (
        Event("tablets & <b>", MONDAY + dt.timedelta(days=9), MONDAY + dt.timedelta(days=9)),
        Event("ill", MONDAY + dt.timedelta(days=2), MONDAY + dt.timedelta(days=4)),
    )
    return intake_figure(mixed_days(), target=MEN, lang=lang, events=events)
