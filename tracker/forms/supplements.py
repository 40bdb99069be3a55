"""A product typed over from its label, and what is planned of it."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foods import compounds, labels, nutrients
from tracker import supplements, wording
from tracker.forms.fields import AmountField, DateInput, TimeInput
from tracker.models import SupplementProduct
from tracker.models.intake import Basis, Meal
from tracker.models.supplement import DoseUnit, ProductKind
from tracker.supplements import Readings, Slot

STEP = Decimal("0.001")
# What a computed amount is worth.
TENTH = Decimal("0.1")
WEIGHS = [
    ("compound", _("of the compound")),
    ("magnesium", _("of the magnesium itself")),
    ("unknown", _("I do not know (yet)")),
]
CHOSEN_LABEL = _("Paste the line about magnesium from the label")


class LabelForm(forms.Form):
    """A pasted label line."""

    label = forms.CharField(
        label=CHOSEN_LABEL,
        max_length=labels.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": labels.LONGEST, "dir": "auto"}),
        help_text=_(
            "In Dutch, English or German. For instance: magnesium citrate 800 mg, of which "
            "128 mg magnesium, per 2 tablets."
        ),
    )


class ProductForm(forms.Form):
    """Amounts are for `label_units` units, as the label gives them; an empty one is unknown."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=ProductKind.choices)
    compound = forms.ChoiceField(label=_("Form of magnesium"), required=False)
    magnesium_mg = AmountField(
        label=_("Magnesium itself (elemental), mg"),
        required=False,
        help_text=_("After “of which magnesium”. Empty: it counts as unknown."),
    )
    compound_mg = AmountField(
        label=_("Weight of the compound, mg"),
        required=False,
        help_text=_("Such as “magnesium citrate 800 mg”."),
    )
    weighs = forms.ChoiceField(choices=WEIGHS, required=False, widget=forms.RadioSelect)
    is_checked = forms.BooleanField(
        label=_("I checked it: the label says so"),
        required=False,
    )
    label_units = AmountField(
        label=_("These amounts are for so many"),
        initial=Decimal(1),
        help_text=_("Does the label give them per day? Then say how many that is."),
    )
    unit = forms.ChoiceField(label=_("Unit"), choices=DoseUnit.choices)
    units_per_day = AmountField(
        label=_("How many a day the label advises"),
        required=False,
        help_text=_("What you take yourself comes later, in your plan."),
    )
    is_prescribed = forms.BooleanField(label=_("A doctor prescribed it"), required=False)
    label_text = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_asked: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        families = [(name, compounds.family_label(name)) for name in compounds.families()]
        choices = sorted(families, key=lambda choice: choice[1])
        self.fields["compound"].choices = [("", _("a mixture, or I do not know")), *choices]  # type: ignore[attr-defined]
        for key, nutrient in nutrients.NUTRIENTS.items():
            if key != "magnesium_mg":
                self.fields[key] = AmountField(
                    label=f"{nutrient.label}, {nutrient.unit}", required=False
                )
        self.is_asked = is_asked
        self.is_doubted = False

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[key] for key in nutrients.NUTRIENTS if key != "magnesium_mg"]

    @property
    def readings(self) -> Readings | None:
        """Both readings of the weight, of as many units as the form is about."""
        values = self.cleaned_data if self.is_bound else self.initial
        compound, weight = values.get("compound"), values.get("compound_mg")
        if not compound or not weight:
            return None
        return supplements.readings(str(compound), float(weight))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not values.get("label_units", True):
            self.add_error("label_units", _("Give a number above 0."))
        if values.get("compound_mg") and values.get("magnesium_mg") is None:
            self._read_weight(values)
        self._question_claim(values)
        return values

    def _read_weight(self, values: dict[str, Any]) -> None:
        """The label gives one weight: the person says of what, and nothing is guessed."""
        self.is_asked = True
        weighs, found = values.get("weighs"), self.readings
        if not weighs:
            self.add_error("weighs", _("Say what this weight is of."))
        elif weighs == "magnesium":
            values["magnesium_mg"], values["compound_mg"] = values["compound_mg"], None
        elif weighs == "compound" and found is None:
            self.add_error("compound", _("Choose the form: without it the weight says nothing."))
        elif weighs == "compound" and found is not None:
            values["magnesium_mg"] = Decimal(repr(found.usual_mg)).quantize(TENTH)

    def _question_claim(self, values: dict[str, Any]) -> None:
        compound, weight = values.get("compound"), values.get("compound_mg")
        magnesium = values.get("magnesium_mg")
        if not (compound and weight and magnesium) or magnesium > weight:
            return
        self.is_doubted = supplements.holds_too_much(
            compound, compound_mg=float(weight), magnesium_mg=float(magnesium)
        )
        if self.is_doubted and not values.get("is_checked"):
            most = Decimal(repr(100 * compounds.largest_fraction([compound]))).quantize(TENTH)
            message = _(
                "%(form)s is at most %(most)s %% magnesium, and this is more. Often another form "
                "is mixed in, such as oxide. Check the label; is it right, then tick the box."
            )
            words = {"form": compounds.family_label(compound), "most": wording.exact(most)}
            self.add_error("is_checked", message % words)

    @property
    def members(self) -> dict[str, Any]:
        """The form as supplements.make and change take it: everything per unit."""
        values = self.cleaned_data
        units = values["label_units"]
        keys = [key for key in nutrients.NUTRIENTS if values.get(key) is not None]
        weight = values["compound_mg"]
        return {
            "name": values["name"],
            "kind": values["kind"],
            "compound": values["compound"],
            "compound_mg": None if weight is None else (weight / units).quantize(STEP),
            "content": {key: float((values[key] / units).quantize(STEP)) for key in keys},
            "unit": values["unit"],
            "units_per_day": values["units_per_day"],
            "is_prescribed": values["is_prescribed"],
            "label_text": values["label_text"],
            "basis": Basis.ESTIMATE if self._is_computed else Basis.LABEL,
        }

    @property
    def _is_computed(self) -> bool:
        return self.is_asked and self.cleaned_data["weighs"] == "compound"

    @classmethod
    def of(cls, product: SupplementProduct) -> dict[str, Any]:
        """What the form shows first for a product that is there."""
        named = {name: getattr(product, name) for name in cls.base_fields if hasattr(product, name)}
        content = {key: Decimal(repr(value)) for key, value in product.content.items()}
        return {**named, "magnesium_mg": None, **content, "label_units": Decimal(1)}

    @classmethod
    def from_label(cls, text: str) -> tuple["ProductForm", labels.Reading]:
        """The form as a pasted label fills it in, and what was read."""
        reading = labels.read(text)
        named, is_bath = reading.compound, labels.Doubt.NOT_SWALLOWED in reading.doubts
        per_day = reading.units_per_day or None
        units = reading.units or (per_day if reading.per is labels.Per.DAY else None)
        initial = {
            "name": compounds.family_label(named.family) if named else "",
            "kind": ProductKind.BATH if is_bath else ProductKind.SUPPLEMENT,
            "compound": named.family if named else "",
            "magnesium_mg": _decimal(reading.elemental_mg),
            "compound_mg": _decimal(reading.compound_mg),
            "label_units": _decimal(units) or Decimal(1),
            "unit": reading.unit or DoseUnit.TABLET,
            "units_per_day": _decimal(per_day),
            "label_text": text,
        }
        asked = labels.Ask.COMPOUND_OR_ELEMENTAL in reading.ask
        return cls(initial=initial, is_asked=asked), reading


