"""What is eaten when nothing is said of the amount.

The table's default portion, and more or less where that is a spoon to serve with, what lies on one
slice of bread, or one of many. All of it is convention, and the confidence says so.
"""

from foods.quickadd import forms, portions
from foods.quickadd.finding import Details, Food, Portion
from foods.quickadd.portions import SURE_CONVENTION, SURE_SERVING, One, Setting

# How many serving spoons are a serving. Vegetables: the 250 g a day that the Voedingscentrum
# advises, in two meals. Grains and potatoes: three spoons; pulses: two.
SPOONS = {"legumes": 2.0, "soy": 2.0}
VEGETABLE_SPOONS = 2.5
MIXED_LEAF_SPOONS = 2.0
OTHER_SPOONS = 3.0
VEGETABLES = frozenset(("vegetables", "leafy_greens"))
# What the table has for one slice of bread, eaten from a plate: so many times that.
UNSPREAD = {"dishes": 4.0, "fish_seafood": 4.0, "dairy": 4.0}
# Sauces to dip in and sauces for a plate go by several tablespoons; the table gives one.
DIPS = forms.listed("hummus guacamole salsa tzatziki dip")
DIP_SPOONS = 2.0
PLATE_SAUCES = forms.listed(
    "pasta tomatensaus pastasauce pastasaus tomato bechamel curry currysaus"
)
PLATE_SAUCE_SPOONS = 6.0
# Bacon or ham from a plate is more than the one slice that lies on bread.
SLICED_MEAT = forms.listed("meat meat_products poultry")
MEAT_SLICES = 2.0
# What a plural without a number comes to: some pieces, at least this many grams together.
PLURAL_GRAMS = {
    "vegetables": 80.0, "fruit": 80.0, "fish_seafood": 75.0, "snacks": 40.0, "sweets": 20.0,
    "bakery_cookies": 20.0, "dried_fruit": 25.0, "poultry": 100.0,
}  # fmt: skip
OTHER_PLURAL_GRAMS = 20.0
FEWEST, MOST = 2, 10
SMALL_PIECE, LARGE_PIECE = 20.0, 80.0
NO_PORTION_GRAMS = 100.0
# Milk in a drink and a spoon of sugar in it.
SPLASH_GRAMS = 20.0
SLICED = forms.listed("cheese meat poultry meat_products fish_seafood")
HALVED = forms.listed("fruit vegetables")
HALVED_FROM = 70.0
PART_OF_FRUIT = 0.4
# On one slice, of foods without a portion for it.
TOPPING_GRAMS = {
    "vegetables": 25.0, "leafy_greens": 15.0, "fruit": 30.0, "cheese": 20.0, "meat": 30.0,
    "poultry": 30.0, "fish_seafood": 30.0, "soy": 40.0, "condiments_sauces": 8.0,
}  # fmt: skip


def serving(food: Food, details: Details, setting: Setting, *, alone: bool = False) -> One:
    """What is eaten when nothing is said of the amount: the default portion, and more or less where
    that is a spoon, a slice of bread's worth, or one of many.
    """
    default = portions.default(details)
    if default is None:
        return One(NO_PORTION_GRAMS, "g", SURE_CONVENTION)
    beside = None if alone else _beside(food, details, setting)
    if beside:
        return beside
    portion = (
        _smoked_fish(food, details)
        or _salad(details, setting)
        or _more_than_a_slice(food, details)
        or (_half(details) if setting.is_mixed and not alone else None)
    )
    if portion:
        return One(portion.grams, portions.name(portion, setting), SURE_SERVING)
    count = _times_default(food, default, setting)
    return One(default.grams, portions.name(default, setting), SURE_SERVING, count)


def _beside(food: Food, details: Details, setting: Setting) -> One | None:
    """What goes on bread or in a drink."""
    topping = _topping(food, details, setting) if setting.slices else None
    return topping or (_in_drink(food, details, setting) if setting.in_drink else None)


