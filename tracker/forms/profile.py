"""What the settings page sends; the rules themselves are tracker/profiles.py's."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker import moments
from tracker.forms.fields import AmountField, DateInput
from tracker.models import Profile, TargetPeriod
from tracker.profiles import COUNTS, NO_LIMIT
from tracker.rules import limits, targets

LANGUAGES = [("", _("as the browser asks")), ("nl", "Nederlands"), ("en", "English")]
SEXES = [("", _("I do not say")), *Profile.Sex.choices]
LIFE_STAGES = [
    ("pregnancy", _("pregnancy")),
    ("lactation", _("breastfeeding")),
    ("", _("neither")),
]


class ProfileForm(forms.Form):
    """What the person says of themselves; all of it may stay empty."""

    sex = forms.ChoiceField(label=_("Sex"), choices=SEXES, required=False)
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        required=False,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "size": 4, "maxlength": 4, "autocomplete": "bday-year"}
        ),
        help_text=_("Without sex or year of birth the guideline is a range."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, required=False)
    zone = forms.CharField(
        label=_("Time zone"),
        required=False,
        max_length=64,
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off", "size": 24}),
        help_text=_("It decides when your day ends. Empty: Europe/Amsterdam."),
    )
    tap_water_mg_per_l = AmountField(
        label=_("Magnesium in your tap water, mg per litre"),
        required=False,
        help_text=_(
            "Your water company tells it on its website, by postcode: look for “magnesium” in the "
            "water quality figures. While it is empty tap water counts as unknown, 2 to 15 mg per "
            "litre."
        ),
    )
    hide_totals = forms.BooleanField(
        label=_("Hide totals on the day page"),
        required=False,
        help_text=_("For who would rather not see numbers. They can still be opened there."),
    )

    def clean_zone(self) -> str:
        name = str(self.cleaned_data["zone"]).strip()
        if name:
            moments.zone(name)
        return name

    @classmethod
    def of(cls, profile: Profile) -> dict[str, Any]:
        return {name: getattr(profile, name) for name in cls.base_fields}


def _date(label: Any, *, help_text: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=DateInput, help_text=help_text)


class PeriodForm(forms.Form):
    """What is valid from one day to another; each kind adds what it is."""

    kind: ClassVar[TargetPeriod.Kind]
    # What the page calls choosing it.
    title: ClassVar[Any]
    starts_on = _date(_("From"), help_text=_("Empty: since always."))
    ends_on = _date(_("Until and including"), help_text=_("Empty: until you change it."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"prefix": self.kind, **options})
        self.order_fields([name for name in self.fields if name not in PeriodForm.base_fields])


class GuidelineForm(PeriodForm):
    kind = TargetPeriod.Kind.GUIDELINE
    title = _("Another guideline")
    value = forms.ChoiceField(
        label=_("Guideline"),
        choices=[(key, authority.label) for key, authority in targets.AUTHORITIES.items()],
    )


class LifeStageForm(PeriodForm):
    kind = TargetPeriod.Kind.LIFE_STAGE
    title = _("Pregnancy or breastfeeding")
    value = forms.ChoiceField(label=_("Life stage"), choices=LIFE_STAGES, required=False)


class PersonalTargetForm(PeriodForm):
    kind = TargetPeriod.Kind.PERSONAL
    title = _("Your own target")
    magnesium_mg = AmountField(label=_("Target, mg a day"))
    agreed_with = forms.CharField(
        label=_("Agreed with"),
        max_length=200,
        help_text=_("For instance your dietitian or your doctor."),
    )


class LimitForm(PeriodForm):
    kind = TargetPeriod.Kind.LIMIT
    title = _("Another limit")
    value = forms.ChoiceField(label=_("Whose limit"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["value"].choices = limit_choices()  # type: ignore[attr-defined]


def limit_choices() -> list[tuple[str, str]]:
    """The bodies that set a limit, each with that of an adult."""
    numbers = [
        (key, f"{profile.label}, {profile.mg(age_months=None):.0f} mg")
        for key, profile in limits.PROFILES.items()
    ]
    return [*numbers, (NO_LIMIT, str(_("no limit")))]


class DoctorLimitForm(PeriodForm):
    kind = TargetPeriod.Kind.DOCTOR_LIMIT
    title = _("A limit agreed with your doctor")
    magnesium_mg = AmountField(label=_("Limit, mg a day"))
    agreed_with = forms.CharField(label=_("Agreed with"), max_length=200)
    starts_on = forms.DateField(label=_("Agreed on"), widget=DateInput())
    ends_on = _date(_("Until and including"), help_text=_("Empty: half a year after that."))


class LimitWaterForm(PeriodForm):
    kind = TargetPeriod.Kind.LIMIT_WATER
    title = _("Mineral water")
    value = forms.ChoiceField(
        label=_("Mineral water counts to the limit"),
        choices=[("", _("no")), (COUNTS, _("yes"))],
        required=False,
        help_text=_(
            "Bodies do not say clearly if magnesium in mineral water counts. Here it does not, "
            "unless you want it to. Tap water never counts."
        ),
    )


# What a day is compared with, and what limits supplements.
TARGET_FORMS: tuple[type[PeriodForm], ...] = (GuidelineForm, LifeStageForm, PersonalTargetForm)
LIMIT_FORMS: tuple[type[PeriodForm], ...] = (LimitForm, DoctorLimitForm, LimitWaterForm)
PERIOD_FORMS: dict[str, type[PeriodForm]] = {
    form.kind: form for form in (*TARGET_FORMS, *LIMIT_FORMS)
}


class DeviceForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the device"),
        max_length=100,
        help_text=_("For instance: my phone."),
    )


class EraseForm(forms.Form):
    """The password once more, so that an open screen is not enough to lose a diary."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if not self.user.check_password(password):
            raise forms.ValidationError(_("This password is not right."))
        return password
