"""The day page: what was eaten and drunk, how much magnesium that held, and adding to it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from foods.models import curated_id
from tracker import (
    changes,
    diary,
    guidance,
    habits,
    moments,
    observations,
    pantry,
    profiles,
    supplements,
    wording,
)
from tracker.forms.diary import ConfirmForm, CopyFromForm, NoteForm
from tracker.guidance import Advice
from tracker.http import PersonRequest
from tracker.models import IntakeEntry
from tracker.models.intake import Kind, Meal
from tracker.rules import day as day_rule
from tracker.views import addbox, doses, medicine_card, observed, telling

FULL_BAR_MG = 400.0
HISTORY_DAYS = 7
# A longer list would push the day itself off a phone.
LISTED = 8


@dataclass(frozen=True)
class MealGroup:
    """The entries of one meal and what they hold together."""

    meal: str
    label: str
    entries: tuple[IntakeEntry, ...]
    total: day_rule.DayTotal

    @property
    def is_of_several_foods(self) -> bool:
        """It could be a recipe."""
        return sum(entry.kind == Kind.FOOD for entry in self.entries) > 1


@dataclass(frozen=True)
class Bar:
    """The day's bar in per cent of its width: each source's known part, the unknown, the target."""

    food: float
    water: float
    supplement: float
    unknown: float
    open_ended: bool
    target_low: float | None
    target_high: float | None

    @property
    def starts(self) -> dict[str, float]:
        water = self.food
        return {
            "water": water,
            "supplement": water + self.water,
            "unknown": water + self.water + self.supplement,
        }


@login_required
@require_GET
def today(request: PersonRequest) -> HttpResponse:
    return show(request, request.today)


@login_required
@require_GET
def day(request: PersonRequest, date: dt.date) -> HttpResponse:
    return show(request, checked(request, date))


def checked(request: PersonRequest, date: dt.date) -> dt.date:
    try:
        return moments.check_day(date, at=request.at)
    except ValidationError as error:
        raise Http404(error.messages[0]) from error


def show(
    request: PersonRequest,
    date: dt.date,
    *,
    asked: addbox.Asked | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    """The whole page, or for htmx the part of it that a change can touch."""
    context = _context(request, date, asked or addbox.asked(request)) | {"error": error}
    name = "tracker/_day.html" if request.htmx else "tracker/day.html"
    return render(request, name, context, status=status)


def _context(request: PersonRequest, date: dt.date, asked: addbox.Asked) -> dict[str, Any]:
    record = diary.read_day(request.user, date)
    today = request.today
    meal = meal_of(request, date, today=today, record=record)
    at_meal = [entry for entry in record.entries if entry.meal == meal]
    offer_usual = not any(entry.kind not in supplements.SWALLOWED for entry in at_meal)
    targets = profiles.targets_of(request.user, lang=request.LANGUAGE_CODE, profile=request.profile)
    target = targets.on(date)
    due = supplements.on_day(request.user, date, entries=record.entries)
    usual = habits.usual(
        request.user,
        meal=meal,
        until=max(date, today),
        limit=LISTED,
        whole_meal=offer_usual,
        without=due.resting | {e.item_id for e in at_meal if e.kind in supplements.SWALLOWED},
    )
    shown = [*record.entries, *usual.entries, *usual.meal_entries, *usual.waters]
    pantry.name_in(request.LANGUAGE_CODE, shown)
    return {
        "nav": "today",
        "date": date,
        "today": today,
        "yesterday": date - dt.timedelta(days=1),
        "tomorrow": date + dt.timedelta(days=1),
        "record": record,
        "meals": _meals(record),
        "bar": _bar(record.total, high_mg=target.high_mg, low_mg=target.low_mg),
        "target": target,
        "known": wording.day(record.total),
        "target_text": wording.target(target.low_mg, target.high_mg),
        "target_source": wording.target_source(target.shown),
        "estimate": wording.estimate(record.total),
        "coverage": wording.coverage(record.total),
        "status": wording.status(record.total),
        "prompts": _prompts(request, record),
        "usual": usual,
        "offer_usual": offer_usual,
        "unknown_names": dict.fromkeys(e.name for e in record.entries if e.known_share < 1),
        "usual_meal": meal,
        "usual_meal_label": Meal(meal).label if meal else "",
        "meal_choices": Meal.choices,
        "tap_water": curated_id(pantry.TAP_WATER),
        "change_usual": "change" in request.GET,
        "hidden": request.profile.hide_totals and "totals" not in request.GET,
        "dosing": doses.card(
            record,
            targets,
            due,
            is_held=lambda: guidance.is_held(request.user, on=today, at=request.at),
        ),
        **medicine_card.context(request, date),
        **observed.card(request, observations.read_day(request.user, date)),
        **addbox.context(request, date, asked, meal=meal),
    }


def meal_of(
    request: PersonRequest,
    date: dt.date,
    *,
    today: dt.date,
    record: diary.DayRecord | None = None,
) -> str:
    """The meal being logged: as asked, else of this hour; on another day the first one missing."""
    asked = request.GET.get("meal") or request.POST.get("meal", "")
    if asked in Meal.values:
        return asked
    if date == today or record is None:
        return habits.meal_at(request.at.astimezone(moments.zone(request.zone_name)).hour)
    logged = {entry.meal for entry in record.entries}
    return next((meal for meal in habits.MEAL_HOURS if meal not in logged), Meal.SNACK)


def _meals(record: diary.DayRecord) -> list[MealGroup]:
    labels = [*Meal.choices, ("", _("Outside meals"))]
    groups = []
    for meal, label in labels:
        entries = tuple(entry for entry in record.entries if entry.meal == meal)
        if entries:
            total = day_rule.total([diary.line_of(entry) for entry in entries])
            groups.append(MealGroup(meal, str(label), entries, total))
    return groups


def _bar(total: day_rule.DayTotal, *, low_mg: float | None, high_mg: float | None) -> Bar:
    top = total.high_mg if total.high_mg is not None else total.low_mg
    full = max(FULL_BAR_MG, (high_mg or 0) * 1.1, top * 1.02, total.known_mg * 1.02)
    rest = max(0.0, top - total.known_mg)
    return Bar(
        food=100 * total.food.known_mg / full,
        water=100 * total.water.known_mg / full,
        supplement=100 * total.supplement.known_mg / full,
        unknown=100 - 100 * total.known_mg / full if total.high_mg is None else 100 * rest / full,
        open_ended=total.high_mg is None,
        target_low=None if low_mg is None else 100 * low_mg / full,
        target_high=None if high_mg is None else 100 * high_mg / full,
    )


def _prompts(request: PersonRequest, record: diary.DayRecord) -> list[str]:
    if not record.confirmed:
        return []
    codes = day_rule.prompts(record.lines, record.total, sex=request.profile.sex or None)
    return [wording.prompt(code) for code in codes]


@login_required
@require_POST
def confirm(request: PersonRequest, date: dt.date) -> HttpResponse:
    """Say that this is everything, that nothing was eaten, or take that back."""
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return refuse(request, date, form.errors.as_data())
    said = form.cleaned_data["confirmed"]
    undo_id = diary.confirm_day(request.user, checked(request, date), said, at=request.at)
    text = _("The day is complete.") if said else _("The day is open again.")
    return done(request, date, text, undo_id, back=request.POST.get("back", ""))


@login_required
@require_POST
def note(request: PersonRequest, date: dt.date) -> HttpResponse:
    form = NoteForm(request.POST)
    if not form.is_valid():
        return refuse(request, date, form.errors.as_data())
    try:
        undo_id = observations.write_note(
            request.user,
            checked(request, date),
            form.cleaned_data["text"],
            note_id=form.cleaned_data["note"],
            at=request.at,
        )
    except ValidationError as error:
        return refuse(request, date, error)
    text = _("Note saved.") if form.cleaned_data["text"] else _("Note removed.")
    return done(request, date, text, undo_id)


@login_required
@require_GET
def copy(request: PersonRequest, date: dt.date) -> HttpResponse:
    """Choose entries, a meal or all of another day to log on this one."""
    form = CopyFromForm(request.GET or None)
    source = checked(request, date) - dt.timedelta(days=1)
    if form.is_bound and form.is_valid():
        source = form.cleaned_data["source"]
    record = diary.read_day(request.user, source, lang=request.LANGUAGE_CODE)
    context = {
        "nav": "today",
        "date": date,
        "source": source,
        "form": CopyFromForm(initial={"source": source}),
        "meals": _meals(record),
        "record": record,
    }
    return render(request, "tracker/copy.html", context)


@login_required
@require_GET
def unconfirmed(request: PersonRequest) -> HttpResponse:
    """The last seven days that were not called complete, and what they hold."""
    today = request.today
    records = diary.unconfirmed_days(
        request.user, until=today, days=HISTORY_DAYS, lang=request.LANGUAGE_CODE
    )
    days = [(record, wording.day(record.total), _meals(record)) for record in records]
    return render(request, "tracker/unconfirmed.html", {"nav": "today", "days": days})


@login_required
@require_POST
def undo(request: PersonRequest, undo_id: uuid.UUID) -> HttpResponse:
    undone = changes.undo(request.user, undo_id, at=request.at)
    if undone is None:
        messages.error(request, _("This can no longer be undone: it is done, or a day has passed."))
    else:
        messages.success(request, wording.undone(kept=undone.kept))
    return redirect(_back(request) or "today")


@login_required
@require_POST
def zone(request: PersonRequest) -> HttpResponse:
    """Use the time zone that the browser said it is in."""
    try:
        profiles.update(request.user, zone=request.POST.get("zone", ""), at=request.at)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Your diary now uses the time of this device."))
    return redirect("today")


def _back(request: PersonRequest) -> str:
    """The page of ours that sent this, so that undo leads back to where the person was."""
    referer = urlsplit(request.headers.get("Referer", ""))
    return referer.path if referer.netloc == request.get_host() else ""


def refuse(
    request: PersonRequest, date: dt.date, errors: Any, *, asked: addbox.Asked | None = None
) -> HttpResponse:
    """Say what is wrong above the page as it is; nothing was written."""
    problem = errors if isinstance(errors, ValidationError) else ValidationError(errors)
    text = " ".join(problem.messages)
    return show(request, checked(request, date), asked=asked, error=text, status=422)


def done(
    request: PersonRequest,
    date: dt.date,
    text: str,
    undo_id: uuid.UUID | None,
    *,
    back: str = "",
    rest: Sequence[str] = (),
    advice: Sequence[Advice] = (),
) -> HttpResponse:
    """Report what was written and what it called forth (`advice`).

    Words that wait for a food (`rest`) go back into the box.
    """
    elsewhere = telling.tell(request, advice)
    messages.success(request, text, extra_tags=str(undo_id) if undo_id else "")
    if elsewhere:
        return elsewhere
    asked = addbox.waiting(rest)
    if request.htmx:
        return show(request, date, asked=asked)
    if rest:
        return redirect(f"{reverse('day', args=[date])}?{addbox.address(asked)}#add")
    return redirect("unconfirmed") if back == "unconfirmed" else redirect("day", date)
