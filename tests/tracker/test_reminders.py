"""The calendar of reminders: its own address, nothing private in it, and nothing for a pause."""

import datetime as dt
import re
import uuid
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import builders
from tracker import moments, profiles, reminders, supplements
from tracker.models import CalendarFeed, SupplementProduct, User
from tracker.supplements import Slot

Queries = Callable[[], CaptureQueriesContext]
AT = dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC)
DAY = dt.date(2026, 3, 20)
# In Amsterdam the clock went from 2:00 to 3:00 on this day.
SPRING = dt.date(2026, 3, 29)


def planned(
    user: User, *at: str, name: str = "Secret tablets", starts_on: dt.date = DAY
) -> SupplementProduct:
    product = builders.product(user, name)
    slots = [Slot(moment, Decimal(1)) for moment in at or ("08:00",)]
    supplements.plan(user, product_id=product.id, slots=slots, starts_on=starts_on, at=AT)
    return product


def upcoming(user: User, today: dt.date = DAY, *, closes_day: bool = False) -> list[dt.datetime]:
    reminders.renew(user, closes_day=closes_day, at=AT)
    feed = reminders.of(user)
    assert feed is not None
    found = reminders.upcoming(feed, today=today, at=AT, zone_name=builders.ZONE)
    return [reminder.at for reminder in found]


def local(user: User, today: dt.date = DAY, *, closes_day: bool = False) -> list[str]:
    zone = moments.zone(builders.ZONE)
    return [
        f"{at.astimezone(zone):%d %H:%M}" for at in upcoming(user, today, closes_day=closes_day)
    ]


# --- what there is a reminder of ---


def test_each_planned_dose_has_a_reminder_for_four_weeks(ada: User) -> None:
    planned(ada, "breakfast", "21:00")

    found = local(ada)

    assert len(found) == 2 * 28
    assert found[:3] == ["20 08:00", "20 21:00", "21 08:00"]


def test_the_time_stays_when_the_clock_changes(ada: User) -> None:
    planned(ada, "08:00")

    found = upcoming(ada, SPRING - dt.timedelta(days=1))

    assert [at.hour for at in found[:2]] == [7, 6]  # UTC


def test_a_time_that_the_clock_skips_is_reminded_right_after(ada: User) -> None:
    planned(ada, "02:30", starts_on=SPRING)

    assert local(ada, SPRING)[0] == "29 03:30"


def test_two_doses_at_one_moment_are_one_reminder(ada: User) -> None:
    planned(ada, "08:00", name="First")
    planned(ada, "breakfast", name="Second")

    assert len(upcoming(ada)) == 28


def test_a_paused_plan_gives_no_reminder_until_it_goes_on(ada: User) -> None:
    product = planned(ada)
    supplements.pause(ada, product.id, on=DAY, at=AT)
    assert upcoming(ada) == []

    supplements.go_on(ada, product.id, on=DAY + dt.timedelta(days=2), at=AT)

    assert local(ada)[0] == "22 08:00"


@pytest.mark.parametrize("act", ["stop", "archive", "remove"])
def test_what_is_stopped_or_put_away_gives_no_reminder(ada: User, act: str) -> None:
    product = planned(ada)
    if act == "stop":
        supplements.stop(ada, product.id, on=DAY, at=AT)
    elif act == "archive":
        supplements.archive(ada, product, on=DAY, at=AT)
    else:
        supplements.remove(ada, [product.id], at=AT)

    assert upcoming(ada) == []


def test_no_dose_is_reminded_of_while_a_hard_gate_is_open(ada: User) -> None:
    planned(ada)
    profiles.update(ada, conditions={"kidney_disease": None}, at=AT)

    assert upcoming(ada) == []
    assert len(upcoming(ada, closes_day=True)) == 28


def test_closing_the_day_is_reminded_when_asked_for(ada: User) -> None:
    assert local(ada) == []
    assert local(ada, closes_day=True)[:2] == ["20 21:30", "21 21:30"]


def test_a_reminder_keeps_its_id_when_it_is_read_again(ada: User) -> None:
    planned(ada)
    reminders.renew(ada, closes_day=False, at=AT)
    feed = reminders.of(ada)
    assert feed is not None

    first = reminders.upcoming(feed, today=DAY, at=AT, zone_name=builders.ZONE)
    later = reminders.upcoming(
        feed, today=DAY + dt.timedelta(days=1), at=AT, zone_name=builders.ZONE
    )

    assert first[1:] == later[: len(first) - 1]


