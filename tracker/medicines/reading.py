"""A medicine in words: when it is planned, and the hours it keeps from magnesium."""

from django.utils import dates, formats
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.models import Medicine
from tracker.models.medicine import Rhythm
from tracker.rules.spacing import Hours, Origin
from tracker.rules.spacing_table import Row

MINUTES = 60


def plan_text(medicine: Medicine) -> str:
    """ "every day at 07:00 and 22:00"; "on Monday, every 2 weeks, at 07:00"."""
    times = get_text_list(sorted(medicine.times), _("and"))
    text = _rhythm_text(medicine)
    return _("%(when)s at %(times)s") % {"when": text, "times": times} if times else text


def _rhythm_text(medicine: Medicine) -> str:
    if medicine.rhythm != Rhythm.WEEKLY:
        return str(Rhythm(medicine.rhythm).label)
    days = ", ".join(str(dates.WEEKDAYS[day]) for day in sorted(medicine.weekdays))
    if medicine.every_weeks == 1:
        return _("on %(days)s") % {"days": days}
    words = {"days": days, "weeks": medicine.every_weeks}
    return _("on %(days)s, every %(weeks)s weeks,") % words


def hours_text(hours: Hours) -> str:
    """The hours as confirmed, with where they come from and when."""
    said = _lengths(hours.after_h, hours.before_h, hours.food_after_h)
    words = {"date": formats.date_format(hours.confirmed_on)}
    if hours.origin is Origin.PHARMACIST:
        return f"{said} " + _("Your pharmacist said so; noted on %(date)s.") % words
    return f"{said} " + _("From your leaflet; noted on %(date)s.") % words


def row_text(row: Row) -> str:
    """The hours that the table proposes."""
    return _lengths(row.after_h, row.before_h, row.food_after_h)


def strict_text(row: Row) -> str:
    """The hours of a stricter label than the one that the table follows; empty without one."""
    if row.strict_after_h is None and row.strict_before_h is None:
        return ""
    after_h = row.after_h if row.strict_after_h is None else row.strict_after_h
    before_h = row.before_h if row.strict_before_h is None else row.strict_before_h
    return _lengths(after_h, before_h, None)


def _lengths(after_h: float, before_h: float, food_after_h: float | None) -> str:
    said = _("Magnesium at least %(after)s after it, or %(before)s before it.") % {
        "after": length(after_h),
        "before": length(before_h),
    }
    if food_after_h is None:
        return said
    food = _("Food and mineral water at least %(after)s after it.")
    return f"{said} {food % {'after': length(food_after_h)}}"


def shorter_than(row: Row) -> str:
    """What is said of hours that are shorter than the row's: both are shown, one way is open."""
    return _(
        "The table has %(after)s after and %(before)s before the medicine; your hours are "
        "shorter. Choose “my pharmacist” when your pharmacist gave you these hours."
    ) % {"after": length(row.after_h), "before": length(row.before_h)}


def length(hours_long: float) -> str:
    """Hours as people say them: 4 hours, 30 minutes, 3 h 30 min."""
    whole, minutes = divmod(round(hours_long * MINUTES), MINUTES)
    words = {"hours": whole, "minutes": minutes}
    if not minutes:
        return ngettext("%(hours)s hour", "%(hours)s hours", whole) % words
    if not whole:
        return ngettext("%(minutes)s minute", "%(minutes)s minutes", minutes) % words
    return _("%(hours)s h %(minutes)s min") % words
