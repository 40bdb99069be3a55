"""What the day page sends; the rules themselves are tracker/diary.py's."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker import diary, lines, observations
from tracker.forms.fields import AmountField, DateInput, IdsField, TimeInput
from tracker.models import Day, IntakeEntry
from tracker.models.intake import Meal
from tracker.pantry import Item

MEALS = [("", _("no meal")), *Meal.choices]


class AddForm(forms.Form):
    """One item with its amount, meal and time."""

    item = forms.UUIDField(widget=forms.HiddenInput)
    amount = AmountField(label=_("Amount"))
    unit = forms.CharField(label=_("Unit"), max_length=80, widget=forms.Select)
    meal = forms.ChoiceField(label=_("Meal"), choices=MEALS, required=False)
    time = forms.TimeField(label=_("Time"), required=False, widget=TimeInput())
    # Words of a written line that waited for this food.
    said = forms.CharField(required=False, max_length=lines.LONGEST, widget=forms.HiddenInput)

    def offer(self, item: Item) -> None:
        """The units that this item has, the usual portion first."""
        self.fields["unit"].widget.choices = [(unit, unit) for unit in item.units]


class LineForm(forms.Form):
    """A written line, with what the person made of each part of it (`picks_of`)."""

    text = forms.CharField(max_length=lines.LONGEST)
    meal = forms.ChoiceField(label=_("Meal"), choices=MEALS, required=False)


class RepeatForm(forms.Form):
    """Earlier entries to log again, some with another amount (`amount-ID`)."""

    entry = IdsField()
    meal = forms.ChoiceField(choices=[*MEALS, ("keep", "")], required=False)


class EntryForm(forms.Form):
    """The members of one entry that a person can change, each beside the value they saw."""

    amount = AmountField(label=_("Amount"), show_hidden_initial=True)
    unit = forms.CharField(
        label=_("Unit"), max_length=80, widget=forms.Select, show_hidden_initial=True
    )
    meal = forms.ChoiceField(
        label=_("Meal"), choices=MEALS, required=False, show_hidden_initial=True
    )
    time = forms.TimeField(
        label=_("Time"), required=False, widget=TimeInput(), show_hidden_initial=True
    )
    date = forms.DateField(label=_("Day"), widget=DateInput(), show_hidden_initial=True)

    def __init__(self, *args: Any, entry: IntakeEntry, item: Item | None, **options: Any) -> None:
        options.setdefault("initial", self.seen_in(entry))
        super().__init__(*args, **options)
        units = [*(item.units if item else ("g",) if entry.grams else ())]
        units = units if entry.unit in units else [entry.unit, *units]
        self.fields["unit"].widget.choices = [(unit, unit) for unit in units]

    @classmethod
    def seen_in(cls, entry: IntakeEntry) -> dict[str, Any]:
        return {name: diary.member_of(entry, name) for name in cls.base_fields}

    @property
    def seen(self) -> dict[str, Any]:
        """What the page showed when it was opened; a member that is garbled is left out."""
        seen = {}
        for name, field in self.fields.items():
            text = self.data.get(self.add_initial_prefix(name))
            try:
                seen[name] = field.clean(text)
            except forms.ValidationError:
                continue
        return seen

    @property
    def changed(self) -> dict[str, Any]:
        seen = self.seen
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in seen or value != seen[name]
        }


class ConfirmForm(forms.Form):
    confirmed = forms.ChoiceField(choices=Day.Confirmed.choices, required=False)


class NoteForm(forms.Form):
    note = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Note"),
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": observations.TEXT_LENGTH}),
    )


class CopyFromForm(forms.Form):
    """Which day to copy from."""

    source = forms.DateField(label=_("From"), widget=DateInput())


def amounts_of(data: Mapping[str, Any], entries: list[IntakeEntry]) -> dict[Any, Any]:
    """The amounts changed in a list, by entry id; raises ValidationError for one that is none."""
    field = AmountField()
    given = {entry.id: data.get(f"amount-{entry.id}") for entry in entries}
    return {id: field.clean(text) for id, text in given.items() if text is not None}


LEAVE_OUT, SOMETHING_ELSE = "", "else"


def picks_of(data: Mapping[str, str]) -> list[lines.Pick]:
    """What was chosen for each part of a line (`food-0`, `figure-0`, ...); raises ValidationError.

    A figure counts as changed when it is not the one that stood there (`shown-0`).
    """
    picks: list[lines.Pick] = []
    while f"food-{len(picks)}" in data:
        picks.append(_pick(data, at=len(picks)))
    return picks


def _pick(data: Mapping[str, str], *, at: int) -> lines.Pick:
    chosen = data[f"food-{at}"]
    if chosen in (LEAVE_OUT, SOMETHING_ELSE):
        return lines.Pick(None, is_open=chosen == SOMETHING_ELSE)
    field = AmountField(required=False)
    figure, shown = (field.clean(data.get(f"{name}-{at}", "")) for name in ("figure", "shown"))
    item_id = forms.UUIDField().clean(chosen)
    return lines.Pick(item_id, figure=None if figure == shown else figure)
