"""What was noticed of a day, as it is read and as it is sent."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from api import fields
from api.serializers import records
from api.serializers.records import ID, RecordDraftSerializer, envelope
from tracker import observations
from tracker.models import Observation
from tracker.rules import kinds
from tracker.rules.scales import Kind

KINDS = [(key, str(key)) for key in kinds.KINDS]
EMPTY_TEXTS = ("zone", "text")

MEMBERS = records.MEMBERS | {
    "id": (
        "Made by the app. Of a kind that is once a day it is UUIDv5 of the account and "
        "“kind:date”, so that two devices meet in one record."
    ),
    "kind": "What it is; it cannot be changed.",
    "date": "The person's local day; what belongs to a night goes under the day of waking up.",
    "value": (
        "The number of its kind, in the unit of the kind; null is unknown, which is not zero. The "
        "server works it out where the parts tell it: the minutes of a night, a laboratory value."
    ),
    "parts": "Details by the keys of the kind; what is left out is unknown.",
    "text": "The person's own words.",
}


def _told(kind: Kind) -> str:
    """One kind for the published description, without anything that is translated."""
    scale = f" {kind.scale.low:f} to {kind.scale.high:f}" if kind.scale else ""
    unit = f" {kind.unit}" if isinstance(kind.unit, str) else ""
    parts = ", ".join(part.key for part in kind.parts)
    return f"- `{kind.key}`{scale}{unit}, {kind.daily}" + (f": {parts}" if parts else "")


KINDS_TOLD = (
    "What it is: the bounds of `value`, how the rows of a day become its number (one: there is a "
    "single row a day), and the keys of `parts`.\n\n"
) + "\n".join(_told(kind) for kind in kinds.ROWS)


@extend_schema_field(
    {"type": "object", "additionalProperties": {"type": ["number", "string", "boolean"]}}
)
class Parts(serializers.Field[Any, Any, Any, Any]):
    """A map of details; which ones a kind has, and what they may be, is the registry's rule."""

    default_error_messages = {
        "invalid": _("Give an object of details."),
        "value": _("A detail is a number, a text, or true or false."),
    }

    def to_internal_value(self, data: Any) -> Mapping[str, Any]:
        if not isinstance(data, dict):
            self.fail("invalid")
        if not all(isinstance(value, int | float | str) for value in data.values()):
            self.fail("value")
        return data

    def to_representation(self, value: Any) -> Any:
        return value


def said(name: str, **options: Any) -> dict[str, Any]:
    return {"help_text": MEMBERS[name], **options}


class ObservationSerializer(serializers.Serializer[Observation]):
    """One thing noticed."""

    id = fields.Uuid(**said("id"))
    version = fields.Uuid(**said("version"))
    updated_at = serializers.DateTimeField()
    kind = serializers.CharField(**said("kind"))
    date = serializers.DateField(**said("date"))
    at = serializers.DateTimeField(**said("at", allow_null=True))
    time = fields.Clock(**said("time", allow_null=True))
    zone = serializers.CharField(**said("zone", allow_blank=True))
    value = fields.Number(**said("value", allow_null=True))
    parts = Parts(**said("parts"))
    text = serializers.CharField(**said("text", allow_blank=True))

    def to_representation(self, instance: Observation) -> dict[str, Any]:
        time = observations.local_time(instance)
        return {
            **envelope(instance),
            **instance.as_members(),
            "time": None if time is None else time.isoformat(timespec="seconds"),
        }


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Two cramps in the calf",
            value={
                "id": ID,
                "kind": kinds.CRAMP,
                "date": "2026-11-25",
                "value": 2,
                "parts": {"worst": 6, "place": "calf", "side": "left"},
            },
            request_only=True,
        ),
    ]
)
class ObservationDraftSerializer(RecordDraftSerializer):
    """What an app sends of an observation. Left out is the default, or in a change what it was."""

    computed = frozenset({"updated_at"})

    id = fields.Uuid(**said("id"))
    kind = serializers.ChoiceField(KINDS, help_text=KINDS_TOLD)
    date = fields.LocalDay(**said("date"))
    at = fields.Instant(**said("at", required=False, allow_null=True))
    time = fields.Clock(
        required=False, allow_null=True, help_text="A local time; give this or `at`."
    )
    zone = fields.Text(
        required=False,
        allow_null=True,
        allow_blank=True,
        max_length=64,
        help_text="IANA name; left out it is the one of the person's settings.",
    )
    value = fields.Number(**said("value", required=False, allow_null=True))
    parts = Parts(**said("parts", required=False, allow_null=True))
    # Spaces at the ends are the person's own: what is stored is what was sent.
    text = fields.Text(
        **said("text", required=False, allow_null=True, allow_blank=True),
        max_length=observations.TEXT_LENGTH,
        trim_whitespace=False,
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        return attrs | {name: "" for name in EMPTY_TEXTS if attrs.get(name, "") is None}

    def draft(self, *, zone_name: str) -> observations.Draft:
        members = dict(self.validated_data)
        return observations.Draft(
            zone_name=members.pop("zone", "") or zone_name,
            instant=members.pop("at", None),
            parts=members.pop("parts", None) or {},
            **members,
        )
