"""The person's own products: make, change, archive and remove them."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foods import compounds, labels, nutrients
from tracker import changes, problems, texts, versions, writes
from tracker.models import Device, Plan, SupplementProduct, User
from tracker.models.intake import Basis
from tracker.models.supplement import DoseUnit, ProductKind
from tracker.supplements import plans
from tracker.writes import Draft, Written

# More than a person swallows at once of anything; a typo, or grams for milligrams.
LARGEST_MG = 10_000
MOST_UNITS = 100


@dataclass(frozen=True)
class Saved:
    """What a write stored, and the undo that takes it back."""

    product: SupplementProduct
    undo_id: uuid.UUID | None


@dataclass(frozen=True)
class Active:
    """A product and the plan that holds for it on a day; no plan: it is taken when needed.

    `has_stopped` says that there was a plan before, which ended.
    """

    product: SupplementProduct
    plan: Plan | None
    is_paused: bool
    has_stopped: bool = False


def of(user: User) -> tuple[SupplementProduct, ...]:
    """All products, archived ones last."""
    rows = SupplementProduct.objects.visible_to(user).defer("history")
    return tuple(rows.order_by("is_archived", "name", "row"))


def active_products(user: User, on: dt.date) -> tuple[Active, ...]:
    """What is not archived, each with the plan that holds on the day; two queries."""
    return tuple(active for active in with_plans(user, on) if not active.product.is_archived)


def with_plans(user: User, on: dt.date) -> tuple[Active, ...]:
    """All products, archived ones too, each with the plan that holds on the day; two queries."""
    rows = plans.started(user, on=on)
    held = plans.held_of(rows, on=on)
    stopped = {row.product_id for row in rows} - held.keys()
    found = []
    for product in of(user):
        plan = held.get(product.id)
        paused = plan is not None and plans.is_paused(plan, on=on)
        found.append(Active(product, plan, paused, has_stopped=product.id in stopped))
    return tuple(found)


def make(user: User, *, at: dt.datetime, device: Device | None = None, **members: Any) -> Saved:
    """A product with the named members of the model; ValidationError where one cannot be."""
    written = add(user, [Draft(members=members)], at=at, device=device)
    return Saved(written.rows[0], written.undo_id)


def add(
    user: User, drafts: Sequence[Draft], *, at: dt.datetime, device: Device | None = None
) -> Written[SupplementProduct]:
    """Store products, all or none; one that was sent before is not stored again."""
    return writes.make(user, SupplementProduct, drafts, check=_settle, at=at, device=device)


def change(
    user: User,
    product_id: uuid.UUID,
    *,
    at: dt.datetime,
    device: Device | None = None,
    version: uuid.UUID | None = None,
    base: uuid.UUID | None = None,
    **members: Any,
) -> Saved:
    """Change the named members, as versions.change says. What was logged of it stays as it was."""
    written = writes.change(
        user,
        SupplementProduct,
        product_id,
        changed=members,
        check=_settle,
        at=at,
        device=device,
        version=version,
        base=base,
    )
    return Saved(written.rows[0], written.undo_id)


def archive(
    user: User, product: SupplementProduct, *, on: dt.date, at: dt.datetime, back: bool = False
) -> Saved:
    """Put a product away, or take it `back`. Its plans end: what is put away is not taken."""
    with changes.writing(user, at=at) as book:
        product.is_archived = not back
        book.put([product])
        if not back:
            plans.end_all(book, product.id, on=on)
        return Saved(product, book.keep_undo())


def remove(
    user: User,
    ids: Iterable[uuid.UUID],
    *,
    at: dt.datetime,
    device: Device | None = None,
    base: uuid.UUID | None = None,
) -> Written[SupplementProduct]:
    """Remove products and their plans; what was logged of them stays."""
    with changes.writing(user, at=at, device=device) as book:
        rows = versions.remove(book, SupplementProduct, ids, base=base)
        gone = Plan.objects.editable_by(user).filter(product_id__in=[row.id for row in rows])
        book.remove(list(gone))
        return Written(rows, book.keep_undo())


def _settle(row: SupplementProduct) -> None:
    """Check a product and say where its magnesium is from; ValidationError by member."""
    _check_members(row)
    row.name = row.name.strip()
    if row.magnesium_mg is None:
        row.basis = Basis.UNKNOWN
    elif row.basis != Basis.ESTIMATE:
        row.basis = Basis.LABEL


def check(row: SupplementProduct, *, at: dt.datetime) -> None:  # noqa: ARG001
    """ValidationError, by member, for what a product cannot be."""
    _check_members(row)
    fitting = {Basis.UNKNOWN} if row.magnesium_mg is None else {Basis.LABEL, Basis.ESTIMATE}
    if row.basis not in fitting:
        message = _("It is unknown where the content holds no magnesium, else label or estimate.")
        raise ValidationError({"basis": message})


def _check_members(row: SupplementProduct) -> None:
    with problems.about("name"):
        texts.check_name(row.name)
    with problems.about("label_text"):
        texts.check_text(row.label_text, longest=labels.LONGEST)
    _check_choices(row)
    _check_amounts(row)


def _check_choices(row: SupplementProduct) -> None:
    if row.kind not in ProductKind.values:
        raise ValidationError(
            {"kind": _("Choose supplement, stomach remedy, laxative or bath salt.")}
        )
    if row.compound and row.compound not in compounds.families():
        raise ValidationError({"compound": _("Choose one of the forms, or leave it empty.")})
    if row.unit not in DoseUnit.values:
        raise ValidationError({"unit": _("Choose one of the units.")})


def _check_amounts(row: SupplementProduct) -> None:
    with problems.about("content"):
        row.content = nutrients.check_content(row.content)
        if (row.magnesium_mg or 0) > LARGEST_MG:
            raise ValidationError(_("That is more than 10 grams of magnesium. Check the amount."))
    weight = row.compound_mg
    if weight is not None and not 0 < weight <= 10 * LARGEST_MG:
        raise ValidationError({"compound_mg": _("Give a weight from 0.001 to 100,000 mg.")})
    if weight is not None and Decimal(repr(row.magnesium_mg or 0)) > weight:
        message = _("The magnesium cannot weigh more than the compound that holds it.")
        raise ValidationError({"content": message})
    if row.units_per_day is not None and not 0 < row.units_per_day <= MOST_UNITS:
        raise ValidationError({"units_per_day": _("Give a number from 0.25 to 100.")})
