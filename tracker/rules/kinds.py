"""The registry of what can be observed; form, page, chart and API read it.

The questions are our own and use a plain 0-10 rating: the Consensus Sleep Diary, PROMIS, IRLS and
the pictures of the Bristol chart belong to others.
"""

from tracker.rules import kinds_aside, kinds_body, kinds_complaints, kinds_context
from tracker.rules.scales import Category, Kind

VERSION = 1
CRAMP, SLEEP, FATIGUE, NOTE = "cramp", "sleep", "fatigue", "note"

ROWS: tuple[Kind, ...] = (
    *kinds_complaints.ROWS,
    *kinds_context.ROWS,
    *kinds_body.ROWS,
    *kinds_aside.ROWS,
)
KINDS: dict[str, Kind] = {row.key: row for row in ROWS}
# What can be asked every day, and what a new account asks.
DAILY = tuple(row.key for row in ROWS if not row.aside and row.category is not Category.NOTES)
OFFERED = tuple(row.key for row in ROWS if row.offered)
SPANS = tuple(row.key for row in ROWS if row.is_span)
