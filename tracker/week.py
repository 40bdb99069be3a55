"""A week of somebody's eating: rich foods, how it was spread, other nutrients, ideas."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from foods import rich_groups
from foods.rich_groups import RichGroup
from tracker import pantry
from tracker.models import IntakeEntry, User
from tracker.models.intake import Kind
from tracker.rules import companions
from tracker.rules import week as rule
from tracker.rules.companions import Companion, Mean

IDEA_WEEKS = 8


@dataclass(frozen=True)
class WeekRecord:
    """Seven days up to and including `last`. `logged_days` hold food or water; means are over
    those days, `groups` are all rich kinds in order."""

    first: dt.date
    last: dt.date
    logged_days: int
    groups: tuple[tuple[RichGroup, rule.Tally | None], ...]
    shares: dict[str, float]
    uneven_days: int
    rich_moments: int
    companions: tuple[tuple[Companion, Mean], ...]
    ideas: tuple[rule.Idea, ...]


def read(user: User, *, last: dt.date, lang: str) -> WeekRecord:
    """What the seven days up to `last` held; two queries and those for names."""
    first = last - dt.timedelta(days=rule.DAYS - 1)
    entries = _eaten(user, first=first, last=last)
    rows = [_row(entry) for entry in entries]
    tallies = rule.tally(rows)
    days = {row.date for row in rows}
    return WeekRecord(
        first=first,
        last=last,
        logged_days=len(days),
        groups=tuple((group, tallies.get(group.key)) for group in rich_groups.RICH_GROUPS),
        shares=rule.shares(rows),
        uneven_days=rule.uneven_days(rows),
        rich_moments=rule.rich_moments(tallies),
        companions=_companions(entries, days=len(days)),
        ideas=tuple(_ideas(user, last=last, lang=lang)),
    )


def _eaten(user: User, *, first: dt.date, last: dt.date) -> list[IntakeEntry]:
    """Food and water of the days, in their order."""
    found = IntakeEntry.objects.visible_to(user).filter(
        date__gte=first, date__lte=last, kind__in=[Kind.FOOD, Kind.WATER]
    )
    return list(found.defer("history").order_by("date", "row"))


def _row(entry: IntakeEntry) -> rule.Eaten:
    return rule.Eaten(
        date=entry.date,
        item=str(entry.item_id or entry.name),
        name=entry.name,
        rich_group=rich_groups.of(entry.food_group, item_id=entry.item_id),
        moment=entry.meal,
        magnesium_mg=None if entry.magnesium_mg is None else float(entry.magnesium_mg),
        is_known_in_full=entry.known_share >= 1,
        is_water=entry.kind == Kind.WATER,
    )


def _companions(entries: Sequence[IntakeEntry], *, days: int) -> tuple[tuple[Companion, Mean], ...]:
    portions = [(entry.content, _hundreds(entry)) for entry in entries]
    return tuple(
        (companion, companions.mean(portions, companion.key, days=days))
        for companion in companions.COMPANIONS
    )


def _hundreds(entry: IntakeEntry) -> float | None:
    """How many times 100 g (or one unit) an entry is; None when its weight is not known."""
    if entry.grams is not None:
        return float(entry.grams / Decimal(100))
    return None


def _ideas(user: User, *, last: dt.date, lang: str) -> list[rule.Idea]:
    first = last - dt.timedelta(weeks=IDEA_WEEKS)
    found = [entry for entry in _eaten(user, first=first, last=last) if entry.item_id]
    pantry.name_in(lang, found)
    today = frozenset(str(entry.item_id) for entry in found if entry.date == last)
    return rule.ideas([_row(entry) for entry in found], not_today=today)
