"""Many questions to one diary: what each p value is worth beside the others."""

from collections.abc import Sequence


def holm(p_values: Sequence[float]) -> list[float]:
    """The chance of even one false finding in the family (Holm 1979), in the given order."""
    order, count = _ranked(p_values), len(p_values)
    adjusted, highest = [0.0] * count, 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(1.0, (count - rank) * p_values[place]))
        adjusted[place] = highest
    return adjusted


def bh(p_values: Sequence[float]) -> list[float]:
    """The share of false findings among the findings (Benjamini and Hochberg 1995)."""
    order, count = _ranked(p_values), len(p_values)
    adjusted, lowest = [0.0] * count, 1.0
    for rank, place in reversed(list(enumerate(order, start=1))):
        lowest = min(lowest, p_values[place] * count / rank)
        adjusted[place] = lowest
    return adjusted


def _ranked(p_values: Sequence[float]) -> list[int]:
    return sorted(range(len(p_values)), key=lambda place: p_values[place])
