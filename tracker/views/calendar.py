"""The calendar of reminders: its address, and the file behind it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tracker import ics, moments, profiles, reminders
from tracker.http import PersonRequest
from tracker.views import settings


@never_cache
@require_GET
def feed(request: PersonRequest, token: str) -> HttpResponse:
    """The reminders of whoever this address belongs to; it opens nothing else."""
    found = reminders.by_token(token)
    if found is None:
        raise Http404
    zone_name = profiles.zone_of(found.user)
    today = moments.today(request.at, zone_name=zone_name)
    upcoming = reminders.upcoming(found, today=today, at=request.at, zone_name=zone_name)
    text = ics.calendar(upcoming, made_at=found.made_at)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


@login_required
@never_cache
@require_POST
def renew(request: PersonRequest) -> HttpResponse:
    """Make an address, or another one in its place, and show it this once."""
    token = reminders.renew(
        request.user, closes_day=bool(request.POST.get("closes_day")), at=request.at
    )
    address = request.build_absolute_uri(reverse("calendar", args=[token]))
    return settings.show(request, calendar_address=address)


@login_required
@require_POST
def stop(request: PersonRequest) -> HttpResponse:
    reminders.stop(request.user)
    messages.success(request, _("The calendar address no longer works."))
    return redirect("settings")
