"""What a person can log: the public foods and their own, found and valued in one way."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

import uuid_utils.compat
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foods import catalogue, groups, nutrients, sources
from foods.models import Food, Portion
from foods.search import ranking
from tracker import amounts, changes, texts
from tracker.models import CustomFood, Device, IntakeEntry, Profile, User
from tracker.models.intake import Basis, Kind

# Groups that people measure by volume; 1 ml is taken as 1 g (milk and juice weigh 1.03 to 1.05).
POURED = frozenset(
    {"waters", "dairy", "plant_drinks", "juices_soft_drinks", "coffee_tea", "alcohol", "soups"}
)
TAP_WATER = "water-tap"
# The person's own word, in the columns that say where a value comes from.
OWN_DATASET = "own"
MAX_PORTIONS = 20


@dataclass(frozen=True)
class PortionChoice:
    """A household measure of an item: what it is called and what one of it weighs."""

    label: str
    grams: float
    is_convention: bool = False
    # By language; a phone may name a portion in another one than the page.
    labels: Mapping[str, str] = field(default_factory=dict)
    source: str = OWN_DATASET
    is_default: bool = False


@dataclass(frozen=True)
class Item:
    """One thing that can be logged. Amounts of magnesium are mg per 100 g; None is unknown.

    `fill_mg`, `low_mg` and `high_mg` are the best estimate and its bounds; they equal
    `magnesium_mg` where that is known. `limit_mg` counts to the supplement limit.
    """

    id: uuid.UUID
    own: bool
    slug: str
    kind: str
    name: str
    group: str
    content: Mapping[str, float]
    magnesium_mg: float | None
    fill_mg: float | None
    low_mg: float | None
    high_mg: float | None
    limit_mg: float | None
    basis: str
    portions: tuple[PortionChoice, ...]
    dataset: str
    release: str
    code: str
    description: str = ""
    notes: tuple[str, ...] = ()
    group_label: str = ""
    # Every name by language, the proper one first; empty for an own food.
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def is_poured(self) -> bool:
        return self.kind == Kind.WATER or self.group in POURED

    @property
    def units(self) -> tuple[str, ...]:
        """What an amount can be given in: the portions, then grams, then ml for drinks."""
        own = tuple(portion.label for portion in self.portions)
        return (*own, "ml", "g") if self.is_poured else (*own, "g")

    def grams_per(self, unit: str) -> Decimal:
        """What one `unit` weighs; ValidationError for a unit this item does not have."""
        if unit == "g" or (unit == "ml" and self.is_poured):
            return Decimal(1)
        named = [p for p in self.portions if p.label == unit] or [
            p for p in self.portions if unit in p.labels.values()
        ]
        if named:
            return Decimal(str(named[0].grams))
        raise ValidationError(
            _("“%(name)s” has no unit “%(unit)s”. Choose one of: %(units)s."),
            params={"name": self.name, "unit": unit[:80], "units": ", ".join(self.units)},
        )


@dataclass(frozen=True)
class Found:
    """Items in the order a person expects, and the query used when a typo was forgiven."""

    items: tuple[Item, ...]
    corrected: str | None = None


def find(user: User, item_id: uuid.UUID, *, lang: str) -> Item | None:
    return find_many(user, [item_id], lang=lang).get(item_id)


def find_many(user: User, ids: Iterable[uuid.UUID], *, lang: str) -> dict[uuid.UUID, Item]:
    """The person's own and public items with these ids; the person's own win."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = CustomFood.objects.visible_to(user).filter(id__in=wanted)
    own = {item.id: item for item in _of_owns(rows)}
    rest = wanted - own.keys()
    public = _of_public(user, catalogue.foods(rest), lang=lang) if rest else []
    return own | {item.id: item for item in public}


def search(
    user: User,
    query: str,
    *,
    lang: str,
    limit: int = 20,
    favour: Mapping[uuid.UUID, float] | None = None,
    portions: bool = True,
) -> Found:
    """Own items first, then public ones, the ones this person eats (`favour`) before others.

    A list that shows no portions leaves those of the public ones out.
    """
    own = _own_matches(user, query, limit=limit)
    public = catalogue.search(query, lang=lang, limit=limit, favour=favour, portions=portions)
    items = own + _of_public(user, public.foods, lang=lang, portions=portions)
    return Found(items=tuple(items[:limit]), corrected=None if own else public.corrected)


