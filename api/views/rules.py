"""The rules as rows, so that an app can run the very same ones without a connection."""

import hashlib
import json

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.response import Response

from api.http import DeviceRequest
from api.schema import problems
from api.views.base import DiaryView
from tracker.rules import rulebook

TAG = OpenApiParameter(
    "ETag", str, OpenApiParameter.HEADER, response=[200], description="Of these rows, quoted."
)
KNOWN = OpenApiParameter(
    "If-None-Match", str, OpenApiParameter.HEADER, description="The ETag of the rows you hold."
)


class RulesView(DiaryView):
    @extend_schema(
        operation_id="get_rules",
        tags=["rules"],
        parameters=[KNOWN, TAG],
        responses={
            200: OpenApiTypes.OBJECT,
            304: OpenApiResponse(description="They are the rows you hold."),
            **problems(),
        },
    )
    def get(self, request: DeviceRequest) -> Response:
        """Every rule with its version, sources and sentences, in the language asked for.

        Red flags, tolerance, gates, factors, follow-up, spacing, limits and the comparison.
        """
        rows = rulebook.as_json()
        digest = hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()[:32]
        # They are the same for everybody, so a device may keep them and ask whether they changed.
        headers = {
            "ETag": f'"{digest}"',
            "Cache-Control": "private, no-cache",
            "Vary": "Accept-Language, Authorization",
        }
        held = {tag.strip().removeprefix("W/") for tag in _tags(request)}
        if headers["ETag"] in held:
            return Response(status=304, headers=headers)
        return Response(rows, headers=headers)


def _tags(request: DeviceRequest) -> list[str]:
    return request.headers.get("If-None-Match", "").split(",")
