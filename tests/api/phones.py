"""A phone with the token of a device: it sends and reads JSON."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from foods.models import curated_id
from tests import builders
from tracker import devices
from tracker.models import Device, User

ENTRIES = "/api/v1/intake_entries/"
FOODS = "/api/v1/foods/"
PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class Phone:
    client: Client
    device: Device | None = None

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(path, headers=_named(headers))

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        options: dict[str, Any] = {"headers": _named(headers)}
        if body is not None:
            options |= {"data": body, "content_type": "application/json"}
        return getattr(self.client, method)(path, **options)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return self.send("post", path, body, **headers)

    def log(self, **members: Any) -> dict[str, Any]:
        """An entry, made; its members as the server answers them."""
        answer = self.post(ENTRIES, entry(**members))
        assert answer.status_code == 201, answer.content
        made: dict[str, Any] = answer.json()
        return made


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def of(user: User, *, lang: str = "en") -> Phone:
    device, token = devices.make(user, name="phone", at=timezone.now())
    headers = {"authorization": f"Token {token}", "accept-language": lang}
    return Phone(Client(headers=headers), device)


def entry(slug: str = "almonds", **members: Any) -> dict[str, Any]:
    """40 g of almonds for breakfast today, as a phone sends it."""
    return {
        "id": str(uuid.uuid4()),
        "date": today(),
        "meal": "breakfast",
        "item_id": str(curated_id(slug)),
        "amount": 40,
        "unit": "g",
    } | members


def own_values(**members: Any) -> dict[str, Any]:
    """A product that the phone values itself: 110 mg per 100 g in a bowl of 50 g."""
    sent = entry() | {
        "name": "Muesli from the market",
        "content": {"magnesium_mg": 110},
        "food_group": "breakfast_cereals",
        "amount": 1,
        "unit": "bowl",
        "grams": 50,
    }
    del sent["item_id"]
    return sent | members


def today() -> str:
    return builders.today().isoformat()


def yesterday() -> str:
    return (builders.today() - dt.timedelta(days=1)).isoformat()


def path_of(made: dict[str, Any]) -> str:
    return f"{ENTRIES}{made['id']}/"


def problem(answer: HttpResponse, status: int, code: str) -> dict[str, Any]:
    """The problem document of an answer, checked for its form."""
    document: dict[str, Any] = answer.json()  # type: ignore[attr-defined]
    assert answer.status_code == status, document
    assert answer["Content-Type"] == PROBLEM
    assert document["type"].endswith(f"/api/v1/problems/{code}/")
    assert document["status"] == status
    assert document["title"]
    assert document["detail"]
    return document


def pointers(document: dict[str, Any]) -> set[str]:
    return {error["pointer"] for error in document["errors"]}


def is_uuid(text: object) -> bool:
    try:
        return str(uuid.UUID(str(text))) == text
    except ValueError:
        return False
