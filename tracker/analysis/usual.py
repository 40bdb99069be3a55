"""What somebody usually gets, from few days: a mean with the width that few days leave it.

Method: Institute of Medicine 2000, Dietary Reference Intakes: Applications in Dietary Assessment,
p. 54-65 and appendix B.
"""

import enum
import math
from dataclasses import dataclass

import pandas as pd
from scipy.special import ndtri

from tracker.rules.trend import MIN_DAYS, SATURDAY

# The normal quantile of a 95 % interval, as printed in the tables of the source.
Z_95 = 1.96

# From 30 days on the person's own spread is mixed in; the survey's then weighs as 20 days
# (own rule).
MIN_DAYS_FOR_OWN_SPREAD = 30
SURVEY_WEIGHT_DAYS = 20
# For whom the survey has no number: the middle of its coefficients of variation.
OTHER_VARIATION = 0.36


@dataclass(frozen=True)
class SurveySpread:
    """How much one person's days differ: the within-person SD in mg a day, food only.

    `verified` is False for a number that was not yet seen in its printed source.
    """

    sex: str
    from_age: int
    to_age: int
    sd_mg: float
    verified: bool = False


SURVEY = (
    # Back-computed from the worked example on p. 54: 3162 = 702 + SD^2 / 3.
    SurveySpread("F", 19, 51, 85.9, verified=True),
    SurveySpread("M", 19, 51, 122),
    SurveySpread("F", 51, 150, 74),
    SurveySpread("M", 51, 150, 94),
    SurveySpread("F", 9, 19, 86),
    SurveySpread("M", 9, 19, 109),
    SurveySpread("F", 4, 9, 61),
    SurveySpread("M", 4, 9, 71),
)


class Origin(enum.StrEnum):
    """Where a spread comes from."""

    SURVEY = "survey"
    # No survey group fits, or the sex or the age is not known: a share of the mean.
    SHARE_OF_MEAN = "share_of_mean"
    # One of these, mixed with the person's own days.
    MIXED = "mixed"


@dataclass(frozen=True)
class Spread:
    """The within-person SD in mg a day, of everything the person takes."""

    sd_mg: float
    origin: Origin
    verified: bool


@dataclass(frozen=True, kw_only=True)
class Usual:
    """What is usually taken in, in mg a day.

    `known_mg` is "at least"; `filled_mg` has estimates for what is not known, None where a day has
    no estimate. The interval (95 %) runs from what is known less its margin to the estimate plus
    its margin; `high_mg` is None without an estimate. `coverage` is the mean share of the food that
    is known, None when nothing was eaten.
    """

    known_mg: float
    filled_mg: float | None
    low_mg: float
    high_mg: float | None
    spread: Spread
    coverage: float | None
    usable: int
    days: int


def usual(days: pd.DataFrame, *, sex: str | None, age: int | None) -> Usual | None:
    """From rows a day (analysis.daily). None below 3 usable days, or without one in a weekend."""
    usable = days[days["usable"]]
    if len(usable) < MIN_DAYS or not is_weekend(usable).any():
        return None
    known, filled = balanced_mean(usable["known_mg"]), balanced_mean(usable["filled_mg"])
    spread = spread_of(usable, sex=sex, age=age)
    margin = Z_95 * spread.sd_mg / math.sqrt(len(usable))
    return Usual(
        known_mg=known,
        filled_mg=None if math.isnan(filled) else filled,
        low_mg=max(0.0, known - margin),
        high_mg=None if math.isnan(filled) else filled + margin,
        spread=spread,
        coverage=_mean_coverage(usable),
        usable=len(usable),
        days=len(days),
    )


def is_weekend(days: pd.DataFrame | pd.Series) -> pd.Series:
    index = pd.DatetimeIndex(days.index)
    return pd.Series(index.day_of_week >= SATURDAY, index=index)


def balanced_mean(values: pd.Series) -> float:
    """The mean of a week of which 5 days are weekdays, however many of either were logged.

    NaN when a value is.
    """
    weekend = is_weekend(values)
    parts = values[~weekend], values[weekend]
    if values.isna().any():
        return math.nan
    if any(part.empty for part in parts):
        return float(values.mean())
    return float((5 * parts[0].mean() + 2 * parts[1].mean()) / 7)


def spread_of(usable: pd.DataFrame, *, sex: str | None, age: int | None) -> Spread:
    """The spread of food and water, and what an irregular supplement adds to it."""
    eaten = usable["food_mg"] + usable["water_mg"]
    food = survey_spread(sex=sex, age=age, mean_mg=float(eaten.mean()))
    if len(usable) >= MIN_DAYS_FOR_OWN_SPREAD:
        food = mixed_spread(food, own_sd_mg=float(eaten.std()), days=len(usable))
    # The survey's numbers are of food only: a supplement taken every day adds nothing to them.
    added_sd_mg = float(usable["supplement_mg"].std())
    return Spread(math.hypot(food.sd_mg, added_sd_mg), food.origin, food.verified)


def survey_spread(*, sex: str | None, age: int | None, mean_mg: float) -> Spread:
    for row in SURVEY:
        if row.sex == sex and age is not None and row.from_age <= age < row.to_age:
            return Spread(row.sd_mg, Origin.SURVEY, row.verified)
    return Spread(OTHER_VARIATION * mean_mg, Origin.SHARE_OF_MEAN, verified=False)


def mixed_spread(survey: Spread, *, own_sd_mg: float, days: int) -> Spread:
    weights = SURVEY_WEIGHT_DAYS, days - 1
    squares = weights[0] * survey.sd_mg**2 + weights[1] * own_sd_mg**2
    return Spread(math.sqrt(squares / sum(weights)), Origin.MIXED, survey.verified)


def days_for_precision(*, variation: float, within: float) -> float:
    """How many days bring the mean within a share of the truth, with 95 % confidence.

    Both as shares: a variation of 0.38 to within 0.10 takes 55.5 days.
    """
    return (Z_95 * variation / within) ** 2


def days_for_confidence(
    *, mean_mg: float, requirement_mg: float, requirement_sd_mg: float, sd_mg: float, p: float
) -> float | None:
    """How many days with this mean give a confidence of `p` that the requirement is met.

    None when no number of days does: the requirements of people differ too much.
    """
    room = ((mean_mg - requirement_mg) / float(ndtri(p))) ** 2 - requirement_sd_mg**2
    return None if room <= 0 else sd_mg**2 / room


def _mean_coverage(usable: pd.DataFrame) -> float | None:
    coverage = usable["coverage"].dropna()
    return None if coverage.empty else float(coverage.mean())
