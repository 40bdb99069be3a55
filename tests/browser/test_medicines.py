"""Medicines in a browser: the way to a clash without scripts, and pages that everybody can read."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, today
from tests.browser.reading import Reader
from tests.tracker.medicines import add, confirmed
from tracker import supplements
from tracker.models import User

pytestmark = pytest.mark.browser


def test_a_tablet_too_early_is_told_without_scripts(
    account: Callable[..., User], open_page: OpenPage
) -> None:
    user = account()
    product = supplements.make(
        user, name="Citrate", content={"magnesium_mg": 150.0}, at=timezone.now()
    ).product
    page = open_page(user, scripts=False)

    page.goto(reverse("medicine_new"))
    page.get_by_label("Name").fill("Levothyroxine 50 microgram")
    page.get_by_label("Time 1").fill("07:00")
    page.get_by_role("button", name="Save").click()
    page.get_by_label("my leaflet").check()
    page.get_by_role("button", name="Note these hours").click()
    page.goto("/")
    page.get_by_role("button", name="Levothyroxine 50 microgram, taken at 07:00").click()
    page.goto(f"/?item={product.id}")
    page.locator("form.amount [name=time]").fill("10:30")
    page.locator("form.amount button.primary").click()

    told = "Citrate at 10:30 is 3 h 30 min after Levothyroxine 50 microgram (07:00)."
    expect(page.locator("#medicines .notice")).to_contain_text(told)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_pages_of_medicines_can_be_read_by_everybody(
    lang: str, account: Callable[..., User], open_page: OpenPage
) -> None:
    user = account()
    unconfirmed = add(user, "omeprazole", "08:00", "20:00")
    row = confirmed(user, "alendronic acid", "07:00", rhythm="weekly", weekdays=[today().weekday()])
    add(user, "Antagel", rhythm="as_needed")
    reader = Reader(open_page(user, lang=lang))
    page = reader.page

    def unfold() -> None:
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")

    reader.open(reverse("medicines"))
    reader.open(reverse("medicine_new"), then=unfold)
    reader.open(reverse("medicine", args=[row.id]), then=unfold)
    reader.open(reverse("medicine", args=[unconfirmed.id]), then=unfold)
    reader.open("/", then=unfold)
    page.locator("#medicines button[value=planned]").first.click()
    expect(page.locator("#messages .message")).to_be_visible()
    page.locator("#medicines .taken").first.click()
    reader.read("one dose")

    assert not reader.found, reader.report()
