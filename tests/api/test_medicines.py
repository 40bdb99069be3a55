"""Medicines and their doses from a phone."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.api import phones
from tests.api.phones import Phone
from tracker import medicines
from tracker.models import Medicine, MedicineDose, User

MEDICINES, DOSES = "/api/v1/medicines/", "/api/v1/medicine_doses/"
HOURS = {
    "after_h": 4,
    "before_h": 4,
    "hours_from": "leaflet",
    "confirmed_on": "2026-01-15",
}


def medicine(**members: Any) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "name": "levothyroxine", "times": ["07:00"], **members}


def dose(of: dict[str, Any], **members: Any) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()),
        "medicine_id": of["id"],
        "date": "2026-01-15",
        "planned_at": "2026-01-15T06:00:00Z",
        "at": "2026-01-15T06:10:00Z",
        **members,
    }


def made(phone: Phone, path: str, sent: dict[str, Any]) -> dict[str, Any]:
    answer = phone.post(path, sent)
    assert answer.status_code == 201, answer.content
    shown: dict[str, Any] = answer.json()
    assert answer["Location"] == f"{path}{shown['id']}/"
    return shown


def test_a_medicine_comes_back_with_the_hours_of_the_table_and_none_of_its_own(
    phone: Phone,
) -> None:
    shown = made(phone, MEDICINES, medicine())

    assert (shown["code"], shown["standing"], shown["after_h"]) == ("H03AA01", "ask", None)
    assert (shown["proposal"]["after_h"], shown["proposal"]["before_h"]) == (4, 4)
    assert shown["proposal"]["sources"][0]["title"]
    assert (shown["rhythm"], shown["weekdays"], shown["every_weeks"]) == ("daily", [], 1)


def test_hours_that_the_person_confirmed_are_kept(phone: Phone) -> None:
    shown = made(phone, MEDICINES, medicine(**HOURS, food_after_h=0.5))

    assert (shown["standing"], shown["after_h"], shown["food_after_h"]) == ("confirmed", 4, 0.5)
    assert (shown["hours_from"], shown["confirmed_on"]) == ("leaflet", "2026-01-15")


def test_a_badge_comes_with_its_source_and_from_when_it_holds(phone: Phone) -> None:
    (effect,) = made(phone, MEDICINES, medicine(name="omeprazole"))["effects"]

    assert (effect["id"], effect["direction"], effect["from_days"]) == ("ppi", "lower", 365)
    assert effect["sources"][0]["title"]


@pytest.mark.parametrize(
    ("members", "pointer"),
    [
        ({"name": ""}, "/name"),
        ({"name": 5}, "/name"),
        ({"atc": "X"}, "/atc"),
        ({"rhythm": "hourly"}, "/rhythm"),
        ({"rhythm": "weekly"}, "/weekdays"),
        ({"rhythm": "weekly", "weekdays": [9]}, "/weekdays/0"),
        ({"rhythm": "weekly", "weekdays": [True]}, "/weekdays/0"),
        ({"rhythm": "monthly"}, "/starts_on"),
        ({"times": ["7"]}, "/times"),
        ({"times": "07:00"}, "/times"),
        ({"every_weeks": "2"}, "/every_weeks"),
        ({"every_weeks": 1.5}, "/every_weeks"),
        ({"after_h": 4}, "/after_h"),
        (HOURS | {"after_h": "4"}, "/after_h"),
        (HOURS | {"after_h": 2}, "/hours_from"),
        (HOURS | {"hours_from": "friend"}, "/hours_from"),
        (HOURS | {"confirmed_on": "2999-01-01"}, "/confirmed_on"),
        ({"proposal": None}, "/proposal"),
        ({"colour": "red"}, "/colour"),
    ],
)
def test_what_a_medicine_cannot_hold_is_refused_and_named(
    phone: Phone, members: dict[str, Any], pointer: str
) -> None:
    answer = phone.post(MEDICINES, medicine(**members))

    assert phones.pointers(phones.problem(answer, 422, "validation")) == {pointer}
    assert not Medicine.objects.exists()


def test_a_pharmacist_may_give_shorter_hours_and_both_are_shown(phone: Phone) -> None:
    sent = medicine(**HOURS | {"after_h": 2, "hours_from": "pharmacist"})
    shown = made(phone, MEDICINES, sent)

    assert shown["is_shorter"] is True
    assert (shown["after_h"], shown["proposal"]["after_h"]) == (2, 4)


@pytest.mark.parametrize("path", [MEDICINES, DOSES])
def test_sending_twice_stores_once_and_other_content_is_refused(phone: Phone, path: str) -> None:
    taken = made(phone, MEDICINES, medicine())
    sent = medicine() if path == MEDICINES else dose(taken)
    first = phone.post(path, sent)
    again = phone.post(path, sent)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()

    other = sent | ({"name": "iron"} if path == MEDICINES else {"amount": "2 tablets"})
    document = phones.problem(phone.post(path, other), 412, "version-mismatch")
    assert document["current"] == first.json()


@pytest.mark.parametrize("path", [MEDICINES, DOSES])
def test_a_version_is_changed_and_another_one_is_refused(phone: Phone, path: str) -> None:
    taken = made(phone, MEDICINES, medicine())
    shown = taken if path == MEDICINES else made(phone, DOSES, dose(taken))
    change = {"strength": "50"} if path == MEDICINES else {"status": "skipped", "at": None}
    address, tag = f"{path}{shown['id']}/", f'"{shown["version"]}"'

    answer = phone.send("patch", address, change, if_match=tag)
    assert answer.status_code == 200
    assert change.items() <= answer.json().items()
    stale = phone.send("patch", address, change, if_match=tag)
    assert phones.problem(stale, 412, "version-mismatch")["current"] == answer.json()
    assert phone.send("delete", address).status_code == 204
    assert phone.send("delete", address).status_code == 204
    phones.problem(phone.get(address), 404, "not-found")


def test_a_null_text_is_empty_and_a_null_day_is_not_known(phone: Phone) -> None:
    shown = made(phone, MEDICINES, medicine(**HOURS, strength="50", starts_on="2026-01-01"))
    emptied = dict.fromkeys(
        ("strength", "starts_on", "after_h", "before_h", "hours_from", "confirmed_on")
    )
    answer = phone.send("patch", f"{MEDICINES}{shown['id']}/", emptied).json()

    assert (answer["strength"], answer["starts_on"], answer["hours_from"]) == ("", None, "")
    assert answer["standing"] == "ask"


def test_a_dose_has_the_name_of_its_medicine_and_the_persons_zone(phone: Phone) -> None:
    taken = made(phone, MEDICINES, medicine())
    shown = made(phone, DOSES, dose(taken))

    assert (shown["name"], shown["zone"]) == ("levothyroxine", "Europe/Amsterdam")
    assert (shown["status"], shown["at"]) == ("taken", "2026-01-15T06:10:00Z")


def test_a_dose_of_the_page_and_one_of_a_phone_meet_in_one_record(phone: Phone, ada: User) -> None:
    """The id that docs/api.md describes."""
    taken = made(phone, MEDICINES, medicine())
    own = uuid.uuid5(ada.account_id, f"dose:{taken['id']}:2026-01-15T07:00")
    made(phone, DOSES, dose(taken, id=str(own)))
    row = Medicine.objects.get()
    found = MedicineDose.objects.get()

    assert found.planned_at
    assert own == medicines.planned_id(ada, row.id, found.planned_at, zone_name="Europe/Amsterdam")


@pytest.mark.parametrize(
    ("members", "pointer"),
    [
        ({"at": None, "planned_at": None}, "/at"),
        ({"at": "2026-01-20T06:00:00Z"}, "/at"),
        ({"at": "2026-01-15T06:00:00"}, "/at"),
        ({"date": "1999-01-01"}, "/date"),
        ({"zone": "Mars/Olympus"}, "/zone"),
        ({"status": "lost"}, "/status"),
        ({"medicine_id": str(uuid.UUID(int=7))}, "/medicine_id"),
    ],
)
def test_what_a_dose_cannot_hold_is_refused_and_named(
    phone: Phone, members: dict[str, Any], pointer: str
) -> None:
    taken = made(phone, MEDICINES, medicine())
    answer = phone.post(DOSES, dose(taken, **members))

    assert phones.pointers(phones.problem(answer, 422, "validation")) == {pointer}
    assert not MedicineDose.objects.exists()


def test_doses_are_listed_by_day_and_medicines_as_they_were_added(phone: Phone) -> None:
    first, second = (made(phone, MEDICINES, medicine(name=name)) for name in ("zinc", "iron"))
    for date in ("2026-01-16", "2026-01-15"):
        moments = {"planned_at": None, "at": f"{date}T06:00:00Z", "date": date}
        made(phone, DOSES, dose(first, **moments))

    assert [m["id"] for m in phone.get(MEDICINES).json()["results"]] == [first["id"], second["id"]]
    dates = [d["date"] for d in phone.get(DOSES).json()["results"]]
    assert dates == ["2026-01-15", "2026-01-16"]
    assert phone.get(f"{DOSES}?from=2026-01-16").json()["count"] == 1


def test_eve_neither_sees_nor_touches_what_is_adas(phone: Phone, eves_phone: Phone) -> None:
    taken = made(phone, MEDICINES, medicine())
    for path, shown in ((MEDICINES, taken), (DOSES, made(phone, DOSES, dose(taken)))):
        address = f"{path}{shown['id']}/"
        phones.problem(eves_phone.get(address), 404, "not-found")
        for method, body in (("patch", {"name": "Eve"}), ("delete", None)):
            phones.problem(eves_phone.send(method, address, body), 404, "not-found")
        assert eves_phone.get(path).json()["results"] == []
        assert phone.get(address).json() == shown
    answer = eves_phone.post(DOSES, dose(taken))
    assert phones.pointers(phones.problem(answer, 422, "validation")) == {"/medicine_id"}


@pytest.mark.parametrize("path", [MEDICINES, DOSES])
def test_who_has_no_token_gets_nothing(path: str, db: None) -> None:
    phones.problem(Phone(Client()).get(path), 401, "not-authenticated")


@pytest.mark.parametrize("path", [MEDICINES, DOSES])
def test_a_longer_list_takes_no_more_queries(
    phone: Phone, path: str, queries: Callable[[], Any]
) -> None:
    taken = made(phone, MEDICINES, medicine())
    made(phone, DOSES, dose(taken))
    phone.get(path)  # notes that the device was used, once in ten minutes
    counts = []
    for _n in range(2):
        with queries() as done:
            phone.get(path)
        counts.append(len(done))
        for name in ("iron", "omeprazole", "doxycycline"):
            made(phone, DOSES, dose(made(phone, MEDICINES, medicine(name=name))))

    assert counts[0] == counts[1]


def test_the_answers_have_exactly_the_members_described(phone: Phone) -> None:
    schemas = Client().get("/api/v1/schema/?format=json").json()["components"]["schemas"]
    taken = made(phone, MEDICINES, medicine(name="omeprazole"))
    del taken["messages"]  # of the gate that it opens
    proposed = made(phone, MEDICINES, medicine())["proposal"]
    shown = {
        "Medicine": taken,
        "Effect": taken["effects"][0],
        "Proposal": proposed,
        "MedicineDose": made(phone, DOSES, dose(taken)),
    }
    for name, answer in shown.items():
        assert answer.keys() == schemas[name]["properties"].keys()
        assert set(schemas[name]["required"]) == answer.keys()
