"""Devices: an app makes itself one with a code, and takes itself off again."""

import uuid

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from api import schema
from api.http import DeviceRequest
from api.schema import problems
from api.serializers.devices import (
    DevicesSerializer,
    PairedSerializer,
    PairingSerializer,
)
from api.throttling import PairingThrottle
from api.views.base import DeviceView
from tracker import devices


class PairView(APIView):
    authentication_classes = ()
    permission_classes = ()
    throttle_classes = (PairingThrottle,)

    @extend_schema(
        operation_id="pair_device",
        tags=["devices"],
        auth=[],
        request=PairingSerializer,
        responses={
            201: PairedSerializer,
            **problems(*schema.WITH_BODY, "too-many-requests", "not-acceptable", always=()),
        },
    )
    def post(self, request: DeviceRequest) -> Response:
        """Become a device with the code that the settings page shows.

        The code works once, for ten minutes. The app never sees a password.
        """
        serializer = PairingSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        device, token = devices.pair(**serializer.validated_data, at=request.at)
        paired = {
            "device_id": str(device.id),
            "token": token,
            "account_id": str(device.user.account_id),
        }
        return Response(paired, status=201, headers={"Cache-Control": "no-store"})


class DevicesView(DeviceView):
    @extend_schema(
        operation_id="list_devices",
        tags=["devices"],
        responses={200: DevicesSerializer, **problems()},
    )
    def get(self, request: DeviceRequest) -> Response:
        """The devices that have access, the newest first."""
        shown = DevicesSerializer(
            {"results": devices.of(request.user)}, context={"asking": request.auth}
        )
        return Response(shown.data)


class DeviceAddressView(DeviceView):
    @extend_schema(
        operation_id="revoke_device",
        tags=["devices"],
        responses={204: None, **problems("not-found")},
    )
    def delete(self, request: DeviceRequest, id: uuid.UUID) -> Response:
        """Take a device off the list; an app that is logged out does so with itself."""
        if id not in {device.id for device in devices.of(request.user)}:
            raise Http404
        devices.revoke(request.user, id, at=request.at)
        return Response(status=204)
