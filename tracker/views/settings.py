"""Settings: who the person is, what their days are compared with, devices, account, consent."""

import json
import uuid
from collections.abc import Sequence
from functools import cache
from typing import Any
from zoneinfo import available_timezones

import segno
from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tracker import accounts, devices, profiles, reminders, wording
from tracker.forms import profile as forms
from tracker.forms.observations import TrackedForm
from tracker.http import PersonRequest
from tracker.models import Consent, TargetPeriod
from tracker.rules import citations, limits, targets

REGIONS = (
    "Africa/",
    "America/",
    "Antarctica/",
    "Arctic/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
)

LIMIT_FIRST = {TargetPeriod.Kind.LIMIT_WATER: {"value": profiles.COUNTS}}

REASONS = {
    targets.Reason.NO_SEX: gettext_lazy("It is a range because your sex is not filled in."),
    targets.Reason.NO_BIRTH_YEAR: gettext_lazy(
        "It is a range because your year of birth is not filled in."
    ),
    targets.Reason.NO_ROW_FOR_LIFE_STAGE: gettext_lazy(
        "This guideline has no number for your life stage; the number without it is used."
    ),
    targets.Reason.NO_ROW_FOR_AGE: gettext_lazy("This guideline has no number for your age."),
}


@login_required
@require_GET
def page(request: PersonRequest) -> HttpResponse:
    return show(request)


def show(request: PersonRequest, *, status: int = 200, **changed: Any) -> HttpResponse:
    """The whole page; `changed` holds what differs, such as a form that was refused."""
    context = _comparison(request) | {
        "nav": "settings",
        "profile_form": forms.ProfileForm(initial=forms.ProfileForm.of(request.profile)),
        "tracked_form": TrackedForm(initial={"tracked": list(profiles.tracked(request.profile))}),
        "zones": _zones(),
        "devices": devices.of(request.user),
        "device_form": forms.DeviceForm(),
        "consents": Consent.objects.visible_to(request.user).order_by("given_at"),
        "mail_works": settings.MAIL_WORKS,
        "calendar": reminders.of(request.user),
        "server": settings.PUBLIC.url,
    }
    return render(request, "tracker/settings.html", context | changed, status=status)


def _comparison(request: PersonRequest) -> dict[str, Any]:
    today = request.today
    valid = profiles.targets_of(request.user, lang=request.LANGUAGE_CODE, profile=request.profile)
    found = valid.on(today)
    return {
        "target_text": wording.target(found.low_mg, found.high_mg),
        "target_source": wording.target_source(found.shown),
        "target_reasons": [REASONS[reason] for reason in found.shown.reasons],
        "target": found.shown,
        "personal": found.personal,
        "period_forms": _period_forms(found.guideline.authority),
        **_limit(valid.limit_on(today)),
        **_periods(valid.periods),
    }


def _limit(limit: limits.Limit) -> dict[str, Any]:
    profile = limit.profile
    return {
        "limit": limit,
        "limit_label": profile.label,
        "limit_sources": [citations.CITATIONS[source] for source in profile.sources],
        "limit_applies_to": [
            limits.APPLIES_TO[key] for key in dict.fromkeys(row.applies_to for row in profile.rows)
        ],
        "limit_forms": [form(initial=LIMIT_FIRST.get(form.kind)) for form in forms.LIMIT_FORMS],
        "food_text": limits.FOOD_TEXT,
        "limit_ended": wording.limit_ended(limit.ended.mg, limit.ended.valid_until)
        if limit.ended
        else "",
    }


def _periods(periods: Sequence[TargetPeriod]) -> dict[str, Any]:
    """The periods by what they are about, each with what holds in it."""
    kinds = {form.kind for form in forms.LIMIT_FORMS}
    named = [(period, _named(period)) for period in periods]
    return {
        "periods": [pair for pair in named if pair[0].kind not in kinds],
        "limit_periods": [pair for pair in named if pair[0].kind in kinds],
    }


def _period_forms(authority: str) -> list[forms.PeriodForm]:
    first = {
        TargetPeriod.Kind.GUIDELINE: {"value": authority},
        TargetPeriod.Kind.LIFE_STAGE: {"value": "pregnancy"},
    }
    return [form(initial=first.get(form.kind)) for form in forms.TARGET_FORMS]


