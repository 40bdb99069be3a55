"""A server with several phones on it, and a network that loses, doubles and delays."""

import datetime as dt
import json
import random
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils import timezone

from api import envelope
from api.serializers import sync as shown
from tests.sync.replica import Answer, Key, LostError, Replica
from tracker import changes, observations, sync
from tracker.models import IntakeEntry, Observation, SyncState, Tombstone, User

START = dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC)
YEAR_MS = 365 * 24 * 3600 * 1000
DAY = "2026-03-20"


class Fault(StrEnum):
    """What the network does with a request."""

    NONE = "none"
    DROP_REQUEST = "drop request"
    # As when the server dies between the commit and the answer.
    DROP_ANSWER = "drop answer"
    DOUBLE = "double"
    LATE = "late"


@dataclass
class World:
    """One server in memory's reach: what it was asked, and what it said was applied.

    `chains` holds every version that was applied to a record, in order: each must have been made
    on the one before. `told` are the versions of which a phone heard that they are stored.
    """

    users: dict[str, User]
    at: dt.datetime = START
    chains: dict[tuple[str, Key], list[str | None]] = field(
        default_factory=lambda: defaultdict(list)
    )
    told: set[tuple[str, str]] = field(default_factory=set)
    pushed: list[tuple[str, Any]] = field(default_factory=list)
    late: list[tuple[str, Any]] = field(default_factory=list)
    fault: Fault = Fault.NONE

    def phone(self, name: str, *, seed: int, skew_ms: int = 0, limit: int = 3) -> Replica:
        """A phone of `name`, which reads in small pages and has its own idea of the time."""

        def send(method: str, query: dict[str, Any], body: Any) -> Answer:
            return self.exchange(name, method, query, json.loads(json.dumps(body)))

        def clock_ms() -> int:
            self.at += dt.timedelta(milliseconds=1)
            return int(self.at.timestamp() * 1000) + skew_ms

        return Replica(send, clock_ms, random.Random(seed), limit=limit, most=4)

    def exchange(self, name: str, method: str, query: dict[str, Any], body: Any) -> Answer:
        fault, self.fault = self.fault, Fault.NONE
        if fault == Fault.DROP_REQUEST:
            raise LostError
        if fault == Fault.LATE:
            if method == "POST":
                self.late.append((name, body))
            raise LostError
        answer = self.handle(name, method, query, body)
        if fault == Fault.DOUBLE:
            answer = self.handle(name, method, query, body)
        if fault == Fault.DROP_ANSWER:
            raise LostError
        if method == "POST" and answer.status == 200:
            for result in answer.body["results"]:
                if result["status"] in {"applied", "duplicate"}:
                    self.told.add((name, result["version"]))
        return answer

    def handle(self, name: str, method: str, query: dict[str, Any], body: Any) -> Answer:
        self.at += dt.timedelta(milliseconds=1)
        try:
            answer = self._pull(name, **query) if method == "GET" else self._push(name, body)
        except sync.CursorResetError as reset:
            cursor = query["cursor"] if method == "GET" else body["cursor"]
            assert cursor >> 32 < self.counter(name).epoch, "the diary has another life"
            return Answer(410, {"reset_reason": reset.reason})
        text = json.dumps(answer)
        strangers = [other for other in self.users if other != name]
        assert not any(f"{other}'s" in text for other in strangers), "somebody else's diary"
        return Answer(200, json.loads(text))

    def _pull(self, name: str, *, cursor: int, limit: int) -> dict[str, Any]:
        page = sync.pull(self.users[name], cursor=cursor, limit=limit)
        answer = shown.page(page, at=self.at)
        seqs = [change["seq"] for change in answer["changes"]]
        assert seqs == sorted(set(seqs)), "a page is strictly ascending"
        assert all(seq > cursor % 2**32 for seq in seqs)
        assert len({(c["collection"], c["id"]) for c in answer["changes"]}) == len(seqs)
        for change in answer["changes"]:
            members = changes.COLLECTIONS[change["collection"]].members
            assert change["deleted"] or change["data"].keys() == set(members), "all are there"
        assert answer["cursor"] >= cursor, "the cursor never falls"
        assert len(seqs) == limit or not answer["has_more"], "a page is full"
        return answer

    def _push(self, name: str, body: Any) -> dict[str, Any]:
        cursor, incoming = envelope.read(body)
        results = sync.push(
            self.users[name],
            incoming,
            at=self.at,
            lang="en",
            zone_name="Europe/Amsterdam",
            cursor=cursor,
        )
        self.pushed.append((name, body))
        for result in results:
            if result.status == sync.Status.APPLIED:
                self._chain(name, result.change.key, result.change)
        return {"results": [shown.result(result) for result in results]}

    def _chain(self, name: str, key: changes.Key, change: sync.Change) -> None:
        chain = self.chains[name, (key[0], str(key[1]))]
        base = str(change.base) if change.base else None
        assert not chain or base == chain[-1], "made on what was there"
        chain.append(str(change.version))

    def edit_in_browser(self, name: str, *, which: int, text: str) -> None:
        """The person changes or makes a note on the page."""
        user = self.users[name]
        notes = list(Observation.objects.visible_to(user).order_by("id"))
        note_id = notes[which % len(notes)].id if notes else None
        observations.write_note(user, self.at.date(), text, note_id=note_id, at=self.at)
        changed = Observation.objects.visible_to(user).order_by("-seq").first()
        assert changed is not None
        chain = self.chains[name, (changed.collection, str(changed.id))]
        assert not chain or changed.history[0] == chain[-1]
        chain.append(str(changed.version))

    def deliver_late(self) -> None:
        name, body = self.late.pop(0)
        self.handle(name, "POST", {}, body)

    def replay(self, which: int) -> None:
        """A push that the server has answered before changes nothing when it comes again."""
        name, body = self.pushed[which % len(self.pushed)]
        before = self.dump()
        self.handle(name, "POST", {}, body)
        self.pushed.pop()
        assert self.dump() == before

    def dump(self) -> Any:
        """Every row of every table that syncs."""
        tables = [
            list(model._default_manager.filter(user=user).order_by("seq").values())
            for model in (Observation, IntakeEntry)
            for user in self.users.values()
        ]
        owners = list(self.users.values())
        tombstones = list(Tombstone.objects.filter(user__in=owners).order_by("row").values())
        states = list(SyncState.objects.filter(user__in=owners).order_by("user").values())
        return tables, tombstones, states

    def backup(self, name: str) -> Any:
        user = self.users[name]
        rows = [list(m._default_manager.filter(user=user)) for m in (Observation, IntakeEntry)]
        return rows, list(Tombstone.objects.filter(user=user)), self.counter(name).seq

    def restore(self, name: str, copy: Any) -> None:
        """The diary as it was, in another life: what came since is lost to the server."""
        rows, tombstones, seq = copy
        self._empty(name)
        for group in rows:
            if group:
                type(group[0])._default_manager.bulk_create(group)
        Tombstone.objects.bulk_create(tombstones)
        self._new_life(name, "restored", seq=seq)
        for records in (*rows, tombstones):
            for record in records:
                self.chains[name, (record.collection, str(record.id))] = [str(record.version)]

    def erase(self, name: str) -> None:
        self._empty(name)
        self._new_life(name, "erased", seq=0)

    def _empty(self, name: str) -> None:
        for model in (Observation, IntakeEntry, Tombstone):
            model._default_manager.filter(user=self.users[name]).delete()
        for key in [key for key in self.chains if key[0] == name]:
            del self.chains[key]
        self.told = {told for told in self.told if told[0] != name}
        self.late = [late for late in self.late if late[0] != name]

    def _new_life(self, name: str, reason: str, *, seq: int) -> None:
        state = self.counter(name)
        state.epoch, state.seq = state.epoch + 1, seq
        state.resets = [*state.resets, [state.epoch, reason]]
        state.save()
        self.pushed = []

    def counter(self, name: str) -> SyncState:
        return SyncState.objects.get_or_create(user=self.users[name])[0]

    def check_chains(self) -> None:
        """The head of each record is the last one applied, and what was promised is there."""
        for (name, (collection, id)), chain in self.chains.items():
            head = self.head(name, collection, id)
            assert str(head.version) == chain[-1]
        known = {
            (name, version) for (name, _key), chain in self.chains.items() for version in chain
        }
        assert self.told <= known
        for name in self.users:
            seqs = self.seqs(name)
            assert len(seqs) == len(set(seqs))
            assert max(seqs, default=0) <= self.counter(name).seq

    def head(self, name: str, collection: str, id: str) -> changes.Head:
        user, model = self.users[name], changes.COLLECTIONS[collection]
        live = model._default_manager.filter(user=user, id=uuid.UUID(id)).first()
        if live is not None:
            return live
        return Tombstone.objects.get(user=user, collection=collection, id=uuid.UUID(id))

    def seqs(self, name: str) -> list[int]:
        user = self.users[name]
        return [
            seq
            for model in (Observation, IntakeEntry, Tombstone)
            for seq in model._default_manager.filter(user=user).values_list("seq", flat=True)
        ]


def now_ms() -> int:
    return int(timezone.now().timestamp() * 1000)