def _own_matches(user: User, query: str, *, limit: int) -> list[Item]:
    rows = {row.id: row for row in CustomFood.objects.visible_to(user).order_by("row")}
    order = ranking.rank(query, [(id, row.name) for id, row in rows.items()])
    return _of_owns([rows[id] for id in order[:limit]])


def own_foods(user: User) -> list[Item]:
    return _of_owns(CustomFood.objects.visible_to(user).order_by("name", "row"))


def _of_owns(rows: Iterable[CustomFood]) -> list[Item]:
    densities = _Densities()
    return [_of_own(row, densities) for row in rows]


def _of_own(row: CustomFood, densities: "_Densities") -> Item:
    known = row.content.get("magnesium_mg")
    spread = _spread(row.group, kind=row.kind, known=known, densities=densities)
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
        basis=Basis.UNKNOWN if known is None else Basis.LABEL,
        portions=tuple(
            PortionChoice(p["label"], p["grams"], is_default=n == 0)
            for n, p in enumerate(row.portions)
        ),
        dataset=OWN_DATASET,
        release="",
        code=str(row.id),
    )


def _own_limit(row: CustomFood) -> float | None:
    """Only what was added counts to the supplement limit, never the food itself."""
    if not row.magnesium_added:
        return 0.0
    return None if row.added_mg_per_100g is None else float(row.added_mg_per_100g)


def _of_public(
    user: User, foods: Sequence[Food], *, lang: str, portions: bool = True
) -> list[Item]:
    tap = _tap_water(user) if any(food.slug == TAP_WATER for food in foods) else None
    densities = _Densities()
    return [
        _of_food(food, lang=lang, tap_mg=tap, densities=densities, portions=portions)
        for food in foods
    ]


def _tap_water(user: User) -> float | None:
    """The magnesium of this person's tap water in mg per 100 g, when they have looked it up."""
    profile = Profile.objects.visible_to(user).only("tap_water_mg_per_l").first()
    litre = profile.tap_water_mg_per_l if profile else None
    return None if litre is None else float(litre) / 10


def _of_food(
    food: Food, *, lang: str, tap_mg: float | None, densities: "_Densities", portions: bool
) -> Item:
    known = None if food.magnesium_mg is None else float(food.magnesium_mg)
    basis, content = food.magnesium_basis, food.content
    if food.slug == TAP_WATER and tap_mg is not None:
        known, basis, content = tap_mg, Basis.LABEL, {**content, "magnesium_mg": tap_mg}
    spread = _spread_of_food(food, known=known, densities=densities)
    return Item(
        id=food.id,
        own=False,
        slug=food.slug or "",
        kind=food.kind,
        name=food.name_in(lang),
        group=food.group,
        group_label=str(groups.label(food.group)),
        content=content,
        magnesium_mg=known,
        fill_mg=spread.fill_mg,
        low_mg=spread.low_mg,
        high_mg=spread.high_mg,
        limit_mg=0.0,
        basis=basis,
        portions=tuple(_of_portion(p, lang=lang) for p in food.portions_in_order)
        if portions
        else (),
        dataset=food.dataset,
        release=food.release,
        code=food.code,
        description=food.source_description,
        notes=tuple(food.notes),
        names={lang: food.names_in(lang) for lang in sorted({n.lang for n in food.names.all()})},
    )


def _of_portion(portion: Portion, *, lang: str) -> PortionChoice:
    return PortionChoice(
        portion.label_in(lang),
        float(portion.grams),
        is_convention=portion.is_convention,
        labels=portion.labels,
        source=portion.source,
        is_default=portion.is_default,
    )


class _Densities:
    """What groups hold, read at the first unknown food: one query for a whole list."""

    @cached_property
    def _by_group(self) -> dict[str, catalogue.Density]:
        return catalogue.densities()

    def of(self, group: str) -> catalogue.Density | None:
        return self._by_group.get(group) or self._by_group.get("")


