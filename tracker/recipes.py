"""A person's recipes: make, change, copy and remove them, and bring them up to today's tables."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import uuid_utils.compat
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foods import groups
from tracker import amounts, changes, pantry, texts, versions
from tracker.ingredients import (
    Draft,
    Part,
    check_snapshots,
    fresh,
    items_of,
    parts_of,
    parts_of_meal,
    says_the_same,
    unweighed,
)
from tracker.models import Device, Recipe, User
from tracker.models.pantry import Cooking
from tracker.problems import about

# Callers write drafts of parts, and meet them through the recipes.
__all__ = ["Draft", "Part", "parts_of", "parts_of_meal", "unweighed"]


@dataclass(frozen=True)
class Written:
    """What a write stored, and the undo that takes it back."""

    recipe: Recipe
    undo_id: uuid.UUID | None


@dataclass(frozen=True)
class Difference:
    """An item that today's table values otherwise; mg magnesium per 100 g, None is unknown."""

    name: str
    then_mg: float | None
    now_mg: float | None


def of(user: User) -> tuple[Recipe, ...]:
    rows = Recipe.objects.visible_to(user).defer("history")
    return tuple(rows.order_by("name", "row"))


def make(
    user: User, draft: Draft, *, at: dt.datetime, lang: str, device: Device | None = None
) -> Written:
    """Store a recipe; one that is stored already is not stored again.

    Raises ValidationError for what cannot be, and VersionError for an id that is taken.
    """
    with changes.writing(user, at=at, device=device) as book:
        stored = versions.sent_before(user, Recipe, [draft], says_the_same=says_the_same)
        if draft.id in stored:
            return Written(stored[draft.id], None)
        row = compose(user, draft, lang=lang)
        book.put([row], versions=versions.versions_of([draft]))
        return Written(row, book.keep_undo())


def compose(user: User, draft: Draft, *, lang: str, kept: Recipe | None = None) -> Recipe:
    """The recipe that a draft becomes, not stored; `kept` is the one whose items it may keep."""
    row = Recipe(id=draft.id or uuid_utils.compat.uuid7(), items=kept.items if kept else [])
    _fill(user, row, {name: getattr(draft, name) for name in Recipe.members}, lang=lang)
    return row


def change(
    user: User,
    recipe_id: uuid.UUID,
    *,
    changed: Mapping[str, Any],
    at: dt.datetime,
    lang: str,
    device: Device | None = None,
    version: uuid.UUID | None = None,
    base: uuid.UUID | None = None,
) -> Written:
    """Change members of a recipe, `items` as Parts. What was logged of it stays as it was.

    Another version than `base` raises VersionError, a recipe that is not there GoneError.
    """

    def apply(row: Recipe) -> None:
        _fill(user, row, changed, lang=lang)

    with changes.writing(user, at=at, device=device) as book:
        row = versions.change(book, Recipe, recipe_id, apply=apply, version=version, base=base)
        return Written(row, book.keep_undo())


def copy(user: User, recipe: Recipe, *, at: dt.datetime) -> Written:
    """The same once more, to change freely; its items stay as they were taken."""
    with changes.writing(user, at=at) as book:
        row = Recipe(id=uuid_utils.compat.uuid7())
        row.fill(recipe.as_members())
        row.name = _("%(name)s (copy)") % {"name": recipe.name[:180]}
        row.copied_from = recipe.id
        book.put([row])
        return Written(row, book.keep_undo())


def remove(
    user: User,
    ids: Iterable[uuid.UUID],
    *,
    at: dt.datetime,
    device: Device | None = None,
    base: uuid.UUID | None = None,
) -> tuple[tuple[Recipe, ...], uuid.UUID | None]:
    """Remove recipes; what was logged of them stays. Returns what was there, and the undo."""
    with changes.writing(user, at=at, device=device) as book:
        rows = versions.remove(book, Recipe, ids, base=base)
        return rows, book.keep_undo()


def differences(user: User, recipe: Recipe, *, lang: str) -> tuple[Difference, ...]:
    """Which items today's tables value otherwise than when they were taken."""
    return tuple(
        Difference(then["name"], then["known_mg"], now["known_mg"])
        for then, now in zip(recipe.items, fresh(user, recipe, lang=lang), strict=True)
        if _values(then) != _values(now)
    )


def _values(item: Mapping[str, Any]) -> tuple[object, ...]:
    bounds = [item[name] for name in ("known_mg", "low_mg", "high_mg", "limit_mg")]
    # An item that was logged before has its values from amounts of three decimals.
    return tuple(None if bound is None else round(bound, 1) for bound in bounds)


def refresh(
    user: User, recipe_id: uuid.UUID, *, at: dt.datetime, lang: str, base: uuid.UUID | None = None
) -> Written:
    """Take today's tables for every item that is still there; differences() shows it first."""

    def apply(row: Recipe) -> None:
        row.items = fresh(user, row, lang=lang)

    with changes.writing(user, at=at) as book:
        row = versions.change(book, Recipe, recipe_id, apply=apply, base=base)
        return Written(row, book.keep_undo())


def _fill(user: User, row: Recipe, members: Mapping[str, Any], *, lang: str) -> None:
    """Set the named members, checked."""
    if "items" in members:
        row.items = items_of(user, members["items"], kept=row.items, lang=lang)
    for name in members.keys() - {"items"}:
        setattr(row, name, members[name])
    _check(row)


def _check(row: Recipe) -> None:
    with about("name"):
        row.name = texts.check_name(row.name)
    if row.group not in groups.GROUPS or row.group == "waters":
        raise ValidationError({"group": _("Choose one of the food groups.")})
    if row.method not in Cooking.values:
        raise ValidationError({"method": _("Say how it is cooked: choose one of the list.")})
    with about("yield_grams"):
        if row.yield_grams is not None:
            amounts.check_grams(row.yield_grams)
    with about("portions"):
        row.portions = pantry.check_portions(row.portions)


def check(recipe: Recipe, *, at: dt.datetime) -> None:  # noqa: ARG001
    """ValidationError, by member, for a whole record that cannot be a recipe."""
    _check(recipe)
    check_snapshots(recipe.items)
