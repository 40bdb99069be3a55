"""Before and after the start of a supplement.

Complaints ease by themselves, and people start on a bad week: the plain difference of two means
is called significant in a third to a half of diaries where nothing happened. It is shown as a
description; what is said comes from the step beside a trend (docs/analysis.md).
"""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tracker.analysis import pairing, serial, verdicts
from tracker.analysis.usual import is_weekend
from tracker.analysis.verdicts import Outcome, Reason, Refusal, Verdict
from tracker.rules.trend import WINDOW_DAYS

MIN_DAYS_EACH_SIDE = 28


@dataclass(frozen=True, kw_only=True)
class Step:
    """The change at the start beside a straight trend and the weekend, in the outcome's unit."""

    change: float
    low: float
    high: float
    p: float
    effective_days: float


@dataclass(frozen=True, kw_only=True)
class BeforeAfter:
    """`before` and `after` are plain means, None without a day; `days_*` say over how many days.

    The first 7 days after the start belong to neither. With NOT_ENOUGH there is no step.
    """

    outcome: Outcome
    start: dt.date
    before: float | None
    after: float | None
    days_before: int
    days_after: int
    verdict: Verdict
    refusals: tuple[Refusal, ...] = ()
    step: Step | None = None

    @property
    def difference(self) -> float | None:
        """Described, never judged."""
        return None if self.before is None or self.after is None else self.after - self.before


def before_after(
    diary: pd.DataFrame, outcome: Outcome, *, start: dt.date, alpha: float
) -> BeforeAfter:
    """From a row for every calendar day with the outcome (NaN is unknown) and left_out.

    All days before the start are kept: leaving bad ones out biases the step.
    """
    values = _values(diary, outcome, start=start)
    is_after = pd.Series(pd.DatetimeIndex(values.index) >= pd.Timestamp(start), values.index)
    sides = values[~is_after], values[is_after]
    refused = _refusals(sides, outcome)
    step = None if refused else _step(values, is_after)
    return BeforeAfter(
        outcome=outcome,
        start=start,
        before=_mean(sides[0]),
        after=_mean(sides[1]),
        days_before=len(sides[0]),
        days_after=len(sides[1]),
        verdict=Verdict.NOT_ENOUGH
        if step is None
        else verdicts.verdict(
            p=step.p,
            alpha=alpha,
            interval=(step.low, step.high),
            change_that_matters=outcome.change_that_matters(sides[0]),
        ),
        refusals=refused,
        step=step,
    )


def _values(diary: pd.DataFrame, outcome: Outcome, *, start: dt.date) -> pd.Series:
    """The known days of at most a year on each side, without the week in which intake builds up."""
    building, span = dt.timedelta(days=WINDOW_DAYS), dt.timedelta(days=pairing.LONGEST_SPAN)
    known = diary.loc[~diary["left_out"], outcome.key].dropna()
    index = pd.DatetimeIndex(known.index)
    first, begun, settled, end = map(
        pd.Timestamp, (start - span, start, start + building, start + building + span)
    )
    return known[((index >= first) & (index < begun)) | ((index >= settled) & (index < end))]


def _refusals(sides: tuple[pd.Series, pd.Series], outcome: Outcome) -> tuple[Refusal, ...]:
    fewest = min(map(len, sides))
    if fewest < MIN_DAYS_EACH_SIDE:
        return (Refusal(Reason.SIDES, fewest, MIN_DAYS_EACH_SIDE),)
    return tuple(verdicts.alike(pd.concat(sides), outcome))


def _step(values: pd.Series, is_after: pd.Series) -> Step:
    index = pd.DatetimeIndex(values.index)
    days = (index - index[0]).days.to_numpy(dtype=np.int64)
    design = np.column_stack(
        [
            np.ones(len(days)),
            days - days.mean(),
            is_weekend(values).to_numpy(dtype=float),
            is_after.to_numpy(dtype=float),
        ]
    )
    fitted = serial.fit(values.to_numpy(dtype=float), design, days)
    low, high = fitted.interval()
    return Step(
        change=fitted.mean,
        low=low,
        high=high,
        p=fitted.p,
        effective_days=fitted.effective_days,
    )


def _mean(values: pd.Series) -> float | None:
    return None if values.empty else float(values.mean())
