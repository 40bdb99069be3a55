"""The description of the sync: made from the columns of each collection, so it cannot lag behind.

Nothing of this runs when a phone syncs.
"""

from typing import Any

from django.db import models
from drf_spectacular.utils import (
    OpenApiExample,
    PolymorphicProxySerializer,
    extend_schema_field,
    extend_schema_serializer,
)
from rest_framework import serializers

from api.serializers.records import ID, VERSION
from tracker import sync
from tracker.incoming import COLLECTIONS
from tracker.models import Synced

UUID_SCHEMA = {
    "type": "string",
    "format": "uuid",
    "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
}
TYPES: tuple[tuple[type["models.Field[Any, Any]"], dict[str, Any]], ...] = (
    (models.UUIDField, UUID_SCHEMA),
    (models.BooleanField, {"type": "boolean"}),
    (models.DateTimeField, {"type": "string", "format": "date-time"}),
    (models.DateField, {"type": "string", "format": "date"}),
    (models.IntegerField, {"type": "integer"}),
    (models.DecimalField, {"type": "number"}),
    (models.CharField, {"type": "string"}),
    (models.TextField, {"type": "string"}),
)


def _member(column: "models.Field[Any, Any]", *, answered: bool) -> dict[str, Any]:
    if isinstance(column, models.JSONField):
        return {}
    found = next(schema for kind, schema in TYPES if isinstance(column, kind))
    schema = dict(found)
    if column.choices:
        values = [value for value, _label in column.flatchoices]
        schema["enum"] = values + ([""] if column.blank and "" not in values else [])
    if getattr(column, "max_length", None) and "enum" not in schema and not answered:
        schema["maxLength"] = column.max_length
    nullable = column.null or (not answered and column.has_default())
    if nullable:
        schema["type"] = [schema["type"], "null"]
        if "enum" in schema:
            schema["enum"] = [*schema["enum"], None]
    return schema


def _members(model: type[Synced], *, answered: bool) -> dict[str, Any]:
    columns = {name: model._meta.get_field(name) for name in model.members}
    schema = {
        "type": "object",
        "properties": {
            name: _member(column, answered=answered)  # type: ignore[arg-type]
            for name, column in columns.items()
        },
        "additionalProperties": False,
    }
    return schema | ({"required": list(columns)} if answered else {})


def _data_field(model: type[Synced], *, answered: bool) -> serializers.Field[Any, Any, Any, Any]:
    schema = _members(model, answered=answered)
    words = (
        "Every member; null when it was removed."
        if answered
        else (
            "The members that change; all that are needed for a new record; null with a deletion."
        )
    )

    @extend_schema_field(schema)
    class Data(serializers.Field[Any, Any, Any, Any]):
        pass

    return Data(allow_null=True, required=answered, help_text=words)


@extend_schema_field(UUID_SCHEMA)
class LowerUuid(serializers.UUIDField):
    pass


@extend_schema_field({"oneOf": [UUID_SCHEMA, {"const": "*"}, {"type": "null"}]})
class BaseVersion(serializers.Field[Any, Any, Any, Any]):
    pass


def _constant(collection: str) -> serializers.Field[Any, Any, Any, Any]:
    @extend_schema_field({"type": "string", "const": collection})
    class Constant(serializers.Field[Any, Any, Any, Any]):
        pass

    return Constant()


def _name(collection: str) -> str:
    return "".join(word.title() for word in collection.split("_"))


def _serializer(
    name: str, doc: str, **members: serializers.Field[Any, Any, Any, Any]
) -> type[serializers.Serializer[Any]]:
    return type(name, (serializers.Serializer,), {"__doc__": doc, **members})


def _record(collection: str, model: type[Synced]) -> type[serializers.Serializer[Any]]:
    return _serializer(
        f"{_name(collection)}RecordSerializer",
        "A record as it is stored.",
        collection=_constant(collection),
        id=LowerUuid(),
        version=LowerUuid(),
        seq=serializers.IntegerField(help_text="The change number of the person's diary."),
        deleted=serializers.BooleanField(),
        updated_at=serializers.DateTimeField(),
        device_id=LowerUuid(allow_null=True, help_text="null: not by a device."),
        data=_data_field(model, answered=True),
    )


