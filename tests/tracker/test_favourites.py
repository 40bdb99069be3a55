"""A star on a food, through the pages."""

from django.test import Client
from django.urls import reverse

from foods.models import curated_id
from tests import builders
from tracker.models import Favourite, User

OATS = curated_id("oats-rolled")


def results(browser: Client, query: str) -> list[str]:
    page = browser.get(reverse("search", args=[builders.today()]), {"q": query}).content.decode()
    return [part.split("&amp;")[0] for part in page.split("?item=")[1::2]]


def test_a_star_puts_a_food_first_in_a_search_for_this_person(
    ada: User, as_ada: Client, as_eve: Client
) -> None:
    before = results(as_ada, "oat")
    last = before[-1]

    answer = as_ada.post(reverse("food_star", args=[last]), {"star": "1"}, follow=True)

    assert "take the star off" in answer.content.decode()
    assert results(as_ada, "oat")[0] == last
    assert results(as_eve, "oat") == before


def test_favourites_are_on_the_foods_page_until_the_star_is_off(as_ada: Client) -> None:
    as_ada.post(reverse("food_star", args=[OATS]), {"star": "1"})
    assert "Your favourites" in as_ada.get(reverse("foods")).content.decode()

    as_ada.post(reverse("food_star", args=[OATS]), {"star": ""})

    assert "Your favourites" not in as_ada.get(reverse("foods")).content.decode()


def test_the_food_of_another_gets_no_star(ada: User, eve: User, as_eve: Client) -> None:
    own = builders.own_food(ada)

    assert as_eve.post(reverse("food_star", args=[own.id]), {"star": "1"}).status_code == 404
    assert not Favourite.objects.visible_to(eve).exists()
