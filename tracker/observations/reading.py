"""Read what was noticed: of one day, and as one number a day."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tracker.models import Observation, User
from tracker.observations.drafts import LONGEST_SPAN
from tracker.rules import kinds
from tracker.rules.kinds_complaints import BED, UP
from tracker.rules.scales import UNTIL


@dataclass(frozen=True)
class DayObservations:
    """Everything noticed of one day in the order in which it was logged, spans over it too."""

    date: dt.date
    rows: tuple[Observation, ...]

    def of(self, kind: str) -> tuple[Observation, ...]:
        return tuple(row for row in self.rows if row.kind == kind)

    def number(self, kind: str) -> Decimal | None:
        """The day's number of a kind; None is unknown, which is not zero."""
        values = [row.value for row in self.of(kind) if row.value is not None]
        return kinds.KINDS[kind].of_day(values)

    @property
    def notes(self) -> tuple[Observation, ...]:
        return self.of(kinds.NOTE)

    @property
    def noticed(self) -> tuple[Observation, ...]:
        """All but the notes."""
        return tuple(row for row in self.rows if row.kind != kinds.NOTE)


def read_day(user: User, date: dt.date) -> DayObservations:
    """Everything noticed of one day, notes included; one query."""
    rows = Observation.objects.visible_to(user).defer("history")
    spans = rows.filter(kind__in=kinds.SPANS, date__lt=date, date__gte=date - LONGEST_SPAN)
    # Two look-ups in one statement: with an "or" SQLite reads the whole diary.
    rows = rows.filter(date=date).union(spans, all=True).order_by("date", "row")
    return DayObservations(date, tuple(row for row in rows if covers(row, date)))


def covers(row: Observation, date: dt.date) -> bool:
    last = row.parts.get(UNTIL, row.date.isoformat())
    return bool(row.date.isoformat() <= date.isoformat() <= last)


def daily_numbers(
    user: User, wanted: Iterable[str], *, first: dt.date, last: dt.date
) -> dict[str, dict[dt.date, Decimal]]:
    """The number of each day from `first` to `last`, by kind; a day that is not there is unknown.

    One query, however many kinds and days. A span counts on its first day alone.
    """
    keys = list(wanted)
    rows = (
        Observation.objects.visible_to(user)
        .filter(kind__in=keys, date__gte=first, date__lte=last, value__isnull=False)
        .order_by("date", "at", "row")
        .values_list("kind", "date", "value")
    )
    found: dict[str, dict[dt.date, list[Decimal]]] = {key: {} for key in keys}
    for key, date, value in rows:
        found[key].setdefault(date, []).append(value)
    return {
        key: {
            date: number
            for date, values in days.items()
            if (number := kinds.KINDS[key].of_day(values)) is not None
        }
        for key, days in found.items()
    }


def night_before(user: User, date: dt.date) -> Observation | None:
    """The last night before `date` whose times are known: the next is often like it."""
    nights = Observation.objects.visible_to(user).filter(
        kind=kinds.SLEEP, date__lt=date, parts__has_keys=[BED, UP]
    )
    night: Observation | None = nights.order_by("-date").first()
    return night
