"""Requests of a person who is logged in, as views see them."""

import datetime as dt
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from tracker.models import Profile, User


class PersonRequest(HttpRequest):
    """A request behind log-in: who, in which language and zone, and at what moment."""

    user: "User"
    htmx: HtmxDetails
    profile: "Profile"
    zone_name: str
    at: dt.datetime
    LANGUAGE_CODE: str
