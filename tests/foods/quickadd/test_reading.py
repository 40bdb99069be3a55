"""What one written line is understood as, on the real foods without a database."""

import pytest

from foods.quickadd.results import Item, Kind
from tests.foods.quickadd import builders


def one(line: str, *, lang: str = "nl") -> Item:
    read = builders.read(line, lang=lang)
    assert len(read.items) == 1, read
    return read.items[0]


@pytest.mark.parametrize(
    ("line", "lang", "slugs"),
    [
        ("kaas, brood en melk", "nl", ["cheese-gouda", "bread-wholemeal", "milk-semi-skimmed"]),
        ("brood & kaas + melk", "nl", ["bread-wholemeal", "cheese-gouda", "milk-semi-skimmed"]),
        ("mac and cheese", "en", ["macaroni-cheese"]),
        ("noten en rozijnen", "nl", ["nuts-and-raisins"]),
        ("fish and chips", "en", ["fish-breaded-fried", "fries-deep-fried"]),
        ("peper en zout", "nl", ["pepper-black", "salt"]),
        ("brood met zaden", "nl", ["bread-multigrain"]),
        ("yoghurt met zaden", "nl", ["yogurt-lowfat", "chia-seeds"]),
        ("boterham pindakaas", "nl", ["bread-wholemeal", "peanut-butter"]),
        ("boterham volkorenbrood", "nl", ["bread-wholemeal"]),
        ("salade van tomaat en komkommer", "nl", ["tomato-raw", "cucumber"]),
        ("two eggs with halvarine", "nl", ["egg-boiled", "low-fat-spread"]),
        ("cheese sandwich", "en", ["cheese-gouda", "bread-wholemeal"]),
        ("tuna sandwich", "en", ["sandwich-tuna"]),
        ("prawn curry with rice", "en", ["shrimp-cooked", "white-rice-cooked"]),
        ("garnalencurry", "nl", ["shrimp-cooked"]),
        ("vegetable curry", "en", ["vegetable-curry"]),
        ("zalmwrap met komkommer", "nl", ["salmon-cooked", "tortilla-wheat", "cucumber"]),
        ("sourdough toast", "en", ["bread-sourdough"]),
        ("oat milk latte", "en", ["cappuccino"]),
        ("griekse salade zonder dressing", "nl", ["greek-salad"]),
    ],
)
def test_a_line_is_parted_into_foods(line: str, lang: str, slugs: list[str]) -> None:
    read = builders.read(line, lang=lang)

    # "zaden" may be any seeds.
    found = ["chia-seeds" if "seeds" in slug else slug for slug in builders.slugs(read)]
    found = ["yogurt-lowfat" if slug.startswith("yogurt") else slug for slug in found]
    assert (found, read.unknown) == (slugs, ())


@pytest.mark.parametrize(
    ("line", "slug"),
    [
        ("rauwe spinazie", "spinach-raw"),
        ("spinazie", "spinach-cooked"),
        ("smoothie van spinazie", "spinach-raw"),
        ("gebakken ei", "egg-fried"),
        ("2 eieren, gebakken", "egg-fried"),
        ("kikkererwten uit blik", "chickpeas-canned"),
        ("volle melk", "milk-whole"),
        ("Havermoutpap, met water", "oatmeal-water"),
        ("porridge made with water", "oatmeal-water"),
        ("appel met schil", "apple"),
        ("schijfjes appel", "apple"),
        ("spinazie à la crème", "spinach-cooked"),
        ("volkoren broodje", "roll-wholemeal"),
        ("melk, mager", "milk-skimmed"),
        ("ongezouten cashewnoten", "cashews-roasted"),
        ("pindakaas zonder zout", "peanut-butter-unsalted"),
        ("pure chocolade 65%", "dark-chocolate-60"),
        ("pure chocolade 72%", "dark-chocolate-70"),
        ("30+ kaas", "cheese-reduced-fat"),
        ("0.0 bier", "beer-alcohol-free"),
        ("7up", "lemonade-soda"),
    ],
)
def test_how_a_food_is_made_chooses_the_food(line: str, slug: str) -> None:
    assert builders.slugs(builders.read(line)) == [slug]


@pytest.mark.parametrize(
    ("line", "slug"),
    [
        ("bananen", "banana"),
        ("appeltje", "apple"),
        ("eitje", "egg-boiled"),
        ("tomaatjes", "tomato-raw"),
        ("avo", "avocado"),
        ("pb", "peanut-butter"),
        ("pinda kaas", "peanut-butter"),
        ("volkoren brood", "bread-wholemeal"),
        ("havermoud", "oats-rolled"),
        ("spagetti bolonese", "spaghetti-bolognese"),
        ("kaasblokjes", "cheese-gouda"),
        ("quinoasalade", "quinoa-cooked"),
        ("Spa", "water-spa-reine"),
        ("glas Chaudfontaine", "water-chaudfontaine"),
        ("edamame bonen", "edamame"),
    ],
)
def test_a_food_is_known_in_other_words(line: str, slug: str) -> None:
    assert builders.slugs(builders.read(line)) == [slug]


