"""The recipe pages: a pan of soup becomes a recipe once, and is one tap ever after."""

import re
from collections.abc import Callable
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from foods.models import Food, curated_id
from tests import builders
from tests.tracker.forms import fields
from tracker.models import IntakeEntry, Recipe, User

NEW = "/foods/recipes/new/"


def pan(*rows: tuple[str, str], **members: str) -> dict[str, object]:
    """The page of a new recipe as a browser sends it back; rows are a source and grams."""
    return {
        "name": "Soup",
        "source": [source for source, _grams in rows],
        "label": [source for source, _grams in rows],
        "grams": [grams for _source, grams in rows],
        "method": "kept",
        "group": "soups",
        **members,
    }


def food(slug: str) -> str:
    return f"food:{curated_id(slug)}"


CARROTS, POTATOES = (food("carrots-raw"), "200"), (food("potatoes-boiled"), "300")


def text_of(page: bytes) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page.decode())))


def test_a_line_puts_its_foods_in_the_pan_and_stores_nothing(as_ada: Client, ada: User) -> None:
    answer = as_ada.post(NEW, pan(do="find", q="300 g boiled potatoes and 200 g raw carrots"))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count('name="source"') == 2
    assert 'value="300"' in page
    assert not Recipe.objects.visible_to(ada).exists()


def test_words_of_a_line_that_are_no_food_stay_in_sight(as_ada: Client) -> None:
    answer = as_ada.post(NEW, pan(do="find", q="200 g raw carrots and 5 g blorbix"))

    assert "Not in the recipe yet: " in text_of(answer.content)
    assert "blorbix" in text_of(answer.content)


def test_a_searched_food_is_picked_weighed_and_put_in(as_ada: Client) -> None:
    found = as_ada.post(NEW, pan(CARROTS, do="enter", q="banana"))
    banana = str(curated_id("banana"))
    assert f'value="pick:{banana}"' in found.content.decode()

    picked = as_ada.post(NEW, pan(CARROTS, do=f"pick:{banana}"))
    assert f'name="chosen" value="{banana}"' in picked.content.decode()

    sent = pan(CARROTS, do="enter", chosen=banana, amount="150", unit="g")
    page = as_ada.post(NEW, sent).content.decode()
    assert page.count('name="source"') == 2
    assert f'value="food:{banana}"' in page


def test_taking_out_leaves_the_others(as_ada: Client) -> None:
    page = as_ada.post(NEW, pan(CARROTS, POTATOES, do="drop:0")).content.decode()

    assert page.count('name="source"') == 1
    assert POTATOES[0] in page


def test_the_page_counts_before_it_is_saved_and_says_at_least(as_ada: Client) -> None:
    known = as_ada.post(NEW, pan(CARROTS, POTATOES, do="count", count="2"))
    # 24 + 60 mg in two portions.
    assert "42 mg portion (250 g)" in text_of(known.content)

    water = (food("water-tap"), "500")
    unknown = as_ada.post(NEW, pan(CARROTS, water, do="count", count="1", portion_label="bowl"))
    assert "at least 24 mg bowl (700 g)" in text_of(unknown.content)
    assert "Between 25 and 32 mg is likely." in text_of(unknown.content)


def test_a_soup_is_saved_once_and_logged_with_one_press(as_ada: Client, ada: User) -> None:
    sent = pan(CARROTS, POTATOES, do="save", count="2", portion_label="bowl", yield_grams="1000")
    saved = as_ada.post(NEW, sent)
    recipe = Recipe.objects.visible_to(ada).get()
    assert saved["Location"] == reverse("recipe", args=[recipe.id])
    assert recipe.portions == [{"label": "bowl", "grams": 500}]

    page = as_ada.get(saved["Location"]).content.decode()
    add = reverse("add", args=[builders.today()])
    as_ada.post(add, fields(page, action=add))
    entry = IntakeEntry.objects.visible_to(ada).get()
    assert (entry.item_id, entry.magnesium_mg, entry.unit) == (recipe.id, 42, "bowl")

    shown = text_of(as_ada.get(reverse("entry", args=[entry.id])).content)
    assert "your own recipe" in shown


def test_a_recipe_page_tells_what_each_ingredient_brings_and_its_source(
    as_ada: Client, ada: User
) -> None:
    stock = builders.own_food(ada, "Stock cube")
    items = [builders.part("carrots-raw", "200"), builders.part(grams="10", item_id=stock.id)]
    recipe = builders.recipe(ada, "Soup", *items)
    shown = text_of(as_ada.get(reverse("recipe", args=[recipe.id])).content)

    assert "Carrots, raw 200 g · USDA National Nutrient Database for Standard Reference 28" in shown
    assert "24 mg" in shown
    assert "Stock cube 10 g · your own value unknown" in shown
    assert "at least" in shown


