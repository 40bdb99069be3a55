"""The best estimate of an unknown amount of magnesium, and its bounds, from its food group."""

from dataclasses import dataclass
from functools import cached_property

from foods import catalogue
from tracker.models.intake import Kind


class Densities:
    """What groups hold, read at the first unknown food: one query for a whole list."""

    @cached_property
    def _by_group(self) -> dict[str, catalogue.Density]:
        return catalogue.densities()

    def of(self, group: str) -> catalogue.Density | None:
        return self._by_group.get(group) or self._by_group.get("")


@dataclass(frozen=True)
class Spread:
    fill_mg: float | None
    low_mg: float | None
    high_mg: float | None


def of_group(group: str, *, kind: str, known: float | None, densities: Densities) -> Spread:
    if known is not None:
        return Spread(known, known, known)
    if kind not in (Kind.FOOD, Kind.WATER):
        # One tablet can hold 300 mg: for a supplement there is no guess.
        return Spread(None, 0.0, None)
    density = densities.of("waters" if kind == Kind.WATER else group)
    if density is None:
        return Spread(None, 0.0, None)
    return Spread(float(density.p50), float(density.p10), float(density.p90))
