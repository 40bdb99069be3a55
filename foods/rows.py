"""FoodRecords as rows of the database, many at a time.

Half a million foods through the model layer take minutes, so the rows are written as plain
statements; the database still holds every constraint.
"""

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Max

from foods import nutrients
from foods.groups import GROUPS
from foods.importers.records import NAME, FoodRecord, NameRecord, PortionRecord
from foods.models import Food, FoodName, Table, curated_id, table_id
from foods.search import compounds, text

# Raise it when the same records must give other rows: another normalisation, another column.
FORMAT = 2
# Keys of names: everyday foods first, then plain foods before dishes, then by the number of words.
TIER_BLOCK = 10**15
WORDS_BLOCK = 10**12
MOST_COUNTED_WORDS = 19
AFTER_PLAIN = 20
LONGEST_NORM = 600
LONGEST_HEADS = 300
SHORTEST_WORD = 3
LONGEST_WORD = 80

# Of foods_food: a prepared food gives those from slug to notes, and the fingerprint.
FOOD = (
    *("row", "id", "table_id", "since", "until", "slug", "kind", "group", "tier", "content"),
    *("magnesium_mg", "magnesium_basis", "low_mg", "fill_mg", "high_mg"),
    *("energy_kcal", "energy_basis", "below_limit", "dataset", "release", "code"),
    *("source_description", "match", "notes", "fingerprint"),
)
NAMES = ["id", "food_id", "lang", "name", "kind", "name_norm", "heads"]
WORDS = ["word", "lang", "tier"]
PORTIONS = ["food_id", "labels", "grams", "source", "code", "is_default", "position"]
RELEASE = FOOD.index("release") - FOOD.index("slug")
JSON = frozenset(("content", "below_limit", "notes", "labels"))


@dataclass(frozen=True)
class Prepared:
    """A record worked out as far as it can be without the database.

    `values` are the columns from `slug` on, `names` those from `lang` on, `portions` likewise.
    """

    id: uuid.UUID
    tier: int
    is_dish: bool
    fingerprint: str
    values: tuple[Any, ...]
    names: tuple[tuple[str, ...], ...]
    portions: tuple[tuple[Any, ...], ...]


def prepare(record: FoodRecord) -> Prepared:
    """ValidationError when the content is not right, KeyError when the group is not ours."""
    if record.group not in GROUPS:
        raise KeyError(f"{record.group!r} is no food group of ours: map it in table_groups.py")
    values = _values(record)
    names = tuple(_name(name) for name in _once(record.names))
    portions = tuple(_portion(portion, at) for at, portion in enumerate(record.portions))
    # A food that a new release only repeats is no new version.
    same = tuple(value for at, value in enumerate(values) if at != RELEASE)
    written = repr((FORMAT, same, names, portions)).encode()
    return Prepared(
        id=curated_id(record.slug) if record.slug else table_id(record.dataset, code=record.code),
        tier=record.tier,
        is_dish=GROUPS[record.group].is_dish,
        fingerprint=hashlib.sha256(written).hexdigest(),
        values=values,
        names=names,
        portions=portions,
    )


def _values(record: FoodRecord) -> tuple[Any, ...]:
    content = nutrients.check_content(record.content)
    magnesium, energy = content.get("magnesium_mg"), content.get("energy_kcal")
    return (
        record.slug,
        record.kind,
        record.group,
        record.tier,
        json.dumps(content),
        _rounded(magnesium),
        "unknown" if magnesium is None else record.magnesium_basis,
        record.low_mg,
        record.fill_mg,
        record.high_mg,
        _rounded(energy),
        "unknown" if energy is None else record.energy_basis,
        json.dumps(record.below_limit),
        record.dataset,
        record.release,
        record.code,
        record.source_description,
        record.match,
        json.dumps(record.notes),
    )


def _rounded(amount: float | None) -> float | None:
    return None if amount is None else round(amount, 4)


def _once(names: Iterable[NameRecord]) -> Iterator[NameRecord]:
    """The names without synonyms that search could not tell from an earlier name."""
    seen = set()
    for name in names:
        key = (name.lang, text.normalise(name.name))
        if name.kind == NAME or key not in seen:
            yield name
        seen.add(key)


def _name(name: NameRecord) -> tuple[str, ...]:
    name_norm = text.normalise(name.name)[:LONGEST_NORM]
    heads = compounds.heads_of(name_norm) if name.lang == "nl" else ""
    return (name.lang, name.name, name.kind, name_norm, heads[:LONGEST_HEADS])


