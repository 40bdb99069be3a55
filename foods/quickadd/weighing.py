"""What a written amount of a food weighs, and how sure that is.

A weight that was written is that weight. A measure is the food's own portion of that name, else a
near one, else the convention of measures.MEASURES. A bare number counts pieces. When nothing was
said a serving is meant: see servings.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foods.quickadd import forms, measures, naming, portions, servings
from foods.quickadd.amounts import Amount
from foods.quickadd.finding import Details, Food, Portion
from foods.quickadd.measures import MEASURES, US_CUP_ML, labelled
from foods.quickadd.portions import (
    SURE_CONVENTION,
    SURE_PIECE,
    SURE_TABLE,
    SURE_WEIGHED,
    One,
    Setting,
)

# Groups that are poured: without a measure a number of them counts glasses, cups or bowls.
POURED = forms.listed("waters plant_drinks juices_soft_drinks coffee_tea alcohol soups dairy")
DRINKS = POURED - {"soups", "dairy"}
CUTS = {"slice": "wedge", "wedge": "slice"}
AS_GOOD, WITH_RIVAL = 0.1, 0.8
# The table has scrambled eggs and omelettes by two.
ONE_EGG = 50.0
# One piece in grams, of foods that are counted though their portion is another measure. Rounded
# from the counts in USDA SR28 WEIGHT.txt where it has them (almond 1.2, walnut half 2, hazelnut
# 1.3, strawberry 12, grape 5, mushroom 18, asparagus 16); others are conventions.
PIECES = {
    "almond": 1.2, "amandel": 1.2, "walnut": 4.0, "walnoot": 4.0, "hazelnut": 1.3,
    "hazelnoot": 1.3, "cashew": 1.6, "cashewnoot": 1.6, "cashewnoten": 1.6, "pecan": 3.0,
    "pecannoot": 3.0, "pistachio": 0.6, "pistache": 0.6, "pistachenoot": 0.6, "peanut": 0.9,
    "pinda": 0.9, "paranoot": 5.0, "brazil": 5.0, "macadamia": 2.6, "macadamianoot": 2.6,
    "chestnut": 8.0, "kastanje": 8.0, "nut": 1.5, "noot": 1.5, "strawberry": 12.0,
    "aardbei": 12.0, "grape": 5.0, "druif": 5.0, "cherry": 8.0, "kers": 8.0, "raspberry": 4.0,
    "framboos": 4.0, "blueberry": 1.5, "bes": 1.5, "bramen": 5.0, "braam": 5.0, "blackberry": 5.0,
    "mushroom": 18.0, "champignon": 18.0, "asparagus": 16.0, "asperge": 20.0, "radish": 5.0,
    "radijs": 5.0, "sprout": 20.0, "spruit": 20.0, "cucumber": 360.0, "komkommer": 360.0,
    "courgette": 250.0, "aubergine": 300.0, "broccoli": 350.0, "bloemkool": 700.0,
    "cauliflower": 700.0, "leek": 150.0, "prei": 150.0, "fennel": 230.0, "venkel": 230.0,
    "beetroot": 100.0, "biet": 100.0, "potato": 70.0, "aardappel": 70.0, "sweet": 150.0,
    "zoet": 150.0,
    "spinach": 10.0, "lettuce": 10.0, "spareribs": 100.0, "wing": 30.0, "vleugel": 30.0,
    "drumstick": 75.0, "sardine": 25.0, "sardientje": 25.0, "sardien": 25.0, "shrimp": 10.0,
    "garnaal": 5.0, "prawn": 10.0, "mussel": 8.0, "mossel": 8.0, "oyster": 25.0, "oester": 25.0,
    "pineapple": 900.0, "ananas": 900.0, "watermelon": 3000.0, "watermeloen": 3000.0,
    "melon": 900.0, "meloen": 900.0, "papaya": 300.0, "fillet": 120.0, "haring": 75.0,
    "corn": 100.0, "maiskolf": 150.0, "crisp": 2.0, "chip": 2.0, "pretzel": 3.0, "raisin": 0.5,
    "rozijn": 0.5, "mango": 200.0, "sausage": 75.0, "worst": 100.0, "rookworst": 275.0,
    "bacon": 10.0, "tofu": 100.0, "artisjok": 120.0, "artichoke": 120.0, "witlof": 110.0,
    "shallot": 25.0, "sjalot": 25.0, "bosui": 15.0, "parsnip": 130.0, "pastinaak": 130.0,
}  # fmt: skip


@dataclass(frozen=True)
class Weight:
    """Grams in all, of `amount` times `unit`; `trust` is how sure the measure is, 0..1."""

    grams: float
    amount: float
    unit: str
    trust: float


def weigh(amount: Amount | None, food: Food, details: Details, setting: Setting) -> Weight:
    if amount is not None and amount.each is not None:
        return _weighed(amount, amount.each)
    if amount is not None and amount.measure:
        one = _measured(amount, amount.measure, food, details, setting)
        return _times(one, amount.count)
    if amount is not None:
        one = _piece(food, details, setting)
        sized = One(one.grams * one.count * amount.size, one.unit, one.trust)
        return _times(sized, amount.count * setting.pieces)
    one = servings.serving(food, details, setting)
    return _times(one, one.count * setting.pieces)


def confidence(cost: float, *, rival: float | None, trust: float) -> float:
    """How sure food and amount are: 1 for a food by its own name with a written weight.

    The name's cost c (naming.py), counted from that of an exact name, gives 1 / (1 + c); a rival
    food that fits almost as well (within AS_GOOD) takes a fifth off, and what the weight rests on
    (SURE_...) is a factor.
    """
    sure = 1.0 / (1.0 + max(cost - naming.EXACT, 0.0))
    if rival is not None and rival - cost < AS_GOOD:
        sure *= WITH_RIVAL
    return round(sure * trust, 2)


def _times(one: One, times: float) -> Weight:
    grams = one.grams * times
    return Weight(grams, grams if one.unit in ("g", "ml") else times, one.unit, one.trust)


def _weighed(amount: Amount, each: float) -> Weight:
    if amount.measure:
        return Weight(amount.count * each, amount.count, amount.written, SURE_WEIGHED)
    unit = "ml" if amount.is_volume else "g"
    return Weight(amount.count * each, amount.count * each, unit, SURE_WEIGHED)


def _measured(amount: Amount, measure: str, food: Food, details: Details, setting: Setting) -> One:
    if measure == "serving":
        return _sized(servings.serving(food, details, setting, alone=True), amount.size)
    if measure == "piece":
        return _sized(_piece(food, details, setting), amount.size)
    portion = _portion(measure, food, details.portions, amount, setting)
    if portion:
        grams, is_sized = portion
        one = One(grams, _label(measure, details, setting, amount), SURE_TABLE)
        return one if is_sized else _sized(one, amount.size)
    cut = _cut(measure, food, details, amount, setting) if measure in CUTS else None
    if cut:
        return _sized(One(cut, amount.written, SURE_CONVENTION), amount.size)
    return _sized(_conventional(amount, measure, food, details, setting), amount.size)


def _sized(one: One, size: float) -> One:
    return One(one.grams * one.count * size, one.unit, one.trust)


def _portion(
    measure: str, food: Food, offered: Sequence[Portion], amount: Amount, setting: Setting
) -> tuple[float, bool] | None:
    """The food's own portion of that measure, and whether its name says the size."""
    american = measure == "cup" and setting.lang == "en" and food.group not in DRINKS | {"soups"}
    ranked = sorted(
        (_rank(portion, amount=amount, american=american, said=setting.words), at, portion)
        for at, portion in enumerate(offered)
        if measure in portions.keys(portion)
    )
    if not ranked:
        return None
    portion = ranked[0][2]
    label = labelled(portions.labels(portion))
    says_size = amount.size != 1.0 and _says_size(label.qualifiers, amount.size)
    return portion.grams / label.count, says_size


