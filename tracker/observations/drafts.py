"""What is about to be logged, and the row it becomes: every door comes through `fill`.

Nothing is written here: writing.py does that, while it holds the person's counter.
"""

import copy
import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import uuid_utils.compat
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker import moments, texts
from tracker.members import Incoming
from tracker.models import Observation, User
from tracker.observations import derived
from tracker.problems import about
from tracker.rules import kinds
from tracker.rules.scales import UNTIL, Kind

TEXT_LENGTH = 4000
# The server gives the value where the parts tell it.
FILLED_IN = frozenset({"value"})
LONGEST_SPAN = dt.timedelta(days=366)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One thing to log. `parts` holds details by the kind's keys; what is left out is unknown.

    `time` is local; `instant` replaces it. Without an id, a kind that has one row a day takes the
    place of that row; with `parts` of None that gets the value alone, its details and text stay.
    """

    kind: str
    date: dt.date
    value: Decimal | None = None
    parts: Mapping[str, Any] | None = None
    text: str = ""
    time: dt.time | None = None
    instant: dt.datetime | None = None
    zone_name: str = ""
    id: uuid.UUID | None = None
    version: uuid.UUID | None = None


def kind_of(key: str) -> Kind:
    kind = kinds.KINDS.get(key)
    if kind is None:
        raise ValidationError({"kind": _("This cannot be logged. Choose from the list.")})
    return kind


def id_of(user: User, draft: Draft) -> uuid.UUID:
    """The id of its row: of the day for what is once a day, and for saying that there was none.

    So two devices that were offline meet in one row.
    """
    kind = kind_of(draft.kind)
    if kind.once_a_day:
        return daily_id(user, kind.key, draft.date)
    if kind.is_count and draft.value == 0:
        return draft.id or daily_id(user, f"{kind.key}-none", draft.date)
    return draft.id or uuid_utils.compat.uuid7()


def daily_id(user: User, name: str, date: dt.date) -> uuid.UUID:
    return uuid.uuid5(user.account_id, f"{name}:{date.isoformat()}")


def row_of(
    user: User, draft: Draft, replaced: Mapping[uuid.UUID, Observation], *, at: dt.datetime
) -> Observation:
    """The row a draft becomes, or that of its day which it changes; ValidationError as `fill`."""
    id = id_of(user, draft)
    if draft.id not in (None, id):
        raise _other_id(id)
    stored = replaced.get(id)
    if stored is not None and draft.parts is None:
        fill(stored, {"value": draft.value}, at=at)
        return stored
    row = stored or Observation(id=id, kind=draft.kind)
    fill(row, _members_of(draft), at=at)
    return row


def _members_of(draft: Draft) -> dict[str, Any]:
    moment = {"at": draft.instant} if draft.instant else {"time": draft.time}
    return {
        "date": draft.date,
        "zone": draft.zone_name,
        "value": draft.value,
        "parts": draft.parts or {},
        "text": draft.text,
        **moment,
    }


def says_the_same(draft: Draft, row: Observation) -> bool:
    """Whether the row is what the draft asks for: it was sent before."""
    when = row.at == draft.instant if draft.instant else local_time(row) == draft.time
    told = (draft.kind, draft.date, draft.zone_name, draft.text, dict(draft.parts or {}))
    stored = (row.kind, row.date, row.zone, row.text, row.parts)
    # The server works out the value of a night and of a laboratory value: it may be left out.
    is_derived = draft.value is None and derived.value_of(row) is not None
    return when and told == stored and (is_derived or draft.value == row.value)


def local_time(row: Observation) -> dt.time | None:
    if row.at is None:
        return None
    return row.at.astimezone(moments.zone(row.zone or "UTC")).time().replace(fold=0)


def fill(row: Observation, members: Mapping[str, Any], *, at: dt.datetime) -> None:
    """Set members and check the whole; ValidationError, by member, for what cannot be.

    Members are date, at or time (local), zone, value, parts and text.
    """
    time = local_time(row)
    _set_day(row, members, at=at)
    _set_moment(row, members if "at" in members else {"time": time, **members})
    if "parts" in members:
        if derived.value_of(row) is not None:
            row.value = None
        row.parts = dict(members["parts"] or {})
    if "value" in members:
        row.value = members["value"]
    if "text" in members:
        with about("text"):
            row.text = texts.check_text(members["text"], longest=TEXT_LENGTH)
    _check(row, is_sent=members.get("value") is not None)


def _set_day(row: Observation, members: Mapping[str, Any], *, at: dt.datetime) -> None:
    if "date" in members:
        with about("date"):
            row.date = moments.check_day(members["date"], at=at)
    if "zone" in members:
        with about("zone"):
            row.zone = members["zone"] and moments.zone(members["zone"]).key


def _set_moment(row: Observation, members: Mapping[str, Any]) -> None:
    row.at = None
    if members.get("at") is not None:
        with about("at"):
            row.at = moments.check_instant(members["at"], day=row.date, zone_name=row.zone)
    elif members.get("time") is not None:
        with about("time"):
            row.at = moments.instant(row.date, members["time"], zone_name=row.zone or "UTC")


def complete(
    row: Observation,
    line: Incoming[Observation],
    _gathered: None,
    *,
    at: dt.datetime,  # noqa: ARG001 - nothing depends on the moment
) -> Observation:
    """`row`, or where its value was left to the server one that has it."""
    kind = kind_of(row.kind)
    if line.before and line.before.kind != row.kind:
        raise ValidationError({"kind": _("Remove it and log the other.")})
    kind.check_parts(row.parts)
    if line.sent.get("value") is not None:
        return row
    before = line.before and derived.value_of(line.before)
    value = derived.value_of(row)
    if value is None and before is None:
        return row
    row = copy.copy(row)
    row.value = value
    return row


def check(row: Observation, *, at: dt.datetime) -> None:
    """ValidationError, by member, for a row that cannot be stored as it is."""
    kind = kind_of(row.kind)
    if kind.once_a_day and row.id != daily_id(row.user, kind.key, row.date):
        raise _other_id(daily_id(row.user, kind.key, row.date))
    with about("date"):
        moments.check_day(row.date, at=at)
    with about("zone"):
        moments.zone(row.zone or "UTC")
    with about("at"):
        if row.at is not None:
            moments.check_instant(row.at, day=row.date, zone_name=row.zone)
    with about("text"):
        texts.check_text(row.text, longest=TEXT_LENGTH)
    _check(row, is_sent=True)


def _other_id(id: uuid.UUID) -> ValidationError:
    return ValidationError({"id": _("This is once a day: its id is %(id)s.") % {"id": id}})


def _check(row: Observation, *, is_sent: bool) -> None:
    kind = kind_of(row.kind)
    kind.check_parts(row.parts)
    _check_span(row)
    derived.set_value(row, kind, is_sent=is_sent)
    kind.check_value(row.value)
    if row.value is None and not row.parts and not row.text.strip():
        raise ValidationError(_("There is nothing in this. Give a number, a detail or a text."))


def _check_span(row: Observation) -> None:
    if UNTIL not in row.parts:
        return
    last = dt.date.fromisoformat(row.parts[UNTIL])
    if last < row.date:
        raise ValidationError({"parts": _("The last day is before the first.")})
    if last > row.date + LONGEST_SPAN:
        raise ValidationError({"parts": _("This is longer than a year. Choose an earlier day.")})
