"""A food's portions as measures, and what surrounds the food in its line."""

from collections.abc import Iterable
from dataclasses import dataclass

from foods.quickadd import forms
from foods.quickadd.finding import Details, Portion
from foods.quickadd.measures import labelled

NO_PIECES = frozenset(("half", "halve", "kwart", "quarter"))
# How far the kind of amount can be trusted: part of the confidence.
SURE_WEIGHED, SURE_TABLE, SURE_PIECE, SURE_SERVING, SURE_CONVENTION = 1.0, 0.97, 0.95, 0.88, 0.85


@dataclass(frozen=True)
class Setting:
    """What else stands in the line: `slices` of bread for it to lie on (0: none, or not a
    topping), whether it goes in a drink, is one of several, and whether a plural was written.
    """

    lang: str
    slices: float = 0.0
    in_drink: bool = False
    is_mixed: bool = False
    is_plural: bool = False
    # How many of its pieces one of it is: a sandwich is two slices of bread.
    pieces: float = 1.0
    words: frozenset[str] = frozenset()


@dataclass(frozen=True)
class One:
    """One unit: what it is called and weighs; `count` of them are a serving."""

    grams: float
    unit: str
    trust: float
    count: float = 1.0


def labels(portion: Portion) -> tuple[str, ...]:
    return tuple(portion.labels[lang] for lang in sorted(portion.labels))


def keys(portion: Portion) -> frozenset[str]:
    return labelled(labels(portion)).keys


def default(details: Details) -> Portion | None:
    marked = [portion for portion in details.portions if portion.is_default]
    return next(iter(marked or details.portions), None)


def name(portion: Portion, setting: Setting) -> str:
    return portion.labels.get(setting.lang) or portion.labels.get("en") or ""


def is_piece(portion: Portion) -> bool:
    """A portion that is one of the food: "piece", or the food itself ("egg", "potato")."""
    found = keys(portion)
    return portion.is_convention and (not found or "piece" in found) and not says_half(portion)


def says_half(portion: Portion) -> bool:
    return any(word in NO_PIECES for word in labelled(labels(portion)).qualifiers)


def words_of(words: Iterable[str]) -> frozenset[str]:
    """The words and what they may be a form of, to look up pieces and labels by."""
    return frozenset().union(*(forms.stems(word) for word in words))
