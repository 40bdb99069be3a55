import datetime as dt
import itertools
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracker.analysis import diaries
from tracker.analysis import looks, trial
from tracker.analysis.trial import Obstacle, Plan
from tracker.analysis.verdicts import OUTCOMES, Verdict

FATIGUE = OUTCOMES[3]
PLAN = Plan(outcome=FATIGUE, start=dt.date(2026, 3, 2), dose_mg=200, seed="a seed", pairs=6)


def test_the_sign_flip_test_of_the_worked_example() -> None:
    found = trial.randomised_pairs([-1.2, -0.4, -0.9, -0.1, -0.8, -0.6])
    assert found.difference == pytest.approx(-0.6667, abs=5e-5)
    assert found.p == 0.03125
    assert trial.randomised_pairs([-1.2, 0.4, -0.9, -0.1, -0.8, -0.6]).p == 0.09375


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=10))
def test_p_counts_orders_and_is_never_below_two_of_them(differences: list[float]) -> None:
    found = trial.randomised_pairs(differences)
    assert found.p is not None
    assert (found.p * 2 ** len(differences)).is_integer()
    assert 2 / 2 ** len(differences) <= found.p <= 1


def test_without_a_pair_there_is_no_p() -> None:
    found = trial.randomised_pairs([])
    assert (found.pairs, found.difference, found.p) == (0, None, None)


def test_every_pair_has_two_weeks_with_and_two_without() -> None:
    blocks = trial.blocks(PLAN)
    assert len(blocks) == 12
    assert {(block.pair, block.is_on) for block in blocks} == {
        (pair, is_on) for pair in range(6) for is_on in (True, False)
    }
    assert [(block.last - block.first).days for block in blocks] == [13] * 12
    assert (blocks[0].first, blocks[-1].last) == (PLAN.start, PLAN.end)
    for block, after in itertools.pairwise(blocks):
        assert after.first == block.last + dt.timedelta(days=1)


def test_a_seed_gives_one_order_for_ever() -> None:
    order = [block.is_on for block in trial.blocks(PLAN)][::2]
    # `printf 'a seed' | sha256sum` begins with 8f: its lowest six bits, from the right.
    assert order == [True, True, True, True, False, False]
    assert trial.blocks(PLAN) == trial.blocks(replace(PLAN, dose_mg=100))


def test_chance_draws_both_orders_about_as_often() -> None:
    plans = [replace(PLAN, seed=str(number), pairs=13) for number in range(200)]
    first = [block.is_on for plan in plans for block in trial.blocks(plan)[::2]]
    # 2600 tosses: 4 standard deviations are 102.
    assert abs(sum(first) - 1300) < 102


@pytest.mark.parametrize(
    ("change", "obstacle"),
    [
        ({"dose_mg": 251}, Obstacle.DOSE_ABOVE_LEVEL),
        ({"dose_mg": None}, Obstacle.DOSE_UNKNOWN),
        ({"pairs": 5}, Obstacle.TOO_FEW_PAIRS),
        ({"pairs": 14}, Obstacle.TOO_MANY_PAIRS),
    ],
)
def test_a_plan_that_cannot_answer_or_is_too_much_may_not_start(
    change: dict[str, int | None], obstacle: Obstacle
) -> None:
    assert trial.obstacles(replace(PLAN, **change), level_mg=250) == (obstacle,)  # type: ignore[arg-type]


@pytest.mark.parametrize("stop", trial.STOPS)
def test_with_a_reason_to_stop_only_a_physician_decides(stop: Obstacle) -> None:
    assert trial.obstacles(PLAN, level_mg=250, present=[stop]) == (stop,)


def test_a_dose_at_the_level_may() -> None:
    assert trial.obstacles(replace(PLAN, dose_mg=250), level_mg=250) == ()


def planned_diary(effect: float) -> pd.DataFrame:
    """Food that hardly differs, 200 mg in the weeks with, and 4 weeks before the start."""
    days = 28 + 2 * 6 * 14
    first = PLAN.start - dt.timedelta(days=28)
    is_on = pd.Series(0.0, pd.date_range(first, periods=days))
    for block in trial.blocks(PLAN):
        is_on.loc[pd.Timestamp(block.first) : pd.Timestamp(block.last)] = float(block.is_on)
    t = np.arange(days)
    noise = 0.8 * np.sin(t / 2.9 + 1) + 0.6 * np.cos(2.3 * t) + 0.4 * np.sin(0.9 * t)
    rows = diaries.rows([280.0] * days, supplement=list(200 * is_on), first=first)
    before = rows["supplement_mg"].shift(1).rolling(7, min_periods=1).mean().fillna(0)
    return rows.assign(left_out=False, fatigue=5 + noise + effect * before / 200)


def test_both_estimates_find_what_the_weeks_with_did() -> None:
    found = trial.result(planned_diary(-2), PLAN, alpha=looks.FIXED_ALPHA)
    assert found.pair_test.pairs == 6
    assert found.pair_test.p == 2 / 2**6
    assert found.association.verdict is Verdict.PATTERN
    assert found.association.estimate is not None
    assert found.association.estimate.per_mg * 200 == pytest.approx(-2, abs=0.5)
    assert found.association.first == PLAN.start


def test_both_estimates_stay_silent_when_nothing_happened() -> None:
    found = trial.result(planned_diary(0), PLAN, alpha=looks.FIXED_ALPHA)
    assert found.pair_test.p is not None
    assert found.pair_test.p > 0.05
    assert found.association.verdict is not Verdict.PATTERN


def test_what_was_taken_counts_and_not_what_was_planned() -> None:
    rows = planned_diary(-2)
    rows["supplement_mg"] = 0.0
    found = trial.result(rows, PLAN, alpha=looks.FIXED_ALPHA)
    assert found.association.verdict is Verdict.NOT_ENOUGH


def test_days_after_the_end_change_nothing() -> None:
    rows = planned_diary(-2)
    later = rows.iloc[-28:].shift(28, freq="D")
    longer = pd.concat([rows, later.assign(fatigue=10.0)])
    assert trial.result(longer, PLAN, alpha=0.05) == trial.result(rows, PLAN, alpha=0.05)


def test_a_block_with_less_than_half_its_days_leaves_its_pair_out() -> None:
    rows = planned_diary(-2)
    rows.loc[rows.index[28:36], "fatigue"] = np.nan
    found = trial.result(rows, PLAN, alpha=0.05)
    assert found.differences[0] is None
    assert found.pair_test.pairs == 5
