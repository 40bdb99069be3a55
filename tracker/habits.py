"""What a person eats at this hour and how often, from their own last weeks; their favourites."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q

from tracker.models import Favourite, IntakeEntry, User
from tracker.models.intake import Kind, Meal

WEEKS = 8
# The last two weeks count double, so that a new habit overtakes an old one soon.
RECENT_DAYS = 14
# The usual meal is what came back on at least this share of the recent days with that meal.
USUAL_SHARE = 0.5
QUICK_WATERS = 3
# A star outweighs whatever is eaten.
STAR = 1000.0

MEAL_HOURS = {
    Meal.BREAKFAST: range(5, 11),
    Meal.LUNCH: range(11, 15),
    Meal.DINNER: range(17, 21),
}


@dataclass(frozen=True)
class Usual:
    """What the add box opens on: the meal as usual, then single items by habit, and waters.

    Each is the entry as it was logged last, with the amount used then.
    """

    meal_entries: tuple[IntakeEntry, ...]
    entries: tuple[IntakeEntry, ...]
    waters: tuple[IntakeEntry, ...]


@dataclass(frozen=True)
class _Habit:
    """One item at one meal: the last row of it, on how many days and on how many recent ones."""

    item: tuple[uuid.UUID | None, str]
    meal: str
    kind: str
    last_row: int
    days: int
    recent_days: int

    @property
    def weight(self) -> int:
        return self.days + self.recent_days


def meal_at(hour: int) -> Meal:
    """The meal of a clock hour; outside the usual hours something in between."""
    return next((meal for meal, hours in MEAL_HOURS.items() if hour in hours), Meal.SNACK)


def usual(
    user: User,
    *,
    meal: str,
    until: dt.date,
    limit: int = 12,
    whole_meal: bool = True,
    without: Collection[uuid.UUID | None] = (),
) -> Usual:
    """What this person has at `meal`, from the eight weeks up to `until`, but for `without`.

    A supplement belongs to the meal it is taken with, and is offered at no other. Favourites come
    first. Four queries; three without the usual meal as a whole.
    """
    habits = [h for h in _habits(user, until=until) if not h.item[0] or h.item[0] not in without]
    at_meal = _best(h for h in habits if h.kind != Kind.WATER and h.meal == meal)
    known = {habit.item for habit in at_meal}
    food = [habit for habit in habits if habit.kind == Kind.FOOD and habit.meal != meal]
    elsewhere = [habit for habit in _best(food) if habit.item not in known]
    stars = favourites(user)
    listed = [*_starred(at_meal, stars), *_starred(elsewhere, stars)][:limit]
    waters = _best(habit for habit in habits if habit.kind == Kind.WATER)[:QUICK_WATERS]
    whole = _usual_meal(user, at_meal, meal=meal, until=until) if whole_meal else []
    rows = _rows(user, {habit.last_row for habit in (*listed, *waters, *whole)})
    return Usual(
        meal_entries=tuple(rows[habit.last_row] for habit in whole),
        entries=tuple(rows[habit.last_row] for habit in listed),
        waters=tuple(rows[habit.last_row] for habit in waters),
    )


def favour(user: User, *, until: dt.date) -> dict[uuid.UUID, float]:
    """How often this person has each item, and the stars, for the order of results; two queries."""
    times = (
        IntakeEntry.objects.visible_to(user)
        .filter(date__gt=until - dt.timedelta(weeks=WEEKS), date__lte=until)
        .exclude(item_id=None)
        .values_list("item_id")
        .annotate(times=Count("row"))
        .order_by()
    )
    stars = dict.fromkeys(favourites(user), STAR)
    return stars | {item_id: count + stars.get(item_id, 0.0) for item_id, count in times}


def favourites(user: User) -> set[uuid.UUID]:
    return set(Favourite.objects.visible_to(user).values_list("item_id", flat=True))


def star(user: User, item_id: uuid.UUID, *, is_favourite: bool) -> None:
    """Put a star on an item, or take it off."""
    if is_favourite:
        Favourite.objects.get_or_create(user=user, item_id=item_id)
    else:
        Favourite.objects.editable_by(user).filter(item_id=item_id).delete()


def _habits(user: User, *, until: dt.date) -> list[_Habit]:
    first = until - dt.timedelta(weeks=WEEKS)
    recent = Q(date__gt=until - dt.timedelta(days=RECENT_DAYS))
    groups: Iterable[dict[str, Any]] = (
        IntakeEntry.objects.visible_to(user)
        .filter(date__gt=first, date__lte=until)
        .exclude(kind__in=[Kind.SUPPLEMENT, Kind.MEDICINE], meal="")
        .values("item_id", "name", "meal", "kind")
        .annotate(
            last_row=Max("row"),
            days=Count("date", distinct=True),
            recent_days=Count("date", distinct=True, filter=recent),
        )
        .order_by()
    )
    return [
        _Habit(
            item=(group["item_id"], "" if group["item_id"] else group["name"]),
            meal=group["meal"],
            kind=group["kind"],
            last_row=group["last_row"],
            days=group["days"],
            recent_days=group["recent_days"],
        )
        for group in groups
    ]


def _best(habits: Iterable[_Habit]) -> list[_Habit]:
    """One habit per item, the strongest first; of equal ones the latest."""
    best: dict[tuple[uuid.UUID | None, str], _Habit] = {}
    for habit in sorted(habits, key=lambda habit: (-habit.weight, -habit.last_row)):
        best.setdefault(habit.item, habit)
    return list(best.values())


def _starred(habits: Iterable[_Habit], stars: Collection[uuid.UUID]) -> list[_Habit]:
    """Favourites first, else in the order they had."""
    return sorted(habits, key=lambda habit: habit.item[0] not in stars)


def _usual_meal(
    user: User, at_meal: Sequence[_Habit], *, meal: str, until: dt.date
) -> list[_Habit]:
    """What came back on at least half of the recent days with this meal; nothing after one day."""
    days = (
        IntakeEntry.objects.visible_to(user)
        .filter(meal=meal, date__gt=until - dt.timedelta(days=RECENT_DAYS), date__lte=until)
        .filter(kind=Kind.FOOD)
        .aggregate(days=Count("date", distinct=True))["days"]
    )
    return [habit for habit in at_meal if days and habit.recent_days >= USUAL_SHARE * days]


def _rows(user: User, rows: set[int]) -> dict[int, IntakeEntry]:
    entries = IntakeEntry.objects.visible_to(user).filter(row__in=rows)
    return {entry.row: entry for entry in entries.defer("content", "history")}
