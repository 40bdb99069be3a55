"""Lines of the intake ledger as a phone keeps them: whole records, valued there or here.

A phone that values a line itself sends the values with it, and they are kept as sent once they
agree with what was eaten. Where it leaves them to the server, they are worked out as the page
does. So the past does not change with a table, and no number stands in the ledger without what
it was made of.
"""

import copy
import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foods import groups, nutrients
from tracker import amounts, drafts, moments, pantry, valuing
from tracker.members import Incoming
from tracker.models import IntakeEntry, User
from tracker.models.intake import Kind, Precision
from tracker.problems import about

SWALLOWED = (Kind.SUPPLEMENT, Kind.MEDICINE)
# What an amount of something holds, and who says so.
VALUES = (*valuing.SCALED, "basis", "known_share", "dataset", "release", "code", "valued_by")
# What decides those values.
EATEN = ("kind", "item_id", "amount", "unit", "grams", "content")
# What the server may set otherwise than it was sent; content and name only where they are null.
WORKED_OUT = frozenset({*VALUES, "precision", "kind", "name", "food_group", "grams"})
FILLED_IN = frozenset({"name", "content"})
# Rounding to a thousandth and scaling afterwards can add up to this.
SLACK_MG = Decimal("0.5")
SLACK_SHARE = Decimal("0.02")


@dataclass(frozen=True)
class Known:
    """What valuing reads from the database, once for all lines of a push."""

    items: Mapping[uuid.UUID, pantry.Item]
    densities: pantry.Densities


def gather(user: User, lines: Iterable[Incoming[IntakeEntry]], *, lang: str) -> Known:
    ids = set()
    for line in lines:
        item_id = line.value("item_id")
        if item_id and (_asks_for_values(line) or "unit" in line.changed):
            ids.add(item_id)
    return Known(items=pantry.find_many(user, ids, lang=lang), densities=pantry.Densities())


def complete(
    row: IntakeEntry, line: Incoming[IntakeEntry], known: Known, *, at: dt.datetime
) -> IntakeEntry:
    """`row` where its values came with it, else another one with those that the server works out.

    Raises ValidationError, by member, for an item, amount or unit that cannot be.
    """
    row = _with_precision(row, line)
    eaten = line.changed.intersection(EATEN)
    if _asks_for_values(line):
        return _valued(row, known, content=None, at=at)
    if not eaten or _came_with_values(line):
        return row
    if line.before is None or eaten & {"content", "item_id"}:
        return _valued(row, known, content=row.content, at=at)
    if "kind" in eaten:
        raise ValidationError({"kind": _("This can only be changed together with content.")})
    return _scaled(row, line.before, known)


def _with_precision(row: IntakeEntry, line: Incoming[IntakeEntry]) -> IntakeEntry:
    by_meal = Precision.MEAL if row.meal else Precision.NONE
    follows = Precision.EXACT if row.at else by_meal
    if "precision" in line.sent or row.precision == follows:
        return row
    row = copy.copy(row)
    row.precision = follows
    return row


def _asks_for_values(line: Incoming[IntakeEntry]) -> bool:
    """Content that is null, or another item without any, asks for the values of today."""
    if line.sent.get("content") is not None:
        return False
    return line.before is None or "content" in line.sent or "item_id" in line.changed


def _came_with_values(line: Incoming[IntakeEntry]) -> bool:
    if line.before is None:
        return line.sent.get("valued_by") is not None
    return not line.changed.isdisjoint(VALUES)


def _valued(
    row: IntakeEntry, known: Known, *, content: Mapping[str, float] | None, at: dt.datetime
) -> IntakeEntry:
    draft = drafts.Draft(
        id=row.id,
        date=row.date,
        instant=row.at,
        zone_name=row.zone,
        meal=row.meal,
        item_id=row.item_id,
        amount=row.amount,
        unit=row.unit,
        kind=row.kind,
        name=row.name,
        food_group=row.food_group,
        grams=row.grams,
        content=content,
    )
    return drafts.entry_of(draft, known.items, at=at, densities=known.densities)


