"""False patterns, counted: the promise of docs/analysis.md, run again at every change.

Of 100 diaries that pass the gates 1 to 8 may show a pattern. With 100 diaries a cell chance alone
spreads a true 5 % over 1 to 12, so the narrow band holds for the six cells together and the wide
one for each; with 1,000 the narrow one holds for each.
"""

import pandas as pd
import pytest

from tracker.analysis import calibration
from tracker.analysis.calibration import Cell
from tracker.analysis.verdicts import OUTCOMES

KEYS = [outcome.key for outcome in OUTCOMES]
LOW, HIGH = 0.01, 0.08
HIGH_OF_100 = 0.12
CEILING = 0.05


@pytest.fixture(scope="module")
def cells() -> list[Cell]:
    return list(calibration.cells(diaries=100, seed=1))


def together(cells: list[Cell], what: str, key: str) -> float:
    counted = sum(getattr(cell, what)[key] for cell in cells)
    return float(counted / sum(cell.passed[key] for cell in cells))


@pytest.mark.parametrize("key", KEYS)
def test_between_1_and_8_of_100_show_a_pattern(cells: list[Cell], key: str) -> None:
    assert LOW <= together(cells, "patterns", key) <= HIGH
    for cell in cells:
        assert cell.passed[key] >= 50
        assert cell.patterns[key] / cell.passed[key] <= HIGH_OF_100, cell


@pytest.mark.parametrize("key", KEYS)
def test_a_plain_correlation_fails_the_same_test(cells: list[Cell], key: str) -> None:
    alike = [cell for cell in cells if cell.phi]
    assert together(alike, "pearson", key) > HIGH


def test_few_diaries_show_any_pattern_among_four_outcomes(cells: list[Cell]) -> None:
    assert sum(cell.any_pattern for cell in cells) / sum(cell.diaries for cell in cells) <= CEILING


def test_a_seed_makes_the_same_diary_again() -> None:
    first, again = (calibration.null_diary(days=60, phi=0.6, seed=(1, 2)) for _ in range(2))
    other = calibration.null_diary(days=60, phi=0.6, seed=(1, 3))
    pd.testing.assert_frame_equal(first, again)
    assert not first.equals(other)


def test_the_diaries_are_like_diaries() -> None:
    diary = calibration.null_diary(days=365, phi=0.6, seed=(1,))
    assert diary["known_mg"][diary["usable"]].mean() == pytest.approx(280, abs=25)
    assert 0.8 < diary["usable"].mean() < 1
    assert diary["cramps"].min() == 0
    assert diary["fatigue"].between(0, 10).sum() == diary["fatigue"].notna().sum() < 365


@pytest.mark.long
def test_of_1000_diaries_a_cell_1_to_8_per_cent_show_a_pattern() -> None:
    for cell in calibration.cells(diaries=1000, seed=2):
        for key in KEYS:
            assert LOW <= cell.patterns[key] / cell.passed[key] <= HIGH, cell
        assert cell.any_pattern / cell.diaries <= CEILING, cell
        if cell.phi:
            pearson = [cell.pearson[key] / cell.passed[key] for key in KEYS]
            assert min(pearson) > HIGH, cell