def test_the_queries_do_not_grow_with_products(ada: User, queries: Queries) -> None:
    reminders.renew(ada, closes_day=False, at=AT)
    feed = reminders.of(ada)
    assert feed is not None

    def cost() -> int:
        with queries() as counted:
            reminders.upcoming(feed, today=DAY, at=AT, zone_name=builders.ZONE)
        return len(counted)

    planned(ada)
    first = cost()
    for number in range(5):
        planned(ada, f"1{number}:00", name=f"Product {number}")

    assert cost() <= first


# --- the address ---


def address(browser: Client, **form: str) -> str:
    page = browser.post(reverse("settings_calendar"), form).content.decode()
    found = re.search(r'value="http://testserver(/calendar/[^"]+\.ics)"', page)
    assert found, page
    return found[1]


def read(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    return answer.content.decode()


def test_the_file_is_as_the_standard_asks(ada: User, as_ada: Client) -> None:
    planned(ada, starts_on=builders.today())

    text = read(address(as_ada))

    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in lines)
    events = text.count("BEGIN:VEVENT")
    assert events == text.count("END:VEVENT") >= 27
    ids = re.findall(r"UID:(.+)\r\n", text)
    assert len(set(ids)) == len(ids) == events
    starts = re.findall(r"DTSTART:(\d{8}T\d{6}Z)\r\n", text)
    assert len(starts) == events


def test_the_file_says_nothing_private(ada: User, as_ada: Client) -> None:
    planned(ada, starts_on=builders.today())

    text = read(address(as_ada, closes_day="on"))

    assert set(re.findall(r"(?:SUMMARY|DESCRIPTION):(.+)\r\n", text)) == {"Mg24"}
    rest = re.sub(r"UID:.+\r\n", "", text)
    for private in ("Secret", "tablet", "agnesium", "ada", "example", "dose", "close"):
        assert private not in rest
    assert all(uuid.UUID(id).version == 5 for id in re.findall(r"UID:(.+)\r\n", text))


def test_another_address_ends_the_one_before(as_ada: Client) -> None:
    first = address(as_ada)
    second = address(as_ada)

    assert Client().get(first).status_code == 404
    read(second)


def test_an_address_can_be_ended(ada: User, as_ada: Client) -> None:
    path = address(as_ada)

    as_ada.post(reverse("settings_calendar_stop"))

    assert Client().get(path).status_code == 404
    assert not CalendarFeed.objects.exists()


def test_the_address_is_shown_once_and_kept_as_a_digest(ada: User, as_ada: Client) -> None:
    token = address(as_ada).split("/")[-1].removesuffix(".ics")

    assert token not in as_ada.get(reverse("settings")).content.decode()
    assert token not in CalendarFeed.objects.get().token_digest


def test_the_address_opens_nothing_but_itself(ada: User, as_ada: Client) -> None:
    path = address(as_ada)
    browser = Client()
    browser.get(path)

    assert browser.get(reverse("today")).status_code == 302
    assert browser.post(path).status_code == 405
    assert browser.get(path.replace(".ics", "x.ics")).status_code == 404


def test_eve_has_a_calendar_of_her_own(ada: User, as_ada: Client, as_eve: Client) -> None:
    planned(ada, starts_on=builders.today())
    path = address(as_ada)
    as_eve.post(reverse("settings_calendar_stop"))

    assert "BEGIN:VEVENT" not in read(address(as_eve))
    assert "BEGIN:VEVENT" in read(path)


def test_erasing_the_account_ends_the_address(ada: User, as_ada: Client) -> None:
    path = address(as_ada)

    ada.delete()

    assert Client().get(path).status_code == 404


def test_the_day_of_the_feed_is_the_persons_own(ada: User, as_ada: Client) -> None:
    profiles.update(ada, zone="Pacific/Auckland", at=timezone.now())
    planned(ada, "12:00", starts_on=builders.today() - dt.timedelta(days=3))

    starts = re.findall(r"DTSTART:(\d{8}T\d{4})", read(address(as_ada)))

    # Noon in Auckland is 23:00 or 00:00 UTC, by the season.
    assert {start[-4:] for start in starts} <= {"2300", "0000"}
