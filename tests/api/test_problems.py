"""What cannot be: a clear refusal in one form, and nothing written."""

import json
from typing import Any

import pytest
from django.test import Client

from api.exceptions import PROBLEMS
from tests import builders
from tests.api import phones
from tests.api.phones import ENTRIES, Phone
from tracker.models import IntakeEntry, User

BAD = [
    ({"amount": -5}, "/amount"),
    ({"amount": 0}, "/amount"),
    ({"amount": 1_000_000}, "/amount"),
    ({"amount": 1e300}, "/amount"),
    ({"amount": 10**400}, "/amount"),
    ({"amount": 0.12345}, "/amount"),
    ({"amount": "40"}, "/amount"),
    ({"amount": True}, "/amount"),
    ({"amount": 900, "unit": "handful"}, "/amount"),
    ({"date": "0000-01-01"}, "/date"),
    ({"date": "0001-01-01"}, "/date"),
    ({"date": "9999-12-31"}, "/date"),
    ({"date": "2026-02-30"}, "/date"),
    ({"date": "2026-W03-1"}, "/date"),
    ({"date": 20260115}, "/date"),
    # The clock went forward in Amsterdam: 02:30 was not there.
    ({"date": "2026-03-29", "time": "02:30", "zone": "Europe/Amsterdam"}, "/time"),
    ({"time": "25:00"}, "/time"),
    ({"time": "08:30+02:00"}, "/time"),
    ({"at": "2026-01-15T08:30:00"}, "/at"),
    ({"at": "0001-01-01T00:00:00+14:00"}, "/at"),
    ({"at": "9999-12-31T23:59:59-14:00"}, "/at"),
    ({"at": "2020-01-15T08:30:00Z"}, "/at"),
    ({"at": "2026-01-15T08:30:00Z", "time": "08:30"}, "/time"),
    ({"zone": "Mars/Olympus"}, "/zone"),
    ({"zone": "../../etc/passwd"}, "/zone"),
    ({"zone": "Europe"}, "/zone"),
    ({"zone": 5}, "/zone"),
    ({"meal": "second breakfast"}, "/meal"),
    ({"unit": "bucket"}, "/unit"),
    ({"unit": ""}, "/unit"),
    ({"unit": "g\u202e"}, "/unit"),
    ({"item_id": "01938f3a-1c00-7000-8000-000000000001"}, "/item_id"),
    ({"item_id": 5}, "/item_id"),
    ({"item_id": None}, "/item_id"),
    ({"id": "x"}, "/id"),
    ({"id": 5}, "/id"),
    ({"version": "x"}, "/version"),
    ({"name": "Almonds"}, "/name"),
    ({"grams": 5}, "/grams"),
    ({"magnesium_mg": 5}, "/magnesium_mg"),
    ({"user": 1}, "/user"),
    ({"a/b~c": 1}, "/a~1b~0c"),
]
BAD_VALUES = [
    ({"name": ""}, "/name"),
    ({"name": "a" * 201}, "/name"),
    ({"name": "Muesli\u202eilseuM"}, "/name"),
    ({"name": "Mues\u2066li"}, "/name"),
    ({"name": "Mues\x00li"}, "/name"),
    ({"name": "Mues\x1bli"}, "/name"),
    ({"name": 5}, "/name"),
    ({"kind": "poison"}, "/kind"),
    ({"food_group": "poison"}, "/food_group"),
    ({"content": {"magnesium_mg": -1}}, "/content"),
    ({"content": {"magnesium_mg": None}}, "/content"),
    ({"content": {"magnesium_mg": "110"}}, "/content"),
    ({"content": {"magnesium_mg": True}}, "/content"),
    ({"content": {"magnesium_mg": 1e9}}, "/content"),
    ({"content": {"protein_g": 101}}, "/content"),
    ({"content": {"unobtainium_mg": 1}}, "/content"),
    ({"content": [1]}, "/content"),
    ({"grams": -5}, "/grams"),
    ({"grams": 1_000_000}, "/grams"),
    ({"grams": None}, "/unit"),
]


@pytest.mark.parametrize(("members", "pointer"), BAD)
def test_an_entry_that_cannot_be_is_refused_named_and_not_written(
    phone: Phone, members: dict[str, Any], pointer: str
) -> None:
    answer = phone.post(ENTRIES, phones.entry(**members))
    document = phones.problem(answer, 422, "validation")
    assert phones.pointers(document) == {pointer}
    assert all(error["detail"] for error in document["errors"])
    assert not IntakeEntry.objects.exists()


@pytest.mark.parametrize(("members", "pointer"), BAD_VALUES)
def test_values_that_cannot_be_are_refused_named_and_not_written(
    phone: Phone, members: dict[str, Any], pointer: str
) -> None:
    answer = phone.post(ENTRIES, phones.own_values(**members))
    assert phones.pointers(phones.problem(answer, 422, "validation")) == {pointer}
    assert not IntakeEntry.objects.exists()