def _rank(
    portion: Portion, *, amount: Amount, american: bool, said: frozenset[str]
) -> tuple[bool, int]:
    label = labelled(portions.labels(portion))
    told = sum(word in said for word in label.qualifiers)
    sized = amount.size != 1.0 and _says_size(label.qualifiers, amount.size)
    other = sum(word not in said for word in label.qualifiers) - (10 if sized else 0)
    return label.is_american != american, other - 2 * told


def _says_size(words: Iterable[str], size: float) -> bool:
    small, large = ("klein", "small"), ("groot", "large", "grote")
    return any(word in (small if size < 1 else large) for word in words)


def _label(measure: str, details: Details, setting: Setting, amount: Amount) -> str:
    for portion in details.portions:
        if measure in portions.keys(portion) and portion.is_convention:
            return portion.labels.get(setting.lang, amount.written)
    return amount.written


def _conventional(
    amount: Amount, measure: str, food: Food, details: Details, setting: Setting
) -> One:
    """A measure that the food has no portion of: from a near one, a US cup, or the convention."""
    grams = MEASURES[measure].grams
    if measure == "cup" and setting.lang == "en" and _is_by_glass(details):
        return One(US_CUP_ML, amount.written, SURE_CONVENTION)
    if food.group in grams or food.group in POURED:
        return One(grams.get(food.group, grams.get("", 0.0)), amount.written, SURE_CONVENTION)
    for near, factor in measures.NEAR.get(measure, ()):
        found = _portion(near, food, details.portions, amount, setting)
        if found:
            return One(found[0] * factor, amount.written, SURE_CONVENTION)
    if measure == "cup" and setting.lang == "en":
        return One(US_CUP_ML, amount.written, SURE_CONVENTION)
    if grams:
        return One(grams[""], amount.written, SURE_CONVENTION)
    return servings.serving(food, details, setting)


def _cut(
    measure: str, food: Food, details: Details, amount: Amount, setting: Setting
) -> float | None:
    """A slice of what is sold by the wedge, or by a piece that is one: "slice of apple pie"."""
    found = _portion(CUTS[measure], food, details.portions, amount, setting)
    if found:
        return found[0]
    default = portions.default(details)
    is_cut = food.group == "bakery_cookies" and default is not None and portions.is_piece(default)
    return default.grams if default and is_cut else None


def _is_by_glass(details: Details) -> bool:
    default = portions.default(details)
    return default is not None and "glass" in portions.keys(default)


def _piece(food: Food, details: Details, setting: Setting) -> One:
    """One of a food: its own piece, a slice of bread, a glass of what is poured."""
    whole = next((p for p in details.portions if portions.is_piece(p)), None)
    default = portions.default(details)
    if default and (
        portions.is_piece(default) or (food.group == "bread" and "slice" in portions.keys(default))
    ):
        whole = default
    if whole and food.group == "eggs":
        return One(min(whole.grams, ONE_EGG), portions.name(whole, setting), SURE_PIECE)
    if whole and whole.is_convention:
        return One(whole.grams, portions.name(whole, setting), SURE_PIECE)
    counted = [PIECES[word] for word in setting.words if word in PIECES]
    if counted:
        return One(max(counted), _piece_word(setting), SURE_CONVENTION)
    for portion in details.portions:
        label = labelled(portions.labels(portion))
        if label.pieces:
            return One(portion.grams / label.pieces, _piece_word(setting), SURE_CONVENTION)
    return servings.serving(food, details, setting, alone=True)


def _piece_word(setting: Setting) -> str:
    return {"nl": "stuk", "en": "piece"}.get(setting.lang, "piece")
