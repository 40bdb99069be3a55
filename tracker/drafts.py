"""What is about to be logged or changed, and the line of the ledger it becomes.

Nothing is written here: diary.py does that, while it holds the person's counter.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import uuid_utils.compat
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foods import nutrients
from tracker import amounts, moments, pantry, texts, valuing
from tracker.models import IntakeEntry
from tracker.models.intake import Kind, Meal, Precision, ValuedBy
from tracker.problems import about

# What a logger may say of an item only together with its content.
MEALS = frozenset({"", *Meal.values})
GIVEN = ("kind", "name", "food_group", "grams")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One thing to log. Give `item_id`, or `name` and `content` when the logger values it.

    `amount` is in `unit`: a portion's label, "g" or "ml"; None is an amount nobody knows.
    `content` is per 100 g (per unit for a supplement) with unknown left out, and `grams` what
    the whole amount weighs when it is not in grams. `time` is local; `instant` replaces it.
    """

    date: dt.date
    amount: Decimal | None
    unit: str = "g"
    item_id: uuid.UUID | None = None
    meal: str = ""
    time: dt.time | None = None
    instant: dt.datetime | None = None
    zone_name: str = ""
    id: uuid.UUID | None = None
    version: uuid.UUID | None = None
    kind: str = Kind.FOOD
    name: str = ""
    content: Mapping[str, float] | None = None
    food_group: str = ""
    grams: Decimal | None = None


def entry_of(
    draft: Draft,
    items: Mapping[uuid.UUID, pantry.Item],
    *,
    at: dt.datetime,
    densities: pantry.Densities | None = None,
) -> IntakeEntry:
    """The line that a draft becomes, valued; ValidationError for what cannot be.

    Who makes many entries hands the same `densities` to each: they are read once.
    """
    entry = IntakeEntry(id=draft.id or uuid_utils.compat.uuid7())
    _set_moment(entry, draft, at=at)
    item = _item(draft, items, densities)
    if draft.amount is None:
        valuing.without_weight(entry, item, amount=Decimal(1), unit=_unit(draft.unit))
    else:
        _value(entry, item, amount=draft.amount, unit=draft.unit)
    if draft.content is not None:
        entry.valued_by = ValuedBy.DEVICE
        entry.item_id = draft.item_id
    return entry


def _item(
    draft: Draft,
    items: Mapping[uuid.UUID, pantry.Item],
    densities: pantry.Densities | None,
) -> pantry.Item:
    if draft.content is not None:
        return _given(
            densities=densities,
            kind=draft.kind,
            name=draft.name,
            content=draft.content,
            group=draft.food_group,
            portions=_portion(draft.unit, amount=draft.amount, grams=draft.grams),
        )
    if draft.item_id and draft.item_id in items:
        return items[draft.item_id]
    raise _no_such_item()


def _no_such_item() -> ValidationError:
    return ValidationError(
        {"item_id": _("This food is not there (any more). Search for it again.")}
    )


def _given(*, name: str, content: Mapping[str, float], **members: Any) -> pantry.Item:
    with about("name"):
        texts.check_name(name)
    with about("content"):
        nutrients.check_content(content)
        return pantry.given(name=name, content=content, **members)


def _portion(
    unit: str, *, amount: Decimal | None, grams: Decimal | None
) -> tuple[pantry.PortionChoice, ...]:
    """What one `unit` weighs, from the weight that the logger gave for all of them."""
    if amount is None or grams is None:
        return ()
    with about("amount"):
        amounts.check_amount(amount)
    with about("grams"):
        amounts.check_grams(grams)
    return (pantry.PortionChoice(_unit(unit), float(grams / amount)),)


def _unit(unit: str) -> str:
    with about("unit"):
        return texts.check_name(unit, longest=80)


