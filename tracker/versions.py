"""Compare and swap: what is sent twice is stored once, and a change names what it was made on.

The subjects of every collection call this while they hold the person's counter; what a program
sees of it is in docs/api.md.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.changes import Writing
from tracker.models import Synced, Tombstone, User
from tracker.models.synced import OwnedQuerySet

MAX_AT_ONCE = 1000


class Sent(Protocol):
    """What a draft of any collection has: both are made by the sender, or left to the server."""

    @property
    def id(self) -> uuid.UUID | None: ...
    @property
    def version(self) -> uuid.UUID | None: ...


Row = TypeVar("Row", bound=Synced)
Draft = TypeVar("Draft", bound=Sent)


@dataclass(frozen=True)
class Clash:
    """A member that changed here and on another device since the form was opened."""

    member: str
    mine: object
    theirs: object


class StaleEntryError(ValidationError):
    """The record changed meanwhile in the same members; `clashes` holds both values of each."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        self.clashes = tuple(clashes)
        super().__init__(_("This was changed on another device meanwhile. Choose what to keep."))


class VersionError(ValidationError):
    """What is stored is not what the writer took it for; `current` is what is there now."""

    def __init__(self, current: Synced | Tombstone) -> None:
        self.current = current
        super().__init__(_("This was changed on another device meanwhile. Choose what to keep."))


class GoneError(ValidationError):
    """The record is not there, or was removed."""

    def __init__(self) -> None:
        super().__init__(_("This entry was removed meanwhile."))


def check_count(drafts: Sequence[Sent]) -> None:
    if len(drafts) > MAX_AT_ONCE:
        raise ValidationError(_("At most 1000 entries can be saved at once."))
    ids = [draft.id for draft in drafts if draft.id]
    if len(set(ids)) < len(ids):
        raise ValidationError({"id": _("Two entries have the same id.")})


def sent_before(
    user: User,
    model: type[Row],
    drafts: Sequence[Draft],
    *,
    says_the_same: Callable[[Draft, Row], bool],
    may_return: Callable[[Draft, Tombstone], bool] = lambda _draft, _tombstone: False,
) -> dict[uuid.UUID | None, Row]:
    """The records of drafts that are stored already, as they say or changed on top of that.

    Raises VersionError where an id holds something else, or held something that `may_return` does
    not let come back.
    """
    drafts = [draft for draft in drafts if draft.id]
    if not drafts:
        return {}
    ids = [draft.id for draft in drafts]
    found: dict[uuid.UUID | None, Row] = {row.id: row for row in _own(user, model, ids)}
    buried = tombstones(user, model, ids)
    for draft in drafts:
        row, tombstone = found.get(draft.id), buried.get(draft.id)
        if tombstone and not may_return(draft, tombstone):
            raise VersionError(tombstone)
        if row and not (says_the_same(draft, row) or str(draft.version) in row.history):
            raise VersionError(row)
    return found


def versions_of(drafts: Iterable[Sent]) -> dict[uuid.UUID, uuid.UUID]:
    """The version ids that the sender made, by record."""
    return {draft.id: draft.version for draft in drafts if draft.id and draft.version}


def tombstones(
    user: User, model: type[Synced], ids: Iterable[uuid.UUID | None]
) -> dict[uuid.UUID | None, Tombstone]:
    found = Tombstone.objects.filter(user=user, collection=model.collection, id__in=list(ids))
    return {tombstone.id: tombstone for tombstone in found}


def was_removed(user: User, model: type[Synced], id: uuid.UUID) -> bool:
    return bool(tombstones(user, model, [id]))


def change(
    book: Writing,
    model: type[Row],
    id: uuid.UUID,
    *,
    apply: Callable[[Row], None],
    version: uuid.UUID | None = None,
    base: uuid.UUID | None = None,
) -> Row:
    """Let `apply` change a record's members, and store it; what was sent before is not stored.

    `base` is the version that was changed: another one raises VersionError, unless `version`, the
    id of this change, shows that it was made before. Raises GoneError for what is not there.
    """
    row = next(iter(_own(book.user, model, [id])), None)
    if row is None:
        raise _gone(book.user, model, id, base=base)
    if version and str(version) in row.history:
        return row
    stored = row.as_members()
    is_repeated = version == row.version
    if base not in (None, row.version) and not is_repeated:
        raise VersionError(row)
    apply(row)
    if is_repeated:
        _check_repeated(row, stored)
    else:
        book.put([row], versions={row.id: version} if version else None)
    return row


def _gone(
    user: User, model: type[Synced], id: uuid.UUID, *, base: uuid.UUID | None
) -> ValidationError:
    buried = tombstones(user, model, [id]).get(id)
    return VersionError(buried) if buried and base else GoneError()


def _check_repeated(row: Synced, stored: dict[str, Any]) -> None:
    """A change sent twice changes nothing; another one under the same version is refused."""
    is_same = row.as_members() == stored
    row.fill(stored)
    if not is_same:
        raise VersionError(row)


def refuse_clashes(
    row: Row,
    *,
    changed: Mapping[str, object],
    seen: Mapping[str, object],
    member_of: Callable[[Row, str], object] = getattr,
) -> None:
    """Raises StaleEntryError where a member has neither the value `seen` nor the one wanted.

    A member that another device changed meanwhile is kept where this person did not touch it.
    """
    clashes = []
    for member, mine in changed.items():
        theirs = member_of(row, member)
        if member in seen and theirs not in (seen[member], mine):
            clashes.append(Clash(member, mine=mine, theirs=theirs))
    if clashes:
        raise StaleEntryError(clashes)


def remove(
    book: Writing,
    model: type[Row],
    ids: Iterable[uuid.UUID],
    *,
    base: uuid.UUID | None = None,
) -> tuple[Row, ...]:
    """Remove records; what is not there (any more) is passed over.

    Raises VersionError when one is of another version than `base`, where that is given.
    """
    rows = tuple(_own(book.user, model, ids))
    for row in rows:
        if base not in (None, row.version):
            raise VersionError(row)
    book.remove(rows)
    return rows


def _own(user: User, model: type[Row], ids: Iterable[uuid.UUID | None]) -> Iterable[Row]:
    rows: OwnedQuerySet = model._default_manager.all()  # type: ignore[assignment]
    return rows.editable_by(user).filter(id__in=list(ids))
