"""A day as the page shows it, and saying that it is complete."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api import schema
from api.http import DeviceRequest
from api.schema import problems
from api.serializers.days import ConfirmedSerializer, DaySerializer, DayShown
from api.views.base import DiaryView, answer_unless_known
from tracker import diary, moments, observations, profiles, supplements

TAG_LENGTH = 16


class DayView(DiaryView):
    @extend_schema(
        operation_id="get_day",
        tags=["days"],
        parameters=[schema.DATE, schema.IF_NONE_MATCH_TAG, schema.ETAG],
        responses={200: DaySerializer, 304: None, **problems("not-found", "validation")},
    )
    def get(self, request: DeviceRequest, date: dt.date) -> Response:
        """The day: entries by meal, what they hold between which bounds, and the target.

        A day from 2000 to a year ahead; it need not hold anything.
        """
        moments.check_day(date, at=request.at)
        shown = self._shown(request, date)
        written = json.dumps(shown, sort_keys=True, default=str).encode()
        tag = hashlib.sha256(written).hexdigest()[:TAG_LENGTH]
        return answer_unless_known(request, tag, lambda: shown, keep="no-store")

    @extend_schema(
        operation_id="confirm_day",
        tags=["days"],
        parameters=[schema.DATE],
        request=ConfirmedSerializer,
        responses={200: DaySerializer, **problems(*schema.WITH_BODY, "not-found")},
    )
    def put(self, request: DeviceRequest, date: dt.date) -> Response:
        """Say that the day is complete, that nothing was eaten, or neither."""
        serializer = ConfirmedSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        said = serializer.validated_data["confirmed"] or ""
        diary.confirm_day(request.user, date, said, at=request.at, device=request.auth)
        return Response(self._shown(request, date))

    def _shown(self, request: DeviceRequest, date: dt.date) -> Mapping[str, Any]:
        targets = profiles.targets_of(request.user, lang=self.lang, profile=self.profile)
        record = diary.read_day(request.user, date)
        meter = supplements.meter(
            record.entries,
            limit=targets.limit_on(date),
            counts_water=targets.counts_water_on(date),
            age_months=targets.age_months(date),
        )
        shown = DayShown(
            record=record,
            observed=observations.read_day(request.user, date),
            target=targets.on(date),
            meter=meter,
            hide_totals=self.profile.hide_totals,
        )
        return DaySerializer(shown).data
