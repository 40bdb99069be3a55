"""A phone's changes in, the person's changes out."""

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api import envelope, schema
from api.http import DeviceRequest
from api.parsers import PushParser
from api.schema import problems
from api.serializers import sync as shown
from api.serializers import sync_schema
from api.throttling import DeviceThrottle
from api.views.base import DeviceView, speak_as
from tracker import profiles, sync


class SyncView(DeviceView):
    throttle_classes = (DeviceThrottle,)

    @extend_schema(
        operation_id="discover_sync",
        tags=["sync"],
        responses={200: sync_schema.DiscoverySerializer, **problems("too-many-requests")},
    )
    def get(self, request: DeviceRequest) -> Response:
        """The collections and members that this server knows, and its limits."""
        return Response(shown.discovery(str(request.user.account_id), at=request.at))


class ChangesView(DeviceView):
    throttle_classes = (DeviceThrottle,)
    parser_classes = (PushParser,)

    @extend_schema(
        operation_id="pull_changes",
        tags=["sync"],
        parameters=[shown.PullQuerySerializer],
        responses={
            200: sync_schema.PullSerializer,
            **problems("invalid-parameter", "cursor-reset", "too-many-requests"),
        },
    )
    def get(self, request: DeviceRequest) -> Response:
        """What changed after the cursor, in order; ask again until `has_more` is false.

        A record is there once, as it is now; a removed one as `deleted`. Store the records and the
        cursor in one transaction. What the phone sent itself comes back too.
        """
        asked = self.query(shown.PullQuerySerializer)
        page = sync.pull(
            request.user,
            cursor=asked["cursor"],
            limit=asked["limit"],
            wanted=asked.get("collections"),
        )
        return Response(shown.page(page, at=request.at))

    @extend_schema(
        operation_id="push_changes",
        tags=["sync"],
        request=sync_schema.PushSerializer,
        responses={
            200: sync_schema.ResultsSerializer,
            **problems(
                *schema.WITH_BODY[:-1],
                "invalid-request",
                "cursor-reset",
                "too-many-changes",
                "too-many-requests",
                "busy",
            ),
        },
    )
    def post(self, request: DeviceRequest) -> Response:
        """Store changes: a result for each, in the same order, all in one transaction.

        A refused record does not hold up the others. Sending the same push again changes nothing.
        """
        profile = profiles.of(request.user)
        if "Accept-Language" not in request.headers:
            speak_as(profile)
        cursor, changes = envelope.read(request.data)
        results = sync.push(
            request.user,
            changes,
            at=request.at,
            lang=self.lang,
            zone_name=profile.zone or settings.HOME_ZONE,
            device=request.auth,
            cursor=cursor,
        )
        answer = {
            "results": [shown.result(result) for result in results],
            "server_time": shown.instant(request.at),
        }
        return Response(answer)
