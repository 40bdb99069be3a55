"""What the comparison page marks from somebody's diary of late; a mark, no ranking."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, Sum

from tracker import pantry
from tracker.models import IntakeEntry, Observation, User
from tracker.models.intake import Kind
from tracker.rules import comparison
from tracker.rules.comparison import Logged

FLUID, URINE, DIZZY = "fluid", "urine", "dizzy_standing"
# Of the colours of urine in rules/kinds_body.py the first that is dark.
DARK = 3
KINDS = frozenset({FLUID, URINE, DIZZY, *(kind for row in comparison.ROWS for kind in row.kinds)})


def marked_complaints(user: User, *, until: dt.date) -> frozenset[str]:
    """The ids of rows that the last 30 days hold a complaint for; one query."""
    return comparison.marked([_logged(row) for row in _lately(user, until=until)])


def had_little_fluid(user: User, *, until: dt.date) -> bool:
    """Whether on a day of the last 30 little was drunk, with dark urine or dizziness; two queries.

    Only of a day on which the person said that all drinks are there.
    """
    days: dict[dt.date, list[Observation]] = defaultdict(list)
    for row in _lately(user, until=until):
        days[row.date].append(row)
    drunk = _drunk(user, days)
    facts = (_facts(rows, drunk_ml=drunk.get(day, 0.0)) for day, rows in days.items())
    return any(comparison.marks_dehydration(known) for known in facts)


def _lately(user: User, *, until: dt.date) -> Iterable[Observation]:
    first = until - dt.timedelta(days=comparison.MARKED_DAYS - 1)
    rows: Iterable[Observation] = (
        Observation.objects.visible_to(user)
        .filter(kind__in=KINDS, date__gte=first, date__lte=until)
        .defer("history")
    )
    return rows


def _drunk(user: User, days: Iterable[dt.date]) -> dict[dt.date, float]:
    """Grams, which are millilitres, of the drinks in the ledger of these days."""
    is_drink = Q(kind=Kind.WATER) | Q(food_group__in=pantry.POURED)
    rows = IntakeEntry.objects.visible_to(user).filter(is_drink, date__in=list(days))
    sums = rows.values_list("date").annotate(grams=Sum("grams")).order_by()
    return {day: float(grams) for day, grams in sums if grams is not None}


def _facts(rows: Iterable[Observation], *, drunk_ml: float) -> dict[str, Any]:
    fluids = [row for row in rows if row.kind == FLUID]
    told = sum(float(row.value) for row in fluids if row.value is not None)
    return {
        "fluid_ml": told + drunk_ml,
        "fluid_is_complete": any(row.parts.get("is_everything") for row in fluids),
        "dark_urine": any(row.kind == URINE and (row.value or 0) >= DARK for row in rows),
        "dizzy_standing": any(row.kind == DIZZY for row in rows),
    }


def _logged(row: Observation) -> Logged:
    quality = row.parts.get("quality")
    return Logged(
        kind=row.kind,
        value=None if row.value is None else float(row.value),
        quality=None if quality is None else float(quality),
    )
