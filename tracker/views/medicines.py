"""The pages of medicines: the list, one medicine, the hours it keeps from magnesium."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tracker import guidance, medicines, supplements, versions
from tracker.forms.medicines import HoursForm, MedicineForm, VersionedForm
from tracker.http import PersonRequest
from tracker.medicines import MedicineRecord, Written
from tracker.models import Medicine
from tracker.rules import gates, medicine_names, proposals
from tracker.rules.citations import CITATIONS, Citation
from tracker.rules.medicines import DIRECTION_TEXTS, Effect
from tracker.rules.proposals import Standing
from tracker.rules.spacing_table import SUPPLEMENT
from tracker.views import telling

NO_HOURS = {
    "after_h": None,
    "before_h": None,
    "food_after_h": None,
    "hours_from": "",
    "confirmed_on": None,
}


@dataclass(frozen=True)
class Badge:
    """What a medicine does to magnesium, with the sources."""

    label: str
    effect: Effect
    sources: tuple[Citation, ...]


@dataclass(frozen=True)
class Listed:
    """A medicine as the list shows it."""

    record: MedicineRecord
    planned: str
    badges: tuple[Badge, ...]
    hours: str


def listed(record: MedicineRecord) -> Listed:
    return Listed(
        record=record,
        planned=medicines.plan_text(record.medicine),
        badges=tuple(_badge(effect) for effect in record.effects),
        hours=_hours_text(record),
    )


def _badge(effect: Effect) -> Badge:
    sources = tuple(CITATIONS[key] for key in effect.sources)
    return Badge(str(DIRECTION_TEXTS[effect.direction]), effect, sources)


def _hours_text(record: MedicineRecord) -> str:
    if record.hours is not None:
        return medicines.hours_text(record.hours)
    return str(proposals.ASK_PHARMACIST) if record.standing is Standing.ASK else ""


def editable(request: PersonRequest, medicine_id: uuid.UUID) -> Medicine:
    found: Medicine = get_object_or_404(Medicine.objects.editable_by(request.user), id=medicine_id)
    return found


@login_required
@require_GET
def index(request: PersonRequest) -> HttpResponse:
    found = [listed(r) for r in medicines.read(request.user, on=request.today)]
    context = {
        "nav": "foods",
        "taken": [item for item in found if not item.record.has_ended],
        "ended": [item for item in found if item.record.has_ended],
    }
    return render(request, "tracker/medicines.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    form = _form_of(request, None)
    if request.method == "POST" and form.is_valid():
        draft = medicines.Draft(members=form.members)
        saved = _saved(form, lambda: medicines.add(request.user, [draft], at=request.at))
        if saved:
            advice = guidance.after_list(request.user, on=request.today, at=request.at)
            if elsewhere := telling.tell(request, advice):
                return elsewhere
            messages.success(request, _("Added. Look at the hours below."))
            return redirect("medicine", saved.rows[0].id)
    return _form(request, form, title=_("New medicine"))


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, medicine_id: uuid.UUID) -> HttpResponse:
    found = editable(request, medicine_id)
    form = _form_of(request, found)
    if request.method == "POST" and form.is_valid():
        saved = _saved(form, lambda: _change(request, found.id, form, form.members))
        if saved:
            return _said(request, saved, _("“%(name)s” was changed."))
    return _form(request, form, title=found.name, medicine=found)


def _form_of(request: PersonRequest, medicine: Medicine | None) -> MedicineForm:
    return MedicineForm(
        request.POST or None,
        times=len(medicine.times) if medicine else 0,
        products=[p for p in supplements.of(request.user) if p.is_swallowed],
        initial=MedicineForm.of(medicine) if medicine else None,
    )


def _change(
    request: PersonRequest, medicine_id: uuid.UUID, form: VersionedForm, changed: dict[str, Any]
) -> Written[Medicine]:
    base = form.cleaned_data["version"]
    return medicines.change(request.user, medicine_id, changed=changed, at=request.at, base=base)


def _saved(form: VersionedForm, write: Callable[[], Written[Medicine]]) -> Written[Medicine] | None:
    """What was written; None after a refusal, which the form then shows."""
    try:
        return write()
    except versions.VersionError as error:
        form.reopened(error.current.version).add_error(None, error.messages)
    except ValidationError as error:
        refuse(form, error)
    return None


def refuse(form: VersionedForm, error: ValidationError) -> None:
    """Show a refusal beside its field, or above the form where it has none."""
    found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for member, texts in found.items():
        name = "time_1" if member == "times" else member
        form.add_error(name if name in form.fields else None, texts)


def _form(
    request: PersonRequest, form: MedicineForm, *, title: str, medicine: Medicine | None = None
) -> HttpResponse:
    context = {
        "nav": "foods",
        "form": form,
        "title": title,
        "medicine": medicine,
        "names": medicine_names.names(dutch=request.LANGUAGE_CODE.startswith("nl")),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "tracker/medicine_form.html", context, status=status)


@login_required
@require_GET
def medicine(request: PersonRequest, medicine_id: uuid.UUID) -> HttpResponse:
    """One medicine: when it is taken, what it does to magnesium, and its hours."""
    return _show(request, editable(request, medicine_id))


def _show(
    request: PersonRequest, found: Medicine, *, form: HoursForm | None = None
) -> HttpResponse:
    today = request.today
    record = medicines.record_of(found, on=today)
    row = record.proposal
    context = {
        "nav": "foods",
        "medicine": found,
        "listed": listed(record),
        "record": record,
        "is_to_ask": record.standing is Standing.ASK,
        "form": form or HoursForm(row=row, initial=_started(record, today=today)),
        "table_text": medicines.row_text(row) if row else "",
        "strict_text": medicines.strict_text(row) if row else "",
        "is_remedy": bool(medicines.magnesium_kind(found)),
        "sources": [CITATIONS[key] for key in row.sources] if row else [],
        "is_about_antacids": row is not None and SUPPLEMENT not in row.counts,
        "often": proposals.OFTEN,
        "ask": proposals.ASK_PHARMACIST,
        "gates": _gate_texts(record, on=today),
    }
    status = 422 if form else 200
    return render(request, "tracker/medicine.html", context, status=status)


def _started(record: MedicineRecord, *, today: dt.date) -> dict[str, Any]:
    """The hours as confirmed, else as the table proposes; who gave them is not filled in."""
    found, row = record.medicine, record.proposal
    if record.hours is not None:
        own = {name: getattr(found, name) for name in NO_HOURS}
        return {**own, "version": found.version}
    lengths = ("after_h", "before_h", "food_after_h") if row else ()
    proposed = {name: getattr(row, name) for name in lengths}
    hours = {n: Decimal(repr(h)) for n, h in proposed.items() if h is not None}
    return {**hours, "confirmed_on": today, "version": found.version}


def _gate_texts(record: MedicineRecord, *, on: dt.date) -> list[str]:
    """What the gates say that this medicine opens."""
    shown = gates.to_show({"atc_codes": (record.code,)}, answers={}, on=on) if record.code else ()
    return [message.text() for message in shown]


@login_required
@require_POST
def hours(request: PersonRequest, medicine_id: uuid.UUID) -> HttpResponse:
    """Keep the hours that the person confirmed, or take them back."""
    found = editable(request, medicine_id)
    if "clear" in request.POST:
        saved = medicines.change(request.user, found.id, changed=NO_HOURS, at=request.at)
        return _said(request, saved, _("The hours of “%(name)s” are no longer used."))
    form = HoursForm(request.POST, row=medicines.proposal(found))
    if form.is_valid():
        written = _saved(form, lambda: _change(request, found.id, form, form.members))
        if written:
            return _said(request, written, _("The hours of “%(name)s” are noted."))
    return _show(request, found, form=form)


@login_required
@require_POST
def end(request: PersonRequest, medicine_id: uuid.UUID) -> HttpResponse:
    """Note that today is the last day of a medicine."""
    found = editable(request, medicine_id)
    try:
        saved = medicines.end(request.user, found.id, on=request.today, at=request.at)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("medicine", found.id)
    return _said(request, saved, _("Today is the last day of “%(name)s” in your list."))


@login_required
@require_POST
def remove(request: PersonRequest, medicine_id: uuid.UUID) -> HttpResponse:
    found = editable(request, medicine_id)
    saved = medicines.remove(request.user, [found.id], at=request.at)
    text = _("“%(name)s” was taken off your list. What you logged of it stays.")
    _say(request, saved, text)
    return redirect("medicines")


def _said(request: PersonRequest, saved: Written[Medicine], text: str) -> HttpResponse:
    _say(request, saved, text)
    return redirect("medicine", saved.rows[0].id)


def _say(request: PersonRequest, saved: Written[Medicine], text: str) -> None:
    tags = str(saved.undo_id) if saved.undo_id else ""
    for row in saved.rows:
        messages.success(request, text % {"name": row.name}, extra_tags=tags)
