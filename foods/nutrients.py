"""What a food can hold, and the map that says how much of it.

`Content` maps nutrient keys to the amount in 100 g of the edible part, in the unit that ends the
key. A nutrient that is not in the map is unknown; it is never zero for being absent.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Content = dict[str, float]

# Beyond this no amount per 100 g or per portion means anything, and the columns end there.
LARGEST = 1_000_000


@dataclass(frozen=True)
class Nutrient:
    """One line of the registry; `tag` is the INFOODS component identifier."""

    key: str
    label: str | Promise
    unit: str
    tag: str


NUTRIENTS: dict[str, Nutrient] = {
    nutrient.key: nutrient
    for nutrient in (
        Nutrient("energy_kcal", gettext_lazy("Energy"), "kcal", "ENERC"),
        Nutrient("water_g", gettext_lazy("Water"), "g", "WATER"),
        Nutrient("protein_g", gettext_lazy("Protein"), "g", "PROCNT"),
        Nutrient("fat_g", gettext_lazy("Fat"), "g", "FAT"),
        Nutrient("carbohydrate_g", gettext_lazy("Carbohydrate"), "g", "CHO"),
        Nutrient("fibre_g", gettext_lazy("Fibre"), "g", "FIBTG"),
        Nutrient("alcohol_g", gettext_lazy("Alcohol"), "g", "ALC"),
        Nutrient("caffeine_mg", gettext_lazy("Caffeine"), "mg", "CAFFN"),
        Nutrient("magnesium_mg", gettext_lazy("Magnesium"), "mg", "MG"),
        Nutrient("calcium_mg", gettext_lazy("Calcium"), "mg", "CA"),
        Nutrient("potassium_mg", gettext_lazy("Potassium"), "mg", "K"),
        Nutrient("iron_mg", gettext_lazy("Iron"), "mg", "FE"),
        Nutrient("sodium_mg", gettext_lazy("Sodium"), "mg", "NA"),
        Nutrient("zinc_mg", gettext_lazy("Zinc"), "mg", "ZN"),
        Nutrient("phosphorus_mg", gettext_lazy("Phosphorus"), "mg", "P"),
        Nutrient("vitamin_d_ug", gettext_lazy("Vitamin D"), "µg", "VITD"),
        Nutrient("vitamin_k_ug", gettext_lazy("Vitamin K"), "µg", "VITK"),
        Nutrient("vitamin_b6_mg", gettext_lazy("Vitamin B6"), "mg", "VITB6A"),
    )
}


def check_content(content: Mapping[str, Any]) -> Content:
    """The same map with plain floats.

    Raises ValidationError, one sentence per fault, for an unknown nutrient and for anything that
    is not a number from 0 to a million: an unknown amount is left out, not written as null.
    """
    faults = [fault for key, value in content.items() if (fault := _fault(key, value))]
    if faults:
        raise ValidationError(faults)
    return {key: float(value) for key, value in content.items()}


def _fault(key: str, value: Any) -> str | None:
    nutrient = NUTRIENTS.get(key)
    if nutrient is None:
        return _("%(key)s is not a nutrient we know.") % {"key": key}
    words = {"nutrient": nutrient.label, "unit": nutrient.unit}
    if value is None:
        return _("%(nutrient)s: leave the amount out when it is not known.") % words
    if not _is_number(value):
        return _("%(nutrient)s: give the amount as a number of %(unit)s.") % words
    if value < 0:
        return _("%(nutrient)s: the amount cannot be less than 0.") % words
    if value > LARGEST:
        return _("%(nutrient)s: the amount is too large.") % words
    return None


def _is_number(value: object) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite()
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


# Regulation (EU) No 1169/2011, Annex XIV, in kcal per gram.
KCAL_PER_G = {"fat_g": 9, "alcohol_g": 7, "protein_g": 4, "carbohydrate_g": 4, "fibre_g": 2}


def energy_from_macros(
    content: Mapping[str, float], *, fibre_in_carbohydrate: bool
) -> float | None:
    """Energy in kcal by the factors of Regulation (EU) No 1169/2011, Annex XIV.

    The factor 4 is for available carbohydrate. `fibre_in_carbohydrate` says that the table counts
    fibre as carbohydrate (USDA does, CIQUAL does not), so that it is taken out first.
    None when one of the five amounts is unknown.
    """
    if any(key not in content for key in KCAL_PER_G):
        return None
    grams = {key: content[key] for key in KCAL_PER_G}
    if fibre_in_carbohydrate:
        grams["carbohydrate_g"] = max(grams["carbohydrate_g"] - grams["fibre_g"], 0.0)
    return round(sum(KCAL_PER_G[key] * grams[key] for key in KCAL_PER_G), 1)
