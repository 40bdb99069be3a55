"""What the add box shows: what a search found, one food with its amount, a line as it was read."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.utils.translation import gettext as _

from tracker import habits, lines, pantry
from tracker.forms.diary import AddForm
from tracker.http import PersonRequest
from tracker.models import IntakeEntry

# A longer list would push the day itself off a phone.
LISTED = 8


@dataclass(frozen=True)
class Asked:
    """What was put in the box: words, or the food that was chosen for them.

    `said` are words of a written line that wait for a food. Words are searched for, and not read as
    a line, while they are typed (`is_typed`) or where they name one food (`is_name`).
    """

    query: str = ""
    item_id: str = ""
    said: str = ""
    is_typed: bool = False
    is_name: bool = False


def asked(request: PersonRequest, *, is_typed: bool = False) -> Asked:
    """What the address of the page asks for; without scripts it is how the box is sent."""
    get = request.GET.get
    return Asked(
        query=get("q", "").strip(),
        item_id=get("item", ""),
        said=get("said", "").strip(),
        is_typed=is_typed,
        is_name="name" in request.GET,
    )


def waiting(words: Sequence[str]) -> Asked:
    """Words that wait for a food: one is searched for, more are shown as a line."""
    if len(words) == 1:
        return Asked(query=words[0], said=words[0], is_name=True)
    return Asked(query=", ".join(words))


def address(asked: Asked) -> str:
    """What `asked` reads, behind the question mark."""
    query = {"q": asked.query, "said": asked.said} | ({"name": ""} if asked.is_name else {})
    return urlencode(query)


def context(request: PersonRequest, date: dt.date, asked: Asked, *, meal: str) -> dict[str, Any]:
    """The amount form of a food, a written line as it was read, or what a search found."""
    shown = {"query": asked.query, "said": asked.said}
    if asked.item_id:
        return shown | _amount_context(request, asked, meal=meal)
    if len(asked.query) < 2:  # noqa: PLR2004 - one letter finds half of all foods
        return shown
    lang = request.LANGUAGE_CODE
    if not asked.is_typed and not asked.is_name:
        reading = lines.read(request.user, asked.query, lang=lang, until=date)
        if reading.is_line:
            return shown | {"reading": reading}
    favour = habits.favour(request.user, until=date)
    found = pantry.search(
        request.user,
        asked.query,
        lang=lang,
        limit=LISTED,
        favour=favour,
        portions=False,
        counted=True,
    )
    seems_line = asked.is_typed and not found.items and " " in asked.query
    return shown | {"found": found, "seems_line": seems_line}


def _amount_context(request: PersonRequest, asked: Asked, *, meal: str) -> dict[str, Any]:
    item = _item(request, asked.item_id)
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
            "amount": last.amount
            if usable and last
            else Decimal(1 if item.portions or item.counted_in else 100),
            "unit": last.unit if usable and last else item.units[0],
            "meal": meal,
            "said": asked.said,
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
