"""What a person means to take of a product: plan it, pause it, stop it; and one dose in a tap."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker import diary, guidance, habits, medicines, moments, supplements, wording
from tracker.forms.supplements import DoseForm, PauseForm, PlanForm, PresetForm
from tracker.http import PersonRequest
from tracker.models import SupplementProduct
from tracker.rules import limits, proposals
from tracker.views import day
from tracker.views.supplements import editable, holds


@login_required
@require_http_methods(["GET", "POST"])
def plan(request: PersonRequest, product_id: uuid.UUID) -> HttpResponse:
    """How much of a product, and when; a preset fills in the moments."""
    product = editable(request, product_id)
    asked = _slots(request, product)
    spaced = _spaced(request, product, asked)
    is_preset = "preset" in request.GET
    slots = _moved(asked, spaced) if is_preset else asked
    form = PlanForm(request.POST or None, initial=_initial(request, product, slots))
    if request.method == "POST" and form.is_valid():
        is_first = _is_first(request, product)
        undo_id = _save(request, form, product)
        if undo_id:
            slots = form.cleaned_data["slots"]
            notes = [] if _is_held(request) else _notes(slots, product, is_first=is_first)
            text = " ".join([_("Saved."), *notes])
            messages.success(request, text, extra_tags=str(undo_id))
            return redirect("supplement", product.id)
    context = {
        "nav": "foods",
        "product": product,
        "holds": holds(product),
        "form": form,
        "preset_form": PresetForm(initial={"units": _units(request, product)}),
        "hints": [
            *_spacing_notes(asked, spaced, is_preset=is_preset),
            *(
                ()
                if _is_held(request)
                else _notes(slots, product, is_first=_is_first(request, product))
            ),
        ],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "tracker/supplement_plan.html", context, status=status)


def _is_held(request: PersonRequest) -> bool:
    return guidance.is_held(request.user, on=request.today, at=request.at)


def _is_first(request: PersonRequest, product: SupplementProduct) -> bool:
    """A product that is new: it was not planned on an earlier day."""
    today = request.today
    return all(p.starts_on >= today for p in supplements.plans_of(request.user, product.id))


def _initial(
    request: PersonRequest, product: SupplementProduct, slots: tuple[supplements.Slot, ...]
) -> dict[str, Any]:
    today = request.today
    held = supplements.plan_of(request.user, product.id, on=today)
    days = {"starts_on": today, "ends_on": held.ends_on if held else None}
    return PlanForm.of(slots) | days


def _slots(request: PersonRequest, product: SupplementProduct) -> tuple[supplements.Slot, ...]:
    """As a preset has them, else as planned now, else what the label advises at breakfast."""
    asked = PresetForm(request.GET)
    if "preset" in request.GET and asked.is_valid() and asked.cleaned_data["units"] > 0:
        return supplements.preset(asked.cleaned_data["preset"], units=asked.cleaned_data["units"])
    held = supplements.plan_of(request.user, product.id, on=request.today)
    if held:
        return supplements.slots_of(held)
    return supplements.preset("morning", units=product.units_per_day or Decimal(1))


def _spaced(
    request: PersonRequest, product: SupplementProduct, slots: tuple[supplements.Slot, ...]
) -> tuple[dt.time | None, ...]:
    """For each slot the nearest time that is far enough from today's medicines; None: no time."""
    times = []
    for slot in slots:
        wanted = moments.instant_or_later(request.today, slot.time, zone_name=request.zone_name)
        found = medicines.suggest(
            request.user,
            wanted,
            zone_name=request.zone_name,
            kind=medicines.PRODUCT_KINDS.get(product.kind, ""),
        )
        local = found and found.astimezone(moments.zone(request.zone_name))
        times.append(local.time() if local else None)
    return tuple(times)


def _moved(
    slots: tuple[supplements.Slot, ...], spaced: tuple[dt.time | None, ...]
) -> tuple[supplements.Slot, ...]:
    """The slots of a preset where spacing allows them: that wins over what is preferred."""
    return tuple(
        slot if time in (None, slot.time) else supplements.Slot(f"{time:%H:%M}", slot.units)
        for slot, time in zip(slots, spaced, strict=True)
    )


def _spacing_notes(
    slots: tuple[supplements.Slot, ...], spaced: tuple[dt.time | None, ...], *, is_preset: bool
) -> list[str]:
    """Which moments are too close to a medicine, and where they are far enough."""
    if None in spaced:
        return [str(proposals.NO_COMFORTABLE_MOMENT)]
    text = (
        _("%(moment)s became %(time)s: that is far enough from your medicines of today.")
        if is_preset
        else _("%(moment)s is too close to your medicines of today: %(time)s is far enough.")
    )
    return [
        text % {"moment": wording.moment(slot.moment), "time": f"{time:%H:%M}"}
        for slot, time in zip(slots, spaced, strict=True)
        if time != slot.time
    ]


