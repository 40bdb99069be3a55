"""What logging costs in clicks, taps and Enters: by mouse, by keyboard alone, without scripts.

Each flow is one function that works the page and returns nothing; the tests count it, and look in
the database for what it wrote.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from foods import catalogue
from foods.models import curated_id
from tests import builders
from tests.browser.conftest import OpenPage, breakfast_zone, today
from tests.browser.hands import Hand, Keyboard, Mouse
from tests.browser.words import words
from tracker import diary, supplements
from tracker.models import CustomFood, Day, IntakeEntry, Observation, User
from tracker.models.intake import Meal
from tracker.models.synced import OwnedQuerySet

pytestmark = pytest.mark.browser

BREAKFAST = {"oats-rolled": 40, "milk-semi-skimmed": 200, "banana": 120}
NOW_AND_THEN = {"bread-wholemeal": 70, "egg-boiled": 50}
WATER = "water-spa-reine"
SEARCHED = "havermout"
LINES = {
    "nl": "2 boterhammen met pindakaas, een kiwi en een kop thee",
    "en": "2 slices of bread with peanut butter, a kiwi, cup of tea",
}
MOST_TYPED = 60
NIGHT = {"To bed at": "23:15", "Up at": "07:05"}


def keep_a_diary(user: User) -> None:
    """A week with the same breakfast each day, its tablet, other things now and then, and water."""
    tablet = builders.product(user)
    slots = (supplements.Slot(Meal.BREAKFAST.value, Decimal(1)),)
    since = today() - dt.timedelta(days=7)
    supplements.plan(user, product_id=tablet.id, slots=slots, starts_on=since, at=timezone.now())
    for days_ago in range(1, 8):
        foods = BREAKFAST | (NOW_AND_THEN if days_ago in (3, 5) else {})
        drafts = [_draft(slug, grams, days_ago=days_ago) for slug, grams in foods.items()]
        drafts.append(
            builders.dose(tablet, date=today() - dt.timedelta(days=days_ago), meal=Meal.BREAKFAST)
        )
        drafts.append(_draft(WATER, 200, days_ago=days_ago, unit="ml", meal=""))
        diary.log_intake(user, drafts, at=timezone.now(), lang="en")


def _draft(
    slug: str, amount: int, *, days_ago: int, unit: str = "g", meal: str = Meal.BREAKFAST
) -> diary.Draft:
    return diary.Draft(
        date=today() - dt.timedelta(days=days_ago),
        item_id=curated_id(slug),
        amount=Decimal(amount),
        unit=unit,
        meal=meal,
        zone_name=breakfast_zone(),
    )


class Diary:
    """The day page of today, as somebody with a hand and eyes sees it."""

    def __init__(self, user: User, page: Page, hand: Hand, *, lang: str, scripts: bool) -> None:
        self.user, self.page, self.hand, self.scripts = user, page, hand, scripts
        self.lang, self.say = lang, words(lang)
        page.goto("/")
        expect(page.locator("html")).to_have_attribute("lang", lang)

    def press(self, text: str) -> None:
        self.hand.use(self.page.get_by_role("button", name=self.say(text), exact=True))

    def follow(self, text: str) -> None:
        self.hand.use(self.page.get_by_role("link", name=self.say(text), exact=True))

    def tick(self, slug: str) -> None:
        self.hand.use(self.usual(slug).get_by_role("checkbox"))

    def usual(self, slug: str) -> Locator:
        name = catalogue.names([curated_id(slug)], lang=self.lang)
        return self.page.locator("#usual li", has_text=name[curated_id(slug)])

    def search(self, text: str) -> None:
        """Type a query; without scripts it is sent with Enter."""
        self.hand.write(self.page.locator("#q"), text)
        if not self.scripts:
            self.hand.enter()

    def expect_said(self, text: str) -> None:
        expect(self.page.locator("#messages")).to_contain_text(text)

    def logged(self) -> OwnedQuerySet:
        return IntakeEntry.objects.visible_to(self.user)

    def noticed(self, kind: str) -> Observation:
        """The one thing that was noticed, which is of this kind."""
        found: Observation = Observation.objects.visible_to(self.user).get()
        assert found.kind == kind
        return found

    def doses_today(self) -> int:
        return self.logged().filter(date=today(), kind="supplement").count()

    def grams_today(self) -> dict[str, Decimal | None]:
        """What is logged today but for doses: the grams of each food, by its id."""
        foods = self.logged().filter(date=today()).exclude(kind="supplement")
        return {str(e.item_id): e.grams for e in foods}


def grams_of(foods: dict[str, int]) -> dict[str, Decimal]:
    return {str(curated_id(slug)): Decimal(grams) for slug, grams in foods.items()}


# --- the flows, each with what it may cost ---


def repeat_the_usual_breakfast(diary: Diary) -> None:
    diary.press("Add it")
    diary.expect_said(diary.say("Undo"))
    assert diary.grams_today() == grams_of(BREAKFAST)
    assert diary.doses_today() == 1

    diary.press("Undo")
    diary.expect_said(diary.say("Undone."))
    assert not diary.logged().filter(date=today()).exists()


def repeat_it_with_one_amount_changed(diary: Diary) -> None:
    diary.follow("Change first")
    diary.hand.write(diary.usual("oats-rolled").locator("input[inputmode]"), "60")
    diary.press("Add ticked")
    diary.expect_said(diary.say("Undo"))
    assert diary.grams_today() == grams_of(BREAKFAST | {"oats-rolled": 60})


def tick_four_of_the_list(diary: Diary) -> None:
    ticked = BREAKFAST | {"egg-boiled": 50}
    for slug in ticked:
        diary.tick(slug)
    diary.press("Add ticked")
    diary.expect_said(diary.say("Undo"))
    assert diary.grams_today() == grams_of(ticked)


def log_a_known_food_by_search(diary: Diary) -> None:
    diary.search(SEARCHED)
    diary.hand.use(diary.page.locator("#found .results a").first)
    _press_add(diary)
    diary.expect_said(diary.say("Undo"))
    assert diary.grams_today() == grams_of({"oats-rolled": 40})


def write_a_new_breakfast_as_one_line(diary: Diary) -> None:
    diary.hand.write(diary.page.locator("#q"), LINES[diary.lang])
    diary.hand.enter()
    diary.press("Add these")
    diary.expect_said(diary.say("Undo"))
    slugs = ("bread-wholemeal", "peanut-butter", "kiwi", "tea-black")
    assert diary.grams_today().keys() == {str(curated_id(slug)) for slug in slugs}
    assert diary.hand.typed <= MOST_TYPED


def drink_a_glass_of_a_known_water(diary: Diary) -> None:
    diary.hand.use(diary.page.locator(".waters button").first)
    diary.expect_said(diary.say("Undo"))
    assert diary.grams_today() == grams_of({WATER: 200})


def take_a_dose(diary: Diary) -> None:
    diary.hand.use(diary.page.locator(".doses button.dose"))
    diary.expect_said(diary.say("Undo"))
    assert diary.doses_today() == 1


def say_that_the_day_is_complete(diary: Diary) -> None:
    diary.press("This is everything")
    diary.expect_said(diary.say("The day is complete."))
    said = Day.objects.visible_to(diary.user).get(date=today())
    assert said.confirmed == "complete"


def note_a_cramp(diary: Diary) -> None:
    one_more = diary.say("One more: %(what)s", what=diary.say("Cramps"))
    diary.hand.use(diary.page.get_by_role("button", name=one_more, exact=True))
    diary.expect_said(diary.say("Undo"))
    cramp = diary.noticed("cramp")
    assert (cramp.date, cramp.value) == (today(), 1)


def tell_last_night(diary: Diary) -> None:
    for label, time in NIGHT.items():
        diary.hand.set_time(diary.page.get_by_label(diary.say(label), exact=True), time)
    diary.press("Save the night")
    diary.expect_said(diary.say("Undo"))
    night = diary.noticed("sleep")
    assert (night.date, night.parts) == (today(), {"bed": "23:15", "up": "07:05"})


def say_how_tired_today(diary: Diary) -> None:
    card = diary.page.get_by_role("group", name=diary.say("Tiredness"))
    diary.hand.use(card.locator("button[value='6']"))
    diary.expect_said(diary.say("Undo"))
    tired = diary.noticed("fatigue")
    assert (tired.date, tired.value) == (today(), 6)


def type_a_new_food_over_from_its_label(diary: Diary) -> None:
    diary.search("Ada's muesli")
    if not diary.scripts:  # sent with Enter, the words are read as a line
        diary.follow("Search for it as one food")
    diary.follow("Not there? Type it over from its label")
    for label, text in (
        ("Magnesium, mg per 100 g", "110"),
        ("Energy, kcal per 100 g", "380"),
        ("Grams in one portion", "45"),
    ):
        diary.hand.write(diary.page.get_by_label(diary.say(label), exact=True), text)
    diary.press("Save")
    _press_add(diary)
    diary.expect_said(diary.say("Undo"))
    own = CustomFood.objects.visible_to(diary.user).get()
    entry = diary.logged().get(date=today())
    assert (own.name, own.content) == (
        "Ada's muesli",
        {"magnesium_mg": 110.0, "energy_kcal": 380.0},
    )
    assert (entry.item_id, entry.grams, entry.meal) == (own.id, Decimal(45), Meal.BREAKFAST)


def _press_add(diary: Diary) -> None:
    button = diary.page.locator("form.amount button.primary")
    diary.hand.use(button)


FLOWS: dict[Callable[[Diary], None], int] = {
    repeat_the_usual_breakfast: 2,
    repeat_it_with_one_amount_changed: 4,
    tick_four_of_the_list: 6,
    log_a_known_food_by_search: 3,
    write_a_new_breakfast_as_one_line: 3,
    drink_a_glass_of_a_known_water: 1,
    take_a_dose: 1,
    say_that_the_day_is_complete: 1,
    note_a_cramp: 1,
    tell_last_night: 3,
    say_how_tired_today: 1,
    type_a_new_food_over_from_its_label: 8,
}
NOTICED = (note_a_cramp, tell_last_night, say_how_tired_today)
BY_NAME = pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.__name__)


def a_diary(account: Callable[..., User], flow: Callable[[Diary], None]) -> User:
    user = account()
    if flow in NOTICED:  # from nothing: no earlier night gives its times
        return user
    keep_a_diary(user)
    if flow is say_that_the_day_is_complete:
        diary.log_intake(
            user, [_draft("oats-rolled", 40, days_ago=0)], at=timezone.now(), lang="en"
        )
    return user


@BY_NAME
@pytest.mark.parametrize("hand", [Mouse, Keyboard])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_flow_takes_few_interactions(
    flow: Callable[[Diary], None],
    hand: type[Hand],
    lang: str,
    account: Callable[..., User],
    open_page: OpenPage,
) -> None:
    user = a_diary(account, flow)
    page = open_page(user, lang=lang)
    counted = hand(page)

    flow(Diary(user, page, counted, lang=lang, scripts=True))

    assert counted.interactions <= FLOWS[flow]


@BY_NAME
@pytest.mark.parametrize("hand", [Mouse, Keyboard])
def test_a_flow_works_without_scripts(
    flow: Callable[[Diary], None],
    hand: type[Hand],
    account: Callable[..., User],
    open_page: OpenPage,
) -> None:
    user = a_diary(account, flow)
    page = open_page(user, lang="nl", scripts=False)

    flow(Diary(user, page, hand(page), lang="nl", scripts=False))
