"""What the page of points of attention sends: ticks about one's health, and a day of talking."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.fields import DateInput
from tracker.models import Profile
from tracker.rules.background import TICKS


class HealthForm(forms.Form):
    """A tick per line of rules/background.py, and a last day for what passes."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for tick in TICKS.values():
            self.fields[tick.key] = forms.BooleanField(label=tick.label, required=False)
            if tick.passes:
                self.fields[_until(tick.key)] = forms.DateField(
                    label=_("Until (may stay empty)"), required=False, widget=DateInput
                )

    @property
    def lines(self) -> list[tuple[forms.BoundField, forms.BoundField | None]]:
        """Each tick with the field of its last day."""
        return [
            (self[tick.key], self[_until(tick.key)] if tick.passes else None)
            for tick in TICKS.values()
        ]

    @property
    def conditions(self) -> dict[str, str | None]:
        """What is ticked, each with its last day as YYYY-MM-DD or None."""
        sent = self.cleaned_data
        return {key: _iso(sent.get(_until(key))) for key in TICKS if sent[key]}

    @staticmethod
    def of(profile: Profile) -> Mapping[str, object]:
        ticked = dict.fromkeys(profile.conditions, True)
        return {**ticked, **{_until(key): day for key, day in profile.conditions.items()}}


def _until(key: str) -> str:
    return f"{key}_until"


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


class DiscussedForm(forms.Form):
    discussed_on = forms.DateField(label=_("Discussed on"), widget=DateInput)