def _units(request: PersonRequest, product: SupplementProduct) -> Decimal:
    return supplements.daily_units(_slots(request, product))


def _notes(
    slots: tuple[supplements.Slot, ...], product: SupplementProduct, *, is_first: bool
) -> list[str]:
    """Only downwards: start low, split. What to take is for the person and their doctor."""
    notes = []
    if is_first and supplements.starts_high(slots, magnesium_mg=product.magnesium_mg):
        notes.append(_("New to you? Starting low is easier on the bowels."))
    largest = max((slot.units for slot in slots), default=Decimal(0))
    single = limits.single_dose(float(largest) * (product.magnesium_mg or 0))
    if single:
        notes.append(str(limits.DOSE_TEXTS[single]))
    return notes


def _save(request: PersonRequest, form: PlanForm, product: SupplementProduct) -> uuid.UUID | None:
    values = form.cleaned_data
    try:
        return supplements.plan(
            request.user,
            product_id=product.id,
            slots=values["slots"],
            starts_on=values["starts_on"],
            ends_on=values["ends_on"],
            at=request.at,
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None


@login_required
@require_POST
def pause(request: PersonRequest, product_id: uuid.UUID) -> HttpResponse:
    """Pause a plan in one tap."""
    product = editable(request, product_id)
    form = PauseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give a reason of at most 200 characters, or none."))
        return _back(request, product)
    undo_id = supplements.pause(
        request.user,
        product.id,
        on=request.today,
        reason=form.cleaned_data["reason"],
        at=request.at,
    )
    text = _("“%(name)s” is paused. There are no reminders until you go on.")
    return _said(request, product, text, undo_id)


@login_required
@require_POST
def go_on(request: PersonRequest, product_id: uuid.UUID) -> HttpResponse:
    product = editable(request, product_id)
    undo_id = supplements.go_on(request.user, product.id, on=request.today, at=request.at)
    return _said(request, product, _("“%(name)s” goes on."), undo_id)


@login_required
@require_POST
def stop(request: PersonRequest, product_id: uuid.UUID) -> HttpResponse:
    product = editable(request, product_id)
    undo_id = supplements.stop(request.user, product.id, on=request.today, at=request.at)
    return _said(request, product, _("The plan of “%(name)s” has ended."), undo_id)


def _said(
    request: PersonRequest, product: SupplementProduct, text: str, undo_id: uuid.UUID | None
) -> HttpResponse:
    tags = str(undo_id) if undo_id else ""
    messages.success(request, text % {"name": product.name}, extra_tags=tags)
    return _back(request, product)


def _back(request: PersonRequest, product: SupplementProduct) -> HttpResponse:
    """To the list, the day or the product, wherever the button was."""
    back = request.POST.get("back", "")
    if back == "day":
        return redirect("today")
    return redirect("supplements") if back == "list" else redirect("supplement", product.id)


@login_required
@require_POST
def dose(request: PersonRequest, date: dt.date) -> HttpResponse:
    """Log one dose of a product."""
    form = DoseForm(request.POST)
    if not form.is_valid():
        return day.refuse(request, date, form.errors.as_data())
    values = form.cleaned_data
    product = get_object_or_404(
        SupplementProduct.objects.visible_to(request.user), id=values["product"]
    )
    date = day.checked(request, date)
    meal, time = _when(request, date, values["moment"])
    draft = diary.Draft(
        date=date,
        item_id=product.id,
        amount=values["units"],
        unit=product.unit,
        meal=meal,
        time=time,
        zone_name=request.zone_name,
    )
    try:
        written = diary.log_intake(request.user, [draft], at=request.at, lang=request.LANGUAGE_CODE)
    except ValidationError as error:
        return day.refuse(request, date, error)
    words = {"dose": wording.dose(values["units"], product.unit), "name": product.name}
    text = _("%(dose)s of “%(name)s” added.") % words
    advice = guidance.after_intake(request.user, written.entries, at=request.at)
    return day.done(request, date, text, written.undo_id, advice=advice)


def _when(request: PersonRequest, date: dt.date, moment: str) -> tuple[str, dt.time | None]:
    """The meal and the time of a dose: now, when that is today and at its moment; else as planned.

    A morning dose that is ticked off in the evening was not taken then: it keeps its meal alone.
    """
    now = request.at.astimezone(moments.zone(request.zone_name))
    is_today = now.date() == date
    slot = supplements.Slot(moment, Decimal(1))
    if slot.meal:
        is_now = is_today and habits.meal_at(now.hour) == slot.meal
        return slot.meal, now.time().replace(second=0, microsecond=0) if is_now else None
    if is_today:
        return "", now.time().replace(second=0, microsecond=0)
    try:
        return "", dt.time.fromisoformat(moment) if moment else None
    except ValueError:
        return "", None
