import datetime as dt

import numpy as np
import pandas as pd
import pytest

from tests.tracker.analysis import diaries
from tracker.analysis import beforeafter, looks
from tracker.analysis.beforeafter import BeforeAfter
from tracker.analysis.verdicts import OUTCOMES, Outcome, Reason, Verdict

CRAMPS, *_, FATIGUE = OUTCOMES
FIRST = dt.date(2026, 3, 2)
DAYS = 120
START = FIRST + dt.timedelta(days=60)
T = np.arange(DAYS)
NOISE = 0.6 * np.sin(T / 2.9 + 1) + 0.5 * np.cos(2.3 * T) + 0.4 * np.sin(0.9 * T)


def diary(values: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> pd.DataFrame:
    rows = diaries.rows([300.0] * len(values), first=FIRST)
    return rows.assign(left_out=False, fatigue=values, cramps=values)


def compare(rows: pd.DataFrame, outcome: Outcome = FATIGUE) -> BeforeAfter:
    return beforeafter.before_after(rows, outcome, start=START, alpha=looks.FIXED_ALPHA)


def test_a_step_is_found_beside_a_trend() -> None:
    found = compare(diary(6 + NOISE - 3 * (START.toordinal() <= T + FIRST.toordinal())))
    assert found.verdict is Verdict.PATTERN
    assert found.step is not None
    assert found.step.low < -3 < found.step.high


def test_complaints_that_eased_by_themselves_are_no_step() -> None:
    found = compare(diary(7 - 3 * T / DAYS + NOISE))
    assert found.difference == pytest.approx(-1.6, abs=0.2)
    assert found.step is not None
    assert found.step.p > 0.05
    assert found.verdict is Verdict.TOO_UNCERTAIN


def test_the_means_are_of_the_days_before_and_from_a_week_after() -> None:
    values = np.where(T < 60, 6.0, np.where(T < 67, 9.0, 4.0)) + np.resize([0, 0.5, -0.5], DAYS)
    found = compare(diary(values))
    assert (found.before, found.after) == (pytest.approx(6.0), pytest.approx(4.0, abs=0.02))
    assert (found.days_before, found.days_after) == (60, 53)


def test_the_worst_days_before_the_start_are_kept() -> None:
    bad = np.where((T >= 53) & (T < 60), 10.0, 5.0) + NOISE
    found = compare(diary(bad))
    assert found.days_before == 60
    assert found.before == pytest.approx(bad[:60].mean())


def test_days_of_illness_belong_to_neither_side() -> None:
    rows = diary(5 + NOISE)
    rows.loc[rows.index[50:55], "left_out"] = True
    assert compare(rows).days_before == 55


@pytest.mark.parametrize("days", [1, 27, 60 + 7 + 27])
def test_less_than_four_weeks_on_a_side_are_refused(days: int) -> None:
    found = compare(diary(5 + NOISE[:days]))
    assert [refusal.reason for refusal in found.refusals] == [Reason.SIDES]
    assert (found.verdict, found.step) == (Verdict.NOT_ENOUGH, None)


def test_four_weeks_on_each_side_are_enough() -> None:
    assert compare(diary(5 + NOISE[: 60 + 7 + 28])).step is not None


def test_without_a_day_after_there_is_no_difference() -> None:
    found = compare(diary(5 + NOISE[:60]))
    assert (found.after, found.difference) == (None, None)


@pytest.mark.parametrize(
    ("values", "outcome", "reason"),
    [(0 * T, CRAMPS, Reason.EVENTS), (0 * T + 4, FATIGUE, Reason.VALUES)],
)
def test_days_that_are_all_alike_are_refused(
    values: "np.ndarray[tuple[int], np.dtype[np.float64]]", outcome: Outcome, reason: Reason
) -> None:
    found = compare(diary(values.astype(float)), outcome)
    assert [refusal.reason for refusal in found.refusals] == [reason]
