"""What a row of the table of spacing is; the rows are in spacing_infections and spacing_others."""

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.rules.citations import Confidence

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SUPPLEMENT, ANTACID, LAXATIVE, MULTI = "supplement", "antacid", "laxative", "multi"
MINERAL_WATER, FOOD = "mineral_water", "food"
SWALLOWED = frozenset({SUPPLEMENT, ANTACID, LAXATIVE, MULTI})
KINDS = SWALLOWED | {MINERAL_WATER, FOOD}
# Leaflets ask for "plain water" and say no number. Directive 2009/54/EC, Annex III, lets a water be
# sold as "contains magnesium" above this.
STRONG_WATER_MG_PER_L = 50


class Priority(enum.StrEnum):
    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True)
class Medicine:
    """By its international name, its Dutch name and its ATC codes."""

    inn: str
    nl: str
    atc: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Row:
    """A proposal. `note` says in English what the labels say, for whoever checks the row;
    `advice` is for the person. `atc_class` are the beginnings of codes it stands for besides its
    own medicines. `food_after_h` is for food and mineral water, where those count."""

    id: str
    label: "StrOrPromise"
    medicines: tuple[Medicine, ...]
    after_h: float
    before_h: float
    counts: frozenset[str]
    priority: Priority
    note: str
    sources: tuple[str, ...]
    confidence: Confidence
    version: int = 1
    atc_class: tuple[str, ...] = ()
    advice: "StrOrPromise" = ""
    food_after_h: float | None = None
    strict_after_h: float | None = None
    strict_before_h: float | None = None
