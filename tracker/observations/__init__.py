"""What was noticed of a day: cramps, sleep, tiredness and the rest, laboratory values and notes.

The registry of kinds is rules/kinds.py; what a value or a part may be is checked there.
"""

from tracker.observations.derived import beside_range
from tracker.observations.drafts import (
    FILLED_IN,
    TEXT_LENGTH,
    Draft,
    check,
    complete,
    id_of,
    local_time,
)
from tracker.observations.reading import (
    DayObservations,
    daily_numbers,
    night_before,
    read_day,
)
from tracker.observations.wording import (
    details_in_words,
    duration,
    number_in_words,
    range_in_words,
)
from tracker.observations.writing import Written, change, log, remove, write_note

__all__ = [
    "FILLED_IN",
    "TEXT_LENGTH",
    "DayObservations",
    "Draft",
    "Written",
    "beside_range",
    "change",
    "check",
    "complete",
    "daily_numbers",
    "details_in_words",
    "duration",
    "id_of",
    "local_time",
    "log",
    "night_before",
    "number_in_words",
    "range_in_words",
    "read_day",
    "remove",
    "write_note",
]
