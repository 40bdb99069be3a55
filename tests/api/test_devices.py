"""Tokens of devices, and who they let in."""

import datetime as dt
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from tests.api import phones
from tests.api.phones import ENTRIES, Phone
from tracker import devices
from tracker.models import Device, User

DOORS = [
    ("get", "/api/v1/foods/?q=almonds"),
    ("get", "/api/v1/foods/almonds/"),
    ("get", ENTRIES),
    ("post", ENTRIES),
    ("get", f"{ENTRIES}01938f3a-1c00-7000-8000-000000000001/"),
    ("put", f"{ENTRIES}01938f3a-1c00-7000-8000-000000000001/"),
    ("patch", f"{ENTRIES}01938f3a-1c00-7000-8000-000000000001/"),
    ("delete", f"{ENTRIES}01938f3a-1c00-7000-8000-000000000001/"),
    ("get", "/api/v1/days/2026-11-25/"),
    ("put", "/api/v1/days/2026-11-25/"),
]


def test_only_a_digest_of_the_token_is_kept(ada: User, now: dt.datetime) -> None:
    device, token = devices.make(ada, name="phone", at=now)
    assert len(token) >= 43
    assert token not in str(Device.objects.values().get(pk=device.pk))
    assert devices.by_token(token) == device
    assert devices.by_token(token[:-1]) is None


@pytest.mark.parametrize("name", ["", "  ", "a" * 101, "phone\u202e", "a\x00b"])
def test_a_device_needs_a_name_that_can_be_read(ada: User, now: dt.datetime, name: str) -> None:
    with pytest.raises(ValidationError):
        devices.make(ada, name=name, at=now)
    assert devices.of(ada) == ()


def test_a_person_has_at_most_twenty_devices_but_can_replace_one(
    ada: User, now: dt.datetime
) -> None:
    made = [devices.make(ada, name=f"phone {n}", at=now)[0] for n in range(20)]
    with pytest.raises(ValidationError):
        devices.make(ada, name="one more", at=now)
    devices.revoke(ada, made[0].id, at=now)
    devices.make(ada, name="one more", at=now)
    assert len(devices.of(ada)) == 20


def test_eve_cannot_see_or_revoke_a_device_of_ada(ada: User, eve: User, now: dt.datetime) -> None:
    device, token = devices.make(ada, name="phone", at=now)
    devices.revoke(eve, device.id, at=now)
    assert devices.of(eve) == ()
    assert devices.by_token(token).revoked_at is None  # type: ignore[union-attr]


def test_the_last_use_is_written_at_most_once_in_ten_minutes(ada: User, now: dt.datetime) -> None:
    device, _token = devices.make(ada, name="phone", at=now)
    for minutes in (0, 5, 9):
        devices.seen(device, at=now + dt.timedelta(minutes=minutes))
    assert Device.objects.get(pk=device.pk).last_seen_at == now
    devices.seen(device, at=now + dt.timedelta(minutes=10))
    assert Device.objects.get(pk=device.pk).last_seen_at == now + dt.timedelta(minutes=10)


def test_the_command_prints_only_the_token(ada: User) -> None:
    printed = StringIO()
    call_command("device_token", "ADA@example.org", "script", stdout=printed)
    device = devices.by_token(printed.getvalue().strip())
    assert device is not None
    assert (device.user, device.name) == (ada, "script")
    assert printed.getvalue().count("\n") == 1


@pytest.mark.django_db
def test_the_command_refuses_who_is_not_there() -> None:
    with pytest.raises(CommandError, match=r"nobody@example\.org"):
        call_command("device_token", "nobody@example.org", "script")


def test_the_command_refuses_a_name_that_cannot_be(ada: User) -> None:
    with pytest.raises(CommandError, match="characters"):
        call_command("device_token", ada.email, "a" * 500)


@pytest.mark.parametrize(("method", "path"), DOORS)
@pytest.mark.django_db
def test_nobody_gets_in_without_a_token(method: str, path: str) -> None:
    answer = Phone(Client()).send(method, path)
    phones.problem(answer, 401, "not-authenticated")
    assert answer["WWW-Authenticate"].startswith("Token")


@pytest.mark.parametrize("header", ["Token", "Token a b", "Token nope", "Token ü", "Bearer nope"])
@pytest.mark.django_db
def test_a_token_that_is_not_known_is_refused(header: str) -> None:
    answer = Phone(Client()).get(ENTRIES, authorization=header)
    phones.problem(answer, 401, "not-authenticated")


@pytest.mark.parametrize(("method", "path"), DOORS)
def test_a_revoked_device_is_told_so(phone: Phone, ada: User, method: str, path: str) -> None:
    assert phone.device
    devices.revoke(ada, phone.device.id, at=timezone.now())
    answer = phone.send(method, path)
    phones.problem(answer, 401, "device-revoked")
    assert answer["WWW-Authenticate"].startswith("Token")


def test_the_browser_session_does_not_open_the_api(as_ada: Client) -> None:
    phones.problem(as_ada.get(ENTRIES), 401, "not-authenticated")  # type: ignore[arg-type]


def test_an_account_that_was_closed_does_not_get_in(phone: Phone, ada: User) -> None:
    User.objects.filter(pk=ada.pk).update(is_active=False)
    phones.problem(phone.get(ENTRIES), 401, "not-authenticated")


def test_what_a_device_reads_is_not_kept_by_a_cache(phone: Phone) -> None:
    assert phone.get(ENTRIES)["Cache-Control"] == "no-store"
