"""Other nutrients that go with magnesium: how much a week held, beside a value for labels.

Information only. The reference is the one of European food labels, the same for every adult; it
is no personal advice. Fibre has none there: the Dutch guideline is from memory.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.rules.citations import LABELS, MEMORY


@dataclass(frozen=True, kw_only=True)
class Companion:
    """`key` is one of foods/nutrients.py; `reference` is a day's amount in its unit."""

    key: str
    reference: float
    source: str


COMPANIONS: tuple[Companion, ...] = (
    Companion(key="calcium_mg", reference=800, source=LABELS),
    Companion(key="potassium_mg", reference=2000, source=LABELS),
    Companion(key="iron_mg", reference=14, source=LABELS),
    Companion(key="zinc_mg", reference=10, source=LABELS),
    Companion(key="vitamin_d_ug", reference=5, source=LABELS),
    Companion(key="vitamin_k_ug", reference=75, source=LABELS),
    Companion(key="vitamin_b6_mg", reference=1.4, source=LABELS),
    Companion(key="fibre_g", reference=30, source=MEMORY),
)


@dataclass(frozen=True, kw_only=True)
class Mean:
    """Per logged day; "at least" while `unknown` of the `entries` hold no value for it."""

    per_day: float | None
    entries: int
    unknown: int


def mean(
    portions: Sequence[tuple[Mapping[str, float], float | None]], key: str, *, days: int
) -> Mean:
    """The known amount of one nutrient per day; None while not one entry has a value.

    `portions` pairs content per 100 g with how many times 100 g; None is an unknown weight.
    """
    known = [
        content[key] * hundreds
        for content, hundreds in portions
        if hundreds is not None and key in content
    ]
    return Mean(
        per_day=sum(known) / days if known and days else None,
        entries=len(portions),
        unknown=len(portions) - len(known),
    )