def _times_default(food: Food, default: Portion, setting: Setting) -> float:
    """How many of the default portion a serving is."""
    keys = portions.keys(default)
    if "slice" in keys and food.group in SLICED_MEAT:
        return MEAT_SLICES
    if "serving_spoon" in keys:
        spoons = VEGETABLE_SPOONS if food.group in VEGETABLES else OTHER_SPOONS
        if food.group == "leafy_greens" and setting.is_mixed:
            spoons = MIXED_LEAF_SPOONS
        return SPOONS.get(food.group, spoons)
    if "topping" in keys and food.group in UNSPREAD and not setting.slices:
        return UNSPREAD[food.group]
    if portions.is_piece(default):
        return _number_of_pieces(food, default, setting)
    if setting.words & DIPS:
        return DIP_SPOONS
    is_sauce = food.group == "condiments_sauces" and setting.words & PLATE_SAUCES
    return PLATE_SAUCE_SPOONS if is_sauce else 1.0


def _number_of_pieces(food: Food, piece: Portion, setting: Setting) -> float:
    """One, but several of what is small: "eieren" are two, "olijven" and "olijf" ten."""
    is_small = food.group == "vegetables" and piece.grams < SMALL_PIECE
    if not is_small and not (setting.is_plural and piece.grams < LARGE_PIECE):
        return 1.0
    least = PLURAL_GRAMS.get(food.group, OTHER_PLURAL_GRAMS)
    return float(min(MOST, max(FEWEST, round(least / piece.grams))))


def _smoked_fish(food: Food, details: Details) -> Portion | None:
    """Fish that the table has by the slice: a serving is not one slice."""
    default = portions.default(details)
    if food.group != "fish_seafood" or default is None or "slice" not in portions.keys(default):
        return None
    return next((p for p in details.portions if "serving" in portions.keys(p)), None)


def _more_than_a_slice(food: Food, details: Details) -> Portion | None:
    """Cucumber is in the table by the slice, and by the quarter."""
    default = portions.default(details)
    if food.group not in VEGETABLES or default is None or "slice" not in portions.keys(default):
        return None
    others = [p for p in details.portions if p.is_convention and "slice" not in portions.keys(p)]
    return next(iter(others), None)


def _half(details: Details) -> Portion | None:
    """Half an avocado is what goes into a dish with other food."""
    return next((p for p in details.portions if p.is_convention and portions.says_half(p)), None)


def _salad(details: Details, setting: Setting) -> Portion | None:
    """A salad is a bowl of leaves, not the handful that goes with something."""
    if setting.words.isdisjoint(("salade", "salad")):
        return None
    return next((p for p in details.portions if "small_bowl" in portions.keys(p)), None)


def _topping(food: Food, details: Details, setting: Setting) -> One | None:
    """What lies on bread: the portion for one slice, a slice of its own, or half a fruit."""
    for portion in details.portions:
        if "topping" in portions.keys(portion):
            return One(portion.grams, portions.name(portion, setting), SURE_SERVING, setting.slices)
    for portion in details.portions:
        if "slice" in portions.keys(portion) and portion.is_convention and food.group in SLICED:
            return One(portion.grams, portions.name(portion, setting), SURE_SERVING, setting.slices)
    default = portions.default(details)
    if (
        default
        and portions.is_piece(default)
        and food.group in HALVED
        and default.grams > HALVED_FROM
    ):
        return One(
            default.grams,
            portions.name(default, setting),
            SURE_SERVING,
            setting.slices * PART_OF_FRUIT,
        )
    if food.group in TOPPING_GRAMS:
        return One(TOPPING_GRAMS[food.group], "g", SURE_CONVENTION, setting.slices)
    return None


def _in_drink(food: Food, details: Details, setting: Setting) -> One | None:
    """Milk in coffee is a splash, sugar and honey in tea a teaspoon."""
    for portion in details.portions:
        keys = portions.keys(portion)
        if "splash" in keys or ("teaspoon" in keys and food.group == "sweets"):
            return One(portion.grams, portions.name(portion, setting), SURE_SERVING)
    if food.group in ("dairy", "plant_drinks", "soy"):
        return One(SPLASH_GRAMS, "ml", SURE_CONVENTION)
    return None
