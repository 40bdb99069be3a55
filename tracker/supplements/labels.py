"""What a label leaves open: the two readings of a weight, and a claim that no molecule can hold."""

from dataclasses import dataclass

from foods import compounds, labels


@dataclass(frozen=True, kw_only=True)
class Readings:
    """One weight read in two ways, in mg of elemental magnesium.

    As the weight of the compound it lies between `low_mg` and `high_mg`, since one name stands for
    several forms, and is `usual_mg` of the most common one. As magnesium it is `elemental_mg`.
    """

    usual_mg: float
    low_mg: float
    high_mg: float
    elemental_mg: float


def readings(compound: str, compound_mg: float) -> Readings:
    """Raises IndexError for what is no family of compounds."""
    held = [form.elemental_mg(compound_mg) for form in compounds.family(compound)]
    return Readings(usual_mg=held[0], low_mg=min(held), high_mg=max(held), elemental_mg=compound_mg)


def holds_too_much(compound: str, *, compound_mg: float, magnesium_mg: float) -> bool:
    """Whether more magnesium is claimed than any form of the compound has: another is mixed in."""
    most = compounds.largest_fraction([compound]) + labels.PLAUSIBLE_MARGIN
    return magnesium_mg / compound_mg > most
