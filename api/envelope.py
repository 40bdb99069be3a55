"""The envelope of a push: read by hand, because a thousand changes pass through it at once.

What is wrong here is a mistake of the app, so the whole push is refused; what is wrong with one
record is that record's result.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from api.exceptions import InvalidRequestError, TooManyChangesError
from tracker import sync
from tracker.members import UUID_TEXT

ANY = "*"
LONGEST_COLLECTION = 40
KEYS = frozenset({"collection", "id", "version", "base_version", "deleted", "data"})


def read(body: Any) -> tuple[int, list[sync.Change]]:
    """The cursor (0 when none is sent) and the changes of a push; InvalidRequestError otherwise."""
    if not isinstance(body, dict):
        raise InvalidRequestError([("", _("Send an object with changes."))])
    faults = list(_faults_of_body(body))
    if faults:
        raise InvalidRequestError(faults)
    changes = body["changes"]
    if len(changes) > sync.MAX_CHANGES:
        raise TooManyChangesError
    for place, change in enumerate(changes):
        faults += ((f"/changes/{place}{name}", sentence) for name, sentence in _faults(change))
    if faults:
        raise InvalidRequestError(faults)
    return body.get("cursor") or 0, [_change(change) for change in changes]


def _faults_of_body(body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in body.keys() - {"cursor", "changes"}:
        yield f"/{key[:LONGEST_COLLECTION]}", _("This is not known here. Leave it out.")
    if not isinstance(body.get("changes"), list):
        yield "/changes", _("Give a list of changes.")
    cursor = body.get("cursor")
    if cursor is not None and not is_cursor(cursor):
        yield "/cursor", _("Give the cursor as it came, a whole number.")


def is_cursor(cursor: object) -> bool:
    whole = isinstance(cursor, int) and not isinstance(cursor, bool)
    return whole and 0 <= cursor <= sync.MAX_CURSOR  # type: ignore[operator]


def _faults(change: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(change, dict):
        yield "", _("Give an object.")
        return
    for key in change.keys() - KEYS:
        yield f"/{key[:LONGEST_COLLECTION]}", _("This is not known here. Leave it out.")
    for name, fits in FITS.items():
        if not fits(change):
            yield f"/{name}", str(SENTENCES[name]())


def _is_uuid(value: object) -> bool:
    return isinstance(value, str) and UUID_TEXT.fullmatch(value) is not None


def _fits_base(change: Mapping[str, Any]) -> bool:
    base = change.get("base_version", "")
    if base == ANY:
        return change.get("deleted") is True
    return base is None or _is_uuid(base)


def _fits_data(change: Mapping[str, Any]) -> bool:
    if change.get("deleted") is True:
        return change.get("data") is None
    return isinstance(change.get("data"), dict)


def _fits_collection(change: Mapping[str, Any]) -> bool:
    name = change.get("collection")
    return isinstance(name, str) and 0 < len(name) <= LONGEST_COLLECTION


FITS: dict[str, Callable[[Mapping[str, Any]], bool]] = {
    "collection": _fits_collection,
    "id": lambda change: _is_uuid(change.get("id")),
    "version": lambda change: _is_uuid(change.get("version")),
    "base_version": _fits_base,
    "deleted": lambda change: isinstance(change.get("deleted", False), bool),
    "data": _fits_data,
}
SENTENCES: dict[str, Callable[[], str]] = {
    "collection": lambda: _("Name the collection."),
    "id": lambda: _("Give a UUID in lower case."),
    "version": lambda: _("Give a UUID in lower case."),
    "base_version": lambda: _("Give the version you changed, or null; a star only deletes."),
    "deleted": lambda: _("Give true or false."),
    "data": lambda: _("Give an object of members; null with a deletion."),
}


def _change(change: Mapping[str, Any]) -> sync.Change:
    base = change["base_version"]
    on_any = base == ANY
    return sync.Change(
        collection=change["collection"],
        id=uuid.UUID(change["id"]),
        version=uuid.UUID(change["version"]),
        base=uuid.UUID(base) if base and not on_any else None,
        on_any=on_any,
        deleted=change.get("deleted", False),
        sent=change.get("data") or {},
    )
