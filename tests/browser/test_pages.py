"""What only a browser can show: keys, the zone it is in, logging in, charts that come alive."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from foods.models import curated_id
from tests.browser.conftest import OpenPage, breakfast_zone, today
from tracker import moments, profiles
from tracker.models import User

pytestmark = pytest.mark.browser

PASSWORD = "a long enough one 7"
PLOTLY = "**/static/plotly/**"


def test_arrows_go_to_yesterday_and_tomorrow(
    account: Callable[..., User], open_page: OpenPage
) -> None:
    page = open_page(account())
    page.goto("/")

    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"**{reverse('day', args=[today() - dt.timedelta(days=1)])}")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"**{reverse('day', args=[today()])}")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"**{reverse('day', args=[today() + dt.timedelta(days=1)])}")


def test_a_slash_goes_to_the_search_box_and_is_not_typed(
    account: Callable[..., User], open_page: OpenPage
) -> None:
    page = open_page(account())
    page.goto("/")

    page.keyboard.press("/")

    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("#q")).to_have_value("")


def test_arrows_in_a_field_move_the_cursor_only(
    account: Callable[..., User], open_page: OpenPage
) -> None:
    page = open_page(account())
    page.goto("/")

    page.locator("#q").press_sequentially("ha")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("x")

    expect(page.locator("#q")).to_have_value("hxa")


def test_a_browser_in_another_zone_is_offered_its_own(
    account: Callable[..., User], open_page: OpenPage
) -> None:
    user = account(zone="Europe/Amsterdam")
    page = open_page(user, zone_name="America/New_York")
    page.goto("/")

    expect(page.locator("#zone-offer")).to_contain_text("America/New_York")
    page.locator("#zone-offer button").click()

    expect(page.locator("#messages .message")).to_be_visible()
    expect(page.locator("#zone-offer")).to_be_hidden()
    assert profiles.of(user).zone == "America/New_York"


def test_a_browser_in_the_same_zone_is_offered_nothing(
    account: Callable[..., User], open_page: OpenPage
) -> None:
    page = open_page(account(), zone_name=breakfast_zone())
    page.goto("/")

    expect(page.locator("#zone-offer")).to_be_hidden()


def test_another_name_of_the_same_zone_is_no_other_zone(
    account: Callable[..., User], open_page: OpenPage
) -> None:
    page = open_page(account(zone="Etc/GMT"), zone_name="UTC")
    page.goto("/")

    expect(page.locator("#zone-offer")).to_be_hidden()


def test_a_refused_form_shows_its_reason_without_a_new_page(
    account: Callable[..., User], open_page: OpenPage
) -> None:
    page = open_page(account(), refusals=True)
    page.goto("/?item=" + str(curated_id("banana")))
    loads: list[Page] = []
    page.on("load", lambda page: loads.append(page))  # noqa: PLW0108 - no built-in

    page.locator("#id_amount").fill("-1")
    page.locator("form.amount button.primary").click()

    expect(page.get_by_role("alert")).to_be_visible()
    assert loads == []


def test_a_person_logs_in_with_the_form(account: Callable[..., User], open_page: OpenPage) -> None:
    cache.clear()  # other tests typed wrong passwords
    user = account(PASSWORD)
    page = open_page(None)
    page.goto(reverse("settings"))

    page.locator("[name=login]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button").click()

    page.wait_for_url(f"**{reverse('settings')}")
    expect(page.locator("main")).to_contain_text(user.email)


def test_a_chart_is_there_before_plotly_and_then_comes_alive(
    filled: User, open_page: OpenPage
) -> None:
    page = open_page(filled)
    held: list[Route] = []
    page.route(PLOTLY, lambda route: held.append(route))  # noqa: PLW0108 - no built-in
    page.goto(reverse("trends"))

    expect(page.locator("[data-figure] svg").first).to_be_visible()
    assert page.locator(".figure-live").count() == 0
    page.wait_for_function("() => document.readyState === 'complete'")
    expect(page.locator("meta[id]")).to_have_count(1, timeout=5000)
    held.pop().continue_()

    expect(page.locator(".figure-live .plot-container")).to_be_visible()
    expect(page.locator("[data-figure] > .figure-plot")).to_have_count(0)


def test_a_chart_stays_when_plotly_does_not_come(filled: User, open_page: OpenPage) -> None:
    page = open_page(filled, refusals=True)
    page.route(PLOTLY, lambda route: route.fulfill(status=404))
    page.goto(reverse("trends"))

    expect(page.locator("[data-live=failed]")).to_be_visible()
    expect(page.locator("[data-figure] svg").first).to_be_visible()


def test_a_chart_and_its_table_need_no_scripts(filled: User, open_page: OpenPage) -> None:
    page = open_page(filled, scripts=False)
    page.goto(reverse("trends"))

    expect(page.locator("[data-figure] svg").first).to_be_visible()
    page.locator(".card > summary").click()
    expect(page.locator("tbody tr").first).to_be_visible()


def test_today_is_the_day_of_the_diary_zone(
    account: Callable[..., User], open_page: OpenPage, now: dt.datetime
) -> None:
    """Two zones 25 hours apart never have the same date."""
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        page = open_page(account(zone=zone), zone_name=zone)
        page.goto("/")
        yesterday = moments.today(now, zone_name=zone) - dt.timedelta(days=1)

        expect(page.locator("#previous")).to_have_attribute(
            "href", reverse("day", args=[yesterday])
        )
