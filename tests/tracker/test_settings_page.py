"""The settings page: who the person is, what days are compared with, devices; and /about/."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foods.sources import SOURCES
from tests import builders
from tracker import devices, profiles
from tracker.models import Consent, Device, TargetPeriod, User
from tracker.rules.reference_values import ROWS

SETTINGS = "/settings/"
PROFILE = {
    "sex": "F",
    "birth_year": "1980",
    "language": "en",
    "zone": "Europe/Amsterdam",
    "tap_water_mg_per_l": "7,5",
    "hide_totals": "on",
}


def save_profile(browser: Client, **changed: str) -> Any:
    return browser.post(reverse("settings_profile"), PROFILE | changed)


def save_period(browser: Client, kind: str, **members: str) -> Any:
    form = {f"{kind}-{name}": value for name, value in members.items()}
    return browser.post(reverse("settings_period", args=[kind]), form)


# --- profile ---


def test_the_profile_is_saved_and_shown_again(ada: User, as_ada: Client) -> None:
    answer = save_profile(as_ada)

    assert answer["Location"] == SETTINGS
    profile = profiles.of(ada)
    assert (profile.sex, profile.birth_year, profile.zone) == ("F", 1980, "Europe/Amsterdam")
    assert float(profile.tap_water_mg_per_l or 0) == 7.5
    assert profile.hide_totals
    page = as_ada.get(SETTINGS).content.decode()
    assert 'value="1980"' in page
    assert 'value="7.5"' in page


def test_nothing_of_the_profile_is_required(ada: User, as_ada: Client) -> None:
    answer = as_ada.post(reverse("settings_profile"), {})

    assert answer.status_code == 302
    profile = profiles.of(ada)
    assert (profile.sex, profile.birth_year, profile.tap_water_mg_per_l) == ("", None, None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sex", "X"),
        ("birth_year", "0"),
        ("birth_year", "1899"),
        ("birth_year", "9999"),
        ("birth_year", "nineteen"),
        ("language", "fr"),
        ("zone", "Amsterdam"),
        ("zone", "../../etc/passwd"),
        ("tap_water_mg_per_l", "-1"),
        ("tap_water_mg_per_l", "NaN"),
        ("tap_water_mg_per_l", "201"),
        ("tap_water_mg_per_l", "1.234,5"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    ada: User, as_ada: Client, name: str, value: str
) -> None:
    answer = save_profile(as_ada, **{name: value})

    assert answer.status_code == 422
    assert answer.context["profile_form"].errors[name]
    assert f'id="id_{name}_error"' in answer.content.decode()
    assert profiles.of(ada).birth_year is None


def test_the_language_of_the_profile_wins_from_the_browser(ada: User) -> None:
    browser = builders.client(ada, lang="nl")
    assert '<html lang="nl">' in browser.get(SETTINGS).content.decode()

    answer = browser.post(reverse("settings_profile"), PROFILE, follow=True)

    assert '<html lang="en">' in answer.content.decode()


# --- what days are compared with ---


def test_without_sex_and_year_of_birth_the_guideline_is_a_range(as_ada: Client) -> None:
    page = as_ada.get(SETTINGS).content.decode()

    assert "300 to 350 mg" in page  # EFSA 2015, adults: women 300, men 350
    assert "your sex is not filled in" in page


def test_a_guideline_since_always_is_one_form(ada: User, as_ada: Client) -> None:
    answer = save_period(as_ada, "guideline", value="nnr", starts_on="", ends_on="")

    assert answer["Location"] == SETTINGS
    (period,) = profiles.periods(ada)
    assert (period.kind, period.value, period.starts_on) == ("guideline", "nnr", None)
    page = as_ada.get(SETTINGS).content.decode()
    assert "Nordic Nutrition Recommendations" in page
    assert "since always" in page


def test_a_life_stage_has_its_days(ada: User, as_ada: Client) -> None:
    save_period(
        as_ada, "life_stage", value="pregnancy", starts_on="2026-03-01", ends_on="2026-11-30"
    )

    (period,) = profiles.periods(ada)
    assert (period.starts_on, period.ends_on) == (dt.date(2026, 3, 1), dt.date(2026, 11, 30))
    assert "March 1, 2026" in as_ada.get(SETTINGS).content.decode()


def test_a_personal_target_names_who_agreed_on_it(ada: User, as_ada: Client) -> None:
    save_period(as_ada, "personal", magnesium_mg="420", agreed_with="Dina", ends_on="2099-12-31")

    page = as_ada.get(SETTINGS).content.decode()
    assert "Your own target, agreed with Dina" in page
    assert "until Dec. 31, 2099" in page or "until December 31, 2099" in page


@pytest.mark.parametrize(
    ("kind", "members", "wrong"),
    [
        ("guideline", {"value": "nobody"}, "value"),
        ("guideline", {"value": "efsa", "starts_on": "0000-01-01"}, "starts_on"),
        ("guideline", {"value": "efsa", "starts_on": "9999-01-01"}, "starts_on"),
        ("guideline", {"value": "efsa", "starts_on": "yesterday"}, "starts_on"),
        ("life_stage", {"value": "puberty"}, "value"),
        (
            "life_stage",
            {"value": "pregnancy", "starts_on": "2026-03-01", "ends_on": "2026-02-01"},
            "ends_on",
        ),
        ("personal", {"magnesium_mg": "350", "agreed_with": ""}, "agreed_with"),
        ("personal", {"magnesium_mg": "350", "agreed_with": "Di\u202ena"}, "agreed_with"),
        ("personal", {"magnesium_mg": "", "agreed_with": "Dina"}, "magnesium_mg"),
        ("personal", {"magnesium_mg": "0", "agreed_with": "Dina"}, "magnesium_mg"),
        ("personal", {"magnesium_mg": "1001", "agreed_with": "Dina"}, "magnesium_mg"),
    ],
)
def test_a_period_that_cannot_be_is_refused_beside_its_field(
    ada: User, as_ada: Client, kind: str, members: dict[str, str], wrong: str
) -> None:
    answer = save_period(as_ada, kind, **members)

    assert answer.status_code == 422
    forms = {form.kind: form for form in answer.context["period_forms"]}
    assert forms[kind].errors[wrong]
    assert "<details open>" in answer.content.decode()
    assert not profiles.periods(ada)


def test_there_is_no_other_kind_of_period(as_ada: Client) -> None:
    assert save_period(as_ada, "upper_level", value="gr").status_code == 404


def test_a_period_is_removed_by_its_own_person_only(
    ada: User, as_ada: Client, as_eve: Client, now: dt.datetime
) -> None:
    period = profiles.set_period(ada, kind="guideline", value="nnr", at=now)
    address = reverse("settings_period_remove", args=[period.id])

    assert as_eve.post(address).status_code == 404
    assert TargetPeriod.objects.count() == 1
    assert as_ada.post(address).status_code == 302
    assert not TargetPeriod.objects.exists()


# --- devices ---


def test_the_token_of_a_device_is_shown_once(ada: User, as_ada: Client) -> None:
    answer = as_ada.post(reverse("settings_devices"), {"name": "My phone"})

    token = answer.context["token"]
    assert f'value="{token}"' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    found = devices.by_token(token)
    assert found is not None
    assert found.user == ada
    page = as_ada.get(SETTINGS).content.decode()
    assert "My phone" in page
    assert token not in page


def test_a_device_without_a_name_is_refused(as_ada: Client) -> None:
    answer = as_ada.post(reverse("settings_devices"), {"name": " "})

    assert answer.status_code == 422
    assert answer.context["device_form"].errors["name"]
    assert not Device.objects.exists()


def test_a_device_is_revoked_by_its_own_person_only(
    ada: User, as_ada: Client, as_eve: Client, now: dt.datetime
) -> None:
    device, _token = devices.make(ada, name="My phone", at=now)
    address = reverse("settings_device_revoke", args=[device.id])

    as_eve.post(address)
    device.refresh_from_db()
    assert device.revoked_at is None
    as_ada.post(address)
    device.refresh_from_db()
    assert device.revoked_at


# --- the page as a whole ---


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("settings", []),
        ("settings_profile", []),
        ("settings_period", ["guideline"]),
        ("settings_period_remove", [uuid.UUID(int=0)]),
        ("settings_devices", []),
        ("settings_device_revoke", [uuid.UUID(int=0)]),
        ("settings_erase", []),
    ],
)
def test_a_stranger_is_sent_to_the_log_in_page(
    client: Client, db: None, name: str, arguments: list[Any]
) -> None:
    address = reverse(name, args=arguments)

    for answer in (client.get(address), client.post(address)):
        assert answer["Location"].startswith("/accounts/login/")


def test_eve_sees_nothing_of_ada(ada: User, as_eve: Client, now: dt.datetime) -> None:
    devices.make(ada, name="Phone of ada", at=now)
    profiles.set_period(
        ada, kind="personal", magnesium_mg=profiles.MAX_TARGET_MG, agreed_with="Dina", at=now
    )

    page = as_eve.get(SETTINGS).content.decode()

    assert "Phone of ada" not in page
    assert "Dina" not in page


def test_the_consents_are_listed_with_their_dates(ada: User, as_ada: Client) -> None:
    given_at = dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)
    Consent.objects.create(
        user=ada, purpose="diary", wording_version="2026-03-01", language="en", given_at=given_at
    )

    page = as_ada.get(SETTINGS).content.decode()

    assert "given on March 3, 2026, wording 2026-03-01" in page


def test_the_queries_do_not_grow_with_what_there_is(
    ada: User, as_ada: Client, queries: Any
) -> None:
    def fill(count: int) -> None:
        for n in range(count):
            devices.make(ada, name=f"Phone {n}", at=timezone.now())
            profiles.set_period(
                ada,
                kind="guideline",
                value="nnr",
                starts_on=dt.date(2026, 1, 1 + len(profiles.periods(ada))),
                at=timezone.now(),
            )

    fill(1)
    as_ada.get(SETTINGS)
    with queries() as few:
        as_ada.get(SETTINGS)
    fill(10)
    with queries() as many:
        as_ada.get(SETTINGS)

    assert len(many) == len(few)


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_every_source_and_reference_value_is_named_to_anybody(db: None, lang: str) -> None:
    page = Client(headers={"accept-language": lang}).get("/about/").content.decode()

    for source in SOURCES.values():
        assert (str(source.citation) in page.replace("&#x27;", "'")) == source.shipped
    for row in ROWS:
        assert row.source in page
    assert "112" in page
    assert "MIT" in page


def test_a_number_that_was_not_checked_says_so(client: Client, db: None) -> None:
    page = client.get("/about/").content.decode()

    assert "not yet checked in this source" in page  # COMA 1991, LRNI
    assert "7 of 12 numbers checked in this source" in page  # COMA 1991, RNI
