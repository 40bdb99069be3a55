"""What a diary allows to say: is the intake enough, and what went together with it."""

import datetime as dt

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api.exceptions import InvalidParameterError
from api.http import DeviceRequest
from api.schema import problems
from api.serializers.findings import AdequacySerializer, FindingsSerializer, PeriodSerializer
from api.views.base import DiaryView


class AdequacyView(DiaryView):
    @extend_schema(
        operation_id="get_adequacy",
        tags=["findings"],
        parameters=[PeriodSerializer],
        responses={200: AdequacySerializer, **problems("invalid-parameter")},
    )
    def get(self, request: DeviceRequest) -> Response:
        """What is usual over a period, beside the guideline and the limit of its last day.

        Never a shortage: an adequate intake cannot show one.
        """
        # A worker that serves the diary and the sync never loads the analysis.
        from tracker import findings  # noqa: PLC0415

        asked = PeriodSerializer(
            data=request.query_params.dict(), context={"last": self.today - dt.timedelta(days=1)}
        )
        if not asked.is_valid():
            raise InvalidParameterError(asked.errors)
        found = findings.adequacy(
            request.user, **asked.validated_data, lang=self.lang, profile=self.profile
        )
        say = {"say": findings.adequacy_in_words}
        return Response(AdequacySerializer(found, context=say).data)


class AssociationsView(DiaryView):
    @extend_schema(
        operation_id="get_associations",
        tags=["findings"],
        responses={200: FindingsSerializer, **problems()},
    )
    def get(self, request: DeviceRequest) -> Response:
        """What went together with the magnesium of the 7 days before, at the last look.

        Mostly not clear, and before day 56 nothing: each refusal says why, and from when.
        """
        from tracker import findings  # noqa: PLC0415

        found = findings.associations(request.user, today=self.today)
        return Response(FindingsSerializer(found, context={"say": findings.answer_in_words}).data)
