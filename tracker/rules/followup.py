"""Check-ins on day 14, 28 and 42 after a product was started or changed.

A card states two means and on how many days each rests, and the sentence that complaints often
ease without a cause. It never says that something is better, works or makes no difference: among
people with a dummy pill 66 % had a quarter fewer cramps as well (Cochrane, two trials, 83 people).
Only two codes send somebody to the GP: more complaints than before, and six weeks of them.
"""

import datetime as dt
import enum
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tracker.rules import messages
from tracker.rules.citations import ARTICLE, OWN, Confidence
from tracker.rules.conditions import (
    Facts,
    at_least,
    below,
    every,
    one_of,
    unless,
    yes,
)
from tracker.rules.messages import Channel, Level, Message, Part, Rule, say

CHECK_IN_DAYS = (14, 28, 42)
LONG_DAYS = (91, 182, 365)
BASELINE_DAYS = 14
ENOUGH_BASELINE_DAYS = 7
COMPARED_DAYS = 7
ENOUGH_LOGGED_A_WEEK = 5
ENOUGH_TAKEN = 0.80
# Ours, after the responder mark of the Cochrane trials (25 % fewer cramps) and the 0-10 scale.
WORSE_CRAMPS_PCT, WORSE_POINTS = 25, 2
STILL_THERE = 0.50

# Facts: `day` since the start, `baseline_days`, `taken_share` 0..1, `logged_a_week`, `changed`
# (the dose or product, since the start), `prescribed`, `is_count`, and of what is compared
# `change_pct`, `change_points` (both positive for more complaints) and `share_of_before`.
FACTS = frozenset(
    {
        "day",
        "baseline_days",
        "taken_share",
        "logged_a_week",
        "changed",
        "prescribed",
        "is_count",
        "change_pct",
        "change_points",
        "share_of_before",
        "long_term_goal",
    }
)

NUMBERS = _(
    "Before the start your average was %(before)s on %(days_before)s days; the last days it was "
    "%(after)s on %(days_after)s days."
)
BY_ITSELF = _("Complaints often ease without any cause we can see.")
DUMMY = _("In studies cramps became about a quarter fewer with a dummy pill.")

_ENOUGH = every(
    at_least("baseline_days", ENOUGH_BASELINE_DAYS),
    at_least("taken_share", ENOUGH_TAKEN),
    at_least("logged_a_week", ENOUGH_LOGGED_A_WEEK),
    unless(yes("changed")),
)
_WORSE = one_of(
    every(yes("is_count"), at_least("change_pct", WORSE_CRAMPS_PCT)),
    every(unless(yes("is_count")), at_least("change_points", WORSE_POINTS)),
)
_LOWER = one_of(
    every(yes("is_count"), below("change_pct", 0)),
    every(unless(yes("is_count")), below("change_points", 0)),
)
_FROM_14 = at_least("day", 14)
_CARD = (*say(NUMBERS, BY_ITSELF), Part(DUMMY, yes("is_count")))

RULES: tuple[Rule, ...] = (
    Rule(
        id="FU0",
        version=1,
        level=Level.INFO,
        when=every(below("day", 1), below("baseline_days", ENOUGH_BASELINE_DAYS)),
        says=say(
            _("Keep your diary for a week before you start."),
            _("Then there is something to compare with later."),
        ),
        sources=(OWN,),
        confidence=Confidence.JUDGEMENT,
    ),
    Rule(
        id="FU14c",
        version=1,
        level=Level.SOON,
        channel=Channel.GP_APPOINTMENT,
        when=every(_FROM_14, _ENOUGH, _WORSE),
        says=(
            *say(NUMBERS),
            *say(_("You log more complaints than before. Do not wait: talk to your GP.")),
        ),
        sources=(OWN, "S70"),
        confidence=Confidence.JUDGEMENT,
    ),
    Rule(
        id="FU42",
        version=1,
        level=Level.SOON,
        channel=Channel.GP_APPOINTMENT,
        when=every(
            at_least("day", 42), _ENOUGH, at_least("share_of_before", STILL_THERE), unless(_WORSE)
        ),
        says=(
            *_CARD,
            *say(
                _("Your complaints have been there for six weeks."),
                _("Make an appointment with your GP."),
                _("Take your overview with you."),
            ),
        ),
        sources=(ARTICLE, OWN, "S70"),
        confidence=Confidence.JUDGEMENT,
    ),
    Rule(
        id="FU14",
        version=1,
        level=Level.INFO,
        when=every(_FROM_14, below("day", 28), _ENOUGH, unless(_WORSE)),
        says=(
            *_CARD,
            *say(
                _("Two weeks are short. Look again after week 4."),
                _("Do not take more than the limit."),
            ),
        ),
        sources=(OWN, "S70", "S71"),
        confidence=Confidence.JUDGEMENT,
    ),
    Rule(
        id="FU28",
        version=1,
        level=Level.INFO,
        when=every(at_least("day", 28), below("day", 42), _ENOUGH, unless(_WORSE)),
        says=(
            *_CARD,
            Part(
                _("Do you want to compare? Try two weeks without the product."),
                every(_LOWER, unless(yes("prescribed"))),
            ),
        ),
        sources=(OWN, "S70"),
        confidence=Confidence.JUDGEMENT,
    ),
    Rule(
        id="FU42b",
        version=1,
        level=Level.INFO,
        when=every(
            at_least("day", 42), _ENOUGH, below("share_of_before", STILL_THERE), unless(_WORSE)
        ),
        says=(
            *_CARD,
            Part(_("You decide if you go on."), unless(yes("prescribed"))),
        ),
        sources=(OWN, "S70"),
        confidence=Confidence.JUDGEMENT,
    ),
    Rule(
        id="FUx3",
        version=1,
        level=Level.INFO,
        when=every(_FROM_14, yes("changed")),
        says=say(_("Your dose or product changed, so the comparison starts again.")),
        sources=(OWN,),
        confidence=Confidence.JUDGEMENT,
    ),
    Rule(
        id="FUx1",
        version=1,
        level=Level.INFO,
        when=every(_FROM_14, unless(yes("changed")), below("taken_share", ENOUGH_TAKEN)),
        says=say(
            _("You did not log the product on all days."),
            _("Then the days before and after cannot be compared well."),
        ),
        sources=(OWN,),
        confidence=Confidence.JUDGEMENT,
    ),
    Rule(
        id="FUx2",
        version=1,
        level=Level.INFO,
        when=every(
            _FROM_14,
            unless(yes("changed")),
            one_of(
                below("logged_a_week", ENOUGH_LOGGED_A_WEEK),
                below("baseline_days", ENOUGH_BASELINE_DAYS),
            ),
        ),
        says=say(_("Too few days are filled in to compare.")),
        sources=(OWN,),
        confidence=Confidence.JUDGEMENT,
    ),
    Rule(
        id="FULong",
        version=1,
        level=Level.INFO,
        when=every(at_least("day", LONG_DAYS[0]), yes("long_term_goal")),
        says=say(
            _("You cannot feel what happens in your bones or your blood sugar."),
            _("Only a measurement by a doctor tells something about it."),
        ),
        sources=(OWN, ARTICLE),
        confidence=Confidence.JUDGEMENT,
    ),
)
TO_THE_GP = frozenset({"FU14c", "FU42"})


