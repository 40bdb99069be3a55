"""The last seven days of eating: which rich foods came back, at which moment, and what is near.

Counts and sums only. What was not logged is not held against anybody: each number comes with the
days it rests on, and an unknown amount makes a sum "at least".
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

DAYS = 7
# The four kinds whose eating moments the factor FEW_RICH_FOODS counts.
COUNTED = ("nuts", "seeds", "legumes", "wholegrain")
LARGEST_SHARE = 0.60
# Below this a share of the day says nothing about how it was spread.
LEAST_SPREAD_MG = 50.0
# An idea is a food of somebody's own habit, so it was eaten more than once.
EATEN_BEFORE = 2
# Foods and waters that hold less per usual portion close no gap.
LEAST_IDEA_MG = 15.0
NEVER_FIRST = "cocoa"


@dataclass(frozen=True, kw_only=True)
class Eaten:
    """One food or water as it was logged; `magnesium_mg` is the known part, None unknown.

    `rich_group` is a key of foods/rich_groups.py or "", `moment` the meal or "".
    """

    date: dt.date
    item: str
    name: str
    rich_group: str = ""
    moment: str = ""
    magnesium_mg: float | None = None
    is_known_in_full: bool = True
    is_water: bool = False


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Of one rich kind: on how many days, at how many moments, how much magnesium at least."""

    days: int
    moments: int
    magnesium_mg: float
    has_unknown: bool


@dataclass(frozen=True, kw_only=True)
class Idea:
    """Something that this person eats already: one usual portion of it holds about `mg`."""

    item: str
    name: str
    mg: float
    times: int
    is_water: bool


def tally(rows: Sequence[Eaten]) -> dict[str, Tally]:
    """Per rich kind what came back; a kind that was not eaten is absent."""
    found: dict[str, list[Eaten]] = defaultdict(list)
    for row in rows:
        if row.rich_group:
            found[row.rich_group].append(row)
    return {key: _tally(group) for key, group in found.items()}


def _tally(rows: Sequence[Eaten]) -> Tally:
    return Tally(
        days=len({row.date for row in rows}),
        moments=len({(row.date, row.moment) for row in rows}),
        magnesium_mg=sum(row.magnesium_mg or 0 for row in rows),
        has_unknown=any(not row.is_known_in_full for row in rows),
    )


def rich_moments(tallies: Mapping[str, Tally]) -> int:
    """Times that nuts, seeds, pulses or wholegrain came back, for the factor of that name."""
    return sum(tallies[key].moments for key in COUNTED if key in tallies)


def uneven_days(rows: Sequence[Eaten]) -> int:
    """Days on which one moment held more than 60 % of the magnesium that is known.

    Days with little known magnesium, or with all of it outside meals, are left out.
    """
    days: dict[dt.date, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in rows:
        days[row.date][row.moment] += row.magnesium_mg or 0
    return sum(_is_uneven(moments) for moments in days.values())


def _is_uneven(moments: Mapping[str, float]) -> bool:
    total = sum(moments.values())
    placed = [mg for moment, mg in moments.items() if moment]
    return total >= LEAST_SPREAD_MG and max(placed, default=0.0) > LARGEST_SHARE * total


def shares(rows: Sequence[Eaten]) -> dict[str, float]:
    """The part of the known magnesium per moment, 0 to 1; empty while nothing is known."""
    known: dict[str, float] = defaultdict(float)
    for row in rows:
        known[row.moment] += row.magnesium_mg or 0
    total = sum(known.values())
    return {moment: mg / total for moment, mg in known.items()} if total > 0 else {}


def ideas(rows: Sequence[Eaten], *, not_today: frozenset[str], limit: int = 3) -> list[Idea]:
    """Foods, then waters, of somebody's own weeks that hold most per usual portion.

    Never a supplement, never chocolate first, nothing that is on today's list already, and only
    what is known in full: an idea must not rest on a guess.
    """
    usable = [row for row in rows if row.is_known_in_full and row.magnesium_mg is not None]
    by_item: dict[str, list[Eaten]] = defaultdict(list)
    for row in usable:
        if row.item not in not_today:
            by_item[row.item].append(row)
    found = [
        (_idea(group), group[-1].rich_group)
        for group in by_item.values()
        if len({row.date for row in group}) >= EATEN_BEFORE
    ]
    kept = [(idea, rich) for idea, rich in found if idea.mg >= LEAST_IDEA_MG]
    kept.sort(key=lambda pair: (pair[0].is_water, pair[1] == NEVER_FIRST, -pair[0].mg))
    return [idea for idea, _rich in kept[:limit]]


def _idea(rows: Sequence[Eaten]) -> Idea:
    last = rows[-1]
    return Idea(
        item=last.item,
        name=last.name,
        mg=median(row.magnesium_mg or 0 for row in rows),
        times=len({row.date for row in rows}),
        is_water=last.is_water,
    )
