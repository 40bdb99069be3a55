"""What a page weighs on the wire, as Chromium counts it: compressed, with its headers."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from foods.models import curated_id
from tests.browser.conftest import OpenPage, breakfast_zone, today
from tracker import diary
from tracker.models import User

pytestmark = pytest.mark.browser

KB = 1000
# 14 entries, as on an ordinary day.
ORDINARY_DAY = {
    "breakfast": ("oats-rolled", "milk-semi-skimmed", "banana", "coffee"),
    "lunch": ("bread-wholemeal", "cheese-gouda", "tomato-raw", "apple"),
    "dinner": ("potatoes-boiled", "broccoli-cooked", "chicken-breast", "stroopwafel"),
    "snack": ("almonds", "tea-black"),
}


class Scales:
    """Adds up what the network brings to one page."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        network = page.context.new_cdp_session(page)
        network.on("Network.loadingFinished", self._finished)
        network.send("Network.enable")

    def _finished(self, event: dict[str, float]) -> None:
        self.bytes += int(event["encodedDataLength"])

    def weigh(self, act: Callable[[], object]) -> int:
        before = self.bytes
        act()
        return self.bytes - before


@pytest.fixture
def ada(account: Callable[..., User]) -> User:
    """Two weeks of ordinary days, today included."""
    user = account()
    for days_ago in range(14):
        drafts = [
            diary.Draft(
                date=today() - dt.timedelta(days=days_ago),
                item_id=curated_id(slug),
                amount=Decimal(100),
                meal=meal,
                zone_name=breakfast_zone(),
            )
            for meal, slugs in ORDINARY_DAY.items()
            for slug in slugs
        ]
        diary.log_intake(user, drafts, at=timezone.now(), lang="en")
    return user


def test_the_day_page_is_light(ada: User, open_page: OpenPage) -> None:
    page = open_page(ada)
    scales = Scales(page)

    first = scales.weigh(lambda: page.goto("/", wait_until="networkidle"))
    later = scales.weigh(
        lambda: page.goto(reverse("day", args=[today()]), wait_until="networkidle")
    )

    assert 10 * KB < first <= 100 * KB
    assert KB < later <= 15 * KB


def test_logging_a_food_is_light(ada: User, open_page: OpenPage) -> None:
    page = open_page(ada)
    scales = Scales(page)
    page.goto("/", wait_until="networkidle")

    def log() -> None:
        page.locator("#q").press_sequentially("havermout", delay=40)
        page.locator("#found .results a").first.click()
        page.locator("form.amount button.primary").click()
        expect(page.locator("#messages .message")).to_be_visible()
        page.wait_for_load_state("networkidle")

    assert KB < scales.weigh(log) <= 15 * KB