def _portion(portion: PortionRecord, position: int) -> tuple[Any, ...]:
    labels = json.dumps(dict(portion.labels))
    return (labels, portion.grams, portion.source, portion.code, portion.is_default, position)


def stamped(sha256: str) -> str:
    """The digest of what is loaded and of how: the same file in another FORMAT is loaded again."""
    return hashlib.sha256(f"{FORMAT} {sha256}".encode()).hexdigest()


def lock() -> None:
    """Let nobody else give out keys until the transaction ends. SQLite has but one writer."""
    list(Table.objects.select_for_update().values_list("key"))


def insert(foods: Sequence[Prepared], *, table: str, since: int) -> None:
    """Write versions that are not there yet, within a transaction that took the `lock`."""
    if not foods:
        return
    last = Food.objects.aggregate(last=Max("row"))["last"] or 0
    numbered = list(enumerate(foods, start=last + 1))
    _many(
        "foods_food",
        FOOD,
        [
            (row, _uuid(food.id), table, since, None, *food.values, food.fingerprint)
            for row, food in numbered
        ],
    )
    _many("foods_foodname", NAMES, _keyed(numbered))
    _many("foods_word", WORDS, _words(foods), ending="ON CONFLICT DO NOTHING")
    _many(
        "foods_portion",
        PORTIONS,
        [(row, *portion) for row, food in numbered for portion in food.portions],
    )


def remove(numbers: Sequence[int]) -> None:
    """Delete versions by `row`, with their names and portions. Their words stay: suggestions."""
    for table, column in (
        ("foods_foodname", "food_id"),
        ("foods_portion", "food_id"),
        ("foods_food", "row"),
    ):
        sql = f"DELETE FROM {table} WHERE {_quoted(column)} = %s"  # noqa: S608 - the three above
        _each(sql, [(row,) for row in numbers])


def _keyed(numbered: Sequence[tuple[int, Prepared]]) -> list[tuple[Any, ...]]:
    """The rows of names with their keys, short names first within a block."""
    rows = [
        (_block(food, words=name[3].count(" ") + 1), len(name[3]), row, name)
        for row, food in numbered
        for name in food.names
    ]
    rows.sort(key=lambda row: row[:2])
    last = {block: _last_key(block) for block in {row[0] for row in rows}}
    keyed = []
    for block, _length, row, name in rows:
        last[block] += 1
        keyed.append((last[block], row, *name))
    return keyed


def _block(food: Prepared, *, words: int) -> int:
    counted = min(words, MOST_COUNTED_WORDS) + (AFTER_PLAIN if food.is_dish else 0)
    return food.tier * TIER_BLOCK + counted * WORDS_BLOCK


def _last_key(block: int) -> int:
    names = FoodName.objects.filter(id__gte=block, id__lt=block + WORDS_BLOCK)
    last: int | None = names.aggregate(last=Max("id"))["last"]
    return block if last is None else last


def _words(foods: Iterable[Prepared]) -> list[tuple[str, str, int]]:
    """The words of names, each with the lowest tier that has it."""
    words: dict[tuple[str, str], int] = {}
    for food in foods:
        for lang, _name, _kind, name_norm, heads in food.names:
            for word in f"{name_norm} {heads}".split():
                if SHORTEST_WORD <= len(word) <= LONGEST_WORD and not word.isdigit():
                    words[word, lang] = min(words.get((word, lang), food.tier), food.tier)
    return [(word, lang, tier) for (word, lang), tier in sorted(words.items())]


def _many(
    table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]], *, ending: str = ""
) -> None:
    cast = "%s::jsonb" if connection.vendor == "postgresql" else "%s"
    values = ", ".join(cast if column in JSON else "%s" for column in columns)
    names = ", ".join(map(_quoted, columns))
    _each(f"INSERT INTO {table} ({names}) VALUES ({values}) {ending}", rows)  # noqa: S608 - ours


def _each(sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)


def _quoted(column: str) -> str:
    return connection.ops.quote_name(column)


def _uuid(value: uuid.UUID) -> uuid.UUID | str:
    return value if connection.features.has_native_uuid_field else value.hex


def stored(ids: Iterable[uuid.UUID], *, table: str) -> Mapping[uuid.UUID, tuple[int, int, str]]:
    """The newest version of each of these foods: row, since, fingerprint. One query."""
    versions = Food.objects.filter(id__in=list(ids), until=None)
    # Not a condition of the query: SQLite would read the whole table by it, in every batch.
    found = versions.values_list("id", "table", "row", "since", "fingerprint")
    return {id: (row, since, mark) for id, its, row, since, mark in found if its == table}
