"""A phone comes in with a code that is shown once, and goes when it is taken off the list."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests.api import phones
from tests.api.phones import ENTRIES, Phone
from tracker import devices
from tracker.models import Device, Pairing, User

PAIR = "/api/v1/devices/pair/"
DEVICES = "/api/v1/devices/"


def sent(code: str, **members: Any) -> dict[str, Any]:
    return {"code": code, "name": "Ada's phone", "platform": "android"} | members


def pair(code: str, **members: Any) -> Any:
    return Client().post(PAIR, sent(code, **members), content_type="application/json")


def shown_code(browser: Client) -> str:
    answer = browser.post(reverse("settings_pair"))
    assert answer.status_code == 200
    code: str = answer.context["code"]
    assert f'value="{code}"' in answer.content.decode()
    return code


def test_the_code_on_the_page_lets_one_phone_in(as_ada: Client, ada: User) -> None:
    code = shown_code(as_ada)
    answer = pair(code)
    assert answer.status_code == 201
    assert answer["Cache-Control"] == "no-store"
    paired = answer.json()
    assert paired["account_id"] == str(ada.account_id)
    phone = Phone(Client(headers={"authorization": f"Token {paired['token']}"}))
    assert phone.get(ENTRIES).status_code == 200
    device = Device.objects.get(id=paired["device_id"])
    assert (device.user, device.name, device.platform) == (ada, "Ada's phone", "android")
    phones.problem(pair(code), 422, "validation")


def test_the_page_draws_the_address_and_the_code_and_keeps_only_a_digest(as_ada: Client) -> None:
    answer = as_ada.post(reverse("settings_pair"))
    code = answer.context["code"]
    assert answer.context["code_drawn"].startswith("data:image/svg+xml")
    assert answer["Cache-Control"].startswith("max-age=0")
    assert code not in str(Pairing.objects.values())
    assert code.replace("-", "") not in str(Pairing.objects.values())


@pytest.mark.parametrize("write", [str.lower, lambda c: c.replace("-", " "), lambda c: f" {c} "])
def test_a_code_may_be_typed_as_it_comes(ada: User, now: dt.datetime, write: Any) -> None:
    code = devices.offer(ada, at=now)
    assert devices.pair(write(code), name="phone", at=now)[0].user == ada


def test_letters_that_look_like_digits_are_read_as_those(ada: User, now: dt.datetime) -> None:
    Pairing.objects.create(user=ada, code_digest=devices._digest("01010101"), made_at=now)
    assert devices.pair("OIOL-oiol", name="phone", at=now)[0].user == ada


def test_a_code_is_gone_after_ten_minutes(ada: User, now: dt.datetime) -> None:
    code = devices.offer(ada, at=now)
    late = now + dt.timedelta(minutes=10, seconds=1)
    with pytest.raises(ValidationError, match="not there"):
        devices.pair(code, name="phone", at=late)
    devices.offer(ada, at=late)
    assert Pairing.objects.count() == 1


def test_a_code_of_an_account_that_was_closed_lets_nobody_in(ada: User, now: dt.datetime) -> None:
    code = devices.offer(ada, at=now)
    User.objects.filter(pk=ada.pk).update(is_active=False)
    with pytest.raises(ValidationError):
        devices.pair(code, name="phone", at=now)


def test_a_refused_name_does_not_use_the_code_up(ada: User, now: dt.datetime) -> None:
    code = devices.offer(ada, at=now)
    document = phones.problem(pair(code, name=" "), 422, "validation")
    assert phones.pointers(document) == {"/name"}
    assert pair(code).status_code == 201


@pytest.mark.parametrize("body", [{}, [], {"code": 7}, {"code": "x", "name": "y", "more": 1}])
@pytest.mark.django_db
def test_what_is_no_pairing_is_refused(body: Any) -> None:
    phones.problem(Phone(Client()).post(PAIR, body), 422, "validation")


@pytest.mark.django_db
def test_codes_are_tried_at_most_ten_times_a_minute() -> None:
    for _ in range(10):
        assert pair("0000-0000").status_code == 422
    phones.problem(pair("0000-0000"), 429, "too-many-requests")


def test_a_code_is_shown_to_who_is_logged_in_alone() -> None:
    assert Client().post(reverse("settings_pair")).status_code == 302
    assert Client().get(reverse("settings_pair")).status_code in {302, 405}


def test_an_app_lists_the_devices_and_takes_itself_off(phone: Phone, ada: User) -> None:
    other = phones.of(ada)
    assert phone.device
    assert other.device
    found = phone.get(DEVICES).json()["results"]
    assert {(d["id"], d["is_this"]) for d in found} == {
        (str(phone.device.id), True),
        (str(other.device.id), False),
    }
    address = f"{DEVICES}{phone.device.id}/"
    assert phone.send("delete", address).status_code == 204
    phones.problem(phone.get(DEVICES), 401, "device-revoked")
    phones.problem(other.send("delete", address), 404, "not-found")


def test_eve_sees_and_revokes_no_device_of_ada(phone: Phone, eves_phone: Phone) -> None:
    assert phone.device
    assert len(eves_phone.get(DEVICES).json()["results"]) == 1
    answer = eves_phone.send("delete", f"{DEVICES}{phone.device.id}/")
    phones.problem(answer, 404, "not-found")
    assert phone.get(DEVICES).status_code == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [("get", DEVICES), ("delete", f"{DEVICES}{'0' * 8}-0000-4000-8000-{'0' * 12}/")],
)
@pytest.mark.django_db
def test_nobody_sees_devices_without_a_token(method: str, path: str) -> None:
    phones.problem(Phone(Client()).send(method, path), 401, "not-authenticated")
