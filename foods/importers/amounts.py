"""An amount as tables print it: "12,5", "< 0,3", "traces", "-"."""

import math
import re
from dataclasses import dataclass

Cell = str | float | int | None

NOT_KNOWN = frozenset(("", "-", "n/a", "na", "nan", "null", "none"))
TRACES = frozenset(("traces", "trace", "tr", "tr.", "sp", "sp."))
NUMBER = re.compile(r"\d+(?:[.,]\d+)?(?:e[+-]?\d+)?|[.,]\d+", re.ASCII)
LARGEST = 1_000_000
LONGEST_SHOWN = 40


class PercentError(ValueError):
    """A share of a daily value, which says nothing about milligrams."""


@dataclass(frozen=True)
class Amount:
    """`below`: the table gives "< x" (`value` is half of x) or traces (`value` is 0)."""

    value: float
    below: bool = False


def read(cell: Cell) -> Amount | None:
    """The amount in a cell; None when it is not known.

    ValueError with a reason when it is neither, PercentError for "25 %".
    """
    if cell is None or isinstance(cell, float | int):
        return None if cell is None else Amount(_checked(float(cell)))
    text = cell.strip().casefold()
    if text in NOT_KNOWN:
        return None
    if text in TRACES:
        return Amount(0.0, below=True)
    if "%" in text:
        raise PercentError(f"“{_shown(cell)}” is a percentage")
    if text.startswith("<"):
        return Amount(_number(text[1:].strip(), cell) / 2, below=True)
    return Amount(_number(text, cell))


def _number(text: str, cell: str) -> float:
    is_negative = text.startswith(("-", "−"))
    if not NUMBER.fullmatch(text[1:] if is_negative else text):
        raise ValueError(f"“{_shown(cell)}” is not a number")
    if is_negative:
        raise ValueError(f"{_shown(cell)} is less than 0")
    return _checked(float(text.replace(",", ".")))


def _checked(value: float) -> float:
    if not math.isfinite(value):
        raise ValueError("the amount is not a number")
    if value < 0:
        raise ValueError(f"{value:g} is less than 0")
    if value > LARGEST:
        raise ValueError(f"{value:g} is more than any food holds")
    return value


def _shown(cell: str) -> str:
    return cell.strip()[:LONGEST_SHOWN]
