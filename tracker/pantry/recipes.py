"""The person's own recipes, as somebody can log them."""

import uuid
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from foods import groups, recipes
from foods.recipes import Dish, Ingredient
from foods.search import ranking
from tracker.models import Recipe, User
from tracker.models.intake import Basis, Kind
from tracker.pantry.items import OWN_RECIPE, Item, PortionChoice

# The members of an item of a recipe; the amounts of magnesium are mg per 100 g.
SNAPSHOT = (
    *("item_id", "name", "grams", "group", "content"),
    *("known_mg", "low_mg", "fill_mg", "high_mg", "limit_mg", "known_share"),
    *("basis", "dataset", "release", "code"),
)


def found(user: User, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Item]:
    rows = Recipe.objects.visible_to(user).filter(id__in=list(ids))
    return {row.id: item_of(row) for row in rows}


def matches(user: User, query: str, *, limit: int) -> list[Item]:
    rows = {row.id: row for row in Recipe.objects.visible_to(user).order_by("row")}
    order = ranking.rank(query, [(id, row.name) for id, row in rows.items()])
    return [item_of(rows[id]) for id in order[:limit]]


def snapshot(item: Item, *, grams: Decimal) -> dict[str, Any]:
    """An item of a recipe: what was chosen, with all it held at that moment."""
    return {
        "item_id": str(item.id) if item.id.int else None,
        "name": item.name,
        "grams": float(grams),
        "group": item.group,
        "content": dict(item.content),
        "known_mg": item.magnesium_mg,
        "low_mg": item.low_mg,
        "fill_mg": item.fill_mg,
        "high_mg": item.high_mg,
        "limit_mg": item.limit_mg,
        "known_share": 0.0 if item.magnesium_mg is None else item.known_share,
        "basis": item.basis,
        "dataset": item.dataset,
        "release": item.release,
        "code": item.code,
    }


def dish_of(row: Recipe) -> Dish:
    return recipes.cook(
        [ingredient_of(item) for item in row.items],
        yield_grams=None if row.yield_grams is None else float(row.yield_grams),
        method=recipes.Method(row.method),
    )


def ingredient_of(item: Mapping[str, Any]) -> Ingredient:
    return Ingredient(
        grams=item["grams"],
        content=item["content"],
        known_mg=item["known_mg"],
        low_mg=item["low_mg"] or 0.0,
        fill_mg=item["fill_mg"],
        high_mg=item["high_mg"],
        known_share=item["known_share"],
        limit_mg=item["limit_mg"],
        group=item["group"],
    )


def item_of(row: Recipe) -> Item:
    """Its values are computed from its items, so they are an estimate even where all is known."""
    dish = dish_of(row)
    return Item(
        id=row.id,
        own=True,
        slug="",
        kind=Kind.FOOD,
        name=row.name,
        group=row.group,
        group_label=str(groups.label(row.group)),
        content=dish.content,
        magnesium_mg=dish.known_mg,
        fill_mg=dish.fill_mg,
        low_mg=dish.low_mg,
        high_mg=dish.high_mg,
        limit_mg=dish.limit_mg,
        basis=Basis.UNKNOWN if dish.known_mg is None else Basis.ESTIMATE,
        portions=tuple(
            PortionChoice(p["label"], p["grams"], is_default=n == 0)
            for n, p in enumerate(row.portions)
        ),
        dataset=OWN_RECIPE,
        # The day of its last change: a recipe has no other release.
        release=row.updated_at.date().isoformat(),
        code=str(row.id),
        known_share=dish.known_share,
    )
