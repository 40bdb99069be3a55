"""The index on SQLite: FTS5 over the names, FTS5 with trigrams over the words.

Triggers keep both in step with their tables. Django remakes a table to change it, and SQLite drops
the triggers with the old one, so `ensure` runs after every migrate.
"""

import json
import uuid
from collections.abc import Collection, Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from foods.search import plurals
from foods.search.typos import grams

TRIGGERS = {
    "foods_foodname_fts_insert": """
        AFTER INSERT ON foods_foodname BEGIN
          INSERT INTO foods_foodname_fts(rowid, name_norm, heads)
          VALUES (new.id, new.name_norm, new.heads);
        END""",
    "foods_foodname_fts_delete": """
        AFTER DELETE ON foods_foodname BEGIN
          INSERT INTO foods_foodname_fts(foods_foodname_fts, rowid, name_norm, heads)
          VALUES ('delete', old.id, old.name_norm, old.heads);
        END""",
    "foods_foodname_fts_update": """
        AFTER UPDATE ON foods_foodname BEGIN
          INSERT INTO foods_foodname_fts(foods_foodname_fts, rowid, name_norm, heads)
          VALUES ('delete', old.id, old.name_norm, old.heads);
          INSERT INTO foods_foodname_fts(rowid, name_norm, heads)
          VALUES (new.id, new.name_norm, new.heads);
        END""",
    "foods_word_fts_insert": """
        AFTER INSERT ON foods_word BEGIN
          INSERT INTO foods_word_fts(rowid, padded) VALUES (new.id, '__' || new.word);
        END""",
    "foods_word_fts_delete": """
        AFTER DELETE ON foods_word BEGIN
          DELETE FROM foods_word_fts WHERE rowid = old.id;
        END""",
    "foods_word_fts_update": """
        AFTER UPDATE OF word ON foods_word BEGIN
          UPDATE foods_word_fts SET padded = '__' || new.word WHERE rowid = old.id;
        END""",
}
TABLES = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS foods_foodname_fts USING fts5(
         name_norm, heads, content='foods_foodname', content_rowid='id',
         tokenize='unicode61 remove_diacritics 0', prefix='2 3')""",
    """CREATE VIRTUAL TABLE IF NOT EXISTS foods_word_fts USING fts5(
         padded, tokenize='trigram case_sensitive 1', detail='none')""",
)
REBUILD = (
    "INSERT INTO foods_foodname_fts(foods_foodname_fts) VALUES ('rebuild')",
    "DELETE FROM foods_word_fts",
    "INSERT INTO foods_word_fts(rowid, padded) SELECT id, '__' || word FROM foods_word",
)

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
# CROSS JOIN keeps SQLite from starting at the foods instead of at the index.
CANDIDATES = """
    SELECT * FROM (
      SELECT 0, {hit} FROM foods_foodname_fts AS t
      CROSS JOIN foods_foodname AS n ON n.id = t.rowid
      CROSS JOIN foods_food AS f ON f."row" = n.food_id
      CROSS JOIN foods_table AS b ON b.key = f.table_id
      WHERE t.foods_foodname_fts MATCH %s AND t.rowid > %s AND {offered} {kinds}
      ORDER BY t.rowid LIMIT %s)
    UNION ALL SELECT * FROM (
      SELECT 1, {hit} FROM foods_foodname AS n
      CROSS JOIN foods_food AS f ON f."row" = n.food_id
      CROSS JOIN foods_table AS b ON b.key = f.table_id
      WHERE n.name_norm = %s AND {offered} {kinds} ORDER BY n.id LIMIT %s)
"""
FAVOURED = """
    SELECT {hit} FROM foods_food AS f
      CROSS JOIN foods_table AS b ON b.key = f.table_id
      CROSS JOIN foods_foodname AS n ON n.food_id = f."row"
      WHERE f.id IN (SELECT value FROM json_each(%s)) AND instr(n.name_norm, %s) > 0
      AND {offered} {kinds}
"""
HOLDING = """
    SELECT * FROM (
      SELECT {hit} FROM foods_foodname_fts AS t
      CROSS JOIN foods_foodname AS n ON n.id = t.rowid
      CROSS JOIN foods_food AS f ON f."row" = n.food_id
      CROSS JOIN foods_table AS b ON b.key = f.table_id
      WHERE t.foods_foodname_fts MATCH %s AND {offered} ORDER BY t.rowid LIMIT %s)
"""
KNOWN_WORDS = """
    SELECT w.word, w.lang, w.tier FROM foods_word_fts AS t
    CROSS JOIN foods_word AS w ON w.id = t.rowid
    WHERE t.foods_word_fts MATCH %s ORDER BY t.rank LIMIT %s
"""

KNOWN_WORDS_OF = """
    SELECT * FROM (
      SELECT %s, w.word, w.lang, w.tier FROM foods_word_fts AS t
      CROSS JOIN foods_word AS w ON w.id = t.rowid
      WHERE t.foods_word_fts MATCH %s ORDER BY t.rank LIMIT %s)
"""


def ensure(connection: BaseDatabaseWrapper) -> None:
    """Make the tables and triggers that are missing, and fill them again when one was."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger')")
        there = {name for (name,) in cursor.fetchall()}
        if not {"foods_foodname", "foods_word"} <= there or set(TRIGGERS) <= there:
            return
        for table in TABLES:
            cursor.execute(table)
        for name, body in TRIGGERS.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(f"CREATE TRIGGER {name} {body}")
        for statement in REBUILD:
            cursor.execute(statement)


def candidates(
    connection: BaseDatabaseWrapper,
    words: Sequence[str],
    *,
    kinds: Collection[str],
    after: int,
    limit: int,
    limit_exact: int,
) -> list[tuple[Any, ...]]:
    match = " AND ".join(_term(word) for word in words if len(word) > 1)
    only = f"AND f.kind IN ({', '.join(['%s'] * len(kinds))})" if kinds else ""
    parameters: list[Any] = [match, after, *kinds, limit, " ".join(words), *kinds, limit_exact]
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
    only = f"AND f.kind IN ({', '.join(['%s'] * len(kinds))})" if kinds else ""
    parameters: list[Any] = [json.dumps([id.hex for id in ids]), letters, *kinds]
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
    return " AND ".join(f"({' OR '.join(map(_start, forms))})" for forms in words)


def _start(form: str) -> str:
    return f"{_quoted(form)}*" if len(form) >= SHORTEST_START else _quoted(form)


def known_words_of_each(
    connection: BaseDatabaseWrapper, words: Sequence[str], *, limit: int
) -> list[tuple[Any, ...]]:
    parameters = [
        value
        for word in words
        for value in (word, " OR ".join(_quoted(gram) for gram in grams(word)), limit)
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([KNOWN_WORDS_OF] * len(words)), parameters)
        return list(cursor.fetchall())


def known_words(connection: BaseDatabaseWrapper, word: str, *, limit: int) -> list[tuple[Any, ...]]:
    match = " OR ".join(_quoted(gram) for gram in grams(word))
    with connection.cursor() as cursor:
        cursor.execute(KNOWN_WORDS, [match, limit])
        return list(cursor.fetchall())


def _term(word: str) -> str:
    """Words that start with a typed one, or are its singular."""
    singulars = [_quoted(singular) for singular in sorted(plurals.singulars(word))]
    return f"({' OR '.join([f'{_quoted(word)}*', *singulars])})"


def _quoted(word: str) -> str:
    """A word as an FTS5 string: between quotes nothing in it is an operator."""
    return '"' + word.replace('"', '""') + '"'
