"""Red flags in a browser without scripts, and pages of advice that everybody can read."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, today
from tests.browser.reading import Reader
from tracker import guidance, observations, profiles
from tracker.models import User

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("lang", ["nl", "en"])]

CALL = {"nl": "Bel nu 112", "en": "Call 112 now"}


def test_a_pressing_chest_pain_leads_to_112_without_scripts(
    lang: str, account: Callable[..., User], open_page: OpenPage
) -> None:
    page = open_page(account(), lang=lang, scripts=False)

    page.goto("/?log=chest_pain")
    page.locator("[name=part-pressing]").check()
    page.locator("form:has([name=part-pressing]) button.primary").click()

    expect(page.get_by_role("alert")).to_contain_text(CALL[lang])
    expect(page.get_by_role("alert").get_by_role("link").first).to_have_attribute("href", "tel:112")
    expect(page.locator("#day")).to_have_count(0)


def test_points_of_attention_can_be_read_by_everybody(
    lang: str, account: Callable[..., User], open_page: OpenPage
) -> None:
    user = account()
    at = timezone.now()
    profiles.update(user, at=at, conditions={"heart_disease": None, "recovering": None})
    draft = observations.Draft(kind="limp", date=today(), value=Decimal(1), zone_name="UTC")
    written = observations.log(user, [draft], at=at)
    guidance.after_observations(user, written.observations, at=at)
    reader = Reader(open_page(user, lang=lang))
    page = reader.page

    reader.open(
        reverse("attention"),
        then=lambda: page.evaluate(
            "document.querySelectorAll('details').forEach(d => d.open = true)"
        ),
    )
    page.goto("/?log=limp")
    page.locator("form:has([name=details]) button.primary").click()
    expect(page.get_by_role("alert")).to_be_visible()
    reader.read("an urgent message")

    assert not reader.found, reader.report()
