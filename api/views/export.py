"""Everything of the person at once, as JSON or as tables."""

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from api.http import DeviceRequest
from api.schema import problems
from api.views.base import DiaryView
from tracker import portability
from tracker.http import download


class ExportView(DiaryView):
    @extend_schema(
        operation_id="export",
        tags=["export"],
        responses={200: OpenApiTypes.OBJECT, **problems()},
    )
    def get(self, request: DeviceRequest) -> StreamingHttpResponse:
        """The whole diary as one document, which another account can take in."""
        file = portability.json_file(request.user, at=request.at)
        return download(file, filename="mg24.json", content_type="application/json")


class ExportTablesView(DiaryView):
    def perform_content_negotiation(
        self,
        request: Request,
        force: bool = False,  # noqa: ARG002
    ) -> tuple[BaseRenderer, str]:
        """The answer is a zip whatever is asked for; a refusal is JSON as everywhere."""
        return super().perform_content_negotiation(request, force=True)

    @extend_schema(
        operation_id="export_tables",
        tags=["export"],
        responses={(200, "application/zip"): OpenApiTypes.BINARY, **problems()},
    )
    def get(self, request: DeviceRequest) -> StreamingHttpResponse:
        """A CSV for each collection in a zip; in Dutch with semicolons and a decimal comma."""
        style = portability.style_of(self.lang)
        file = portability.tables_file(request.user, at=request.at, style=style)
        return download(file, filename="mg24.zip", content_type="application/zip")
