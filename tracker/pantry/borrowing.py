"""An estimate for a label without magnesium, borrowed from the nearest food of a table."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foods import catalogue, lexicon
from tracker import changes
from tracker.models import CustomFood, User
from tracker.pantry import public
from tracker.pantry.items import Item

OFFERED = 5
# No food holds more in 100 g.
MOST_MG = 100_000
MEMBERS = {"item_id", "name", "low_mg", "fill_mg", "high_mg", "dataset", "release", "code"}


def nearest(user: User, name: str, *, group: str, lang: str) -> list[Item]:
    """Public foods that the name may mean and whose magnesium is known, the likeliest first.

    Words that no food has, such as a brand, are passed over; foods of the same group are offered
    alone where there are any.
    """
    items = [item for item in lexicon.read(name, lang=lang).items if item.food]
    choices = [(item.food, *item.alternatives) for item in items]
    ids = [choice.id for rank in zip_longest(*choices) for choice in rank if choice]
    found = public.of_foods(user, catalogue.foods(dict.fromkeys(ids)), lang=lang)
    known = [item for item in found if item.magnesium_mg is not None]
    alike = [item for item in known if item.group == group]
    return (alike or known)[:OFFERED]


def borrow(
    user: User, food: CustomFood, *, item_id: uuid.UUID, lang: str, at: dt.datetime
) -> uuid.UUID | None:
    """Take one of the nearest foods as the estimate of an own food; returns the undo.

    The bounds are the least and the most that the nearest foods of its group hold. It is a copy:
    the estimate does not change with a table. What the label says later goes before it.
    """
    offered = nearest(user, food.name, group=food.group, lang=lang)
    chosen = next((item for item in offered if item.id == item_id), None)
    if chosen is None:
        raise ValidationError(_("Choose one of the foods in the list."))
    return _write(user, food, _copy(chosen, offered), at=at)


def give_back(user: User, food: CustomFood, *, at: dt.datetime) -> uuid.UUID | None:
    """Estimate an own food by its food group again; returns the undo."""
    return _write(user, food, None, at=at)


def _copy(chosen: Item, offered: Sequence[Item]) -> dict[str, Any]:
    alike = [item for item in offered if item.group == chosen.group]
    known = [item.magnesium_mg for item in alike if item.magnesium_mg is not None]
    return {
        "item_id": str(chosen.id),
        "name": chosen.name,
        "low_mg": min(known),
        "fill_mg": chosen.magnesium_mg,
        "high_mg": max(known),
        "dataset": chosen.dataset,
        "release": chosen.release,
        "code": chosen.code,
    }


def _write(
    user: User, food: CustomFood, borrowed: Mapping[str, Any] | None, *, at: dt.datetime
) -> uuid.UUID | None:
    with changes.writing(user, at=at) as book:
        row = CustomFood.objects.editable_by(user).get(id=food.id)
        row.borrowed = borrowed
        book.put([row])
        return book.keep_undo()


def check(borrowed: object) -> None:
    """ValidationError for what is no estimate as `borrow` makes it."""
    if borrowed is None:
        return
    if not isinstance(borrowed, dict) or borrowed.keys() != MEMBERS or not _is_interval(borrowed):
        raise ValidationError(
            _("Give the food it was borrowed from with low_mg, fill_mg and high_mg, or null.")
        )


def _is_interval(borrowed: Mapping[str, Any]) -> bool:
    bounds = [borrowed["low_mg"], borrowed["fill_mg"], borrowed["high_mg"]]
    numbers = all(isinstance(n, int | float) and not isinstance(n, bool) for n in bounds)
    texts = all(isinstance(borrowed[name], str) for name in MEMBERS if not name.endswith("_mg"))
    return numbers and texts and 0 <= bounds[0] <= bounds[1] <= bounds[2] <= MOST_MG
