"""What the add box of the day page shows: what a search found, or one food with its amount."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from tracker import habits, pantry
from tracker.forms.diary import AddForm
from tracker.http import PersonRequest
from tracker.models import IntakeEntry

# A longer list would push the day itself off a phone.
LISTED = 8


def context(request: PersonRequest, date: dt.date, *, meal: str) -> dict[str, Any]:
    """Search results for `q`, or the amount form of the chosen `item`."""
    query, item_id = request.GET.get("q", "").strip(), request.GET.get("item", "")
    if item_id:
        return {"query": query, **_amount_context(request, item_id, meal=meal)}
    if len(query) < 2:  # noqa: PLR2004 - one letter finds half of all foods
        return {"query": query}
    favour = habits.favour(request.user, until=date)
    lang = request.LANGUAGE_CODE
    found = pantry.search(
        request.user, query, lang=lang, limit=LISTED, favour=favour, portions=False
    )
    return {"query": query, "found": found}


def _amount_context(request: PersonRequest, item_id: str, *, meal: str) -> dict[str, Any]:
    item = _item(request, item_id)
    last = (
        IntakeEntry.objects.visible_to(request.user)
        .filter(item_id=item.id)
        .order_by("-row")
        .first()
    )
    usable = last is not None and last.unit in item.units
    form = AddForm(
        initial={
            "item": item.id,
            "amount": last.amount if usable and last else Decimal(1 if item.portions else 100),
            "unit": last.unit if usable and last else item.units[0],
            "meal": meal,
        }
    )
    form.offer(item)
    return {"item": item, "add_form": form}


def _item(request: PersonRequest, item_id: str) -> pantry.Item:
    try:
        item = pantry.find(request.user, uuid.UUID(item_id), lang=request.LANGUAGE_CODE)
    except ValueError:
        item = None
    if item is None:
        raise Http404(_("This food is not there (any more). Search for it again."))
    return item
