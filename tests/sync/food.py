"""A line that a phone values itself, so that a story needs no table of foods."""

from typing import Any

from tests.sync.world import DAY


def eaten(owner: str, amount: int) -> dict[str, Any]:
    return {
        "date": DAY,
        "zone": "Europe/Amsterdam",
        "meal": "dinner",
        "name": f"{owner}'s stew",
        "content": {"magnesium_mg": 30},
        "amount": amount,
        "unit": "g",
    }
