"""Products and plans over the API, and the limit in the answer of a day."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import builders
from tests.api import phones
from tests.api.phones import Phone
from tracker import supplements
from tracker.models import IntakeEntry, Plan, SupplementProduct, User

Queries = Callable[[], CaptureQueriesContext]
PRODUCTS, PLANS = "/api/v1/products/", "/api/v1/plans/"


def product(**members: Any) -> dict[str, Any]:
    """800 mg of magnesium citrate, of which 128 mg magnesium."""
    return {
        "id": str(uuid.uuid4()),
        "name": "Tablets",
        "compound": "citrate",
        "compound_mg": 800,
        "content": {"magnesium_mg": 128, "zinc_mg": 2.5},
    } | members


def plan(**members: Any) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()),
        "product_id": str(uuid.uuid4()),
        "starts_on": phones.today(),
        "slots": [{"moment": "breakfast", "units": 1}, {"moment": "21:00", "units": 0.5}],
    } | members


SENT = {PRODUCTS: product, PLANS: plan}
BOTH = pytest.mark.parametrize("path", SENT)


@BOTH
def test_what_is_made_is_read_as_it_was_sent(phone: Phone, path: str) -> None:
    sent = SENT[path]()

    answer = phone.post(path, sent)

    assert answer.status_code == 201
    assert {name: answer.json()[name] for name in sent} == sent
    assert phone.get(f"{path}{sent['id']}/").json() == answer.json()
    assert phone.get(path).json()["results"] == [answer.json()]


@BOTH
def test_what_is_sent_twice_is_stored_once(phone: Phone, path: str) -> None:
    sent = SENT[path]()
    assert phone.post(path, sent).status_code == 201

    assert phone.post(path, sent).status_code == 200
    assert phone.get(path).json()["count"] == 1


@BOTH
def test_an_id_that_holds_something_else_is_refused(phone: Phone, path: str) -> None:
    sent = SENT[path]()
    phone.post(path, sent)
    other: dict[str, dict[str, Any]] = {
        PRODUCTS: {"name": "Others"},
        PLANS: {"slots": [{"moment": "lunch", "units": 1}]},
    }

    document = phones.problem(phone.post(path, sent | other[path]), 412, "version-mismatch")

    assert document["current"]["id"] == sent["id"]


@BOTH
def test_a_change_on_another_version_is_refused(phone: Phone, path: str) -> None:
    made = phone.post(path, SENT[path]()).json()
    change = {PRODUCTS: {"name": "New"}, PLANS: {"pause_reason": "away"}}[path]
    address = f"{path}{made['id']}/"

    first = phone.send("patch", address, change, if_match=f'"{made["version"]}"')
    assert first.status_code == 200
    again = phone.send("patch", address, change, if_match=f'"{made["version"]}"')

    phones.problem(again, 412, "version-mismatch")


@BOTH
def test_removing_again_is_fine_and_raises_nothing(phone: Phone, path: str) -> None:
    sent = SENT[path]()
    phone.post(path, sent)
    address = f"{path}{sent['id']}/"

    assert phone.send("delete", address).status_code == 204
    assert phone.send("delete", address).status_code == 204
    phones.problem(phone.get(address), 404, "not-found")
    phones.problem(phone.post(path, sent), 412, "version-mismatch")


@BOTH
def test_eves_phone_finds_nothing_of_adas(phone: Phone, eves_phone: Phone, path: str) -> None:
    sent = SENT[path]()
    phone.post(path, sent)
    address = f"{path}{sent['id']}/"

    assert eves_phone.get(path).json()["count"] == 0
    for method in ("get", "patch", "delete"):
        body: dict[str, Any] | None = {} if method == "patch" else None
        phones.problem(eves_phone.send(method, address, body), 404, "not-found")


@BOTH
def test_nobody_gets_in_without_a_token(db: None, client: Client, path: str) -> None:
    for answer in (client.get(path), client.post(path), client.get(f"{path}{uuid.uuid4()}/")):
        phones.problem(answer, 401, "not-authenticated")  # type: ignore[arg-type]


@BOTH
def test_the_queries_of_a_list_do_not_grow(phone: Phone, path: str, queries: Queries) -> None:
    def cost() -> int:
        with queries() as counted:
            phone.get(path)
        return len(counted)

    phone.post(path, SENT[path]())
    cost()
    first = cost()
    for _ in range(3):
        phone.post(path, SENT[path]())

    assert cost() == first


@pytest.mark.parametrize(
    ("path", "members", "pointer"),
    [
        (PRODUCTS, {"name": " "}, "/name"),
        (PRODUCTS, {"compound": "stearate"}, "/compound"),
        (PRODUCTS, {"compound_mg": 100}, "/content"),
        (PRODUCTS, {"compound_mg": 0}, "/compound_mg"),
        (PRODUCTS, {"content": {"magnesium_mg": None}}, "/content"),
        (PRODUCTS, {"content": {"gold_mg": 1}}, "/content"),
        (PRODUCTS, {"content": {}, "basis": "label"}, "/basis"),
        (PRODUCTS, {"unit": "bowl"}, "/unit"),
        (PRODUCTS, {"is_prescribed": "true"}, "/is_prescribed"),
        (PRODUCTS, {"magnesium_mg": 1}, "/magnesium_mg"),
        (PLANS, {"slots": []}, "/slots"),
        (PLANS, {"slots": [{"moment": "brunch", "units": 1}]}, "/slots"),
        (PLANS, {"slots": [{"moment": "lunch"}]}, "/slots"),
        (PLANS, {"slots": [{"moment": "lunch", "units": "1"}]}, "/slots"),
        (
            PLANS,
            {"slots": [{"moment": "21:00", "units": 1}, {"moment": "lunch", "units": 1}]},
            "/slots",
        ),
        (PLANS, {"starts_on": "1999-01-01"}, "/starts_on"),
        (PLANS, {"ends_on": "2001-01-01"}, "/ends_on"),
        (PLANS, {"paused_until": "2026-11-25"}, "/paused_until"),
    ],
)
def test_what_cannot_be_is_refused_by_member(
    phone: Phone, path: str, members: dict[str, Any], pointer: str
) -> None:
    document = phones.problem(phone.post(path, SENT[path](**members)), 422, "validation")

    assert phones.pointers(document) == {pointer}
    assert phone.get(path).json()["count"] == 0


def test_the_server_says_where_the_magnesium_is_from(phone: Phone) -> None:
    said: list[dict[str, Any]] = [{}, {"content": {}}, {"basis": "estimate"}]

    bases = [phone.post(PRODUCTS, product(**members)).json()["basis"] for members in said]

    assert bases == ["label", "unknown", "estimate"]


def test_a_dose_is_an_entry_of_the_product(phone: Phone, ada: User) -> None:
    made = phone.post(PRODUCTS, product()).json()

    entry = phone.log(item_id=made["id"], amount=2, unit="tablet")

    assert (entry["kind"], entry["magnesium_mg"], entry["limit_mg"]) == ("supplement", 256, 256)
    assert IntakeEntry.objects.visible_to(ada).get().grams is None


def test_a_product_is_no_food_of_the_catalogue(phone: Phone) -> None:
    made = phone.post(PRODUCTS, product(name="Zephyr")).json()

    assert phone.get("/api/v1/foods/?q=zephyr").json()["results"] == []
    phones.problem(phone.get(f"/api/v1/foods/{made['id']}/"), 404, "not-found")


def test_removing_a_product_removes_its_plans(phone: Phone, ada: User) -> None:
    made = phone.post(PRODUCTS, product()).json()
    phone.post(PLANS, plan(product_id=made["id"]))

    phone.send("delete", f"{PRODUCTS}{made['id']}/")

    assert not Plan.objects.visible_to(ada).exists()
    assert not SupplementProduct.objects.visible_to(ada).exists()


def test_a_plan_of_a_phone_is_due_on_the_day(phone: Phone, ada: User) -> None:
    made = phone.post(PRODUCTS, product()).json()
    phone.post(PLANS, plan(product_id=made["id"]))

    doses = supplements.on_day(ada, builders.today(), entries=()).due

    assert [(dose.slot.moment, float(dose.slot.units)) for dose in doses] == [
        ("breakfast", 1),
        ("21:00", 0.5),
    ]


def limit(phone: Phone) -> dict[str, Any]:
    found: dict[str, Any] = phone.get(f"/api/v1/days/{phones.today()}/").json()["supplement_limit"]
    return found


def test_a_day_says_how_it_stands_to_the_limit(phone: Phone) -> None:
    made = phone.post(PRODUCTS, product()).json()
    phone.log(amount=500)
    assert limit(phone) == {
        "known_mg": 0,
        "has_unknown": False,
        "water_mg": 0,
        "limit_mg": 250,
        "profile": "nl",
        "is_doctors": False,
        "zone": "within",
        "text": "You are within the limit of 250 mg from supplements.",
    }

    phone.log(item_id=made["id"], amount=2, unit="tablet")

    found = limit(phone)
    assert (found["known_mg"], found["zone"]) == (256, "above")
    assert found["text"].startswith("You are above the limit of 250 mg")


def test_the_answers_have_exactly_the_members_described(phone: Phone) -> None:
    schemas = Client().get("/api/v1/schema/?format=json").json()["components"]["schemas"]
    for name, path in (("Product", PRODUCTS), ("Plan", PLANS)):
        shown = phone.post(path, SENT[path]()).json()
        assert shown.keys() == schemas[name]["properties"].keys()
        assert set(schemas[name]["required"]) == shown.keys()
