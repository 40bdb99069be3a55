"""One food as a source gives it, before it is a row. No Django, no database."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

NAME = "name"
SYNONYM = "synonym"


@dataclass(frozen=True)
class NameRecord:
    lang: str
    name: str
    kind: str = NAME


@dataclass(frozen=True)
class PortionRecord:
    """What one of a household measure weighs; `source` is a dataset key or "convention"."""

    labels: Mapping[str, str]
    grams: str
    source: str
    code: str = ""
    is_default: bool = False


@dataclass(frozen=True)
class FoodRecord:
    """A food with the release and code of the table row it comes from.

    `content` is per 100 g by nutrient key, without what is unknown. `slug` is set for curated foods
    only. Amounts in `low_mg`, `fill_mg` and `high_mg` are per 100 g, as decimal text or None.
    `doubts` are the note codes that a check gave the values (checks.py).
    """

    dataset: str
    release: str
    code: str
    group: str
    names: tuple[NameRecord, ...]
    content: Mapping[str, float]
    slug: str | None = None
    kind: str = "food"
    tier: int = 3
    source_description: str = ""
    match: str = "direct"
    magnesium_basis: str = "measured"
    energy_basis: str = "table"
    low_mg: str | None = None
    fill_mg: str | None = None
    high_mg: str | None = None
    below_limit: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    portions: tuple[PortionRecord, ...] = field(default=())
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """A row that cannot be a food, and why, for the report."""

    code: str
    name: str
    reason: str


@dataclass(frozen=True)
class Contents:
    """What a file holds. `items` reads on as it is asked; `total` is about how many there are."""

    release: str
    total: int
    items: Iterator[FoodRecord | Refusal]


@dataclass(frozen=True)
class DensityRecord:
    """Percentiles of magnesium in mg per 100 g over a group's foods; group "" is all foods."""

    group: str
    p10: str
    p50: str
    p90: str
    count: int
    release: str


def to_json(record: FoodRecord) -> dict[str, Any]:
    """The record as plain values, to be kept until somebody has looked at it."""
    return asdict(record)


def from_json(kept: Mapping[str, Any]) -> FoodRecord:
    lists = {key: tuple(value) for key, value in kept.items() if isinstance(value, list)}
    return FoodRecord(
        **{**kept, **lists}
        | {
            "names": tuple(NameRecord(**name) for name in kept["names"]),
            "portions": tuple(PortionRecord(**portion) for portion in kept["portions"]),
        }
    )
