"""FoodRecords into the database: the same again changes nothing, and nothing is ever removed.

A food that left its source stays, since what people logged names it.
"""

import dataclasses
import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from foods.groups import GROUPS
from foods.importers import fixture
from foods.importers.records import NAME, DensityRecord, FoodRecord, NameRecord
from foods.models import (
    Food,
    FoodName,
    GroupDensity,
    Portion,
    Release,
    Word,
    curated_id,
    table_id,
)
from foods.search import compounds, text

BATCH = 1000
# Raise it when the same records must give other rows: another normalisation, another column.
FORMAT = 1
FIXTURE = "fixture"
# Names of each tier have a block of keys of their own: search reads names in order of key.
BLOCK = 1_000_000_000
SHORTEST_WORD = 3
LONGEST_WORD = 80


@dataclass(frozen=True)
class Report:
    """How many foods a load made, changed and left alone; skipped when it was loaded before."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: bool = False

    def __add__(self, other: "Report") -> "Report":
        return Report(
            new=self.new + other.new,
            changed=self.changed + other.changed,
            unchanged=self.unchanged + other.unchanged,
        )


def load_fixture(folder: Path, *, at: dt.datetime | None = None) -> Report:
    """Load the fixture folder, unless exactly this was loaded last."""
    sha256 = hashlib.sha256(f"{FORMAT} {fixture.sha256(folder)}".encode()).hexdigest()
    if Release.objects.filter(name=FIXTURE, sha256=sha256).exists():
        return Report(skipped=True)
    content = fixture.read(folder)
    with transaction.atomic():
        report = load(content.foods)
        load_densities(content.densities)
        Release.objects.update_or_create(
            name=FIXTURE, defaults={"sha256": sha256, "loaded_at": at or timezone.now()}
        )
    return report


def load(records: Iterable[FoodRecord]) -> Report:
    """Write the records that are new or differ, a thousand at a time, all or nothing.

    ValidationError when a record's content is not right, KeyError when its group is not ours.
    """
    report = Report()
    rest = iter(records)
    with transaction.atomic():
        while batch := list(islice(rest, BATCH)):
            report += _load_batch(batch)
    return report


def load_densities(records: Iterable[DensityRecord]) -> None:
    GroupDensity.objects.bulk_create(
        [GroupDensity(**dataclasses.asdict(record)) for record in records],
        update_conflicts=True,
        unique_fields=["group"],
        update_fields=["p10", "p50", "p90", "count", "release"],
    )


def _load_batch(records: Sequence[FoodRecord]) -> Report:
    foods = {food.id: (food, record) for record in records for food in [_food(record)]}
    stored = dict(Food.objects.filter(id__in=foods.keys()).values_list("id", "fingerprint"))
    differing = {id: pair for id, pair in foods.items() if stored.get(id) != pair[0].fingerprint}
    _write_foods([food for food, _ in differing.values()])
    _write_names(list(differing.values()))
    _write_portions(list(differing.values()))
    new = len(foods.keys() - stored.keys())
    return Report(new=new, changed=len(differing) - new, unchanged=len(foods) - len(differing))


def _food(record: FoodRecord) -> Food:
    if record.group not in GROUPS:
        raise KeyError(f"{record.group!r} is no food group of ours: map it in table_groups.py")
    food = Food(
        id=curated_id(record.slug) if record.slug else table_id(record.dataset, code=record.code),
        slug=record.slug,
        kind=record.kind,
        group=record.group,
        tier=record.tier,
        low_mg=record.low_mg,
        fill_mg=record.fill_mg,
        high_mg=record.high_mg,
        below_limit=list(record.below_limit),
        dataset=record.dataset,
        release=record.release,
        code=record.code,
        source_description=record.source_description,
        match=record.match,
        notes=list(record.notes),
        fingerprint=_fingerprint(record),
    )
    food.set_content(
        record.content, magnesium_basis=record.magnesium_basis, energy_basis=record.energy_basis
    )
    return food


def _fingerprint(record: FoodRecord) -> str:
    written = json.dumps([FORMAT, dataclasses.asdict(record)], sort_keys=True, default=dict)
    return hashlib.sha256(written.encode()).hexdigest()


def _write_foods(foods: Sequence[Food]) -> None:
    columns = [field.name for field in Food._meta.concrete_fields if not field.primary_key]
    Food.objects.bulk_create(
        foods, update_conflicts=True, unique_fields=["id"], update_fields=columns
    )


def _write_names(pairs: Sequence[tuple[Food, FoodRecord]]) -> None:
    """Replace the names of these foods, plain foods and short names first within their tier."""
    FoodName.objects.filter(food__in=[food for food, _ in pairs]).delete()
    rows = [_name(food, name) for food, record in pairs for name in _once(record.names)]
    tiers = {food.id: food.tier for food, _ in pairs}
    dishes = {food.id: GROUPS[food.group].is_dish for food, _ in pairs}
    rows.sort(key=lambda row: (tiers[row.food_id], dishes[row.food_id], len(row.name_norm)))
    last = {tier: _last_key(tier) for tier in set(tiers.values())}
    for row in rows:
        tier = tiers[row.food_id]
        last[tier] += 1
        row.id = last[tier]
    FoodName.objects.bulk_create(rows)
    _write_words(rows, tiers=tiers)


def _once(names: Iterable[NameRecord]) -> Iterator[NameRecord]:
    """The names without synonyms that search could not tell from an earlier name."""
    seen = set()
    for name in names:
        key = (name.lang, text.normalise(name.name))
        if name.kind == NAME or key not in seen:
            yield name
        seen.add(key)


def _name(food: Food, name: NameRecord) -> FoodName:
    name_norm = text.normalise(name.name)[:600]
    heads = compounds.heads_of(name_norm) if name.lang == "nl" else ""
    return FoodName(
        food=food,
        lang=name.lang,
        name=name.name,
        kind=name.kind,
        name_norm=name_norm,
        heads=heads[:300],
    )


def _last_key(tier: int) -> int:
    block = FoodName.objects.filter(id__gte=tier * BLOCK, id__lt=(tier + 1) * BLOCK)
    last: int | None = block.aggregate(last=Max("id"))["last"]
    return tier * BLOCK if last is None else last


def _write_words(names: Iterable[FoodName], *, tiers: Mapping[uuid.UUID, int]) -> None:
    """Add the words that are new. Those of names that went stay: they are only ever suggestions."""
    words: dict[tuple[str, str], int] = {}
    for name in names:
        for word in f"{name.name_norm} {name.heads}".split():
            if SHORTEST_WORD <= len(word) <= LONGEST_WORD and not word.isdigit():
                key = (word, name.lang)
                words[key] = min(words.get(key, 99), tiers[name.food_id])
    Word.objects.bulk_create(
        [Word(word=word, lang=lang, tier=tier) for (word, lang), tier in words.items()],
        ignore_conflicts=True,
    )


def _write_portions(pairs: Sequence[tuple[Food, FoodRecord]]) -> None:
    Portion.objects.filter(food__in=[food for food, _ in pairs]).delete()
    Portion.objects.bulk_create(
        Portion(
            food=food,
            labels=dict(portion.labels),
            grams=Decimal(portion.grams),
            source=portion.source,
            code=portion.code,
            is_default=portion.is_default,
            position=position,
        )
        for food, record in pairs
        for position, portion in enumerate(record.portions)
    )
