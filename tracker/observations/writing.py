"""Log, change and remove what was noticed."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import uuid_utils.compat
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker import changes, moments, texts, versions
from tracker.models import Device, Observation, Tombstone, User
from tracker.observations.drafts import (
    TEXT_LENGTH,
    Draft,
    fill,
    id_of,
    kind_of,
    row_of,
    says_the_same,
)
from tracker.rules import kinds


@dataclass(frozen=True)
class Written:
    """What a write stored or removed, and the undo that takes it back."""

    observations: tuple[Observation, ...]
    undo_id: uuid.UUID | None


def log(
    user: User, drafts: Sequence[Draft], *, at: dt.datetime, device: Device | None = None
) -> Written:
    """Store `drafts`, all or none; one that is stored already is not stored again.

    Raises ValidationError for a kind, number, part, day or time that cannot be, and VersionError
    for an id that is taken by something else.
    """
    versions.check_count(drafts)
    with changes.writing(user, at=at, device=device) as book:
        stored = versions.sent_before(
            user, Observation, drafts, says_the_same=says_the_same, may_return=_may_return
        )
        new = [draft for draft in drafts if draft.id not in stored]
        replaced = _replaced(user, new)
        made = {id(draft): row_of(user, draft, replaced, at=at) for draft in new}
        book.put(list(made.values()), versions=versions.versions_of(new))
        rows = tuple(made.get(id(draft)) or stored[draft.id] for draft in drafts)
        return Written(rows, book.keep_undo())


def _replaced(user: User, drafts: Sequence[Draft]) -> dict[uuid.UUID, Observation]:
    ids = [id_of(user, draft) for draft in drafts if draft.id is None]
    if not ids:
        return {}
    return {row.id: row for row in Observation.objects.editable_by(user).filter(id__in=ids)}


def _may_return(draft: Draft, tombstone: Tombstone) -> bool:
    """What is once a day has one id for ever: after its removal it may be said again."""
    known = {str(tombstone.version), *tombstone.history}
    return (
        bool(draft.version) and kind_of(draft.kind).once_a_day and str(draft.version) not in known
    )


def change(
    user: User,
    id: uuid.UUID,
    *,
    changed: Mapping[str, Any],
    at: dt.datetime,
    device: Device | None = None,
    version: uuid.UUID | None = None,
    base: uuid.UUID | None = None,
) -> Written:
    """Change members of one observation, as drafts.fill names them; `parts` as a whole.

    Raises VersionError and GoneError as versions.change, and ValidationError for another kind and,
    of what is once a day, another day: that is another row.
    """

    def apply(row: Observation) -> None:
        if changed.get("kind", row.kind) != row.kind:
            raise ValidationError({"kind": _("Remove it and log the other.")})
        if changed.get("date", row.date) != row.date and kind_of(row.kind).once_a_day:
            raise ValidationError({"date": _("Remove it and log it on the other day.")})
        fill(row, changed, at=at)

    with changes.writing(user, at=at, device=device) as book:
        row = versions.change(book, Observation, id, apply=apply, version=version, base=base)
        return Written((row,), book.keep_undo())


def remove(
    user: User,
    ids: Iterable[uuid.UUID],
    *,
    at: dt.datetime,
    device: Device | None = None,
    base: uuid.UUID | None = None,
) -> Written:
    """Remove observations; what is not there (any more) is passed over.

    Raises VersionError when one is of another version than `base`, where that is given.
    """
    with changes.writing(user, at=at, device=device) as book:
        rows = versions.remove(book, Observation, ids, base=base)
        return Written(rows, book.keep_undo())


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
    text = texts.check_text(text.strip(), longest=TEXT_LENGTH)
    with changes.writing(user, at=at, device=device) as book:
        notes = Observation.objects.editable_by(user).filter(kind=kinds.NOTE)
        stored = notes.filter(id=note_id).first()
        note = stored or Observation(id=uuid_utils.compat.uuid7(), kind=kinds.NOTE, date=date)
        note.text = text
        if text:
            book.put([note])
        elif stored:
            book.remove([stored])
        return book.keep_undo()
