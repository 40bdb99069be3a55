"""An export into a diary: first what it would change, then all of it in one write."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker import changes, members
from tracker.incoming import COLLECTIONS
from tracker.models import Synced, User
from tracker.portability import names, rows
from tracker.portability.reading import Document


@dataclass(frozen=True)
class Refused:
    """A record that cannot be stored: its place in the file, from 1, and why."""

    collection: str
    place: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Compared:
    """How many records of a collection are not here, are here as they are, or differ."""

    collection: str
    new: int
    same: int
    changed: int


@dataclass(frozen=True)
class Preview:
    collections: tuple[Compared, ...]
    refused: tuple[Refused, ...]
    unknown: tuple[str, ...]

    @property
    def writes(self) -> int:
        return sum(one.new + one.changed for one in self.collections)


@dataclass(frozen=True)
class TakenIn:
    written: int
    refused: int
    undo_id: uuid.UUID | None


@dataclass(frozen=True)
class _Read:
    row: Synced
    version: uuid.UUID


def preview(user: User, document: Document, *, at: dt.datetime) -> Preview:
    """What `take_in` would do now; nothing is written."""
    refused: list[Refused] = []
    compared = []
    for name, sent in document.collections.items():
        new = same = changed = 0
        for batch in _batches(_records(user, name, sent, refused, at=at)):
            live = _live(user, name, batch)
            different = _different(batch, live)
            fresh = sum(read.row.id not in live for read in batch)
            new += fresh
            changed += len(different) - fresh
            same += len(batch) - len(different)
        compared.append(Compared(name, new=new, same=same, changed=changed))
    return Preview(tuple(compared), tuple(refused), document.unknown)


def take_in(user: User, document: Document, *, at: dt.datetime) -> TakenIn:
    """Write what is new or differs, in one transaction with one undo.

    A record that cannot be stored is left out, as the preview says.
    """
    refused: list[Refused] = []
    written = 0
    with changes.writing(user, at=at) as book:
        for name, sent in document.collections.items():
            for batch in _batches(_records(user, name, sent, refused, at=at)):
                different = _different(batch, _live(user, name, batch))
                _put(book, different)
                written += len(different)
        return TakenIn(written, refused=len(refused), undo_id=book.keep_undo())


def _put(book: changes.Writing, batch: Sequence[_Read]) -> None:
    """A record that was never here keeps its version; another one gets the next."""
    heads = book.heads([changes.key_of(read.row) for read in batch])
    unseen = [read for read in batch if changes.key_of(read.row) not in heads]
    versions = {read.row.id: read.version for read in unseen}
    book.put([read.row for read in batch], versions=versions)


def _live(user: User, collection: str, batch: Sequence[_Read]) -> dict[uuid.UUID, Synced]:
    model = COLLECTIONS[collection].model
    ids = [read.row.id for read in batch]
    return {row.id: row for row in model._default_manager.filter(user=user, id__in=ids)}


def _different(batch: Sequence[_Read], live: dict[uuid.UUID, Synced]) -> list[_Read]:
    return [
        read
        for read in batch
        if read.row.id not in live or live[read.row.id].as_members() != read.row.as_members()
    ]


def _batches(found: Iterator[_Read]) -> Iterator[list[_Read]]:
    while batch := list(islice(found, rows.AT_ONCE)):
        yield batch


def _records(
    user: User, collection: str, sent: Sequence[Any], refused: list[Refused], *, at: dt.datetime
) -> Iterator[_Read]:
    """Those that can be stored; the others are added to `refused`."""
    seen: set[uuid.UUID] = set()
    for place, one in enumerate(sent, start=1):
        try:
            read = _record(user, collection, one, at=at)
            _refuse_twice(read, seen)
        except ValidationError as error:
            refused.append(Refused(collection, place, _reasons(error)))
        else:
            seen.add(read.row.id)
            yield read


def _refuse_twice(read: _Read, seen: set[uuid.UUID]) -> None:
    if read.row.id in seen:
        raise ValidationError(_("This record is in the file twice."))


def _record(user: User, collection: str, sent: Any, *, at: dt.datetime) -> _Read:
    """The row in this account: an id that is made from the account is made from this one."""
    if not isinstance(sent, dict) or not isinstance(sent.get("members"), dict):
        raise ValidationError(_("A record has members."))
    kind = COLLECTIONS[collection]
    values = members.read(kind.model, sent["members"])
    members.check_complete(kind.model, values)
    name = sent.get("name")
    id = names.id_of(str(name), account_id=user.account_id) if name else _uuid(sent.get("id"))
    row = kind.model(id=id, user=user, **values)
    if name and names.name_of(row, account_id=user.account_id) != name:
        raise ValidationError(_("The name of this record does not belong to what it holds."))
    kind.check(row, at=at)
    return _Read(row, version=_uuid(sent.get("version")))


def _uuid(text: Any) -> uuid.UUID:
    if not isinstance(text, str) or not members.UUID_TEXT.fullmatch(text):
        raise ValidationError(_("A record has an id and a version."))
    return uuid.UUID(text)


def _reasons(error: ValidationError) -> tuple[str, ...]:
    if not hasattr(error, "error_dict"):
        return tuple(error.messages)
    return tuple(
        f"{member}: {message}"
        for member, messages in error.message_dict.items()
        for message in messages
    )
