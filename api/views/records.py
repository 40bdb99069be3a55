"""The doors that every collection of records has: a list, and one address for each record.

A collection names its model, its serializers and the functions of its subject; what holds for all
is here: pages, ETags, preconditions and what is sent twice. api/described.py publishes them.
"""

import uuid
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from rest_framework import serializers
from rest_framework.response import Response

from api.exceptions import InvalidHeaderError, PreconditionRequiredError
from api.http import DeviceRequest
from api.serializers.guidance import as_json
from api.serializers.records import DaysPartSerializer, PartSerializer, RecordDraftSerializer
from api.views.base import DiaryView, version_in
from tracker import versions
from tracker.guidance import Advice
from tracker.models import Synced
from tracker.models.synced import OwnedQuerySet
from tracker.writes import Draft, Written

LOOKUPS = {"date": "date", "from": "date__gte", "to": "date__lte"}


class RecordView(DiaryView):
    """What the list and the address of one collection share; each collection fills this in."""

    model: ClassVar[type[Synced]]
    shown_by: ClassVar[type[serializers.Serializer[Any]]]
    read_by: ClassVar[type[RecordDraftSerializer]]
    # The names in the published description, and the name of one record's address.
    name: ClassVar[str]
    plural: ClassVar[str]
    address: ClassVar[str]
    # Whether the answer to a write says what it called forth.
    tells: ClassVar[bool] = False

    def create_record(self, sent: Any) -> tuple[Synced, bool]:
        """Store what the valid serializer `sent` holds; False when it was there already."""
        raise NotImplementedError

    def change_record(
        self,
        id: uuid.UUID,
        changed: dict[str, Any],
        *,
        version: uuid.UUID | None,
        base: uuid.UUID | None,
    ) -> Synced:
        raise NotImplementedError

    def remove_record(self, id: uuid.UUID, *, base: uuid.UUID | None) -> bool:
        """Whether there was something to remove."""
        raise NotImplementedError

    def told_by(self, record: Any) -> Sequence[Advice]:  # noqa: ARG002
        """What writing the record calls forth; only asked of a view that `tells`."""
        return ()

    @property
    def rows(self) -> OwnedQuerySet:
        rows: OwnedQuerySet = self.model._default_manager.all()  # type: ignore[assignment]
        return rows

    def make(self, sent: Any, *, id: uuid.UUID | None = None) -> Response:
        serializer = self.read_by(data=sent, context={"id": id})
        serializer.is_valid(raise_exception=True)
        record, is_new = self.create_record(serializer)
        response = self.show_written(record, status=201 if is_new else 200)
        response["Location"] = reverse(self.address, args=[record.id])
        return response

    def show_written(self, record: Synced, *, status: int = 200) -> Response:
        """The record, and beside it what writing it called forth, where that is anything."""
        response = self.show(record, status=status)
        if self.tells and (advice := self.told_by(record)):
            response.data = {**response.data, "messages": as_json(advice)}
        return response

    def show(self, record: Synced, *, status: int = 200) -> Response:
        etag = {"ETag": f'"{record.version}"'}
        return Response(self.shown_by(record).data, status=status, headers=etag)


class StoredView(RecordView):
    """A collection whose subject adds, changes and removes as tracker/writes.py does."""

    add: ClassVar[Callable[..., Written[Any]]]
    change: ClassVar[Callable[..., Written[Any]]]
    remove: ClassVar[Callable[..., Written[Any]]]

    def draft_of(self, sent: Any) -> Draft:
        draft: Draft = sent.draft()
        return draft

    def create_record(self, sent: Any) -> tuple[Synced, bool]:
        written = self._written(self.add, [self.draft_of(sent)])
        return written.rows[0], written.undo_id is not None

    def change_record(
        self,
        id: uuid.UUID,
        changed: dict[str, Any],
        *,
        version: uuid.UUID | None,
        base: uuid.UUID | None,
    ) -> Synced:
        row: Synced = self._written(
            self.change, id, changed=changed, version=version, base=base
        ).rows[0]
        return row

    def remove_record(self, id: uuid.UUID, *, base: uuid.UUID | None) -> bool:
        return bool(self._written(self.remove, [id], base=base).rows)

    def _written(
        self, write: Callable[..., Written[Any]], what: Any, **options: Any
    ) -> Written[Any]:
        request = self.request
        return write(request.user, what, at=request.at, device=request.auth, **options)