def _scaled(row: IntakeEntry, before: IntakeEntry, known: Known) -> IntakeEntry:
    """The same thing in another amount: what was logged grows with it."""
    scaled = copy.copy(row)
    scaled.amount, scaled.unit, scaled.grams = before.amount, before.unit, before.grams
    if row.grams != before.grams and row.grams and before.grams:
        with about("grams"):
            valuing.scale(scaled, amount=row.amount, unit=row.unit, grams=row.grams)
    else:
        item = known.items.get(row.item_id) if row.item_id else None
        drafts.change_amount(scaled, item, amount=row.amount, unit=row.unit)
    return scaled


def check(entry: IntakeEntry, *, at: dt.datetime) -> None:
    """ValidationError, by member, for a line that the ledger cannot hold."""
    with about("date"):
        moments.check_day(entry.date, at=at)
    _check_moment(entry)
    with about("amount"):
        amounts.check_amount(entry.amount)
    if entry.grams is not None:
        with about("grams"):
            amounts.check_grams(entry.grams)
    if entry.food_group and entry.food_group not in groups.GROUPS:
        raise ValidationError({"food_group": _("Choose one of the food groups.")})
    _check_content(entry)
    _check_values(entry)


def _check_moment(entry: IntakeEntry) -> None:
    if entry.zone:
        with about("zone"):
            moments.zone(entry.zone)
    if (entry.precision == Precision.EXACT) != (entry.at is not None):
        raise ValidationError({"precision": _("It is exact when there is a moment, and else not.")})
    if entry.at is not None:
        with about("at"):
            moments.check_instant(entry.at, day=entry.date, zone_name=entry.zone)


def _check_content(entry: IntakeEntry) -> None:
    with about("content"):
        nutrients.check_content(entry.content)
        if entry.kind not in SWALLOWED:
            pantry.check_label(entry.content)


def _check_values(entry: IntakeEntry) -> None:
    for name in (*valuing.SCALED, "known_share"):
        value = getattr(entry, name)
        if value is not None and value < 0:
            raise ValidationError({name: _("This cannot be less than 0.")})
    if entry.known_share > 1:
        raise ValidationError({"known_share": _("This is a part of 1.")})
    _check_magnesium(entry)
    _check_limit(entry)


def _check_magnesium(entry: IntakeEntry) -> None:
    """What is known follows from the content; what is unknown stays so."""
    if entry.magnesium_mg is None:
        return
    per = entry.content.get("magnesium_mg")
    if per is None:
        raise ValidationError(
            {"magnesium_mg": _("The content does not say this: it is unknown, so null.")}
        )
    share = entry.amount if entry.grams is None else entry.grams / 100
    follows = Decimal(repr(float(per))) * share
    if abs(entry.magnesium_mg - follows) > max(SLACK_MG, follows * SLACK_SHARE):
        raise ValidationError({"magnesium_mg": _("This does not follow from content and amount.")})
    if entry.high_mg is not None and entry.high_mg < max(entry.magnesium_mg, entry.low_mg or 0):
        raise ValidationError({"high_mg": _("The most cannot be less than what is known.")})


def _check_limit(entry: IntakeEntry) -> None:
    """The limit is for supplements: all of theirs counts, and of food only what was added."""
    limit = entry.limit_mg
    if entry.kind == Kind.SUPPLEMENT and limit != entry.magnesium_mg:
        raise ValidationError({"limit_mg": _("All magnesium of a supplement counts here.")})
    if entry.kind not in SWALLOWED and entry.dataset != pantry.OWN_DATASET and limit != 0:
        raise ValidationError({"limit_mg": _("Food does not count to the limit: this is 0.")})
    if limit is not None and entry.magnesium_mg is not None and limit > entry.magnesium_mg:
        raise ValidationError({"limit_mg": _("This cannot be more than there is.")})
