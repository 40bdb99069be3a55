"""Regression on days that hang together: the correlation of the errors is not estimated but
integrated out on a fixed grid, so that the same diary always gives the same answer.

The errors of days s and t correlate by lam * phi ** |s - t|: a state that fades by phi a day, of
which the share 1 - lam is noise of the day. Real day numbers, so that a gap is as long as it was.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import stdtr

Numbers = NDArray[np.float64]
DayNumbers = NDArray[np.int64]

FADES = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98)
# lam and its weight.
SHARES = ((0.25, 0.10), (0.5, 0.15), (0.75, 0.25), (1.0, 0.50))
# phi, lam and prior weight of the 29 points; with phi 0 there is only noise, whatever lam is. The
# weights say: days hang together unless the diary shows otherwise.
GRID = (
    (0.0, 1.0, 0.05),
    *((phi, share, (phi + 0.05) * weight) for phi in FADES[1:] for share, weight in SHARES),
)

# A column of which less than this share is its own says nothing apart from the others.
SMALLEST_OWN_SHARE = 1e-8


class EntangledError(ValueError):
    """The last column cannot be told from the others (for instance only ever rose with time)."""


@dataclass(frozen=True, kw_only=True)
class Posterior:
    """What the grid says of the last column's coefficient: a mixture of t distributions.

    `weights`, `estimates` and `errors` have one value for each point of the grid. `phi` is its
    mean, `effective_days` the number of independent days that tell as much about a mean.
    """

    weights: Numbers
    estimates: Numbers
    errors: Numbers
    freedom: int
    phi: float
    effective_days: float

    @property
    def mean(self) -> float:
        return float(self.weights @ self.estimates)

    @property
    def sd(self) -> float:
        within = self.errors**2 * self.freedom / (self.freedom - 2)
        around = (self.estimates - self.mean) ** 2
        return math.sqrt(float(self.weights @ (within + around)))

    @property
    def p(self) -> float:
        """Two-sided: how far the mixture lies from zero."""
        below = self.below(0.0)
        return 2 * min(below, 1 - below)

    def below(self, value: float) -> float:
        """The probability that the coefficient lies below `value`."""
        return float(self.weights @ stdtr(self.freedom, (value - self.estimates) / self.errors))

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        tail = (1 - level) / 2
        return self._quantile(tail), self._quantile(1 - tail)

    def _quantile(self, share: float) -> float:
        reach = 2.0 * self.sd
        low, high = self.mean - reach, self.mean + reach
        while self.below(low) > share:
            low -= reach
        while self.below(high) < share:
            high += reach
        return float(brentq(lambda value: self.below(value) - share, low, high, xtol=1e-12))


def fit(
    outcome: Numbers,
    columns: Numbers,
    days: DayNumbers,
    *,
    grid: tuple[tuple[float, float, float], ...] = GRID,
) -> Posterior:
    """The coefficient of the last of `columns` (one row a day, rising days, an intercept among
    them). With a grid of one point it is generalised least squares at that phi and lam.

    Raises EntangledError where the last column follows from the others.
    """
    design = _independent(columns)
    phi, share, prior = (np.array(values) for values in zip(*grid, strict=True))
    white, log_root = _whiten(np.column_stack([design, outcome]), days, phi=phi, share=share)
    # Ordinary least squares of what is whitened: the last column's coefficient reads off R.
    r: Numbers = np.asarray(np.linalg.qr(white, mode="r"))
    freedom = len(outcome) - design.shape[1]
    # A residual of exactly nothing has no logarithm; the smallest number stands for it.
    residual = np.maximum(r[:, -1, -1] ** 2, np.finfo(float).tiny)
    scale = np.abs(np.diagonal(r, axis1=1, axis2=2)[:, :-1])
    # The restricted likelihood: |C|^-1/2 |X'C^-1 X|^-1/2 RSS^(-df/2).
    likelihood = -log_root - np.log(scale).sum(axis=1) - freedom / 2 * np.log(residual)
    weights = np.exp(np.log(prior) + likelihood - (np.log(prior) + likelihood).max())
    weights /= weights.sum()
    return Posterior(
        weights=weights,
        estimates=r[:, -2, -1] / r[:, -2, -2],
        errors=np.sqrt(residual / freedom) / scale[:, -1],
        freedom=freedom,
        phi=float(weights @ phi),
        effective_days=float(weights @ _effective_days(days, phi=phi, share=share)),
    )


def _whiten(
    rows: Numbers, days: DayNumbers, *, phi: Numbers, share: Numbers
) -> tuple[Numbers, Numbers]:
    """Rows times the inverse Cholesky root of the correlation, and the log of its determinant.

    A Kalman filter over all points of the grid at once: the same numbers as from the matrices,
    in a time that grows with the days and not with their third power. Shapes: rows (days,
    columns) -> (points, days, columns) and (points,).
    """
    white = np.empty((len(phi), *rows.shape))
    expected = np.zeros((len(phi), rows.shape[1]))
    spread = share.copy()
    log_root = np.zeros(len(phi))
    for number, gap in enumerate(np.diff(days, append=days[-1:] + 1)):
        variance = spread + 1 - share
        surprise = rows[number] - expected
        white[:, number] = surprise / np.sqrt(variance)[:, None]
        log_root += np.log(variance) / 2
        gain, faded = spread / variance, phi**gap
        expected = faded[:, None] * (expected + gain[:, None] * surprise)
        spread = faded**2 * spread * (1 - gain) + share * (1 - faded**2)
    return white, log_root


def _effective_days(days: DayNumbers, *, phi: Numbers, share: Numbers) -> Numbers:
    """n squared over the sum of all correlations, for every point of the grid."""
    lags, pairs = np.unique(np.subtract.outer(days, days), return_counts=True)
    lags, pairs = lags[lags > 0], pairs[lags > 0]
    total = len(days) + 2 * share * (phi[:, None] ** lags * pairs).sum(axis=1)
    return np.asarray(len(days) ** 2 / total)


def _independent(columns: Numbers) -> Numbers:
    """The columns without those that follow from earlier ones (the weekend, in a diary of
    weekdays)."""
    kept: list[Numbers] = []
    for number, column in enumerate(columns.T):
        if _own_share(column, kept) > SMALLEST_OWN_SHARE:
            kept.append(column)
        elif number == columns.shape[1] - 1:
            raise EntangledError
    return np.column_stack(kept)


def _own_share(column: Numbers, others: list[Numbers]) -> float:
    """How much of a column's length is left beside the others, from 0 to 1."""
    size = float(np.linalg.norm(column))
    if not others or not size:
        return min(size, 1.0)
    basis = np.linalg.qr(np.column_stack(others))[0]
    return float(np.linalg.norm(column - basis @ (basis.T @ column))) / size
