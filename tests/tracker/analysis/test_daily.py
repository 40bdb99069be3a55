"""The rows a day of the analysis against the rule of one day, which says what is right."""

import datetime as dt
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracker.analysis import diaries
from tracker.analysis import daily
from tracker.rules import day as day_rule
from tracker.rules.day import Confirmation, Line, Status

FIRST = dt.date(2026, 3, 2)


def one_day(lines: list[Line], confirmed: str = "complete") -> pd.Series:
    entries = diaries.entries_of({FIRST: lines})
    said = diaries.confirmed({FIRST: confirmed})
    return daily.days(daily.sums(entries), said, first=FIRST, last=FIRST).iloc[0]


def food(mg: float, kcal: float) -> Line:
    return Line(kind="food", name="x", magnesium_mg=mg, known_share=1, energy_kcal=kcal, limit_mg=0)


def unknown_food(kcal: float, *, fill: float, low: float, high: float) -> Line:
    return Line(
        kind="food", name="x", magnesium_mg=None, known_share=0, energy_kcal=kcal, limit_mg=0,
        fill_mg=fill, low_mg=low, high_mg=high,
    )  # fmt: skip


def added(kind: str, mg: float | None, limit: float | None) -> Line:
    return Line(
        kind=kind, name=kind, magnesium_mg=mg, known_share=0 if mg is None else 1, limit_mg=limit
    )


# The worked examples of the method: docs/analysis.md, "A day".
EXAMPLE = [food(90, 600), food(120, 900), unknown_food(300, fill=18, low=6, high=40),
           added("water", 12, 0), added("supplement", 100, 100)]  # fmt: skip


def test_a_day_with_an_unknown_food_is_at_least_the_known_part() -> None:
    day = one_day(EXAMPLE)
    assert (day["known_mg"], day["filled_mg"]) == (322, 340)
    assert (day["low_mg"], day["high_mg"]) == (328, 362)
    assert round(day["coverage"], 4) == 0.8333
    assert day["status"] == Status.COMPLETE
    assert day["usable"]


def test_the_same_day_unconfirmed_is_partial() -> None:
    assert one_day(EXAMPLE, "")["status"] == Status.PARTIAL


def test_a_day_mostly_unknown_is_not_usable() -> None:
    day = one_day([food(60, 400), unknown_food(700, fill=70, low=0, high=200)])
    assert (day["known_mg"], day["filled_mg"]) == (60, 130)
    assert round(day["coverage"], 4) == 0.3636
    assert day["status"] == Status.LOW_COVERAGE
    assert not day["usable"]


def test_days_without_a_line_are_rows_too() -> None:
    entries = diaries.entries_of({FIRST: EXAMPLE})
    last = FIRST + dt.timedelta(days=3)
    said = diaries.confirmed({FIRST + dt.timedelta(days=1): "no_food"})
    days = daily.days(daily.sums(entries), said, first=FIRST, last=last)
    assert list(days["status"]) == ["partial", "confirmed_no_food", "empty", "empty"]
    assert list(days["known_mg"]) == [322, 0, 0, 0]
    assert days["coverage"].isna().tolist() == [False, True, True, True]


def test_a_diary_without_entries_is_all_empty() -> None:
    nothing = daily.sums(diaries.entries_of({}))
    days = daily.days(nothing, diaries.confirmed({}), first=FIRST, last=FIRST)
    assert days["status"].tolist() == ["empty"]


AMOUNTS = st.floats(0, 900).map(lambda value: round(value, 3))


@st.composite
def any_line(draw: st.DrawFn) -> Line:
    kind = draw(st.sampled_from(list(day_rule.SOURCE_OF_KIND)))
    bounds: list[float | None] = sorted(draw(st.lists(AMOUNTS, min_size=4, max_size=4)))  # type: ignore[assignment]
    known, low, fill, high = (value if draw(st.booleans()) else None for value in bounds)
    share = draw(st.sampled_from([0.0, 0.25, 0.8, 1.0]))
    maybe = st.none() | AMOUNTS
    return Line(
        kind=kind, name=kind, magnesium_mg=known, low_mg=low, fill_mg=fill, high_mg=high,
        known_share=share, energy_kcal=draw(maybe), grams=draw(maybe), water_g=draw(maybe),
        limit_mg=draw(maybe),
    )  # fmt: skip


@given(lines=st.lists(any_line(), max_size=6), confirmed=st.sampled_from(list(Confirmation)))
def test_every_day_is_what_the_rule_of_a_day_says(
    lines: list[Line], confirmed: Confirmation
) -> None:
    day, right = one_day(lines, confirmed), day_rule.total(lines, confirmed=confirmed)
    assert day["status"] == right.status
    assert day["usable"] == right.usable
    assert day["limit_unknown"] == right.supplement_limit_unknown
    for column, value in {
        "known_mg": right.known_mg,
        "low_mg": right.low_mg,
        "filled_mg": right.filled_mg,
        "high_mg": right.high_mg,
        "food_mg": right.food.known_mg,
        "water_mg": right.water.known_mg,
        "supplement_mg": right.supplement.known_mg,
        "coverage": right.coverage,
        "limit_mg": right.supplement_limit_mg,
    }.items():
        assert day[column] == pytest.approx(math.nan if value is None else value, nan_ok=True)
