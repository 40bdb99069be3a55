"""What a person fills in of a medicine, of the hours it keeps from magnesium, and of a dose."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Self, cast

from django import forms
from django.http import QueryDict
from django.utils import dates
from django.utils.translation import gettext_lazy as _

from tracker import moments
from tracker.forms.fields import AmountField, DateInput, TimeInput
from tracker.models import Medicine, MedicineDose, SupplementProduct
from tracker.models.medicine import DoseStatus, HoursFrom, Rhythm
from tracker.rules.spacing_table import FOOD, MINERAL_WATER, Row

FEWEST_TIMES = 4


class VersionedForm(forms.Form):
    """Carries the version that the person saw, so that a change of another device is noticed."""

    version = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def reopened(self, version: object) -> Self:
        """The form as it was filled in, on top of another version: saving again decides."""
        data = cast("QueryDict", self.data).copy()
        data["version"] = str(version)
        self.data = data
        return self


class MedicineForm(VersionedForm):
    """A medicine and when it is planned; `time_1` and so on are its times of the day."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "medicine-names", "autocomplete": "off"}),
        help_text=_("The name of the substance, as on the leaflet: levothyroxine, omeprazole."),
    )
    strength = forms.CharField(
        label=_("Strength"),
        max_length=100,
        required=False,
        help_text=_("For instance 50 microgram."),
    )
    rhythm = forms.ChoiceField(label=_("You take it"), choices=Rhythm.choices)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On"),
        coerce=int,
        choices=list(dates.WEEKDAYS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    every_weeks = forms.IntegerField(
        label=_("Once in how many weeks"), min_value=1, max_value=52, initial=1, required=False
    )
    starts_on = forms.DateField(label=_("Since (if you know)"), required=False, widget=DateInput())
    ends_on = forms.DateField(label=_("Last day (of a course)"), required=False, widget=DateInput())
    prescribed_by = forms.CharField(label=_("Prescribed by"), max_length=200, required=False)
    atc = forms.CharField(
        label=_("ATC code"),
        max_length=10,
        required=False,
        help_text=_("Only when the name is not recognised: your pharmacist knows it."),
    )
    product_id = forms.TypedChoiceField(
        label=_("It holds magnesium and is this product of yours"),
        required=False,
        empty_value=None,
        help_text=_("Its doses are then logged with your supplements, and count."),
    )

    def __init__(
        self, *args: Any, times: int = 0, products: Sequence[SupplementProduct] = (), **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.products = products
        choices = [("", _("no")), *((str(p.id), p.name) for p in products)]
        self.fields["product_id"].choices = choices  # type: ignore[attr-defined]
        self.time_names = [f"time_{n}" for n in range(1, max(FEWEST_TIMES, times + 1) + 1)]
        for number, name in enumerate(self.time_names, start=1):
            label = _("Time %(number)s") % {"number": number}
            self.fields[name] = forms.TimeField(label=label, required=False, widget=TimeInput())

    @classmethod
    def of(cls, medicine: Medicine) -> dict[str, Any]:
        """What the form shows of a medicine that is there."""
        own = {
            name: getattr(medicine, name) for name in medicine.members if name in cls.base_fields
        }
        times = {f"time_{n}": time for n, time in enumerate(sorted(medicine.times), start=1)}
        return {**own, **times, "version": medicine.version}

    @property
    def times(self) -> list[forms.BoundField]:
        return [self[name] for name in self.time_names]

    @property
    def has_more(self) -> bool:
        """Whether the part that is folded away holds anything."""
        return any(self[name].value() or self[name].errors for name in ("atc", "product_id"))

    @property
    def members(self) -> dict[str, Any]:
        """The members of the model; what belongs to another rhythm is left empty."""
        values = dict(self.cleaned_data)
        values.pop("version")
        times = sorted({time for name in self.time_names if (time := values.pop(name))})
        is_weekly = values["rhythm"] == Rhythm.WEEKLY
        is_planned = values["rhythm"] != Rhythm.AS_NEEDED
        return values | {
            "times": [f"{time:%H:%M}" for time in times] if is_planned else [],
            "weekdays": sorted(values["weekdays"]) if is_weekly else [],
            "every_weeks": (values["every_weeks"] or 1) if is_weekly else 1,
        }


class HoursForm(VersionedForm):
    """The hours between a medicine and magnesium, and who gave them."""

    after_h = AmountField(label=_("Magnesium at least so many hours after it"))
    before_h = AmountField(label=_("Magnesium at least so many hours before it"))
    food_after_h = AmountField(
        label=_("Food and mineral water at least so many hours after it"), required=False
    )
    hours_from = forms.ChoiceField(
        label=_("These hours come from"), choices=HoursFrom.choices, widget=forms.RadioSelect
    )
    confirmed_on = forms.DateField(label=_("Noted on"), widget=DateInput())

    def __init__(self, *args: Any, row: Row | None, **more: Any) -> None:
        super().__init__(*args, **more)
        if row is None or not row.counts & {FOOD, MINERAL_WATER}:
            del self.fields["food_after_h"]

    @property
    def members(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        values.pop("version")
        return values


class DoseForm(forms.Form):
    """A tap on the day page: which dose, and when it was taken."""

    medicine = forms.UUIDField()
    planned = forms.TimeField(required=False)
    time = forms.TimeField(required=False)
    act = forms.ChoiceField(
        choices=[(name, name) for name in ("planned", "now", "other", "skipped")]
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        needs = {"planned": "planned", "skipped": "planned", "other": "time"}.get(
            values.get("act", "")
        )
        if needs and values.get(needs) is None:
            self.add_error(needs, _("Give the time."))
        return values


class DoseChangeForm(VersionedForm):
    """A dose that was logged."""

    status = forms.ChoiceField(label=_("It was"), choices=DoseStatus.choices)
    date = forms.DateField(label=_("Day"), widget=DateInput())
    time = forms.TimeField(label=_("Time"), required=False, widget=TimeInput())
    amount = forms.CharField(
        label=_("Amount"), max_length=100, required=False, help_text=_("For instance 1 tablet.")
    )

    def __init__(self, *args: Any, dose: MedicineDose, **more: Any) -> None:
        more.setdefault("initial", self.of(dose))
        super().__init__(*args, **more)
        self.dose = dose

    @classmethod
    def of(cls, dose: MedicineDose) -> dict[str, Any]:
        local = dose.at.astimezone(moments.zone(dose.zone)) if dose.at else None
        return {
            "status": dose.status,
            "date": local.date() if local else dose.date,
            "time": local.time() if local else None,
            "amount": dose.amount,
            "version": dose.version,
        }

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        date, time = values.get("date"), values.get("time")
        values["at"] = self._moment(date, time) if date and time else None
        return values

    def _moment(self, date: dt.date, time: dt.time) -> dt.datetime | None:
        try:
            return moments.instant(date, time, zone_name=self.dose.zone)
        except forms.ValidationError as error:
            self.add_error("time", error)
            return None

    @property
    def members(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("status", "date", "at", "amount")}
