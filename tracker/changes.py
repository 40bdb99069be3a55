"""The one write path of everything that syncs.

A person's counter is locked before anything is read, so change numbers become visible in the
order in which they were given out, and a phone that asks for "all after 41" misses nothing.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import uuid_utils.compat
from django.db import transaction

from tracker.models import (
    CustomFood,
    Day,
    Device,
    IntakeEntry,
    Medicine,
    MedicineDose,
    Observation,
    Plan,
    Profile,
    SupplementProduct,
    Synced,
    SyncState,
    TargetPeriod,
    Tombstone,
    Undo,
    User,
)
from tracker.models.synced import HISTORY_LENGTH

COLLECTIONS: dict[str, type[Synced]] = {
    model.collection: model
    for model in (
        Profile,
        TargetPeriod,
        CustomFood,
        SupplementProduct,
        Plan,
        IntakeEntry,
        Observation,
        Day,
        Medicine,
        MedicineDose,
    )
}
# Set by this module alone; they never count as content.
BOOKKEEPING = ("version", "history", "seq", "updated_at", "device", "author")


@dataclass(frozen=True)
class Undone:
    """How many records an undo put back, and how many it left because they changed since."""

    restored: int
    kept: int


@dataclass
class Writing:
    """An open transaction of one person's diary; made by `writing`."""

    user: User
    state: SyncState
    at: dt.datetime
    device: Device | None
    author: User | None
    steps: list[dict[str, Any]] = field(default_factory=list)

    def put(self, rows: Sequence[Synced], *, versions: Mapping[UUID, UUID] | None = None) -> None:
        """Create or replace `rows`, all of one person; each gets a version and a change number.

        `versions` holds the version ids that a client made; the server makes the others.
        Raises ValidationError where a member does not fit its column.
        """
        for model, group in _by_model(rows).items():
            for row in group:
                row.user = self.user
                row.clean_fields(exclude={"user", "device", "author", "row", *BOOKKEEPING})
            stored = self._stored(model, group)
            buried = self._buried(model, [row for row in group if row.id not in stored])
            for row in group:
                self._stamp(row, stored.get(row.id), buried.get(row.id), versions or {})
            model._default_manager.bulk_create(
                group,
                update_conflicts=True,
                unique_fields=["user", "id"],
                update_fields=[*model.members, *BOOKKEEPING],
            )

    def remove(
        self, rows: Sequence[Synced], *, versions: Mapping[UUID, UUID] | None = None
    ) -> None:
        """Delete `rows` and leave a tombstone without content for each."""
        for model, group in _by_model(rows).items():
            stored = self._stored(model, group)
            tombstones = []
            for row in stored.values():
                version = (versions or {}).get(row.id) or uuid_utils.compat.uuid7()
                self._remember(model, row.id, before=row.as_members(), after=version)
                tombstones.append(
                    Tombstone(
                        user=self.user,
                        collection=model.collection,
                        id=row.id,
                        version=version,
                        history=_history(row),
                        seq=self._next_seq(),
                        deleted_at=self.at,
                        device=self.device,
                    )
                )
            model._default_manager.filter(user=self.user, id__in=list(stored)).delete()
            Tombstone.objects.bulk_create(tombstones)

    def _stamp(
        self,
        row: Synced,
        stored: Synced | None,
        tombstone: Tombstone | None,
        versions: Mapping[UUID, UUID],
    ) -> None:
        # The private key stays out of the statement: the row is found by person and id.
        row.row = None
        row._state.adding = True
        row.history = _history(stored or tombstone)
        row.version = versions.get(row.id) or uuid_utils.compat.uuid7()
        row.seq = self._next_seq()
        row.updated_at = self.at
        row.device = self.device
        row.author = self.author
        before = stored.as_members() if stored else None
        self._remember(type(row), row.id, before=before, after=row.version)

    def _stored(self, model: type[Synced], rows: Iterable[Synced]) -> dict[UUID, Synced]:
        found = model._default_manager.filter(user=self.user, id__in=[row.id for row in rows])
        return {row.id: row for row in found}

    def _buried(self, model: type[Synced], rows: Sequence[Synced]) -> dict[UUID, Tombstone]:
        """The tombstones of records that come back; they go, their history stays."""
        if not rows:
            return {}
        found = Tombstone.objects.filter(
            user=self.user, collection=model.collection, id__in=[row.id for row in rows]
        )
        buried = {tombstone.id: tombstone for tombstone in found}
        if buried:
            found.delete()
        return buried

    def _next_seq(self) -> int:
        self.state.seq += 1
        return self.state.seq

    def _remember(
        self, model: type[Synced], id: UUID, *, before: dict[str, Any] | None, after: UUID
    ) -> None:
        self.steps.append(
            {"collection": model.collection, "id": str(id), "before": before, "after": str(after)}
        )

    def keep_undo(self) -> UUID | None:
        """Keep what this writing changed for a day; None when it changed nothing."""
        if not self.steps:
            return None
        Undo.objects.filter(user=self.user, made_at__lt=self.at - Undo.LIFETIME).delete()
        undo = Undo.objects.create(
            id=uuid_utils.compat.uuid7(), user=self.user, made_at=self.at, steps=self.steps
        )
        return undo.id


