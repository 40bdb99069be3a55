"""Which period a chart shows."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.fields import DateInput
from tracker.moments import FIRST_DAY


class PeriodForm(forms.Form):
    """A number of weeks that ends with `last_day`, or a first and last day."""

    weeks = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    first = forms.DateField(label=_("From"), required=False, widget=DateInput())
    last = forms.DateField(label=_("To"), required=False, widget=DateInput())

    def __init__(
        self, *args: Any, last_day: dt.date, weeks: tuple[int, ...], longest: int, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.last_day, self.longest = last_day, longest
        self.fields["weeks"].choices = [(n, str(n)) for n in weeks]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        first, last = values.get("first"), values.get("last")
        if first and last and first > last:
            self.add_error("last", _("The last day is before the first."))
        elif first and last and (last - first).days >= self.longest:
            self.add_error("first", _("Choose at most two years."))
        if (first and first < FIRST_DAY) or (last and last > self.last_day):
            self.add_error("first", _("Choose days from 2000 until today."))
        return values

    def span(self, *, default_weeks: int) -> tuple[dt.date, dt.date]:
        """First and last day; what is not given, or refused, is the default."""
        values = self.cleaned_data if self.is_valid() else {}
        if values.get("first") and values.get("last"):
            return values["first"], values["last"]
        weeks = values.get("weeks") or default_weeks
        return self.last_day - dt.timedelta(days=7 * weeks - 1), self.last_day
