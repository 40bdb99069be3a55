"""The red flags that were shown of late, so that a message read in haste can be read again."""

import datetime as dt
from dataclasses import dataclass

from tracker.guidance.advice import RED_FLAGS, RULES, Advice
from tracker.models import Acknowledgement, User

DAYS = 7


@dataclass(frozen=True)
class Raised:
    """A red flag as it was worded on the day it was shown."""

    date: dt.date
    advice: Advice


def raised(user: User, *, on: dt.date) -> tuple[Raised, ...]:
    """What was shown in the seven days up to `on`, the latest first; one query."""
    rows = Acknowledgement.objects.visible_to(user).filter(
        rule__in=RED_FLAGS, date__gt=on - dt.timedelta(days=DAYS), date__lte=on
    )
    return tuple(_raised(row) for row in rows.order_by("-date", "-row") if "said" in row.answer)


def _raised(row: Acknowledgement) -> Raised:
    rule = RULES[row.rule]
    advice = Advice(
        rule=row.rule,
        version=row.rule_version,
        level=rule.level,
        channel=rule.channel,
        text=row.answer["said"],
        confidence=rule.confidence,
    )
    return Raised(row.date, advice)
