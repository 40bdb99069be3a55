"""The numbers are worked examples of the method (docs/analysis.md), computed with the exact
formula; those of the book (IOM 2000, p. 54-57) are printed rounded."""

import datetime as dt
import math

import pandas as pd
import pytest

from tests.tracker.analysis import diaries
from tracker.analysis import usual
from tracker.analysis.usual import Origin, Spread

MONDAY = dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("variation", "within", "days"),
    [
        (0.38, 0.10, 56), (0.38, 0.15, 25), (0.38, 0.20, 14), (0.38, 0.30, 7),
        (0.33, 0.10, 42), (0.33, 0.15, 19), (0.33, 0.20, 11), (0.33, 0.30, 5),
        (0.32, 0.10, 40), (0.32, 0.15, 18), (0.32, 0.20, 10), (0.32, 0.30, 5),
    ],
)  # fmt: skip
def test_a_closer_mean_takes_more_days(variation: float, within: float, days: int) -> None:
    assert math.ceil(usual.days_for_precision(variation=variation, within=within)) == days


def test_ten_per_cent_at_a_variation_of_38_takes_55_47_days() -> None:
    assert round(usual.days_for_precision(variation=0.38, within=0.10), 2) == 55.47


@pytest.mark.parametrize(
    ("requirement", "sd", "mean", "needed"),
    [
        (265, 85.9, 320, (4, 18, 87)),
        (265, 85.9, 300, (17, None, None)),
        (265, 85.9, 340, (2, 6, 10)),
        (350, 122, 420, (5, 26, 295)),
        (350, 122, 400, (14, None, None)),
    ],
)
def test_confidence_takes_days_or_cannot_be_had(
    requirement: float, sd: float, mean: float, needed: tuple[int | None, ...]
) -> None:
    found = [
        usual.days_for_confidence(
            mean_mg=mean,
            requirement_mg=requirement,
            requirement_sd_mg=requirement / 10,
            sd_mg=sd,
            p=p,
        )
        for p in (0.85, 0.95, 0.975)
    ]
    assert tuple(None if days is None else math.ceil(days) for days in found) == needed


@pytest.mark.parametrize(("days", "low", "high"), [(7, 196, 324), (28, 228, 292)])
def test_more_days_make_the_interval_narrower(days: int, low: int, high: int) -> None:
    found = usual.usual(diaries.rows([260.0] * days), sex="F", age=40)
    assert found is not None
    assert found.high_mg is not None
    # 28 days in a row keep the survey's spread: the person's own comes in from 30.
    assert (round(found.low_mg), round(found.high_mg)) == (low, high)


def test_weekdays_and_weekend_days_count_as_in_a_week() -> None:
    days = diaries.rows([200, 200, 200, 200, 200, 340, 340, None, None, None, None, None, 340])
    assert usual.balanced_mean(days[days["usable"]]["known_mg"]) == (5 * 200 + 2 * 340) / 7


@pytest.mark.parametrize("values", [[300.0, 300.0], [300.0] * 5, [None] * 14])
def test_too_few_days_or_no_weekend_give_no_usual_intake(values: list[float | None]) -> None:
    assert usual.usual(diaries.rows(values), sex="F", age=40) is None


def test_what_is_unknown_widens_the_interval_upwards() -> None:
    days = diaries.rows([300.0] * 7, filled=[330.0] * 7)
    found, plain = (usual.usual(d, sex="F", age=40) for d in (days, diaries.rows([300.0] * 7)))
    assert found is not None
    assert plain is not None
    assert found.low_mg == plain.low_mg
    assert found.high_mg == pytest.approx(plain.high_mg + 30 if plain.high_mg else None)


def test_without_an_estimate_there_is_no_upper_end() -> None:
    days = diaries.rows([300.0] * 7, filled=[330.0] * 6 + [None])
    found = usual.usual(days, sex="F", age=40)
    assert found is not None
    assert (found.filled_mg, found.high_mg) == (None, None)


@pytest.mark.parametrize(
    ("sex", "age", "sd", "origin"),
    [
        ("F", 19, 85.9, Origin.SURVEY),
        ("F", 51, 74, Origin.SURVEY),
        ("M", 8, 71, Origin.SURVEY),
        ("M", 3, 108, Origin.SHARE_OF_MEAN),
        (None, 40, 108, Origin.SHARE_OF_MEAN),
        ("F", None, 108, Origin.SHARE_OF_MEAN),
    ],
)
def test_the_spread_is_of_the_survey_group(
    sex: str | None, age: int | None, sd: float, origin: Origin
) -> None:
    found = usual.survey_spread(sex=sex, age=age, mean_mg=300)
    assert (found.sd_mg, found.origin) == (pytest.approx(sd), origin)


def test_only_the_number_that_was_seen_counts_as_verified() -> None:
    assert [(row.sex, row.from_age) for row in usual.SURVEY if row.verified] == [("F", 19)]


def test_the_own_spread_is_mixed_in_with_the_weight_of_its_days() -> None:
    # (20 * 85.9^2 + 29 * 40^2) / 49, from the rule itself.
    mixed = usual.mixed_spread(Spread(85.9, Origin.SURVEY, True), own_sd_mg=40, days=30)
    assert mixed.sd_mg == pytest.approx(math.sqrt((20 * 85.9**2 + 29 * 1600) / 49))
    assert mixed.origin is Origin.MIXED


def test_a_supplement_every_day_adds_no_spread_and_an_irregular_one_does() -> None:
    steady, now_and_then = (
        usual.spread_of(diaries.rows([300.0] * 14, supplement=taken), sex="F", age=40)
        for taken in ([200.0] * 14, [300.0] * 10 + [0.0] * 4)
    )
    assert steady.sd_mg == 85.9
    assert now_and_then.sd_mg == pytest.approx(math.hypot(85.9, 140.6422))


def test_a_mean_with_an_unknown_part_is_unknown() -> None:
    values = pd.Series([1.0, math.nan], pd.to_datetime([MONDAY, MONDAY + dt.timedelta(days=1)]))
    assert math.isnan(usual.balanced_mean(values))
