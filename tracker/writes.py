"""Storing the records of a subject: one or many, and what is sent twice is stored once."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import uuid_utils.compat

from tracker import changes, versions
from tracker.models import Device, Synced, User

Row = TypeVar("Row", bound=Synced)
Check = Callable[[Row], None]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A record to make: members as their columns hold them; what is left out is the default."""

    members: Mapping[str, Any]
    id: uuid.UUID | None = None
    version: uuid.UUID | None = None


@dataclass(frozen=True)
class Written(Generic[Row]):
    """What a write stored, and the undo that takes it back; no undo where it was there already."""

    rows: tuple[Row, ...]
    undo_id: uuid.UUID | None


def make(
    user: User,
    model: type[Row],
    drafts: Sequence[Draft],
    *,
    check: Check[Row],
    at: dt.datetime,
    device: Device | None = None,
) -> Written[Row]:
    """Check and store `drafts`, all or none. Raises VersionError for an id that is taken."""
    versions.check_count(drafts)
    with changes.writing(user, at=at, device=device) as book:
        stored = versions.sent_before(user, model, drafts, says_the_same=_says_the_same)
        new = [draft for draft in drafts if draft.id not in stored]
        made = {id(draft): _row_of(model, draft, check) for draft in new}
        book.put(list(made.values()), versions=versions.versions_of(new))
        rows = tuple(made.get(id(draft)) or stored[draft.id] for draft in drafts)
        return Written(rows, book.keep_undo())


def _row_of(model: type[Row], draft: Draft, check: Check[Row]) -> Row:
    row = model(id=draft.id or uuid_utils.compat.uuid7())
    _fill(row, draft.members)
    check(row)
    return row


def _says_the_same(draft: Draft, row: Synced) -> bool:
    """Only what the sender said is compared: the rest was a default, or worked out here."""
    said = type(row)()
    _fill(said, draft.members)
    mine, theirs = said.as_members(), row.as_members()
    return all(mine[name] == theirs[name] for name in draft.members)


def _fill(row: Synced, members: Mapping[str, Any]) -> None:
    for name, value in members.items():
        if name not in row.members:
            raise KeyError(f"{row.collection} has no member {name}")
        setattr(row, name, value)


def change(
    user: User,
    model: type[Row],
    id: uuid.UUID,
    *,
    changed: Mapping[str, Any],
    check: Check[Row],
    at: dt.datetime,
    seen: Mapping[str, object] | None = None,
    device: Device | None = None,
    version: uuid.UUID | None = None,
    base: uuid.UUID | None = None,
) -> Written[Row]:
    """Change members of one record, as versions.change says."""

    def apply(row: Row) -> None:
        versions.refuse_clashes(row, changed=changed, seen=seen or {})
        _fill(row, changed)
        check(row)

    with changes.writing(user, at=at, device=device) as book:
        row = versions.change(book, model, id, apply=apply, version=version, base=base)
        return Written((row,), book.keep_undo())


def remove(
    user: User,
    model: type[Row],
    ids: Iterable[uuid.UUID],
    *,
    at: dt.datetime,
    device: Device | None = None,
    base: uuid.UUID | None = None,
) -> Written[Row]:
    """Remove records; what is not there (any more) is passed over."""
    with changes.writing(user, at=at, device=device) as book:
        return Written(versions.remove(book, model, ids, base=base), book.keep_undo())


def put(user: User, row: Row, *, check: Check[Row], at: dt.datetime) -> Written[Row]:
    """Store a row whose id says what it stands for: the last word holds."""
    with changes.writing(user, at=at) as book:
        check(row)
        book.put([row])
        return Written((row,), book.keep_undo())
