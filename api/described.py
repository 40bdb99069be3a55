"""The published description of the doors of a collection, as api/views/records.py makes them."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import serializers

from api import schema
from api.serializers.guidance import MessageSerializer
from api.views.records import RecordAddressView, RecordsView, RecordView

List = TypeVar("List", bound=RecordsView)
Address = TypeVar("Address", bound=RecordAddressView)
ON_A_VERSION = ("invalid-header", "not-found", "version-mismatch")


def as_list(**remarks: str) -> Callable[[type[List]], type[List]]:
    """Publish a list; `remarks` may replace what is said of `list` and `create`."""

    def describe(view: type[List]) -> type[List]:
        refusals, written = _refusals(view), _written(view)
        created = {
            201: written,
            200: OpenApiResponse(written, description="It was there already."),
            **refusals(*schema.WITH_BODY, "version-mismatch"),
        }
        return extend_schema_view(
            get=extend_schema(
                **_named(view, "list", remarks),
                parameters=[view.asked_by],
                responses={200: _part_of(view.shown_by), **refusals("invalid-parameter")},
            ),
            post=extend_schema(
                **_named(view, "create", remarks),
                parameters=[schema.ETAG],
                request=view.read_by,
                responses=created,
            ),
        )(view)

    return describe


def as_address(**remarks: str) -> Callable[[type[Address]], type[Address]]:
    """Publish the address of a record; `remarks` may replace those of get, put, change, remove."""

    def describe(view: type[Address]) -> type[Address]:
        refusals, written = _refusals(view), _written(view)
        put = {
            200: written,
            201: OpenApiResponse(written, description="It was made."),
            **refusals(*schema.WITH_BODY, *ON_A_VERSION, "precondition-required"),
        }
        return extend_schema_view(
            get=extend_schema(
                **_named(view, "get", remarks),
                parameters=[schema.ETAG],
                responses={200: view.shown_by, **refusals("not-found")},
            ),
            put=extend_schema(
                **_named(view, "put", remarks),
                parameters=[schema.IF_MATCH, schema.IF_NONE_MATCH, schema.ETAG],
                request=view.read_by(partial=True),
                responses=put,
            ),
            patch=extend_schema(
                **_named(view, "change", remarks),
                parameters=[schema.IF_MATCH, schema.ETAG],
                request=view.read_by,
                responses={200: written, **refusals(*schema.WITH_BODY, *ON_A_VERSION)},
            ),
            delete=extend_schema(
                **_named(view, "remove", remarks),
                parameters=[schema.IF_MATCH],
                responses={204: None, **refusals(*ON_A_VERSION)},
            ),
        )(view)

    return describe


def _named(view: type[RecordView], verb: str, remarks: dict[str, str]) -> dict[str, Any]:
    name = view.plural if verb == "list" else view.name
    return {
        "operation_id": f"{verb}_{name}",
        "tags": [view.plural.replace("_", " ")],
        "description": remarks.get(verb),
    }


def _refusals(view: type[RecordView]) -> Callable[..., dict[Any, Any]]:
    """The problems of one collection: `current` of a mismatch is one of its records."""
    mismatch = schema.mismatch_of(view.shown_by)
    return lambda *codes: schema.problems(*codes, mismatch=mismatch)


def _written(view: type[RecordView]) -> type[serializers.Serializer[Any]]:
    """The answer to a write: the record, and what it called forth where the view tells that."""
    return _with_messages(view.shown_by) if view.tells else view.shown_by


@cache
def _with_messages(
    shown_by: type[serializers.Serializer[Any]],
) -> type[serializers.Serializer[Any]]:
    members = {
        "__doc__": shown_by.__doc__,
        "messages": MessageSerializer(many=True, required=False),
    }
    return type(schema.named_after(shown_by, "Written"), (shown_by,), members)


def _part_of(shown_by: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
    members = {
        "__doc__": "A part of the records.",
        "count": serializers.IntegerField(help_text="How many there are in all."),
        "next": serializers.URLField(allow_null=True, help_text="The next part; null at the end."),
        "results": shown_by(many=True),
    }
    return type(schema.named_after(shown_by, "Page"), (serializers.Serializer,), members)
