"""The arithmetic of one day: what is known, between which bounds, and for how much of the food."""

import enum
import math
from collections.abc import Sequence
from dataclasses import dataclass

# Own rule: with 7 days the standard error is about 12 % of the mean; a share of the energy without
# a value of 20 % costs about 1.7 of those, so a day below 80 % is left out of means.
MIN_COVERAGE = 0.80

SOURCE_OF_KIND = {
    "food": "food",
    "water": "water",
    "supplement": "supplement",
    "medicine": "supplement",
}

# Cut-offs in kcal by which nutrition surveys find implausible reports (Willett, Nutritional
# Epidemiology; from memory, not checked against the book). They are meant for usual intake and
# crude for one day: a reason to ask, no more.
PLAUSIBLE_ENERGY = {"F": (500.0, 3500.0), "M": (800.0, 4000.0), None: (500.0, 4000.0)}
MIN_MOMENTS = 3


class Confirmation(enum.StrEnum):
    """What the person said about the day as a whole."""

    OPEN = ""
    COMPLETE = "complete"
    NO_FOOD = "no_food"


class Status(enum.StrEnum):
    EMPTY = "empty"
    PARTIAL = "partial"
    LOW_COVERAGE = "low_coverage"
    COMPLETE = "complete"
    CONFIRMED_NO_FOOD = "confirmed_no_food"


class Prompt(enum.StrEnum):
    """Something to ask about before a day is called complete; never a reason to drop a line."""

    ENERGY_LOW = "energy_low"
    ENERGY_HIGH = "energy_high"
    FEW_MOMENTS = "few_moments"
    NO_DRINK = "no_drink"


USABLE = frozenset({Status.COMPLETE, Status.CONFIRMED_NO_FOOD})


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row of the intake ledger, as the rule needs it.

    `magnesium_mg` is the known part, None when nothing is known. `low_mg`, `fill_mg` (the best
    estimate, unknown part included) and `high_mg` may be left None on a line that is known in
    full; on any other line None says that there is no such number. `limit_mg` is what counts to
    the supplement limit, None when that is not known. `moment` names the meal.

    Raises ValueError for what no ledger may hold: an unknown kind, a negative or non-finite
    number, a share outside 0..1, bounds that do not rise.
    """

    kind: str
    name: str
    magnesium_mg: float | None
    fill_mg: float | None = None
    low_mg: float | None = None
    high_mg: float | None = None
    known_share: float
    energy_kcal: float | None = None
    grams: float | None = None
    water_g: float | None = None
    limit_mg: float | None
    moment: str | None = None
    is_drink: bool = False

    def __post_init__(self) -> None:
        if self.kind not in SOURCE_OF_KIND:
            raise ValueError(f"A line is one of {', '.join(SOURCE_OF_KIND)}, not {self.kind!r}.")
        if not 0 <= self.known_share <= 1:
            raise ValueError(f"The known share of {self.name!r} must lie between 0 and 1.")
        bounds = (self.magnesium_mg, self.low_mg, self.fill_mg, self.high_mg)
        others = (self.energy_kcal, self.grams, self.water_g, self.limit_mg)
        if any(v is not None and not (math.isfinite(v) and v >= 0) for v in (*bounds, *others)):
            raise ValueError(f"The numbers of {self.name!r} must be finite and not negative.")
        given = [v for v in bounds if v is not None]
        if given != sorted(given):
            raise ValueError(f"Known, low, best and high of {self.name!r} must not fall.")

    @property
    def is_unknown(self) -> bool:
        """Some or all of its magnesium is not known."""
        return self.magnesium_mg is None or self.known_share < 1

    @property
    def low(self) -> float:
        """The least it can hold: without a lower bound, the part that is known."""
        return next((v for v in (self.low_mg, self.magnesium_mg) if v is not None), 0.0)

    @property
    def filled(self) -> float | None:
        return self.magnesium_mg if self.fill_mg is None and not self.is_unknown else self.fill_mg

    @property
    def high(self) -> float | None:
        return self.filled if self.high_mg is None and not self.is_unknown else self.high_mg


@dataclass(frozen=True, kw_only=True)
class Sum:
    """Magnesium in mg of some lines: `known_mg` is "at least", and never falls for an unknown.

    `filled_mg` is None when a line has no estimate, `high_mg` when a line has no upper end.
    `unknown` counts the lines that are not known in full.
    """

    known_mg: float
    low_mg: float
    filled_mg: float | None
    high_mg: float | None
    unknown: int

    @property
    def is_interval(self) -> bool:
        return self.high_mg is None or self.high_mg > self.known_mg


@dataclass(frozen=True, kw_only=True)
class DayTotal(Sum):
    """One day. All numbers are about what was logged; `status` says whether that is the day.

    `coverage` is the share (0..1) of the food whose magnesium is known, None without food, and
    `coverage_basis` what it was weighed by: "energy", "weight" (without water) or "items".
    Water and supplements stay outside it. `supplement_limit_mg` is the known part of what counts
    to the upper limit; `supplement_limit_unknown` says that there was more.
    """

    food: Sum
    water: Sum
    supplement: Sum
    coverage: float | None
    coverage_basis: str | None
    unknown_names: tuple[str, ...]
    supplement_limit_mg: float
    supplement_limit_unknown: bool
    status: Status

    @property
    def usable(self) -> bool:
        return self.status in USABLE


def total(lines: Sequence[Line], *, confirmed: Confirmation = Confirmation.OPEN) -> DayTotal:
    """Add up one day's lines. The order of the lines does not matter, except for the names."""
    coverage, basis = _coverage(_of(lines, "food"))
    whole = _sum(lines)
    limits = [line.limit_mg for line in lines]
    return DayTotal(
        known_mg=whole.known_mg,
        low_mg=whole.low_mg,
        filled_mg=whole.filled_mg,
        high_mg=whole.high_mg,
        unknown=whole.unknown,
        food=_sum(_of(lines, "food")),
        water=_sum(_of(lines, "water")),
        supplement=_sum(_of(lines, "supplement")),
        coverage=coverage,
        coverage_basis=basis,
        unknown_names=tuple(dict.fromkeys(line.name for line in lines if line.is_unknown)),
        supplement_limit_mg=math.fsum(v for v in limits if v is not None),
        supplement_limit_unknown=None in limits,
        status=_status(lines, confirmed=confirmed, coverage=coverage),
    )


