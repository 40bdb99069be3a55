"""The curated foods for a phone: all at once, then only what changed."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client

from foods.models import Food, curated_id
from tests import builders
from tests.api import phones
from tests.api.phones import Phone
from tracker import profiles
from tracker.models import User

CATALOGUE = "/api/v1/catalogue/"
VERSIONS = "/api/v1/catalogue/versions/"


def test_every_curated_food_comes_as_it_is_shown_alone(phone: Phone) -> None:
    found = {food["slug"]: food for food in phone.get(CATALOGUE).json()["foods"]}
    assert len(found) == Food.objects.exclude(slug=None).count() > 500
    assert found["almonds"] == phone.get("/api/v1/foods/almonds/").json()


def test_what_did_not_change_is_not_sent_again(phone: Phone) -> None:
    for path in (CATALOGUE, VERSIONS):
        first = phone.get(path)
        again = phone.get(path, if_none_match=first["ETag"])
        assert (again.status_code, again.content) == (304, b"")
        assert phone.get(path, if_none_match=f"W/{first['ETag']}").status_code == 304
        assert phone.get(path, if_none_match='"another"').status_code == 200


def test_only_what_differs_need_be_fetched(phone: Phone) -> None:
    before = phone.get(VERSIONS).json()
    almonds = str(curated_id("almonds"))
    Food.objects.filter(slug="almonds").update(fingerprint="f" * 64)
    after = phone.get(VERSIONS).json()
    assert after["version"] != before["version"]
    differing = [id for id, mark in after["foods"].items() if before["foods"].get(id) != mark]
    assert differing == [almonds]
    fetched = phone.get(f"{CATALOGUE}?ids={almonds}").json()
    assert [food["slug"] for food in fetched["foods"]] == ["almonds"]
    assert fetched["version"] == after["version"]


@pytest.mark.parametrize("ids", ["", "almonds", ",".join([str(curated_id("almonds"))] * 201)])
def test_what_are_no_ids_is_refused(phone: Phone, ids: str) -> None:
    phones.problem(phone.get(f"{CATALOGUE}?ids={ids}"), 400, "invalid-parameter")


def test_nothing_of_a_person_is_in_it(
    phone: Phone, eves_phone: Phone, ada: User, now: dt.datetime
) -> None:
    profiles.update(ada, at=now, tap_water_mg_per_l=Decimal(17))
    builders.own_food(ada)
    assert phone.get(CATALOGUE).json() == eves_phone.get(CATALOGUE).json()


@pytest.mark.parametrize("path", [CATALOGUE, VERSIONS])
@pytest.mark.django_db
def test_nobody_gets_it_without_a_token(path: str) -> None:
    phones.problem(Phone(Client()).get(path), 401, "not-authenticated")


def test_a_day_that_did_not_change_is_not_sent_again(phone: Phone) -> None:
    day = f"/api/v1/days/{phones.today()}/"
    first = phone.get(day)
    assert first["Cache-Control"] == "no-store"
    assert phone.get(day, if_none_match=first["ETag"]).status_code == 304
    phone.log()
    changed = phone.get(day, if_none_match=first["ETag"])
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]
