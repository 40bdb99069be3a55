"""Supplements: the person's own products, the forms there are, and what a label says."""

import uuid
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

from foods import compounds, labels, nutrients
from tracker import guidance, profiles, supplements, wording
from tracker.forms.supplements import LabelForm, ProductForm
from tracker.http import PersonRequest
from tracker.models import Plan, SupplementProduct
from tracker.models.supplement import DoseUnit
from tracker.rules import forms as guide
from tracker.rules import limits
from tracker.rules.citations import CITATIONS
from tracker.views import telling


@dataclass(frozen=True)
class Listed:
    """A product as the list and its own page show it."""

    product: SupplementProduct
    form: str
    holds: str
    planned: str
    is_paused: bool
    has_plan: bool


def listed(active: supplements.Active) -> Listed:
    product = active.product
    return Listed(
        product=product,
        form=compounds.family_label(product.compound) if product.compound else "",
        holds=holds(product),
        planned=planned(active.plan, product) if active.plan else "",
        is_paused=active.is_paused,
        has_plan=active.plan is not None,
    )


def holds(product: SupplementProduct) -> str:
    if product.magnesium_mg is None:
        return _("magnesium unknown")
    words = {
        "mg": wording.number(product.magnesium_mg),
        "unit": DoseUnit(product.unit).label,
    }
    return _("%(mg)s mg magnesium per %(unit)s") % words


def planned(plan: Plan, product: SupplementProduct) -> str:
    """ "1 tablet (breakfast), 2 tablets (21:00)"."""
    return ", ".join(
        f"{wording.dose(slot.units, product.unit)} ({wording.moment(slot.moment).lower()})"
        for slot in supplements.slots_of(plan)
    )


@login_required
@require_GET
def index(request: PersonRequest) -> HttpResponse:
    """All products, what their plans hold a day, and how that stands to the limit."""
    today = request.today
    everything = supplements.with_plans(request.user, today)
    actives = [active for active in everything if not active.product.is_archived]
    total = supplements.planned(actives)
    targets = profiles.targets_of(request.user, lang=request.LANGUAGE_CODE, profile=request.profile)
    limit = targets.limit_on(today)
    zone = limits.zone(total.magnesium_mg, limit, has_unknown=total.has_unknown)
    context = {
        "nav": "foods",
        "products": [listed(active) for active in actives],
        "archived": [a.product for a in everything if a.product.is_archived],
        "total": total,
        "has_plans": any(active.plan and not active.is_paused for active in actives),
        "zone": zone,
        "zone_text": wording.limit_zone(
            zone, limit.mg, is_held=guidance.is_held(request.user, on=today, at=request.at)
        ),
        "food_text": limits.FOOD_TEXT,
        "others": nutrient_rows(total.others),
    }
    return render(request, "tracker/supplements.html", context)


def nutrient_rows(amounts: dict[str, float]) -> list[tuple[nutrients.Nutrient, float]]:
    return [
        (nutrient, amounts[key]) for key, nutrient in nutrients.NUTRIENTS.items() if key in amounts
    ]


@dataclass(frozen=True)
class FormRow:
    """A form of magnesium; the percentages are the least and most that its compounds hold."""

    form: guide.Form
    label: str
    least_percent: float
    most_percent: float
    evidence: str
    laxative: str


def _form_row(form: guide.Form) -> FormRow:
    fractions = [100 * compound.fraction for compound in compounds.family(form.family)]
    return FormRow(
        form=form,
        label=compounds.family_label(form.family),
        least_percent=min(fractions),
        most_percent=max(fractions),
        evidence=str(guide.EVIDENCE_LABELS[form.evidence]),
        laxative=str(guide.LAXATIVE_LABELS[form.laxative]),
    )