def _value(entry: IntakeEntry, item: pantry.Item, *, amount: Decimal, unit: str) -> None:
    unit = _unit(unit)
    if item.counted_in or item.kind not in (Kind.SUPPLEMENT, Kind.MEDICINE):
        with about("unit"):
            item.check_unit(unit)
    with about("amount"):
        valuing.value(entry, item, amount=amount, unit=unit)


def _set_moment(entry: IntakeEntry, draft: Draft, *, at: dt.datetime) -> None:
    with about("date"):
        entry.date = moments.check_day(draft.date, at=at)
    _set_meal(entry, draft.meal)
    _set_zone(entry, draft.zone_name)
    if draft.instant is None:
        set_time(entry, draft.time)
    else:
        set_instant(entry, draft.instant)


def _set_meal(entry: IntakeEntry, meal: str) -> None:
    if meal not in MEALS:
        raise ValidationError({"meal": _("Choose one of the meals.")})
    entry.meal = meal


def _set_zone(entry: IntakeEntry, zone_name: str) -> None:
    if zone_name:
        with about("zone"):
            moments.zone(zone_name)
    entry.zone = zone_name


def set_time(entry: IntakeEntry, time: dt.time | None) -> None:
    """Give the entry its local time, or none; ValidationError for a time that does not exist."""
    if time is None:
        entry.at, entry.precision = None, Precision.MEAL if entry.meal else Precision.NONE
        return
    with about("time"):
        entry.at = moments.instant(entry.date, time, zone_name=entry.zone)
    entry.precision = Precision.EXACT


def set_instant(entry: IntakeEntry, instant: dt.datetime) -> None:
    """Give the entry its moment, which lies at most a day from the day it is logged on."""
    with about("at"):
        entry.at = moments.check_instant(instant, day=entry.date, zone_name=entry.zone)
    entry.precision = Precision.EXACT


def member_of(entry: IntakeEntry, member: str) -> object:
    """A member as forms and `change_entry` name it; `time` is the local time."""
    return local_time(entry) if member == "time" else getattr(entry, member)


def local_time(entry: IntakeEntry) -> dt.time | None:
    if entry.at is None:
        return None
    return entry.at.astimezone(moments.zone(entry.zone or "UTC")).time().replace(fold=0)


def says_the_same(draft: Draft, entry: IntakeEntry) -> bool:
    """Whether the entry is what the draft asks for: it was sent before.

    Only what the logger said is compared, since the server's own values may come from a table
    that has another release now.
    """
    moment = (draft.date, draft.meal, draft.zone_name) == (entry.date, entry.meal, entry.zone)
    when = entry.at == draft.instant if draft.instant else local_time(entry) == draft.time
    what = draft.item_id == entry.item_id and draft.unit.strip() == entry.unit
    return moment and when and what and _same_amount(draft, entry) and _same_content(draft, entry)


def _same_amount(draft: Draft, entry: IntakeEntry) -> bool:
    if draft.amount is None:
        return entry.grams is None and entry.magnesium_mg is None and entry.amount == 1
    weighs = draft.grams is None or draft.grams == entry.grams
    return draft.amount == entry.amount and weighs


def _same_content(draft: Draft, entry: IntakeEntry) -> bool:
    if draft.content is None:
        return entry.valued_by == ValuedBy.SERVER
    said = (draft.kind, draft.name.strip(), draft.food_group, dict(draft.content))
    return said == (entry.kind, entry.name, entry.food_group, entry.content)


def items_of_change(entry: IntakeEntry, changed: Mapping[str, Any]) -> list[uuid.UUID]:
    """The items that `change_entry` needs for this change."""
    by_unit = entry.item_id if changed.get("unit", entry.unit) != entry.unit else None
    item_id = changed.get("item_id", by_unit)
    return [item_id] if item_id else []


