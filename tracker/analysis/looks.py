"""When a diary is looked at: dates fixed by its first day, because whoever looks every day finds
something that is not there.

With four weeks between them and an alpha of 0.02 the chance of any false pattern in 24 weeks was
measured at 1.5 to 6.9 % (docs/analysis.md). One date fixed beforehand has the whole 0.05.
"""

import datetime as dt
import math

from tracker.analysis.association import MIN_SHARE, Association
from tracker.analysis.verdicts import Reason, Refusal

FIRST_DAYS = 56
EVERY_DAYS = 28
ALPHA = 0.02
FIXED_ALPHA = 0.05


def dates(first: dt.date, *, until: dt.date) -> tuple[dt.date, ...]:
    """The days at whose end a diary that began on `first` is looked at: day 56, then every 28."""
    numbers = range(FIRST_DAYS - 1, (until - first).days + 1, EVERY_DAYS)
    return tuple(first + dt.timedelta(days=number) for number in numbers)


def next_date(first: dt.date, *, after: dt.date) -> dt.date:
    rounds = max(0, (after - first).days + EVERY_DAYS - FIRST_DAYS + 1) // EVERY_DAYS
    return first + dt.timedelta(days=FIRST_DAYS - 1 + rounds * EVERY_DAYS)


def possible_from(answer: Association, *, first: dt.date, on: dt.date) -> dt.date | None:
    """The first look at which a refused question is likely to be answered, when the diary goes on
    as it did. None when days alone do not help (weeks that hardly differ) or nothing was logged.
    """
    waits = [_days_missing(answer, refusal) for refusal in answer.refusals]
    known = [wait for wait in waits if wait is not None]
    if answer.first is None or len(known) < len(waits):
        return None
    ready = on + dt.timedelta(days=math.ceil(max(known, default=0)))
    return next_date(first, after=max(ready - dt.timedelta(days=1), on))


def _days_missing(answer: Association, refusal: Refusal) -> float | None:
    """How many more days it takes. Whoever fills in fewer days than are needed is taken to fill in
    enough of them from now on."""
    short, rate = refusal.need - refusal.have, answer.pairs / max(1, answer.possible_pairs)
    match refusal.reason:
        case Reason.SPAN:
            return short
        case Reason.PAIRS:
            return short / max(MIN_SHARE, rate)
        case Reason.SHARE:
            return short * answer.possible_pairs / (1 - MIN_SHARE)
        case Reason.EVENTS if refusal.have:
            return short * answer.pairs / refusal.have
        case Reason.GAP:
            return 0
        case _:
            return None
