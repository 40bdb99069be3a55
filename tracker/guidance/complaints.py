"""Which rows of the comparison page are in somebody's diary of late; a mark, no ranking."""

import datetime as dt

from tracker.models import Observation, User
from tracker.rules import comparison
from tracker.rules.comparison import Logged

KINDS = frozenset({kind for row in comparison.ROWS for kind in row.kinds})


def marked_complaints(user: User, *, until: dt.date) -> frozenset[str]:
    """The ids of rows that the last 30 days hold a complaint for; one query."""
    first = until - dt.timedelta(days=comparison.MARKED_DAYS - 1)
    rows = Observation.objects.visible_to(user).filter(
        kind__in=KINDS, date__gte=first, date__lte=until
    )
    return comparison.marked([_logged(row) for row in rows.defer("history")])


def _logged(row: Observation) -> Logged:
    quality = row.parts.get("quality")
    return Logged(
        kind=row.kind,
        value=None if row.value is None else float(row.value),
        quality=None if quality is None else float(quality),
    )