def _decimal(amount: float | None) -> Decimal | None:
    return None if amount is None else Decimal(repr(float(amount))).quantize(STEP)


MOMENTS = [("", "—"), *Meal.choices, ("time", _("at a time"))]


class PresetForm(forms.Form):
    """A day's units, to be put over the moments of a preset."""

    units = AmountField(label=_("Units a day"))
    preset = forms.ChoiceField(choices=[(name, name) for name in supplements.PLAN_MOMENTS])


class PlanForm(forms.Form):
    """From when to when, and the doses of a day."""

    starts_on = forms.DateField(label=_("From"), widget=DateInput())
    ends_on = forms.DateField(
        label=_("Until and including"),
        required=False,
        widget=DateInput(),
        help_text=_("Empty: until you change it."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for n in range(supplements.MOST_SLOTS):
            self.fields[f"units_{n}"] = AmountField(label=_("Units"), required=False)
            self.fields[f"moment_{n}"] = forms.ChoiceField(
                label=_("When"), choices=MOMENTS, required=False
            )
            self.fields[f"time_{n}"] = forms.TimeField(
                label=_("Time"), required=False, widget=TimeInput()
            )

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        return [
            [self[f"{name}_{n}"] for name in ("units", "moment", "time")]
            for n in range(supplements.MOST_SLOTS)
        ]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        slots = [self._slot(values, n) for n in range(supplements.MOST_SLOTS)]
        values["slots"] = [slot for slot in slots if slot]
        if not values["slots"] and not self.errors:
            self.add_error("units_0", _("Say how many, and when."))
        return values

    def _slot(self, values: dict[str, Any], n: int) -> Slot | None:
        units, moment = values.get(f"units_{n}"), values.get(f"moment_{n}")
        time = values.get(f"time_{n}")
        if units is None:
            return None
        if moment == "time" or (time and not moment):
            if time is None:
                self.add_error(f"time_{n}", _("Say at which time."))
                return None
            return Slot(time.strftime("%H:%M"), units)
        if not moment:
            self.add_error(f"moment_{n}", _("Say when."))
            return None
        return Slot(moment, units)

    @classmethod
    def of(cls, slots: tuple[Slot, ...]) -> dict[str, Any]:
        """What the form shows first for some slots."""
        initial: dict[str, Any] = {}
        for n, slot in enumerate(slots):
            initial[f"units_{n}"] = slot.units
            initial[f"moment_{n}"] = slot.meal or "time"
            initial[f"time_{n}"] = None if slot.meal else slot.time
        return initial


class PauseForm(forms.Form):
    reason = forms.CharField(label=_("Why (if you like)"), max_length=200, required=False)


class DoseForm(forms.Form):
    """One dose, from a button."""

    product = forms.UUIDField()
    units = AmountField()
    moment = forms.CharField(max_length=12, required=False)