class RecordsView(RecordView):
    """The list of a collection."""

    asked_by: ClassVar[type[PartSerializer]] = DaysPartSerializer
    order: ClassVar[tuple[str, ...]] = ("date", "row")

    def get(self, request: DeviceRequest) -> Response:
        """The records of the person, a part at a time; follow `next`."""
        asked = self.query(self.asked_by)
        lookups = {LOOKUPS[name]: asked[name] for name in LOOKUPS.keys() & asked.keys()}
        rows = self.rows.visible_to(request.user).filter(**lookups).order_by(*self.order)
        return Response(self._part(rows, limit=asked["limit"], offset=asked["offset"]))

    def _part(self, rows: OwnedQuerySet, *, limit: int, offset: int) -> dict[str, Any]:
        count, end = rows.count(), offset + limit
        query = self.request.query_params.copy()
        query["offset"] = str(end)
        address = self.request.build_absolute_uri(f"?{query.urlencode()}")
        return {
            "count": count,
            "next": address if end < count else None,
            "results": [self.shown_by(row).data for row in rows[offset:end]],
        }

    def post(self, request: DeviceRequest) -> Response:
        """Make a record. The app makes the id, so sending it twice does no harm.

        The same id with other content is refused, with what is stored as `current`.
        """
        return self.make(request.data)


class RecordAddressView(RecordView):
    """The address of one record."""

    def get(self, request: DeviceRequest, id: uuid.UUID) -> Response:  # noqa: ARG002
        """One record; its version is the ETag."""
        return self.show(self.found(id))

    def put(self, request: DeviceRequest, id: uuid.UUID) -> Response:
        """Make a record at this address, or change the version you saw.

        With `If-None-Match: *` it is as POST, with the id of the address. With `If-Match` it is as
        PATCH. One of the two is required.
        """
        if (header := request.headers.get("If-None-Match")) is not None:
            if header.strip() != "*":
                raise InvalidHeaderError
            sent = request.data
            return self.make({"id": str(id), **sent} if isinstance(sent, dict) else sent, id=id)
        if "If-Match" not in request.headers:
            raise PreconditionRequiredError
        found = self.found(id)
        return self._change(id, self.put_on(found, self._changed(id)))

    def put_on(self, found: Any, changed: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002
        """What a PUT changes of the record that is there."""
        return changed

    def patch(self, request: DeviceRequest, id: uuid.UUID) -> Response:  # noqa: ARG002
        """Change the members that are sent; the others stay.

        Without `If-Match` the change is made on whatever is there; with it another version is
        refused, with what is stored as `current`.
        """
        self.found(id)
        return self._change(id, self._changed(id))

    def delete(self, request: DeviceRequest, id: uuid.UUID) -> Response:
        """Remove a record; removing it again is fine."""
        was_there = self.remove_record(id, base=version_in(request))
        if not was_there and not versions.was_removed(request.user, self.model, id):
            raise Http404
        return Response(status=204)

    def found(self, id: uuid.UUID) -> Synced:
        record: Synced = get_object_or_404(self.rows.editable_by(self.request.user), id=id)
        return record

    def _changed(self, id: uuid.UUID) -> dict[str, Any]:
        serializer = self.read_by(data=self.request.data, partial=True, context={"id": id})
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def _change(self, id: uuid.UUID, changed: dict[str, Any]) -> Response:
        version = changed.pop("version", None)
        base = version_in(self.request)
        return self.show_written(self.change_record(id, changed, version=version, base=base))