@dataclass(frozen=True)
class _Spread:
    fill_mg: float | None
    low_mg: float | None
    high_mg: float | None


def _spread_of_food(food: Food, *, known: float | None, densities: _Densities) -> _Spread:
    """A food whose range is known (tap water) has its own bounds, others their group's."""
    if known is None and food.high_mg is not None:
        return _Spread(_float(food.fill_mg), _float(food.low_mg), _float(food.high_mg))
    return _spread(food.group, kind=food.kind, known=known, densities=densities)


def _spread(group: str, *, kind: str, known: float | None, densities: _Densities) -> _Spread:
    if known is not None:
        return _Spread(known, known, known)
    if kind not in (Kind.FOOD, Kind.WATER):
        # One tablet can hold 300 mg: for a supplement there is no guess.
        return _Spread(None, 0.0, None)
    density = densities.of("waters" if kind == Kind.WATER else group)
    if density is None:
        return _Spread(None, 0.0, None)
    return _Spread(float(density.p50), float(density.p10), float(density.p90))


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def given(
    *,
    kind: str,
    name: str,
    content: Mapping[str, float],
    group: str,
    code: str = "",
    portions: tuple[PortionChoice, ...] = (),
) -> Item:
    """An item that its logger values: `content` per 100 g, or per unit for a supplement."""
    if kind not in Kind.values:
        raise ValidationError({"kind": _("Choose food, water, supplement or medicine.")})
    if group and group not in groups.GROUPS:
        raise ValidationError({"food_group": _("Choose one of the food groups.")})
    nutrients.check_content(content)
    swallowed = kind in (Kind.SUPPLEMENT, Kind.MEDICINE)
    if not swallowed:
        _check_label(content)
    known = content.get("magnesium_mg")
    spread = _spread(group, kind=kind, known=known, densities=_Densities())
    return Item(
        id=uuid.UUID(int=0),
        own=False,
        slug="",
        kind=kind,
        name=texts.check_name(name),
        group=group,
        content=content,
        magnesium_mg=known,
        fill_mg=spread.fill_mg,
        low_mg=spread.low_mg,
        high_mg=spread.high_mg,
        limit_mg=known if swallowed else 0.0,
        basis=Basis.UNKNOWN if known is None else Basis.LABEL,
        portions=portions,
        dataset=OWN_DATASET,
        release="",
        code=code,
    )


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
    if kind not in (Kind.FOOD, Kind.WATER):
        raise ValidationError({"kind": _("Choose food or water.")})
    if group and group not in groups.GROUPS:
        raise ValidationError({"group": _("Choose one of the food groups.")})
    content = dict(content or {})
    nutrients.check_content(content)
    _check_label(content)
    with changes.writing(user, at=at, device=device) as book:
        own = CustomFood.objects.editable_by(user)
        row = own.filter(id=food_id).first() if food_id else None
        row = row or CustomFood(user=user, id=food_id or uuid_utils.compat.uuid7())
        row.name, row.kind, row.group = texts.check_name(name), kind, group
        row.content, row.portions = content, _portions(portions)
        row.magnesium_added = magnesium_added
        row.added_mg_per_100g = added_mg_per_100g if magnesium_added else None
        book.put([row])
    return row


def _check_label(content: Mapping[str, float]) -> None:
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


def _portions(portions: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
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


def name_in(lang: str, entries: Sequence[IntakeEntry]) -> None:
    """Call public foods by their name in the reader's language; to show, never to store.

    What was logged keeps the name it was logged under.
    """
    names = catalogue.names((e.item_id for e in entries if e.item_id), lang=lang)
    for entry in entries:
        if entry.item_id in names:
            entry.name = names[entry.item_id]


def source_title(dataset: str) -> str:
    """The dataset's name for a reader; the key itself where it is not one of ours."""
    if dataset == OWN_DATASET:
        return _("your own value")
    source = sources.SOURCES.get(dataset)
    return str(source.title) if source else dataset
