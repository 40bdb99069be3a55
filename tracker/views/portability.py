"""Taking the diary along as a file, and taking such a file in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tracker import portability, wording
from tracker.forms.portability import ImportForm
from tracker.http import PersonRequest, download

# So many of what cannot be taken in are shown with their reasons.
MOST_SHOWN = 20


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
    return f"mg24-{request.today}.{ending}"


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def choose(request: PersonRequest) -> HttpResponse:
    """Choose a file; once there is one, what it would change."""
    if request.method == "GET":
        return _show(request, ImportForm(), content=portability.kept(request.user, at=request.at))
    form = ImportForm(request.POST, request.FILES)
    if form.is_valid():
        portability.keep(request.user, form.content, at=request.at)
        return redirect("import")
    return _show(request, form, content=None)


def _show(request: PersonRequest, form: ImportForm, *, content: bytes | None) -> HttpResponse:
    context: dict[str, Any] = {"nav": "settings", "form": form}
    if content is not None:
        found = portability.preview(request.user, portability.read(content), at=request.at)
        context |= {
            "preview": found,
            "collections": [(wording.collection(c.collection), c) for c in found.collections],
            "refused": [(wording.collection(r.collection), r) for r in found.refused[:MOST_SHOWN]],
            "more_refused": max(0, len(found.refused) - MOST_SHOWN),
        }
    status = 422 if form.errors else 200
    return render(request, "tracker/settings_import.html", context, status=status)


@login_required
@require_POST
def take(request: PersonRequest) -> HttpResponse:
    content = portability.kept(request.user, at=request.at)
    if content is None:
        return redirect("import")
    taken = portability.take_in(request.user, portability.read(content), at=request.at)
    portability.forget(request.user)
    told = ngettext(
        "%(count)s record was taken in.", "%(count)s records were taken in.", taken.written
    )
    undo = str(taken.undo_id) if taken.undo_id else ""
    messages.success(request, told % {"count": taken.written}, extra_tags=undo)
    return redirect("settings")


@login_required
@require_POST
def forget(request: PersonRequest) -> HttpResponse:
    portability.forget(request.user)
    return redirect("import")
