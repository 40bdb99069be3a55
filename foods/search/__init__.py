"""Candidates for a query from the database's own index; ranking.py puts them in order."""

import uuid
from collections.abc import Collection, Sequence
from functools import lru_cache
from types import ModuleType
from typing import Any, NamedTuple

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from foods.search import postgresql, sqlite
from foods.search.typos import KnownWord

# What is ranked at most. Names come in the order of their key, everyday foods first.
MOST_NAMES = 300
MOST_EXACT = 50
MOST_KNOWN_WORDS = 200
# For one word of a line, and for one mistyped word of it.
MOST_HOLDING = 60
MOST_NEAR = 60
REMEMBERED = 8192
# FoodName.Kind.NAME, plain as the database gives it.
NAME = "name"


class Hit(NamedTuple):
    """A name that matches, by its key, with what the ranking asks of its food."""

    food_id: uuid.UUID
    key: int
    lang: str
    name: str
    kind: str
    name_norm: str
    heads: str
    group: str
    tier: int
    table: str
    dataset: str
    code: str


class Candidates(NamedTuple):
    """`names` in the order of their key, and those that are the query itself (`exact`).

    `last` is the key after which there may be more names, None when there are none.
    """

    names: list[Hit]
    exact: list[Hit]
    last: int | None


def candidates(words: Sequence[str], *, kinds: Collection[str] = (), after: int = 0) -> Candidates:
    """Names in which each word starts a word, and names that are the query itself; one query.

    Words of one letter are left to the ranking. `kinds` empty means every kind; only names with a
    key above `after` are given.
    """
    rows = _engine(connection).candidates(
        connection, words, kinds=kinds, after=after, limit=MOST_NAMES, limit_exact=MOST_EXACT
    )
    names = [Hit(_uuid(row[1]), *row[2:]) for row in rows if not row[0]]
    exact = [Hit(_uuid(row[1]), *row[2:]) for row in rows if row[0]]
    last = max(name.key for name in names) if len(names) == MOST_NAMES else None
    return Candidates(names, exact, last)


def favoured(
    words: Sequence[str], ids: Sequence[uuid.UUID], *, kinds: Collection[str] = ()
) -> list[Hit]:
    """The names of these foods that may match; one query.

    Two letters of a word stand in every name it can find, a plural's singular included.
    """
    if not ids:
        return []
    rows = _engine(connection).favoured(connection, words[0][:2], ids, kinds=kinds)
    return [Hit(_uuid(food_id), *rest) for food_id, *rest in rows]


def known_words(word: str) -> list[KnownWord]:
    """Words of the catalogue that look like this one."""
    rows = _engine(connection).known_words(connection, word, limit=MOST_KNOWN_WORDS)
    return [KnownWord(*row) for row in rows]


def names_holding(wanted: Sequence[Sequence[Sequence[str]]]) -> list[Hit]:
    """Names that hold every word of one of `wanted`, each word in one of its forms; one query.

    For reading a line, which holds whole words: from four letters on they may begin a longer one.
    """
    if not wanted:
        return []
    rows = _engine(connection).names_holding(connection, wanted, limit=MOST_HOLDING)
    return [Hit(_uuid(food_id), *rest) for food_id, *rest in dict.fromkeys(rows)]


def known_words_of_each(words: Sequence[str]) -> dict[str, list[KnownWord]]:
    """Words of the catalogue that look like each of these; one query for all."""
    found: dict[str, list[KnownWord]] = {word: [] for word in words}
    if words:
        engine = _engine(connection)
        for word, *known in engine.known_words_of_each(connection, words, limit=MOST_NEAR):
            found[word].append(KnownWord(*known))
    return found


def ensure_index(*, using: str, **_signal: Any) -> None:
    """Receiver of post_migrate: see sqlite.py for why."""
    _engine(connections[using]).ensure(connections[using])


def _engine(database: BaseDatabaseWrapper) -> ModuleType:
    return {"sqlite": sqlite, "postgresql": postgresql}[database.vendor]


@lru_cache(maxsize=REMEMBERED)
def _uuid(value: uuid.UUID | str) -> uuid.UUID:
    return value if isinstance(value, uuid.UUID) else uuid.UUID(value)
