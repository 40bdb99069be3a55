"""The foods of the public tables, as somebody can log them."""

from collections.abc import Sequence
from decimal import Decimal

from foods import groups
from foods.models import Food, Portion
from tracker.models import Profile, User
from tracker.models.intake import Basis
from tracker.pantry import spread as spreads
from tracker.pantry.items import TAP_WATER, Item, PortionChoice


def of_foods(
    user: User | None, foods: Sequence[Food], *, lang: str, portions: bool = True
) -> list[Item]:
    """The foods as items; for a person their own tap water is what they looked up."""
    has_tap = any(food.slug == TAP_WATER for food in foods)
    tap = _tap_water(user) if user and has_tap else None
    densities = spreads.Densities()
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
    food: Food, *, lang: str, tap_mg: float | None, densities: spreads.Densities, portions: bool
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


def _spread_of_food(
    food: Food, *, known: float | None, densities: spreads.Densities
) -> spreads.Spread:
    """A food whose range is known (tap water) has its own bounds, others their group's."""
    if known is None and food.high_mg is not None:
        return spreads.Spread(_float(food.fill_mg), _float(food.low_mg), _float(food.high_mg))
    return spreads.of_group(food.group, kind=food.kind, known=known, densities=densities)


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
