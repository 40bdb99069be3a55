"""A phone that works offline: the loop that docs/api.md describes, without a phone around it.

It is the reference for who writes an app, and what the conformance tests run on several at once.
"""

import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Key = tuple[str, str]
Data = dict[str, Any]
LIMIT = 500
MOST = 1000


class Answer(NamedTuple):
    status: int
    body: dict[str, Any]


class LostError(Exception):
    """The request or its answer did not arrive; nobody can say which."""


# Method, the values behind the question mark, the body.
Send = Callable[[str, dict[str, Any], Any], Answer]


@dataclass
class Record:
    """A record as this phone has it. `data` None is removed; `base` None was never stored."""

    data: Data | None
    version: str
    base: str | None = None
    base_data: Data | None = None
    unsent: bool = False
    aside: dict[str, Any] | None = None


@dataclass
class Replica:
    """The records of one phone and how far it has read. `clock_ms` may be wrong by years."""

    send: Send
    clock_ms: Callable[[], int]
    noise: random.Random = field(default_factory=random.Random)
    limit: int = LIMIT
    most: int = MOST
    records: dict[Key, Record] = field(default_factory=dict)
    cursor: int = 0

    def mint(self) -> str:
        """A UUIDv7: 48 bits of time, then noise (RFC 9562)."""
        bits = self.clock_ms() << 80 | self.noise.getrandbits(80)
        return str(uuid.UUID(int=bits & ~(0xF << 76 | 3 << 62) | 7 << 76 | 2 << 62))

    def edit(self, collection: str, id: str, **members: Any) -> None:
        """Make a record or change members of it."""
        record = self.records.setdefault((collection, id), Record({}, ""))
        record.data = {**(record.data or {}), **members}
        self._edited(record)

    def remove(self, collection: str, id: str) -> None:
        record = self.records[collection, id]
        record.data = None
        self._edited(record)

    def _edited(self, record: Record) -> None:
        record.version, record.unsent, record.aside = self.mint(), True, None

    def to_send(self) -> list[Key]:
        return [key for key, r in self.records.items() if r.unsent and r.aside is None]

    def sync(self) -> None:
        """Pull, then push and pull until nothing is unsent. Raises LostError; call again then."""
        self.pull()
        while self.to_send():
            self.push()
            self.pull()

    def pull(self) -> None:
        answer = self._page(self.cursor)
        if answer.status == 410:
            self._begin_again(answer.body["reset_reason"])
            return
        for page in self._pages(answer):
            for change in page["changes"]:
                self._take(change)
            # A phone stores the records and the cursor in one transaction.
            self.cursor = page["cursor"]

    def _page(self, cursor: int) -> Answer:
        return self.send("GET", {"cursor": cursor, "limit": self.limit}, None)

    def _pages(self, answer: Answer) -> Iterator[dict[str, Any]]:
        while True:
            assert answer.status == 200, answer
            yield answer.body
            if not answer.body["has_more"]:
                return
            answer = self._page(answer.body["cursor"])

    def _take(self, change: dict[str, Any]) -> None:
        key = change["collection"], change["id"]
        record = self.records.get(key)
        if record is None or not record.unsent or record.version == change["version"]:
            self.records[key] = _stored(change)
        else:
            self._merge(record, change)

    def push(self) -> None:
        if self.cursor == 0:
            # Who has no cursor cannot be told that the diary has another life.
            self.pull()
        keys = self.to_send()[: self.most]
        changes = [self._change(key) for key in keys]
        answer = self.send("POST", {}, {"cursor": self.cursor, "changes": changes})
        if answer.status == 410:
            return  # The pull that follows says why.
        assert answer.status == 200, answer
        for key, sent, result in zip(keys, changes, answer.body["results"], strict=True):
            self._settle(self.records[key], sent, result)

    def _change(self, key: Key) -> dict[str, Any]:
        record = self.records[key]
        return {
            "collection": key[0],
            "id": key[1],
            "version": record.version,
            "base_version": record.base,
            "deleted": record.data is None,
            "data": record.data,
        }

    def _settle(self, record: Record, sent: dict[str, Any], result: dict[str, Any]) -> None:
        """Take in what became of a change; the record may have been edited meanwhile."""
        status: str = result["status"]
        current: dict[str, Any] | None = result.get("current")
        is_as_sent = record.version == sent["version"]
        if status == "conflict" and current:
            self._merge(record, current)
        elif status == "rejected":
            record.aside = result["problem"] if is_as_sent else None
        elif is_as_sent and current is not None:
            record.__dict__.update(vars(_stored(current)))
        else:
            record.base, record.base_data = sent["version"], sent["data"]
            record.unsent = not is_as_sent

    def _merge(self, record: Record, theirs: dict[str, Any]) -> None:
        """What both sides changed: removed stays removed, else member by member."""
        if not theirs["deleted"] and record.data is not None:
            record.data = _merged(record, theirs)
        if theirs["deleted"] or record.data == theirs["data"]:
            record.__dict__.update(vars(_stored(theirs)))
            return
        record.base, record.base_data = theirs["version"], theirs["data"]
        self._edited(record)

    def _begin_again(self, reason: str) -> None:
        """The diary has another life: read all of it, and give or forget what it lacks."""
        theirs: dict[Key, dict[str, Any]] = {}
        cursor = 0
        for page in self._pages(self._page(0)):
            theirs |= {(c["collection"], c["id"]): c for c in page["changes"]}
            cursor = page["cursor"]
        for key, record in list(self.records.items()):
            if key not in theirs:
                self._lacking(key, record, reason)
            elif reason == "restored" and _is_newer(record, theirs[key]):
                change = theirs.pop(key)
                record.base, record.base_data = change["version"], change["data"]
                record.unsent = True
        for change in theirs.values():
            self._take(change)
        self.cursor = cursor

    def _lacking(self, key: Key, record: Record, reason: str) -> None:
        """What the server does not know: lost by a backup, or forgotten on purpose."""
        if reason == "restored":
            record.base, record.base_data, record.unsent = None, None, True
        elif record.base is not None:
            del self.records[key]


def _stored(change: dict[str, Any]) -> Record:
    return Record(change["data"], change["version"], change["version"], change["data"])


def _is_newer(record: Record, theirs: dict[str, Any]) -> bool:
    """Whether the server once had a later version of this than it has now."""
    once_stored = record.base if record.unsent else record.version
    return once_stored is not None and once_stored > theirs["version"]


def _merged(record: Record, theirs: dict[str, Any]) -> Data:
    mine, base = record.data or {}, record.base_data
    merged = dict(theirs["data"])
    for name, value in mine.items():
        is_mine_later = record.version > theirs["version"]
        changed_here = base is None or value != base.get(name)
        changed_there = base is None or theirs["data"].get(name) != base.get(name)
        if changed_here and (is_mine_later or not changed_there):
            merged[name] = value
    return merged
