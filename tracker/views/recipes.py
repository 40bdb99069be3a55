"""A person's recipes: put one together, look at it, log it, copy it, bring it up to date."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from foods import nutrients
from foods.recipes import Dish
from tracker import habits, moments, pantry, recipes, wording
from tracker.http import PersonRequest
from tracker.models import Recipe
from tracker.models.intake import Meal


@dataclass(frozen=True)
class Figure:
    """What an amount of the dish holds, in words."""

    label: str
    grams: float
    holds: str
    between: str


@dataclass(frozen=True)
class Line:
    """An ingredient of the page: what it brings, from which source, and whether it is there yet."""

    name: str
    grams: float
    holds: str
    source: str
    food_id: uuid.UUID | None


@login_required
@require_GET
def recipe(request: PersonRequest, recipe_id: uuid.UUID) -> HttpResponse:
    """One recipe: what a portion holds, and what of that each ingredient brings."""
    found = get_object_or_404(Recipe.objects.visible_to(request.user), id=recipe_id)
    dish = pantry.dish_of(found)
    item = pantry.find(request.user, found.id, lang=request.LANGUAGE_CODE)
    today = request.today
    context = {
        "nav": "foods",
        "recipe": found,
        "item": item,
        "dish": dish,
        "figures": figures(found, dish),
        "lines": _lines(request, found),
        "differences": recipes.differences(request.user, found, lang=request.LANGUAGE_CODE),
        "values": [(one, dish.content.get(one.key)) for one in nutrients.NUTRIENTS.values()],
        "today": today,
        "meal": habits.meal_at(request.at.astimezone(moments.zone(request.zone_name)).hour),
        "meal_choices": Meal.choices,
    }
    return render(request, "foods/recipe.html", context)


def figures(recipe: Recipe, dish: Dish) -> list[Figure]:
    """What each portion holds, then 100 g."""
    amounts = [(portion["label"], portion["grams"]) for portion in recipe.portions]
    return [_figure(dish, label, grams) for label, grams in [*amounts, ("", 100.0)]]


def _figure(dish: Dish, label: str, grams: float) -> Figure:
    share = grams / 100
    known = None if dish.known_mg is None else dish.known_mg * share
    high = None if dish.high_mg is None else dish.high_mg * share
    return Figure(
        label,
        grams,
        holds=wording.holds(known, high_mg=high, known_share=dish.known_share),
        between=wording.between(known, low_mg=dish.low_mg * share, high_mg=high),
    )


def _lines(request: PersonRequest, recipe: Recipe) -> list[Line]:
    ids = [uuid.UUID(item["item_id"]) for item in recipe.items if item["item_id"]]
    there = pantry.find_many(request.user, ids, lang=request.LANGUAGE_CODE)
    return [_line(item, there=there) for item in recipe.items]


def _line(item: dict[str, Any], *, there: dict[uuid.UUID, pantry.Item]) -> Line:
    food = there.get(uuid.UUID(item["item_id"])) if item["item_id"] else None
    share = item["grams"] / 100
    known, high = (None if item[n] is None else item[n] * share for n in ("known_mg", "high_mg"))
    return Line(
        food.name if food and not food.own else item["name"],
        item["grams"],
        holds=wording.holds(known, high_mg=high, known_share=item["known_share"]),
        source=" ".join([pantry.source_title(item["dataset"]), item["release"]]).strip(),
        food_id=food.id if food else None,
    )


@login_required
@require_POST
def copy(request: PersonRequest, recipe_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Recipe.objects.visible_to(request.user), id=recipe_id)
    written = recipes.copy(request.user, found, at=request.at)
    messages.success(request, _("Copied. Change what is different."), extra_tags=_tag(written))
    return redirect("recipe_edit", written.recipe.id)


@login_required
@require_POST
def refresh(request: PersonRequest, recipe_id: uuid.UUID) -> HttpResponse:
    """Take today's tables for the ingredients: an explicit act, never by itself."""
    found = get_object_or_404(Recipe.objects.editable_by(request.user), id=recipe_id)
    lang = request.LANGUAGE_CODE
    try:
        written = recipes.refresh(request.user, found.id, at=request.at, lang=lang)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        text = _("Saved. What you logged before stays as it was.")
        messages.success(request, text, extra_tags=_tag(written))
    return redirect("recipe", found.id)


@login_required
@require_POST
def remove(request: PersonRequest, recipe_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Recipe.objects.editable_by(request.user), id=recipe_id)
    _removed, undo_id = recipes.remove(request.user, [found.id], at=request.at)
    text = _("“%(name)s” was removed. What you logged of it stays.") % {"name": found.name}
    messages.success(request, text, extra_tags=str(undo_id) if undo_id else "")
    return redirect("foods")


def _tag(written: recipes.Written) -> str:
    return str(written.undo_id) if written.undo_id else ""
