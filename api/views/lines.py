"""One written line, read as foods and grams."""

from django.utils import translation
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api.http import DeviceRequest
from api.schema import WITH_BODY, problems
from api.serializers.lines import LineSerializer, ReadingSerializer
from api.views.base import DiaryView
from tracker import lines


class QuickAddView(DiaryView):
    @extend_schema(
        operation_id="read_line",
        tags=["foods"],
        request=LineSerializer,
        responses={200: ReadingSerializer, **problems(*WITH_BODY)},
    )
    def post(self, request: DeviceRequest) -> Response:
        """Read what a person wrote in one line. Nothing is stored.

        Show it before you log it: what is not sure has a low `confidence`, what is not understood
        is in `unknown`. The person's own foods and what they corrected before come first.
        """
        sent = LineSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        lang = sent.validated_data.get("lang", self.lang)
        with translation.override(lang):
            reading = lines.read(
                request.user, sent.validated_data["text"], lang=lang, until=self.today
            )
            return Response(ReadingSerializer(reading).data)
