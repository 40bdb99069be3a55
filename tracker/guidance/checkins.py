"""Check-ins 14, 28 and 42 days after a product was started or changed: two means, side by side."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker import changes, supplements, wording
from tracker.guidance.advice import RULES, Advice, worded
from tracker.models import Acknowledgement, Device, IntakeEntry, Observation, User
from tracker.rules import followup
from tracker.rules.followup import BASELINE_DAYS, CHECK_IN_DAYS, LONG_DAYS, Direction
from tracker.rules.kinds import CRAMP, FATIGUE, KINDS, SLEEP
from tracker.supplements import Course

# A check-in that nobody dismissed is shown for a week.
SHOWN_DAYS = 7
QUALITY = "quality"
OUTCOMES = {
    CRAMP: Direction.COUNT,
    SLEEP: Direction.TEN_IS_BEST,
    FATIGUE: Direction.TEN_IS_WORST,
}
DISMISSED = {"dismissed": True}

Values = Mapping[str, Mapping[dt.date, float]]


@dataclass(frozen=True, kw_only=True)
class CheckIn:
    """What one outcome did since a product was started, as of the check-in day.

    `day` counts from the start; `key` names it for `dismiss`.
    """

    key: str
    product: str
    day: int
    outcome: str
    cards: tuple[Advice, ...]


def check_ins(user: User, *, on: dt.date) -> tuple[CheckIn, ...]:
    """The check-ins to show on a day, those that were dismissed left out; six queries at most."""
    due = [
        (course, day)
        for course in supplements.segments(user, until=on)
        if (day := _due(course, on=on)) is not None
    ]
    if not due:
        return ()
    dismissed = _dismissed(user)
    names = {product.id: product.name for product in supplements.of(user)}
    values = _values(user, first=min(c.starts_on for c, _ in due), last=on)
    taken = _taken(user, [course for course, _day in due])
    found = [
        _check_in(course, day, kind, values=values[kind], taken=taken, names=names)
        for course, day in due
        for kind in OUTCOMES
        if values.get(kind)
    ]
    return tuple(one for one in found if one.cards and one.key not in dismissed)


def _due(course: Course, *, on: dt.date) -> int | None:
    """The check-in day that is shown on `on`, None on all others and for a course that ended."""
    if course.ends_on is not None and course.ends_on < on:
        return None
    day = (on - course.starts_on).days
    passed = [due for due in (0, *CHECK_IN_DAYS, *LONG_DAYS) if 0 <= day - due < SHOWN_DAYS]
    return max(passed, default=None)


def _check_in(
    course: Course,
    day: int,
    kind: str,
    *,
    values: Mapping[dt.date, float],
    taken: Mapping[uuid.UUID, set[dt.date]],
    names: Mapping[uuid.UUID, str],
) -> CheckIn:
    on = course.starts_on + dt.timedelta(days=day)
    known = followup.facts_of(
        course.segment,
        values,
        taken_on=taken[course.product_id],
        direction=OUTCOMES[kind],
        on=on,
    )
    compared = followup.compare(course.segment, values, on=on)
    return CheckIn(
        key=f"{course.product_id}:{course.starts_on.isoformat()}:{day}:{kind}",
        product=names.get(course.product_id, ""),
        day=day,
        outcome=str(KINDS[kind].label),
        cards=worded(
            followup.cards(known),
            before=_mean(compared.before),
            days_before=str(compared.days_before),
            after=_mean(compared.after),
            days_after=str(compared.days_after),
        ),
    )


def _mean(value: float | None) -> str:
    return _("unknown") if value is None else wording.number(value)


def _values(user: User, *, first: dt.date, last: dt.date) -> Values:
    """One number per day that was logged: cramps summed, sleep and tiredness as rated."""
    rows = Observation.objects.visible_to(user).filter(
        kind__in=OUTCOMES, date__gt=first - dt.timedelta(days=BASELINE_DAYS + 1), date__lte=last
    )
    found: dict[str, dict[dt.date, float]] = defaultdict(dict)
    for row in rows.defer("history").order_by("date", "row"):
        value = row.parts.get(QUALITY) if row.kind == SLEEP else row.value
        if value is not None:
            before = found[row.kind].get(row.date, 0.0) if row.kind == CRAMP else 0.0
            found[row.kind][row.date] = before + float(value)
    return found


def _taken(user: User, courses: Sequence[Course]) -> Mapping[uuid.UUID, set[dt.date]]:
    rows = IntakeEntry.objects.visible_to(user).filter(
        item_id__in={course.product_id for course in courses},
        date__gte=min(course.starts_on for course in courses),
    )
    found: dict[uuid.UUID, set[dt.date]] = defaultdict(set)
    for item_id, date in rows.values_list("item_id", "date"):
        found[item_id].add(date)
    return found


def _dismissed(user: User) -> set[str]:
    rows = Acknowledgement.objects.visible_to(user).filter(rule__startswith="FU")
    return {row.answer["check_in"] for row in rows if row.answer.get("dismissed")}


def dismiss(
    user: User, key: str, *, rule: str, at: dt.datetime, on: dt.date, device: Device | None = None
) -> uuid.UUID | None:
    """Put a check-in away: it does not come back. Returns the undo."""
    if rule not in {one.id for one in followup.RULES}:
        raise ValidationError({"rule": _("There is nothing to put away here.")})
    row = Acknowledgement(
        user=user,
        id=uuid.uuid5(user.account_id, f"check-in:{key}"),
        rule=rule,
        rule_version=RULES[rule].version,
        date=on,
        at=at,
        answer={**DISMISSED, "check_in": key[:120]},
    )
    with changes.writing(user, at=at, device=device) as book:
        book.put([row])
        return book.keep_undo()
