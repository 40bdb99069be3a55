"""A pan of soup becomes a recipe once, and is one tap ever after."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.reading import Reader
from tests.browser.words import words
from tracker.models import IntakeEntry, Recipe, User

pytestmark = pytest.mark.browser


def test_a_pan_of_soup_becomes_a_recipe_once_and_one_tap_ever_after(
    open_page: OpenPage, account: Callable[..., User]
) -> None:
    user, say = account(), words("nl")
    page = open_page(user, lang="nl")
    reader = Reader(page)
    page.goto("/foods/recipes/new/")
    page.get_by_label(say("Name"), exact=True).fill("Wortelsoep")
    page.locator("#q").fill("300 g gekookte aardappelen en 200 g rauwe wortel")
    page.locator("#q").press("Enter")
    expect(page.locator(".ingredients li")).to_have_count(2)
    page.locator("#q").fill("kraanwater")
    page.locator("#q").press("Enter")
    reader.read("searched")
    page.locator("button.result").first.press("Enter")
    reader.read("picked")
    page.locator("#amount").fill("500")
    page.locator("#unit").select_option("g")
    page.locator("#amount").press("Enter")
    expect(page.locator(".ingredients li")).to_have_count(3)

    page.get_by_label(say("Portions it makes")).fill("2")
    page.get_by_role("button", name=say("Save the recipe")).click()
    reader.read("the recipe")
    page.get_by_role("button", name=say("Add to today")).click()

    recipe = Recipe.objects.visible_to(user).get()
    entry = IntakeEntry.objects.visible_to(user).get()
    # Half of 60 and 24 mg, and what the water holds is not known.
    assert (entry.item_id, entry.magnesium_mg) == (recipe.id, Decimal(42))
    assert entry.known_share < 1
    assert not reader.found, reader.report()