@pytest.mark.parametrize(
    ("line", "lang", "grams"),
    [
        ("boterham met kaas", "nl", {"bread-wholemeal": 35, "cheese-gouda": 20}),
        ("3 boterhammen met kaas", "nl", {"bread-wholemeal": 105, "cheese-gouda": 60}),
        ("2 sneetjes met jam", "nl", {"bread-wholemeal": 70, "jam": 30}),
        ("ham sandwich", "en", {"ham-cooked": 30, "bread-wholemeal": 70}),
        ("koffie met melk", "nl", {"coffee": 125, "milk-semi-skimmed": 20}),
        ("havermout met melk en 1 el lijnzaad", "nl", {"oatmeal-milk": 250, "flaxseed": 10}),
        ("broccoli", "nl", {"broccoli-cooked": 125}),
        ("rijst", "nl", {"white-rice-cooked": 150}),
        ("grote banaan", "nl", {"banana": 149.5}),
        ("klein glas melk", "nl", {"milk-semi-skimmed": 150}),
        ("1 cup cooked spinach", "en", {"spinach-cooked": 180}),
        ("kop thee", "nl", {"tea-black": 150}),
        ("3 flesjes bier (330 ml)", "nl", {"beer": 990}),
        ("2 sneetjes brood (70 g)", "nl", {"bread-wholemeal": 70}),
        ("2 dark chocolate squares", "en", {"dark-chocolate-70": 16}),
        ("banaan x2", "nl", {"banana": 230}),
        ("pindakaas 20 gram", "nl", {"peanut-butter": 20}),
        ("omelet van 3 eieren", "nl", {"omelette": 150}),
        ("10 amandelen", "nl", {"almonds": 12}),
    ],
)
def test_an_amount_weighs_what_the_table_or_a_convention_says(
    line: str, lang: str, grams: dict[str, float]
) -> None:
    assert builders.grams(builders.read(line, lang=lang)) == pytest.approx(grams)


def test_an_item_says_where_it_stands_and_how_sure_it_is() -> None:
    item = builders.read("ik at 150 g kwark met bananen").items[0]

    assert (item.text, item.grams, item.unit) == ("150 g kwark", 150, "g")
    assert item.spans == ((0, 17),)
    assert 0.7 < item.confidence <= 1


def test_a_guess_is_less_sure_than_a_name() -> None:
    assert one("boterham").confidence < one("volkorenbrood").confidence
    assert one("aardbeienkwark").confidence < one("kwark").confidence
    assert one("2 el muesli").confidence < one("20 g muesli").confidence


def test_other_foods_of_the_name_are_alternatives_with_grams_of_their_own() -> None:
    item = one("2 boterhammen")

    others = {choice.slug: choice.grams for choice in item.alternatives}
    assert len(others) <= 4
    assert others["bread-white"] == 70


@pytest.mark.parametrize(
    ("line", "compound", "amount", "unit", "dose"),
    [
        ("magnesium citraat 2 tabletten", "citrate", 2, "tabletten", None),
        ("magnesiumcitraat 400 mg", "citrate", 1, "", 400),
        ("1 tablet magnesium bisglycinate 200 mg", "bisglycinate", 1, "tablet", 200),
        ("magnesium", "", 1, "", None),
        ("vitamine D", "", 1, "", None),
        ("2 capsules omega 3", "", 2, "capsules", None),
    ],
)
def test_a_supplement_is_no_food(
    line: str, compound: str, amount: float, unit: str, dose: float | None
) -> None:
    item = one(line)

    assert (item.kind, item.food, item.grams) == (Kind.SUPPLEMENT, None, None)
    assert (item.compound, item.amount, item.unit, item.dose_mg) == (compound, amount, unit, dose)


def test_a_tablet_of_chocolate_is_food() -> None:
    assert one("tablet chocolade").kind == Kind.FOOD


def test_water_is_said_to_be_water() -> None:
    assert one("flesje Spa").kind == Kind.WATER


def test_unknown_words_stay_in_sight_beside_what_is_known() -> None:
    read = builders.read("boterham met qwrtzx en een banaan")

    assert builders.slugs(read) == ["bread-wholemeal", "banana"]
    assert [one.text for one in read.unknown] == ["qwrtzx"]


def test_a_word_for_many_foods_is_not_guessed() -> None:
    assert builders.read("fruit").items == ()


@pytest.mark.parametrize(
    ("line", "lang", "food", "grams"),
    [
        # On bread that stands before it, in a sandwich, or on bread; not beside bread.
        ("boterham met hummus", "nl", "hummus", 15),
        ("hummus op een boterham", "nl", "hummus", 15),
        ("hummus sandwich", "en", "hummus", 30),
        ("hummus with a pita", "en", "hummus", 30),
        # A wedge is a slice of what is sold so.
        ("slice of apple pie", "en", "apple-pie", 120),
        # Two slices of 10 g on a plate, three cubes of 8 g.
        ("ei met spek", "nl", "bacon-fried", 20),
        ("blokjes kaas", "nl", "cheese-gouda", 24),
        ("handfull of almonds", "en", "almonds", 25),
    ],
)
def test_what_stands_around_a_food_says_how_much_it_is(
    line: str, lang: str, food: str, grams: float
) -> None:
    assert builders.grams(builders.read(line, lang=lang))[food] == pytest.approx(grams)


@pytest.mark.parametrize("word", ["multivitaminesap", "pils", "magnesium water"])
def test_a_drink_is_no_supplement(word: str) -> None:
    assert Kind.SUPPLEMENT not in {item.kind for item in builders.read(word).items}


def test_a_correction_can_be_remembered_by_words_and_measure() -> None:
    bread, cheese, milk = builders.read("2 sneetjes brood met kaas, 150 ml melk").items

    assert (bread.words, bread.measure, bread.count) == ("brood", "slice", 2)
    assert (cheese.words, cheese.measure, cheese.count) == ("kaas", "topping", 2)
    assert (milk.words, milk.measure, milk.count) == ("melk", "weighed", 1)
