"""Intake over weeks against the target."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_GET

from tracker import wording
from tracker.forms.trends import PeriodForm
from tracker.http import PersonRequest

DEFAULT_WEEKS = 8


@login_required
@require_GET
def trends(request: PersonRequest) -> HttpResponse:
    """The chart drawn here at once as SVG, its table, and the same as data for Plotly."""
    # A worker that serves the diary never loads the charts and the analysis.
    from tracker import findings, reports  # noqa: PLC0415
    from tracker.charts import plotly, svg  # noqa: PLC0415

    today = request.today
    form = PeriodForm(
        request.GET or None, last_day=today, weeks=reports.WEEKS, longest=reports.MAX_DAYS
    )
    first, last = form.span(default_weeks=DEFAULT_WEEKS)
    page = reports.trend_page(
        request.user, first=first, last=last, lang=request.LANGUAGE_CODE, profile=request.profile
    )
    usual = findings.adequacy(
        request.user, first=first, last=last, lang=request.LANGUAGE_CODE, profile=request.profile
    )
    found = findings.associations(request.user, today=today)
    context = {
        "nav": "trends",
        "page": page,
        "usual": [] if request.profile.hide_totals else findings.adequacy_in_words(usual),
        "answers": findings.answers_in_words(found),
        "next_look": found.next_look,
        "form": form,
        "periods": reports.WEEKS,
        "weeks": (last - first).days // 7 + 1 if last == today else None,
        "svg": svg.draw_both(page.figure),
        "figure": plotly.draw(page.figure),
        "plotly": static("plotly/plotly.min.js"),
        "target_source": wording.target_source(page.target.shown),
        "target_text": wording.target(page.target.low_mg, page.target.high_mg),
    }
    return render(request, "tracker/trends.html", context)
