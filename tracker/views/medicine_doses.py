"""Doses of medicines: a tap on the day page, and changing or removing one."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker import guidance, medicines, moments, versions
from tracker.forms.medicines import DoseChangeForm, DoseForm
from tracker.http import PersonRequest
from tracker.medicines import Written
from tracker.models import Medicine, MedicineDose
from tracker.rules.spacing import this_minute
from tracker.views import day
from tracker.views.medicines import refuse


@login_required
@require_POST
def log(request: PersonRequest, date: dt.date) -> HttpResponse:
    """Log a dose of a medicine: at its planned time, now, at another time, or not taken."""
    date = day.checked(request, date)
    form = DoseForm(request.POST)
    if not form.is_valid():
        return day.refuse(request, date, form.errors.as_data())
    values = form.cleaned_data
    medicine = get_object_or_404(Medicine.objects.visible_to(request.user), id=values["medicine"])
    try:
        written = _log(request, medicine, date, values)
    except ValidationError as error:
        return day.refuse(request, date, error)
    advice = guidance.after_medicine_doses(request.user, written.rows, at=request.at)
    return day.done(request, date, _text(written.rows[0]), written.undo_id, advice=advice)


def _log(
    request: PersonRequest, medicine: Medicine, date: dt.date, values: dict[str, Any]
) -> Written[MedicineDose]:
    person, zone_name, at = request.user, request.zone_name, request.at
    planned_at = _instant(date, values["planned"], zone_name)
    taken_at = {
        "planned": planned_at,
        "now": this_minute(at),
        "other": _instant(date, values["time"], zone_name),
        "skipped": None,
    }[values["act"]]
    if planned_at is not None:
        return medicines.log_planned(
            person, medicine, planned_at, taken_at=taken_at, zone_name=zone_name, at=at
        )
    members = {"medicine_id": medicine.id, "date": date, "at": taken_at, "zone": zone_name}
    return medicines.log_doses(person, [medicines.Draft(members=members)], at=at)


def _instant(date: dt.date, time: dt.time | None, zone_name: str) -> dt.datetime | None:
    return None if time is None else moments.instant(date, time, zone_name=zone_name)


def _text(dose: MedicineDose) -> str:
    if dose.at is None:
        return _("“%(name)s” was noted as not taken.") % {"name": dose.name}
    local = dose.at.astimezone(moments.zone(dose.zone))
    return _("“%(name)s” noted at %(time)s.") % {"name": dose.name, "time": f"{local:%H:%M}"}


@login_required
@require_http_methods(["GET", "POST"])
def dose(request: PersonRequest, dose_id: uuid.UUID) -> HttpResponse:
    """Show and change a dose that was logged."""
    found = _editable(request, dose_id)
    form = DoseChangeForm(request.POST or None, dose=found)
    if request.method == "POST" and form.is_valid():
        written = _changed(request, found, form)
        if written:
            return _back(request, written, _("The dose of “%(name)s” was changed."))
    context = {"nav": "today", "dose": found, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "tracker/medicine_dose.html", context, status=status)


def _editable(request: PersonRequest, dose_id: uuid.UUID) -> MedicineDose:
    found: MedicineDose = get_object_or_404(
        MedicineDose.objects.editable_by(request.user), id=dose_id
    )
    return found


def _changed(
    request: PersonRequest, found: MedicineDose, form: DoseChangeForm
) -> Written[MedicineDose] | None:
    base = form.cleaned_data["version"]
    try:
        return medicines.change_dose(
            request.user, found.id, changed=form.members, at=request.at, base=base
        )
    except versions.VersionError as error:
        form.reopened(error.current.version).add_error(None, error.messages)
    except ValidationError as error:
        refuse(form, error)
    return None


@login_required
@require_POST
def remove(request: PersonRequest, dose_id: uuid.UUID) -> HttpResponse:
    found = _editable(request, dose_id)
    written = medicines.remove_doses(request.user, [found.id], at=request.at)
    return _back(request, written, _("The dose of “%(name)s” was removed."))


def _back(request: PersonRequest, written: Written[MedicineDose], text: str) -> HttpResponse:
    row = written.rows[0]
    tags = str(written.undo_id) if written.undo_id else ""
    messages.success(request, text % {"name": row.name}, extra_tags=tags)
    return redirect("day", row.date)
