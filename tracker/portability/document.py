"""Everything of a person as one JSON document, written record by record."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

from tracker.changes import COLLECTIONS
from tracker.models import Synced, User
from tracker.models.synced import as_json
from tracker.portability import manifest, names, rows


def write_json(user: User, file: IO[bytes], *, at: dt.datetime) -> None:
    """Write the document to `file` in UTF-8; a few hundred records are in memory at once."""
    for part in _parts(user, at=at):
        file.write(part.encode())


def _parts(user: User, *, at: dt.datetime) -> Iterator[str]:
    counts: dict[str, int] = {}
    yield f'{{"manifest": {_text(manifest.of(user, at=at).as_json())},\n"collections": {{'
    for place, (name, model) in enumerate(COLLECTIONS.items()):
        yield f"{',' if place else ''}\n{_text(name)}: "
        yield from _listed((_record(row, user) for row in rows.of(user, model)), name, counts)
    yield '},\n"beside": {'
    for place, name in enumerate(rows.BESIDE):
        yield f"{',' if place else ''}\n{_text(name)}: "
        yield from _listed((_beside(row) for row in rows.beside(user, name)), name, counts)
    # Last: a file that was cut off lacks them, and they count what stands above.
    yield f'}},\n"counts": {_text(counts)}}}\n'


def _listed(found: Iterable[dict[str, Any]], name: str, counts: dict[str, int]) -> Iterator[str]:
    counts[name] = 0
    yield "["
    for one in found:
        yield f"{',' if counts[name] else ''}\n{_text(one)}"
        counts[name] += 1
    yield "]"


def _record(row: Synced, user: User) -> dict[str, Any]:
    """`name` stands in the place of an id that is made from the account."""
    name = names.name_of(row, account_id=user.account_id)
    known_by = {"name": name} if name else {"id": str(row.id)}
    return {**known_by, "version": str(row.version), "members": row.as_members()}


def _beside(row: dict[str, Any]) -> dict[str, Any]:
    return {name: as_json(value) for name, value in row.items()}


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
