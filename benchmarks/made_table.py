"""A food table of any size that is the same every time, for the benchmarks and the large test.

Names are put together as tables and labels do ("Smoked almond soup with leek", "Havermout,
geroosterd"), in four languages, most of them English; every name is another one.
"""

import random
from collections.abc import Iterator
from pathlib import Path


def listed(words: str) -> tuple[str, ...]:
    return tuple(words.split("|"))


BASES = {
    "en": listed(
        "almond|almond butter|cashew|hazelnut|walnut|pecan|pistachio|peanut|"
        "peanut butter|tahini|pumpkin seed|sunflower seed|chia seed|flax seed|sesame seed|"
        "whole wheat bread|rye bread|white bread|sourdough bread|bagel|baguette|croissant|"
        "pita|tortilla|crispbread|oatmeal|rolled oats|wheat bran|muesli|granola|"
        "corn flakes|quinoa|bulgur|couscous|brown rice|white rice|basmati rice|buckwheat|"
        "millet|barley|spaghetti|macaroni|egg noodles|spinach|swiss chard|kale|broccoli|"
        "cauliflower|green beans|peas|edamame|black beans|kidney beans|chickpeas|lentils|"
        "tofu|tempeh|hummus|potato|sweet potato|carrot|beetroot|leek|onion|tomato|"
        "cucumber|zucchini|eggplant|mushroom|asparagus|avocado|lettuce|apple|pear|"
        "banana|orange|grapefruit|lemon|strawberry|blueberry|cherry|grape|melon|mango|"
        "pineapple|kiwi|fig|date|raisin|prune|apricot|dark chocolate|milk chocolate|"
        "cocoa powder|chicken breast|turkey|beef|pork chop|bacon|ham|sausage|salmon|"
        "tuna|mackerel|herring|cod|shrimp|egg|milk|skim milk|buttermilk|yoghurt|quark|"
        "cottage cheese|mozzarella|cheddar|gouda|brie|feta|butter|olive oil|mayonnaise|"
        "ketchup|mustard|honey|jam|coffee|green tea|orange juice|cola|mineral water|"
        "beer|red wine|minestrone|curry|pizza|burger|omelette|pancake|waffle|muffin|"
        "brownie|cookie|cheesecake|ice cream|crisps|popcorn|protein bar|oat drink|"
        "soy drink"
    ),
    "nl": listed(
        "amandelen|amandelpasta|pompoenpitten|volkorenbrood|witbrood|roggebrood|havermout|"
        "zonnebloempitten|spinazie|boerenkool|aardappelen|linzen|kikkererwten|rundergehakt|"
        "kipfilet|zalm|haring|yoghurt|kwark|kaas|boter|appel|banaan|pure chocolade|"
        "appelsap|mineraalwater|erwtensoep|pasta|rijst|muesli|walnoten|hazelnoten"
    ),
    "de": listed(
        "Mandeln|Mandelmus|Kürbiskerne|Vollkornbrot|Weißbrot|Haferflocken|Spinat|Grünkohl|"
        "Kartoffeln|Linsen|Kichererbsen|Rindfleisch|Lachs|Joghurt|Quark|Käse|Apfel|"
        "Nudeln|Reis"
    ),
    "fr": listed(
        "amandes|pain complet|flocons d'avoine|épinards|pommes de terre|lentilles|"
        "pois chiches|bœuf haché|saumon|yaourt|fromage blanc|beurre|pomme|chocolat noir|"
        "jus d'orange|pâtes|riz"
    ),
}
MANNERS = {
    "en": listed(
        "raw|organic|roasted|salted|unsalted|smoked|dried|frozen|fresh|canned|cooked|"
        "boiled|steamed|grilled|fried|baked|low fat|fat free|no added sugar|gluten free|"
        "wholegrain|crunchy|spicy|mild|sliced|chopped|ground|peeled|instant|home made|"
        "light|classic|sweetened|unsweetened|with sea salt|with honey|in brine|in oil|"
        "drained|mini|large"
    ),
    "nl": listed(
        "rauw|biologisch|geroosterd|gezouten|ongezouten|gekookt|gebakken|diepvries|"
        "magere|zonder suiker|glutenvrij|fijn|grof|naturel|met honing|mild|pittig|verse|"
        "halfvolle"
    ),
    "de": listed("roh|bio|geröstet|gesalzen|gekocht|gebraten|fettarm|gemahlen|mit Honig|mild"),
    "fr": listed("cru|bio|grillé|salé|cuit|surgelé|allégé|nature|au miel|épicé|frais"),
}
TAILS = {
    "en": listed("bar|spread|mix|snack|soup|salad|bowl|drink|dip|cake|crackers|stew|filling"),
    "nl": listed("reep|smeersel|mix|soep|salade|pap|drank|taart|koekjes|pannetje"),
    "de": listed("Riegel|Aufstrich|Suppe|Salat|Brei|Getränk|Kuchen|Pfanne"),
    "fr": listed("barre|tartine|mélange|soupe|salade|boisson|gâteau|poêlée"),
}
WITH = {"en": "with", "nl": "met", "de": "mit", "fr": "avec"}
BRANDS = listed(
    "Alpenhof|Bonvita|Casa Verde|Dorset Mill|Eikenhof|Green Valley|Haverkamp|Isola|"
    "Jansen|Kornfeld|Nordsea|Oakland|Quintas|Riverside|Terra Nova|Ursa|Westland|Zonnedal"
)
LANGUAGES, SHARES = ("en", "nl", "de", "fr"), (70, 14, 8, 8)
HEADING = (
    "code,name_en,name_nl,name_de,name_fr,group,energy_kcal,protein_g,fat_g,carbohydrate_g,"
    "fibre_g,sodium_mg,magnesium_mg\n"
)