def _named(period: TargetPeriod) -> str:
    """What holds in a period, in words."""
    if period.kind == TargetPeriod.Kind.GUIDELINE:
        authority = targets.AUTHORITIES.get(period.value)
        return str(authority.label if authority else period.value)
    if period.kind == TargetPeriod.Kind.LIFE_STAGE:
        return str(dict(forms.LIFE_STAGES).get(period.value, period.value))
    if period.kind == TargetPeriod.Kind.LIMIT:
        return dict(forms.limit_choices()).get(period.value, period.value)
    if period.kind == TargetPeriod.Kind.LIMIT_WATER:
        return _("counts") if period.value else _("does not count")
    amount = wording.number(float(period.magnesium_mg or 0))
    if not period.agreed_with:
        return _("%(mg)s mg a day") % {"mg": amount}
    return _("%(mg)s mg a day, agreed with %(who)s") % {"mg": amount, "who": period.agreed_with}


@cache
def _zones() -> list[str]:
    return sorted(name for name in available_timezones() if name.startswith(REGIONS))


@login_required
@require_POST
def profile(request: PersonRequest) -> HttpResponse:
    form = forms.ProfileForm(request.POST)
    if form.is_valid():
        try:
            saved = profiles.update(request.user, at=request.at, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            with translation.override(saved.language or request.LANGUAGE_CODE):
                messages.success(request, _("Saved."))
            return redirect("settings")
    return show(request, status=422, profile_form=form)


@login_required
@require_POST
def tracked(request: PersonRequest) -> HttpResponse:
    """Choose what the day page asks for."""
    form = TrackedForm(request.POST)
    if not form.is_valid():
        return show(request, status=422, tracked_form=form)
    profiles.update(request.user, tracked=form.cleaned_data["tracked"], at=request.at)
    messages.success(request, _("Saved."))
    return redirect("settings")


@login_required
@require_POST
def set_period(request: PersonRequest, kind: str) -> HttpResponse:
    """Say which guideline, life stage or personal target holds from when to when."""
    if kind not in forms.PERIOD_FORMS:
        raise Http404
    form = forms.PERIOD_FORMS[kind](request.POST)
    if form.is_valid():
        try:
            profiles.set_period(request.user, kind=kind, at=request.at, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("settings")
    shown = {"period_forms": _period_forms(""), "limit_forms": [f() for f in forms.LIMIT_FORMS]}
    refused = {
        name: [form if form.kind == other.kind else other for other in others]
        for name, others in shown.items()
    }
    return show(request, status=422, **refused)


@login_required
@require_POST
def remove_period(request: PersonRequest, period_id: uuid.UUID) -> HttpResponse:
    period = get_object_or_404(TargetPeriod.objects.editable_by(request.user), id=period_id)
    profiles.remove_period(request.user, period, at=request.at)
    messages.success(request, _("Removed."))
    return redirect("settings")


@login_required
@never_cache
@require_POST
def make_device(request: PersonRequest) -> HttpResponse:
    """Make a device and show its token, this once: only its digest is kept."""
    form = forms.DeviceForm(request.POST)
    if form.is_valid():
        try:
            device, token = devices.make(
                request.user, name=form.cleaned_data["name"], at=request.at
            )
        except ValidationError as error:
            form.add_error("name", error)
        else:
            return show(request, new_device=device, token=token)
    return show(request, status=422, device_form=form)


@login_required
@never_cache
@require_POST
def pair_device(request: PersonRequest) -> HttpResponse:
    """Show a code for an app, as text and to scan; it lets in one device within ten minutes."""
    code = devices.offer(request.user, at=request.at)
    scanned = json.dumps({"server": settings.PUBLIC.url, "code": code})
    drawn = segno.make(scanned, micro=False).svg_data_uri(scale=5, border=4, light="#fff")
    return show(request, code=code, code_drawn=drawn)


@login_required
@require_POST
def revoke_device(request: PersonRequest, device_id: uuid.UUID) -> HttpResponse:
    devices.revoke(request.user, device_id, at=request.at)
    messages.success(request, _("This device can no longer reach your diary."))
    return redirect("settings")


@login_required
@rate_limit(action="reauthenticate")  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "POST"])
def erase(request: PersonRequest) -> HttpResponse:
    """Withdraw the consent: the account and the diary are deleted."""
    form = forms.EraseForm(request.POST or None, user=request.user)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        context = {"nav": "settings", "form": form}
        return render(request, "tracker/settings_erase.html", context, status=status)
    person = request.user
    logout(request)
    accounts.erase(person)
    messages.success(request, _("Your account and everything in it are erased."))
    return redirect("account_login")
