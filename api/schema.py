"""What the published description of the API says beyond what the code shows."""

from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from api.exceptions import MEDIA_TYPE, PROBLEMS

# One status can have several problems: they are told apart by their type.
ALWAYS = ("not-authenticated", "device-revoked", "not-acceptable")
WITH_BODY = ("invalid-json", "body-too-large", "unsupported-media-type", "validation")
UUID_EXAMPLE = "01938f3a-1c00-7000-8000-000000000001"
ETAG = OpenApiParameter(
    "ETag", str, OpenApiParameter.HEADER, response=[200, 201], description="The version, quoted."
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description='The version that you saw, in double quotes: "01938f3a-...".',
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match", str, OpenApiParameter.HEADER, enum=["*"], description="A star: make it new."
)
IF_NONE_MATCH_TAG = OpenApiParameter(
    "If-None-Match",
    str,
    OpenApiParameter.HEADER,
    description="The ETag of the last answer: without a change the answer is an empty 304.",
)
DATE = OpenApiParameter("date", {"type": "string", "format": "date"}, OpenApiParameter.PATH)


class DeviceScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The token of a device, in the header that says who asks."""

    target_class = "api.authentication.DeviceAuthentication"
    name = "device"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:  # noqa: ARG002
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "The word Token, a space and the token: `Token abc...`",
        }


class FaultSerializer(serializers.Serializer[Any]):
    """What is wrong with one member, or one value of the address."""

    pointer = serializers.CharField(
        required=False, help_text="JSON pointer to the member; empty for the whole body."
    )
    parameter = serializers.CharField(required=False)
    detail = serializers.CharField(help_text="What to do, in the language asked for.")


class ProblemSerializer(serializers.Serializer[Any]):
    """A refusal (RFC 9457)."""

    type = serializers.URLField(help_text="Which refusal; the address tells more.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = FaultSerializer(many=True, required=False)  # type: ignore[assignment]


class RemovedSerializer(serializers.Serializer[Any]):
    """What is left of a removed record."""

    id = serializers.UUIDField()
    version = serializers.UUIDField()
    deleted = serializers.BooleanField()


def named_after(shown_by: type[serializers.Serializer[Any]], kind: str) -> str:
    return f"{shown_by.__name__.removesuffix('Serializer')}{kind}Serializer"


@cache
def mismatch_of(shown_by: type[serializers.Serializer[Any]]) -> type[ProblemSerializer]:
    members = {
        "__doc__": "Another version is stored; `current` is that record, or that it was removed.",
        "current": shown_by(),
    }
    return type(named_after(shown_by, "Mismatch"), (ProblemSerializer,), members)


def problems(
    *codes: str,
    always: tuple[str, ...] = ALWAYS,
    mismatch: type[ProblemSerializer] = ProblemSerializer,
) -> dict[Any, Any]:
    """The documented responses of these problems, one per status.

    `mismatch` is how a "version-mismatch" is shown.
    """
    by_status: dict[int, list[str]] = {}
    for code in (*always, *codes):
        by_status.setdefault(PROBLEMS[code].status, []).append(code)
    return {(status, MEDIA_TYPE): _response(found, mismatch) for status, found in by_status.items()}


def _response(codes: list[str], mismatch: type[ProblemSerializer]) -> OpenApiResponse:
    return OpenApiResponse(
        mismatch if "version-mismatch" in codes else ProblemSerializer,
        description=", ".join(codes),
        examples=[_example(code) for code in codes],
    )


def _example(code: str) -> OpenApiExample:
    found = PROBLEMS[code]
    value: dict[str, Any] = {
        "type": f"/api/v1/problems/{code}/",
        "title": str(found.title),
        "status": found.status,
        "detail": str(found.description),
    }
    if code == "validation":
        value["errors"] = [{"pointer": "/amount", "detail": _("The amount must be more than 0.")}]
    return OpenApiExample(code, value=value, response_only=True)
