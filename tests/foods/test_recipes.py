"""What a dish holds: by hand for three recipes that everybody prints, and by property for all."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foods import recipes
from foods.recipes import Dish, Ingredient, Method

# mg magnesium per 100 g in USDA SR28, by NDB number: 20481, 01123, 01174, 01145, 19335.
FLOUR, EGG, MILK, BUTTER, SUGAR = 22, 12, 11, 2, 0


def holding(grams: float, magnesium_mg: float, **content: float) -> Ingredient:
    return Ingredient.known(grams=grams, content={"magnesium_mg": magnesium_mg, **content})


def unknown(
    grams: float, *, low: float = 5, fill: float | None = 20, high: float | None = 60
) -> Ingredient:
    return Ingredient(
        grams=grams,
        content={},
        known_mg=None,
        low_mg=low,
        fill_mg=fill,
        high_mg=high,
        known_share=0,
        limit_mg=0,
    )


# Pound cake is a pound of each; pancakes as flour packets in the Netherlands print them; the
# 1-2-3-4 cake is 1 cup of butter, 2 of sugar, 3 of flour and 4 eggs, in USDA's weights of a cup.
PRINTED: dict[str, tuple[list[tuple[float, float]], float]] = {
    "pound cake": (
        [(454, FLOUR), (454, BUTTER), (454, SUGAR), (454, EGG)],
        99.88 + 9.08 + 0 + 54.48,
    ),
    "Dutch pancakes": ([(250, FLOUR), (500, MILK), (100, EGG)], 55 + 55 + 12),
    "1-2-3-4 cake": (
        [(227, BUTTER), (400, SUGAR), (375, FLOUR), (200, EGG)],
        4.54 + 0 + 82.5 + 24,
    ),
}


@pytest.mark.parametrize(("items", "total_mg"), PRINTED.values(), ids=PRINTED.keys())
def test_a_recipe_holds_what_its_items_hold_by_hand(
    items: list[tuple[float, float]], total_mg: float
) -> None:
    dish = recipes.cook([holding(grams, mg) for grams, mg in items])

    assert dish.grams == sum(grams for grams, _mg in items)
    assert whole(dish).known_mg == pytest.approx(total_mg)
    assert dish.content["magnesium_mg"] == dish.known_mg == dish.high_mg


def whole(dish: Dish) -> Dish:
    """The dish with its amounts of magnesium in all of it."""
    share = dish.grams / 100
    return Dish(
        grams=dish.grams,
        content={},
        known_mg=None if dish.known_mg is None else dish.known_mg * share,
        low_mg=dish.low_mg * share,
        fill_mg=None if dish.fill_mg is None else dish.fill_mg * share,
        high_mg=None if dish.high_mg is None else dish.high_mg * share,
        known_share=dish.known_share,
        limit_mg=None,
    )


def test_water_that_boils_off_leaves_the_magnesium_behind() -> None:
    dish = recipes.cook([holding(400, 20, water_g=90)], yield_grams=200)

    assert dish.known_mg == 40
    # 360 g of water, 200 of them gone, in what weighs 200 g.
    assert dish.content["water_g"] == 80


def test_water_is_unknown_where_more_was_lost_than_there_was() -> None:
    dish = recipes.cook([holding(400, 20, water_g=10)], yield_grams=200)

    assert "water_g" not in dish.content


def test_an_unknown_ingredient_gives_at_least_and_an_interval() -> None:
    dish = recipes.cook([holding(300, 20), unknown(100, low=4, fill=20, high=60)])

    assert (dish.known_mg, dish.low_mg, dish.fill_mg, dish.high_mg) == (15, 16, 20, 30)
    assert dish.known_share == 0.75
    assert "magnesium_mg" not in dish.content


def test_nothing_known_is_unknown_and_not_zero() -> None:
    assert recipes.cook([unknown(100)]).known_mg is None


def test_an_ingredient_without_an_upper_end_leaves_the_dish_without_one() -> None:
    dish = recipes.cook([holding(100, 20), unknown(100, fill=None, high=None)])

    assert (dish.fill_mg, dish.high_mg) == (None, None)


def test_unknown_water_costs_the_dish_hardly_any_of_its_known_share() -> None:
    """A day is weighed by energy, and tap water has none; yet not all of the dish is known."""
    tap = unknown(1000, low=0.2, fill=0.8, high=1.5)
    tap = Ingredient(**{**vars(tap), "content": {"energy_kcal": 0}})
    dish = recipes.cook([holding(500, 30, energy_kcal=100), tap])

    assert dish.known_share == recipes.HIGHEST_SHARE


def test_a_nutrient_that_one_ingredient_does_not_know_is_unknown_in_the_dish() -> None:
    dish = recipes.cook([holding(100, 20, calcium_mg=50), holding(100, 20)])

    assert "calcium_mg" not in dish.content


def test_what_cooking_destroys_is_not_carried_over_and_a_raw_dish_keeps_it() -> None:
    items = [holding(100, 20, vitamin_b6_mg=0.4)]

    assert "vitamin_b6_mg" not in recipes.cook(items).content
    assert recipes.cook(items, method=Method.RAW).content["vitamin_b6_mg"] == 0.4


def test_water_poured_off_takes_magnesium_with_it_and_minerals_without_a_factor_are_unknown() -> (
    None
):
    beans = Ingredient.known(
        grams=200,
        content={"magnesium_mg": 100, "calcium_mg": 80, "energy_kcal": 300},
        group="legumes",
    )
    dish = recipes.cook([beans], method=Method.DRAINED)

    # 20 % leaves with the water: USDA's table of retention factors, row 501.
    assert (dish.known_mg, dish.low_mg, dish.fill_mg, dish.high_mg) == (80, 80, 80, 100)
    assert dish.content == {"magnesium_mg": 80, "energy_kcal": 300}


def test_a_group_without_a_factor_may_keep_all_and_keeps_at_least_the_lowest_of_the_table() -> None:
    dish = recipes.cook([holding(100, 100)], method=Method.DRAINED)

    assert (dish.low_mg, dish.fill_mg, dish.high_mg) == (65, 100, 100)


def test_factors_are_shares_in_order_and_none_is_below_the_lowest() -> None:
    for factor in (*recipes.DRAINED.values(), recipes.NO_ROW, recipes.UNDRAINED):
        assert recipes.LOWEST <= factor.low <= factor.best <= 1


def test_added_magnesium_counts_to_the_limit_and_stays_unknown_where_it_is() -> None:
    powder = Ingredient(**{**vars(holding(10, 500)), "limit_mg": 500.0})
    nobody_knows = Ingredient(**{**vars(holding(10, 500)), "limit_mg": None})

    assert recipes.cook([holding(90, 10), powder]).limit_mg == 50
    assert recipes.cook([holding(90, 10), nobody_knows]).limit_mg is None


@pytest.mark.parametrize(
    ("items", "yield_grams"),
    [
        ([], None),
        ([holding(0, 20)], None),
        ([holding(math.nan, 20)], None),
        ([holding(100, 20)], 0.0),
        ([holding(100, 20)], math.inf),
    ],
)
def test_a_dish_without_weight_is_refused(
    items: list[Ingredient], yield_grams: float | None
) -> None:
    with pytest.raises(ValueError, match="each weight is above zero"):
        recipes.cook(items, yield_grams=yield_grams)


# --- properties ---

amounts = st.floats(0, 1000, allow_subnormal=False)
weights = st.floats(1, 2000, allow_subnormal=False)


@st.composite
def ingredients(draw: st.DrawFn) -> Ingredient:
    group = draw(st.sampled_from(["", *recipes.DRAINED]))
    if draw(st.booleans()):
        content = {"magnesium_mg": draw(amounts)}
        return Ingredient.known(grams=draw(weights), content=content, group=group)
    low, fill, high = sorted(draw(st.tuples(amounts, amounts, amounts)))
    is_open = draw(st.booleans())
    one = unknown(draw(weights), low=low, fill=fill, high=None if is_open else high)
    return Ingredient(**{**vars(one), "group": group})


dishes = st.lists(ingredients(), min_size=1, max_size=6)
methods = st.sampled_from(Method)


def breadth(items: Sequence[Ingredient], method: Method) -> float:
    dish = whole(recipes.cook(items, method=method))
    return math.inf if dish.high_mg is None else dish.high_mg - dish.low_mg


@given(dishes, methods)
def test_known_low_best_and_high_are_in_order(items: list[Ingredient], method: Method) -> None:
    dish = recipes.cook(items, method=method)
    bounds = [dish.known_mg, dish.low_mg, dish.fill_mg, dish.high_mg]
    given_bounds = [bound for bound in bounds if bound is not None]

    assert given_bounds == sorted(given_bounds)


@given(dishes, st.floats(1, 100), st.floats(1, 100), methods)
def test_adding_something_unknown_never_narrows_the_interval(
    items: list[Ingredient], low: float, more: float, method: Method
) -> None:
    added = unknown(100, low=low, fill=low, high=low + more)

    assert breadth([*items, added], method) >= breadth(items, method) - 1e-6


@given(dishes, st.floats(0.1, 10), methods)
def test_twice_as_much_of_everything_holds_the_same_per_100_g(
    items: list[Ingredient], factor: float, method: Method
) -> None:
    scaled = [Ingredient(**{**vars(one), "grams": one.grams * factor}) for one in items]
    small, large = recipes.cook(items, method=method), recipes.cook(scaled, method=method)

    for name in ("known_mg", "low_mg", "fill_mg", "high_mg", "known_share"):
        assert getattr(large, name) == pytest.approx(getattr(small, name))


@given(dishes, methods)
def test_the_order_of_the_ingredients_does_not_matter(
    items: list[Ingredient], method: Method
) -> None:
    forth, back = recipes.cook(items, method=method), recipes.cook(items[::-1], method=method)

    assert forth.known_mg == pytest.approx(back.known_mg)
    assert forth.high_mg == pytest.approx(back.high_mg)


@given(dishes, weights)
def test_the_weight_of_the_dish_changes_the_density_and_never_the_whole(
    items: list[Ingredient], yield_grams: float
) -> None:
    as_weighed = whole(recipes.cook(items))
    cooked = whole(recipes.cook(items, yield_grams=yield_grams))

    assert cooked.low_mg == pytest.approx(as_weighed.low_mg)
    assert cooked.known_mg == pytest.approx(as_weighed.known_mg)
