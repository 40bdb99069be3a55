"""What the records of every collection say of themselves, and how a part of them is asked for."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from api import fields
from tracker.models import Synced

ID = "01938f3a-1c00-7000-8000-000000000001"
VERSION = "01938f3a-1c00-7000-8000-000000000002"

MEMBERS = {
    "id": "Made by the app (UUIDv7 is best), so that sending the record twice does no harm.",
    "version": "Made by whoever wrote last, a new one for every change; also the ETag.",
    "date": "The person's local day.",
    "at": "The moment in UTC; null when it is not known.",
    "time": "The local time of `at`, in `zone`.",
    "zone": "IANA name of the time zone, such as Europe/Amsterdam.",
}


def envelope(record: Synced) -> dict[str, str]:
    """The members that every record has, as JSON."""
    return {
        "id": str(record.id),
        "version": str(record.version),
        "updated_at": record.updated_at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z"),
    }


class RecordDraftSerializer(fields.Strict):
    """What an app sends of a record. Left out is the default, or in a change what it was.

    The view gives the `id` of the address in the context.
    """

    id = fields.Uuid(help_text=MEMBERS["id"])
    version = fields.Uuid(required=False, help_text=MEMBERS["version"])

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        addressed = self.context.get("id")
        if addressed and attrs.get("id", addressed) != addressed:
            raise serializers.ValidationError({"id": [_("The address names another entry.")]})
        if attrs.get("at") is not None and attrs.get("time") is not None:
            raise serializers.ValidationError({"time": [_("Give at or time, not both.")]})
        if self.partial:
            attrs.pop("id", None)
        return attrs


class PartSerializer(fields.Strict):
    """Which part of the records."""

    limit = serializers.IntegerField(min_value=1, max_value=1000, default=100)
    offset = serializers.IntegerField(min_value=0, max_value=10_000_000, default=0)


class DaysPartSerializer(PartSerializer):
    """Which records, and which part of them."""

    date = serializers.DateField(required=False, help_text="Only this day.")
    to = serializers.DateField(required=False, help_text="The last day.")

    def get_fields(self) -> dict[str, Any]:
        # "from" is a word of the language, so it cannot be an attribute.
        first = serializers.DateField(required=False, help_text="The first day.")
        return {**super().get_fields(), "from": first}
