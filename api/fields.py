"""Members as JSON has them: a number is a number and a text is a text, nothing is converted."""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from foods.nutrients import LARGEST, NUTRIENTS

UUID_TEXT = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE
)
DATE_TEXT = re.compile(r"\d{4}-\d{2}-\d{2}")
TIME_TEXT = re.compile(r"\d{2}:\d{2}(:\d{2})?")
# RFC 3339: an instant names its distance to UTC.
INSTANT_TEXT = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d{1,6})?([Zz]|[+-]\d{2}:\d{2})"
)
DECIMALS = 3
NUMBER_OR_NULL: dict[str, Any] = {"type": ["number", "null"], "minimum": 0}


class Uuid(serializers.UUIDField):
    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str) or not UUID_TEXT.fullmatch(data):
            self.fail("invalid", value=str(data)[:50])
        return super().to_internal_value(data)


class Text(serializers.CharField):
    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Truth(serializers.BooleanField):
    """true or false; words and numbers that mean them are refused."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=str(data)[:50])
        return data


@extend_schema_field({"type": "number"})
class Number(serializers.DecimalField):
    """A JSON number with at most three decimals; a number is never rounded on the way in."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=16, decimal_places=DECIMALS, **options)

    def to_internal_value(self, data: Any) -> Decimal:
        if isinstance(data, bool) or not isinstance(data, int | float):
            self.fail("invalid")
        return super().to_internal_value(repr(data))


class Whole(serializers.IntegerField):
    """A JSON number without a fraction; in JSON 1.0 is one too."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int | float) or data % 1:
            self.fail("invalid")
        return super().to_internal_value(str(int(data)))


class LocalDay(serializers.DateField):
    def to_internal_value(self, value: Any) -> dt.date:
        if not isinstance(value, str) or not DATE_TEXT.fullmatch(value):
            self.fail("invalid", format="YYYY-MM-DD")
        return super().to_internal_value(value)


@extend_schema_field({"type": "string", "pattern": r"^\d{2}:\d{2}(:\d{2})?$"})
class Clock(serializers.TimeField):
    """A local time, 08:30 or 08:30:15."""

    def to_internal_value(self, value: Any) -> dt.time:
        if not isinstance(value, str) or not TIME_TEXT.fullmatch(value):
            self.fail("invalid", format="HH:MM")
        return super().to_internal_value(value)


class Instant(serializers.DateTimeField):
    """A moment with its distance to UTC: without one it could be any of a day's moments."""

    default_error_messages = {
        "invalid": _("Give a moment like 2026-11-25T08:30:00Z, with Z or an offset."),
    }

    def to_internal_value(self, value: Any) -> dt.datetime:
        if not isinstance(value, str) or not INSTANT_TEXT.fullmatch(value):
            self.fail("invalid")
        return super().to_internal_value(value)

    def enforce_timezone(self, value: dt.datetime) -> dt.datetime:
        try:
            return value.astimezone(dt.UTC)
        except OverflowError:
            self.fail("overflow", timezone=timezone.get_current_timezone())


CONTENT_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": (
        "Amounts by nutrient, per 100 g (per unit for a supplement that has no weight). "
        "A nutrient that is left out is unknown, never zero."
    ),
    "properties": {key: {"type": "number", "minimum": 0, "maximum": LARGEST} for key in NUTRIENTS},
    "additionalProperties": False,
}


@extend_schema_field(CONTENT_SCHEMA)
class Content(serializers.Field[Any, Any, Any, Any]):
    """A map of nutrients; what its values may be is the subject's rule."""

    default_error_messages = {
        "invalid": _("Give an object of nutrients and numbers."),
        "unknown": _("“%(key)s” is not a nutrient we know."),
    }

    def to_internal_value(self, data: Any) -> Mapping[str, Any]:
        if not isinstance(data, dict):
            self.fail("invalid")
        if unknown := data.keys() - NUTRIENTS.keys():
            message = self.error_messages["unknown"] % {"key": min(unknown)[:40]}
            raise serializers.ValidationError(message)
        return data

    def to_representation(self, value: Any) -> Any:
        return value


@extend_schema_field(
    {
        "type": "object",
        "description": "Amounts per 100 g; null is unknown, which is not zero.",
        "properties": {
            key: NUMBER_OR_NULL | {"description": f"{nutrient.unit}, INFOODS {nutrient.tag}"}
            for key, nutrient in NUTRIENTS.items()
        },
        "required": list(NUTRIENTS),
    }
)
class Per100g(serializers.Field[Any, Any, Any, Any]):
    """The whole registry, with null where nothing is known."""

    def to_representation(self, value: Mapping[str, float]) -> dict[str, float | None]:
        return {key: rounded(value.get(key)) for key in NUTRIENTS}


def rounded(amount: float | None) -> float | None:
    return None if amount is None else round(amount, DECIMALS)


@extend_schema_field({"type": "number"})
class Amount(serializers.Field[Any, Any, Any, Any]):
    """A computed number on its way out, with three decimals; null stays null."""

    def to_representation(self, value: float) -> float | None:
        return rounded(value)


class Strict(serializers.Serializer[Any]):
    """Refuses members that it does not know: what is acknowledged is stored."""

    # Members that are read but never written.
    computed: frozenset[str] = frozenset()

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping) and (unknown := sorted(data.keys() - self.fields.keys())):
            raise serializers.ValidationError({key: [self._refusal(key)] for key in unknown})
        return super().to_internal_value(data)

    def _refusal(self, key: str) -> Any:
        if key in self.computed:
            return _("The server works this out: leave it out.")
        return _("This is not known here. Leave it out.")
