"""Log, change and remove what was noticed of a day."""

import datetime as dt
import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker import guidance, observations
from tracker.forms.observations import NightForm, ObservationForm, TapForm
from tracker.http import PersonRequest
from tracker.models import Observation
from tracker.rules import kinds
from tracker.rules.scales import Kind
from tracker.views import day


@login_required
@require_POST
def observe(request: PersonRequest, date: dt.date, kind: str) -> HttpResponse:
    """Log what was noticed: with `details` from the whole form, else one tap or two times."""
    found = kinds.KINDS.get(kind)
    if found is None:
        raise Http404
    try:
        members = _members(request, date, found)
        draft = observations.Draft(
            kind=kind, date=day.checked(request, date), zone_name=request.zone_name, **members
        )
        written = observations.log(request.user, [draft], at=request.at)
    except ValidationError as error:
        return day.refuse(request, date, error)
    advice = guidance.after_observations(request.user, written.observations, at=request.at)
    return day.done(request, date, _said(found, written), written.undo_id, advice=advice)


def _members(request: PersonRequest, date: dt.date, kind: Kind) -> dict[str, Any]:
    if "details" in request.POST:
        form = ObservationForm(request.POST, kind=kind)
        _valid(form)
        return form.members
    if kind.key == kinds.SLEEP:
        return _night(request, date)
    return {"value": _valid(TapForm(request.POST))["value"]}


def _night(request: PersonRequest, date: dt.date) -> dict[str, Any]:
    """The two times beside what was said of this night before."""
    times = _valid(NightForm(request.POST))
    told = {key: time.strftime("%H:%M") for key, time in times.items()}
    night = next(iter(observations.read_day(request.user, date).of(kinds.SLEEP)), None)
    return {"parts": {**night.parts, **told}, "text": night.text} if night else {"parts": told}


def _valid(form: Any) -> dict[str, Any]:
    if form.is_valid():
        return dict(form.cleaned_data)
    problems = [
        f"{form.fields[name].label or name}: {message}"
        for name, messages in form.errors.items()
        for message in messages
    ]
    raise ValidationError(problems)


def _said(kind: Kind, written: observations.Written) -> str:
    value = written.observations[0].value
    number = "" if value is None else observations.number_in_words(kind, value)
    return _("Saved: %(what)s.") % {"what": f"{kind.label} {number}".strip()}


@login_required
@require_http_methods(["GET", "POST"])
def observation(request: PersonRequest, observation_id: uuid.UUID) -> HttpResponse:
    """Show and change one observation."""
    row = _found(request, observation_id)
    kind = kinds.KINDS[row.kind]
    form = ObservationForm(request.POST or None, kind=kind, initial=ObservationForm.of(row))
    if request.method == "POST" and form.is_valid():
        try:
            written = observations.change(
                request.user, row.id, changed=form.members, base=_version(request), at=request.at
            )
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            advice = guidance.after_observations(request.user, written.observations, at=request.at)
            said = _said(kind, written)
            return day.done(request, row.date, said, written.undo_id, advice=advice)
    context = {
        "nav": "today",
        "row": row,
        "kind": kind,
        "form": form,
        "beside_range": observations.range_in_words(kind, row),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "tracker/observation.html", context, status=status)


def _version(request: PersonRequest) -> uuid.UUID | None:
    """The version that the form was opened on."""
    try:
        return uuid.UUID(request.POST.get("version", ""))
    except ValueError:
        return None


@login_required
@require_POST
def remove(request: PersonRequest, observation_id: uuid.UUID) -> HttpResponse:
    row = _found(request, observation_id)
    written = observations.remove(request.user, [row.id], at=request.at)
    text = _("Removed: %(what)s.") % {"what": kinds.KINDS[row.kind].label}
    return day.done(request, row.date, text, written.undo_id)


def _found(request: PersonRequest, observation_id: uuid.UUID) -> Observation:
    rows = Observation.objects.editable_by(request.user).filter(kind__in=list(kinds.KINDS))
    found: Observation = get_object_or_404(rows, id=observation_id)
    return found
