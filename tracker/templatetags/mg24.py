"""Numbers and days as people read them; templates show, they do not compute."""

import datetime as dt
from decimal import Decimal

from django import template
from django.utils import formats, timezone

from tracker import wording
from tracker.models import IntakeEntry
from tracker.models.supplement import DoseUnit
from tracker.phrases import Learned

register = template.Library()


@register.filter
def mg(amount: float | Decimal | None) -> str:
    """Whole milligrams from 10 on, one decimal below; a question mark for unknown."""
    return "?" if amount is None else wording.number(float(amount))


@register.filter
def amount(number: Decimal) -> str:
    return wording.exact(number)


@register.filter
def exact(number: float | Decimal | None) -> str:
    """A stored value with all its decimals, in the language of the page."""
    return "?" if number is None else wording.exact(Decimal(str(number)))


@register.filter
def percent(share: float) -> str:
    return f"{share:.2f}"


@register.filter
def long_day(day: dt.date) -> str:
    """Wednesday 25 November; the year is added when it is not this one."""
    pattern = "l j F" if day.year == timezone.localdate().year else "l j F Y"
    return formats.date_format(day, pattern)


@register.filter
def lesson(learned: Learned) -> str:
    lesson = learned.lesson
    if lesson.grams is None:
        return wording.taught_words(lesson.words, name=learned.item.name)
    return wording.taught_grams(
        lesson.measure, label=lesson.label, name=learned.item.name, grams=lesson.grams
    )


@register.filter
def dose_unit(unit: str) -> str:
    """What a supplement is counted in, in the language of the page."""
    return str(DoseUnit(unit).label)


@register.filter
def iso(day: dt.date) -> str:
    return day.isoformat()


@register.filter
def portion(entry: IntakeEntry) -> str:
    """How much of it: "40 g", "2 tablets"."""
    return wording.portion(entry.amount, entry.unit, kind=entry.kind)


@register.filter
def unit(entry: IntakeEntry) -> str:
    return wording.unit(entry.unit, kind=entry.kind)
