"""A food of one's own, typed over from its label."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foods import groups, nutrients
from tracker.forms.fields import AmountField
from tracker.models import CustomFood
from tracker.models.intake import Kind

# What a label prints most, in its order; the rest of the registry follows under "more".
LABEL_KEYS = ("energy_kcal", "fat_g", "carbohydrate_g", "fibre_g", "protein_g")
FIRST_KEYS = ("magnesium_mg", "energy_kcal")


class CustomFoodForm(forms.Form):
    """Values are per 100 g; an empty one is unknown."""

    name = forms.CharField(label=_("Name"), max_length=200)
    magnesium_mg = AmountField(
        label=_("Magnesium, mg per 100 g"),
        required=False,
        help_text=_("Leave it empty when the label does not say: it then counts as unknown."),
    )
    energy_kcal = AmountField(label=_("Energy, kcal per 100 g"), required=False)
    group = forms.ChoiceField(
        label=_("Kind of food"),
        required=False,
        help_text=_("Used for an estimate when the magnesium is unknown."),
    )
    portion_label = forms.CharField(label=_("Portion"), max_length=60, required=False)
    portion_grams = AmountField(label=_("Grams in one portion"), required=False)
    magnesium_added = forms.BooleanField(
        label=_("Magnesium was added to it"),
        required=False,
        help_text=_(
            "The ingredients name a magnesium compound. "
            "Added magnesium counts to the limit for supplements."
        ),
    )
    added_mg_per_100g = AmountField(
        label=_("Of which added, mg per 100 g"),
        required=False,
        help_text=_("Leave it empty when the label does not say."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = sorted(
            ((key, str(group.label)) for key, group in groups.GROUPS.items() if key != "waters"),
            key=lambda choice: choice[1],
        )
        self.fields["group"].choices = [("", _("I do not know")), *choices]  # type: ignore[attr-defined]
        for key, nutrient in nutrients.NUTRIENTS.items():
            if key not in FIRST_KEYS:
                self.fields[key] = AmountField(
                    label=f"{nutrient.label}, {nutrient.unit}", required=False
                )

    @property
    def more(self) -> list[forms.BoundField]:
        keys = [*LABEL_KEYS, *(key for key in nutrients.NUTRIENTS if key not in LABEL_KEYS)]
        return [self[key] for key in keys if key not in FIRST_KEYS]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("portion_label") and not values.get("portion_grams"):
            self.add_error("portion_grams", _("Say how many grams one portion weighs."))
        added, whole = values.get("added_mg_per_100g"), values.get("magnesium_mg")
        if added is not None and whole is not None and added > whole:
            self.add_error("added_mg_per_100g", _("More was added than the food holds in all."))
        return values

    @property
    def members(self) -> dict[str, Any]:
        """The form as pantry.save_own takes it."""
        values = self.cleaned_data
        keys = [key for key in nutrients.NUTRIENTS if values.get(key) is not None]
        label = values["portion_label"] or str(_("portion"))
        portions = [{"label": label, "grams": values["portion_grams"]}]
        return {
            "name": values["name"],
            "group": values["group"],
            "kind": Kind.FOOD,
            "content": {key: float(values[key]) for key in keys},
            "portions": portions if values["portion_grams"] else [],
            "magnesium_added": values["magnesium_added"],
            "added_mg_per_100g": values["added_mg_per_100g"],
        }

    @classmethod
    def of(cls, food: CustomFood) -> dict[str, Any]:
        """What the form shows first for a food that is there."""
        portion = food.portions[0] if food.portions else {"label": "", "grams": None}
        grams = portion["grams"]
        return {
            **{key: Decimal(repr(value)) for key, value in food.content.items()},
            "name": food.name,
            "group": food.group,
            "portion_label": portion["label"],
            "portion_grams": None if grams is None else Decimal(repr(grams)),
            "magnesium_added": food.magnesium_added,
            "added_mg_per_100g": food.added_mg_per_100g,
        }


class BorrowForm(forms.Form):
    """The food whose magnesium is borrowed; empty gives it back."""

    item = forms.UUIDField(required=False)
