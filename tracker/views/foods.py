"""Own foods, and where the values of any food come from."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from foods import catalogue, dishes, notes, nutrients, sources
from tracker import habits, pantry, phrases, recipes
from tracker.forms.foods import BorrowForm, CustomFoodForm
from tracker.http import PersonRequest
from tracker.models import CustomFood


@login_required
@require_GET
def foods(request: PersonRequest) -> HttpResponse:
    """The person's own foods, and a search over all of them."""
    query = request.GET.get("q", "").strip()
    found = None
    if len(query) >= 2:  # noqa: PLR2004 - one letter finds half of all foods
        today = request.today
        favour = habits.favour(request.user, until=today)
        found = _found(request, query, favour=favour)
    context = {
        "nav": "foods",
        "own": pantry.own_foods(request.user),
        "recipes": recipes.of(request.user),
        "favourites": _favourites(request),
        "learned": phrases.taught(request.user, lang=request.LANGUAGE_CODE),
        "query": query,
        "found": found,
    }
    return render(request, "foods/list.html", context)


def _found(
    request: PersonRequest, query: str, *, favour: Mapping[uuid.UUID, float]
) -> pantry.Found:
    """One page of what matches; 404 for an address that no page of ours named."""
    after = request.GET.get("after", "")
    try:
        return pantry.search(
            request.user, query, lang=request.LANGUAGE_CODE, limit=30, favour=favour, after=after
        )
    except ValueError as error:
        raise Http404(_("There is no such page. Search again.")) from error


def _favourites(request: PersonRequest) -> list[pantry.Item]:
    found = pantry.find_many(
        request.user, habits.favourites(request.user), lang=request.LANGUAGE_CODE
    )
    return sorted(found.values(), key=lambda item: item.name.casefold())


@login_required
@require_POST
def forget(request: PersonRequest, lesson_id: uuid.UUID) -> HttpResponse:
    """Read the next written line as if this had never been corrected."""
    if not phrases.forget(request.user, lesson_id):
        raise Http404(_("This was forgotten already."))
    messages.success(request, _("Forgotten. What you logged stays as it was."))
    return redirect("foods")


@login_required
@require_GET
def food(request: PersonRequest, food_id: uuid.UUID) -> HttpResponse:
    """One food in full: every value, what is unknown, and the source."""
    item = pantry.find(request.user, food_id, lang=request.LANGUAGE_CODE)
    if item is None:
        raise Http404(_("There is no such food."))
    if item.is_recipe:
        return redirect("recipe", item.id)
    if item.counted_in:
        return redirect("supplement", item.id)
    values = [
        (nutrient, item.content.get(nutrient.key)) for nutrient in nutrients.NUTRIENTS.values()
    ]
    context = {
        "nav": "foods",
        "item": item,
        "values": values,
        "nearest": _nearest(request, item),
        "is_favourite": item.id in habits.favourites(request.user),
        "others": [] if item.own else pantry.others(item.id, lang=request.LANGUAGE_CODE),
        "source": sources.SOURCES.get(item.dataset),
        "source_title": pantry.source_title(item.dataset),
        "notes": [notes.sentence(code) for code in item.notes],
        "is_tap": item.slug == pantry.TAP_WATER,
        "made_of": _made_of(item.slug, lang=request.LANGUAGE_CODE),
    }
    return render(request, "foods/food.html", context)


def _made_of(slug: str, *, lang: str) -> list[tuple[uuid.UUID, str, float]]:
    """Id, name and grams of what 100 g of a computed dish is made of; empty for other foods."""
    items = dishes.DISHES.get(slug, {})
    named = catalogue.by_slug(items) if items else {}
    return [(named[s].id, named[s].name_in(lang), g) for s, g in items.items() if s in named]


@login_required
@require_POST
def star(request: PersonRequest, food_id: uuid.UUID) -> HttpResponse:
    """Make a food a favourite, or no longer."""
    if pantry.find(request.user, food_id, lang=request.LANGUAGE_CODE) is None:
        raise Http404(_("There is no such food."))
    habits.star(request.user, food_id, is_favourite=request.POST.get("star") == "1")
    return redirect("food", food_id)


def _nearest(request: PersonRequest, item: pantry.Item) -> list[pantry.Item]:
    """Foods that can lend their magnesium to an own one that lacks it."""
    if not item.own or item.magnesium_mg is not None or item.estimated_from:
        return []
    return pantry.nearest(request.user, item.name, group=item.group, lang=request.LANGUAGE_CODE)


@login_required
@require_POST
def borrow(request: PersonRequest, food_id: uuid.UUID) -> HttpResponse:
    """Take the magnesium of the nearest food as an estimate, or no longer."""
    own = get_object_or_404(CustomFood.objects.editable_by(request.user), id=food_id)
    form = BorrowForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the foods in the list."))
        return redirect("food", own.id)
    lender = form.cleaned_data["item"]
    if lender is None:
        undo_id = pantry.give_back(request.user, own, at=request.at)
        text = _("The estimate is that of the food group again.")
    else:
        try:
            undo_id = pantry.borrow(
                request.user, own, item_id=lender, lang=request.LANGUAGE_CODE, at=request.at
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("food", own.id)
        text = _("Borrowed as an estimate. What you logged before stays as it was.")
    messages.success(request, text, extra_tags=str(undo_id) if undo_id else "")
    return redirect("food", own.id)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """Type a food over from its label; from a day page it leads on to the amount."""
    form = CustomFoodForm(request.POST or None, initial={"name": request.GET.get("name", "")})
    if request.method == "POST" and form.is_valid():
        saved = _save(request, form, None)
        if saved:
            return redirect(_onward(request, saved) or reverse("food", args=[saved.id]))
    return _form(request, form, title=_("New food"))


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, food_id: uuid.UUID) -> HttpResponse:
    own = get_object_or_404(CustomFood.objects.editable_by(request.user), id=food_id)
    form = CustomFoodForm(request.POST or None, initial=CustomFoodForm.of(own))
    if request.method == "POST" and form.is_valid() and _save(request, form, own.id):
        messages.success(request, _("Saved. What you logged before stays as it was."))
        return redirect("food", own.id)
    return _form(request, form, title=own.name)


def _save(
    request: PersonRequest, form: CustomFoodForm, food_id: uuid.UUID | None
) -> CustomFood | None:
    try:
        return pantry.save_own(request.user, food_id=food_id, at=request.at, **form.members)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None


def _form(request: PersonRequest, form: CustomFoodForm, *, title: str) -> HttpResponse:
    context: dict[str, Any] = {"nav": "foods", "form": form, "title": title}
    context["back"] = _back(request)
    status = 422 if request.method == "POST" else 200
    return render(request, "foods/form.html", context, status=status)


def _onward(request: PersonRequest, saved: CustomFood) -> str:
    """The day page that asked for this food, with its amount form open."""
    back = _back(request)
    return f"{back}?{urlencode({'item': str(saved.id)})}#id_amount" if back else ""


def _back(request: PersonRequest) -> str:
    """The page of ours named in the address; empty for an address of somebody else."""
    back = request.GET.get("back", "")
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else ""


@login_required
@require_POST
def remove(request: PersonRequest, food_id: uuid.UUID) -> HttpResponse:
    own = get_object_or_404(CustomFood.objects.editable_by(request.user), id=food_id)
    undo_id = pantry.remove_own(request.user, own, at=request.at)
    text = _("“%(name)s” was removed. What you logged of it stays.") % {"name": own.name}
    messages.success(request, text, extra_tags=str(undo_id) if undo_id else "")
    return redirect("foods")
