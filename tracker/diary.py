"""What was eaten and drunk: log, change, remove and copy it; read a day, and close it."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import uuid_utils.compat
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker import changes, moments, pantry, texts, valuing
from tracker.models import Day, Device, IntakeEntry, Observation, User
from tracker.models.intake import Kind, Meal, Precision, ValuedBy
from tracker.rules import day as day_rule

MAX_AT_ONCE = 1000
NOTE = "note"
NOTE_LENGTH = 4000


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One thing to log. Give `item_id`, or `name` and `content` when the logger values it.

    `amount` is in `unit`: a portion's label, "g" or "ml"; None is an amount nobody knows.
    `content` is per 100 g (per unit for a supplement) with unknown left out; `time` is local.
    """

    date: dt.date
    amount: Decimal | None
    unit: str = "g"
    item_id: uuid.UUID | None = None
    meal: str = ""
    time: dt.time | None = None
    zone_name: str = ""
    id: uuid.UUID | None = None
    version: uuid.UUID | None = None
    kind: str = Kind.FOOD
    name: str = ""
    content: Mapping[str, float] | None = None
    food_group: str = ""


@dataclass(frozen=True)
class Written:
    """What a write stored, and the undo that takes it back."""

    entries: tuple[IntakeEntry, ...]
    undo_id: uuid.UUID | None


@dataclass(frozen=True)
class Clash:
    """A member that changed here and on another device since the form was opened."""

    member: str
    mine: object
    theirs: object


