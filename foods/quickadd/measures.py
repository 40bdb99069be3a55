"""Units and household measures: what they are called, and what one weighs when no table says so.

The weights are conventions of this project, chosen near the Dutch household measures of
fixtures/portions.csv; a portion of the food itself always goes before them.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from foods.quickadd import forms

# Grams (or ml, taken as grams) in one. Oz and lb: the international avoirdupois pound (1959);
# fl oz: the US customary one; a Dutch ons and pond are 100 and 500 g since 1820; a UK pint.
UNITS = {
    "mg": 0.001,
    "g": 1.0,
    "gr": 1.0,
    "gram": 1.0,
    "gramme": 1.0,
    "kg": 1000.0,
    "kilo": 1000.0,
    "kilogram": 1000.0,
    "ml": 1.0,
    "milliliter": 1.0,
    "millilitre": 1.0,
    "cc": 1.0,
    "cl": 10.0,
    "centiliter": 10.0,
    "dl": 100.0,
    "deciliter": 100.0,
    "l": 1000.0,
    "liter": 1000.0,
    "litre": 1000.0,
    "ltr": 1000.0,
    "oz": 28.35,
    "ounce": 28.35,
    "lb": 453.6,
    "lbs": 453.6,
    "pound": 453.6,
    "pond": 500.0,
    "ons": 100.0,
    "fl oz": 29.57,
    "fluid ounce": 29.57,
    "pint": 568.0,
    "pintje": 250.0,
}
# "Pint of lager", "kilo appels": one of them.
SAID_ALONE = forms.listed("kilo liter litre pond ons pint pintje pound")
# "Grams" is a plural of gram, "els" none of "el".
SHORTEST_UNIT = 3
VOLUMES = forms.listed(
    "ml milliliter millilitre cc cl centiliter dl deciliter l liter litre ltr pint pintje"
) | {"fl oz", "fluid ounce"}


@dataclass(frozen=True)
class Measure:
    """What one holds: `grams` by food group, "" for all others."""

    key: str
    words: str
    grams: dict[str, float] = field(default_factory=dict)


MEASURES: dict[str, Measure] = {
    measure.key: measure
    for measure in (
        Measure(
            "slice",
            "snee sneden sneetje plak plakje schijf schijfje slice rasher boterham sandwich",
            {
                "": 20, "bread": 35, "cheese": 20, "meat": 15, "poultry": 15, "meat_products": 15,
                "bakery_cookies": 40, "dishes": 110, "fruit": 20, "vegetables": 8,
                "fish_seafood": 20, "cocoa_chocolate": 15,
            },
        ),
        Measure(
            "wedge",
            "punt puntje partje part wedge kwartje moot segment",
            {"": 100, "dishes": 110, "bakery_cookies": 120, "fruit": 20, "vegetables": 15,
             "cheese": 30},
        ),
        Measure(
            "handful",
            "handje hand handvol handjevol handful fistful",
            {
                "": 25, "fruit": 40, "dried_fruit": 20, "vegetables": 40, "leafy_greens": 25,
                "snacks": 10, "breakfast_cereals": 15, "sweets": 25, "bakery_cookies": 20,
                "cheese": 25, "legumes": 40,
            },
        ),
        Measure("glass", "glas glazen glaasje glass tumbler", {"": 200, "alcohol": 150}),
        Measure(
            "cup",
            "kop kopje cup bakkie teacup tas",
            {"": 150, "coffee_tea": 150, "soups": 200, "breakfast_cereals": 40, "nuts": 130,
             "seeds": 130, "fruit": 150, "leafy_greens": 60, "wholegrains": 180,
             "grains_refined": 160, "legumes": 170, "dairy": 240, "plant_drinks": 240},
        ),
        Measure("mug", "mok beker bekertje mug beaker", {"": 225}),
        Measure(
            "bowl",
            "kom bowl soepkom dish",
            {
                "": 200, "soups": 250, "breakfast_cereals": 45, "wholegrains": 200, "fruit": 150,
                "dairy": 200, "snacks": 30, "leafy_greens": 75, "nuts": 75, "sweets": 75,
                "cheese": 150, "dishes": 300, "coffee_tea": 250,
            },
        ),
        Measure(
            "small_bowl",
            "kommetje schaal schaaltje bak bakje bordje bowltje tub punnet ramekin doosje",
            {
                "": 150, "soups": 200, "breakfast_cereals": 35, "fruit": 125, "vegetables": 125,
                "snacks": 25, "leafy_greens": 60, "nuts": 50, "sweets": 50, "coffee_tea": 125,
                "dried_fruit": 50, "potatoes_tubers": 150, "cheese": 100, "legumes": 100,
            },
        ),
        Measure("plate", "bord plate plateful bordvol", {"": 350, "soups": 300, "leafy_greens": 80,
                "vegetables": 200, "wholegrains": 200, "grains_refined": 200,
                "potatoes_tubers": 200, "legumes": 200}),
        Measure(
            "tablespoon",
            "el eetlepel eetl lepel tablespoon tbsp tbs spoon spoonful",
            {
                "": 15, "seeds": 10, "nuts": 10, "legumes": 20, "vegetables": 15, "fruit": 15,
                "oils_fats": 10, "wholegrains": 10, "grains_refined": 10, "breakfast_cereals": 8,
                "herbs_spices": 6, "leafy_greens": 4, "dried_fruit": 12, "cocoa_chocolate": 8,
                "sweets": 12, "cheese": 10, "seaweed_supplement_foods": 6, "snacks": 5,
            },
        ),
        Measure(
            "teaspoon",
            "tl theelepel theelepeltje teaspoon tsp lepeltje koffielepel",
            {
                "": 5, "seeds": 3, "nuts": 4, "oils_fats": 4, "herbs_spices": 2, "sweets": 5,
                "cocoa_chocolate": 3, "wholegrains": 3, "seaweed_supplement_foods": 3,
                "leafy_greens": 1, "breakfast_cereals": 3,
            },
        ),
        Measure(
            "serving_spoon",
            "opscheplepel scheplepel groentelepel opschep schep",
            {"": 50, "legumes": 60, "dishes": 60, "soy": 60},
        ),
        Measure("ladle", "soeplepel pollepel juslepel sauslepel ladle ladleful", {"": 125,
                "condiments_sauces": 50}),
        Measure(
            "can",
            "blik blikje can tin",
            {"": 330, "fish_seafood": 100, "legumes": 240, "vegetables": 240, "fruit": 240,
             "soups": 400, "meat_products": 200, "plant_drinks": 165},
        ),
        Measure("jar", "pot potje jar", {"": 350, "dairy": 150, "nuts": 350}),
        Measure("bottle", "fles flesje bottle", {"": 500, "alcohol": 300, "oils_fats": 500}),
        Measure("jug", "kan kannetje karaf jug carafe pitcher", {"": 1000}),
        Measure(
            "bag",
            "zak zakje bag packet sachet puntzak builtje sleeve",
            {"": 40, "snacks": 30, "sweets": 75, "nuts": 40, "potatoes_tubers": 150,
             "leafy_greens": 75, "coffee_tea": 200, "dried_fruit": 40, "vegetables": 200,
             "bread": 200},
        ),
        Measure("pack", "pak pakje doos carton pack box package tray", {"": 250,
                "dairy": 200, "plant_drinks": 250, "juices_soft_drinks": 200, "snacks": 40,
                "bakery_cookies": 40, "soy": 250}),
        Measure("bar", "reep reepje bar", {"": 40, "cocoa_chocolate": 45,
                "breakfast_cereals": 25, "snacks": 30}),
        Measure(
            "cube",
            "blokje blok klontje klont cube square",
            {"": 8, "sweets": 4, "soy": 15, "oils_fats": 10, "fruit": 10},
        ),
        Measure(
            "piece",
            "stuk stukje stuks st pcs piece pc",
            {"": 40, "bread": 35, "fruit": 100, "vegetables": 100, "sweets": 5, "snacks": 20,
             "bakery_cookies": 50, "cheese": 30, "fish_seafood": 100, "meat": 100, "poultry": 100,
             "cocoa_chocolate": 8, "eggs": 50, "meat_products": 50, "dishes": 150},
        ),
        Measure("serving", "portie portietje serving portion helping", {}),
        Measure("scoop", "bol bolletje scoop maatschep maatschepje schepje bal", {"": 30,
                "dairy": 50, "potatoes_tubers": 50, "grains_refined": 50}),
        Measure("splash", "scheut scheutje splash dash drupje drizzle slok slokje sip teug",
                {"": 20, "oils_fats": 5, "condiments_sauces": 10, "spirits": 10}),
        Measure("dollop", "kwak klodder dollop toef toefje lik likje knob smear", {"": 15,
                "oils_fats": 6}),
        Measure("pinch", "snuf snufje mespunt mespuntje pinch sprinkle", {"": 0.5}),
        Measure("clove", "teen teentje clove", {"": 3}),
        Measure("leaf", "blad blaadje leaf leaves blaadjes", {"": 5, "leafy_greens": 10}),
        Measure("stalk", "stengel steel stalk stick spear", {"": 30, "bread": 5}),
        Measure("sheet", "vel velletje sheet", {"": 3}),
        Measure("bunch", "bos bosje tros trosje bunch", {"": 50, "fruit": 125, "herbs_spices": 10}),
        Measure("shot", "borrel borreltje shot shotje measure", {"": 35,
                "coffee_tea": 40}),
        # What supplements are counted in; a tablet of chocolate is one too.
        Measure(
            "tablet",
            "tablet tabletje capsule caps cap pil pilletje pill softgel bruistablet gummy dragee "
            "kauwtablet zuigtablet druppel",
            {"": 1, "cocoa_chocolate": 100},
        ),
    )
}  # fmt: skip
# What an unsaid food may be: "2 sneetjes met kaas" are slices of bread.
IMPLIED = {"slice": "boterham", "scoop": "bolletje"}
# Near enough when the table lacks the measure itself, with the factor between the two.
NEAR = {
    "cup": (("mug", 0.7), ("glass", 0.9)),
    "mug": (("cup", 1.5), ("glass", 1.1)),
    "bowl": (("small_bowl", 1.5), ("plate", 0.8)),
    "small_bowl": (("bowl", 0.75),),
    "plate": (("bowl", 1.2),),
    "glass": (("mug", 0.9),),
    "wedge": (("slice", 1.0),),
    "slice": (("wedge", 1.0),),
    "handful": (),
    "serving_spoon": (),
    "teaspoon": (("tablespoon", 1 / 3),),
    "tablespoon": (("teaspoon", 3.0),),
    "cube": (("piece", 1.0),),
}
# The US cup of cookbooks and of the USDA table.
US_CUP_ML = 240.0

_BY_STEM: dict[str, str] = {
    word: measure.key for measure in MEASURES.values() for word in measure.words.split()
}


WORDS = tuple(_BY_STEM)


@lru_cache(maxsize=4096)
def measure_of(word: str) -> str | None:
    """The key of the measure that a normalised word is, in any form: "eetlepels" tablespoon."""
    if word in _BY_STEM:
        return _BY_STEM[word]
    return next((_BY_STEM[stem] for stem in sorted(forms.stems(word)) if stem in _BY_STEM), None)


@lru_cache(maxsize=1024)
def unit_of(word: str) -> str | None:
    """The unit a normalised word is: "grams" gram."""
    if word in UNITS:
        return word
    return next(
        (
            stem
            for stem in sorted(forms.stems(word))
            if stem in UNITS and len(stem) >= SHORTEST_UNIT
        ),
        None,
    )


@dataclass(frozen=True)
class Labelled:
    """A portion's label as measures: "0.5 cup, chopped (US)" is half a cup, chopped."""

    count: float
    keys: frozenset[str]
    qualifiers: tuple[str, ...]
    is_american: bool
    pieces: float = 0.0


