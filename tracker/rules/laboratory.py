"""Laboratory values: units, and a value beside the range that is printed on the report.

Cut-offs differ between laboratories, so only the printed range is used, and a value inside it is
never called enough.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# One unit in the unit that is stored: 10 over the molar mass for mg/dL to mmol/L
# (standard atomic weights: Mg 24.305, Ca 40.078, K 39.098; creatinine 113.12 g/mol; haemoglobin
# per iron 16 114 g/mol). A milliequivalent is a mmol over the charge.
FACTORS: Final[Mapping[str, Mapping[str, float]]] = {
    "lab_magnesium": {"mmol/L": 1.0, "mg/dL": 10 / 24.305, "mEq/L": 0.5},
    "lab_magnesium_cells": {"mmol/L": 1.0, "mg/dL": 10 / 24.305, "mEq/L": 0.5},
    "lab_magnesium_urine": {"mmol/24 h": 1.0, "mg/24 h": 1 / 24.305},
    "lab_calcium": {"mmol/L": 1.0, "mg/dL": 10 / 40.078, "mEq/L": 0.5},
    "lab_potassium": {"mmol/L": 1.0, "mEq/L": 1.0, "mg/dL": 10 / 39.098},
    "lab_creatinine": {"µmol/L": 1.0, "mg/dL": 10_000 / 113.12},
    "lab_haemoglobin": {"mmol/L": 1.0, "g/dL": 10 / 16.114},
    "lab_ferritin": {"µg/L": 1.0, "ng/mL": 1.0},
    "lab_egfr": {"mL/min/1.73 m²": 1.0},
}
SOURCES = ("S80", "S89")


class Place(enum.StrEnum):
    """A value beside the printed range; both ends belong to the range."""

    NO_RANGE = "no_range"
    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


PLACE_TEXTS: Mapping[Place, "StrOrPromise"] = {
    Place.NO_RANGE: _("Fill in the range that is printed on the report to compare with it."),
    Place.BELOW: _("Below the range of this laboratory. Talk about it with your doctor."),
    Place.WITHIN: _(
        "Within the range of this laboratory. In the blood magnesium can look as usual while the "
        "body has little of it."
    ),
    Place.ABOVE: _("Above the range of this laboratory. Talk about it with your doctor."),
}


@dataclass(frozen=True)
class Range:
    """As printed on the report, in the unit of the value; one end may be missing."""

    low: float | None = None
    high: float | None = None


def unit_of(kind: str) -> str:
    """The unit that values of this kind are stored in."""
    return next(unit for unit, factor in FACTORS[kind].items() if factor == 1.0)


def convert(value: float, *, kind: str, unit: str) -> float:
    """A value in the unit of its kind. Raises KeyError for a kind or unit that is not listed."""
    return value * FACTORS[kind][unit]


def place(value: float, printed: Range) -> Place:
    if printed.low is None and printed.high is None:
        return Place.NO_RANGE
    if printed.low is not None and value < printed.low:
        return Place.BELOW
    return Place.ABOVE if printed.high is not None and value > printed.high else Place.WITHIN
