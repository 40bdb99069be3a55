"""When a medicine is planned: daily, on days of the week or once a month; pure clock arithmetic."""

import calendar
import datetime as dt
import enum
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from tracker.rules.spacing import Hours, MedicineDose

WEEK_DAYS = 7


class Rhythm(enum.StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    # Nothing is planned: a dose is there when it was logged.
    AS_NEEDED = "as_needed"


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """A medicine as planned, in local wall-clock times.

    `weekdays` (Monday is 0) and `every_weeks` belong to a weekly rhythm, whose weeks count from
    that of `starts_on`. A monthly dose comes on the day of the month of `starts_on`, or on the
    last day of a month that is too short. A course ends on `ends_on`: doses of that day still
    count, later ones do not. Without `starts_on` it has always been taken.
    """

    medicine: str
    times: tuple[dt.time, ...]
    zone: str
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    rhythm: Rhythm = Rhythm.DAILY
    weekdays: frozenset[int] = frozenset()
    every_weeks: int = 1
    hours: Hours | None = None
    counts: frozenset[str] = field(default_factory=lambda: frozenset({"supplement"}))


def planned(schedule: Schedule, *, first: dt.date, last: dt.date) -> tuple[MedicineDose, ...]:
    """The doses of a schedule on the local days from `first` to `last`, both included.

    A wall-clock time that the clock skips is taken as the moment it would have been.
    """
    zone = ZoneInfo(schedule.zone)
    days = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(
        MedicineDose(
            medicine=schedule.medicine,
            at=dt.datetime.combine(day, time, tzinfo=zone).astimezone(dt.UTC),
            hours=schedule.hours,
            counts=schedule.counts,
            assumed=True,
        )
        for day in days
        if is_day_of(schedule, day)
        for time in schedule.times
    )


def is_day_of(schedule: Schedule, day: dt.date) -> bool:
    """Whether doses are planned on that day."""
    if schedule.starts_on and day < schedule.starts_on:
        return False
    if schedule.ends_on and day > schedule.ends_on:
        return False
    return {
        Rhythm.DAILY: True,
        Rhythm.WEEKLY: _is_week_day(schedule, day),
        Rhythm.MONTHLY: _is_month_day(schedule, day),
        Rhythm.AS_NEEDED: False,
    }[schedule.rhythm]


def _is_week_day(schedule: Schedule, day: dt.date) -> bool:
    weeks = (_monday(day) - _monday(schedule.starts_on or day)).days // WEEK_DAYS
    return day.weekday() in schedule.weekdays and weeks % schedule.every_weeks == 0


def _is_month_day(schedule: Schedule, day: dt.date) -> bool:
    wanted = (schedule.starts_on or day).day
    longest = calendar.monthrange(day.year, day.month)[1]
    return day.day == min(wanted, longest)


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
