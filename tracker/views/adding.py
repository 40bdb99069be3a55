"""The add box: search, log one item or a written line, log earlier entries again."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tracker import diary, guidance, lines, wording
from tracker.forms.diary import AddForm, LineForm, RepeatForm, amounts_of, picks_of
from tracker.http import PersonRequest
from tracker.models import IntakeEntry
from tracker.models.intake import Meal
from tracker.views import addbox, day


@login_required
@require_GET
def search(request: PersonRequest, date: dt.date) -> HttpResponse:
    """What the box shows while somebody types; without htmx the page itself does this."""
    return _box(request, date, addbox.asked(request, is_typed=True))


@login_required
@require_http_methods(["GET", "POST"])
def line(request: PersonRequest, date: dt.date) -> HttpResponse:
    """Show what a written line is understood as; then log what the person made of it."""
    if request.method == "GET":
        return _box(request, date, addbox.asked(request))
    form = LineForm(request.POST)
    if not form.is_valid():
        return day.refuse(request, date, form.errors.as_data())
    text = form.cleaned_data["text"]
    try:
        saved = lines.save(
            request.user,
            text,
            picks_of(request.POST),
            date=day.checked(request, date),
            meal=form.cleaned_data["meal"],
            zone_name=request.zone_name,
            at=request.at,
            lang=request.LANGUAGE_CODE,
        )
    except ValidationError as error:
        return day.refuse(request, date, error, asked=addbox.Asked(query=text))
    return _logged(request, date, saved.written, rest=saved.rest)


def _logged(
    request: PersonRequest, date: dt.date, written: diary.Written, *, rest: Sequence[str] = ()
) -> HttpResponse:
    said = wording.logged(len(written.entries))
    advice = guidance.after_intake(request.user, written.entries, at=request.at)
    return day.done(request, date, said, written.undo_id, rest=rest, advice=advice)


def _box(request: PersonRequest, date: dt.date, asked: addbox.Asked) -> HttpResponse:
    meal = day.meal_of(request, day.checked(request, date), today=date)
    context = {"date": date, "usual_meal": meal, "meal_choices": Meal.choices}
    shown = addbox.context(request, date, asked, meal=meal)
    return render(request, "tracker/_found.html", context | shown)


@login_required
@require_POST
def add(request: PersonRequest, date: dt.date) -> HttpResponse:
    """Log one item."""
    form = AddForm(request.POST)
    if not form.is_valid():
        return day.refuse(request, date, form.errors.as_data())
    values = form.cleaned_data
    draft = diary.Draft(
        date=day.checked(request, date),
        item_id=values["item"],
        amount=values["amount"],
        unit=values["unit"],
        meal=values["meal"],
        time=values["time"],
        zone_name=request.zone_name,
    )
    try:
        written = lines.log_found(
            request.user,
            draft,
            said=values["said"],
            at=request.at,
            lang=request.LANGUAGE_CODE,
        )
    except ValidationError as error:
        return day.refuse(request, date, error)
    return _logged(request, date, written)


@login_required
@require_POST
def repeat(request: PersonRequest, date: dt.date) -> HttpResponse:
    """Log earlier entries again on this day: the usual meal, ticked ones, another day's."""
    form = RepeatForm(request.POST)
    if not form.is_valid():
        return day.refuse(request, date, form.errors.as_data())
    ids: Sequence[uuid.UUID] = form.cleaned_data["entry"]
    found = {e.id: e for e in IntakeEntry.objects.visible_to(request.user).filter(id__in=ids)}
    entries = [found[id] for id in ids if id in found]
    meal = form.cleaned_data["meal"]
    if not entries:
        return day.refuse(
            request, date, ValidationError(_("These entries were removed meanwhile."))
        )
    try:
        written = diary.copy_intake(
            request.user,
            entries,
            to=day.checked(request, date),
            amounts=amounts_of(request.POST, entries),
            meal=None if meal == "keep" else meal,
            at=request.at,
            lang=request.LANGUAGE_CODE,
            zone_name=request.zone_name,
        )
    except ValidationError as error:
        return day.refuse(request, date, error)
    return _logged(request, date, written)