@pytest.mark.parametrize("missing", ["id", "date", "amount", "item_id"])
def test_what_is_missing_is_named(phone: Phone, missing: str) -> None:
    sent = phones.entry()
    del sent[missing]
    document = phones.problem(phone.post(ENTRIES, sent), 422, "validation")
    assert phones.pointers(document) == {f"/{missing}"}


@pytest.mark.parametrize("name", ["🥣 müsli", "شوفان", "燕麦粥", "O'Briens & <b>zonen</b>", "עוגה"])
def test_every_script_and_emoji_is_fine_in_a_name(phone: Phone, name: str) -> None:
    answer = phone.post(ENTRIES, phones.own_values(name=name))
    assert answer.status_code == 201
    assert phone.get(phones.path_of(answer.json())).json()["name"] == name


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b'{"amount": NaN}',
        b'{"amount": Infinity}',
        b"\xff",
        b'{"name": "\\ud800"}',
        b"[" * 200_000,
        b"1" * 5000,
    ],
    ids=["open", "NaN", "infinity", "not UTF-8", "half a character", "nested", "digits"],
)
def test_what_is_not_json_is_refused(phone: Phone, body: bytes) -> None:
    answer = phone.client.post(ENTRIES, data=body, content_type="application/json")
    phones.problem(answer, 400, "invalid-json")  # type: ignore[arg-type]


@pytest.mark.parametrize("body", [[], "x", 5, None, [phones.entry()]])
def test_a_body_that_is_no_object_is_refused(phone: Phone, body: object) -> None:
    answer = phone.client.post(ENTRIES, data=json.dumps(body), content_type="application/json")
    phones.problem(answer, 422, "validation")  # type: ignore[arg-type]


def test_a_name_of_two_megabytes_is_too_much(phone: Phone) -> None:
    answer = phone.post(ENTRIES, phones.own_values(name="a" * 2_000_000))
    phones.problem(answer, 413, "body-too-large")
    assert not IntakeEntry.objects.exists()


def test_a_form_is_refused(phone: Phone) -> None:
    answer = phone.client.post(ENTRIES, data={"amount": 5})
    phones.problem(answer, 415, "unsupported-media-type")  # type: ignore[arg-type]


def test_only_json_can_be_had(phone: Phone) -> None:
    phones.problem(phone.get(ENTRIES, accept="text/html"), 406, "not-acceptable")


def test_a_method_that_is_not_there_is_refused_with_those_that_are(phone: Phone) -> None:
    answer = phone.send("put", ENTRIES, {})
    phones.problem(answer, 405, "method-not-allowed")
    assert "POST" in answer["Allow"]


@pytest.mark.parametrize("method", ["get", "post", "delete"])
@pytest.mark.parametrize("path", ["", "nothing/", "foods", "intake_entries/1/", "foods/a%00b/"])
@pytest.mark.django_db
def test_an_address_where_nothing_is_answers_as_all_others(method: str, path: str) -> None:
    phones.problem(Phone(Client()).send(method, f"/api/v1/{path}"), 404, "not-found")


def test_a_refusal_is_in_the_language_of_the_request(ada: User) -> None:
    answers = {lang: phones.of(ada, lang=lang).post(ENTRIES, {}) for lang in ("en", "nl")}
    details = {lang: answer.json()["errors"][0]["detail"] for lang, answer in answers.items()}
    # As Django REST framework translates it.
    assert details == {"en": "This field is required.", "nl": "Dit veld is vereist."}
    assert answers["nl"]["Content-Language"] == "nl"


def test_very_many_faults_are_cut_short(phone: Phone) -> None:
    answer = phone.post(ENTRIES, {f"member {n}": n for n in range(5000)})
    assert len(phones.problem(answer, 422, "validation")["errors"]) == 50


def test_an_entry_of_another_persons_food_is_refused(phone: Phone, eve: User) -> None:
    food = builders.own_food(eve)
    answer = phone.post(ENTRIES, phones.entry(item_id=str(food.id)))
    assert phones.pointers(phones.problem(answer, 422, "validation")) == {"/item_id"}
    assert not IntakeEntry.objects.exists()


@pytest.mark.parametrize("code", PROBLEMS)
@pytest.mark.django_db
def test_the_type_of_a_problem_is_an_address_that_explains_it(code: str) -> None:
    answer = Client().get(f"/api/v1/problems/{code}/")
    assert answer.status_code == 200
    assert answer.json()["status"] == PROBLEMS[code].status
    assert PROBLEMS[code].type.startswith("http")


@pytest.mark.django_db
def test_a_problem_that_is_not_one_is_not_found() -> None:
    phones.problem(Client().get("/api/v1/problems/nope/"), 404, "not-found")  # type: ignore[arg-type]
