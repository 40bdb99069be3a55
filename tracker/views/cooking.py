"""The page on which a recipe is put together. Nothing is stored before it is saved.

The page holds the whole recipe and every button sends it back, so it works without scripts.
"""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from foods import catalogue, dishes
from tracker import amounts, diary, lines, moments, pantry, recipes
from tracker.forms.recipes import RecipeForm, Row, rows_in, rows_of, rows_of_meal
from tracker.http import PersonRequest
from tracker.models import Recipe
from tracker.views import day
from tracker.views.recipes import figures

LISTED = 8


class Table:
    """What lies on the table: the recipe as the page holds it, and what was just searched."""

    def __init__(self, request: PersonRequest, *, kept: Recipe | None = None) -> None:
        self.request, self.kept = request, kept
        self.rows = rows_of(kept) if kept else []
        first = RecipeForm.of(kept) if kept else {"group": "dishes"}
        if request.method == "POST":
            self.rows, first = rows_in(request.POST), request.POST.dict()
        # Not bound: what is not filled in yet is no mistake before it is saved.
        self.form = RecipeForm(initial=first)
        self.query = request.POST.get("q", "").strip()
        self.error = self.left = ""
        self.found: pantry.Found | None = None
        self.chosen: pantry.Item | None = None

    def take_dish(self, slug: str) -> None:
        """Lay out what a kilo of a dish of the catalogue is made of."""
        items = dishes.DISHES[slug]
        foods = catalogue.by_slug([slug, *items])
        if slug in foods:
            self.form.initial["name"] = foods[slug].name_in(self._lang)
        self.rows = [
            Row.of_food(foods[s].id, name=foods[s].name_in(self._lang), grams=Decimal(g * 10))
            for s, g in items.items()
            if s in foods
        ]

    def act(self) -> None:
        """What the pressed button asks for, but for saving."""
        act, _colon, what = self.request.POST.get("do", "").partition(":")
        if act == "drop":
            self.rows = [row for place, row in enumerate(self.rows) if str(place) != what]
        elif act == "pick":
            self.chosen = self._item(what)
        elif act == "add" or (not self.query and "chosen" in self.request.POST):
            self._add()
        elif self.query:
            self._search()

    def _item(self, text: str) -> pantry.Item | None:
        try:
            item = pantry.find(self.request.user, uuid.UUID(text), lang=self._lang)
        except ValueError:
            item = None
        if item is None:
            self.error = _("This food is not there (any more). Search for it again.")
        return item

    @property
    def _lang(self) -> str:
        return self.request.LANGUAGE_CODE

    def _add(self) -> None:
        """Put the chosen food in the pan, by the amount and unit that were given."""
        sent = self.request.POST
        self.chosen = self._item(sent.get("chosen", ""))
        if self.chosen is None:
            return
        try:
            amount = amounts.check_amount(amounts.parse(sent.get("amount", "")))
            grams = amounts.check_grams(amount * self.chosen.grams_per(sent.get("unit", "g")))
        except ValidationError as error:
            self.error = " ".join(error.messages)
            return
        self.rows.append(Row.of_food(self.chosen.id, name=self.chosen.name, grams=grams))
        self.chosen, self.query = None, ""

    def _search(self) -> None:
        """Foods to choose from; a line of several goes into the pan as it is understood."""
        today = moments.today(self.request.at, zone_name=self.request.zone_name)
        reading = lines.read(self.request.user, self.query, lang=self._lang, until=today)
        if reading.is_line and reading.parts:
            self._take_line(reading)
        else:
            self.found = pantry.search(
                self.request.user, self.query, lang=self._lang, limit=LISTED, portions=False
            )

    def _take_line(self, reading: lines.Reading) -> None:
        """Put in what a written line was understood as; the words of the rest stay in sight."""
        left = [rest.text for rest in reading.rest]
        for part in reading.parts:
            likeliest = part.options[0]
            if likeliest.grams:
                row = Row.of_food(likeliest.item_id, name=likeliest.name, grams=likeliest.grams)
                self.rows.append(row)
            else:
                left.append(part.text)
        self.left, self.query = ", ".join(left), ""

    def parts(self) -> list[recipes.Part]:
        """ValidationError, with the name of the ingredient, for a weight that is none."""
        parts = []
        for row in self.rows:
            try:
                parts.append(row.part)
            except ValidationError as error:
                said = f"{row.name}: {' '.join(error.messages)}"
                raise ValidationError(said) from error
        return parts

    def save(self) -> recipes.Written | None:
        """Store the recipe; None, with what is wrong in the form, when it cannot be."""
        self.form = RecipeForm(self.request.POST)
        if not self.form.is_valid():
            return None
        try:
            return self._write(self.form.members(self.parts(), kept=self.kept))
        except ValidationError as error:
            self.form.add_error(None, error.messages)
            return None

    def _write(self, members: dict[str, Any]) -> recipes.Written:
        user, at = self.request.user, self.request.at
        if self.kept is None:
            return recipes.make(user, recipes.Draft(**members), at=at, lang=self._lang)
        base = self.form.cleaned_data["version"]
        return recipes.change(
            user, self.kept.id, changed=members, base=base, at=at, lang=self._lang
        )

    def preview(self) -> Recipe | None:
        """The recipe as it would be stored now; None while something is missing or wrong."""
        try:
            members: dict[str, Any] = {"items": self.parts()}
            if self.request.method == "POST":
                form = RecipeForm(self.request.POST)
                form.is_valid()
                members = form.members(members["items"], kept=self.kept)
            elif self.kept:
                return self.kept
            draft = recipes.Draft(**{**members, "name": "-"})
            return recipes.compose(self.request.user, draft, lang=self._lang, kept=self.kept)
        except ValidationError:
            return None


@login_required
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """An empty pan, or that of a dish of the catalogue, to change freely."""
    table = Table(request)
    if request.method == "GET" and request.GET.get("dish") in dishes.DISHES:
        table.take_dish(request.GET["dish"])
    return _cook(request, table)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, recipe_id: uuid.UUID) -> HttpResponse:
    kept = get_object_or_404(Recipe.objects.editable_by(request.user), id=recipe_id)
    return _cook(request, Table(request, kept=kept))


@login_required
@require_GET
def of_meal(request: PersonRequest, date: dt.date) -> HttpResponse:
    """Lay out what was logged for one meal of a day: it lacks only a name."""
    meal = request.GET.get("meal", "")
    record = diary.read_day(request.user, day.checked(request, date), lang=request.LANGUAGE_CODE)
    entries = [entry for entry in record.entries if entry.meal == meal]
    table = Table(request)
    table.rows = rows_of_meal(entries)
    table.left = ", ".join(recipes.unweighed(entries))
    return _show(table)


def _cook(request: PersonRequest, table: Table) -> HttpResponse:
    if request.method != "POST":
        return _show(table)
    if request.POST.get("do") != "save":
        table.act()
        return _show(table)
    written = table.save()
    if written is None:
        return _show(table, status=422)
    undo = str(written.undo_id) if written.undo_id else ""
    messages.success(request, _("The recipe is saved."), extra_tags=undo)
    return redirect("recipe", written.recipe.id)


def _show(table: Table, *, status: int = 200) -> HttpResponse:
    preview = table.preview() if table.rows else None
    context = {
        "nav": "foods",
        "table": table,
        "form": table.form,
        "kept": table.kept,
        "figures": figures(preview, pantry.dish_of(preview)) if preview else [],
    }
    return render(table.request, "foods/recipe_form.html", context, status=status)
