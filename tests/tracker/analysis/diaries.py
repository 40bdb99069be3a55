"""Frames as `frames.py` gives them, from plain Python."""

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from tracker.rules.day import Line

NUMBERS = ("magnesium_mg", "fill_mg", "low_mg", "high_mg", "known_share", "energy_kcal",
           "grams", "water_g", "limit_mg")  # fmt: skip


def entries_of(lines: Mapping[dt.date, Sequence[Line]]) -> pd.DataFrame:
    rows = [
        {"date": date, **dataclasses.asdict(line)} for date, day in lines.items() for line in day
    ]
    frame = pd.DataFrame(rows, columns=["date", "kind", *NUMBERS])
    return frame.astype({"date": "datetime64[ns]", **dict.fromkeys(NUMBERS, float)})


def confirmed(said: Mapping[dt.date, str]) -> pd.Series:
    return pd.Series(list(said.values()), index=pd.to_datetime(list(said)), dtype=object)


def rows(
    known: Sequence[float | None],
    *,
    filled: Sequence[float | None] | None = None,
    supplement: Sequence[float] | None = None,
    coverage: float = 1.0,
    first: dt.date = dt.date(2026, 3, 2),
) -> pd.DataFrame:
    """Rows a day as `analysis.daily.days` gives them, from a Monday on; None is an empty day.

    `known` is from food, to which `supplement` is added.
    """
    index = pd.date_range(first, periods=len(known), name="date")
    food = _floats(known, index)
    taken = _floats(supplement or [0.0] * len(known), index)
    estimate = food if filled is None else _floats(filled, index)
    usable = food.notna()
    return pd.DataFrame(
        {
            "food_mg": food.fillna(0.0),
            "water_mg": 0.0,
            "supplement_mg": taken,
            "known_mg": food.fillna(0.0) + taken,
            "filled_mg": estimate + taken,
            "coverage": pd.Series(coverage, index).where(usable),
            "limit_mg": taken,
            "limit_unknown": False,
            "status": usable.map({True: "complete", False: "empty"}),
            "usable": usable,
        }
    )


def _floats(values: Sequence[float | None], index: pd.DatetimeIndex) -> "pd.Series[float]":
    return pd.Series(np.array(values, dtype=float), index)
