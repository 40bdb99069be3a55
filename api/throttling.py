"""How often a device may ask."""

from django.core.cache import caches
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView


class DeviceThrottle(SimpleRateThrottle):
    """120 requests a minute, counted in the memory of each server process.

    A pull must not write, so this is not counted in the database as log-ins are.
    """

    cache = caches["memory"]
    scope = "device"
    rate = "120/min"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:  # noqa: ARG002
        return f"device:{request.auth.pk}" if request.auth else None


class PairingThrottle(SimpleRateThrottle):
    """Ten codes a minute from one address, so that nobody tries them all."""

    cache = caches["memory"]
    scope = "pairing"
    rate = "10/min"

    def get_cache_key(self, request: Request, view: APIView) -> str:  # noqa: ARG002
        return f"pairing:{self.get_ident(request)}"
