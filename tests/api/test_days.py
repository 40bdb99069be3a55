"""A day through the API, as the page shows it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from foods.models import curated_id
from tests import builders
from tests.api import phones
from tests.api.phones import Phone
from tracker import observations, profiles
from tracker.models import Day, TargetPeriod, User

DAY = "/api/v1/days/2026-01-15/"


def logged(phone: Phone, **members: Any) -> dict[str, Any]:
    return phone.log(date="2026-01-15", **members)


def test_an_empty_day_holds_nothing_and_says_so(phone: Phone) -> None:
    day = phone.get(DAY).json()
    assert (day["date"], day["status"], day["usable"]) == ("2026-01-15", "empty", False)
    assert (day["confirmed"], day["meals"], day["notes"]) == ("", [], [])
    assert day["total"] == {
        "known_mg": 0,
        "low_mg": 0,
        "filled_mg": 0,
        "high_mg": 0,
        "unknown": 0,
    }
    assert (day["coverage"], day["coverage_basis"]) == (None, None)
    assert day["standing"] == {"place": "nothing_logged", "share_low": 0, "share_high": 0}


def test_what_is_unknown_is_named_and_makes_an_interval(phone: Phone) -> None:
    logged(phone, amount=100)
    unknown = logged(phone, item_id=str(curated_id("stroopwafel")), amount=30, meal="snack")
    day = phone.get(DAY).json()
    total = day["total"]
    # USDA SR28, NDB 12061: 270 mg in 100 g of almonds; the other is unknown and adds nothing.
    assert (total["known_mg"], total["unknown"]) == (270, 1)
    assert total["known_mg"] < total["low_mg"] < total["filled_mg"] < total["high_mg"]
    assert day["unknown_foods"] == [unknown["name"]]
    assert 0 < day["coverage"] < 1
    assert day["by_source"]["food"]["known_mg"] == 270
    assert day["by_source"]["water"]["known_mg"] == 0
    assert [meal["meal"] for meal in day["meals"]] == ["breakfast", "snack"]
    assert day["meals"][1]["entries"] == [unknown]
    assert day["meals"][0]["total"]["known_mg"] == 270


def test_an_amount_nobody_knows_leaves_the_day_without_an_upper_end(phone: Phone) -> None:
    logged(phone, amount=None, unit="plate")
    day = phone.get(DAY).json()
    assert (day["total"]["known_mg"], day["total"]["high_mg"]) == (0, None)
    assert day["standing"]["share_high"] is None


def test_only_supplements_count_to_the_limit(phone: Phone) -> None:
    logged(phone, amount=100)
    tablet = phones.own_values(
        kind="supplement", date="2026-01-15", unit="tablet", content={"magnesium_mg": 150}
    )
    phone.post(phones.ENTRIES, tablet | {"grams": None, "food_group": ""})
    day = phone.get(DAY).json()
    limit = day["supplement_limit"]
    assert (limit["known_mg"], limit["has_unknown"]) == (150, False)
    phone.post(phones.ENTRIES, tablet | {"id": phones.entry()["id"], "content": {}, "grams": None})
    limit = phone.get(DAY).json()["supplement_limit"]
    assert (limit["known_mg"], limit["has_unknown"], limit["zone"]) == (
        150,
        True,
        "within_at_least",
    )


def test_the_target_names_its_authority_year_and_source(phone: Phone, ada: User) -> None:
    target = phone.get(DAY).json()["target"]
    # EFSA 2015: adequate intake 350 mg for men and 300 mg for women; sex is not filled in.
    assert (target["low_mg"], target["high_mg"]) == (300, 350)
    assert (target["authority"], target["kind"], target["personal"]) == ("efsa", "AI", False)
    assert target["year"]
    assert target["source"]
    assert target["reasons"] == ["no_sex"] or "no_sex" in target["reasons"]
    profiles.update(ada, at=timezone.now(), sex="M", birth_year=1980)
    target = phone.get(DAY).json()["target"]
    assert (target["low_mg"], target["high_mg"]) == (350, 350)


def test_a_personal_target_replaces_the_guideline_and_says_whose_it_is(
    phone: Phone, ada: User
) -> None:
    profiles.set_period(
        ada,
        kind=TargetPeriod.Kind.PERSONAL,
        magnesium_mg=Decimal(280),
        agreed_with="Dina",
        at=timezone.now(),
    )
    target = phone.get(DAY).json()["target"]
    assert (target["low_mg"], target["personal"], target["agreed_with"]) == (280, True, "Dina")


def test_a_day_can_be_closed_and_opened_again(phone: Phone) -> None:
    logged(phone, amount=100)
    closed = phone.send("put", DAY, {"confirmed": "complete"})
    assert closed.status_code == 200
    assert (closed.json()["status"], closed.json()["usable"]) == ("complete", True)
    assert phone.get(DAY).json() == closed.json()
    assert phone.send("put", DAY, {"confirmed": None}).json()["status"] == "partial"


def test_a_day_without_food_is_a_day_of_zero_only_when_it_is_said(phone: Phone) -> None:
    day = phone.send("put", DAY, {"confirmed": "no_food"}).json()
    assert (day["status"], day["usable"]) == ("confirmed_no_food", True)


@pytest.mark.parametrize(
    "body", [{}, {"confirmed": "yes"}, {"confirmed": 1}, {"confirmed": "", "x": 1}, []]
)
def test_what_cannot_be_said_of_a_day_is_refused(phone: Phone, body: object) -> None:
    phones.problem(phone.send("put", DAY, body), 422, "validation")
    assert not Day.objects.exists()


@pytest.mark.parametrize("date", ["0000-01-01", "2026-02-30", "20260115", "today"])
def test_what_is_no_date_is_not_found(phone: Phone, date: str) -> None:
    phones.problem(phone.get(f"/api/v1/days/{date}/"), 404, "not-found")


@pytest.mark.parametrize("date", ["0001-01-01", "1999-12-31", "9999-12-31"])
@pytest.mark.parametrize("method", ["get", "put"])
def test_a_day_outside_the_diary_is_refused(phone: Phone, date: str, method: str) -> None:
    body = {"confirmed": "complete"} if method == "put" else None
    answer = phone.send(method, f"/api/v1/days/{date}/", body)
    phones.problem(answer, 422, "validation")
    assert not Day.objects.exists()


def test_notes_and_the_wish_to_see_no_totals_come_with_the_day(phone: Phone, ada: User) -> None:
    observations.write_note(ada, builders.today(), "Slept badly", at=timezone.now())
    profiles.update(ada, at=timezone.now(), hide_totals=True)
    day = phone.get(f"/api/v1/days/{phones.today()}/").json()
    assert [note["text"] for note in day["notes"]] == ["Slept badly"]
    assert day["hide_totals"] is True


def test_eve_sees_and_closes_her_own_day_alone(phone: Phone, eves_phone: Phone) -> None:
    logged(phone)
    assert eves_phone.get(DAY).json()["status"] == "empty"
    eves_phone.send("put", DAY, {"confirmed": "no_food"})
    assert phone.get(DAY).json()["confirmed"] == ""


def test_what_is_logged_is_called_as_in_the_language_of_the_request(ada: User) -> None:
    phone = phones.of(ada, lang="nl")
    logged(phone)
    assert phone.get(DAY).json()["meals"][0]["entries"][0]["name"].startswith("Amandelen")


def test_a_day_takes_as_many_queries_at_1000_entries_as_at_10(
    phone: Phone, ada: User, queries: Callable[[], Any]
) -> None:
    path = f"/api/v1/days/{phones.today()}/"
    phone.get(path)  # notes that the device was used, once in ten minutes
    counts = []
    for number in (10, 990):
        builders.log(ada, *[builders.draft() for _n in range(number)])
        with queries() as taken:
            phone.get(path)
        counts.append(len(taken))
    assert counts[0] == counts[1] <= 7
