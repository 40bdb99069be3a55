"""Local days, times and zones: the rules of the clock, without a clock."""

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FIRST_DAY = dt.date(2000, 1, 1)
DAYS_AHEAD = 366


def zone(name: str) -> ZoneInfo:
    """The IANA zone called `name`; ValidationError when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValidationError(
            _("“%(zone)s” is not a time zone. Choose one like Europe/Amsterdam."),
            params={"zone": name[:64]},
        ) from error


def today(at: dt.datetime, *, zone_name: str) -> dt.date:
    return at.astimezone(zone(zone_name)).date()


def check_day(day: dt.date, *, at: dt.datetime) -> dt.date:
    """`day`, when a diary can hold it: from 2000 to a year after `at`."""
    if day < FIRST_DAY or day > at.date() + dt.timedelta(days=DAYS_AHEAD):
        raise ValidationError(
            _("The date %(date)s is outside your diary. Choose a day from 2000 to a year ahead."),
            params={"date": day.isoformat()},
        )
    return day


def instant(day: dt.date, time: dt.time, *, zone_name: str) -> dt.datetime:
    """The instant (UTC) of a local time; of a time that exists twice, the first.

    Raises ValidationError for a time that does not exist, when clocks go forward.
    """
    local = dt.datetime.combine(day, time.replace(tzinfo=None), tzinfo=zone(zone_name))
    utc = local.astimezone(dt.UTC)
    if utc.astimezone(local.tzinfo).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValidationError(
            _(
                "%(time)s does not exist on %(date)s: the clock went forward then. "
                "Choose a time before or after the change."
            ),
            params={"time": time.strftime("%H:%M"), "date": day.isoformat()},
        )
    return utc


def check_instant(at: dt.datetime, *, day: dt.date, zone_name: str) -> dt.datetime:
    """`at` in UTC, when it lies at most a day from the local day it is logged on."""
    check_day(at.date(), at=dt.datetime.combine(day, dt.time()))
    local = at.astimezone(zone(zone_name or "UTC")).date()
    if abs(local - day) > dt.timedelta(days=1):
        raise ValidationError(
            _("This moment is more than a day from %(date)s, the day it is logged on."),
            params={"date": day.isoformat()},
        )
    return at.astimezone(dt.UTC)


def instant_or_later(day: dt.date, time: dt.time, *, zone_name: str) -> dt.datetime:
    """The instant (UTC) of a time that is planned: of one that the clock skips, right after it."""
    local = dt.datetime.combine(day, time.replace(tzinfo=None), tzinfo=zone(zone_name))
    return local.astimezone(dt.UTC)


def exists_twice(at: dt.datetime, *, zone_name: str) -> bool:
    """Whether the local time of `at` comes twice that day, because clocks went back."""
    local = at.astimezone(zone(zone_name))
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
