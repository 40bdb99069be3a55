"""Taking the diary along: everything as JSON, or as tables for a spreadsheet."""

from django.contrib.auth.decorators import login_required
from django.http import StreamingHttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tracker import moments, portability
from tracker.http import PersonRequest, download


@login_required
@never_cache
@require_GET
def export(request: PersonRequest) -> StreamingHttpResponse:
    file = portability.json_file(request.user, at=request.at)
    return download(file, filename=_name(request, "json"), content_type="application/json")


@login_required
@never_cache
@require_GET
def tables(request: PersonRequest) -> StreamingHttpResponse:
    """With the marks that spreadsheets have in the language of the page."""
    style = portability.style_of(request.LANGUAGE_CODE)
    file = portability.tables_file(request.user, at=request.at, style=style)
    return download(file, filename=_name(request, "zip"), content_type="application/zip")


def _name(request: PersonRequest, ending: str) -> str:
    return f"mg24-{moments.today(request.at, zone_name=request.zone_name)}.{ending}"
