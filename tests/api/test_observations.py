"""Observations from a phone: what it sends, what is worked out, what is refused."""

import uuid
from typing import Any

import pytest

from tests.api import phones, syncing
from tests.api.phones import Phone
from tracker.models import Observation, User
from tracker.rules import kinds

PATH = "/api/v1/observations/"


def sent(**members: Any) -> dict[str, Any]:
    """Two cramps in the calf today, as a phone sends them."""
    return {
        "id": str(uuid.uuid4()),
        "kind": "cramp",
        "date": phones.today(),
        "value": 2,
        "parts": {"worst": 6, "place": "calf"},
    } | members


def log(phone: Phone, **members: Any) -> dict[str, Any]:
    answer = phone.post(PATH, sent(**members))
    assert answer.status_code == 201, answer.content
    made: dict[str, Any] = answer.json()
    return made


def address(made: dict[str, Any]) -> str:
    return f"{PATH}{made['id']}/"


def daily(user: User, kind: str, date: str | None = None) -> str:
    return str(uuid.uuid5(user.account_id, f"{kind}:{date or phones.today()}"))


def test_an_observation_comes_back_whole(phone: Phone) -> None:
    made = log(phone, time="03:40", text=" twice ")

    assert phone.get(address(made)).json() == made
    assert (made["kind"], made["value"], made["time"]) == ("cramp", 2, "03:40:00")
    assert (made["parts"], made["text"]) == ({"worst": 6, "place": "calf"}, " twice ")
    assert made["zone"] == "Europe/Amsterdam"


def test_the_minutes_of_a_night_are_worked_out(phone: Phone, ada: User) -> None:
    night = {"bed": "23:15", "up": "07:00", "to_sleep_min": 15}
    made = log(phone, id=daily(ada, "sleep"), kind="sleep", value=None, parts=night)

    assert made["value"] == 450
    assert made["parts"] == night


def test_a_laboratory_value_is_converted(phone: Phone) -> None:
    made = log(phone, kind="lab_magnesium", value=None, parts={"printed": 1.8, "unit": "mg/dL"})

    assert made["value"] == 0.741  # 1.8 x 10 / 24.305


def test_the_day_holds_its_observations_and_its_notes_apart(phone: Phone) -> None:
    made = log(phone)
    log(phone, kind="note", value=None, parts={}, text="Slept badly")

    day = phone.get(f"/api/v1/days/{phones.today()}/").json()

    assert day["observations"] == [made]
    assert [note["text"] for note in day["notes"]] == ["Slept badly"]


def test_sending_it_again_stores_it_once(phone: Phone) -> None:
    body = sent()
    first, again = phone.post(PATH, body), phone.post(PATH, body)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert Observation.objects.count() == 1


def test_other_content_under_the_same_id_is_refused_with_what_is_stored(phone: Phone) -> None:
    made = log(phone)
    answer = phone.post(PATH, sent(id=made["id"], value=3))

    assert phones.problem(answer, 412, "version-mismatch")["current"] == made


def test_two_devices_meet_in_the_one_row_of_a_day(phone: Phone, ada: User) -> None:
    wrong = phone.post(PATH, sent(kind="fatigue", value=5, parts={}))
    document = phones.problem(wrong, 422, "validation")
    assert phones.pointers(document) == {"/id"}
    assert daily(ada, "fatigue") in document["errors"][0]["detail"]

    log(phone, id=daily(ada, "fatigue"), kind="fatigue", value=5, parts={})


@pytest.mark.parametrize(
    ("members", "pointer"),
    [
        ({"kind": "happiness"}, "/kind"),
        ({"value": 21}, "/value"),
        ({"value": "2"}, "/value"),
        ({"value": None}, "/value"),
        ({"value": 1.5}, "/value"),
        ({"parts": {"worst": 11}}, "/parts"),
        ({"parts": {"colour": "red"}}, "/parts"),
        ({"parts": {"worst": [6]}}, "/parts"),
        ({"parts": [6]}, "/parts"),
        ({"date": "2026-13-01"}, "/date"),
        ({"date": "1999-01-01"}, "/date"),
        ({"zone": "Mars/Olympus"}, "/zone"),
        ({"at": "2020-01-01T00:00:00Z"}, "/at"),
        ({"time": "08:30", "at": "2026-01-01T00:00:00Z"}, "/time"),
        ({"text": "a" * 4001}, "/text"),
        ({"text": "a\x00"}, "/text"),
        ({"mood": "good"}, "/mood"),
        ({"updated_at": "2026-01-01T00:00:00Z"}, "/updated_at"),
    ],
)
def test_what_cannot_be_is_refused_by_member_and_not_stored(
    phone: Phone, members: dict[str, Any], pointer: str
) -> None:
    document = phones.problem(phone.post(PATH, sent(**members)), 422, "validation")

    assert phones.pointers(document) == {pointer}
    assert not Observation.objects.exists()