def _change(collection: str, model: type[Synced]) -> type[serializers.Serializer[Any]]:
    return _serializer(
        f"{_name(collection)}ChangeSerializer",
        "An edit, made on top of base_version.",
        collection=_constant(collection),
        id=LowerUuid(help_text="Made by the app, UUIDv7 is best."),
        version=LowerUuid(help_text="Made by the app, a new one for every edit."),
        base_version=BaseVersion(
            help_text="The version that was changed; null: new; a star: delete whatever it is."
        ),
        deleted=serializers.BooleanField(required=False),
        data=_data_field(model, answered=False),
    )


RECORD = PolymorphicProxySerializer(
    component_name="Record",
    serializers={name: _record(name, kind.model) for name, kind in COLLECTIONS.items()},
    resource_type_field_name="collection",
)
CHANGE = PolymorphicProxySerializer(
    component_name="Change",
    serializers={name: _change(name, kind.model) for name, kind in COLLECTIONS.items()},
    resource_type_field_name="collection",
)


@extend_schema_field(RECORD)
class RecordField(serializers.Field[Any, Any, Any, Any]):
    pass


@extend_schema_field(CHANGE)
class ChangeField(serializers.Field[Any, Any, Any, Any]):
    pass


class PullSerializer(serializers.Serializer[Any]):
    """A part of the feed, in ascending order."""

    changes = serializers.ListField(child=RecordField())
    cursor = serializers.IntegerField(help_text="Give this with the next pull.")
    has_more = serializers.BooleanField()
    server_time = serializers.DateTimeField()


EXAMPLE = {
    "changes": [
        {
            "collection": "observations",
            "id": ID,
            "version": VERSION,
            "base_version": None,
            "data": {"kind": "note", "date": "2026-11-25", "text": "Slept badly"},
        }
    ]
}


@extend_schema_serializer(examples=[OpenApiExample("A new note", value=EXAMPLE, request_only=True)])
class PushSerializer(serializers.Serializer[Any]):
    """Changes, judged one after the other."""

    cursor = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=0,
        max_value=sync.MAX_CURSOR,
        help_text="When sent, a cursor of an earlier life of the diary is refused with 410.",
    )
    changes = serializers.ListField(child=ChangeField(), max_length=sync.MAX_CHANGES)


class RejectedSerializer(serializers.Serializer[Any]):
    """Why one record was refused, as a problem document."""

    type = serializers.URLField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = serializers.ListField(  # type: ignore[assignment]
        child=serializers.DictField(child=serializers.CharField()), required=False
    )


class ResultSerializer(serializers.Serializer[Any]):
    """What became of one change."""

    collection = serializers.CharField()
    id = LowerUuid()
    version = LowerUuid()
    status = serializers.ChoiceField([(status.value, status.value) for status in sync.Status])
    seq = serializers.IntegerField(required=False, help_text="Of an applied change.")
    current = RecordField(
        required=False,
        help_text="What is stored now, where that is not what was sent.",
    )
    problem = RejectedSerializer(required=False)


class ResultsSerializer(serializers.Serializer[Any]):
    """One result per change, in the same order."""

    results = ResultSerializer(many=True)
    server_time = serializers.DateTimeField()


class LimitsSerializer(serializers.Serializer[Any]):
    max_changes_per_push = serializers.IntegerField()
    max_push_bytes = serializers.IntegerField()
    max_record_bytes = serializers.IntegerField()
    max_pull_limit = serializers.IntegerField()
    default_pull_limit = serializers.IntegerField()


class DiscoverySerializer(serializers.Serializer[Any]):
    """What this server speaks."""

    protocol = serializers.IntegerField()
    schema_version = serializers.IntegerField(
        help_text="Another number when a collection or a member was added."
    )
    account_id = LowerUuid(help_text="The name space of ids that two phones must agree on.")
    collections = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()),
        help_text="The members of each collection.",
    )
    limits = LimitsSerializer()
    server_time = serializers.DateTimeField()
