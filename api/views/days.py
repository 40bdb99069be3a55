"""A day as the page shows it, and saying that it is complete."""

import datetime as dt

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api import schema
from api.http import DeviceRequest
from api.schema import problems
from api.serializers.days import ConfirmedSerializer, DaySerializer, DayShown
from api.views.base import DiaryView
from tracker import diary, moments, observations, profiles, supplements


class DayView(DiaryView):
    @extend_schema(
        operation_id="get_day",
        tags=["days"],
        parameters=[schema.DATE],
        responses={200: DaySerializer, **problems("not-found", "validation")},
    )
    def get(self, request: DeviceRequest, date: dt.date) -> Response:
        """The day: entries by meal, what they hold between which bounds, and the target.

        A day from 2000 to a year ahead; it need not hold anything.
        """
        moments.check_day(date, at=request.at)
        return self._show(request, date)

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
        return self._show(request, date)

    def _show(self, request: DeviceRequest, date: dt.date) -> Response:
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
        return Response(DaySerializer(shown).data)
