"""What was taken in before, beside how a day was: the pairs that an association is read from."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tracker.analysis.usual import is_weekend
from tracker.rules.trend import WINDOW_DAYS

# Older days say less of somebody than they cost in time.
LONGEST_SPAN = 365
# Days before a longer hole are another stretch of a life: only those after it are read.
LONGEST_GAP = 14

# Of 7 days 5 must be usable; as many of a shorter or longer window, rounded up.
USABLE_SHARE = 5 / 7


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """The days that have both, oldest first: `table` has the columns exposure and outcome, by date.

    `first` to `last` is the stretch they come from; `gap` is the longest hole that cut it off, in
    days, 0 when nothing was cut off.
    """

    table: pd.DataFrame
    first: dt.date
    last: dt.date
    gap: int

    @property
    def span(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def days(self) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        """Day numbers from 0."""
        index = pd.DatetimeIndex(self.table.index)
        return ((index - index[0]).days).to_numpy(dtype=np.int64)


def intake_before(
    diary: pd.DataFrame, *, window: int = WINDOW_DAYS, column: str = "known_mg"
) -> pd.Series:
    """The mean magnesium (mg a day; "supplement_mg": of supplements alone) of the `window` days
    before each day.

    The day itself is left out: what was eaten after a complaint cannot have changed it. NaN where
    too few of those days are usable, and until `window` days after the first usable one.
    """
    known = diary[column].where(diary["usable"])
    needed = int(np.ceil(window * USABLE_SHARE - 1e-9))
    mean = known.shift(1).rolling(window, min_periods=needed).mean()
    begun = known.notna().cumsum().shift(window, fill_value=0) > 0
    return mean.where(begun)


def pairs(diary: pd.DataFrame, exposure: pd.Series, *, outcome: str) -> Pairs | None:
    """Rows a day -> the pairs of the last year's last stretch. None without a usable day.

    `diary` has a row for every calendar day: known_mg, usable, the outcome (NaN is unknown) and
    left_out (days of illness or travel).
    """
    recent = diary.iloc[-LONGEST_SPAN:]
    usable = recent.index[recent["usable"]]
    if usable.empty:
        return None
    both = pd.DataFrame({"exposure": exposure, "outcome": recent[outcome]}).loc[recent.index]
    table = both[~recent["left_out"]].dropna()
    table, gap = _after_the_last_gap(table)
    first, last = _stretch(table, begun=usable[0], end=recent.index[-1])
    return Pairs(table=table, first=first.date(), last=last.date(), gap=gap)


def design(
    pairs: Pairs, *, trend: bool = True
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Columns of the model, one row a pair: intercept, day, weekend and, last, the exposure."""
    days = pairs.days
    columns = [np.ones(len(days)), *([days - days.mean()] if trend else [])]
    weekend = is_weekend(pairs.table).to_numpy(dtype=float)
    exposure = pairs.table["exposure"].to_numpy(dtype=float)
    return np.column_stack([*columns, weekend, exposure])


def _stretch(
    table: pd.DataFrame, *, begun: pd.Timestamp, end: pd.Timestamp
) -> tuple[pd.Timestamp, pd.Timestamp]:
    """From the first usable day to the last day, but for a hole at either end: a day without an
    answer there is a missing day, and does not make the diary shorter."""
    if table.empty:
        return begun, end
    hole = pd.Timedelta(days=LONGEST_GAP)
    first = table.index[0] - pd.Timedelta(days=WINDOW_DAYS)
    last = table.index[-1]
    return (first if first - begun > hole else begun), (last if end - last > hole else end)


def _after_the_last_gap(table: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    index = pd.DatetimeIndex(table.index)
    holes = np.diff(index.to_numpy()).astype("timedelta64[D]").astype(int)
    long = np.flatnonzero(holes > LONGEST_GAP)
    if not long.size:
        return table, 0
    return table.iloc[long[-1] + 1 :], int(holes[long].max())
