"""Does how somebody was go together with what they had taken in before? Mostly: not clear.

One exposure, fixed beforehand (the mean of the 7 days before), four outcomes, dates fixed
beforehand, and refusal below what a diary can carry. Method and measured error rates:
docs/analysis.md.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from tracker.analysis import multiplicity, pairing, serial, verdicts
from tracker.analysis.pairing import Pairs
from tracker.analysis.verdicts import OUTCOMES, Outcome, Reason, Refusal, Verdict
from tracker.rules.trend import WINDOW_DAYS

# Named with every answer: a change of a gate, of the model or of its grid is a new version.
RULE_VERSION = "1"

MIN_SPAN = 56
MIN_PAIRS = 42
MIN_SHARE = 0.70
MIN_RANGE_MG = 60.0

# 1.96 + 0.84 standard errors: found four times in five.
DETECTABLE = 2.8


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """The change of the outcome that went together with 1 mg more, and over the range eaten.

    `range_mg` lies between the 10th and 90th percentile of the exposure; `low` and `high` are the
    95 % interval per mg.
    """

    per_mg: float
    sd: float
    low: float
    high: float
    p: float
    p_less: float
    phi: float
    effective_days: float
    range_mg: float
    change_that_matters: float

    @property
    def change(self) -> float:
        return self.per_mg * self.range_mg

    @property
    def change_interval(self) -> tuple[float, float]:
        return self.low * self.range_mg, self.high * self.range_mg

    @property
    def detectable(self) -> float:
        """The smallest change over the range that would be found four times in five."""
        return DETECTABLE * self.sd * self.range_mg


@dataclass(frozen=True, kw_only=True)
class Association:
    """The answer for one outcome. With NOT_ENOUGH there is no estimate and `refusals` say why;
    else `p_holm` is the p value beside those of the other outcomes."""

    outcome: Outcome
    verdict: Verdict
    first: dt.date | None = None
    last: dt.date | None = None
    pairs: int = 0
    refusals: tuple[Refusal, ...] = ()
    estimate: Estimate | None = None
    p_holm: float | None = None

    @property
    def possible_pairs(self) -> int:
        """The days of the stretch that could have been pairs."""
        if self.first is None or self.last is None:
            return 0
        return max(1, (self.last - self.first).days + 1 - WINDOW_DAYS)


def associations(
    diary: pd.DataFrame,
    *,
    alpha: float,
    outcomes: Sequence[Outcome] = OUTCOMES,
    exposure: pd.Series | None = None,
) -> tuple[Association, ...]:
    """The family of outcomes, in their order, against the magnesium of the 7 days before (or
    another `exposure` in mg that was fixed beforehand).

    `diary` has one row for every calendar day up to the look: known_mg and usable as from
    analysis.daily, left_out, and a column of floats for each outcome (NaN is unknown, 0 is none).
    `alpha` is what the occasion allows: looks.ALPHA, or looks.FIXED_ALPHA.
    """
    before = pairing.intake_before(diary) if exposure is None else exposure
    answers = [_ask(diary, before, outcome) for outcome in outcomes]
    return _with_verdicts(answers, alpha=alpha)


def refusals(pairs: Pairs | None, outcome: Outcome) -> tuple[Refusal, ...]:
    """Every reason to say nothing; empty when the diary can carry the question."""
    if pairs is None:
        return (Refusal(Reason.SPAN, 0, MIN_SPAN), Refusal(Reason.PAIRS, 0, MIN_PAIRS))
    found = [*_too_few(pairs), *_too_alike(pairs.table, outcome)]
    if found and pairs.gap:
        found.append(Refusal(Reason.GAP, pairs.gap, pairing.LONGEST_GAP))
    return tuple(found)


def estimate(pairs: Pairs, outcome: Outcome, *, trend: bool = True) -> Estimate:
    """Raises serial.EntangledError when the intake cannot be told from the passing of time."""
    values = pairs.table["outcome"]
    fitted = serial.fit(
        values.to_numpy(dtype=float), pairing.design(pairs, trend=trend), pairs.days
    )
    low, high = fitted.interval()
    return Estimate(
        per_mg=fitted.mean,
        sd=fitted.sd,
        low=low,
        high=high,
        p=fitted.p,
        p_less=fitted.below(0.0),
        phi=fitted.phi,
        effective_days=fitted.effective_days,
        range_mg=eaten_range(pairs.table),
        change_that_matters=outcome.change_that_matters(values),
    )


def eaten_range(table: pd.DataFrame) -> float:
    low, high = np.percentile(table["exposure"], [10, 90])
    return float(high - low)


def _ask(diary: pd.DataFrame, exposure: pd.Series, outcome: Outcome) -> Association:
    """One outcome by itself: refused, or with an estimate that has no verdict yet."""
    pairs = pairing.pairs(diary, exposure, outcome=outcome.key)
    refused = refusals(pairs, outcome)
    answer = Association(
        outcome=outcome,
        verdict=Verdict.NOT_ENOUGH,
        refusals=refused,
    )
    if pairs is None:
        return answer
    answer = replace(answer, first=pairs.first, last=pairs.last, pairs=len(pairs.table))
    if refused:
        return answer
    try:
        return replace(answer, estimate=estimate(pairs, outcome))
    except serial.EntangledError:
        return replace(answer, refusals=(Refusal(Reason.ENTANGLED, 0, 0),))


def _with_verdicts(answers: Sequence[Association], *, alpha: float) -> tuple[Association, ...]:
    p_holm = iter(multiplicity.holm([a.estimate.p for a in answers if a.estimate]))
    return tuple(
        _with_verdict(answer, p_holm=next(p_holm), alpha=alpha) if answer.estimate else answer
        for answer in answers
    )


def _with_verdict(answer: Association, *, p_holm: float, alpha: float) -> Association:
    if answer.estimate is None:
        return answer
    verdict = verdicts.verdict(
        p=p_holm,
        alpha=alpha,
        interval=answer.estimate.change_interval,
        change_that_matters=answer.estimate.change_that_matters,
    )
    return replace(answer, p_holm=p_holm, verdict=verdict)


def _too_few(pairs: Pairs) -> Iterable[Refusal]:
    count, possible = len(pairs.table), max(pairs.span - WINDOW_DAYS, 1)
    if pairs.span < MIN_SPAN:
        yield Refusal(Reason.SPAN, pairs.span, MIN_SPAN)
    if count < MIN_PAIRS:
        yield Refusal(Reason.PAIRS, count, MIN_PAIRS)
    if count / possible < MIN_SHARE:
        yield Refusal(Reason.SHARE, count / possible, MIN_SHARE)


def _too_alike(table: pd.DataFrame, outcome: Outcome) -> Iterable[Refusal]:
    """Weeks or days that hardly differ cannot go together with anything."""
    if table.empty:
        return
    if eaten_range(table) < MIN_RANGE_MG:
        yield Refusal(Reason.RANGE, eaten_range(table), MIN_RANGE_MG)
    yield from verdicts.alike(table["outcome"], outcome)
