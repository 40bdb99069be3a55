"""Entries of the intake ledger: list, read, make, change and remove them."""

import uuid
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.response import Response

from api import schema
from api.exceptions import InvalidHeaderError, PreconditionRequiredError
from api.http import DeviceRequest
from api.schema import problems
from api.serializers.intake import (
    DraftSerializer,
    EntryPageSerializer,
    EntryQuerySerializer,
    EntrySerializer,
)
from api.views.base import DiaryView, version_in
from tracker import diary
from tracker.models import IntakeEntry
from tracker.models.synced import OwnedQuerySet

LOOKUPS = {"date": "date", "from": "date__gte", "to": "date__lte"}


class EntryWriter(DiaryView):
    """Makes entries, for POST on the list and PUT on an address."""

    def make(
        self, request: DeviceRequest, sent: Any, *, entry_id: uuid.UUID | None = None
    ) -> Response:
        serializer = DraftSerializer(data=sent, context={"id": entry_id})
        serializer.is_valid(raise_exception=True)
        draft = serializer.draft(zone_name=self.zone_name)
        written = diary.log_intake(
            request.user, [draft], at=request.at, lang=self.lang, device=request.auth
        )
        # Nothing to undo: the entry was there already.
        response = show(written.entries[0], status=201 if written.undo_id else 200)
        response["Location"] = reverse("api-entry", args=[written.entries[0].id])
        return response


def show(entry: IntakeEntry, *, status: int = 200) -> Response:
    etag = {"ETag": f'"{entry.version}"'}
    return Response(EntrySerializer(entry).data, status=status, headers=etag)


class EntriesView(EntryWriter):
    @extend_schema(
        operation_id="list_intake_entries",
        tags=["intake entries"],
        parameters=[EntryQuerySerializer],
        responses={200: EntryPageSerializer, **problems("invalid-parameter")},
    )
    def get(self, request: DeviceRequest) -> Response:
        """The entries of a day, a period or the whole diary, in order of their day."""
        asked = self.query(EntryQuerySerializer)
        found = {LOOKUPS[name]: asked[name] for name in LOOKUPS.keys() & asked.keys()}
        entries = IntakeEntry.objects.visible_to(request.user).filter(**found)
        return Response(self._page(request, entries, asked["limit"], asked["offset"]))

    def _page(
        self, request: DeviceRequest, entries: OwnedQuerySet, limit: int, offset: int
    ) -> dict[str, Any]:
        count, end = entries.count(), offset + limit
        rows = entries.order_by("date", "row")[offset:end]
        query = request.query_params.copy()
        query["offset"] = str(end)
        return {
            "count": count,
            "next": request.build_absolute_uri(f"?{query.urlencode()}") if end < count else None,
            "results": [EntrySerializer(row).data for row in rows],
        }

    @extend_schema(
        operation_id="create_intake_entry",
        tags=["intake entries"],
        parameters=[schema.ETAG],
        request=DraftSerializer,
        responses={
            201: EntrySerializer,
            200: OpenApiResponse(EntrySerializer, description="It was there already."),
            **problems(*schema.WITH_BODY, "version-mismatch"),
        },
    )
    def post(self, request: DeviceRequest) -> Response:
        """Log something. The app makes the id, so sending it twice does no harm.

        With `item_id` the server values it by today's table; with `content` the app's own values
        are kept. The same id with other content is refused, with what is stored as `current`.
        """
        return self.make(request, request.data)


class EntryView(EntryWriter):
    def _found(self, request: DeviceRequest, entry_id: uuid.UUID) -> IntakeEntry:
        found: IntakeEntry = get_object_or_404(
            IntakeEntry.objects.editable_by(request.user), id=entry_id
        )
        return found

    @extend_schema(
        operation_id="get_intake_entry",
        tags=["intake entries"],
        parameters=[schema.ETAG],
        responses={200: EntrySerializer, **problems("not-found")},
    )
    def get(self, request: DeviceRequest, entry_id: uuid.UUID) -> Response:
        """One entry; its version is the ETag."""
        return show(self._found(request, entry_id))

    @extend_schema(
        operation_id="put_intake_entry",
        tags=["intake entries"],
        parameters=[schema.IF_MATCH, schema.IF_NONE_MATCH, schema.ETAG],
        request=DraftSerializer(partial=True),
        responses={
            200: EntrySerializer,
            201: OpenApiResponse(EntrySerializer, description="It was made."),
            **problems(
                *schema.WITH_BODY,
                "invalid-header",
                "not-found",
                "version-mismatch",
                "precondition-required",
            ),
        },
    )
    def put(self, request: DeviceRequest, entry_id: uuid.UUID) -> Response:
        """Make an entry at this address, or change the version you saw.

        With `If-None-Match: *` it is as POST, with the id of the address. With `If-Match` it is as
        PATCH, but that naming the same food again is no change. One of the two is required.
        """
        if (header := request.headers.get("If-None-Match")) is not None:
            if header.strip() != "*":
                raise InvalidHeaderError
            sent = request.data
            named = {"id": str(entry_id), **sent} if isinstance(sent, dict) else sent
            return self.make(request, named, entry_id=entry_id)
        if "If-Match" not in request.headers:
            raise PreconditionRequiredError
        found = self._found(request, entry_id)
        changed = self._changed(request, entry_id)
        if changed.get("item_id") == found.item_id:
            # The past does not change with a table: only choosing a food again does that.
            changed.pop("item_id", None)
        return self._change(request, entry_id, changed)

    @extend_schema(
        operation_id="change_intake_entry",
        tags=["intake entries"],
        parameters=[schema.IF_MATCH, schema.ETAG],
        request=DraftSerializer,
        responses={
            200: EntrySerializer,
            **problems(*schema.WITH_BODY, "invalid-header", "not-found", "version-mismatch"),
        },
    )
    def patch(self, request: DeviceRequest, entry_id: uuid.UUID) -> Response:
        """Change the members that are sent; the others stay.

        Another amount scales what was logged. `item_id`, the same one too, takes today's table;
        `content` takes the app's values. Without `If-Match` the change is made on whatever is
        there; with it another version is refused, with what is stored as `current`.
        """
        self._found(request, entry_id)
        return self._change(request, entry_id, self._changed(request, entry_id))

    def _changed(self, request: DeviceRequest, entry_id: uuid.UUID) -> dict[str, Any]:
        serializer = DraftSerializer(data=request.data, partial=True, context={"id": entry_id})
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def _change(
        self, request: DeviceRequest, entry_id: uuid.UUID, changed: dict[str, Any]
    ) -> Response:
        written = diary.change_intake(
            request.user,
            entry_id,
            version=changed.pop("version", None),
            base=version_in(request),
            changed=changed,
            seen={},
            at=request.at,
            lang=self.lang,
            device=request.auth,
        )
        return show(written.entries[0])

    @extend_schema(
        operation_id="remove_intake_entry",
        tags=["intake entries"],
        parameters=[schema.IF_MATCH],
        responses={
            204: None,
            **problems("invalid-header", "not-found", "version-mismatch"),
        },
    )
    def delete(self, request: DeviceRequest, entry_id: uuid.UUID) -> Response:
        """Remove an entry; removing it again is fine."""
        written = diary.remove_intake(
            request.user,
            [entry_id],
            at=request.at,
            device=request.auth,
            base=version_in(request),
        )
        if not written.entries and not diary.was_removed(request.user, entry_id):
            raise Http404
        return Response(status=204)
