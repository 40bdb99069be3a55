"""axe-core finds nothing on any page, in both languages, on a phone."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from foods.models import curated_id
from tests import builders
from tests.browser.conftest import OpenPage, breakfast_zone, today
from tests.browser.mailbox import Mailbox, mailbox
from tests.browser.reading import Reader
from tests.browser.server import Server, serving
from tests.browser.words import words
from tracker import devices, diary, observations, supplements
from tracker.models import IntakeEntry, Observation, SupplementProduct, User

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("lang", ["nl", "en"])]

PASSWORD = "a long enough one 7"
UNKNOWN_FOOD, TAP_WATER = curated_id("stroopwafel"), curated_id("water-tap")
# Forms with lists to choose from, with times, with boxes to tick, and with a unit to choose.
WRITTEN_OUT = ("cramp", "sleep", "chest_pain", "lab_magnesium")
PLOTLY = re.compile(r"/static/plotly/")


@pytest.fixture(scope="module")
def mail() -> Iterator[Mailbox]:
    with mailbox() as box:
        yield box


@pytest.fixture(scope="module")
def mailing_server(static_files: None, mail: Mailbox) -> Iterator[Server]:
    """A server that can mail has pages that another has not."""
    with serving(MAIL_URL=mail.url, MAIL_FROM="mg24@example.org") as running:
        yield running


def open_all(page: Page) -> Callable[[], object]:
    """Opens every part of a page that is folded away."""
    return lambda: page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


def press(page: Page, selector: str) -> Callable[[], object]:
    return page.locator(selector).first.click


def day_address(date: dt.date, query: str = "") -> str:
    return reverse("day", args=[date]) + query


def entry_address(entry: IntakeEntry | None) -> str:
    assert entry is not None
    return reverse("entry", args=[entry.id])


def test_a_day_can_be_read_by_everybody(lang: str, filled: User, open_page: OpenPage) -> None:
    reader = Reader(open_page(filled, lang=lang))
    logged = IntakeEntry.objects.visible_to(filled).order_by("-row")
    unknown = logged.filter(item_id=UNKNOWN_FOOD).first()
    tablet = logged.filter(kind="supplement").first()
    noticed = Observation.objects.visible_to(filled).order_by("-date")
    noted, cramp = noticed[0].date, noticed.filter(kind="cramp", value__gt=0)[0]
    page, yesterday = reader.page, today() - dt.timedelta(days=1)

    reader.open("/")
    reader.open(day_address(yesterday))
    reader.open(day_address(noted), then=press(page, "summary"))
    reader.open(day_address(unknown.date))  # type: ignore[union-attr]
    reader.open(day_address(yesterday, "?q=melk"))
    reader.open(day_address(yesterday, "?q=2+boterhammen,+glas+melk,+xyzzyq"))
    reader.open(day_address(yesterday, "?q=xyzzyq&said=xyzzyq&name"))
    reader.open(day_address(yesterday, f"?item={curated_id('banana')}"))
    reader.open(day_address(today(), "?meal=breakfast&change"))
    reader.open(day_address(today(), "?q=x"))
    for kind in WRITTEN_OUT:
        reader.open(f"/?log={kind}")
    reader.open(reverse("observation", args=[cramp.id]))
    reader.open(entry_address(logged.filter(kind="food").exclude(magnesium_mg=None).first()))
    reader.open(entry_address(unknown))
    reader.open(entry_address(tablet))
    reader.open(entry_address(logged.filter(kind="water").first()))
    reader.open(reverse("copy", args=[today()]))
    reader.open(reverse("copy", args=[today()]) + "?source=2001-01-01")
    reader.open(reverse("unconfirmed"))
    reader.open(reverse("week"))
    reader.open(reverse("week_until", args=[dt.date(2001, 1, 1)]))

    assert not reader.found, reader.report()


def test_supplements_can_be_read_by_everybody(lang: str, filled: User, open_page: OpenPage) -> None:
    reader = Reader(open_page(filled, lang=lang, refusals=True))
    page = reader.page
    product = SupplementProduct.objects.visible_to(filled).get()

    reader.open(reverse("supplements"))
    reader.open(reverse("supplement_forms"))
    reader.open(reverse("supplement", args=[product.id]), then=open_all(page))
    reader.open(reverse("supplement_plan", args=[product.id]), then=open_all(page))
    reader.open(reverse("supplement_edit", args=[product.id]), then=open_all(page))
    page.goto(reverse("supplement_new"))
    page.locator("[name=label]").fill("magnesium bisglycinaat 1000 mg per 2 capsules")
    page.locator("main form button").first.click()
    expect(page.locator("[name=weighs]").first).to_be_visible()
    reader.read("both readings of a weight")
    page.locator("button.primary").click()
    expect(page.locator(".errorlist")).to_be_visible()
    reader.read("a weight that nobody knows what it is of")

    assert not reader.found, reader.report()


def test_an_empty_diary_can_be_read_by_everybody(
    lang: str, account: Callable[..., User], open_page: OpenPage
) -> None:
    reader = Reader(open_page(account(), lang=lang))
    page = reader.page

    reader.open("/")
    page.locator("#q").press_sequentially("havermout")
    expect(page.locator("#found .results a").first).to_be_visible()
    reader.read("found while typing")
    page.locator("#found .results a").first.click()
    expect(page.locator("form.amount")).to_be_visible()
    reader.read("an amount to give")
    page.locator("form.amount button.primary").click()
    expect(page.locator("#messages .message")).to_be_visible()
    reader.read("logged, with its undo")
    for name in ("foods", "trends", "settings", "unconfirmed", "about"):
        reader.open(reverse(name))
    for name in ("supplements", "attention"):
        reader.open(reverse(name))

    assert not reader.found, reader.report()


def test_what_is_refused_says_so_to_everybody(
    lang: str, account: Callable[..., User], open_page: OpenPage
) -> None:
    user = account()
    (entry,) = builders.log(user, builders.draft(date=today(), zone_name=breakfast_zone()))
    cramp = observations.Draft(kind="cramp", date=today(), value=Decimal(1), zone_name="UTC")
    (noticed,) = observations.log(user, [cramp], at=timezone.now()).observations
    reader = Reader(open_page(user, lang=lang, refusals=True))
    page = reader.page

    def send_changed(form: str, field: str, text: str) -> None:
        page.locator(f"{form} [name={field}]").fill(text)
        page.locator(form).locator("button.primary").click()

    reader.open(day_address(today(), f"?item={curated_id('banana')}"))
    send_changed("form.amount", "amount", "-5")
    expect(page.get_by_role("alert")).to_be_visible()
    reader.read("a negative amount")
    reader.open(reverse("food_new"))
    send_changed("form.card", "name", "x")
    page.goto(reverse("food_new"))
    page.locator("[name=magnesium_mg]").fill("lots")
    send_changed("form.card", "name", "x")
    expect(page.locator(".errorlist")).to_be_visible()
    reader.read("a label without sense")
    reader.open(entry_address(entry))
    send_changed("section form", "amount", "NaN")
    expect(page.locator(".errorlist")).to_be_visible()
    reader.read("an entry without sense")
    reader.open(reverse("observation", args=[noticed.id]))
    send_changed("section form", "value", "1,5")
    expect(page.locator(".errorlist")).to_be_visible()
    reader.read("a cramp and a half")
    page.goto(entry_address(entry))
    diary.change_intake(
        user, entry.id, changed={"amount": Decimal(50)}, seen={}, at=timezone.now(), lang=lang
    )
    send_changed("section form", "amount", "60")
    expect(page.get_by_role("alert")).to_be_visible()
    reader.read("a clash")
    reader.open(reverse("settings"))
    send_changed("form[action$='/profile/']", "birth_year", "1700")
    expect(page.locator(".errorlist").first).to_be_visible()
    reader.read("settings without sense")
    reader.open("/nowhere/", status=404)
    reader.open(day_address(dt.date(1, 1, 1)), status=404)

    assert not reader.found, reader.report()


def test_foods_and_settings_can_be_read_by_everybody(
    lang: str, account: Callable[..., User], open_page: OpenPage
) -> None:
    user = account(PASSWORD, hide_totals=True)
    own = builders.own_food(user, content={"magnesium_mg": 80.0})
    builders.log(user, builders.draft(date=today(), zone_name=breakfast_zone()))
    devices.make(user, name="telefoon", at=timezone.now())
    put_away, soup = builders.product(user), builders.recipe(user)
    supplements.archive(user, put_away, on=today(), at=timezone.now())
    reader = Reader(open_page(user, lang=lang))
    page = reader.page

    reader.open("/")
    for id in (own.id, curated_id("almonds"), UNKNOWN_FOOD, TAP_WATER):
        reader.open(reverse("food", args=[id]))
    for query in ("", "?q=havermout", "?q=almnd", "?q=qqqqqq"):
        reader.open(reverse("foods") + query)
    reader.open(reverse("food_new"), then=open_all(page))
    reader.open(reverse("food_edit", args=[own.id]))
    reader.open(reverse("settings"), then=open_all(page))
    page.locator("[action$='/devices/'] [name=name]").fill("laptop")
    page.locator("[action$='/devices/'] button").click()
    expect(page.locator("#token")).to_be_visible()
    reader.read("a new token")
    page.locator("[action$='/devices/pair/'] button").click()
    expect(page.locator("#code")).to_be_visible()
    reader.read("a code for a phone")
    page.locator("form[action$='/calendar/'] button").click()
    expect(page.locator("#calendar-address")).to_be_visible()
    reader.read("an address for a calendar")
    reader.open(reverse("settings_erase"))
    reader.open(reverse("supplements"), then=open_all(page))
    reader.open(reverse("recipe", args=[soup.id]), then=open_all(page))
    reader.open(reverse("recipe_edit", args=[soup.id]), then=open_all(page))

    assert not reader.found, reader.report()


def test_trends_can_be_read_by_everybody(lang: str, filled: User, open_page: OpenPage) -> None:
    reader = Reader(open_page(filled, lang=lang))
    page = reader.page
    held: list[Route] = []
    page.route(PLOTLY, lambda route: held.append(route))  # noqa: PLW0108 - no built-in

    reader.open(reverse("trends"), then=press(page, ".card > summary"))
    held.pop().continue_()
    expect(page.locator(".figure-live:not(.figure-waiting)")).to_be_visible()
    reader.read("live")
    page.unroute(PLOTLY)
    reader.open(reverse("trends") + "?weeks=26")
    reader.open(reverse("trends") + "?first=2026-05-01&last=2025-01-01")

    assert not reader.found, reader.report()


def test_getting_in_is_open_to_everybody(
    lang: str, account: Callable[..., User], open_page: OpenPage
) -> None:
    cache.clear()
    user = account(PASSWORD)
    reader = Reader(open_page(None, lang=lang, refusals=True))
    page = reader.page

    reader.open(reverse("account_login"))
    for _ in range(6):
        page.locator("[name=login]").fill(user.email)
        page.locator("[name=password]").fill("wrong")
        page.locator("main button").click()
        if page.locator("[name=login]").count() == 0:
            break
        reader.read("a wrong password")
    reader.read("too many wrong passwords")
    reader.open(reverse("account_signup"))
    page.locator("form [name=email]").fill("nobody@example.org")
    page.locator("form [name=password1]").fill(PASSWORD)
    page.locator("form [name=password2]").fill(PASSWORD + "?")
    page.locator("form").evaluate("form => { form.noValidate = true; }")
    page.locator("main button").click()
    expect(page.locator(".errorlist").first).to_be_visible()
    reader.read("a sign-up without consent")
    for name in ("account_reset_password", "account_inactive", "about"):
        reader.open(reverse(name))
    for name in ("learn", "learn_doctor", "learn_compare"):
        reader.open(reverse(name))
    reader.open(reverse("learn_page", args=["food-first"]))
    reader.open(reverse("invitation", args=["ended"]), status=410)
    cache.clear()

    assert not reader.found, reader.report()


def test_an_account_is_kept_by_everybody(
    lang: str, account: Callable[..., User], open_page: OpenPage
) -> None:
    with_password = Reader(open_page(account(PASSWORD), lang=lang))
    without = Reader(open_page(account(), lang=lang))

    for name in ("account_logout", "account_change_password", "account_reauthenticate"):
        with_password.open(reverse(name))
    without.open(reverse("account_set_password"))

    assert not with_password.found | without.found, with_password.report() + without.report()


def test_what_comes_by_mail_can_be_read_by_everybody(
    lang: str,
    account: Callable[..., User],
    open_page: OpenPage,
    mailing_server: Server,
    mail: Mailbox,
) -> None:
    cache.clear()
    user = account(PASSWORD)
    stranger = Reader(open_page(None, lang=lang, server=mailing_server))
    page = stranger.page

    stranger.open(reverse("account_reset_password"))
    page.locator("[name=email]").fill(user.email)
    page.locator("main button").click()
    stranger.read("a link is on its way")
    stranger.open(mail.latest_link())
    page.locator("[name=password1]").fill(PASSWORD + "!")
    page.locator("[name=password2]").fill(PASSWORD + "!")
    page.locator("main button").click()
    stranger.read("the password is changed")
    stranger.open(mail.latest_link())
    stranger.open(reverse("account_email_verification_sent"))
    stranger.open(reverse("account_confirm_email", args=["none"]))

    person = Reader(open_page(account(PASSWORD), lang=lang, server=mailing_server))
    person.open(reverse("account_email"))
    person.page.locator("[name=email][type=email]").fill(f"new-{lang}-{user.email}")
    person.page.locator("main button").last.click()
    if person.page.locator("[name=password]").count():
        person.page.locator("[name=password]").fill(PASSWORD)
        person.page.locator("main button").click()
    person.read("a link to a new address")
    person.open(mail.latest_link())

    assert not stranger.found | person.found, stranger.report() + person.report()


def test_the_description_of_the_api_can_be_read_by_everybody(
    lang: str, open_page: OpenPage
) -> None:
    reader = Reader(open_page(None, lang=lang))

    reader.open(
        reverse("api-docs"),
        then=lambda: expect(reader.page.locator(".opblock").first).to_be_visible(),
    )

    assert not reader.found, reader.report()


def test_the_words_are_those_of_the_language(lang: str, open_page: OpenPage) -> None:
    page = open_page(None, lang=lang)
    page.goto(reverse("account_login"))

    expect(page.locator("html")).to_have_attribute("lang", lang)
    expect(page.get_by_role("heading", level=1)).to_have_text(words(lang)("Log in"))
