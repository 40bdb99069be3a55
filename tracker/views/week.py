"""The week page: rich foods that came back, how the day was spread, ideas from one's own weeks."""

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from foods.nutrients import NUTRIENTS
from tracker import moments, week, wording
from tracker.http import PersonRequest
from tracker.models.intake import Meal
from tracker.rules import messages, risks
from tracker.rules.citations import CITATIONS, MEMORY
from tracker.week import WeekRecord


@login_required
@require_GET
def latest(request: PersonRequest) -> HttpResponse:
    return _show(request, request.today)


@login_required
@require_GET
def until(request: PersonRequest, date: dt.date) -> HttpResponse:
    try:
        return _show(request, moments.check_day(date, at=request.at))
    except ValidationError as error:
        raise Http404(error.messages[0]) from error


def _show(request: PersonRequest, last: dt.date) -> HttpResponse:
    record = week.read(request.user, last=last, lang=request.LANGUAGE_CODE)
    today = request.today
    context = {
        "nav": "week",
        "week": record,
        "earlier": last - dt.timedelta(days=7),
        "later": min(last + dt.timedelta(days=7), today) if last < today else None,
        "groups": _groups(record),
        "shares": _shares(record),
        "tips": _tips(record),
        "companions": _companions(record),
        "hidden": request.profile.hide_totals and "totals" not in request.GET,
    }
    return render(request, "tracker/week.html", context)


def _groups(record: WeekRecord) -> list[dict[str, Any]]:
    return [
        {
            "label": group.label,
            "days": tally.days if tally else 0,
            "default": group.days_a_week,
            "mg": wording.at_least(tally.magnesium_mg, unknown=tally.has_unknown) if tally else "",
        }
        for group, tally in record.groups
    ]


def _shares(record: WeekRecord) -> list[tuple[str, str, float]]:
    labels = [*Meal.choices, ("", _("Outside meals"))]
    return [
        (str(label), wording.number(100 * record.shares[meal]), 100 * record.shares[meal])
        for meal, label in labels
        if meal in record.shares
    ]


def _tips(record: WeekRecord) -> list[str]:
    """The tip about spreading, once for the week."""
    facts = {"uneven_days_7": record.uneven_days}
    return [message.text() for message in messages.evaluate(risks.TIPS, facts)]


def _companions(record: WeekRecord) -> list[dict[str, Any]]:
    return [
        {
            "label": NUTRIENTS[companion.key].label,
            "unit": NUTRIENTS[companion.key].unit,
            "mean": mean,
            "per_day": None if mean.per_day is None else wording.number(mean.per_day),
            "reference": wording.number(companion.reference),
            "source": CITATIONS[companion.source].title,
            "from_memory": companion.source == MEMORY,
        }
        for companion, mean in record.companions
    ]
