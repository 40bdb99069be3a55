"""What a dish holds, from what goes into it; pure: no database.

Magnesium does not boil away and is not destroyed: it stays in the pan, or goes down the sink with
the water. So what a dish holds is what its ingredients hold, over the weight of the dish.
"""

import enum
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foods.nutrients import NUTRIENTS, Content


class Method(enum.StrEnum):
    """What became of the ingredients, as they were weighed."""

    RAW = "raw"
    KEPT = "kept"
    DRAINED = "drained"


@dataclass(frozen=True)
class Retention:
    """The share of an ingredient's magnesium that stays in it when its water is poured off.

    `row` is the code and name in USDA's table of retention factors; empty where it has none that
    fits, and `best` is then all of it.
    """

    low: float
    best: float
    row: str = ""


# USDA Table of Nutrient Retention Factors, Release 6 (December 2007), nutrient 304, for rows whose
# liquid is thrown away. The figures of 501 and 3775 were read in a copy of the table, the others
# come from memory and copies of unknown quality: so the low end stays open for those.
LOWEST = 0.65
UNDRAINED = Retention(1.0, 1.0)
NO_ROW = Retention(LOWEST, 1.0)
DRAINED: dict[str, Retention] = {
    "legumes": Retention(0.80, 0.80, "501 LEGUMES,CKD 15/20MIN,BOILED,DRAINED"),
    "vegetables": Retention(0.95, 0.95, "3775 VEG,OTHER,BLD,WATER COVER,DRAINED"),
    "leafy_greens": Retention(LOWEST, 0.95, "3005 VEG,GREENS,BOILED,WATER COVER DRAIN"),
    "meat": Retention(LOWEST, 0.70, "BEEF,SIMMERED"),
    "poultry": Retention(LOWEST, 0.65, "CHICKEN,SIMMERED"),
    "fish_seafood": Retention(LOWEST, 0.75, "FISH,POACHED"),
}

# The most that is known of a dish of which something is not: a share has three decimals.
HIGHEST_SHARE = 0.999

# What cooking destroys or drives off: how much is left is not known without a factor.
LOST_BY_HEAT = frozenset({"vitamin_b6_mg", "alcohol_g"})
# What does not leave with the water in amounts that matter; magnesium has factors of its own.
KEPT_IN_DRAINED = frozenset(
    {"energy_kcal", "water_g", "protein_g", "fat_g", "carbohydrate_g", "fibre_g", "magnesium_mg"}
)


@dataclass(frozen=True, kw_only=True)
class Ingredient:
    """What goes in: its weight, and what 100 g of it holds.

    `known_mg` is the known part of its magnesium, None when nothing is known; `low_mg`, `fill_mg`
    and `high_mg` are its bounds and best estimate, `high_mg` None when there is no upper end.
    `known_share` (0..1) is the part for which magnesium is known. `limit_mg` counts to the limit
    for supplements, None is unknown.
    """

    grams: float
    content: Mapping[str, float]
    known_mg: float | None
    low_mg: float
    fill_mg: float | None
    high_mg: float | None
    known_share: float
    limit_mg: float | None = 0.0
    group: str = ""

    @classmethod
    def known(cls, *, grams: float, content: Mapping[str, float], group: str = "") -> "Ingredient":
        """An ingredient whose magnesium is known in full."""
        mg = content["magnesium_mg"]
        return cls(
            grams=grams,
            content=content,
            known_mg=mg,
            low_mg=mg,
            fill_mg=mg,
            high_mg=mg,
            known_share=1.0,
            group=group,
        )


@dataclass(frozen=True, kw_only=True)
class Dish:
    """What the whole dish weighs in grams, and what 100 g of it holds, named as in Ingredient.

    A nutrient that is unknown in one ingredient is unknown in the dish, so it is not in `content`.
    """

    grams: float
    content: Content
    known_mg: float | None
    low_mg: float
    fill_mg: float | None
    high_mg: float | None
    known_share: float
    limit_mg: float | None


def retention(group: str, *, method: Method) -> Retention:
    """What stays of the magnesium in an ingredient of a food group."""
    return DRAINED.get(group, NO_ROW) if method == Method.DRAINED else UNDRAINED


