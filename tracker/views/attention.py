"""Points of attention: what rules said, gates to answer, factors, check-ins, own health."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tracker import guidance, profiles
from tracker.forms.health import DiscussedForm, HealthForm
from tracker.http import PersonRequest
from tracker.rules import safety
from tracker.rules.messages import EMERGENCY_NUMBER


@login_required
@require_GET
def page(request: PersonRequest) -> HttpResponse:
    return _show(request)


def _show(request: PersonRequest, *, status: int = 200, **changed: Any) -> HttpResponse:
    """The whole page; `changed` holds what differs, such as a form that was refused."""
    today = request.today
    gates = guidance.gates_of(request.user, on=today, at=request.at)
    context = {
        "nav": "attention",
        "today": today,
        "raised": guidance.raised(request.user, on=today),
        "check_ins": guidance.check_ins(request.user, on=today),
        "gates": [(gate, DiscussedForm(initial={"discussed_on": today})) for gate in gates],
        "factors": guidance.factors_of(
            request.user,
            on=today,
            at=request.at,
            lang=request.LANGUAGE_CODE,
            profile=request.profile,
        ),
        "health_form": HealthForm(initial=HealthForm.of(request.profile)),
        "disclaimer": str(safety.DISCLAIMER) % {"emergency": EMERGENCY_NUMBER},
    }
    return render(request, "tracker/attention.html", context | changed, status=status)


@login_required
@require_GET
def urgent(request: PersonRequest) -> HttpResponse:
    """The message that was just called forth, with nothing beside it but the way on."""
    disclaimer = str(safety.DISCLAIMER) % {"emergency": EMERGENCY_NUMBER}
    return render(request, "tracker/attention_urgent.html", {"disclaimer": disclaimer})


@login_required
@require_POST
def health(request: PersonRequest) -> HttpResponse:
    """What the person ticks about their health."""
    form = HealthForm(request.POST)
    if form.is_valid():
        try:
            profiles.update(request.user, at=request.at, conditions=form.conditions)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("attention")
    return _show(request, status=422, health_form=form)


@login_required
@require_POST
def discussed(request: PersonRequest, rule: str) -> HttpResponse:
    """Note under a gate when it was discussed."""
    form = DiscussedForm(request.POST)
    if form.is_valid():
        try:
            guidance.acknowledge(
                request.user,
                rule,
                discussed_on=form.cleaned_data["discussed_on"],
                on=request.today,
                at=request.at,
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Give the day on which you discussed it."))
    return redirect("attention")


@login_required
@require_POST
def dismiss(request: PersonRequest, rule: str) -> HttpResponse:
    """Put a check-in away."""
    try:
        undo_id = guidance.dismiss(
            request.user,
            request.POST.get("check_in", ""),
            rule=rule,
            on=request.today,
            at=request.at,
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Put away."), extra_tags=str(undo_id))
    return redirect("attention")