# "For 1 slice of bread" is what lies on it.
TOPPINGS = (("voor",), ("for",))
_COUNT = re.compile(r"^(\d+(?:[.,]\d+)?)\s+")
_PIECES = re.compile(
    r"\((?:approx )?(\d+)(?:-\d+)?\s+(?:whole )?(kernels|nuts|halves|pcs|seeds|raisins)"
)
_WEIGHT = re.compile(r", \d+(?:[.,]\d+)? g$|\(US\)|\(VS\)")


@lru_cache(maxsize=4096)
def labelled(labels: tuple[str, ...]) -> Labelled:
    """What the labels of one portion, in several languages, say together."""
    keys: set[str] = set()
    count, qualifiers, pieces = 1.0, [], 0.0
    for label in labels:
        found = _PIECES.search(label)
        if found:
            pieces = float(found[1])
        plain = _WEIGHT.sub("", label).strip()
        counted = _COUNT.match(plain)
        if counted:
            count = float(counted[1].replace(",", "."))
            plain = plain[counted.end() :]
        words = forms.words(plain)
        key = (
            "topping" if words[:1] in TOPPINGS else next(filter(None, map(measure_of, words)), None)
        )
        keys |= {key} if key else set()
        qualifiers += [word for word in words if measure_of(word) != key or key is None]
    american = any("(US)" in label or "(VS)" in label for label in labels)
    return Labelled(count or 1.0, frozenset(keys), tuple(qualifiers), american, pieces)
