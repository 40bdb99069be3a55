"""What goes into a recipe: as it is written, and the snapshot it becomes.

Nothing is written here: recipes.py does that, while it holds the person's counter.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foods import groups, nutrients
from tracker import amounts, pantry, texts
from tracker.models import IntakeEntry, Recipe, User
from tracker.models.intake import Basis, Kind
from tracker.models.pantry import Cooking
from tracker.problems import about

MAX_ITEMS = 60
SWALLOWED = (Kind.SUPPLEMENT, Kind.MEDICINE)
BOUNDS = ("known_mg", "low_mg", "fill_mg", "high_mg")
NUMBERS = (*BOUNDS, "grams", "limit_mg", "known_share")
TEXTS = ("name", "group", "basis", "dataset", "release", "code")

Snapshot = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Part:
    """What goes in, and how many grams of it. One of four says what it is:

    `kept` is the place of an item that is in the recipe already and stays as it was taken;
    `entry_id` a line of the diary, with the values it was logged with; `item_id` a food, taken by
    today's table unless the recipe has it already; `name` with `content` per 100 g is what the
    writer values.
    """

    grams: Decimal
    kept: int | None = None
    entry_id: uuid.UUID | None = None
    item_id: uuid.UUID | None = None
    name: str = ""
    group: str = ""
    content: Mapping[str, float] | None = None


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A recipe to make; `yield_grams` is None where it weighs what its parts weigh together."""

    name: str
    items: Sequence[Part]
    group: str = "dishes"
    yield_grams: Decimal | None = None
    portions: Sequence[Mapping[str, Any]] = ()
    method: str = Cooking.KEPT
    copied_from: uuid.UUID | None = None
    id: uuid.UUID | None = None
    version: uuid.UUID | None = None


@dataclass(frozen=True)
class _Larder:
    """Everything that the parts of one recipe name, read at once."""

    kept: Sequence[Snapshot]
    items: Mapping[uuid.UUID, pantry.Item]
    entries: Mapping[uuid.UUID, IntakeEntry]

    def kept_of(self, item_id: uuid.UUID | None) -> Snapshot | None:
        found = (item for item in self.kept if item_id and item["item_id"] == str(item_id))
        return next(found, None)


def items_of(
    user: User, parts: Sequence[Part], *, kept: Sequence[Snapshot], lang: str
) -> list[dict[str, Any]]:
    """The snapshots that `parts` become; ValidationError for what cannot be an ingredient."""
    if not 0 < len(parts) <= MAX_ITEMS:
        raise ValidationError({"items": _("A recipe has 1 to 60 ingredients.")})
    entry_ids = [part.entry_id for part in parts if part.entry_id]
    entries = IntakeEntry.objects.visible_to(user).filter(id__in=entry_ids) if entry_ids else ()
    food_ids = [part.item_id for part in parts if part.item_id and part.content is None]
    larder = _Larder(
        kept=kept,
        items=pantry.find_many(user, food_ids, lang=lang),
        entries={entry.id: entry for entry in entries},
    )
    with about("items"):
        return [_item(part, larder) for part in parts]


def check_snapshots(items: Any) -> None:
    """ValidationError for items that are not snapshots, as an app may send them."""
    with about("items"):
        if not isinstance(items, list) or not 0 < len(items) <= MAX_ITEMS:
            raise ValidationError(_("A recipe has 1 to 60 ingredients."))
        for item in items:
            _check_snapshot(item)


def _check_snapshot(item: Any) -> None:
    if not isinstance(item, dict) or item.keys() != set(pantry.SNAPSHOT):
        raise ValidationError(
            _("Give each ingredient with these members: %(names)s."),
            params={"names": ", ".join(pantry.SNAPSHOT)},
        )
    if not all(isinstance(item[name], str) for name in TEXTS) or not _is_id(item["item_id"]):
        raise ValidationError(_("A member of an ingredient is of the wrong type."))
    texts.check_name(item["name"])
    for name in ("dataset", "release", "code"):
        texts.check_text(item[name], longest=60, lines=False)
    if item["basis"] not in Basis.values or item["group"] not in ("", *groups.GROUPS):
        raise ValidationError(_("Choose one of the food groups."))
    if not isinstance(item["content"], dict):
        raise ValidationError(_("Give an object of nutrients and numbers."))
    nutrients.check_content(item["content"])
    _check_numbers(item)


def _is_id(value: Any) -> bool:
    try:
        return value is None or str(uuid.UUID(value)) == value
    except (ValueError, AttributeError, TypeError):
        return False


def _check_numbers(item: Snapshot) -> None:
    """Known, low, best and high rise; of what is known nothing, nothing is known."""
    numbers = [item[name] for name in NUMBERS]
    if not all(value is None or _is_amount(value) for value in numbers) or item["grams"] is None:
        raise ValidationError(_("A member of an ingredient is of the wrong type."))
    amounts.check_grams(Decimal(repr(float(item["grams"]))))
    bounds = [item[name] for name in BOUNDS if item[name] is not None]
    share = item["known_share"]
    if bounds != sorted(bounds) or share is None or (item["known_mg"] is None) != (share == 0):
        raise ValidationError(_("The bounds of an ingredient do not fit together."))
    if share > 1:
        raise ValidationError(_("The bounds of an ingredient do not fit together."))


