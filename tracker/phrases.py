"""A person's own words for foods: what they call theirs, and what they taught by correcting."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from foods import catalogue
from foods.quickadd import finding
from tracker import pantry
from tracker.models import CustomFood, Phrase, Recipe, Serving, User

# What was taught outweighs what is only eaten often.
TAUGHT = 1.0
MOST_PHRASES = 500
LONGEST, LONGEST_LABEL = 200, 80
# What is long and not read here.
HEAVY = {CustomFood: ["content"], Recipe: ["items"]}


@dataclass(frozen=True)
class Lesson:
    """A correction: what words mean, or what one of a measure of an item weighs."""

    item_id: uuid.UUID
    words: str = ""
    measure: str = ""
    label: str = ""
    grams: Decimal | None = None


@dataclass(frozen=True)
class Learned:
    """A lesson that is kept, and the item it is about."""

    id: uuid.UUID
    lesson: Lesson
    item: pantry.Item


def finder(user: User, *, lang: str) -> finding.Listed:
    """The person's own foods, recipes and taught words, to stand before the public ones.

    Four queries.
    """
    own = {one.food.id: one for model in (CustomFood, Recipe) for one in _owns(model, user)}
    words = Phrase.objects.visible_to(user).order_by("-taught_at").values_list("words", "item_id")
    said = list(words[:MOST_PHRASES])
    taught = _taught({item_id for _words, item_id in said}, own)
    named = [finding.Name(one.food, one.name, lang) for one in own.values()]
    named += [
        finding.Name(taught[item_id], words, lang) for words, item_id in said if item_id in taught
    ]
    return finding.Listed(tuple(named), {id: _details(one, lang) for id, one in own.items()})


@dataclass(frozen=True)
class _Own:
    """As much of an own food as a line is read with."""

    food: finding.Food
    name: str
    portions: Sequence[Mapping[str, Any]]


def _owns(model: type[CustomFood] | type[Recipe], user: User) -> list[_Own]:
    rows = model.objects.visible_to(user).order_by("row").defer("history", *HEAVY[model])
    return [
        _Own(finding.Food(row.id, row.group, row.kind, is_own=True), row.name, row.portions)
        for row in rows
    ]


def _taught(
    ids: Collection[uuid.UUID], own: Mapping[uuid.UUID, _Own]
) -> dict[uuid.UUID, finding.Food]:
    rest = set(ids) - own.keys()
    kinds = catalogue.kinds(rest) if rest else {}
    public = {
        id: finding.Food(id, group=group, kind=kind, weight=TAUGHT)
        for id, (kind, group) in kinds.items()
    }
    return public | {id: replace(own[id].food, weight=TAUGHT) for id in own.keys() & set(ids)}


def _details(own: _Own, lang: str) -> finding.Details:
    portions = tuple(
        finding.Portion({lang: portion["label"]}, portion["grams"], is_default=at == 0)
        for at, portion in enumerate(own.portions)
    )
    return finding.Details(own.name, portions=portions)


def servings(user: User, ids: Collection[uuid.UUID]) -> dict[tuple[uuid.UUID, str], Decimal]:
    """What one of a measure weighs for this person, by item and measure; one query."""
    rows = Serving.objects.visible_to(user).filter(item_id__in=ids)
    return {(row.item_id, row.measure): row.grams for row in rows}


def teach(user: User, lessons: Sequence[Lesson], *, at: dt.datetime) -> None:
    """From now on the words mean the item, and the measure of it weighs so much; two statements."""
    words = {one.words[:LONGEST]: one for one in lessons if one.words}
    sizes = {(one.item_id, one.measure): (one.label, one.grams) for one in lessons if one.grams}
    Phrase.objects.bulk_create(
        [
            Phrase(user=user, words=said, item_id=one.item_id, taught_at=at)
            for said, one in words.items()
        ],
        update_conflicts=True,
        unique_fields=["user", "words"],
        update_fields=["item_id", "taught_at"],
    )
    Serving.objects.bulk_create(
        [
            Serving(
                user=user,
                item_id=item_id,
                measure=measure,
                label=label[:LONGEST_LABEL],
                grams=grams,
                taught_at=at,
            )
            for (item_id, measure), (label, grams) in sizes.items()
        ],
        update_conflicts=True,
        unique_fields=["user", "item_id", "measure"],
        update_fields=["label", "grams", "taught_at"],
    )


def taught(user: User, *, lang: str) -> list[Learned]:
    """Everything that was taught and still means something, the latest first."""
    words = Phrase.objects.visible_to(user).order_by("-taught_at")
    sizes = Serving.objects.visible_to(user).order_by("-taught_at")
    rows = [
        *((row.id, Lesson(row.item_id, words=row.words)) for row in words),
        *(
            (row.id, Lesson(row.item_id, measure=row.measure, label=row.label, grams=row.grams))
            for row in sizes
        ),
    ]
    items = pantry.find_many(user, {lesson.item_id for _id, lesson in rows}, lang=lang)
    return [
        Learned(id, lesson, items[lesson.item_id]) for id, lesson in rows if lesson.item_id in items
    ]


def forget(user: User, lesson_id: uuid.UUID) -> bool:
    """Forget one thing that was taught; False when it is not there."""
    deleted = [
        rows.editable_by(user).filter(id=lesson_id).delete()[0]
        for rows in (Phrase.objects, Serving.objects)
    ]
    return any(deleted)
