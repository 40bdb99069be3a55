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
