"""The foods that a person typed over from a label."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import uuid_utils.compat
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foods import groups, nutrients, sources
from foods.search import ranking
from tracker import amounts, changes, texts
from tracker.models import CustomFood, Device, User
from tracker.models.intake import Basis, Kind
from tracker.pantry import borrowing
from tracker.pantry import spread as spreads
from tracker.pantry.items import OWN_DATASET, Item, PortionChoice
from tracker.problems import about

MAX_PORTIONS = 20


def found(user: User, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Item]:
    rows = CustomFood.objects.visible_to(user).filter(id__in=list(ids))
    return {item.id: item for item in of_rows(rows)}


def matches(user: User, query: str, *, limit: int) -> list[Item]:
    rows = {row.id: row for row in CustomFood.objects.visible_to(user).order_by("row")}
    order = ranking.rank(query, [(id, row.name) for id, row in rows.items()])
    return of_rows([rows[id] for id in order[:limit]])


def own_foods(user: User) -> list[Item]:
    return of_rows(CustomFood.objects.visible_to(user).order_by("name", "row"))


def of_rows(rows: Iterable[CustomFood]) -> list[Item]:
    densities = spreads.Densities()
    return [_of_own(row, densities) for row in rows]


def _of_own(row: CustomFood, densities: spreads.Densities) -> Item:
    known = row.content.get("magnesium_mg")
    borrowed = row.borrowed if known is None else None
    spread = (
        spreads.Spread(borrowed["fill_mg"], borrowed["low_mg"], borrowed["high_mg"])
        if borrowed
        else spreads.of_group(row.group, kind=row.kind, known=known, densities=densities)
    )
    return Item(
        id=row.id,
        own=True,
        slug="",
        kind=row.kind,
        name=row.name,
        group=row.group,
        group_label=str(groups.label(row.group)) if row.group else "",
        content=row.content,
        magnesium_mg=known,
        fill_mg=spread.fill_mg,
        low_mg=spread.low_mg,
        high_mg=spread.high_mg,
        limit_mg=_own_limit(row),
        basis=_basis(known, borrowed),
        estimated_from=_lender(borrowed) if borrowed else "",
        portions=tuple(
            PortionChoice(p["label"], p["grams"], is_default=n == 0)
            for n, p in enumerate(row.portions)
        ),
        dataset=OWN_DATASET,
        release="",
        code=str(row.id),
    )


def _basis(known: float | None, borrowed: Mapping[str, Any] | None) -> Basis:
    if known is not None:
        return Basis.LABEL
    return Basis.ESTIMATE if borrowed else Basis.UNKNOWN


def _lender(borrowed: Mapping[str, Any]) -> str:
    source = sources.SOURCES.get(borrowed["dataset"])
    return f"{borrowed['name']} ({source.title if source else borrowed['dataset']})"


def _own_limit(row: CustomFood) -> float | None:
    """Only what was added counts to the supplement limit, never the food itself."""
    if not row.magnesium_added:
        return 0.0
    return None if row.added_mg_per_100g is None else float(row.added_mg_per_100g)


def save_own(
    user: User,
    *,
    name: str,
    at: dt.datetime,
    food_id: uuid.UUID | None = None,
    kind: str = Kind.FOOD,
    group: str = "",
    content: Mapping[str, float] | None = None,
    portions: Sequence[Mapping[str, Any]] = (),
    magnesium_added: bool = False,
    added_mg_per_100g: Decimal | None = None,
    device: Device | None = None,
) -> CustomFood:
    """Make or change a food of one's own; ValidationError where a member cannot be."""
    content = dict(content or {})
    _check_kind(kind, group=group, content=content)
    with changes.writing(user, at=at, device=device) as book:
        own = CustomFood.objects.editable_by(user)
        row = own.filter(id=food_id).first() if food_id else None
        row = row or CustomFood(user=user, id=food_id or uuid_utils.compat.uuid7())
        row.name, row.kind, row.group = texts.check_name(name), kind, group
        row.content, row.portions = content, check_portions(portions)
        row.magnesium_added = magnesium_added
        row.added_mg_per_100g = added_mg_per_100g if magnesium_added else None
        book.put([row])
    return row


def _check_kind(kind: str, *, group: str, content: Mapping[str, float]) -> None:
    if kind not in (Kind.FOOD, Kind.WATER):
        raise ValidationError({"kind": _("Choose food or water.")})
    if group and group not in groups.GROUPS:
        raise ValidationError({"group": _("Choose one of the food groups.")})
    nutrients.check_content(content)
    check_label(content)


def check(food: CustomFood, *, at: dt.datetime) -> None:  # noqa: ARG001
    """ValidationError, by member, for what a food of one's own cannot be."""
    with about("content"):
        _check_kind(food.kind, group=food.group, content=food.content)
    with about("portions"):
        check_portions(food.portions)
    with about("borrowed"):
        borrowing.check(food.borrowed)
    with about("added_mg_per_100g"):
        if food.added_mg_per_100g is not None and not food.magnesium_added:
            raise ValidationError(_("This goes together with magnesium_added."))


def _is_portion(portion: object) -> bool:
    if not isinstance(portion, dict) or portion.keys() != {"label", "grams"}:
        return False
    grams = portion["grams"]
    is_number = isinstance(grams, int | float | Decimal) and not isinstance(grams, bool)
    return isinstance(portion["label"], str) and is_number


def check_label(content: Mapping[str, float]) -> None:
    """Refuse what no food can hold per 100 g: grams above 100, energy above that of pure fat."""
    for key, value in content.items():
        unit = nutrients.NUTRIENTS[key].unit
        highest = {"g": 100, "kcal": 902, "mg": 100_000, "µg": 100_000_000}.get(unit, 100_000)
        if value > highest:
            raise ValidationError(
                _("%(nutrient)s cannot be more than %(highest)s %(unit)s per 100 g."),
                params={
                    "nutrient": nutrients.NUTRIENTS[key].label,
                    "highest": highest,
                    "unit": unit,
                },
            )


def check_portions(portions: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Portions as they are stored: {label, grams}; ValidationError where one cannot be."""
    if not all(map(_is_portion, portions)):
        raise ValidationError(_("Give a list of portions, each a label and its grams."))
    if len(portions) > MAX_PORTIONS:
        raise ValidationError({"portions": _("At most 20 portions fit.")})
    return [
        {
            "label": texts.check_name(str(portion["label"]), longest=60),
            "grams": float(amounts.check_grams(Decimal(str(portion["grams"])))),
        }
        for portion in portions
    ]


def remove_own(user: User, food: CustomFood, *, at: dt.datetime) -> uuid.UUID | None:
    """Remove an own food; what was logged of it stays as it was. Returns the undo."""
    with changes.writing(user, at=at) as book:
        book.remove([food])
        return book.keep_undo()