def change_entry(
    entry: IntakeEntry,
    changed: Mapping[str, Any],
    *,
    items: Mapping[uuid.UUID, pantry.Item],
    at: dt.datetime,
) -> None:
    """Change members of an entry: its moment, its amount, what it is.

    Another amount scales what was logged; `item_id` (the same one too) takes today's table;
    `content` values it as the logger says, and `kind`, `name`, `food_group` and `grams` go with it.
    """
    _change_moment(entry, changed, at=at)
    amount, unit = changed.get("amount", entry.amount), changed.get("unit", entry.unit)
    if changed.get("content") is not None:
        _change_content(entry, changed, amount=amount, unit=unit)
        return
    for member in GIVEN:
        if member in changed and changed[member] != getattr(entry, member):
            raise ValidationError({member: _("This can only be changed together with content.")})
    item = next((items.get(item_id) for item_id in items_of_change(entry, changed)), None)
    if "item_id" in changed:
        if item is None:
            raise _no_such_item()
        _value(entry, item, amount=amount, unit=unit)
    elif (amount, unit) != (entry.amount, entry.unit):
        change_amount(entry, item, amount=amount, unit=_unit(unit))


def _change_moment(entry: IntakeEntry, changed: Mapping[str, Any], *, at: dt.datetime) -> None:
    time = local_time(entry)
    if changed.get("date") is not None:
        with about("date"):
            entry.date = moments.check_day(changed["date"], at=at)
    if "meal" in changed:
        _set_meal(entry, changed["meal"])
    if "zone" in changed:
        _set_zone(entry, changed["zone"])
    if changed.get("at") is not None:
        set_instant(entry, changed["at"])
    elif {"time", "at"} & changed.keys():
        set_time(entry, changed.get("time"))
    elif "date" in changed or entry.at is None:
        set_time(entry, time)


def _change_content(
    entry: IntakeEntry, changed: Mapping[str, Any], *, amount: Decimal, unit: str
) -> None:
    item = _given(
        kind=changed.get("kind", entry.kind),
        name=changed.get("name", entry.name),
        content=changed["content"],
        group=changed.get("food_group", entry.food_group),
        portions=_portion(unit, amount=amount, grams=_weight(entry, changed, unit=unit)),
    )
    item_id = changed.get("item_id", entry.item_id)
    _value(entry, item, amount=amount, unit=unit)
    entry.valued_by, entry.item_id = ValuedBy.DEVICE, item_id


def _weight(entry: IntakeEntry, changed: Mapping[str, Any], *, unit: str) -> Decimal | None:
    """The weight of the new amount: as given, else by what the same unit weighed before."""
    if "grams" in changed or unit != entry.unit or entry.grams is None:
        grams: Decimal | None = changed.get("grams")
        return grams
    return Decimal(entry.grams * changed.get("amount", entry.amount) / entry.amount)


def change_amount(
    entry: IntakeEntry, item: pantry.Item | None, *, amount: Decimal, unit: str
) -> None:
    """Scale what was logged to another amount; `item` is needed for another unit."""
    if item is not None and entry.grams is None and item.kind in (Kind.FOOD, Kind.WATER):
        # Nobody knew what it weighed: now that it is said, the food can be valued.
        _value(entry, item, amount=amount, unit=unit)
        return
    with about("amount"):
        amounts.check_amount(amount)
    grams = _grams(entry, item, amount=amount, unit=unit)
    with about("amount"):
        valuing.scale(entry, amount=amount, unit=unit, grams=grams)


def _grams(
    entry: IntakeEntry, item: pantry.Item | None, *, amount: Decimal, unit: str
) -> Decimal | None:
    """The new weight: by the unit it was logged in, in grams, or by a portion of the food."""
    if unit == entry.unit:
        return None if entry.grams is None else entry.grams * amount / entry.amount
    if unit == "g" and entry.grams is not None:
        return amount
    if item is None:
        raise ValidationError(
            {"unit": _("This food is not there any more: give the amount in grams.")}
        )
    with about("unit"):
        return amount * item.grams_per(unit)
