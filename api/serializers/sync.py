"""What goes over the line of the sync, and its description."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rest_framework import serializers

from api import fields
from api.exceptions import PROBLEMS, describe, faults, of_django
from tracker import changes, sync
from tracker.incoming import COLLECTIONS
from tracker.models import Synced


class WholeNumber(serializers.IntegerField):
    """Digits and nothing else: a number in a query string is never rounded or trimmed."""

    def to_internal_value(self, data: Any) -> int:
        if not isinstance(data, str) or not (data.isascii() and data.isdigit()):
            self.fail("invalid")
        return super().to_internal_value(data)


class PullQuerySerializer(fields.Strict):
    """Which changes, and how many."""

    cursor = WholeNumber(
        min_value=0,
        max_value=sync.MAX_CURSOR,
        default=0,
        help_text="As the last pull gave it; left out or 0 is from the beginning.",
    )
    limit = WholeNumber(min_value=1, max_value=sync.MAX_LIMIT, default=sync.DEFAULT_LIMIT)
    collections = serializers.CharField(
        required=False, help_text="Names with a comma between; left out is all of them."
    )

    def validate_collections(self, value: str) -> list[str]:
        names = value.split(",")
        if unknown := [name for name in names if name not in COLLECTIONS]:
            message = _("“%(name)s” is not a collection.") % {"name": unknown[0][:40]}
            raise serializers.ValidationError(message)
        return names


def page(found: sync.Page, *, at: dt.datetime) -> dict[str, Any]:
    return {
        "changes": [change(record) for record in found.records],
        "cursor": found.cursor,
        "has_more": found.has_more,
        "server_time": instant(at),
    }


def change(record: changes.Head) -> dict[str, Any]:
    """A record as it is stored; of a removed one that it was removed."""
    if isinstance(record, Synced):
        moment, members = record.updated_at, record.as_members()
    else:
        moment, members = record.deleted_at, None
    return {
        "collection": record.collection,
        "id": str(record.id),
        "version": str(record.version),
        "seq": record.seq,
        "deleted": members is None,
        "updated_at": instant(moment),
        "device_id": str(record.device_id) if record.device_id else None,
        "data": members,
    }


def instant(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def result(found: sync.Result) -> dict[str, Any]:
    """What became of one change of a push."""
    shown: dict[str, Any] = {
        "collection": found.change.collection,
        "id": str(found.change.id),
        "version": str(found.change.version),
        "status": found.status,
    }
    if found.seq is not None:
        shown["seq"] = found.seq
    if found.current is not None:
        shown["current"] = change(found.current)
    if found.refusal is not None:
        shown["problem"] = problem(found.refusal, found.faults)
    return shown


def problem(refusal: sync.Refusal, error: ValidationError | None) -> Mapping[str, Any]:
    document = describe(PROBLEMS[refusal])
    if error is not None:
        document["errors"] = faults([(f"/data{place}", text) for place, text in of_django(error)])
    return document


def discovery(account_id: str, *, at: dt.datetime) -> dict[str, Any]:
    """What this server speaks, and up to which size."""
    return {
        "protocol": sync.PROTOCOL,
        "schema_version": sync.schema_version(),
        "account_id": account_id,
        "collections": {name: list(kind.model.members) for name, kind in COLLECTIONS.items()},
        "limits": {
            "max_changes_per_push": sync.MAX_CHANGES,
            "max_push_bytes": sync.MAX_PUSH_BYTES,
            "max_record_bytes": sync.MAX_RECORD_BYTES,
            "max_pull_limit": sync.MAX_LIMIT,
            "default_pull_limit": sync.DEFAULT_LIMIT,
        },
        "server_time": instant(at),
    }
