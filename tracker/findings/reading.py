"""The diary through the analysis: a period for the intake, the last look for the associations."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Min

from tracker import frames, profiles
from tracker.analysis import adequacy as rules
from tracker.analysis import association, looks, pairing, usual
from tracker.analysis.adequacy import Comparison, UpperLevel
from tracker.analysis.association import Association
from tracker.analysis.usual import Usual
from tracker.models import Day, Profile, User
from tracker.rules.targets import Target
from tracker.rules.trend import WINDOW_DAYS

# The last year, and the days before it that its first means look back at.
LOOKED_BACK = dt.timedelta(days=pairing.LONGEST_SPAN + WINDOW_DAYS - 1)


@dataclass(frozen=True, kw_only=True)
class Adequacy:
    """The usual intake of a period against the guideline and the limit of its last day.

    `usual` is None while the days are too few; `intake` also without an adequate intake to hold it
    against, `level` without a limit or a closed day.
    """

    first: dt.date
    last: dt.date
    usable: int
    target: Target
    usual: Usual | None
    intake: Comparison | None
    level: UpperLevel | None


@dataclass(frozen=True)
class Answer:
    """One outcome, and for a refused one from when it is likely possible."""

    association: Association
    possible_from: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What the last look gave. `look` counts from 1; it is 0 before the first one, when everything
    is refused. `on` is the day whose end is looked at, `next_look` the one after it; None before
    any day was closed."""

    look: int
    rule_version: str
    on: dt.date | None
    next_look: dt.date | None
    answers: tuple[Answer, ...]


def adequacy(
    user: User, *, first: dt.date, last: dt.date, lang: str, profile: Profile | None = None
) -> Adequacy:
    days = frames.days(user, first=first, last=last)
    targets = profiles.targets_of(user, lang=lang, profile=profile)
    target, limit = targets.on(last).guideline, targets.limit_on(last).mg
    months = targets.age_months(last)
    age = None if months is None else months // 12
    found = usual.usual(days, sex=targets.person.sex, age=age)
    return Adequacy(
        first=first,
        last=last,
        usable=int(days["usable"].sum()),
        target=target,
        usual=found,
        intake=None if found is None else _against(found, target),
        level=None if limit is None else rules.against_upper_level(days, level_mg=limit),
    )


def associations(user: User, *, today: dt.date) -> Findings:
    """At the end of the last day that was a look; what came after it waits for the next one."""
    yesterday = today - dt.timedelta(days=1)
    first = _first_closed_day(user, until=yesterday)
    passed = looks.dates(first, until=yesterday) if first else ()
    on = passed[-1] if passed else yesterday
    found = association.associations(
        frames.diary(user, first=on - LOOKED_BACK, last=on), alpha=looks.ALPHA
    )
    return Findings(
        look=len(passed),
        rule_version=association.RULE_VERSION,
        on=on if first else None,
        next_look=looks.next_date(first, after=yesterday) if first else None,
        answers=tuple(Answer(answer, _possible_from(answer, first, on=on)) for answer in found),
    )


def _first_closed_day(user: User, *, until: dt.date) -> dt.date | None:
    closed = Day.objects.visible_to(user).exclude(confirmed="").filter(date__lte=until)
    first: dt.date | None = closed.aggregate(first=Min("date"))["first"]
    return first


def _possible_from(answer: Association, first: dt.date | None, *, on: dt.date) -> dt.date | None:
    if first is None or not answer.refusals:
        return None
    return looks.possible_from(answer, first=first, on=on)


def _against(found: Usual, target: Target) -> Comparison | None:
    """Only an adequate intake, and of a range its upper end."""
    if target.high_mg is None or not target.is_adequate_intake:
        return None
    return rules.against_adequate_intake(
        mean_mg=found.known_mg,
        intake_mg=target.high_mg,
        sd_mg=found.spread.sd_mg,
        days=found.usable,
    )