def _is_amount(value: Any) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and 0 <= value <= nutrients.LARGEST


def _item(part: Part, larder: _Larder) -> dict[str, Any]:
    grams = float(amounts.check_grams(part.grams))
    if part.content is not None:
        return _given(part, part.content)
    if part.kept is not None and part.kept < len(larder.kept):
        return {**larder.kept[part.kept], "grams": grams}
    if taken := larder.kept_of(part.item_id):
        return {**taken, "grams": grams}
    if part.item_id and part.item_id in larder.items:
        return pantry.snapshot(_food(larder.items[part.item_id]), grams=part.grams)
    if part.entry_id and part.entry_id in larder.entries:
        return _as_logged(larder.entries[part.entry_id]) | {"grams": grams}
    raise ValidationError(_("This food is not there (any more). Search for it again."))


def _given(part: Part, content: Mapping[str, float]) -> dict[str, Any]:
    given = pantry.given(kind=Kind.FOOD, name=part.name, content=content, group=part.group)
    return pantry.snapshot(given, grams=part.grams) | {"item_id": _text(part.item_id)}


def _food(item: pantry.Item) -> pantry.Item:
    if item.kind in SWALLOWED:
        raise ValidationError(
            _("“%(name)s” is not an ingredient. Log it by itself."), params={"name": item.name}
        )
    return item


def _text(id: uuid.UUID | None) -> str | None:
    return str(id) if id else None


def _as_logged(entry: IntakeEntry) -> dict[str, Any]:
    """An item with the values that a line of the diary was logged with, per 100 g again."""
    grams = entry.grams
    if grams is None:
        raise ValidationError(
            _("Nobody knows what “%(name)s” weighs. Give its amount in grams first."),
            params={"name": entry.name},
        )
    whole = {"known_mg": entry.magnesium_mg, "low_mg": entry.low_mg, "fill_mg": entry.fill_mg}
    whole |= {"high_mg": entry.high_mg, "limit_mg": entry.limit_mg}
    return {
        "item_id": _text(entry.item_id),
        "name": entry.name,
        "group": entry.food_group,
        "content": entry.content,
        "known_share": float(entry.known_share),
        "basis": entry.basis,
        "dataset": entry.dataset,
        "release": entry.release,
        "code": entry.code,
        **{
            name: None if amount is None else round(float(amount / grams * 100), 4)
            for name, amount in whole.items()
        },
    }


def parts_of(recipe: Recipe) -> list[Part]:
    """The items of a recipe, as they stay in a change of something else."""
    return [
        Part(grams=Decimal(repr(float(item["grams"]))), kept=place)
        for place, item in enumerate(recipe.items)
    ]


def parts_of_meal(entries: Iterable[IntakeEntry]) -> list[Part]:
    """What of a meal goes into a recipe: weighed foods; supplements stay out of the pan."""
    foods = [entry for entry in entries if entry.kind not in SWALLOWED]
    return [Part(grams=e.grams, entry_id=e.id) for e in foods if e.grams is not None]


def unweighed(entries: Iterable[IntakeEntry]) -> list[str]:
    """The names of the foods of a meal of which nobody knows the weight."""
    return [e.name for e in entries if e.kind not in SWALLOWED and e.grams is None]


def fresh(user: User, recipe: Recipe, *, lang: str) -> list[dict[str, Any]]:
    """The items as today's tables value them; what is not there any more stays as it was."""
    ids = [uuid.UUID(item["item_id"]) for item in recipe.items if item["item_id"]]
    today = {str(id): item for id, item in pantry.find_many(user, ids, lang=lang).items()}
    return [_fresh(item, today.get(item["item_id"] or "")) for item in recipe.items]


def _fresh(item: Snapshot, today: pantry.Item | None) -> dict[str, Any]:
    if today is None:
        return dict(item)
    return pantry.snapshot(today, grams=Decimal(repr(float(item["grams"]))))


def says_the_same(draft: Draft, row: Recipe) -> bool:
    """Whether the recipe is what the draft asks for: it was sent before.

    Of the items only what the sender said is compared: a table may have another release now.
    """
    said = (draft.name.strip(), draft.group, draft.method, draft.yield_grams, draft.copied_from)
    stored = (row.name, row.group, row.method, row.yield_grams, row.copied_from)
    portions = [{"label": p["label"], "grams": float(p["grams"])} for p in draft.portions]
    if said != stored or portions != row.portions or len(draft.items) != len(row.items):
        return False
    return all(_is_it(part, item) for part, item in zip(draft.items, row.items, strict=True))


def _is_it(part: Part, item: Snapshot) -> bool:
    is_it = (float(part.grams), _text(part.item_id)) == (item["grams"], item["item_id"])
    if part.content is None:
        return is_it
    said = (part.name.strip(), part.group, dict(part.content))
    return is_it and said == (item["name"], item["group"], item["content"])
