"""What was eaten and drunk: log, change, remove and copy it; read a day, and close it."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import uuid_utils.compat
from django.core.exceptions import ValidationError
from django.db.models import Min
from django.utils.translation import gettext as _

from tracker import changes, moments, pantry, valuing, versions
from tracker.drafts import (
    Draft,
    change_entry,
    entry_of,
    items_of_change,
    local_time,
    member_of,
    says_the_same,
    set_time,
)
from tracker.models import Day, Device, IntakeEntry, User
from tracker.models.intake import Kind
from tracker.problems import about
from tracker.rules import day as day_rule
from tracker.versions import MAX_AT_ONCE, Clash, StaleEntryError

# Callers log drafts, read members and meet a stale entry through the diary.
__all__ = [
    "MAX_AT_ONCE",
    "Clash",
    "Draft",
    "StaleEntryError",
    "local_time",
    "member_of",
    "set_time",
]


@dataclass(frozen=True)
class Written:
    """What a write stored, and the undo that takes it back."""

    entries: tuple[IntakeEntry, ...]
    undo_id: uuid.UUID | None


@dataclass(frozen=True)
class DayRecord:
    """One day as it was logged: the entries in order, their total, and whether it is complete."""

    date: dt.date
    entries: tuple[IntakeEntry, ...]
    total: day_rule.DayTotal
    confirmed: str

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
    """Value and store `drafts`, all or none; one that is stored already is not stored again.

    Raises ValidationError for an item that is not there for this person, an amount, unit, day or
    time that cannot be, and VersionError for an id that is taken by something else. An item is
    valued by today's table; a draft with `content` by that.
    """
    versions.check_count(drafts)
    with changes.writing(user, at=at, device=device) as book:
        stored = versions.sent_before(user, IntakeEntry, drafts, says_the_same=says_the_same)
        new = [draft for draft in drafts if draft.id not in stored]
        ids = [draft.item_id for draft in new if draft.item_id and draft.content is None]
        items = pantry.find_many(user, ids, lang=lang)
        entries = [
            stored[draft.id] if draft.id in stored else entry_of(draft, items, at=at)
            for draft in drafts
        ]
        book.put(
            [entry for entry in entries if entry.id not in stored],
            versions=versions.versions_of(new),
        )
        return Written(tuple(entries), book.keep_undo())


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
    base: uuid.UUID | None = None,
) -> Written:
    """Change members of one entry, as drafts.change_entry names them.

    `seen` holds the values that the person saw: a member that another device changed meanwhile is
    kept where this person did not touch it, and raises StaleEntryError where both did. `base` is
    the version that was changed: another one raises VersionError, unless `version`, the id of this
    change, shows that it was made before. Raises GoneError for an entry that is not there.
    """

    def apply(entry: IntakeEntry) -> None:
        versions.refuse_clashes(entry, changed=changed, seen=seen, member_of=member_of)
        items = pantry.find_many(user, items_of_change(entry, changed), lang=lang)
        change_entry(entry, changed, items=items, at=at)

    with changes.writing(user, at=at, device=device) as book:
        entry = versions.change(
            book, IntakeEntry, entry_id, apply=apply, version=version, base=base
        )
        return Written((entry,), book.keep_undo())


def remove_intake(
    user: User,
    ids: Iterable[uuid.UUID],
    *,
    at: dt.datetime,
    device: Device | None = None,
    base: uuid.UUID | None = None,
) -> Written:
    """Remove entries; what is not there (any more) is passed over.

    Raises VersionError when one is of another version than `base`, where that is given.
    """
    with changes.writing(user, at=at, device=device) as book:
        entries = versions.remove(book, IntakeEntry, ids, base=base)
        return Written(entries, book.keep_undo())


def was_removed(user: User, entry_id: uuid.UUID) -> bool:
    return versions.was_removed(user, IntakeEntry, entry_id)


def copy_intake(
    user: User,
    entries: Sequence[IntakeEntry],
    *,
    to: dt.date,
    at: dt.datetime,
    lang: str,
    meal: str | None = None,
    amounts: Mapping[uuid.UUID, Decimal] | None = None,
    zone_name: str = "",
) -> Written:
    """Log the same again on another day, valued by today's table where the food is still there.

    The meal is kept unless `meal` names another, the amounts but for those in `amounts` (by the
    id of the entry copied); times are not copied, they were of that day.
    """
    moments.check_day(to, at=at)
    with changes.writing(user, at=at) as book:
        ids = [entry.item_id for entry in entries if entry.item_id]
        items = pantry.find_many(user, ids, lang=lang)
        copies = [_copy(e, items, amount=(amounts or {}).get(e.id)) for e in entries]
        for copied, entry in zip(copies, entries, strict=True):
            copied.date, copied.zone = to, zone_name or entry.zone
            copied.meal = entry.meal if meal is None else meal
            set_time(copied, None)
        book.put(copies)
        return Written(tuple(copies), book.keep_undo())


def _copy(
    entry: IntakeEntry, items: Mapping[uuid.UUID, pantry.Item], *, amount: Decimal | None
) -> IntakeEntry:
    copied = IntakeEntry(id=uuid_utils.compat.uuid7(), **valuing.copy(entry))
    item = items.get(entry.item_id) if entry.item_id else None
    if item and entry.unit in item.units:
        valuing.value(copied, item, amount=amount or entry.amount, unit=entry.unit)
    elif amount is not None and amount != entry.amount:
        grams = None if entry.grams is None else entry.grams * amount / entry.amount
        valuing.scale(copied, amount=amount, unit=entry.unit, grams=grams)
    return copied


def read_day(user: User, date: dt.date, *, lang: str = "") -> DayRecord:
    """Everything of one day, in a constant number of queries.

    With `lang` public foods are called by their name in that language, else as they were logged.
    """
    found = IntakeEntry.objects.visible_to(user).filter(date=date).defer("history")
    entries = list(found.order_by("at", "row"))
    if lang:
        pantry.name_in(lang, entries)
    day = Day.objects.visible_to(user).filter(date=date).first()
    return record(date, tuple(entries), day.confirmed if day else "")


def record(date: dt.date, entries: tuple[IntakeEntry, ...], confirmed: str) -> DayRecord:
    lines = [line_of(entry) for entry in entries]
    total = day_rule.total(lines, confirmed=day_rule.Confirmation(confirmed))
    return DayRecord(date, entries, total, confirmed)


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


def day_id(user: User, date: dt.date) -> uuid.UUID:
    """One record a day, made from the account: two offline devices meet in it."""
    return uuid.uuid5(user.account_id, f"day:{date.isoformat()}")


def check_day(day: Day, *, at: dt.datetime) -> None:
    """ValidationError, by member, for what cannot be said of a day."""
    with about("date"):
        moments.check_day(day.date, at=at)
        if day.id != day_id(day.user, day.date):
            raise ValidationError(_("The id of a day is made from the account and the date."))


def confirm_day(
    user: User, date: dt.date, confirmed: str, *, at: dt.datetime, device: Device | None = None
) -> uuid.UUID | None:
    """Say that a day is complete, that nothing was eaten, or neither; returns the undo."""
    moments.check_day(date, at=at)
    if confirmed not in Day.Confirmed.values:
        raise ValidationError({"confirmed": _("Choose complete, nothing eaten or not confirmed.")})
    with changes.writing(user, at=at, device=device) as book:
        id = day_id(user, date)
        day = Day.objects.editable_by(user).filter(id=id).first()
        day = day or Day(id=id, date=date)
        day.confirmed = confirmed
        book.put([day])
        return book.keep_undo()


def unconfirmed_days(
    user: User, *, until: dt.date, days: int = 7, lang: str = ""
) -> tuple[DayRecord, ...]:
    """Of the `days` before `until` those not confirmed, latest first, with what they hold."""
    records = read_days(
        user, first=until - dt.timedelta(days=days), last=until - dt.timedelta(days=1)
    )
    found = tuple(record for record in reversed(records) if not record.confirmed)
    if lang:
        pantry.name_in(lang, [entry for record in found for entry in record.entries])
    return found


def read_days(user: User, *, first: dt.date, last: dt.date) -> tuple[DayRecord, ...]:
    """Every day from `first` to `last`, empty ones too; two queries."""
    span = {"date__gte": first, "date__lte": last}
    confirmed = dict(Day.objects.visible_to(user).filter(**span).values_list("date", "confirmed"))
    dates = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    by_date: dict[dt.date, list[IntakeEntry]] = {date: [] for date in dates}
    entries = IntakeEntry.objects.visible_to(user).filter(**span).defer("content", "history")
    for entry in entries.order_by("at", "row"):
        by_date[entry.date].append(entry)
    return tuple(
        record(date, tuple(entries), confirmed.get(date, "")) for date, entries in by_date.items()
    )


def supplement_starts(
    user: User, *, first: dt.date, last: dt.date
) -> tuple[tuple[str, dt.date], ...]:
    """Name and first day in the ledger of each supplement that starts from `first` to `last`."""
    doses = IntakeEntry.objects.visible_to(user).filter(kind=Kind.SUPPLEMENT)
    starts = doses.values("name").annotate(start=Min("date")).filter(start__range=(first, last))
    return tuple(starts.order_by("start", "name").values_list("name", "start"))
