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
    Acknowledgement,
    CustomFood,
    Day,
    Device,
    IntakeEntry,
    Medicine,
    MedicineDose,
    Observation,
    Plan,
    Profile,
    Recipe,
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
        Recipe,
        SupplementProduct,
        Plan,
        IntakeEntry,
        Observation,
        Day,
        Medicine,
        MedicineDose,
        Acknowledgement,
    )
}
# Set by this module alone; they never count as content.
BOOKKEEPING = ("version", "history", "seq", "updated_at", "device", "author")

# A record as it is stored: live, or removed.
Head = Synced | Tombstone
# Collection and id.
Key = tuple[str, UUID]


@dataclass(frozen=True)
class Undone:
    """How many records an undo put back, and how many it left because they changed since."""

    restored: int
    kept: int


@dataclass(frozen=True)
class Step:
    """What a writing did to one record: its content before (None: there was none), its version."""

    key: Key
    before: Synced | None
    after: UUID

    def as_json(self) -> dict[str, Any]:
        collection, id = self.key
        before = self.before.as_members() if self.before else None
        return {
            "collection": collection,
            "id": str(id),
            "before": before,
            "after": str(self.after),
        }


@dataclass
class Writing:
    """An open transaction of one person's diary; made by `writing`."""

    user: User
    state: SyncState
    at: dt.datetime
    device: Device | None
    author: User | None
    steps: list[Step] = field(default_factory=list)

    def put(self, rows: Sequence[Synced], *, versions: Mapping[UUID, UUID] | None = None) -> None:
        """Create or replace `rows`, all of one person; each gets a version and a change number.

        `versions` holds the version ids that a client made; the server makes the others.
        Raises ValidationError where a member does not fit its column.
        """
        for row in rows:
            row.user = self.user
            row.clean_fields(exclude={"user", "device", "author", "row", *BOOKKEEPING})
        heads = self.heads(map(key_of, rows))
        for row in rows:
            self.stamp(row, heads.get(key_of(row)), version=(versions or {}).get(row.id))
        self.store(rows, heads=heads)

    def remove(
        self, rows: Sequence[Synced], *, versions: Mapping[UUID, UUID] | None = None
    ) -> None:
        """Delete `rows` and leave a tombstone without content for each."""
        found = self.heads(map(key_of, rows))
        heads = {key: head for key, head in found.items() if isinstance(head, Synced)}
        tombstones = [
            self.bury(head, key=key, version=(versions or {}).get(head.id))
            for key, head in heads.items()
        ]
        self.store(tombstones, heads=heads)

    def heads(self, keys: Iterable[Key]) -> dict[Key, Head]:
        """What is stored under `keys`, removed records too, in a query per collection and one
        for all that was removed."""
        ids: dict[str, set[UUID]] = defaultdict(set)
        for collection, id in keys:
            ids[collection].add(id)
        found: dict[Key, Head] = {}
        for collection, wanted in ids.items():
            model = COLLECTIONS[collection]
            rows = model._default_manager.filter(user=self.user, id__in=list(wanted))
            found |= {key_of(row): row for row in rows}
        asked = {(collection, id) for collection, wanted in ids.items() for id in wanted}
        return found | self._buried(asked - found.keys())

    def _buried(self, keys: set[Key]) -> dict[Key, Tombstone]:
        if not keys:
            return {}
        found = Tombstone.objects.filter(
            user=self.user,
            collection__in={collection for collection, _id in keys},
            id__in=[id for _collection, id in keys],
        )
        return {key_of(tombstone): tombstone for tombstone in found if key_of(tombstone) in keys}

    def stamp(self, row: Synced, head: Head | None, *, version: UUID | None = None) -> None:
        """Make `row` the next version on top of `head`; `store` writes it."""
        # The private key stays out of the statement: the row is found by person and id.
        row.row = None
        row._state.adding = True
        row.user = self.user
        row.history = _history(head)
        row.version = version or uuid_utils.compat.uuid7()
        row.seq = self._next_seq()
        row.updated_at = self.at
        row.device = self.device
        row.author = self.author
        self._remember(key_of(row), head, after=row.version)

    def bury(self, head: Head | None, *, key: Key, version: UUID | None = None) -> Tombstone:
        """The tombstone that takes the place of `head`; `store` writes it."""
        collection, id = key
        tombstone = Tombstone(
            user=self.user,
            collection=collection,
            id=id,
            version=version or uuid_utils.compat.uuid7(),
            history=_history(head),
            seq=self._next_seq(),
            deleted_at=self.at,
            device=self.device,
        )
        self._remember(key, head, after=tombstone.version)
        return tombstone

    def store(self, records: Sequence[Head], *, heads: Mapping[Key, Head]) -> None:
        """Write what was stamped and buried, one record an id; `heads` is what was stored."""
        raised = [heads[key_of(record)] for record in records if key_of(record) in heads]
        if buried := [head.row for head in raised if isinstance(head, Tombstone)]:
            Tombstone.objects.filter(row__in=buried).delete()
        tombstones = [record for record in records if isinstance(record, Tombstone)]
        for collection, ids in _live_ids(tombstones, heads).items():
            model = COLLECTIONS[collection]
            model._default_manager.filter(user=self.user, id__in=ids).delete()
        Tombstone.objects.bulk_create(tombstones)
        for model, rows in _by_model(r for r in records if isinstance(r, Synced)).items():
            model._default_manager.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["user", "id"],
                update_fields=[*model.members, *BOOKKEEPING],
            )

    def _next_seq(self) -> int:
        self.state.seq += 1
        return self.state.seq

    def _remember(self, key: Key, head: Head | None, *, after: UUID) -> None:
        before = head if isinstance(head, Synced) else None
        self.steps.append(Step(key, before=before, after=after))

    def keep_undo(self) -> UUID | None:
        """Keep what this writing changed for a day; None when it changed nothing."""
        if not self.steps:
            return None
        Undo.objects.filter(user=self.user, made_at__lt=self.at - Undo.LIFETIME).delete()
        undo = Undo.objects.create(
            id=uuid_utils.compat.uuid7(),
            user=self.user,
            made_at=self.at,
            steps=[step.as_json() for step in self.steps],
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


def key_of(record: Head) -> Key:
    return record.collection, record.id


def _live_ids(tombstones: Iterable[Tombstone], heads: Mapping[Key, Head]) -> dict[str, list[UUID]]:
    """Per collection the ids of the rows whose place these tombstones take."""
    ids: dict[str, list[UUID]] = defaultdict(list)
    for tombstone in tombstones:
        if isinstance(heads.get(key_of(tombstone)), Synced):
            ids[tombstone.collection].append(tombstone.id)
    return ids


def _history(row: Head | None) -> list[str]:
    if row is None:
        return []
    return [str(row.version), *row.history][:HISTORY_LENGTH]
