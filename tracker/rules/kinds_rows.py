"""Short ways to write the rows of the registry of kinds."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tracker.rules.scales import UNTIL, Category, Daily, Kind, Part, Scale, Type

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

YES = Scale(low=Decimal(1), high=Decimal(1), words=((1, _("yes")),))


def ten(low: "StrOrPromise", high: "StrOrPromise") -> Scale:
    """0 to 10 with words at both ends."""
    return Scale(low=Decimal(0), high=Decimal(10), words=((0, low), (10, high)))


def whole(low: int, high: int) -> Scale:
    return Scale(low=Decimal(low), high=Decimal(high))


def exact(low: str, high: str, *, step: str) -> Scale:
    return Scale(low=Decimal(low), high=Decimal(high), step=Decimal(step))


def words(first: int, *said: "StrOrPromise") -> Scale:
    """A word for each number, from `first` on."""
    numbered = tuple(enumerate(said, start=first))
    return Scale(low=Decimal(first), high=Decimal(numbered[-1][0]), words=numbered)


def number(key: str, label: "StrOrPromise", scale: Scale, *, unit: "StrOrPromise" = "") -> Part:
    return Part(key=key, label=label, type=Type.NUMBER, scale=scale, unit=unit)


def flag(key: str, label: "StrOrPromise", *, asks_no: bool = False) -> Part:
    return Part(key=key, label=label, type=Type.FLAG, asks_no=asks_no)


def choice(key: str, label: "StrOrPromise", *choices: "tuple[str, StrOrPromise]") -> Part:
    return Part(key=key, label=label, type=Type.CHOICE, choices=choices)


def time(key: str, label: "StrOrPromise") -> Part:
    return Part(key=key, label=label, type=Type.TIME)


SIDE = choice(
    "side", _("side"), ("left", _("left")), ("right", _("right")), ("both", _("both sides"))
)
ONSET = choice("onset", _("how it began"), ("sudden", _("suddenly")), ("slow", _("slowly")))
LAST_DAY = Part(key=UNTIL, label=_("until and including"), type=Type.DATE)


def rating(
    key: str,
    label: "StrOrPromise",
    question: "StrOrPromise",
    scale: Scale,
    *parts: Part,
    category: Category = Category.SYMPTOMS,
    offered: bool = False,
) -> Kind:
    """Once a day, rated on a scale."""
    return Kind(
        key=key,
        label=label,
        question=question,
        category=category,
        daily=Daily.ONE,
        scale=scale,
        parts=parts,
        offered=offered,
    )


def aside(
    key: str,
    label: "StrOrPromise",
    *parts: Part,
    category: Category = Category.SYMPTOMS,
) -> Kind:
    """Told when it is there, never asked every day."""
    return Kind(
        key=key,
        label=label,
        category=category,
        daily=Daily.HIGHEST,
        scale=YES,
        parts=parts,
        aside=True,
    )
