"""What a phone sends to the sync, written out: changes, pushes and pulls."""

import uuid
from typing import Any

import uuid_utils.compat

from foods.models import curated_id
from tests.api import phones
from tests.api.phones import Phone

CHANGES = "/api/v1/sync/changes/"


def mint() -> str:
    return str(uuid_utils.compat.uuid7())


def change(collection: str = "intake_entries", **members: Any) -> dict[str, Any]:
    """A new record; `base_version` and `deleted` make it another edit."""
    sent = {
        "collection": collection,
        "id": mint(),
        "version": mint(),
        "base_version": None,
        "data": eaten() if collection == "intake_entries" else {},
    } | members
    if sent.get("deleted"):
        sent["data"] = None
    return sent


def eaten(slug: str = "almonds", **members: Any) -> dict[str, Any]:
    """40 g of a food for breakfast today; the server values it."""
    return {
        "date": phones.today(),
        "meal": "breakfast",
        "item_id": str(curated_id(slug)),
        "amount": 40,
        "unit": "g",
    } | members


def note(text: str = "Slept badly", **members: Any) -> dict[str, Any]:
    return change(
        "observations", data={"kind": "note", "date": phones.today(), "text": text}, **members
    )


def on_top(record: dict[str, Any], **members: Any) -> dict[str, Any]:
    """An edit of a record as it was answered, or of a change that was applied."""
    known = {name: record[name] for name in ("collection", "id")}
    return change(**known, **({"base_version": record["version"]} | members))


def push(phone: Phone, *sent: dict[str, Any], **members: Any) -> list[dict[str, Any]]:
    answer = phone.post(CHANGES, {"changes": list(sent)} | members)
    assert answer.status_code == 200, answer.content
    results: list[dict[str, Any]] = answer.json()["results"]
    assert [(r["collection"], r["id"], r["version"]) for r in results] == [
        (c["collection"], c["id"], c["version"]) for c in sent
    ]
    return results


def statuses(results: list[dict[str, Any]]) -> list[str]:
    return [result["status"] for result in results]


def pull(phone: Phone, cursor: int = 0, **query: Any) -> dict[str, Any]:
    words = "&".join(f"{name}={value}" for name, value in {"cursor": cursor, **query}.items())
    answer = phone.get(f"{CHANGES}?{words}")
    assert answer.status_code == 200, answer.content
    page: dict[str, Any] = answer.json()
    return page


def stored(phone: Phone, id: str) -> dict[str, Any]:
    """The record with this id, as a pull from the beginning gives it."""
    (found,) = [c for c in pull(phone, limit=1000)["changes"] if c["id"] == id]
    return found  # type: ignore[no-any-return]


def other_uuid() -> str:
    return str(uuid.uuid4())
