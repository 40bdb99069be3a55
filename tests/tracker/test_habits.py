"""What the add box opens on."""

import datetime as dt

from foods.models import curated_id
from tests import builders
from tracker import diary, habits
from tracker.models import User

AT = dt.datetime(2026, 3, 20, 7, tzinfo=dt.UTC)
TODAY = dt.date(2026, 3, 20)


def log(
    user: User, *slugs: str, days_ago: int, meal: str = "breakfast", amount: str = "40"
) -> None:
    date = TODAY - dt.timedelta(days=days_ago)
    drafts = [builders.draft(slug, date=date, meal=meal, amount=amount) for slug in slugs]
    diary.log_intake(user, drafts, at=AT, lang="en")


def names(entries: tuple) -> list[str]:  # type: ignore[type-arg]
    return [entry.code for entry in entries]


def test_the_usual_meal_is_what_comes_back_on_half_of_the_days(ada: User) -> None:
    for days_ago in range(1, 7):
        log(ada, "oats-rolled", "banana", days_ago=days_ago)
    log(ada, "egg-boiled", days_ago=3)

    usual = habits.usual(ada, meal="breakfast", until=TODAY)

    assert {entry.item_id for entry in usual.meal_entries} == {
        curated_id("oats-rolled"),
        curated_id("banana"),
    }


def test_the_amount_used_last_time_is_remembered(ada: User) -> None:
    log(ada, "oats-rolled", days_ago=3, amount="40")
    log(ada, "oats-rolled", days_ago=1, amount="55")

    (entry,) = habits.usual(ada, meal="breakfast", until=TODAY).entries

    assert entry.amount == 55


def test_this_meal_comes_before_others(ada: User) -> None:
    for days_ago in range(1, 6):
        log(ada, "potatoes-boiled", days_ago=days_ago, meal="dinner")
    log(ada, "oats-rolled", days_ago=1)

    usual = habits.usual(ada, meal="breakfast", until=TODAY)

    assert usual.entries[0].item_id == curated_id("oats-rolled")
    assert len(usual.entries) == 2


def test_years_ago_does_not_count(ada: User) -> None:
    log(ada, "oats-rolled", days_ago=400)

    assert habits.usual(ada, meal="breakfast", until=TODAY).entries == ()
    assert habits.favour(ada, until=TODAY) == {}


def test_waters_are_one_tap(ada: User) -> None:
    log(ada, "water-spa-reine", days_ago=1, meal="", amount="200")

    usual = habits.usual(ada, meal="breakfast", until=TODAY)

    assert [entry.kind for entry in usual.waters] == ["water"]
    assert usual.entries == ()


def test_habits_of_another_person_are_not_mine(ada: User, eve: User) -> None:
    log(ada, "oats-rolled", days_ago=1)

    assert habits.usual(eve, meal="breakfast", until=TODAY) == habits.Usual((), (), ())


def test_the_queries_do_not_grow_with_the_diary(ada: User, queries) -> None:  # type: ignore[no-untyped-def]
    log(ada, "oats-rolled", days_ago=1)
    with queries() as few:
        habits.usual(ada, meal="breakfast", until=TODAY)
    for days_ago in range(2, 40):
        log(ada, "banana", "almonds", "oats-rolled", days_ago=days_ago)
    with queries() as many:
        habits.usual(ada, meal="breakfast", until=TODAY)

    assert len(few) == len(many) == 4


def test_a_favourite_comes_first_at_its_meal(ada: User) -> None:
    for days_ago in range(1, 6):
        log(ada, "oats-rolled", days_ago=days_ago)
        log(ada, "potatoes-boiled", days_ago=days_ago, meal="dinner")
    log(ada, "banana", days_ago=2)
    for slug in ("banana", "potatoes-boiled"):
        habits.star(ada, curated_id(slug), is_favourite=True)

    usual = habits.usual(ada, meal="breakfast", until=TODAY)

    found = [entry.item_id for entry in usual.entries]
    assert found == [curated_id(slug) for slug in ("banana", "oats-rolled", "potatoes-boiled")]


def test_a_favourite_is_favoured_until_its_star_is_off(ada: User, eve: User) -> None:
    for _twice in range(2):
        habits.star(ada, curated_id("banana"), is_favourite=True)
    assert habits.favour(ada, until=TODAY) == {curated_id("banana"): habits.STAR}
    assert habits.favour(eve, until=TODAY) == {}

    habits.star(ada, curated_id("banana"), is_favourite=False)

    assert habits.favour(ada, until=TODAY) == {}


def test_a_new_habit_overtakes_an_old_one_within_two_weeks(ada: User) -> None:
    for days_ago in range(15, 27):
        log(ada, "oats-rolled", days_ago=days_ago)
    for days_ago in range(1, 8):
        log(ada, "muesli", days_ago=days_ago)

    usual = habits.usual(ada, meal="breakfast", until=TODAY)

    assert usual.entries[0].item_id == curated_id("muesli")


def test_a_meal_belongs_to_an_hour() -> None:
    assert [habits.meal_at(hour) for hour in (4, 7, 12, 16, 18, 22)] == [
        "snack",
        "breakfast",
        "lunch",
        "snack",
        "dinner",
        "snack",
    ]