class StaleEntryError(ValidationError):
    """The entry changed meanwhile in the same members; `clashes` holds both values of each."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        self.clashes = tuple(clashes)
        super().__init__(_("This was changed on another device meanwhile. Choose what to keep."))


@dataclass(frozen=True)
class DayRecord:
    """One day as it was logged: the entries in order, their total, and what was said of the day."""

    date: dt.date
    entries: tuple[IntakeEntry, ...]
    total: day_rule.DayTotal
    confirmed: str
    notes: tuple[Observation, ...]

    @property
    def lines(self) -> list[day_rule.Line]:
        return [line_of(entry) for entry in self.entries]


def log_intake(
    user: User,
    drafts: Sequence[Draft],
    *,
    at: dt.datetime,
    lang: str,
    device: Device | None = None,
) -> Written:
    """Value and store `drafts`, all or none.

    Raises ValidationError for an item that is not there for this person, an amount, unit, day or
    time that cannot be. An item is valued by today's table; a draft with `content` by that.
    """
    if len(drafts) > MAX_AT_ONCE:
        raise ValidationError(_("At most 1000 entries can be saved at once."))
    with changes.writing(user, at=at, device=device) as book:
        ids = [draft.item_id for draft in drafts if draft.item_id and draft.content is None]
        items = pantry.find_many(user, ids, lang=lang)
        entries = [_entry(draft, items, at=at) for draft in drafts]
        versions = {
            entry.id: draft.version
            for entry, draft in zip(entries, drafts, strict=True)
            if draft.version
        }
        book.put(entries, versions=versions)
        return Written(tuple(entries), book.keep_undo())


def _entry(draft: Draft, items: Mapping[uuid.UUID, pantry.Item], *, at: dt.datetime) -> IntakeEntry:
    entry = IntakeEntry(id=draft.id or uuid_utils.compat.uuid7())
    _set_moment(entry, draft, at=at)
    item = _item(draft, items)
    if draft.amount is None:
        valuing.without_weight(entry, item, amount=Decimal(1), unit=draft.unit)
    else:
        valuing.value(entry, item, amount=draft.amount, unit=draft.unit)
    if draft.content is not None:
        entry.valued_by = ValuedBy.DEVICE
        entry.item_id = draft.item_id
    return entry


def _item(draft: Draft, items: Mapping[uuid.UUID, pantry.Item]) -> pantry.Item:
    if draft.content is not None:
        return pantry.given(
            kind=draft.kind, name=draft.name, content=draft.content, group=draft.food_group
        )
    if draft.item_id in items:
        return items[draft.item_id]
    raise ValidationError({"item_id": _("This food is not there (any more). Search for it again.")})


def _set_moment(entry: IntakeEntry, draft: Draft, *, at: dt.datetime) -> None:
    entry.date = moments.check_day(draft.date, at=at)
    entry.meal = draft.meal
    if draft.meal not in ("", *Meal.values):
        raise ValidationError({"meal": _("Choose one of the meals.")})
    entry.zone = draft.zone_name
    if draft.zone_name:
        moments.zone(draft.zone_name)
    set_time(entry, draft.time)


def set_time(entry: IntakeEntry, time: dt.time | None) -> None:
    """Give the entry its local time, or none; ValidationError for a time that does not exist."""
    if time is None:
        entry.at, entry.precision = None, Precision.MEAL if entry.meal else Precision.NONE
        return
    entry.at = moments.instant(entry.date, time, zone_name=entry.zone)
    entry.precision = Precision.EXACT


def change_intake(
    user: User,
    entry_id: uuid.UUID,
    *,
    changed: Mapping[str, object],
    seen: Mapping[str, object],
    at: dt.datetime,
    lang: str,
    device: Device | None = None,
    version: uuid.UUID | None = None,
) -> Written:
    """Change members of one entry: `amount`, `unit`, `meal`, `time`, `date` or `item_id`.

    `seen` holds the values that the person saw: a member that another device changed meanwhile is
    kept where this person did not touch it, and raises StaleEntryError where both did. Another amount
    scales what was logged; another item (or the same one chosen again) takes today's table.
    """
    with changes.writing(user, at=at, device=device) as book:
        entry = IntakeEntry.objects.editable_by(user).filter(id=entry_id).first()
        if entry is None:
            raise ValidationError(_("This entry was removed meanwhile."))
        _refuse_clashes(entry, changed=changed, seen=seen)
        _apply(user, entry, changed, at=at, lang=lang)
        book.put([entry], versions={entry.id: version} if version else None)
        return Written((entry,), book.keep_undo())


def _refuse_clashes(
    entry: IntakeEntry, *, changed: Mapping[str, object], seen: Mapping[str, object]
) -> None:
    clashes = []
    for member, mine in changed.items():
        theirs = member_of(entry, member)
        if member in seen and theirs not in (seen[member], mine):
            clashes.append(Clash(member, mine=mine, theirs=theirs))
    if clashes:
        raise StaleEntryError(clashes)


def member_of(entry: IntakeEntry, member: str) -> object:
    """A member as forms and `change_intake` name it; `time` is the local time."""
    return local_time(entry) if member == "time" else getattr(entry, member)


def local_time(entry: IntakeEntry) -> dt.time | None:
    if entry.at is None:
        return None
    return entry.at.astimezone(moments.zone(entry.zone or "UTC")).time().replace(fold=0)


def _apply(
    user: User,
    entry: IntakeEntry,
    changed: Mapping[str, object],
    *,
    at: dt.datetime,
    lang: str,
) -> None:
    time = changed.get("time", local_time(entry))
    if isinstance(changed.get("date"), dt.date):
        entry.date = moments.check_day(changed["date"], at=at)  # type: ignore[arg-type]
    if "meal" in changed:
        entry.meal = str(changed["meal"])
    if {"time", "date", "meal"} & changed.keys():
        set_time(entry, time if isinstance(time, dt.time) else None)
    amount = Decimal(str(changed.get("amount", entry.amount)))
    unit = str(changed.get("unit", entry.unit))
    item = _chosen(user, entry, changed, unit=unit, lang=lang)
    if "item_id" in changed:
        if item is None:
            raise ValidationError(
                {"item_id": _("This food is not there (any more). Search for it again.")}
            )
        valuing.value(entry, item, amount=amount, unit=unit)
    elif (amount, unit) != (entry.amount, entry.unit):
        grams = _grams(entry, item, amount=amount, unit=unit)
        valuing.scale(entry, amount=amount, unit=unit, grams=grams)


def _chosen(
    user: User, entry: IntakeEntry, changed: Mapping[str, object], *, unit: str, lang: str
) -> pantry.Item | None:
    item_id = changed.get("item_id", entry.item_id if unit != entry.unit else None)
    return pantry.find(user, item_id, lang=lang) if isinstance(item_id, uuid.UUID) else None


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
    return amount * item.grams_per(unit)


def remove_intake(
    user: User, ids: Iterable[uuid.UUID], *, at: dt.datetime, device: Device | None = None
) -> Written:
    """Remove entries; what is not there (any more) is passed over."""
    with changes.writing(user, at=at, device=device) as book:
        entries = tuple(IntakeEntry.objects.editable_by(user).filter(id__in=list(ids)))
        book.remove(entries)
        return Written(entries, book.keep_undo())


def copy_intake(
    user: User,
    entries: Sequence[IntakeEntry],
    *,
    to: dt.date,
    at: dt.datetime,
    lang: str,
    meal: str | None = None,
    zone_name: str = "",
) -> Written:
    """Log the same again on another day, valued by today's table where the food is still there.

    The meal is kept unless `meal` names another; times are not copied, they were of that day.
    """
    moments.check_day(to, at=at)
    with changes.writing(user, at=at) as book:
        ids = [entry.item_id for entry in entries if entry.item_id]
        items = pantry.find_many(user, ids, lang=lang)
        copies = [_copy(entry, items) for entry in entries]
        for copied, entry in zip(copies, entries, strict=True):
            copied.date, copied.zone = to, zone_name or entry.zone
            copied.meal = entry.meal if meal is None else meal
            set_time(copied, None)
        book.put(copies)
        return Written(tuple(copies), book.keep_undo())


def _copy(entry: IntakeEntry, items: Mapping[uuid.UUID, pantry.Item]) -> IntakeEntry:
    copied = IntakeEntry(id=uuid_utils.compat.uuid7(), **valuing.copy(entry))
    item = items.get(entry.item_id) if entry.item_id else None
    if item and entry.unit in item.units:
        valuing.value(copied, item, amount=entry.amount, unit=entry.unit)
    return copied


def read_day(user: User, date: dt.date) -> DayRecord:
    """Everything of one day, in a constant number of queries."""
    entries = IntakeEntry.objects.visible_to(user).filter(date=date).order_by("at", "row")
    day = Day.objects.visible_to(user).filter(date=date).first()
    notes = Observation.objects.visible_to(user).filter(date=date, kind=NOTE).order_by("row")
    return record(date, tuple(entries), day.confirmed if day else "", notes=tuple(notes))


def record(
    date: dt.date,
    entries: tuple[IntakeEntry, ...],
    confirmed: str,
    *,
    notes: tuple[Observation, ...] = (),
) -> DayRecord:
    lines = [line_of(entry) for entry in entries]
    total = day_rule.total(lines, confirmed=day_rule.Confirmation(confirmed))
    return DayRecord(date, entries, total, confirmed, notes)


def line_of(entry: IntakeEntry) -> day_rule.Line:
    """The entry as the rule of a day reads it."""
    return day_rule.Line(
        kind=entry.kind,
        name=entry.name,
        magnesium_mg=_float(entry.magnesium_mg),
        fill_mg=_float(entry.fill_mg),
        low_mg=_float(entry.low_mg),
        high_mg=_float(entry.high_mg),
        known_share=float(entry.known_share),
        energy_kcal=_float(entry.energy_kcal),
        grams=_float(entry.grams),
        water_g=_float(entry.water_g),
        limit_mg=_float(entry.limit_mg),
        moment=entry.meal or None,
        is_drink=entry.kind == Kind.WATER or entry.food_group in pantry.POURED,
    )


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def confirm_day(
    user: User, date: dt.date, confirmed: str, *, at: dt.datetime, device: Device | None = None
) -> uuid.UUID | None:
    """Say that a day is complete, that nothing was eaten, or neither; returns the undo."""
    moments.check_day(date, at=at)
    if confirmed not in Day.Confirmed.values:
        raise ValidationError({"confirmed": _("Choose complete, nothing eaten or not confirmed.")})
    with changes.writing(user, at=at, device=device) as book:
        id = uuid.uuid5(user.account_id, f"day:{date.isoformat()}")
        day = Day.objects.editable_by(user).filter(id=id).first()
        day = day or Day(id=id, date=date)
        day.confirmed = confirmed
        book.put([day])
        return book.keep_undo()


def unconfirmed_days(user: User, *, until: dt.date, days: int = 7) -> tuple[DayRecord, ...]:
    """Of the `days` before `until` those not confirmed, latest first, with what they hold."""
    first = until - dt.timedelta(days=days)
    span = {"date__gte": first, "date__lt": until}
    confirmed = set(
        Day.objects.visible_to(user)
        .filter(**span)
        .exclude(confirmed="")
        .values_list("date", flat=True)
    )
    by_date: dict[dt.date, list[IntakeEntry]] = {
        until - dt.timedelta(days=n): [] for n in range(1, days + 1)
    }
    for entry in IntakeEntry.objects.visible_to(user).filter(**span).order_by("at", "row"):
        by_date[entry.date].append(entry)
    return tuple(
        record(date, tuple(entries), "")
        for date, entries in by_date.items()
        if date not in confirmed
    )


def write_note(
    user: User,
    date: dt.date,
    text: str,
    *,
    at: dt.datetime,
    note_id: uuid.UUID | None = None,
    device: Device | None = None,
) -> uuid.UUID | None:
    """Keep a note with a day, or change or (with an empty text) remove one; returns the undo."""
    moments.check_day(date, at=at)
    text = texts.check_text(text.strip(), longest=NOTE_LENGTH)
    with changes.writing(user, at=at, device=device) as book:
        stored = Observation.objects.editable_by(user).filter(id=note_id, kind=NOTE).first()
        note = stored or Observation(id=uuid_utils.compat.uuid7(), kind=NOTE, date=date)
        note.text = text
        if text:
            book.put([note])
        elif stored:
            book.remove([stored])
        return book.keep_undo()