def prompts(lines: Sequence[Line], total: DayTotal, *, sex: str | None) -> tuple[Prompt, ...]:
    """What to ask before the day is called complete. What is not known is never counted against
    the person: a food without energy could have had enough, a food without a meal its own."""
    if not lines:
        return ()
    fasted = total.status is Status.CONFIRMED_NO_FOOD
    asked = [] if fasted else [*_energy_prompts(_of(lines, "food"), sex=sex), *_meal_prompts(lines)]
    if not any(line.kind == "water" or line.is_drink for line in lines):
        asked.append(Prompt.NO_DRINK)
    return tuple(asked)


def _of(lines: Sequence[Line], source: str) -> list[Line]:
    return [line for line in lines if SOURCE_OF_KIND[line.kind] == source]


def _sum(lines: Sequence[Line]) -> Sum:
    # fsum rounds once: the order of the lines cannot matter, and the sums keep the order of
    # their parts (known <= low <= filled <= high).
    return Sum(
        known_mg=math.fsum(line.magnesium_mg or 0.0 for line in lines),
        low_mg=math.fsum(line.low for line in lines),
        filled_mg=_complete_sum([line.filled for line in lines]),
        high_mg=_complete_sum([line.high for line in lines]),
        unknown=sum(line.is_unknown for line in lines),
    )


def _complete_sum(values: Sequence[float | None]) -> float | None:
    """The sum, or None when a part of it is not known."""
    known = [v for v in values if v is not None]
    return math.fsum(known) if len(known) == len(values) else None


def _coverage(foods: Sequence[Line]) -> tuple[float | None, str | None]:
    if not foods:
        return None, None
    weights, basis = _weights(foods)
    shares = [0.0 if line.magnesium_mg is None else line.known_share for line in foods]
    known = math.fsum(share * weight for share, weight in zip(shares, weights, strict=True))
    return min(1.0, known / math.fsum(weights)), basis


def _weights(foods: Sequence[Line]) -> tuple[list[float], str]:
    """What each food weighs in the coverage: one basis for the whole day, or shares would mix."""
    by_basis = {
        "energy": [line.energy_kcal for line in foods],
        "weight": [_dry_weight(line) for line in foods],
    }
    for basis, weights in by_basis.items():
        known = [w for w in weights if w is not None]
        if len(known) == len(foods) and math.fsum(known) > 0:
            return known, basis
    return [1.0] * len(foods), "items"


def _dry_weight(line: Line) -> float | None:
    if line.grams is None or line.water_g is None:
        return None
    return max(0.0, line.grams - line.water_g)


def _status(lines: Sequence[Line], *, confirmed: Confirmation, coverage: float | None) -> Status:
    eaten = coverage is not None
    # Only "I ate nothing" makes a day without food; a tick on an empty page may be a slip, and
    # would turn a forgotten day into a zero.
    if confirmed is Confirmation.OPEN or (confirmed is Confirmation.COMPLETE and not eaten):
        return Status.PARTIAL if lines else Status.EMPTY
    # One tablet can be 300 mg: a dose that is not known leaves nothing to say about the day.
    if any(line.is_unknown for line in _of(lines, "supplement")):
        return Status.LOW_COVERAGE
    if coverage is None:
        return Status.CONFIRMED_NO_FOOD
    # Rounded, so that shares of exactly 80 % do not fall below it by a float's last digit.
    return Status.LOW_COVERAGE if round(coverage, 9) < MIN_COVERAGE else Status.COMPLETE


def _energy_prompts(foods: Sequence[Line], *, sex: str | None) -> list[Prompt]:
    lowest, highest = PLAUSIBLE_ENERGY.get(sex, PLAUSIBLE_ENERGY[None])
    energies = [line.energy_kcal for line in foods]
    at_least = math.fsum(e for e in energies if e is not None)
    if at_least > highest:
        return [Prompt.ENERGY_HIGH]
    return [Prompt.ENERGY_LOW] if at_least < lowest and None not in energies else []


def _meal_prompts(lines: Sequence[Line]) -> list[Prompt]:
    moments = [line.moment for line in _of(lines, "food")]
    could_be = len(set(moments) - {None}) + moments.count(None)
    return [Prompt.FEW_MOMENTS] if could_be < MIN_MOMENTS else []
