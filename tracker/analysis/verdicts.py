"""What may be said of an outcome, and why sometimes nothing is."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The API names the verdicts, and loads nothing for it.
    import pandas as pd

# A count must have happened, and not happened, on so many days; a score must have moved.
MIN_EVENT_DAYS = 10
MIN_VALUES = 3


class Verdict(enum.StrEnum):
    NOT_ENOUGH = "not_enough"
    TOO_UNCERTAIN = "too_uncertain"
    NO_LARGE = "no_large"
    PATTERN = "pattern"


class Reason(enum.StrEnum):
    """Why nothing is computed."""

    SPAN = "span"
    PAIRS = "pairs"
    SHARE = "share"
    GAP = "gap"
    SIDES = "sides"
    RANGE = "range"
    EVENTS = "events"
    VALUES = "values"
    ENTANGLED = "entangled"


@dataclass(frozen=True)
class Refusal:
    """A reason, with what the diary has and what it takes (days, pairs, a share, mg, values)."""

    reason: Reason
    have: float
    need: float


@dataclass(frozen=True)
class Outcome:
    """What is asked of a day. `smallest_change` is the least that matters to people, in `unit`;
    for a count it is at least `smallest_share` of the person's own mean.

    Sources: 0-10 tiredness: Khanna 2008; cramps: the margins of the Cochrane review (Garrison
    2020); sleep: own choice.
    """

    key: str
    unit: str
    smallest_change: float
    smallest_share: float = 0.0
    is_count: bool = False

    def change_that_matters(self, values: "pd.Series") -> float:
        return max(self.smallest_change, self.smallest_share * float(values.mean()))


OUTCOMES = (
    Outcome("cramps", "a day", 1 / 7, smallest_share=0.25, is_count=True),
    Outcome("sleep_h", "h", 0.5),
    Outcome("sleep_quality", "0-10", 1.0),
    Outcome("fatigue", "0-10", 1.0),
)


def verdict(
    *, p: float, alpha: float, interval: tuple[float, float], change_that_matters: float
) -> Verdict:
    """A pattern, no large link (the whole interval is smaller than what matters), or not clear."""
    if p <= alpha:
        return Verdict.PATTERN
    largest = max(abs(end) for end in interval)
    return Verdict.NO_LARGE if largest < change_that_matters else Verdict.TOO_UNCERTAIN


def alike(values: "pd.Series", outcome: Outcome) -> Iterator[Refusal]:
    """Days that hardly differ cannot go together with anything."""
    with_events = int((values > 0).sum())
    fewest = min(with_events, len(values) - with_events)
    if outcome.is_count and fewest < MIN_EVENT_DAYS:
        yield Refusal(Reason.EVENTS, fewest, MIN_EVENT_DAYS)
    if not outcome.is_count and values.nunique() < MIN_VALUES:
        yield Refusal(Reason.VALUES, values.nunique(), MIN_VALUES)
