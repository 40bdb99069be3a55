"""The page on which a recipe is put together: all of it travels with the page until it is saved."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foods import groups
from tracker import amounts, recipes, wording
from tracker.forms.fields import AmountField
from tracker.models import IntakeEntry, Recipe
from tracker.models.pantry import Cooking

KEPT, ENTRY, FOOD = "kept", "entry", "food"


@dataclass(frozen=True)
class Row:
    """An ingredient as the page holds it: where it is from ("food:<id>"), its name and weight."""

    source: str
    name: str
    grams: str

    @classmethod
    def of_food(cls, id: uuid.UUID, *, name: str, grams: Decimal) -> "Row":
        return cls(f"{FOOD}:{id}", name, wording.exact(grams))

    @property
    def part(self) -> recipes.Part:
        """ValidationError for a weight that is none, or a page that was tampered with."""
        kind, _colon, text = self.source.partition(":")
        grams = amounts.check_grams(amounts.parse(self.grams))
        try:
            if kind == KEPT:
                return recipes.Part(grams=grams, kept=int(text))
            if kind == ENTRY:
                return recipes.Part(grams=grams, entry_id=uuid.UUID(text))
            return recipes.Part(grams=grams, item_id=uuid.UUID(text))
        except ValueError as error:
            raise ValidationError(_("The page is too old. Open it again.")) from error


def rows_of(recipe: Recipe) -> list[Row]:
    return [
        Row(f"{KEPT}:{place}", item["name"], wording.exact(Decimal(repr(float(item["grams"])))))
        for place, item in enumerate(recipe.items)
    ]


def rows_of_meal(entries: Iterable[IntakeEntry]) -> list[Row]:
    by_id = {entry.id: entry for entry in entries}
    return [
        Row(f"{ENTRY}:{part.entry_id}", by_id[part.entry_id].name, wording.exact(part.grams))
        for part in recipes.parts_of_meal(by_id.values())
        if part.entry_id
    ]


def rows_in(sent: QueryDict) -> list[Row]:
    """The ingredients as a page sends them back."""
    columns = zip(
        sent.getlist("source"), sent.getlist("label"), sent.getlist("grams"), strict=False
    )
    return [Row(source, label[:200], grams) for source, label, grams in columns]


class RecipeForm(forms.Form):
    """The recipe around its ingredients."""

    version = forms.UUIDField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Name"), max_length=200)
    count = AmountField(label=_("Portions it makes"), required=False)
    portion_label = forms.CharField(label=_("A portion is called"), max_length=60, required=False)
    yield_grams = AmountField(
        label=_("Weight when ready, in grams"),
        required=False,
        help_text=_("Weigh the full pan and take off the pan. Empty: all ingredients together."),
    )
    method = forms.ChoiceField(label=_("How it is made"), choices=Cooking.choices, required=False)
    group = forms.ChoiceField(label=_("Kind of food"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(key, str(one.label)) for key, one in groups.GROUPS.items() if key != "waters"]
        self.fields["group"].choices = sorted(choices, key=lambda one: one[1])  # type: ignore[attr-defined]
        for name in ("yield_grams", "count"):
            self.fields[name].widget.attrs["size"] = 8

    def clean_count(self) -> Decimal | None:
        count: Decimal | None = self.cleaned_data["count"]
        return count if count is None else amounts.check_amount(count)

    def members(self, parts: list[recipes.Part], *, kept: Recipe | None = None) -> dict[str, Any]:
        """The recipe as its subject takes it; portions that the page does not show stay."""
        values = self.cleaned_data
        weight = values.get("yield_grams") or sum(part.grams for part in parts)
        portions: list[Mapping[str, Any]] = list(kept.portions[1:]) if kept else []
        if values.get("count"):
            label = values.get("portion_label") or str(_("portion"))
            grams = (weight / values["count"]).quantize(amounts.STEP)
            portions.insert(0, {"label": label, "grams": grams})
        return {
            "name": values.get("name", ""),
            "items": parts,
            "yield_grams": values.get("yield_grams"),
            "portions": portions,
            "method": values.get("method") or Cooking.KEPT,
            "group": values.get("group") or "dishes",
        }

    @classmethod
    def of(cls, recipe: Recipe) -> dict[str, Any]:
        """What the form shows first for a recipe that is there."""
        weight = recipe.yield_grams or sum(Decimal(repr(item["grams"])) for item in recipe.items)
        portion = recipe.portions[0] if recipe.portions else {"label": "", "grams": None}
        each = portion["grams"]
        return {
            "version": recipe.version,
            "name": recipe.name,
            "count": round(weight / Decimal(repr(each)), 2) + 0 if each else None,
            "portion_label": portion["label"],
            "yield_grams": recipe.yield_grams,
            "method": recipe.method,
            "group": recipe.group,
        }