def test_a_recipe_without_name_or_ingredients_or_with_a_wrong_weight_is_refused(
    as_ada: Client, ada: User
) -> None:
    wrong = [
        (pan(CARROTS, do="save", name=""), "This field is required"),
        (pan(do="save"), "A recipe has 1 to 60 ingredients."),
        (pan((CARROTS[0], "lots"), do="save"), "“lots” is not a number"),
        (pan(CARROTS, do="save", count="0"), "The amount must be more than 0."),
        (pan(("food:nonsense", "5"), do="save"), "The page is too old"),
        (pan(("food:" + str(curated_id("nothing")), "5"), do="save"), "not there"),
    ]
    for sent, said in wrong:
        answer = as_ada.post(NEW, sent)
        assert answer.status_code == 422
        assert said in text_of(answer.content)
    assert not Recipe.objects.visible_to(ada).exists()


def test_a_change_keeps_what_was_taken_and_other_portions(as_ada: Client, ada: User) -> None:
    recipe = builders.recipe(
        ada,
        "Soup",
        builders.part("carrots-raw", "200"),
        portions=[{"label": "bowl", "grams": 100}, {"label": "mug", "grams": 50}],
    )
    Food.objects.filter(slug="carrots-raw").update(magnesium_mg=99, content={"magnesium_mg": 99})
    address = reverse("recipe_edit", args=[recipe.id])
    sent = fields(as_ada.get(address).content.decode(), action=address)
    assert (sent["count"], sent["source"], sent["grams"]) == ("2", "kept:0", "200")

    as_ada.post(address, {**sent, "do": "save", "name": "Carrot soup", "count": "4"})
    changed = Recipe.objects.get(id=recipe.id)
    assert (changed.name, changed.items) == ("Carrot soup", recipe.items)
    assert changed.portions == [{"label": "bowl", "grams": 50}, {"label": "mug", "grams": 50}]


def test_a_page_of_an_older_version_is_refused_and_keeps_what_was_typed(
    as_ada: Client, ada: User
) -> None:
    recipe = builders.recipe(ada)
    address = reverse("recipe_edit", args=[recipe.id])
    sent = fields(as_ada.get(address).content.decode(), action=address)
    as_ada.post(address, {**sent, "do": "save", "name": "First"})
    late = as_ada.post(address, {**sent, "do": "save", "name": "Second"})

    assert late.status_code == 422
    assert "changed on another device" in text_of(late.content)
    assert 'value="Second"' in late.content.decode()
    assert Recipe.objects.get(id=recipe.id).name == "First"


def test_a_meal_of_several_foods_offers_a_recipe_that_lacks_only_a_name(
    as_ada: Client, ada: User
) -> None:
    builders.log(
        ada, builders.draft("potatoes-boiled", amount="300"), builders.draft("carrots-raw")
    )
    day = as_ada.get("/").content.decode()
    address = f"{reverse('recipe_of_meal', args=[builders.today()])}?meal=breakfast"
    assert address in day

    page = as_ada.get(address).content.decode()
    sent = fields(page, action=NEW)
    sources = re.findall(r'name="source" value="([^"]+)"', page)
    sent |= {"do": "save", "name": "Monday", "source": sources, "grams": ["300", "100"]}  # type: ignore[dict-item]
    as_ada.post(NEW, {**sent, "label": ["a", "b"]})
    names = [item["name"] for item in Recipe.objects.visible_to(ada).get().items]
    assert names == ["Potatoes, boiled, peeled", "Carrots, raw"]


def test_a_meal_of_one_food_offers_no_recipe(as_ada: Client, ada: User) -> None:
    builders.log(ada)
    assert "Make a recipe" not in as_ada.get("/").content.decode()


def test_todays_tables_are_taken_only_when_asked(as_ada: Client, ada: User) -> None:
    recipe = builders.recipe(ada, "Soup", builders.part("carrots-raw", "200"))
    Food.objects.filter(slug="carrots-raw").update(magnesium_mg=99, content={"magnesium_mg": 99})
    address = reverse("recipe", args=[recipe.id])
    assert "Carrots, raw : 12 → 99" in text_of(as_ada.get(address).content)
    assert Recipe.objects.get(id=recipe.id).items == recipe.items

    as_ada.post(reverse("recipe_refresh", args=[recipe.id]))
    assert Recipe.objects.get(id=recipe.id).items[0]["known_mg"] == 99


