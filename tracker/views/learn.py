"""Pages to read: what is known about magnesium, other causes of complaints, when to call."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tracker import guidance, learn
from tracker.http import PersonRequest
from tracker.rules import comparison, safety
from tracker.rules.citations import cited
from tracker.rules.comparison import Cause, Cell
from tracker.rules.messages import EMERGENCY_NUMBER, Channel, message_of

# The calls for help, the most urgent first, under which the red flags are listed.
CALLS = (
    ({Channel.EMERGENCY}, "emergency"),
    ({Channel.GP_NOW}, "gp_now"),
    ({Channel.GP_TODAY}, "gp_today"),
    ({Channel.GP_THIS_WEEK, Channel.GP_APPOINTMENT, Channel.PHARMACIST}, "later"),
)

# An empty cell reads faster than the words for it.
NAMED = comparison.CELL_LABELS | {Cell.NOT_NAMED: ""}


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "tracker/learn/index.html", {"nav": "learn", "pages": learn.CHAPTERS})


@require_GET
def page(request: HttpRequest, slug: str) -> HttpResponse:
    found = learn.PAGES.get(slug)
    if found is None:
        raise Http404(_("There is no such page."))
    context = {"nav": "learn", "page": found, "sources": cited(found.sources)}
    return render(request, "tracker/learn/page.html", context)


@require_GET
def doctor(request: HttpRequest) -> HttpResponse:
    """The red flags, as they are shown at the moment of entry."""
    groups = [
        (code, [message_of(rule, {}).text() for rule in safety.RULES if rule.channel in channels])
        for channels, code in CALLS
    ]
    used = {source for rule in safety.RULES for source in rule.sources}
    context = {
        "nav": "learn",
        "groups": groups,
        "disclaimer": str(safety.DISCLAIMER) % {"emergency": EMERGENCY_NUMBER},
        "sources": cited(used),
    }
    return render(request, "tracker/learn/doctor.html", context)


@require_GET
def compare(request: PersonRequest) -> HttpResponse:
    """Complaints and causes side by side; what was logged of late is marked."""
    marked: frozenset[str] = frozenset()
    little_fluid = False
    if request.user.is_authenticated:
        today = request.today
        marked = guidance.marked_complaints(request.user, until=today)
        little_fluid = guidance.had_little_fluid(request.user, until=today)
    rows = [
        (row, row.id in marked, [NAMED[row.cell(cause)] for cause in Cause])
        for row in comparison.ROWS
    ]
    sources = {source for row in comparison.ROWS for source in row.sources}
    context = {
        "nav": "learn",
        "causes": [
            (label, cause is Cause.DEHYDRATION and little_fluid)
            for cause, label in comparison.CAUSE_LABELS.items()
        ],
        "rows": rows,
        "days": comparison.MARKED_DAYS,
        "not_named": comparison.CELL_LABELS[Cell.NOT_NAMED],
        "caution": comparison.CAUTION,
        "together": comparison.OFTEN_TOGETHER,
        "blood_test": comparison.BLOOD_TEST,
        "sources": cited({*sources, *comparison.NOTE_SOURCES}),
    }
    return render(request, "tracker/learn/compare.html", context)