class Direction(enum.StrEnum):
    """Which way an outcome runs: a count of complaints, 0-10 where 10 is worst, or best."""

    COUNT = "count"
    TEN_IS_WORST = "ten_is_worst"
    TEN_IS_BEST = "ten_is_best"


@dataclass(frozen=True, kw_only=True)
class Segment:
    """One product in one dose and form: a change of any of them starts a new segment."""

    starts_on: dt.date
    is_prescribed: bool = False
    changed_on: dt.date | None = None
    has_long_term_goal: bool = False


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Means of an outcome per logged day; None where there is no such day. Days that were not
    logged are left out and counted as nothing."""

    day: int
    before: float | None
    days_before: int
    after: float | None
    days_after: int


def check_in_day(segment: Segment, *, on: dt.date) -> int | None:
    """The check-in that falls on that day (14, 28, 42, or a long one), None on all others."""
    day = (on - segment.starts_on).days
    return day if day in (*CHECK_IN_DAYS, *LONG_DAYS) else None


def compare(segment: Segment, values: Mapping[dt.date, float], *, on: dt.date) -> Comparison:
    """The 14 days before the start against the last 7 logged days, the first 7 of the segment
    left out. `values` holds one number per logged day."""
    first = segment.starts_on
    before = [v for day, v in values.items() if 0 < (first - day).days <= BASELINE_DAYS]
    settled = sorted(day for day in values if first + dt.timedelta(days=7) <= day < on)
    after = [values[day] for day in settled[-COMPARED_DAYS:]]
    return Comparison(
        day=(on - first).days,
        before=_mean(before),
        days_before=len(before),
        after=_mean(after),
        days_after=len(after),
    )


def facts_of(
    segment: Segment,
    values: Mapping[dt.date, float],
    *,
    taken_on: Collection[dt.date],
    direction: Direction,
    on: dt.date,
) -> Facts:
    """The facts that the rules ask about. `taken_on` are the days with a logged dose."""
    compared = compare(segment, values, on=on)
    days = max(1, compared.day)
    since = [day for day in values if segment.starts_on <= day < on]
    taken = {day for day in taken_on if segment.starts_on <= day < on}
    return {
        "day": compared.day,
        "baseline_days": compared.days_before,
        "taken_share": len(taken) / days,
        "logged_a_week": 7 * len(since) / days,
        "changed": segment.changed_on is not None and segment.changed_on < on,
        "prescribed": segment.is_prescribed,
        "is_count": direction is Direction.COUNT,
        "long_term_goal": segment.has_long_term_goal,
        **_change(compared, direction=direction),
    }


def cards(facts: Facts) -> tuple[Message, ...]:
    """The messages of a check-in; each is shown once, the person can dismiss it."""
    return messages.evaluate(RULES, facts)


def _change(compared: Comparison, *, direction: Direction) -> dict[str, float | None]:
    if compared.before is None or compared.after is None:
        return {}
    before, after = compared.before, compared.after
    if direction is Direction.TEN_IS_BEST:
        before, after = 10 - before, 10 - after
    # Rounded, so that a change of exactly 25 % or 2 points does not hang on a float's last digit.
    points = round(after - before, 9)
    share = round(after / before, 9) if before > 0 else None
    pct = None if share is None else round(100 * (share - 1), 9)
    if share is None:
        # There was nothing before: any complaint is more, and none is still none.
        share, pct = (1.0, 100.0) if after > 0 else (0.0, 0.0)
    return {"change_points": points, "change_pct": pct, "share_of_before": share}


def _mean(values: Collection[float]) -> float | None:
    return sum(values) / len(values) if values else None
