"""The regression against others' and against its own definition, written out with matrices."""

import math

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.analysis import serial
from tracker.analysis.serial import DayNumbers, Numbers

AWAY = {20, 21, 22, 40, *range(60, 69)}
DAYS = np.array([day for day in range(90) if day not in AWAY])
# Columns that repeat nowhere, without random numbers.
EXPOSURE = 280 + 60 * np.sin(DAYS / 3.7) + 25 * np.sin(1.7 * DAYS)
OUTCOME = 5 + 1.2 * np.sin(DAYS / 3 + 1) + 0.9 * np.cos(2.3 * DAYS) - 0.01 * EXPOSURE
COLUMNS = np.column_stack([np.ones(len(DAYS)), DAYS - DAYS.mean(), DAYS % 7 >= 5, EXPOSURE])
POINTS = [(phi, share) for phi, share, _ in serial.GRID]


def correlation(days: DayNumbers, *, phi: float, share: float) -> Numbers:
    matrix = share * phi ** np.abs(np.subtract.outer(days, days)).astype(float)
    np.fill_diagonal(matrix, 1.0)
    return matrix


@pytest.mark.parametrize(("phi", "share"), POINTS)
def test_at_one_point_it_is_generalised_least_squares(phi: float, share: float) -> None:
    ours = serial.fit(OUTCOME, COLUMNS, DAYS, grid=((phi, share, 1.0),))
    theirs = sm.GLS(OUTCOME, COLUMNS, sigma=correlation(DAYS, phi=phi, share=share)).fit()
    low, high = theirs.conf_int()[-1]
    assert ours.mean == pytest.approx(theirs.params[-1], abs=1e-6)
    assert ours.errors[0] == pytest.approx(theirs.bse[-1], abs=1e-6)
    assert ours.p == pytest.approx(theirs.pvalues[-1], abs=1e-6)
    assert ours.interval() == pytest.approx((low, high), abs=1e-6)


def restricted_likelihood(phi: float, share: float) -> float:
    matrix = correlation(DAYS, phi=phi, share=share)
    precise = np.linalg.inv(matrix)
    inner = COLUMNS.T @ precise @ COLUMNS
    error = OUTCOME - COLUMNS @ np.linalg.solve(inner, COLUMNS.T @ precise @ OUTCOME)
    freedom = len(DAYS) - COLUMNS.shape[1]
    logs = np.linalg.slogdet(matrix)[1], np.linalg.slogdet(inner)[1]
    return float(-sum(logs) / 2 - freedom / 2 * math.log(error @ precise @ error))


def test_the_points_are_weighed_by_prior_and_restricted_likelihood() -> None:
    found = serial.fit(OUTCOME, COLUMNS, DAYS)
    logs = np.array(
        [math.log(prior) + restricted_likelihood(phi, lam) for phi, lam, prior in serial.GRID]
    )
    right = np.exp(logs - logs.max())
    assert found.weights == pytest.approx(right / right.sum(), abs=1e-9)
    matrices = [correlation(DAYS, phi=phi, share=share) for phi, share in POINTS]
    effective = [len(DAYS) ** 2 / matrix.sum() for matrix in matrices]
    assert found.effective_days == pytest.approx(found.weights @ effective)


def test_the_grid_has_29_points_and_believes_in_days_that_hang_together() -> None:
    assert len(serial.GRID) == 29
    weights = {phi: sum(w for f, _, w in serial.GRID if f == phi) for phi in serial.FADES}
    assert weights == pytest.approx({phi: phi + 0.05 for phi in serial.FADES})


def test_the_interval_holds_95_of_100() -> None:
    found = serial.fit(OUTCOME, COLUMNS, DAYS)
    low, high = found.interval()
    assert (found.below(low), found.below(high)) == pytest.approx((0.025, 0.975), abs=1e-9)


def test_days_far_apart_are_independent() -> None:
    found = serial.fit(OUTCOME, COLUMNS, DAYS * 36_500)
    assert found.effective_days == pytest.approx(len(DAYS))


@given(factor=st.floats(0.01, 100), shift=st.floats(-50, 50), start=st.integers(0, 800_000))
@settings(max_examples=30, deadline=None)
def test_units_and_dates_do_not_matter(factor: float, shift: float, start: int) -> None:
    plain = serial.fit(OUTCOME, COLUMNS, DAYS)
    other = serial.fit(factor * OUTCOME + shift, COLUMNS, DAYS + start)
    assert other.p == pytest.approx(plain.p, rel=1e-5)
    assert other.mean == pytest.approx(factor * plain.mean, rel=1e-5)


def test_a_column_that_only_rose_with_time_cannot_be_told_from_time() -> None:
    columns = COLUMNS.copy()
    columns[:, -1] = 3 * columns[:, 1] + 200
    with pytest.raises(serial.EntangledError):
        serial.fit(OUTCOME, columns, DAYS)


def test_a_diary_without_weekends_has_no_weekend_in_its_model() -> None:
    weekdays = COLUMNS[:, 2] == 0
    found = serial.fit(OUTCOME[weekdays], COLUMNS[weekdays], DAYS[weekdays])
    assert found.freedom == weekdays.sum() - 3


def test_an_outcome_without_any_noise_is_no_crash() -> None:
    found = serial.fit(0.5 * EXPOSURE, COLUMNS, DAYS)
    assert found.mean == pytest.approx(0.5)
    assert found.p == 0
