"""One thing that a person can log, and the units it can be given in."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.models.intake import Kind

# Groups that people measure by volume; 1 ml is taken as 1 g (milk and juice weigh 1.03 to 1.05).
POURED = frozenset(
    {"waters", "dairy", "plant_drinks", "juices_soft_drinks", "coffee_tea", "alcohol", "soups"}
)
TAP_WATER = "water-tap"
# The person's own word, in the columns that say where a value comes from.
OWN_DATASET = "own"
OWN_RECIPE = "recipe"


@dataclass(frozen=True)
class PortionChoice:
    """A household measure of an item: what it is called and what one of it weighs."""

    label: str
    grams: float
    is_convention: bool = False
    # By language; a phone may name a portion in another one than the page.
    labels: Mapping[str, str] = field(default_factory=dict)
    source: str = OWN_DATASET
    is_default: bool = False


@dataclass(frozen=True)
class Item:
    """One thing that can be logged. Amounts of magnesium are mg per 100 g, or per unit of what is
    counted (`counted_in`); None is unknown.

    `magnesium_mg` is the known part, and `known_share` (0..1) how much of the item that is about:
    below 1 for a recipe of which an ingredient is unknown. `fill_mg`, `low_mg` and `high_mg` are
    the best estimate and its bounds; they equal `magnesium_mg` where all of it is known.
    `limit_mg` counts to the supplement limit.
    """

    id: uuid.UUID
    own: bool
    slug: str
    kind: str
    name: str
    group: str
    content: Mapping[str, float]
    magnesium_mg: float | None
    fill_mg: float | None
    low_mg: float | None
    high_mg: float | None
    limit_mg: float | None
    basis: str
    portions: tuple[PortionChoice, ...]
    dataset: str
    release: str
    code: str
    description: str = ""
    notes: tuple[str, ...] = ()
    group_label: str = ""
    # Every name by language, the proper one first; empty for an own food.
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    # The food of a table that the estimate of an own one was borrowed from, with its table.
    estimated_from: str = ""
    # The unit of a product that is counted and not weighed; empty for food.
    counted_in: str = ""
    # Where some of its magnesium is known at all; `magnesium_mg` is None where nothing is.
    known_share: float = 1.0

    @property
    def is_recipe(self) -> bool:
        return self.dataset == OWN_RECIPE

    @property
    def is_at_least(self) -> bool:
        """It holds what is known, and may hold more."""
        more = self.high_mg is None or self.high_mg > (self.magnesium_mg or 0)
        return self.magnesium_mg is not None and (self.known_share < 1 or more)

    @property
    def is_poured(self) -> bool:
        return self.kind == Kind.WATER or self.group in POURED

    @property
    def units(self) -> tuple[str, ...]:
        """What an amount can be given in: the portions, then grams, then ml for drinks."""
        if self.counted_in:
            return (self.counted_in,)
        own = tuple(portion.label for portion in self.portions)
        return (*own, "ml", "g") if self.is_poured else (*own, "g")

    def grams_per(self, unit: str) -> Decimal:
        """What one `unit` weighs; ValidationError for a unit this item does not have."""
        if self.counted_in:
            raise self._no_such(unit)
        if unit == "g" or (unit == "ml" and self.is_poured):
            return Decimal(1)
        named = [p for p in self.portions if p.label == unit] or [
            p for p in self.portions if unit in p.labels.values()
        ]
        if named:
            return Decimal(str(named[0].grams))
        raise self._no_such(unit)

    def check_unit(self, unit: str) -> None:
        """ValidationError for a unit this item does not have."""
        if not self.counted_in:
            self.grams_per(unit)
        elif unit != self.counted_in:
            raise self._no_such(unit)

    def _no_such(self, unit: str) -> ValidationError:
        return ValidationError(
            _("“%(name)s” has no unit “%(unit)s”. Choose one of: %(units)s."),
            params={"name": self.name, "unit": unit[:80], "units": ", ".join(self.units)},
        )
