"""A planned comparison: weeks with and weeks without, in an order that chance decided.

Only such a plan can tell a cause from what happened at the same time. Everything is fixed before
the start: the dose (never above the upper level), the outcome, the order, the end. It is not
blinded, and says so: in trials of cramps, placebo alone did a quarter.
"""

import datetime as dt
import enum
import hashlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tracker.analysis import association, pairing
from tracker.analysis.association import Association
from tracker.analysis.verdicts import Outcome

BLOCK_DAYS = 14
# Of k pairs the smallest possible p is 2 / 2^k: six are needed for 0.05. Thirteen pairs of two
# weeks are a year.
MIN_PAIRS = 6
MAX_PAIRS = 13
# A block of which less than half the days are known says nothing of its weeks.
MIN_KNOWN_SHARE = 0.5


class Obstacle(enum.StrEnum):
    """Why no plan is made, or why one stops: with these only a physician may decide."""

    DOSE_ABOVE_LEVEL = "dose_above_level"
    DOSE_UNKNOWN = "dose_unknown"
    TOO_FEW_PAIRS = "too_few_pairs"
    TOO_MANY_PAIRS = "too_many_pairs"
    KIDNEY_DISEASE = "kidney_disease"
    PREGNANCY = "pregnancy"
    INTERACTING_MEDICINE = "interacting_medicine"
    DIARRHOEA = "diarrhoea"


# What ends a plan that has begun, on the day it is noticed.
STOPS = (
    Obstacle.DIARRHOEA,
    Obstacle.KIDNEY_DISEASE,
    Obstacle.PREGNANCY,
    Obstacle.INTERACTING_MEDICINE,
)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is fixed before the start. `seed` is stored: it gives the same order to whoever checks.

    `dose_mg` is elemental magnesium a day in the weeks with.
    """

    outcome: Outcome
    start: dt.date
    dose_mg: float | None
    seed: str
    pairs: int = MIN_PAIRS
    block_days: int = BLOCK_DAYS

    @property
    def end(self) -> dt.date:
        """The last day."""
        return self.start + dt.timedelta(days=2 * self.pairs * self.block_days - 1)


@dataclass(frozen=True)
class Block:
    """Days from first to last, with (`is_on`) or without; two blocks are a pair."""

    pair: int
    is_on: bool
    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class PairTest:
    """The mean difference, with less without, and the share of the orders that chance could have
    drawn in which it is as large. Without a pair both are None."""

    pairs: int
    difference: float | None
    p: float | None


@dataclass(frozen=True, kw_only=True)
class Result:
    """Both estimates of a finished plan: over the days, and from the order that was drawn."""

    plan: Plan
    association: Association
    pair_test: PairTest
    differences: tuple[float | None, ...]


def obstacles(
    plan: Plan, *, level_mg: float, present: Iterable[Obstacle] = ()
) -> tuple[Obstacle, ...]:
    """Why this plan may not start; empty when it may. `present` are those of STOPS that hold."""
    found = []
    if plan.dose_mg is None:
        found.append(Obstacle.DOSE_UNKNOWN)
    elif plan.dose_mg > level_mg:
        found.append(Obstacle.DOSE_ABOVE_LEVEL)
    if plan.pairs < MIN_PAIRS:
        found.append(Obstacle.TOO_FEW_PAIRS)
    if plan.pairs > MAX_PAIRS:
        found.append(Obstacle.TOO_MANY_PAIRS)
    return (*found, *(stop for stop in STOPS if stop in set(present)))


def blocks(plan: Plan) -> tuple[Block, ...]:
    """The order, pair by pair: with first or without first, one bit of the seed's digest each."""
    return tuple(
        Block(
            pair,
            is_on,
            plan.start + dt.timedelta(days=number * plan.block_days),
            plan.start + dt.timedelta(days=(number + 1) * plan.block_days - 1),
        )
        for number, (pair, is_on) in enumerate(_order(plan))
    )


def result(diary: pd.DataFrame, plan: Plan, *, alpha: float) -> Result:
    """Both estimates, from rows a day up to the end (analysis.association; supplement_mg is what
    was taken, whatever was planned)."""
    during = diary.loc[: pd.Timestamp(plan.end)]
    taken = pairing.intake_before(during, column="supplement_mg")
    planned = during.loc[pd.Timestamp(plan.start) :]
    differences = _differences(planned, plan)
    (answer,) = association.associations(
        planned, alpha=alpha, outcomes=[plan.outcome], exposure=taken
    )
    return Result(
        plan=plan,
        association=answer,
        pair_test=randomised_pairs([d for d in differences if d is not None]),
        differences=differences,
    )


def randomised_pairs(differences: Sequence[float]) -> PairTest:
    """The exact sign-flip test of differences (with less without) of randomised pairs."""
    if not differences:
        return PairTest(0, None, None)
    signs = np.array(list(itertools.product((1, -1), repeat=len(differences))))
    sums = np.abs(signs @ np.array(differences))
    # As large up to rounding: the drawn order itself must count.
    as_large = sums >= sums[0] - 1e-9 * (1 + sums[0])
    return PairTest(len(differences), float(np.mean(differences)), float(as_large.mean()))


def _order(plan: Plan) -> Iterator[tuple[int, bool]]:
    # A digest and not a generator of random numbers: those may differ between versions.
    digest = hashlib.sha256(plan.seed.encode()).digest()
    for pair in range(plan.pairs):
        on_first = bool(digest[pair // 8] >> (pair % 8) & 1)
        yield pair, on_first
        yield pair, not on_first


def _differences(diary: pd.DataFrame, plan: Plan) -> tuple[float | None, ...]:
    means: dict[tuple[int, bool], float | None] = {
        (block.pair, block.is_on): _mean(diary, plan, block) for block in blocks(plan)
    }
    return tuple(_difference(means[pair, True], means[pair, False]) for pair in range(plan.pairs))


def _mean(diary: pd.DataFrame, plan: Plan, block: Block) -> float | None:
    days = diary.loc[pd.Timestamp(block.first) : pd.Timestamp(block.last)]
    values = days.loc[~days["left_out"], plan.outcome.key].dropna()
    is_known = len(values) >= MIN_KNOWN_SHARE * plan.block_days
    return float(values.mean()) if is_known else None


def _difference(on: float | None, off: float | None) -> float | None:
    return None if on is None or off is None else on - off
