"""A form for any kind of observation, made from its row in the registry."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tracker import observations
from tracker.forms.fields import AmountField, DateInput, TimeInput
from tracker.models import Observation
from tracker.rules import kinds
from tracker.rules.kinds_body import PRINTED, UNIT
from tracker.rules.scales import Category, Kind, Part, Scale, Type

YES_OR_NO = [("", "–"), ("yes", _("yes")), ("no", _("no"))]
PART = "part-"


class ObservationForm(forms.Form):
    """The value, the parts, the time and a text of one kind. What stays empty is unknown."""

    def __init__(self, *args: Any, kind: Kind, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{kind.key}-%s", **options})
        self.kind = kind
        if kind.scale and not kind.is_plain_yes and not kind.derived:
            label = _("How many") if kind.is_count else kind.label
            self.fields["value"] = _number(label, kind.scale, unit=kind.unit)
        for part in kind.parts:
            self.fields[PART + part.key] = _field(part)
        if not kind.once_a_day and not kind.is_span and kind.category is not Category.LABORATORY:
            self.fields["time"] = forms.TimeField(
                label=_("Time"), required=False, widget=TimeInput()
            )
        self.fields["text"] = forms.CharField(
            label=_("In your own words"),
            required=False,
            widget=forms.Textarea(
                attrs={"rows": 2, "maxlength": observations.TEXT_LENGTH, "dir": "auto"}
            ),
        )

    @classmethod
    def first_of(cls, kind: Kind) -> dict[str, Any]:
        """What a new form opens on."""
        return {"value": Decimal(1)} if kind.is_count else {}

    @classmethod
    def of(cls, row: Observation) -> dict[str, Any]:
        """What the form of a stored row opens on."""
        known = dict(row.parts)
        kind = kinds.KINDS[row.kind]
        if kind.category is Category.LABORATORY and PRINTED not in known and row.value is not None:
            known |= {PRINTED: float(row.value), UNIT: str(kind.unit)}
        parts = {PART + part.key: _shown(part, known.get(part.key)) for part in kind.parts}
        time = observations.local_time(row)
        return {"value": row.value, "time": time, "text": row.text, **parts}

    @property
    def members(self) -> dict[str, Any]:
        """What was filled in, as the subject takes it."""
        given = self.cleaned_data
        members: dict[str, Any] = {"parts": self._parts(), "text": given["text"]}
        if "value" in self.fields:
            members["value"] = given["value"]
        elif self.kind.is_plain_yes:
            members["value"] = Decimal(1)
        if "time" in self.fields:
            members["time"] = given["time"]
        return members

    def _parts(self) -> dict[str, Any]:
        found = {part.key: self.cleaned_data[PART + part.key] for part in self.kind.parts}
        # A box that is not ticked is no answer: what was not asked is not "no".
        return {
            key: _stored(value) for key, value in found.items() if value not in (None, "", False)
        }


def _field(part: Part) -> forms.Field:
    label = capfirst(str(part.label))
    if part.scale:
        return _number(label, part.scale, unit=part.unit)
    if part.type is Type.TIME:
        return forms.TimeField(label=label, required=False, widget=TimeInput())
    if part.type is Type.DATE:
        return forms.DateField(label=label, required=False, widget=DateInput())
    if part.type is Type.FLAG and not part.asks_no:
        return forms.BooleanField(label=label, required=False)
    choices = YES_OR_NO if part.type is Type.FLAG else _choices(part)
    return forms.ChoiceField(label=label, required=False, choices=choices)


def _choices(part: Part) -> list[tuple[str, Any]]:
    # A number on a report always has a unit.
    return [*part.choices] if part.key == UNIT else [("", "–"), *part.choices]


def _number(label: Any, scale: Scale, *, unit: Any) -> forms.Field:
    """A list where every number fits in one, else a field to type in."""
    if not scale.buttons:
        label = f"{label}, {unit}" if unit and str(unit) not in str(label) else label
        return AmountField(label=label, required=False)
    words = {number: scale.word(number) for number in scale.buttons}
    choices = [("", "–"), *((str(n), f"{n} {word}".strip()) for n, word in words.items())]
    return forms.TypedChoiceField(
        label=label, required=False, choices=choices, coerce=Decimal, empty_value=None
    )


def _stored(value: Any) -> Any:
    """A part as JSON has it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, dt.date):
        return value.isoformat()
    return {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value


def _shown(part: Part, value: Any) -> Any:
    if part.asks_no and value is not None:
        return "yes" if value else "no"
    return Decimal(repr(value)) if isinstance(value, float) else value


class NightForm(forms.Form):
    """The two times of a night, as the day page asks them."""

    bed = forms.TimeField(label=_("To bed at"))
    up = forms.TimeField(label=_("Up at"))


class TapForm(forms.Form):
    """One tap on a number."""

    value = AmountField()


class TrackedForm(forms.Form):
    """Which kinds the day page asks for."""

    tracked = forms.MultipleChoiceField(
        label=_("Asked on the day page"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(key, kinds.KINDS[key].label) for key in kinds.DAILY],
    )