def test_a_change_of_another_version_is_refused_and_of_the_right_one_made(phone: Phone) -> None:
    made = log(phone)
    stale = phone.send("patch", address(made), {"value": 3}, If_Match=f'"{uuid.uuid4()}"')
    phones.problem(stale, 412, "version-mismatch")

    changed = phone.send("patch", address(made), {"value": 3}, If_Match=f'"{made["version"]}"')

    assert changed.json()["value"] == 3
    assert changed.json()["parts"] == made["parts"]
    assert changed["ETag"] != f'"{made["version"]}"'


def test_put_makes_at_an_address_and_needs_a_precondition(phone: Phone) -> None:
    body = sent()
    path = address(body)
    phones.problem(phone.send("put", path, body), 428, "precondition-required")

    made = phone.send("put", path, body, If_None_Match="*")
    changed = phone.send("put", path, {"value": 4}, If_Match=made["ETag"])

    assert (made.status_code, changed.status_code) == (201, 200)
    assert changed.json()["value"] == 4


def test_removing_is_fine_twice_and_of_nothing_is_404(phone: Phone) -> None:
    made = log(phone)

    assert phone.send("delete", address(made)).status_code == 204
    assert phone.send("delete", address(made)).status_code == 204
    phones.problem(phone.get(address(made)), 404, "not-found")
    phones.problem(phone.send("delete", f"{PATH}{uuid.uuid4()}/"), 404, "not-found")


def test_the_list_is_in_order_of_its_days_in_parts(phone: Phone) -> None:
    today, before = log(phone), log(phone, date=phones.yesterday())

    first = phone.get(f"{PATH}?limit=1").json()

    assert (first["count"], first["results"]) == (2, [before])
    assert phone.get(first["next"]).json()["results"] == [today]
    assert phone.get(f"{PATH}?date={phones.today()}").json()["results"] == [today]


def test_a_push_is_checked_as_a_post_is_and_gets_what_is_worked_out(
    phone: Phone, ada: User
) -> None:
    night = {"bed": "23:00", "up": "07:00"}
    good = syncing.change(
        "observations",
        id=daily(ada, "sleep"),
        data={"kind": "sleep", "date": phones.today(), "parts": night},
    )
    wrong_id = syncing.change(
        "observations", data={"kind": "fatigue", "date": phones.today(), "value": 3}
    )
    off_scale = syncing.change(
        "observations", data={"kind": "cramp", "date": phones.today(), "value": 21}
    )
    no_map = syncing.change(
        "observations", data={"kind": "cramp", "date": phones.today(), "value": 1, "parts": [1]}
    )

    results = syncing.push(phone, good, wrong_id, off_scale, no_map)

    assert syncing.statuses(results) == ["applied", "rejected", "rejected", "rejected"]
    assert syncing.stored(phone, good["id"])["data"]["value"] == 480
    shorter = syncing.on_top(good, data={"parts": night | {"up": "06:00"}})
    assert syncing.statuses(syncing.push(phone, shorter)) == ["applied"]
    assert syncing.stored(phone, good["id"])["data"]["value"] == 420


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_eve_finds_nothing_of_ada(phone: Phone, eves_phone: Phone, method: str) -> None:
    made = log(phone)
    body = None if method in ("get", "delete") else {"value": 9}
    answer = eves_phone.send(method, address(made), body, If_Match="*")

    phones.problem(answer, 404, "not-found")
    assert eves_phone.get(PATH).json()["count"] == 0
    assert phone.get(address(made)).json() == made


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_a_token_there_is_no_entry(client: Any, db: None, method: str) -> None:
    assert getattr(client, method)(PATH).status_code == 401


def test_every_kind_is_in_the_published_description(phone: Phone) -> None:
    schemas = phone.get("/api/v1/schema/?format=json").json()["components"]["schemas"]
    described = str(schemas["ObservationDraft"]["properties"]["kind"])

    assert [key for key in kinds.KINDS if f"`{key}`" not in described] == []