@login_required
@require_GET
def forms(request: PersonRequest) -> HttpResponse:
    """The forms there are as a plain table: no goal leads to one, and none is called best."""
    rows = sorted((_form_row(form) for form in guide.FORMS), key=lambda row: row.label.casefold())
    named = dict.fromkeys(source for form in guide.FORMS for source in form.sources)
    context = {
        "nav": "foods",
        "rows": rows,
        "not_shown": guide.NOT_SHOWN,
        "sources": [CITATIONS[source] for source in named],
    }
    return render(request, "tracker/supplement_forms.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """A product from a form of the list (`?form=citrate`), or from nothing."""
    form = ProductForm(request.POST or None, initial=_started(request.GET.get("form", "")))
    if request.method == "POST" and form.is_valid():
        saved = _save(request, form, None)
        if saved:
            advice = guidance.after_list(request.user, on=request.today, at=request.at)
            if elsewhere := telling.tell(request, advice):
                return elsewhere
            messages.success(request, _("Saved. Say when you take it, if you like."))
            return redirect("supplement", saved.id)
    return _form(request, form, title=_("New product"))


def _started(family: str) -> dict[str, Any]:
    """The elemental amount stays unknown until the label is read."""
    if family not in compounds.families():
        return {"label_units": Decimal(1)}
    label = compounds.family_label(family)
    return {"name": label, "compound": family, "label_units": Decimal(1)}


@login_required
@require_POST
def read_label(request: PersonRequest) -> HttpResponse:
    """The form as a pasted label line fills it in; nothing is saved yet."""
    pasted = LabelForm(request.POST)
    if not pasted.is_valid():
        return _form(request, ProductForm(), title=_("New product"), label_form=pasted)
    form, reading = ProductForm.from_label(pasted.cleaned_data["label"])
    notes = _notes(reading)
    return _form(request, form, title=_("New product"), status=200, label_form=pasted, notes=notes)


def _notes(reading: labels.Reading) -> list[str]:
    """What the label says, leaves open, or can hardly mean."""
    if reading.elemental_mg is None and reading.compound_mg is None:
        return [_("No amount of magnesium was found in this text. Fill it in below.")]
    notes = [text for doubt, text in _doubts().items() if doubt in reading.doubts]
    if labels.Ask.PER_UNIT_OR_DAY in reading.ask:
        notes.append(
            _("The text does not say if this is per tablet or per day. Check how many it is for.")
        )
    if labels.Ask.UNITS_PER_DAY in reading.ask:
        notes.append(_("This is for a day. Say below for how many units that is."))
    if labels.Ask.COMPOUND_OR_ELEMENTAL in reading.ask:
        notes.append(_("There is one weight. Say below what it is of."))
    return notes or [_("Read from the label. Check it, and save.")]


def _doubts() -> dict[labels.Doubt, str]:
    return {
        labels.Doubt.HOLDS_TOO_MUCH: _(
            "This is more magnesium than this form can hold. Often another form is mixed in, such "
            "as oxide. Check the label."
        ),
        labels.Doubt.PERCENT_DIFFERS: _(
            "The percentage does not agree with the amount in mg. Check the label."
        ),
        labels.Doubt.MMOL_DIFFERS: _(
            "The mmol do not agree with the amount in mg. Check the label."
        ),
        labels.Doubt.NOT_SWALLOWED: _(
            "This goes into a bath or on the skin. It does not count, and cannot be logged."
        ),
    }


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, product_id: uuid.UUID) -> HttpResponse:
    product = editable(request, product_id)
    form = ProductForm(request.POST or None, initial=ProductForm.of(product))
    if request.method == "POST" and form.is_valid() and _save(request, form, product):
        messages.success(request, _("Saved. What you logged before stays as it was."))
        return redirect("supplement", product.id)
    return _form(request, form, title=product.name, product=product)


def editable(request: PersonRequest, product_id: uuid.UUID) -> SupplementProduct:
    found: SupplementProduct = get_object_or_404(
        SupplementProduct.objects.editable_by(request.user), id=product_id
    )
    return found


def _save(
    request: PersonRequest, form: ProductForm, product: SupplementProduct | None
) -> SupplementProduct | None:
    person, at = request.user, request.at
    try:
        if product is None:
            saved = supplements.make(person, at=at, **form.members)
        else:
            saved = supplements.change(person, product.id, at=at, **form.members)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None
    return saved.product


def _form(
    request: PersonRequest,
    form: ProductForm,
    *,
    title: str,
    status: int = 0,
    **more: Any,
) -> HttpResponse:
    context = {
        "nav": "foods",
        "form": form,
        "title": title,
        "label_form": LabelForm(),
        "readings": form.readings if form.is_asked else None,
    }
    status = status or (422 if request.method == "POST" else 200)
    return render(request, "tracker/supplement_form.html", context | more, status=status)


@login_required
@require_GET
def product(request: PersonRequest, product_id: uuid.UUID) -> HttpResponse:
    """One product: what it holds, where that comes from, and what was planned of it."""
    found = editable(request, product_id)
    today = request.today
    plans = supplements.plans_of(request.user, found.id)
    held = supplements.plan_of(request.user, found.id, on=today)
    active = supplements.Active(
        found, held, is_paused=held is not None and supplements.is_paused(held, on=today)
    )
    context = {
        "nav": "foods",
        "product": found,
        "listed": listed(active),
        "plan": held,
        "plans": [(plan, planned(plan, found)) for plan in plans],
        "contents": nutrient_rows(found.content),
    }
    return render(request, "tracker/supplement.html", context)


@login_required
@require_POST
def archive(request: PersonRequest, product_id: uuid.UUID) -> HttpResponse:
    """Put a product away with its plan, or take it back."""
    found = editable(request, product_id)
    saved = supplements.archive(
        request.user, found, on=request.today, at=request.at, back=found.is_archived
    )
    text = _("“%(name)s” is put away.") if found.is_archived else _("“%(name)s” is back.")
    messages.success(request, text % {"name": found.name}, extra_tags=str(saved.undo_id))
    return redirect("supplements")


@login_required
@require_POST
def remove(request: PersonRequest, product_id: uuid.UUID) -> HttpResponse:
    found = editable(request, product_id)
    undo_id = supplements.remove(request.user, [found.id], at=request.at).undo_id
    text = _("“%(name)s” was removed. What you logged of it stays.") % {"name": found.name}
    messages.success(request, text, extra_tags=str(undo_id) if undo_id else "")
    return redirect("supplements")
