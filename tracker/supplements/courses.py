"""The stretches in which a product was planned in one dose, for the follow-up."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from tracker.models import Plan, SupplementProduct, User
from tracker.rules.followup import Segment
from tracker.supplements import plans


@dataclass(frozen=True, kw_only=True)
class Course:
    """Days on which one product was planned in one dose, without a pause.

    `ends_on` is the last day, None while it goes on. `units` are of a whole day.
    """

    product_id: uuid.UUID
    units: Decimal
    starts_on: dt.date
    ends_on: dt.date | None
    segment: Segment


def segments(user: User, *, until: dt.date) -> tuple[Course, ...]:
    """The courses that started up to a day, in order of their start; two queries.

    A change of the day's units, a pause and a stop end a course; another moment of the day does
    not. `segment.changed_on` is the day after its last one.
    """
    by_product: dict[uuid.UUID, list[Plan]] = {}
    for row in plans.started(user, on=until):
        by_product.setdefault(row.product_id, []).append(row)
    prescribed = set(
        SupplementProduct.objects.visible_to(user)
        .filter(id__in=by_product, is_prescribed=True)
        .values_list("id", flat=True)
    )
    found = [
        course
        for id, rows in by_product.items()
        for course in _courses(rows, is_prescribed=id in prescribed)
        if course.starts_on <= until
    ]
    return tuple(sorted(found, key=lambda course: course.starts_on))


def _courses(rows: Sequence[Plan], *, is_prescribed: bool) -> list[Course]:
    """One product's plans, in order of their start, as courses."""
    joined: list[Course] = []
    for plan, ends_on in _until_next(rows):
        units = plans.daily_units(plans.slots_of(plan))
        for first, last in _taken(plan, ends_on):
            before = joined[-1] if joined else None
            if before and before.units == units and before.ends_on == first - plans.ONE_DAY:
                joined[-1] = _course(replace(before, ends_on=last))
                continue
            segment = Segment(starts_on=first, is_prescribed=is_prescribed)
            course = Course(
                product_id=plan.product_id,
                units=units,
                starts_on=first,
                ends_on=last,
                segment=segment,
            )
            joined.append(_course(course))
    return joined


def _course(course: Course) -> Course:
    changed_on = course.ends_on + plans.ONE_DAY if course.ends_on else None
    return replace(course, segment=replace(course.segment, changed_on=changed_on))


def _until_next(rows: Sequence[Plan]) -> Iterator[tuple[Plan, dt.date | None]]:
    """Each plan with its last day: its own, or the day before the next one starts."""
    for plan, following in pairwise([*rows, None]):
        ends = [plan.ends_on] if plan and plan.ends_on else []
        ends += [following.starts_on - plans.ONE_DAY] if following else []
        if plan:
            yield plan, min(ends, default=None)


def _taken(plan: Plan, ends_on: dt.date | None) -> Iterator[tuple[dt.date, dt.date | None]]:
    """The first and last day of each stretch without a pause."""
    if plan.paused_from is None or (ends_on and ends_on < plan.paused_from):
        yield plan.starts_on, ends_on
        return
    if plan.starts_on < plan.paused_from:
        yield plan.starts_on, plan.paused_from - plans.ONE_DAY
    resumed = plan.paused_until + plans.ONE_DAY if plan.paused_until else None
    if resumed and (ends_on is None or resumed <= ends_on):
        yield resumed, ends_on
