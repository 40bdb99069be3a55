"""Worked examples of the method (docs/analysis.md); E1 is the source's own case."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracker.analysis import diaries
from tracker.analysis import adequacy, usual
from tracker.analysis.adequacy import Place, Step


@pytest.mark.parametrize(
    ("mean", "ear", "sd", "days", "d", "sd_r", "sd_d", "z", "p"),
    [
        (320, 265, 85.9, 3, 55, 26.5, 56.230360, 0.978119, 0.835992),
        (230, 265, 85.9, 7, -35, 26.5, 41.909017, -0.835142, 0.201819),
        (340, 350, 122, 7, -10, 35, 57.890290, -0.172741, 0.431428),
        (420, 330, 122, 14, 90, 33, 46.391194, 1.940023, 0.973812),
        (300, 265, 74, 28, 35, 26.5, 29.963668, 1.168081, 0.878613),
        (250, 300, 86, 4, -50, 30, 52.430907, -0.953636, 0.170134),
        (500, 350, 94, 1, 150, 35, 100.304536, 1.495446, 0.932601),
        (350, 290, 85.9, 7, 60, 29, 43.532927, 1.378267, 0.915940),
    ],
)
def test_the_worked_examples(
    mean: float, ear: float, sd: float, days: int,
    d: float, sd_r: float, sd_d: float, z: float, p: float,
) -> None:  # fmt: skip
    found = adequacy.confidence(mean_mg=mean, requirement_mg=ear, sd_mg=sd, days=days)
    assert (found.difference_mg, found.requirement_sd_mg) == (d, sd_r)
    assert (round(found.sd_mg, 6), round(found.z, 6), round(found.p, 6)) == (sd_d, z, p)


def test_days_that_are_alike_count_for_less() -> None:
    careful = adequacy.confidence(
        mean_mg=320, requirement_mg=265, sd_mg=85.9, days=3, alikeness=0.2
    )
    assert (round(careful.z, 6), round(careful.p, 6)) == (0.829944, 0.796715)


@pytest.mark.parametrize(
    ("mean", "sd", "days", "z"),
    [
        (444.79, 85.9, 1, 2), (377.46, 85.9, 3, 2), (348.82, 85.9, 7, 2),
        (486.19, 85.9 * 1.25, 1, 2), (361.94, 85.9 * 1.25, 7, 2), (181.18, 85.9, 7, -2),
    ],
)  # fmt: skip
def test_the_means_that_the_book_prints_give_its_z(
    mean: float, sd: float, days: int, z: float
) -> None:
    # p. 54-57: 445, 377, 349; with an SD 1.25 times as large 486 and 362; about 180.
    found = adequacy.confidence(mean_mg=mean, requirement_mg=265, sd_mg=sd, days=days)
    assert found.z == pytest.approx(z, abs=2e-4)


@pytest.mark.parametrize(
    ("mean", "intake", "sd", "days", "z", "p"),
    [(340, 300, 85.9, 7, 1.232015, 0.891028), (390, 350, 122, 28, 1.734919, 0.958622)],
)
def test_above_an_adequate_intake_there_is_a_confidence(
    mean: float, intake: float, sd: float, days: int, z: float, p: float
) -> None:
    found = adequacy.against_adequate_intake(mean_mg=mean, intake_mg=intake, sd_mg=sd, days=days)
    assert found.place is Place.ABOVE
    assert (round(found.z or 0, 6), round(found.confidence or 0, 6)) == (z, p)


@given(mean=st.floats(0, 350), sd=st.floats(1, 200), days=st.integers(1, 400))
def test_below_an_adequate_intake_nothing_is_ever_said(mean: float, sd: float, days: int) -> None:
    found = adequacy.against_adequate_intake(mean_mg=mean, intake_mg=350, sd_mg=sd, days=days)
    assert (found.place, found.z, found.confidence) == (Place.CANNOT_BE_JUDGED, None, None)


def test_the_same_supplement_every_day_is_compared_directly() -> None:
    days = diaries.rows([300.0] * 14, supplement=[200.0] * 14)
    found = adequacy.against_upper_level(days, level_mg=250)
    assert found is not None
    assert (found.sd_mg, found.days_above) == (0, 0)
    assert (found.usual.place, found.usual.confidence) == (Place.BELOW, None)


def test_a_supplement_on_ten_of_fourteen_days() -> None:
    days = diaries.rows([300.0] * 14, supplement=[300.0] * 10 + [0.0] * 4)
    found = adequacy.against_upper_level(days, level_mg=250)
    assert found is not None
    assert (round(found.mean_mg, 4), round(found.sd_mg, 4)) == (214.2857, 140.6422)
    assert round(found.usual.z or 0, 6) == 0.950146
    assert round(found.usual.confidence or 0, 6) == 0.828981
    assert (found.days_above, found.days, found.largest_mg) == (10, 14, 300)


def test_the_upper_level_of_the_united_states() -> None:
    found = adequacy.below_level(mean_mg=375, level_mg=350, sd_mg=60, days=7)
    assert (round(found.z or 0, 6), round(found.confidence or 0, 6)) == (-1.102396, 0.135145)


def test_food_never_counts_to_the_upper_level() -> None:
    found = adequacy.against_upper_level(diaries.rows([900.0] * 7), level_mg=250)
    assert found is not None
    assert (found.mean_mg, found.days_above) == (0, 0)


def test_a_day_above_the_level_counts_although_it_was_not_closed() -> None:
    days = diaries.rows([300.0] * 7, supplement=[0.0] * 6 + [400.0])
    days.loc[days.index[-1], "status"] = "partial"
    found = adequacy.against_upper_level(days, level_mg=250)
    assert found is not None
    assert (found.days_above, found.logged, found.days, found.mean_mg) == (1, 7, 6, 0)


def test_with_an_unknown_dose_nobody_is_said_to_be_below_the_level() -> None:
    days = diaries.rows([300.0] * 7, supplement=[100.0] * 7)
    days.loc[days.index[0], "limit_unknown"] = True
    found = adequacy.against_upper_level(days, level_mg=250)
    assert found is not None
    assert (found.usual.place, found.unknown_days) == (Place.CANNOT_BE_JUDGED, 1)


def test_without_a_closed_day_there_is_no_comparison() -> None:
    assert adequacy.against_upper_level(diaries.rows([None] * 7), level_mg=250) is None


@pytest.mark.parametrize(
    ("known", "filled", "coverage", "step"),
    [
        (340, 340, 1.0, Step.PROBABLY_ENOUGH),
        (280, 280, 1.0, Step.MORE_LIKELY_ENOUGH),
        (240, 240, 1.0, Step.MAY_BE_SHORT),
        (180, 180, 1.0, Step.PROBABLY_SHORT),
        (280, 300, 0.85, Step.MORE_LIKELY_ENOUGH),
        (240, 300, 0.95, Step.CANNOT_TELL),
        (280, None, 0.95, Step.MORE_LIKELY_ENOUGH),
        (280, None, 0.85, Step.CANNOT_TELL),
        (340, None, 0.85, Step.PROBABLY_ENOUGH),
    ],
)
def test_a_step_is_said_only_when_it_holds_for_both_ends(
    known: float, filled: float | None, coverage: float, step: Step
) -> None:
    days = diaries.rows([float(known)] * 7, filled=[filled] * 7, coverage=coverage)
    found = usual.usual(days, sex="F", age=40)
    assert found is not None
    assert adequacy.against_requirement(found, requirement_mg=265).step is step


def test_a_day_without_food_is_a_day_of_zero() -> None:
    found = usual.usual(diaries.rows([0.0] * 7), sex="F", age=40)
    assert found is not None
    assert found.low_mg == 0
    assert adequacy.against_requirement(found, requirement_mg=265).step is Step.PROBABLY_SHORT
    assert not math.isnan(found.known_mg)
