"""The index on PostgreSQL: a tsvector column over the names, trigrams (pg_trgm) over the words.

Both are made by a migration. The tsvector holds our own words, not those of PostgreSQL's parser, so
that both engines find the same.
"""

import uuid
from collections.abc import Collection, Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from foods.search import plurals

# A shorter word is only itself: "ei" must not find all that begins with it.
SHORTEST_START = 4
HIT = (
    'f.id, n.id, n.lang, n.name, n.kind, n.name_norm, n.heads, f."group", f.tier, '
    "f.table_id, f.dataset, f.code"
)
# Only the version that the release in use holds, of the tables that are not switched off.
OFFERED = """
    f.since <= b.active AND (f.until IS NULL OR f.until > b.active) AND b.is_on
"""
CANDIDATES = """
    (SELECT 0, {hit} FROM foods_foodname AS n JOIN foods_food AS f ON f."row" = n.food_id
     JOIN foods_table AS b ON b.key = f.table_id
     WHERE n.search @@ %s::tsquery AND n.id > %s AND {offered} {kinds} ORDER BY n.id LIMIT %s)
    UNION ALL
    (SELECT 1, {hit} FROM foods_foodname AS n JOIN foods_food AS f ON f."row" = n.food_id
     JOIN foods_table AS b ON b.key = f.table_id
     WHERE n.name_norm = %s AND {offered} {kinds} ORDER BY n.id LIMIT %s)
"""
FAVOURED = """
    (SELECT {hit} FROM foods_food AS f
     JOIN foods_table AS b ON b.key = f.table_id
     JOIN foods_foodname AS n ON n.food_id = f."row"
     WHERE f.id = ANY(%s) AND strpos(n.name_norm, %s) > 0 AND {offered} {kinds})
"""
HOLDING = """
    (SELECT {hit} FROM foods_foodname AS n JOIN foods_food AS f ON f."row" = n.food_id
     JOIN foods_table AS b ON b.key = f.table_id
     WHERE n.search @@ %s::tsquery AND {offered} ORDER BY n.id LIMIT %s)
"""
# Two four-letter words that are one typo apart share one trigram in nine.
THRESHOLD = "SELECT set_config('pg_trgm.similarity_threshold', '0.1', false)"
KNOWN_WORDS = """
    SELECT word, lang, tier FROM foods_word
    WHERE word %% %s ORDER BY similarity(word, %s) DESC, word, lang LIMIT %s
"""

KNOWN_WORDS_OF = """
    (SELECT %s::text, word, lang, tier FROM foods_word
     WHERE word %% %s ORDER BY similarity(word, %s) DESC, word, lang LIMIT %s)
"""


def ensure(connection: BaseDatabaseWrapper) -> None:
    """Nothing to do: PostgreSQL keeps column and indexes when a table changes."""


def candidates(
    connection: BaseDatabaseWrapper,
    words: Sequence[str],
    *,
    kinds: Collection[str],
    after: int,
    limit: int,
    limit_exact: int,
) -> list[tuple[Any, ...]]:
    match = " & ".join(_term(word) for word in words if len(word) > 1)
    only = "AND f.kind = ANY(%s)" if kinds else ""
    kind = [list(kinds)] if kinds else []
    parameters: list[Any] = [match, after, *kind, limit, " ".join(words), *kind, limit_exact]
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES.format(hit=HIT, offered=OFFERED, kinds=only), parameters)
        return list(cursor.fetchall())


def favoured(
    connection: BaseDatabaseWrapper,
    letters: str,
    ids: Sequence[uuid.UUID],
    *,
    kinds: Collection[str],
) -> list[tuple[Any, ...]]:
    """The names of these foods that hold the letters."""
    only = "AND f.kind = ANY(%s)" if kinds else ""
    kind = [list(kinds)] if kinds else []
    parameters: list[Any] = [list(ids), letters, *kind]
    with connection.cursor() as cursor:
        cursor.execute(FAVOURED.format(hit=HIT, offered=OFFERED, kinds=only), parameters)
        return list(cursor.fetchall())


def names_holding(
    connection: BaseDatabaseWrapper, wanted: Sequence[Sequence[Sequence[str]]], *, limit: int
) -> list[tuple[Any, ...]]:
    sql = " UNION ALL ".join([HOLDING.format(hit=HIT, offered=OFFERED)] * len(wanted))
    parameters = [value for words in wanted for value in (_all_of(words), limit)]
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _all_of(words: Sequence[Sequence[str]]) -> str:
    return " & ".join(f"({' | '.join(map(_start, forms))})" for forms in words)


def _start(form: str) -> str:
    return f"{_quoted(form)}:*" if len(form) >= SHORTEST_START else _quoted(form)


def known_words_of_each(
    connection: BaseDatabaseWrapper, words: Sequence[str], *, limit: int
) -> list[tuple[Any, ...]]:
    parameters = [value for word in words for value in (word, word, word, limit)]
    with connection.cursor() as cursor:
        cursor.execute(THRESHOLD)
        cursor.execute(" UNION ALL ".join([KNOWN_WORDS_OF] * len(words)), parameters)
        return list(cursor.fetchall())


def known_words(connection: BaseDatabaseWrapper, word: str, *, limit: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(THRESHOLD)
        cursor.execute(KNOWN_WORDS, [word, word, limit])
        return list(cursor.fetchall())


def _term(word: str) -> str:
    """Words that start with a typed one, or are its singular."""
    singulars = [_quoted(singular) for singular in sorted(plurals.singulars(word))]
    return f"({' | '.join([f'{_quoted(word)}:*', *singulars])})"


def _quoted(word: str) -> str:
    """A word as a tsquery lexeme: between quotes nothing in it is an operator."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
