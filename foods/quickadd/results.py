"""What a written line was understood as."""

import enum
import uuid
from dataclasses import dataclass

Span = tuple[int, int]

# What was said of an amount, besides the keys of measures.MEASURES: a weight or volume, a number of
# the food itself, nothing, nothing of what lies on bread.
WEIGHED, PIECE, SERVING, TOPPING = "weighed", "piece", "serving", "topping"


class Kind(enum.StrEnum):
    FOOD = "food"
    WATER = "water"
    SUPPLEMENT = "supplement"


@dataclass(frozen=True)
class Choice:
    """A food that may be meant, and what the written amount of it weighs: `amount` of `unit`.

    `unit` is a measure of the food in the asked language, else the person's own word, "g" or "ml".
    """

    id: uuid.UUID
    slug: str
    name: str
    grams: float
    unit: str
    is_own: bool = False
    amount: float = 1.0


@dataclass(frozen=True)
class Item:
    """One thing that was eaten, drunk or swallowed.

    `spans` are the places in the line that say it, small words included; every word of the line is
    in one item or unknown. `text` is the item in the person's own words. `confidence` is how sure
    food and amount together are, 0..1 (weighing.confidence says how it is made).

    A supplement has no food and no grams: `compound` is a family of foods.compounds or "", `amount`
    the number of `unit`s, `dose_mg` what was written of mg, be it compound or magnesium.

    `words` are those that name it, as names are normalised, and `count` of `measure` what was said
    of the amount, whichever food is meant: 2 of "slice", 1 of SERVING where nothing was said. With
    them a correction is remembered for the next line.
    """

    kind: Kind
    text: str
    spans: tuple[Span, ...]
    amount: float
    unit: str
    confidence: float
    food: Choice | None = None
    grams: float | None = None
    alternatives: tuple[Choice, ...] = ()
    compound: str = ""
    dose_mg: float | None = None
    words: str = ""
    measure: str = ""
    count: float = 1.0


@dataclass(frozen=True)
class Unknown:
    """Words that no food is known by: they stay in sight, for the person to say what they are.

    `words` are the text without its amount and its small words.
    """

    text: str
    spans: tuple[Span, ...]
    words: str = ""


@dataclass(frozen=True)
class Line:
    items: tuple[Item, ...] = ()
    unknown: tuple[Unknown, ...] = ()
