"""The week page: counts with their days, ideas from one's own food, nothing of somebody else."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foods import rich_groups
from foods.models import Food, curated_id
from tests import builders
from tracker import profiles, week
from tracker.models import User


def tallied(user: User) -> dict[str, int]:
    record = week.read(user, last=builders.today(), lang="en")
    return {group.key: tally.days for group, tally in record.groups if tally}


@pytest.mark.parametrize(
    ("slug", "kind"),
    [
        ("almonds", "nuts"),  # A42
        ("pumpkin-seeds", "seeds"),  # A43
        ("lentils-cooked", "legumes"),  # A44
        ("bread-wholemeal", "wholegrain"),  # A45
        ("spinach-cooked", "leafy_greens"),  # A46
        ("dark-chocolate-70", "cocoa"),  # A47
        ("salmon-cooked", "oily_fish"),  # A48
    ],
)
def test_a_rich_food_counts_for_its_kind(slug: str, kind: str, ada: User) -> None:
    builders.log(ada, builders.draft(slug))

    assert tallied(ada) == {kind: 1}


@pytest.mark.parametrize("slug", ["bread-white", "cod-cooked"])
def test_white_bread_and_lean_fish_raise_no_counter(slug: str, ada: User) -> None:
    builders.log(ada, builders.draft(slug))

    assert tallied(ada) == {}


def test_25_g_of_almonds_are_67_5_mg_and_one_day(ada: User) -> None:
    """Statement A42: 270 mg per 100 g."""
    builders.log(ada, builders.draft(amount="25"))
    record = week.read(ada, last=builders.today(), lang="en")
    nuts = {group.key: tally for group, tally in record.groups}["nuts"]

    assert nuts is not None
    assert (nuts.days, nuts.magnesium_mg) == (1, 67.5)


@pytest.mark.parametrize("group", rich_groups.RICH_GROUPS, ids=lambda group: group.key)
def test_every_food_named_is_in_the_catalogue(group: rich_groups.RichGroup, db: None) -> None:
    known = set(Food.objects.filter(id__in=map(curated_id, group.slugs)).values_list("slug"))

    assert known == {(slug,) for slug in group.slugs}


def test_the_tip_about_spreading_comes_once(ada: User, as_ada: Client) -> None:
    days = [builders.today() - dt.timedelta(days=n) for n in range(7)]
    builders.log(ada, *(builders.draft(date=day, meal="dinner") for day in days))

    content = as_ada.get(reverse("week")).content.decode()

    assert content.count("more than half of your magnesium came at one moment") == 1


def test_lately_eaten_foods_are_ideas_in_the_language_of_the_page(ada: User) -> None:
    days = [builders.today() - dt.timedelta(days=n) for n in (3, 9)]
    builders.log(ada, *(builders.draft(date=day, amount="25") for day in days))
    dutch = builders.client(ada, lang="nl").get(reverse("week")).content.decode()

    assert "Amandelen, ongezouten" in dutch
    assert "je gewone portie bevat ongeveer 68 mg" in dutch


def test_a_supplement_is_never_an_idea_nor_counted(ada: User) -> None:
    for day in (1, 2, 3):
        builders.log(
            ada,
            builders.draft(
                date=builders.today() - dt.timedelta(days=day),
                kind="supplement",
                name="Citrate",
                content={"magnesium_mg": 200.0},
                unit="tablet",
                amount="1",
                item_id=curated_id("no-food"),
            ),
        )
    record = week.read(ada, last=builders.today(), lang="en")

    assert record.ideas == ()
    assert record.logged_days == 0


def test_hidden_totals_hide_the_amounts_here_too(
    ada: User, as_ada: Client, now: dt.datetime
) -> None:
    builders.log(ada, builders.draft(amount="25"))
    profiles.update(ada, hide_totals=True, at=now)

    content = as_ada.get(reverse("week")).content.decode()

    assert "1 of 7" in content
    assert "68 mg" not in content


def test_eve_sees_her_own_week_only(ada: User, as_eve: Client) -> None:
    builders.log(ada, builders.draft())

    assert "Log a day and this page fills itself." in as_eve.get(reverse("week")).content.decode()


def test_a_fuller_week_asks_no_more_of_the_database(
    ada: User, as_ada: Client, queries: Callable[[], CaptureQueriesContext]
) -> None:
    builders.log(ada, builders.draft())
    with queries() as few:
        as_ada.get(reverse("week"))
    days = [builders.today() - dt.timedelta(days=n) for n in range(40)]
    foods = ("almonds", "bread-wholemeal", "banana")
    builders.log(ada, *(builders.draft(slug, date=day) for day in days for slug in foods))
    with queries() as many:
        as_ada.get(reverse("week"))

    assert len(many) <= len(few)


@pytest.mark.parametrize("date", ["1900-01-01", "2999-01-01"])
def test_a_day_that_cannot_be_is_not_there(date: str, as_ada: Client) -> None:
    assert as_ada.get(f"/week/{date}/").status_code == 404
