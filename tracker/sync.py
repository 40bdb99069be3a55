"""A phone's changes in, the person's changes out (the protocol is docs/api.md).

The counter is locked first by who writes and read first by who reads, so no change number becomes
visible after a later one was handed out: nothing is missed. Every write names the version it was
made on (compare and swap), so nothing is overwritten unseen. A refused record never holds up the
others.
"""

import copy
import datetime as dt
import json
import uuid
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Model

from tracker import changes, members
from tracker.incoming import COLLECTIONS, Collection
from tracker.members import Incoming
from tracker.models import Device, Synced, SyncState, Tombstone, User

PROTOCOL = 1
SEQ_BITS = 32
EPOCHS_BEGAN = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
MAX_CURSOR = 2**53 - 1
MAX_CHANGES = 1000
MAX_PUSH_BYTES = 2 * 1024 * 1024
MAX_RECORD_BYTES = 16 * 1024
MAX_LIMIT = 1000
DEFAULT_LIMIT = 500
# Beside the places of the collections: what was removed of any of them.
REMOVED = -1


class CursorResetError(Exception):
    """The cursor is of another life of the database; `reason` says what the phone does now."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True)
class Page:
    """A part of the feed in ascending order, and the cursor that continues it."""

    records: tuple[changes.Head, ...]
    cursor: int
    has_more: bool


@dataclass(frozen=True, eq=False)
class Change:
    """One edit of a phone. `base` is the version it was made on; None makes a new record.

    `on_any` deletes whatever is there. `sent` are the members as JSON has them.
    """

    collection: str
    id: uuid.UUID
    version: uuid.UUID
    base: uuid.UUID | None = None
    on_any: bool = False
    deleted: bool = False
    sent: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> changes.Key:
        return self.collection, self.id


class Status(StrEnum):
    APPLIED = "applied"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    REJECTED = "rejected"


class Refusal(StrEnum):
    """Why a record was rejected: the code of its problem document."""

    VALIDATION = "validation"
    UNKNOWN_COLLECTION = "unknown-collection"
    VERSION_REUSED = "version-reused"
    RECORD_TOO_LARGE = "record-too-large"
    NOT_DELETABLE = "not-deletable"


@dataclass(frozen=True)
class Result:
    """What became of a change; `current` is what is stored, where the phone cannot know that."""

    change: Change
    status: Status
    seq: int | None = None
    current: changes.Head | None = None
    refusal: Refusal | None = None
    faults: ValidationError | None = None


def pull(
    user: User, *, cursor: int = 0, limit: int = DEFAULT_LIMIT, wanted: Sequence[str] | None = None
) -> Page:
    """What changed after `cursor`, at most `limit` records of the collections that are wanted.

    A page is full unless the feed ends with it. Raises CursorResetError.
    """
    state = SyncState.objects.filter(user=user).first() or SyncState(user=user)
    after = _after(state, cursor)
    if after == state.seq:
        return Page((), _cursor(state, after), has_more=False)
    names = [name for name in COLLECTIONS if wanted is None or name in wanted]
    places = _places(user, after, state.seq, names=names, most=limit + 1)
    has_more = len(places) > limit
    found = _records(user, after, places[:limit], names=names)
    if len(found) < min(len(places), limit):
        # A record was written since its place was read: the page would not be full.
        return pull(user, cursor=cursor, limit=limit, wanted=wanted)
    last = found[-1].seq if has_more else state.seq
    return Page(tuple(found), _cursor(state, last), has_more=has_more)


def _places(
    user: User, after: int, last: int, *, names: Sequence[str], most: int
) -> list[tuple[int, int]]:
    """Which collection (its place in `names`, or REMOVED) and number comes next, in order.

    One query over the indexes of all collections; written out, because it is the same for
    everybody and Django would put it together anew each time.
    """
    tables: list[type[Model]] = [*(COLLECTIONS[name].model for name in names), Tombstone]
    places = [*range(len(names)), REMOVED]
    # Nothing in these words comes from outside.
    arms = [f"SELECT {p}, seq FROM {_table(t)}" for p, t in zip(places, tables, strict=True)]  # noqa: S608
    span = "WHERE user_id = %s AND seq > %s AND seq <= %s"
    named = ", ".join(["%s"] * len(names))
    statement = f" {span} UNION ALL ".join(arms) + f" {span} AND collection IN ({named})"
    with connection.cursor() as ask:
        values = [user.pk, after, last] * len(arms)
        ask.execute(f"{statement} ORDER BY 2 LIMIT %s", [*values, *names, most])
        return [(place, seq) for place, seq in ask.fetchall()]


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _records(
    user: User, after: int, places: Sequence[tuple[int, int]], *, names: Sequence[str]
) -> list[changes.Head]:
    """The records at these places, in order: a query for each collection that is among them."""
    if not places:
        return []
    span = {"user": user, "seq__gt": after, "seq__lte": places[-1][1]}
    found: list[changes.Head] = []
    for place in {place for place, _seq in places}:
        if place == REMOVED:
            found += Tombstone.objects.filter(**span, collection__in=names).defer("history")
        else:
            rows = COLLECTIONS[names[place]].model._default_manager.filter(**span)
            found += rows.defer("history")
    return sorted(found, key=lambda record: record.seq)


def _cursor(state: SyncState, seq: int) -> int:
    return state.epoch << SEQ_BITS | seq


def _after(state: SyncState, cursor: int) -> int:
    """The change number in `cursor`; 0 starts from the beginning."""
    if cursor == 0:
        return 0
    epoch, seq = cursor >> SEQ_BITS, cursor & (1 << SEQ_BITS) - 1
    if epoch != state.epoch or seq > state.seq:
        raise CursorResetError(state.reset_since(epoch))
    return seq


def begin_new_life(reason: str, *, at: dt.datetime, after: int = 0) -> int:
    """Let every cursor end, in all diaries, for `reason` (RESET_REASONS); how many there are.

    The new epoch lies above that of each diary, above `after`, and above the hours that have
    passed since 2025: a backup does not know which lives came after it.
    """
    hours = int((at - EPOCHS_BEGAN).total_seconds() // 3600)
    with transaction.atomic():
        states = list(SyncState.objects.select_for_update())
        for state in states:
            state.epoch = max(state.epoch + 1, after + 1, hours)
            state.resets = [*state.resets, [state.epoch, reason]]
        SyncState.objects.bulk_update(states, ["epoch", "resets"], batch_size=1000)
    return len(states)


def schema_version() -> int:
    """A number that is another one when a collection or a member was added."""
    names = {name: kind.model.members for name, kind in COLLECTIONS.items()}
    return zlib.crc32(json.dumps(names).encode())


def push(
    user: User,
    incoming: Sequence[Change],
    *,
    at: dt.datetime,
    lang: str,
    zone_name: str,
    device: Device | None = None,
    cursor: int = 0,
) -> list[Result]:
    """Store what can be stored in one transaction; a result for each change, in order.

    `zone_name` is the zone of a new record that names none. Raises CursorResetError when
    `cursor` is given and of another life of the database.
    """
    with changes.writing(user, at=at, device=device) as book:
        _after(book.state, cursor)
        return _Push(book, incoming, lang=lang, zone_name=zone_name).run()


class _Push:
    """The changes of one push, judged in order against what is stored and what came before."""

    def __init__(
        self, book: changes.Writing, incoming: Sequence[Change], *, lang: str, zone_name: str
    ) -> None:
        self.book, self.incoming, self.zone_name = book, incoming, zone_name
        known = [change for change in incoming if change.collection in COLLECTIONS]
        self.stored = book.heads(change.key for change in known)
        self.heads: dict[changes.Key, changes.Head] = dict(self.stored)
        self.written: dict[changes.Key, changes.Head] = {}
        self.values = {change: _read(change) for change in known if not change.deleted}
        self.gathered = self._gather(lang)

    def _gather(self, lang: str) -> dict[str, Any]:
        """What each collection reads from the database for all of its records."""
        lines: dict[str, list[Incoming[Any]]] = defaultdict(list)
        for change, values in self.values.items():
            if not isinstance(values, ValidationError):
                before = _live(self.stored.get(change.key))
                lines[change.collection].append(Incoming(before, change.sent, values))
        return {
            name: COLLECTIONS[name].gather(self.book.user, found, lang=lang)
            for name, found in lines.items()
        }

    def run(self) -> list[Result]:
        results = [self._judge(change) for change in self.incoming]
        if self.written:
            self.book.store(list(self.written.values()), heads=self.stored)
        return results

    def _judge(self, change: Change) -> Result:
        kind = COLLECTIONS.get(change.collection)
        if kind is None:
            return _rejected(change, Refusal.UNKNOWN_COLLECTION)
        head = self.heads.get(change.key)
        if settled := self._settled(change, head, kind):
            return settled
        if not change.deleted:
            return self._write(change, head, kind)
        if not kind.deletable:
            return _rejected(change, Refusal.NOT_DELETABLE)
        tombstone = self.book.bury(head, key=change.key, version=change.version)
        return self._applied(change, tombstone)

    def _settled(
        self, change: Change, head: changes.Head | None, kind: Collection
    ) -> Result | None:
        """A change that was seen before, or was made on another version than what is there."""
        if head is None:
            return None
        if change.version == head.version:
            return self._again(change, head, kind)
        if str(change.version) in head.history:
            return Result(change, Status.DUPLICATE, current=head)
        if change.on_any:
            buried = isinstance(head, Tombstone)
            return Result(change, Status.DUPLICATE, current=head) if buried else None
        if change.base != head.version:
            return Result(change, Status.CONFLICT, current=head)
        return None

    def _again(self, change: Change, head: changes.Head, kind: Collection) -> Result:
        """The version that is there already: the same edit again, or another one under its name."""
        if change.deleted or isinstance(head, Tombstone):
            same = change.deleted and isinstance(head, Tombstone)
            return Result(change, Status.DUPLICATE) if same else _reused(change)
        values = self.values[change]
        if isinstance(values, ValidationError) or not kind.is_stored(head, change.sent, values):
            return _reused(change)
        return Result(change, Status.DUPLICATE, current=None if _holds(head, values) else head)

    def _write(self, change: Change, head: changes.Head | None, kind: Collection) -> Result:
        if _bytes(change.sent) > MAX_RECORD_BYTES:
            return _rejected(change, Refusal.RECORD_TOO_LARGE)
        try:
            row, as_sent = self._row(change, _live(head), kind)
        except ValidationError as error:
            return _rejected(change, Refusal.VALIDATION, error)
        self.book.stamp(row, head, version=change.version)
        return self._applied(change, row, current=None if as_sent else row)

    def _row(self, change: Change, before: Synced | None, kind: Collection) -> tuple[Synced, bool]:
        """The record as the subject has it stored, and whether the phone knows it to be so."""
        values = self.values[change]
        if isinstance(values, ValidationError):
            raise values
        if before is None:
            members.check_complete(kind.model, values, filled_in=kind.filled_in)
        sent = self._sent(change, before, values)
        line = Incoming(before, change.sent, values)
        gathered = self.gathered[change.collection]
        row = kind.complete(sent, line, gathered, at=self.book.at)
        row.user = self.book.user
        kind.check(row, at=self.book.at)
        is_known = row is sent and _holds(row, values)
        return row, is_known and (before is not None or _is_whole(change, kind))

    def _sent(self, change: Change, before: Synced | None, values: Mapping[str, Any]) -> Synced:
        model = _model(change)
        if before is None:
            zone = {"zone": self.zone_name} if "zone" in model.members else {}
            return model(id=change.id, user=self.book.user, **{**zone, **values})
        row = copy.copy(before)
        for name, value in values.items():
            setattr(row, name, value)
        return row

    def _applied(
        self, change: Change, record: changes.Head, *, current: changes.Head | None = None
    ) -> Result:
        self.heads[change.key] = self.written[change.key] = record
        return Result(change, Status.APPLIED, seq=record.seq, current=current)


def _read(change: Change) -> dict[str, Any] | ValidationError:
    try:
        return members.read(_model(change), change.sent)
    except ValidationError as error:
        return error


def _model(change: Change) -> type[Synced]:
    return COLLECTIONS[change.collection].model


def _live(head: changes.Head | None) -> Synced | None:
    return head if isinstance(head, Synced) else None


def _holds(record: changes.Head, values: Mapping[str, Any]) -> bool:
    return values.items() <= vars(record).items()


def _is_whole(change: Change, kind: Collection) -> bool:
    return change.sent.keys() >= set(kind.model.members)


def _bytes(sent: Mapping[str, Any]) -> int:
    return len(json.dumps(sent, ensure_ascii=False, separators=(",", ":")).encode())


def _rejected(change: Change, refusal: Refusal, faults: ValidationError | None = None) -> Result:
    return Result(change, Status.REJECTED, refusal=refusal, faults=faults)


def _reused(change: Change) -> Result:
    return _rejected(change, Refusal.VERSION_REUSED)