def write(path: Path, *, foods: int, seed: int = 7) -> None:
    """A CSV for `import_foods csv`, of so many foods."""
    dice = random.Random(seed)
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADING)
        for number, (lang, name) in enumerate(_names(dice, foods)):
            cells = [name if lang == column else "" for column in LANGUAGES]
            file.write(f"m{number},{','.join(cells)},{_amounts(dice)}\n")


def _names(dice: random.Random, foods: int) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    while len(seen) < foods:
        lang = dice.choices(LANGUAGES, SHARES)[0]
        name = _name(dice, lang)
        if name in seen:
            name = f"{name} {dice.randrange(2, 99_999)}"
        if name not in seen:
            seen.add(name)
            yield lang, name


def _name(dice: random.Random, lang: str) -> str:
    base, other = dice.choice(BASES[lang]), dice.choice(BASES[lang])
    manner, more = dice.choice(MANNERS[lang]), dice.choice(MANNERS[lang])
    tail, brand = dice.choice(TAILS[lang]), dice.choice(BRANDS)
    name = dice.choice(
        (
            f"{base} {manner} {more}",
            f"{manner} {base}",
            f"{manner} {base} {tail}",
            f"{base} {tail} {WITH[lang]} {other}",
            f"{brand} {manner} {base}",
            f"{brand} {base} {tail} {manner} {dice.choice((100, 250, 500, 1000))} g",
            f"{base} {manner} {WITH[lang]} {other}",
        )
    )
    return name[0].upper() + name[1:]


def _amounts(dice: random.Random) -> str:
    """Group, energy, macros, sodium and magnesium, in which a tenth has no magnesium."""
    protein, fat, carbohydrate = (round(dice.uniform(0, 30), 1) for _ in range(3))
    energy = round(4 * protein + 9 * fat + 4 * carbohydrate)
    magnesium = "" if dice.random() < 0.1 else round(dice.lognormvariate(3.2, 1), 1)
    return (
        f"other,{energy},{protein},{fat},{carbohydrate},{round(dice.uniform(0, 5), 1)},"
        f"{round(dice.uniform(0, 600))},{magnesium}"
    )
