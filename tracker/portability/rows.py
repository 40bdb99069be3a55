"""The records of a person in the order of their last change, a few at a time."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from tracker.models import (
    CalendarFeed,
    Consent,
    Device,
    Favourite,
    Phrase,
    Serving,
    Synced,
    User,
)

# So many are in memory at once.
AT_ONCE = 500
# What an account holds beside the collections that sync: no digest of a token is among it.
BESIDE: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "consents": (
        Consent,
        ("purpose", "wording_version", "language", "given_at", "withdrawn_at"),
    ),
    "devices": (Device, ("name", "platform", "made_at", "last_seen_at", "revoked_at")),
    "calendar_feeds": (CalendarFeed, ("made_at", "closes_day")),
    "phrases": (Phrase, ("words", "item_id", "taught_at")),
    "servings": (Serving, ("item_id", "measure", "label", "grams", "taught_at")),
    "favourites": (Favourite, ("item_id",)),
}


def of(user: User, model: type[Synced]) -> Iterator[Any]:
    """The change number orders them: it is unique, and an import in this order gives it again."""
    rows = model._default_manager.filter(user=user).order_by("seq").defer("history")
    yield from rows.iterator(chunk_size=AT_ONCE)


def beside(user: User, name: str) -> Iterator[dict[str, Any]]:
    model, members = BESIDE[name]
    rows = model._default_manager.filter(user=user).order_by(*members)
    yield from rows.values(*members).iterator(chunk_size=AT_ONCE)