@contextmanager
def writing(
    user: User, *, at: dt.datetime, device: Device | None = None, author: User | None = None
) -> Iterator[Writing]:
    """Lock the person's counter, then let the caller read and write in one transaction."""
    with transaction.atomic():
        state, _ = SyncState.objects.select_for_update().get_or_create(user=user)
        before = state.seq
        book = Writing(user=user, state=state, at=at, device=device, author=author)
        yield book
        if state.seq != before:
            state.save(update_fields=["seq"])


def undo(user: User, undo_id: UUID, *, at: dt.datetime) -> Undone | None:
    """Put back what a request changed, as new versions; None when it is gone or too old.

    Records that changed since are left as they are and counted.
    """
    with writing(user, at=at) as book:
        kept_until = at - Undo.LIFETIME
        step_row = Undo.objects.filter(user=user, id=undo_id, made_at__gte=kept_until).first()
        if step_row is None:
            return None
        restored = kept = 0
        for collection, steps in _by_collection(step_row.steps).items():
            model = COLLECTIONS[collection]
            versions = _versions(user, model, [UUID(step["id"]) for step in steps])
            fresh = [s for s in steps if versions.get(UUID(s["id"])) == UUID(s["after"])]
            kept += len(steps) - len(fresh)
            restored += len(fresh)
            _put_back(book, model, fresh)
        step_row.delete()
    return Undone(restored=restored, kept=kept)


def _put_back(book: Writing, model: type[Synced], steps: list[dict[str, Any]]) -> None:
    back = []
    for step in (s for s in steps if s["before"] is not None):
        row = model(id=UUID(step["id"]))
        row.fill(step["before"])
        back.append(row)
    book.put(back)
    book.remove([model(id=UUID(step["id"])) for step in steps if step["before"] is None])


def _versions(user: User, model: type[Synced], ids: list[UUID]) -> dict[UUID, UUID]:
    """The present version of each record, deleted ones included."""
    live = model._default_manager.filter(user=user, id__in=ids).values_list("id", "version")
    dead = Tombstone.objects.filter(user=user, collection=model.collection, id__in=ids).values_list(
        "id", "version"
    )
    return {**dict(dead), **dict(live)}


def _by_model(rows: Iterable[Synced]) -> dict[type[Synced], list[Synced]]:
    groups: dict[type[Synced], list[Synced]] = defaultdict(list)
    for row in rows:
        groups[type(row)].append(row)
    return groups


def _by_collection(steps: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Steps per collection; of several to one record the first `before` and the last `after`."""
    groups: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for step in steps:
        group = groups[step["collection"]]
        first = group.get(step["id"], step)
        group[step["id"]] = {**step, "before": first["before"]}
    return {collection: list(group.values()) for collection, group in groups.items()}


def _history(row: Synced | Tombstone | None) -> list[str]:
    if row is None:
        return []
    return [str(row.version), *row.history][:HISTORY_LENGTH]
