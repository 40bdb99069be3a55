"""One entry: where its number comes from, changing and removing it."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foods import notes, sources
from tracker import diary, guidance, moments, pantry, valuing, wording
from tracker.forms.diary import EntryForm
from tracker.http import PersonRequest
from tracker.models import IntakeEntry
from tracker.models.intake import Meal
from tracker.views import telling


@login_required
@require_http_methods(["GET", "POST"])
def entry(request: PersonRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Show and change an entry; a form that is stale in the same member shows both values."""
    found = get_object_or_404(IntakeEntry.objects.editable_by(request.user), id=entry_id)
    item = None
    if found.item_id:
        item = pantry.find(request.user, found.item_id, lang=request.LANGUAGE_CODE)
    form = EntryForm(request.POST or None, entry=found, item=item)
    clashes: tuple[diary.Clash, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            written = diary.change_intake(
                request.user,
                found.id,
                changed=form.changed,
                seen=form.seen,
                at=request.at,
                lang=request.LANGUAGE_CODE,
            )
        except diary.StaleEntryError as error:
            clashes, form = error.clashes, _reopened(form, found, item)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            advice = guidance.after_intake(request.user, written.entries, at=request.at)
            elsewhere = telling.tell(request, advice)
            _say_changed(request, written)
            return elsewhere or redirect("day", written.entries[0].date)
    status = 422 if request.method == "POST" else 200
    context = _context(found, item, form) | {"clashes": _readable(clashes, form)}
    return render(request, "tracker/entry.html", context, status=status)


def _say_changed(request: PersonRequest, written: diary.Written) -> None:
    undo = str(written.undo_id) if written.undo_id else ""
    messages.success(request, _("The entry was changed."), extra_tags=undo)


def _reopened(form: EntryForm, entry: IntakeEntry, item: pantry.Item | None) -> EntryForm:
    """The form as the person filled it in, opened on what is stored now: saving again decides."""
    data = dict(form.data.items())
    stored = EntryForm.seen_in(entry)
    for name, bound in ((name, form[name]) for name in stored):
        text = bound.field.widget.format_value(bound.field.prepare_value(stored[name])) or ""
        text = text[0] if isinstance(text, list) else text
        data[bound.html_initial_name] = text
        if name not in form.changed:
            data[name] = text
    return EntryForm(data, entry=entry, item=item)


def _readable(clashes: tuple[diary.Clash, ...], form: EntryForm) -> list[dict[str, Any]]:
    return [
        {
            "label": form.fields[clash.member].label,
            "mine": _as_read(clash.mine),
            "theirs": _as_read(clash.theirs),
        }
        for clash in clashes
    ]


def _as_read(value: object) -> str:
    """A member of an entry as a person reads it."""
    if isinstance(value, Decimal):
        return wording.exact(value)
    if isinstance(value, dt.time):
        return formats.time_format(value, "H:i")
    if isinstance(value, dt.date):
        return formats.date_format(value)
    labels = {key: str(label) for key, label in Meal.choices}
    return labels.get(str(value), str(value)) if value else _("nothing")


def _context(entry: IntakeEntry, item: pantry.Item | None, form: EntryForm) -> dict[str, Any]:
    return {
        "nav": "today",
        "entry": entry,
        "item": item,
        "form": form,
        "line": diary.line_of(entry),
        "per_100g": entry.content.get("magnesium_mg"),
        "source_title": pantry.source_title(entry.dataset),
        "source": sources.SOURCES.get(entry.dataset),
        "notes": [notes.sentence(code) for code in item.notes] if item else [],
        "twice": entry.at is not None
        and moments.exists_twice(entry.at, zone_name=entry.zone or "UTC"),
        "today_value": _today(entry, item),
    }


def _today(entry: IntakeEntry, item: pantry.Item | None) -> IntakeEntry | None:
    """The entry as today's table values it, when that differs from what was logged."""
    if item is None or entry.unit not in item.units:
        return None
    fresh = IntakeEntry()
    valuing.value(fresh, item, amount=entry.amount, unit=entry.unit)
    return None if fresh.magnesium_mg == entry.magnesium_mg else fresh


@login_required
@require_POST
def recalculate(request: PersonRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Take today's table for this entry: an explicit act, never by itself."""
    found = get_object_or_404(IntakeEntry.objects.editable_by(request.user), id=entry_id)
    try:
        written = diary.change_intake(
            request.user,
            found.id,
            changed={"item_id": found.item_id},
            seen={},
            at=request.at,
            lang=request.LANGUAGE_CODE,
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        _say_changed(request, written)
    return redirect("entry", entry_id)


@login_required
@require_POST
def remove(request: PersonRequest, entry_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(IntakeEntry.objects.editable_by(request.user), id=entry_id)
    written = diary.remove_intake(request.user, [found.id], at=request.at)
    undo = str(written.undo_id) if written.undo_id else ""
    messages.success(request, wording.removed(len(written.entries)), extra_tags=undo)
    return redirect("day", found.date)
