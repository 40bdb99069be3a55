"""A request of a device, as the views see it."""

import datetime as dt

from rest_framework.request import Request

from tracker.models import Device, User


class DeviceRequest(Request):
    """Whose diary, by which device, and at what moment."""

    user: User
    auth: Device
    # From tracker.middleware.person.
    at: dt.datetime
