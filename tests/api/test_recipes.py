"""Recipes through the API."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.test.utils import CaptureQueriesContext

from foods.models import Food, curated_id
from tests.api import phones
from tests.api.phones import Phone
from tests.api.syncing import mint
from tracker.models import Recipe, User

LIST = "/api/v1/recipes/"


def soup(**members: Any) -> dict[str, Any]:
    """200 g of raw carrots: 24 mg (USDA SR28, NDB 11124), and a cube of which nothing is known."""
    carrots = {"item_id": str(curated_id("carrots-raw")), "grams": 200}
    cube = {"name": "Stock cube", "content": {}, "group": "condiments_sauces", "grams": 10}
    return {"id": mint(), "name": "Soup", "items": [carrots, cube]} | members


def test_a_recipe_is_valued_and_says_what_is_known(phone: Phone) -> None:
    made = phone.post(LIST, soup(yield_grams=400, portions=[{"label": "bowl", "grams": 200}]))

    assert made.status_code == 201
    shown = made.json()
    assert (shown["known_mg"], shown["grams"]) == (6, 400)
    assert shown["known_share"] < 1
    assert shown["per_100g"]["magnesium_mg"] is None
    assert shown["magnesium_range"]["low_mg"] > 6
    assert [item["known_mg"] for item in shown["items"]] == [12, None]
    assert shown["items"][0]["dataset"] == "usda_sr28"


def test_the_same_recipe_sent_twice_is_made_once(phone: Phone) -> None:
    sent = soup()
    assert phone.post(LIST, sent).status_code == 201
    assert phone.post(LIST, sent).status_code == 200
    assert phone.post(LIST, sent | {"name": "Stew"}).status_code == 412
    assert Recipe.objects.count() == 1


def test_a_change_keeps_what_was_taken_and_names_its_version(phone: Phone) -> None:
    made = phone.post(LIST, soup()).json()
    Food.objects.filter(slug="carrots-raw").update(magnesium_mg=99, content={"magnesium_mg": 99})
    address = f"{LIST}{made['id']}/"
    items = [{"item_id": made["items"][0]["item_id"], "grams": 100}]
    seen = {"if_match": f'"{made["version"]}"'}
    changed = phone.send("patch", address, {"items": items}, **seen)

    assert changed.status_code == 200
    assert changed.json()["known_mg"] == 12
    assert phone.send("patch", address, {"name": "Late"}, **seen).status_code == 412


def test_a_recipe_has_exactly_the_members_described(phone: Phone) -> None:
    schemas = Client().get("/api/v1/schema/?format=json").json()["components"]["schemas"]
    shown = phone.post(LIST, soup()).json()
    assert shown.keys() == schemas["Recipe"]["properties"].keys()
    assert shown["items"][0].keys() == schemas["RecipeItem"]["properties"].keys()


def test_what_cannot_be_is_refused_and_named(phone: Phone) -> None:
    def pointer(sent: dict[str, Any]) -> str:
        answer = phone.post(LIST, sent)
        assert answer.status_code == 422
        return str(answer.json()["errors"][0]["pointer"])

    assert pointer(soup(items=[])) == "/items"
    assert pointer(soup(items=[{"grams": 5}])) == "/items/0/item_id"
    assert pointer(soup(known_mg=5)) == "/known_mg"
    assert pointer(soup(group="waters")) == "/group"
    assert pointer(soup(items=[{"item_id": mint(), "grams": 5}])) == "/items"


def test_a_removed_recipe_is_gone_and_again_is_fine(phone: Phone) -> None:
    made = phone.post(LIST, soup()).json()
    address = f"{LIST}{made['id']}/"
    assert phone.send("delete", address).status_code == 204
    assert phone.send("delete", address).status_code == 204
    assert phone.get(address).status_code == 404


def test_eve_sees_and_changes_nothing(phone: Phone, eve: User) -> None:
    made = phone.post(LIST, soup()).json()
    other = phones.of(eve)
    address = f"{LIST}{made['id']}/"
    assert other.get(LIST).json()["results"] == []
    assert other.get(address).status_code == 404
    assert other.send("patch", address, {"name": "Mine"}).status_code == 404
    assert other.send("delete", address).status_code == 404
    assert Client().get(LIST).status_code == 401


def test_a_longer_list_costs_no_more_queries(
    phone: Phone, queries: Callable[[], CaptureQueriesContext]
) -> None:
    def count() -> int:
        with queries() as seen:
            assert phone.get(LIST).status_code == 200
        return len(seen)

    phone.post(LIST, soup())
    first = count()
    for _n in range(5):
        phone.post(LIST, soup())
    assert count() == first
