"""What every view of the API shares: language, reading what was sent, preconditions."""

import datetime as dt
import re
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import cached_property
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.exceptions import InvalidHeaderError, InvalidParameterError
from api.http import DeviceRequest
from tracker import moments, profiles
from tracker.models import Profile

# Compression makes a weak tag of a strong one; it still names the version.
VERSION_TAG = re.compile(r'(?:W/)?"([0-9a-fA-F-]{36})"')


class DeviceView(APIView):
    """A view for a device; it answers in the language of the request."""

    request: DeviceRequest

    @property
    def lang(self) -> str:
        return translation.get_language() or "en"

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Response:
        # A diary must not stay behind in a cache on the way.
        response.headers.setdefault("Cache-Control", "no-store")
        return super().finalize_response(request, response, *args, **kwargs)

    def query(self, kind: type[serializers.Serializer[Any]]) -> dict[str, Any]:
        """What stands behind the question mark; InvalidParameterError for what cannot be."""
        serializer = kind(data=self.request.query_params.dict())
        if not serializer.is_valid():
            raise InvalidParameterError(serializer.errors)
        return dict(serializer.validated_data)


class DiaryView(DeviceView):
    """A view that knows the person: it answers in their language where the request names none."""

    @cached_property
    def profile(self) -> Profile:
        return profiles.of(self.request.user)

    @property
    def zone_name(self) -> str:
        return self.profile.zone or settings.HOME_ZONE

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if "Accept-Language" not in request.headers:
            speak_as(self.profile)

    @property
    def today(self) -> dt.date:
        return moments.today(self.request.at, zone_name=self.zone_name)


def speak_as(profile: Profile) -> None:
    """Answer in the person's own language, where they chose one."""
    if profile.language:
        translation.activate(profile.language)


def answer_unless_known(
    request: Request, tag: str, answer: Callable[[], Any], *, keep: str = "private, no-cache"
) -> Response:
    """What `answer` gives, under this ETag; an empty 304 where the phone has that already.

    `keep` is what caches may do: what is of a person they must not store.
    """
    headers = {"ETag": f'"{tag}"', "Cache-Control": keep}
    known = [text.strip().removeprefix("W/") for text in _tags(request).split(",")]
    if headers["ETag"] in known:
        return Response(status=304, headers=headers)
    return Response(answer(), headers=headers)


def _tags(request: Request) -> str:
    header: str = request.headers.get("If-None-Match", "")
    return header


def version_in(request: Request) -> uuid.UUID | None:
    """The version in If-Match; None without one, and for a star, which matches any."""
    header = request.headers.get("If-Match", "*").strip()
    if header == "*":
        return None
    tag = VERSION_TAG.fullmatch(header)
    try:
        return uuid.UUID(tag[1]) if tag else _unreadable()
    except ValueError:
        return _unreadable()


def _unreadable() -> uuid.UUID:
    raise InvalidHeaderError
