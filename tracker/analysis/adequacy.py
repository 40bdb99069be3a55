"""Is what somebody usually gets enough, and how sure can a diary be of that?

Method: Institute of Medicine 2000, Dietary Reference Intakes: Applications in Dietary Assessment,
p. 54-57, 189-190, 199. Only the United States' average requirement allows a probability; an
adequate intake can show enough, and never a shortage.
"""

import enum
import math
from dataclasses import dataclass

import pandas as pd
from scipy.special import ndtr

from tracker.analysis.usual import Usual
from tracker.rules.day import Status

# The source assumes that people's requirements differ by 10 % (IOM 1997, p. 219).
REQUIREMENT_VARIATION = 0.10
# Days that follow each other are alike; 0 is the source's choice, 0.2 the careful one.
CAREFUL_ALIKENESS = 0.2
# Less known than this, and only what holds for both ends is said.
MIN_COVERAGE = 0.90
# Days of which the person said that they are complete, also where a food's magnesium is unknown.
CLOSED = (Status.COMPLETE, Status.CONFIRMED_NO_FOOD, Status.LOW_COVERAGE)


class Step(enum.StrEnum):
    """In words, for the dietitian: from 0.85, 0.50 and 0.15 of confidence."""

    PROBABLY_ENOUGH = "probably_enough"
    MORE_LIKELY_ENOUGH = "more_likely_enough"
    MAY_BE_SHORT = "may_be_short"
    PROBABLY_SHORT = "probably_short"
    CANNOT_TELL = "cannot_tell"


STEPS = (
    (0.85, Step.PROBABLY_ENOUGH),
    (0.50, Step.MORE_LIKELY_ENOUGH),
    (0.15, Step.MAY_BE_SHORT),
    (0.0, Step.PROBABLY_SHORT),
)


class Place(enum.StrEnum):
    """Against an adequate intake or an upper level."""

    ABOVE = "above"
    BELOW = "below"
    CANNOT_BE_JUDGED = "cannot_be_judged"


@dataclass(frozen=True, kw_only=True)
class Confidence:
    """How sure it is that the usual intake meets this person's own requirement.

    `difference_mg` is D, `requirement_sd_mg` SD_r and `sd_mg` SD_D of the source.
    """

    difference_mg: float
    requirement_sd_mg: float
    sd_mg: float

    @property
    def z(self) -> float:
        return self.difference_mg / self.sd_mg

    @property
    def p(self) -> float:
        return float(ndtr(self.z))

    @property
    def step(self) -> Step:
        return next(step for lowest, step in STEPS if self.p >= lowest)


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """A usual intake against an average requirement: at what is known and with the estimates.

    `step` is what holds for both (CANNOT_TELL when they differ); `careful` counts days that
    follow each other as less than a day each.
    """

    known: Confidence
    filled: Confidence | None
    careful: Confidence
    step: Step


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A mean against one number. z and confidence are None where it can be compared directly
    (every day the same) or not be judged."""

    place: Place
    z: float | None = None
    confidence: float | None = None


@dataclass(frozen=True, kw_only=True)
class UpperLevel:
    """Supplements against an upper level for supplements; what is eaten or drunk never counts.

    The effect (loose stools) is of the day: `days_above` of the `logged` days and `largest_mg` say
    more than a mean. Mean and SD are over the `days` that were closed. `unknown_days` had a dose
    that is not known: on those the amount is at least what is counted.
    """

    level_mg: float
    days_above: int
    logged: int
    largest_mg: float
    unknown_days: int
    mean_mg: float
    sd_mg: float
    days: int
    usual: Comparison


def confidence(
    *, mean_mg: float, requirement_mg: float, sd_mg: float, days: int, alikeness: float = 0.0
) -> Confidence:
    """The source's D, SD_D and z. `alikeness` is the correlation of one day with the next."""
    requirement_sd = REQUIREMENT_VARIATION * requirement_mg
    effective = days * (1 - alikeness) / (1 + alikeness)
    return Confidence(
        difference_mg=mean_mg - requirement_mg,
        requirement_sd_mg=requirement_sd,
        sd_mg=math.sqrt(requirement_sd**2 + sd_mg**2 / effective),
    )


def against_requirement(usual: Usual, *, requirement_mg: float) -> Requirement:
    """Against an average requirement, which only the United States have for magnesium."""

    def at(mean_mg: float, *, alikeness: float = 0.0) -> Confidence:
        return confidence(
            mean_mg=mean_mg,
            requirement_mg=requirement_mg,
            sd_mg=usual.spread.sd_mg,
            days=usual.usable,
            alikeness=alikeness,
        )

    known = at(usual.known_mg)
    filled = None if usual.filled_mg is None else at(usual.filled_mg)
    return Requirement(
        known=known,
        filled=filled,
        careful=at(usual.known_mg, alikeness=CAREFUL_ALIKENESS),
        step=_step(known, filled, coverage=usual.coverage),
    )


def against_adequate_intake(
    *, mean_mg: float, intake_mg: float, sd_mg: float, days: int
) -> Comparison:
    """Above it: how sure. Not above it: nothing can be said (source, p. 10 and 199)."""
    if mean_mg <= intake_mg:
        return Comparison(place=Place.CANNOT_BE_JUDGED)
    z = (mean_mg - intake_mg) / (sd_mg / math.sqrt(days))
    return Comparison(place=Place.ABOVE, z=z, confidence=float(ndtr(z)))


def against_upper_level(days: pd.DataFrame, *, level_mg: float) -> UpperLevel | None:
    """From rows a day (analysis.daily), 0 on days without a supplement.

    None without a day that was closed.
    """
    logged, closed = days[days["status"] != Status.EMPTY], days[days["status"].isin(CLOSED)]
    if closed.empty:
        return None
    taken, unknown = closed["limit_mg"], int(logged["limit_unknown"].sum())
    mean, sd = float(taken.mean()), float(taken.std()) if len(taken) > 1 else 0.0
    return UpperLevel(
        level_mg=level_mg,
        days_above=int((logged["limit_mg"] > level_mg).sum()),
        logged=len(logged),
        largest_mg=float(logged["limit_mg"].max()),
        unknown_days=unknown,
        mean_mg=mean,
        sd_mg=sd,
        days=len(taken),
        usual=below_level(mean_mg=mean, level_mg=level_mg, sd_mg=sd, days=len(taken))
        if not unknown or mean > level_mg
        else Comparison(place=Place.CANNOT_BE_JUDGED),
    )


def below_level(*, mean_mg: float, level_mg: float, sd_mg: float, days: int) -> Comparison:
    """How sure it is that the usual supplement intake is below the level."""
    place = Place.BELOW if mean_mg <= level_mg else Place.ABOVE
    if sd_mg == 0:
        return Comparison(place=place)
    z = (level_mg - mean_mg) / (sd_mg / math.sqrt(days))
    return Comparison(place=place, z=z, confidence=float(ndtr(z)))


def _step(known: Confidence, filled: Confidence | None, *, coverage: float | None) -> Step:
    """What holds whatever the unknown part is; with little unknown, what is known decides."""
    if filled is None:
        is_known_well = coverage is not None and coverage >= MIN_COVERAGE
        return known.step if is_known_well or known.step is STEPS[0][1] else Step.CANNOT_TELL
    return known.step if known.step is filled.step else Step.CANNOT_TELL
