"""How often does the analysis see a pattern where there is none? Diaries are made in which nothing
goes together, and taken through everything from entries to verdict.

Intake and every outcome are independent series whose days resemble the day before by phi; what
they have in common is only that. What is counted is false by construction.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import stdtr

from tracker.analysis import association, beforeafter, daily, looks, pairing
from tracker.analysis.association import Association
from tracker.analysis.verdicts import OUTCOMES, Outcome, Verdict

Generator = np.random.Generator
Series = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

LENGTHS = (56, 120)
PHIS = (0.0, 0.6, 0.8)
FIRST = dt.date(2026, 1, 5)

# A day of food: about what a woman in the Netherlands eats, with the spread of the survey.
MEAN_MG, SD_MG = 280.0, 86.0
MEAL_SHARES = (0.25, 0.3, 0.35)
# One food in so many has no value; so many days are not closed, or have no outcome.
UNKNOWN_SHARE = 0.02
MISSING_SHARE = 0.03

# Mean and SD before rounding; cramps are a count around a mean that comes and goes.
SHAPES = {"sleep_h": (7.0, 1.0), "sleep_quality": (6.0, 2.0), "fatigue": (5.0, 2.0)}
MEAN_CRAMPS, SD_LOG_CRAMPS = 0.8, 0.7


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What came of the diaries of one length and phi, by outcome: how many passed the gates, how
    many of those showed a pattern at 0.05, and how many would have by Pearson's correlation.

    `any_pattern` counts the diaries with a pattern in the family of four at the alpha of a look.
    """

    days: int
    phi: float
    diaries: int
    passed: dict[str, int]
    patterns: dict[str, int]
    pearson: dict[str, int]
    any_pattern: int


@dataclass(frozen=True)
class Ledger:
    """Entries (as analysis.daily.sums takes them), what was said of days, and the outcomes."""

    entries: pd.DataFrame
    confirmed: pd.Series
    outcomes: dict[str, pd.Series]


def cells(*, diaries: int, seed: int) -> Iterator[Cell]:
    """Every length and phi; the same seed gives the same diaries, whatever else is run."""
    for days in LENGTHS:
        for phi in PHIS:
            yield cell(days=days, phi=phi, diaries=diaries, seed=seed)


def cell(*, days: int, phi: float, diaries: int, seed: int) -> Cell:
    counted = {what: dict.fromkeys(_KEYS, 0) for what in ("passed", "patterns", "pearson")}
    any_pattern = 0
    for number in range(diaries):
        diary = null_diary(days=days, phi=phi, seed=(seed, days, round(100 * phi), number))
        answers = association.associations(diary, alpha=looks.ALPHA)
        any_pattern += any(answer.verdict is Verdict.PATTERN for answer in answers)
        for answer in answers:
            if answer.estimate is None:
                continue
            key = answer.outcome.key
            counted["passed"][key] += 1
            counted["patterns"][key] += answer.estimate.p <= looks.FIXED_ALPHA
            counted["pearson"][key] += pearson_p(diary, answer.outcome) <= looks.FIXED_ALPHA
    return Cell(days=days, phi=phi, diaries=diaries, any_pattern=any_pattern, **counted)


def patterns_in_looks(*, phi: float, days: int, diaries: int, seed: int) -> int:
    """How many diaries showed a pattern at any of their looks, four outcomes at each."""
    return sum(
        any(
            answer.verdict is Verdict.PATTERN
            for answer in _answers_at_looks(
                null_diary(days=days, phi=phi, seed=(seed, days, round(100 * phi), number))
            )
        )
        for number in range(diaries)
    )


