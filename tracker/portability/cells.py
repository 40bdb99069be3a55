"""A value as a cell of a table that a spreadsheet opens, and back to the text it was."""

import datetime as dt
import json
import uuid
from decimal import Decimal
from typing import Any

# A spreadsheet reads a text that begins with one of these as a formula, and may drop the last ones.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
GUARD = "'"


def cell(value: Any, *, decimal_mark: str) -> str:
    """Empty is unknown or not said. A text that would be a formula gets an apostrophe in front."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return _number(value).replace(".", decimal_mark)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    return guarded(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def guarded(text: str) -> str:
    """One that begins with an apostrophe gets another: whoever reads takes one away, always."""
    return GUARD + text if text.startswith((GUARD, *FORMULA)) else text


def unguarded(text: str) -> str:
    return text.removeprefix(GUARD)


def _number(value: float | Decimal) -> str:
    """Without an exponent and without zeros that say nothing: 312.5, not 312.500."""
    text = f"{Decimal(repr(value)) if isinstance(value, float) else value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
