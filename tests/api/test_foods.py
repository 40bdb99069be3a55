"""Foods through the API."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from foods.models import Food, curated_id
from foods.nutrients import NUTRIENTS
from tests import builders
from tests.api import phones
from tests.api.phones import FOODS, Phone
from tracker import profiles
from tracker.models import User


def search(phone: Phone, query: str, **headers: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = phone.get(f"{FOODS}?{query}", **headers).json()["results"]
    return found


def test_almonds_are_found_with_everything_that_is_known(phone: Phone) -> None:
    food = search(phone, "q=almonds&lang=en")[0]
    assert food["id"] == str(curated_id("almonds"))
    assert (food["slug"], food["own"], food["kind"]) == ("almonds", False, "food")
    assert food["names"]["en"][0] == food["name"]
    assert food["names"]["nl"]
    # USDA SR28, NDB 12061.
    assert food["per_100g"]["magnesium_mg"] == 270
    assert food["magnesium_basis"] == "measured"
    assert food["magnesium_range"] == {"fill_mg": 270, "low_mg": 270, "high_mg": 270}
    source = food["source"]
    assert (source["dataset"], source["release"], source["code"]) == ("usda_sr28", "28", "12061")
    assert source["citation"]
    assert source["licence"]
    assert {"label", "labels", "grams", "source", "is_default"} <= food["portions"][0].keys()


def test_the_whole_registry_is_there_and_unknown_is_null_never_zero(phone: Phone) -> None:
    food = phone.get(f"{FOODS}stroopwafel/").json()
    assert food["per_100g"].keys() == NUTRIENTS.keys()
    assert food["per_100g"]["magnesium_mg"] is None
    assert food["magnesium_basis"] == "unknown"
    assert food["notes"][0]["code"] == "no_table"
    assert food["notes"][0]["text"].endswith(".")


def test_a_zero_that_was_measured_stays_a_zero(phone: Phone) -> None:
    food = Food.objects.filter(magnesium_mg=0).exclude(slug=None).first()
    assert food is not None
    assert phone.get(f"{FOODS}{food.slug}/").json()["per_100g"]["magnesium_mg"] == 0


def test_a_food_is_found_by_id_and_by_slug(phone: Phone) -> None:
    by_slug = phone.get(f"{FOODS}almonds/").json()
    assert phone.get(f"{FOODS}{curated_id('almonds')}/").json() == by_slug


def test_the_language_is_the_one_asked_for_else_of_the_request_else_of_the_person(
    phone: Phone, ada: User
) -> None:
    path = f"{FOODS}almonds/"
    dutch = phone.get(f"{path}?lang=nl").json()["name"]
    assert dutch != phone.get(path).json()["name"]
    assert phone.get(f"{path}?lang=nl").json()["group_label"] == "Noten"
    assert phone.get(path, accept_language="nl").json()["name"] == dutch
    profiles.update(ada, at=timezone.now(), language="nl")
    phone.client.defaults.pop("HTTP_ACCEPT_LANGUAGE")
    assert phone.get(path).json()["name"] == dutch


def test_a_forgiven_typo_is_said(phone: Phone) -> None:
    found = phone.get(f"{FOODS}?q=almnds&lang=en").json()
    assert found["corrected"]
    assert found["results"]


def test_nothing_is_found_for_nothing(phone: Phone) -> None:
    assert phone.get(FOODS).json() == {"corrected": None, "results": [], "next": ""}


def test_own_foods_are_found_by_their_owner_alone(
    phone: Phone, eves_phone: Phone, ada: User
) -> None:
    own = builders.own_food(ada, "Quesadilla of Ada")
    found = search(phone, "q=quesadilla")
    assert (found[0]["id"], found[0]["own"], found[0]["slug"]) == (str(own.id), True, None)
    assert found[0]["source"]["dataset"] == "own"
    assert found[0]["per_100g"]["magnesium_mg"] is None
    assert str(own.id) not in [food["id"] for food in search(eves_phone, "q=quesadilla")]
    assert phone.get(f"{FOODS}{own.id}/").status_code == 200
    phones.problem(eves_phone.get(f"{FOODS}{own.id}/"), 404, "not-found")


def test_tap_water_has_the_value_that_the_person_looked_up(
    phone: Phone, eves_phone: Phone, ada: User
) -> None:
    profiles.update(ada, at=timezone.now(), tap_water_mg_per_l=Decimal(8))
    assert phone.get(f"{FOODS}water-tap/").json()["per_100g"]["magnesium_mg"] == 0.8
    assert eves_phone.get(f"{FOODS}water-tap/").json()["per_100g"]["magnesium_mg"] is None


def test_search_takes_as_many_queries_for_one_food_as_for_fifty(
    phone: Phone, queries: Callable[[], Any]
) -> None:
    phone.get(f"{FOODS}?q=ch&limit=1")
    with queries() as few:
        phone.get(f"{FOODS}?q=ch&limit=1")
    with queries() as many:
        assert len(search(phone, "q=ch&limit=50")) > 20
    # One more where the list holds a food of which nothing is known.
    assert len(many) <= len(few) + 1


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "lang=fr", "q=" + "a" * 201])
def test_a_parameter_that_cannot_be_is_refused_and_named(phone: Phone, query: str) -> None:
    document = phones.problem(phone.get(f"{FOODS}?{query}"), 400, "invalid-parameter")
    assert document["errors"][0]["parameter"] == query.split("=", maxsplit=1)[0]


@pytest.mark.parametrize("key", ["no-such-food", "01938f3a-1c00-7000-8000-000000000001", "1"])
def test_a_food_that_is_not_there_is_not_found(phone: Phone, key: str) -> None:
    phones.problem(phone.get(f"{FOODS}{key}/"), 404, "not-found")


def test_following_next_comes_by_every_food_once(phone: Phone) -> None:
    after, pages = "", []
    while True:
        found = phone.get(f"{FOODS}?q=raw&lang=en&limit=10&after={after}").json()
        pages.append([food["id"] for food in found["results"]])
        after = found["next"]
        if not after:
            break

    reached = [id for page in pages for id in page]
    assert len(pages) > 2
    assert len(reached) == len(set(reached))


def test_an_after_that_no_page_gave_is_refused(phone: Phone) -> None:
    phones.problem(phone.get(f"{FOODS}?q=almonds&after=nonsense"), 400, "invalid-parameter")