def cook(
    ingredients: Sequence[Ingredient],
    *,
    yield_grams: float | None = None,
    method: Method = Method.KEPT,
) -> Dish:
    """The dish that `ingredients` make; without `yield_grams` it weighs what they weigh together.

    ValueError without ingredients, and for a weight that is not above zero.
    """
    weights = [one.grams for one in ingredients]
    weights += [] if yield_grams is None else [yield_grams]
    if not ingredients or not all(math.isfinite(grams) and grams > 0 for grams in weights):
        raise ValueError("A dish has ingredients, and each weight is above zero.")
    raw_grams = math.fsum(one.grams for one in ingredients)
    grams = raw_grams if yield_grams is None else yield_grams
    stays = [retention(one.group, method=method) for one in ingredients]
    return Dish(
        grams=grams,
        content=_content(ingredients, grams=grams, method=method),
        known_mg=_known_mg(ingredients, stays, grams=grams),
        low_mg=_per_100g(_parts(ingredients, "low_mg", [s.low for s in stays]), grams) or 0.0,
        fill_mg=_per_100g(_parts(ingredients, "fill_mg", [s.best for s in stays]), grams),
        high_mg=_per_100g(_parts(ingredients, "high_mg"), grams),
        known_share=_known_share(ingredients),
        # What was added counts in full: the limit is not the place for a favourable guess.
        limit_mg=_per_100g(_parts(ingredients, "limit_mg"), grams),
    )


def _parts(
    ingredients: Sequence[Ingredient], name: str, stays: Sequence[float] = ()
) -> list[float | None]:
    """What each ingredient brings of an amount, as far as it stays; None is unknown."""
    parts = []
    for one, share in zip(ingredients, stays or [1.0] * len(ingredients), strict=True):
        amount = getattr(one, name)
        parts.append(None if amount is None else amount * one.grams / 100 * share)
    return parts


def _per_100g(parts: Sequence[float | None], grams: float) -> float | None:
    """The sum of the parts in 100 g of the dish; None while one is unknown."""
    known = [part for part in parts if part is not None]
    return math.fsum(known) / grams * 100 if len(known) == len(parts) else None


def _known_mg(
    ingredients: Sequence[Ingredient], stays: Sequence[Retention], *, grams: float
) -> float | None:
    """The known part: unknown ingredients add nothing, and nothing known is not zero."""
    parts = _parts(ingredients, "known_mg", [stay.low for stay in stays])
    return _per_100g([part for part in parts if part is not None] or [None], grams)


def _content(ingredients: Sequence[Ingredient], *, grams: float, method: Method) -> Content:
    content = {}
    for key in NUTRIENTS:
        amounts = [_amount(one, key, method=method) for one in ingredients]
        amount = _per_100g(amounts, grams)
        if amount is not None:
            content[key] = amount
    if "water_g" in content:
        # What was weighed less has boiled off, what was weighed more was taken up.
        gained = grams - math.fsum(one.grams for one in ingredients)
        content["water_g"] += gained / grams * 100
        if content["water_g"] < 0:
            del content["water_g"]
    return content


def _amount(one: Ingredient, key: str, *, method: Method) -> float | None:
    """What an ingredient brings of a nutrient; None where it is unknown or its loss is."""
    amount = one.content.get(key)
    if not amount:
        return amount
    if method != Method.RAW and key in LOST_BY_HEAT:
        return None
    if method == Method.DRAINED and key not in KEPT_IN_DRAINED:
        return None
    stays = retention(one.group, method=method).low if key == "magnesium_mg" else 1.0
    return amount * one.grams / 100 * stays


def _known_share(ingredients: Sequence[Ingredient]) -> float:
    """The share with known magnesium, weighed as a day is: by energy, else by weight.

    Below 1 while anything is unknown, also where that has no energy (tap water).
    """
    if all(one.known_share == 1 for one in ingredients):
        return 1.0
    energies = [one.content.get("energy_kcal") for one in ingredients]
    known = [kcal for kcal in energies if kcal is not None]
    by_energy = len(known) == len(energies) and math.fsum(known) > 0
    weights = [
        one.grams * (one.content["energy_kcal"] if by_energy else 1.0) for one in ingredients
    ]
    shares = [one.known_share * weight for one, weight in zip(ingredients, weights, strict=True)]
    return min(HIGHEST_SHARE, math.fsum(shares) / math.fsum(weights))
