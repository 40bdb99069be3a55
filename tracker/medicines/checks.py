"""What a medicine and a dose may hold; each refusal names its member and says what to do."""

import datetime as dt
import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker import moments, problems, texts
from tracker.medicines import hours, reading
from tracker.models import Medicine, MedicineDose
from tracker.models.medicine import DoseStatus, HoursFrom, Rhythm
from tracker.rules import proposals
from tracker.rules.schedules import WEEK_DAYS
from tracker.rules.spacing import LONGEST_H

ATC = re.compile(r"[A-Z]\d{2}(?:[A-Z](?:[A-Z](?:\d{2})?)?)?")
TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
MOST_TIMES = 12
MOST_WEEKS = 52


def medicine(row: Medicine, *, at: dt.datetime) -> None:
    with problems.about("name"):
        row.name = texts.check_name(row.name)
    for member in ("strength", "prescribed_by"):
        with problems.about(member):
            texts.check_text(getattr(row, member), longest=200, lines=False)
    _check_code(row)
    _check_rhythm(row)
    _check_times(row)
    _check_period(row)
    _check_hours(row, at=at)


def _check_code(row: Medicine) -> None:
    row.atc = row.atc.upper().replace(" ", "")
    if row.atc and not ATC.fullmatch(row.atc):
        raise ValidationError({"atc": _("Give an ATC code like H03AA01, or leave it empty.")})


def _check_rhythm(row: Medicine) -> None:
    if row.rhythm not in Rhythm.values:
        raise ValidationError({"rhythm": _("Choose how often you take it.")})
    days = row.weekdays
    if not isinstance(days, list) or not all(_is_weekday(day) for day in days):
        raise ValidationError({"weekdays": _("Give days of the week: 0 for Monday to 6.")})
    is_weekly = row.rhythm == Rhythm.WEEKLY
    if is_weekly and not days:
        raise ValidationError({"weekdays": _("Tick the days on which you take it.")})
    if not is_weekly and (days or row.every_weeks != 1):
        raise ValidationError({"weekdays": _("Days of the week go with “on days of the week”.")})
    if not 1 <= row.every_weeks <= MOST_WEEKS:
        raise ValidationError({"every_weeks": _("Give a number of weeks from 1 to 52.")})


def _is_weekday(day: object) -> bool:
    return isinstance(day, int) and not isinstance(day, bool) and 0 <= day < WEEK_DAYS


def _check_times(row: Medicine) -> None:
    times = row.times
    if not isinstance(times, list) or not all(isinstance(t, str) for t in times):
        raise ValidationError({"times": _("Give times of the day like 07:00.")})
    if not all(TIME.fullmatch(time) for time in times):
        raise ValidationError({"times": _("Give times of the day like 07:00.")})
    if len(set(times)) < len(times):
        raise ValidationError({"times": _("The same time is there twice.")})
    if len(times) > MOST_TIMES:
        raise ValidationError({"times": _("At most 12 times a day can be given.")})
    if times and row.rhythm == Rhythm.AS_NEEDED:
        message = _("A medicine that is taken only when needed has no times. Leave them empty.")
        raise ValidationError({"times": message})


def _check_period(row: Medicine) -> None:
    counts_weeks = row.rhythm == Rhythm.WEEKLY and row.every_weeks > 1
    if row.starts_on is None and (counts_weeks or row.rhythm == Rhythm.MONTHLY):
        message = _("Give the day of the first dose: the next ones count from it.")
        raise ValidationError({"starts_on": message})
    if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
        raise ValidationError({"ends_on": _("The last day is before the first.")})


def _check_hours(row: Medicine, *, at: dt.datetime) -> None:
    """Hours are there as the person confirmed them, with where from and when, or not at all."""
    together = (row.after_h, row.before_h, row.hours_from or None, row.confirmed_on)
    if all(part is None for part in together):
        if row.food_after_h is not None:
            raise ValidationError({"after_h": _("Give the hours after the medicine too.")})
        return
    if row.after_h is None or row.before_h is None:
        message = _("Give the hours after and before the medicine, or neither.")
        raise ValidationError({"after_h": message})
    if row.hours_from not in HoursFrom.values or row.confirmed_on is None:
        message = _("Say where the hours come from: your leaflet or your pharmacist, and when.")
        raise ValidationError({"hours_from": message})
    if row.confirmed_on > at.date() + dt.timedelta(days=1):
        raise ValidationError({"confirmed_on": _("This day is still to come.")})
    for member in ("after_h", "before_h", "food_after_h"):
        _check_length(member, getattr(row, member))
    _check_not_shorter(row)


def _check_length(member: str, length: Decimal | None) -> None:
    if length is not None and not 0 <= length <= Decimal(LONGEST_H):
        raise ValidationError({member: _("Give hours from 0 to 24.")})


def _check_not_shorter(row: Medicine) -> None:
    """Shorter hours than those of the table are taken only from a pharmacist."""
    proposal, given = hours.proposal(row), hours.confirmed(row)
    if proposal is None or given is None or row.hours_from == HoursFrom.PHARMACIST:
        return
    if proposals.is_shorter(given, proposal):
        raise ValidationError({"hours_from": reading.shorter_than(proposal)})


def dose(row: MedicineDose, *, at: dt.datetime) -> None:
    with problems.about("name"):
        row.name = texts.check_name(row.name)
    with problems.about("amount"):
        texts.check_text(row.amount, longest=100, lines=False)
    with problems.about("date"):
        moments.check_day(row.date, at=at)
    with problems.about("zone"):
        moments.zone(row.zone)
    if row.status not in DoseStatus.values:
        raise ValidationError({"status": _("Choose taken or not taken.")})
    if row.at is None and row.planned_at is None:
        raise ValidationError({"at": _("Give the time, or the time at which it was planned.")})
    for member in ("at", "planned_at"):
        moment = getattr(row, member)
        if moment is not None:
            with problems.about(member):
                instant = moments.check_instant(moment, day=row.date, zone_name=row.zone)
                setattr(row, member, instant)