def false_steps(*, phi: float, days: int, diaries: int, seed: int) -> tuple[int, int]:
    """Diaries with a step in the middle at 0.05: beside a trend, and by Welch's t-test."""
    steps = welch = 0
    fatigue = OUTCOMES[-1]
    start = FIRST + dt.timedelta(days=days // 2)
    for number in range(diaries):
        diary = null_diary(days=days, phi=phi, seed=(seed, days, round(100 * phi), number))
        found = beforeafter.before_after(diary, fatigue, start=start, alpha=looks.FIXED_ALPHA)
        steps += found.verdict is Verdict.PATTERN
        welch += welch_p(diary, fatigue, start=start) <= looks.FIXED_ALPHA
    return steps, welch


def null_diary(*, days: int, phi: float, seed: Sequence[int]) -> pd.DataFrame:
    """A diary in which nothing goes together, as rows a day."""
    ledger = null_ledger(days=days, phi=phi, seed=seed)
    calendar = ledger.confirmed.index
    rows = daily.days(
        daily.sums(ledger.entries),
        ledger.confirmed,
        first=calendar[0].date(),
        last=calendar[-1].date(),
    )
    return rows.assign(left_out=False, **ledger.outcomes)


def null_ledger(*, days: int, phi: float, seed: Sequence[int]) -> Ledger:
    """The same as it was logged."""
    rng = np.random.default_rng(seed)
    series = alike(rng, days=days, phi=phi, count=1 + len(OUTCOMES))
    entries = _entries(rng, np.clip(MEAN_MG + SD_MG * series[:, 0], 20, None))
    calendar = pd.date_range(FIRST, periods=days, name="date")
    said = pd.Series("complete", calendar).where(rng.random(days) > MISSING_SHARE, "")
    return Ledger(entries, said, _outcomes(rng, series[:, 1:], calendar))


def alike(rng: Generator, *, days: int, phi: float, count: int) -> Series:
    """Independent columns with mean 0 and SD 1, each day like the day before by phi."""
    noise = rng.standard_normal((days, count))
    series = noise.copy()
    for day in range(1, days):
        series[day] = phi * series[day - 1] + np.sqrt(1 - phi**2) * noise[day]
    return series


def pearson_p(diary: pd.DataFrame, outcome: Outcome) -> float:
    """What a spreadsheet says: the correlation with the 7-day mean, days taken as independent."""
    pairs = pairing.pairs(diary, pairing.intake_before(diary), outcome=outcome.key)
    if pairs is None:
        return 1.0
    r = float(pairs.table["exposure"].corr(pairs.table["outcome"]))
    freedom = len(pairs.table) - 2
    return float(2 * stdtr(freedom, -abs(r) * np.sqrt(freedom / (1 - r**2))))


def welch_p(diary: pd.DataFrame, outcome: Outcome, *, start: dt.date) -> float:
    """Days before and after taken as independent, as trial apps do."""
    values = diary[outcome.key].dropna()
    after = pd.DatetimeIndex(values.index) >= pd.Timestamp(start)
    sides = values[~after], values[after]
    errors = [float(side.var()) / len(side) for side in sides]
    freedom = sum(errors) ** 2 / sum(
        e**2 / (len(side) - 1) for e, side in zip(errors, sides, strict=True)
    )
    t = float(sides[1].mean() - sides[0].mean()) / np.sqrt(sum(errors))
    return float(2 * stdtr(freedom, -abs(t)))


def _answers_at_looks(diary: pd.DataFrame) -> Iterator[Association]:
    for date in looks.dates(FIRST, until=diary.index[-1].date()):
        yield from association.associations(diary.loc[: pd.Timestamp(date)], alpha=looks.ALPHA)


def _entries(rng: Generator, totals: Series) -> pd.DataFrame:
    """Three meals and a drink a day that add up to the totals; some foods without a value."""
    shares = np.array([*MEAL_SHARES, 1 - sum(MEAL_SHARES)])
    known = np.outer(totals, shares).ravel()
    lines = pd.DataFrame(
        {
            "date": np.repeat(pd.date_range(FIRST, periods=len(totals)), len(shares)),
            "kind": ["food"] * (len(known)),
            "magnesium_mg": known,
            "known_share": 1.0,
            "energy_kcal": np.tile(2000 * shares, len(totals)),
            "limit_mg": 0.0,
        }
    )
    lines = lines.assign(
        fill_mg=np.nan, low_mg=np.nan, high_mg=np.nan, grams=np.nan, water_g=np.nan
    )
    unknown = rng.random(len(lines)) < UNKNOWN_SHARE
    lines.loc[unknown, ["magnesium_mg", "known_share"]] = [np.nan, 0.0]
    return lines


def _outcomes(rng: Generator, series: Series, calendar: pd.DatetimeIndex) -> dict[str, pd.Series]:
    columns = {
        "cramps": rng.poisson(MEAN_CRAMPS * np.exp(SD_LOG_CRAMPS * series[:, 0])).astype(float)
    }
    for (key, (mean, sd)), values in zip(SHAPES.items(), series[:, 1:].T, strict=True):
        columns[key] = mean + sd * values
    for key in ("sleep_quality", "fatigue"):
        columns[key] = np.clip(np.round(columns[key]), 0, 10)
    return {
        key: pd.Series(values, calendar).where(rng.random(len(values)) > MISSING_SHARE)
        for key, values in columns.items()
    }


_KEYS = tuple(outcome.key for outcome in OUTCOMES)