def test_a_copy_opens_to_be_changed_and_a_removal_can_be_undone(as_ada: Client, ada: User) -> None:
    recipe = builders.recipe(ada, "Soup")
    copied = as_ada.post(reverse("recipe_copy", args=[recipe.id]))
    assert as_ada.get(copied["Location"]).status_code == 200
    assert Recipe.objects.visible_to(ada).count() == 2

    as_ada.post(reverse("recipe_remove", args=[recipe.id]))
    listed = as_ada.get("/foods/").content.decode()
    assert "Soup (copy)" in listed
    undo = re.search(r'action="(/undo/[^"]+)"', listed)
    assert undo
    as_ada.post(undo[1])
    assert Recipe.objects.visible_to(ada).count() == 2


def test_the_food_page_of_a_recipe_is_the_recipe(as_ada: Client, ada: User) -> None:
    recipe = builders.recipe(ada)
    answer = as_ada.get(reverse("food", args=[recipe.id]))
    assert answer["Location"] == reverse("recipe", args=[recipe.id])


def test_a_day_says_at_least_of_a_recipe_that_is_known_in_part(as_ada: Client, ada: User) -> None:
    stock = builders.own_food(ada, "Stock cube", content={"energy_kcal": 5.0})
    items = [builders.part("carrots-raw", "190"), builders.part(grams="10", item_id=stock.id)]
    recipe = builders.recipe(ada, "Soup", *items)
    builders.log(ada, builders.draft(item_id=recipe.id, amount="200"))

    assert "at least ≥ 23" in text_of(as_ada.get("/").content)


@pytest.mark.parametrize("name", ["recipe", "recipe_edit"])
def test_eve_sees_no_recipe_of_ada(as_eve: Client, ada: User, name: str) -> None:
    recipe = builders.recipe(ada)
    assert as_eve.get(reverse(name, args=[recipe.id])).status_code == 404
    assert "Ada's soup" not in as_eve.get("/foods/").content.decode()


@pytest.mark.parametrize("name", ["recipe_edit", "recipe_copy", "recipe_refresh", "recipe_remove"])
def test_eve_changes_no_recipe_of_ada(as_eve: Client, ada: User, eve: User, name: str) -> None:
    recipe = builders.recipe(ada)
    assert as_eve.post(reverse(name, args=[recipe.id]), {"do": "save"}).status_code == 404
    assert Recipe.objects.get().version == recipe.version


def test_eve_makes_no_recipe_of_adas_meal_or_foods(as_eve: Client, ada: User, eve: User) -> None:
    (entry,) = builders.log(ada)
    own = builders.own_food(ada)
    for source in (f"entry:{entry.id}", f"food:{own.id}", f"food:{builders.recipe(ada).id}"):
        assert as_eve.post(NEW, pan((source, "100"), do="save")).status_code == 422
    assert not Recipe.objects.visible_to(eve).exists()


def test_the_pages_cost_no_more_for_more_ingredients_and_recipes(
    as_ada: Client, ada: User, queries: Callable[[], CaptureQueriesContext]
) -> None:
    def count(address: str) -> int:
        with queries() as seen:
            assert as_ada.get(address).status_code == 200
        return len(seen)

    small = builders.recipe(ada, "Small", builders.part(), builders.part("banana"))
    pages = ("recipe", "recipe_edit")
    as_ada.get("/foods/")
    first = [count(reverse(name, args=[small.id])) for name in pages] + [count("/foods/")]
    items = [builders.part(slug, "10") for slug in ("carrots-raw", "almonds", "banana") * 5]
    large = builders.recipe(ada, "Large", *items, yield_grams=Decimal(100))
    again = [count(reverse(name, args=[large.id])) for name in pages] + [count("/foods/")]
    assert again == first


def test_a_dish_of_the_catalogue_shows_its_items_and_opens_as_a_recipe(as_ada: Client) -> None:
    shown = as_ada.get(reverse("food", args=[curated_id("kale-mash")]))
    assert "Potatoes, boiled, peeled 60 g" in text_of(shown.content)
    assert "computed from how the dish is usually made" in text_of(shown.content)

    opened = as_ada.get(f"{NEW}?dish=kale-mash")
    sent = fields(opened.content.decode(), action=NEW)
    assert sent["name"] == "Kale mash"
    # 60 % potatoes of 20, 30 % kale of 18 and 10 % milk of 11 mg.
    assert "19 mg per 100 g" in text_of(opened.content)
    assert as_ada.get(f"{NEW}?dish=nonsense").status_code == 200


def test_the_pages_speak_dutch(ada: User) -> None:
    recipe = builders.recipe(ada)
    with translation.override("en"):
        page = builders.client(ada, lang="nl").get(reverse("recipe", args=[recipe.id]))
    assert "Wat erin gaat" in page.content.decode()
