"""Gives each request the person's language, time zone and moment."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from tracker import moments, profiles
from tracker.http import PersonRequest


def person(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Language and zone as the profile says; the browser's language where it is silent."""

    def middleware(request: PersonRequest) -> HttpResponse:
        request.at = timezone.now()
        request.zone_name = settings.HOME_ZONE
        if request.user.is_authenticated:
            request.profile = profiles.of(request.user)
            request.zone_name = request.profile.zone or settings.HOME_ZONE
            if request.profile.language:
                translation.activate(request.profile.language)
                request.LANGUAGE_CODE = translation.get_language()
        request.today = moments.today(request.at, zone_name=request.zone_name)
        with timezone.override(ZoneInfo(request.zone_name)):
            return get_response(request)

    return middleware  # type: ignore[return-value]
