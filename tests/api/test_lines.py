"""A written line through the API."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import builders
from tests.api import phones
from tests.api.phones import PROBLEM, Phone
from tracker.models import IntakeEntry, User

QUICK_ADD = "/api/v1/foods/quick-add/"


def read(phone: Phone, text: str, **members: Any) -> dict[str, Any]:
    answer = phone.post(QUICK_ADD, {"text": text, **members})
    assert answer.status_code == 200, answer.content
    reading: dict[str, Any] = answer.json()
    return reading


def test_a_line_is_read_as_foods_and_grams_and_stores_nothing(ada: User, phone: Phone) -> None:
    reading = read(phone, "2 boterhammen met pindakaas en 3 xyzzyq", lang="nl")

    bread, butter = reading["items"]
    assert (bread["text"], bread["food"]["slug"], bread["grams"]) == (
        "2 boterhammen",
        "bread-wholemeal",
        70,
    )
    assert bread["food"]["name"] == "Volkorenbrood"
    assert (bread["kind"], bread["spans"]) == ("food", [[0, 13]])
    assert 0 < bread["confidence"] <= 1
    assert {"food", "amount", "unit", "grams"} == bread["alternatives"][0].keys()
    assert butter["food"]["slug"] == "peanut-butter"
    assert reading["unknown"] == [{"text": "3 xyzzyq", "spans": [[28, 39]]}]
    assert not IntakeEntry.objects.visible_to(ada).exists()


def test_what_was_read_can_be_logged(phone: Phone) -> None:
    (item,) = read(phone, "150 ml milk", lang="en")["items"]

    made = phone.log(item_id=item["food"]["id"], amount=item["amount"], unit=item["unit"])

    assert made["grams"] == item["grams"] == 150


def test_the_language_is_that_of_the_request_unless_it_is_named(ada: User) -> None:
    dutch = phones.of(ada, lang="nl")

    assert read(dutch, "een banaan")["items"][0]["food"]["name"] == "Banaan"
    assert read(dutch, "een banaan", lang="en")["items"][0]["food"]["name"] == "Banana"


def test_a_supplement_that_is_not_there_has_no_food_and_one_that_is_has(
    ada: User, phone: Phone
) -> None:
    line = "2 eggs and magnesium citrate 2 tablets"
    egg, supplement = read(phone, line)["items"]
    assert egg["kind"] == "food"
    assert (supplement["kind"], supplement["food"], supplement["grams"]) == (
        "supplement",
        None,
        None,
    )
    assert (supplement["compound"], supplement["amount"]) == ("citrate", 2)

    product = builders.product(ada)

    supplement = read(phone, line)["items"][1]
    assert supplement["food"]["id"] == str(product.id)
    assert (supplement["amount"], supplement["unit"]) == (2, "tablet")


def test_an_own_food_is_read_for_its_person_alone(
    ada: User, phone: Phone, eves_phone: Phone
) -> None:
    own = builders.own_food(ada, "Banana bread of mine")

    assert read(phone, "banana bread of mine")["items"][0]["food"]["id"] == str(own.id)
    assert str(own.id) not in str(read(eves_phone, "banana bread of mine"))


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/text"),
        ({"text": None}, "/text"),
        ({"text": 7}, "/text"),
        ({"text": "a" * 1001}, "/text"),
        ({"text": "pear", "lang": "fr"}, "/lang"),
        ({"text": "pear", "language": "nl"}, "/language"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(
    phone: Phone, body: dict[str, Any], pointer: str
) -> None:
    answer = phone.post(QUICK_ADD, body)

    assert (answer.status_code, answer["Content-Type"]) == (422, PROBLEM)
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


@pytest.mark.parametrize("text", ["", "  ", "½", "...", "\U0001f34c", "1/0"])
def test_any_text_is_answered(phone: Phone, text: str) -> None:
    assert read(phone, text)["text"] == text


def test_without_a_token_nothing_is_read() -> None:
    answer = Client().post(QUICK_ADD, {"text": "pear"}, content_type="application/json")

    assert answer.status_code == 401


def test_the_queries_do_not_grow_with_the_line(
    phone: Phone, queries: Callable[[], CaptureQueriesContext]
) -> None:
    read(phone, "a pear")
    with queries() as short:
        read(phone, "2 bananas")
    with queries() as long:
        read(phone, "2 bananas, glass of milk, 3 slices of bread with cheese, a pear and tea")

    assert len(short) == len(long)


def test_the_answer_has_exactly_the_members_described(phone: Phone) -> None:
    schemas = Client().get("/api/v1/schema/?format=json").json()["components"]["schemas"]
    reading = read(phone, "2 bananas and magnesium citrate 2 tablets and xyzzyq")

    food, supplement = reading["items"]
    for name, shown in [
        ("Reading", reading),
        ("Item", food),
        ("Item", supplement),
        ("NamedFood", food["food"]),
        ("Choice", food["alternatives"][0]),
        ("Unknown", reading["unknown"][0]),
    ]:
        assert shown.keys() == schemas[name]["properties"].keys()
        assert set(schemas[name]["required"]) == shown.keys()
