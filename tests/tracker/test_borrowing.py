"""A label without magnesium borrows an estimate from the nearest food."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from foods.models import curated_id
from tests import builders
from tracker import changes, diary, pantry
from tracker.models import CustomFood, User

AT = dt.datetime(2026, 3, 18, 7, tzinfo=dt.UTC)
DAY = dt.date(2026, 3, 18)


def item(user: User, food: CustomFood) -> pantry.Item:
    found = pantry.find(user, food.id, lang="en")
    assert found
    return found


def borrow(user: User, food: CustomFood, slug: str = "almonds") -> Any:
    return pantry.borrow(user, food, item_id=curated_id(slug), lang="en", at=AT)


def test_foods_like_it_are_offered_whatever_the_brand(ada: User) -> None:
    offered = pantry.nearest(ada, "Zyxxo almonds", group="", lang="en")

    assert offered[0].slug == "almonds"
    assert all(near.magnesium_mg is not None for near in offered)


def test_foods_of_the_same_group_are_offered_alone(ada: User) -> None:
    offered = pantry.nearest(ada, "Melk & Co crackers", group="bread", lang="nl")

    assert {near.group for near in offered} == {"bread"}


def test_the_estimate_is_of_the_chosen_food_between_those_that_were_offered(ada: User) -> None:
    food = builders.own_food(ada, "Zyxxo almonds", group="nuts")
    offered = [
        near.magnesium_mg for near in pantry.nearest(ada, food.name, group="nuts", lang="en")
    ]

    borrow(ada, food)

    borrowed = item(ada, food)
    assert borrowed.magnesium_mg is None
    # USDA SR28, NDB 12061.
    assert borrowed.fill_mg == 270
    assert (borrowed.low_mg, borrowed.high_mg) == (min(offered), max(offered))  # type: ignore[type-var]
    assert (borrowed.basis, borrowed.estimated_from[:9]) == ("estimate", "Almonds (")


def test_what_was_borrowed_stays_unknown_in_the_sum_of_a_day(ada: User) -> None:
    food = builders.own_food(ada, "Zyxxo almonds", group="nuts")
    borrow(ada, food)

    (entry,) = builders.log(ada, builders.draft(item_id=food.id, date=DAY, amount="50"))

    total = diary.read_day(ada, DAY).total
    assert (entry.magnesium_mg, entry.fill_mg, entry.basis) == (None, Decimal(135), "estimate")
    assert (total.known_mg, total.unknown) == (0, 1)
    assert total.filled_mg == 135


def test_an_estimate_can_be_undone_and_given_back(ada: User) -> None:
    food = builders.own_food(ada, "Zyxxo almonds", group="nuts")
    before = item(ada, food)

    undo_id = borrow(ada, food)
    changes.undo(ada, undo_id, at=AT)
    assert item(ada, food) == before

    borrow(ada, food)
    pantry.give_back(ada, food, at=AT)
    assert item(ada, food) == before


def test_what_the_label_says_goes_before_what_was_borrowed(ada: User) -> None:
    food = builders.own_food(ada, "Zyxxo almonds")
    borrow(ada, food)

    pantry.save_own(ada, name=food.name, food_id=food.id, content={"magnesium_mg": 90.0}, at=AT)

    known = item(ada, food)
    assert (known.magnesium_mg, known.low_mg, known.high_mg) == (90, 90, 90)
    assert (known.basis, known.estimated_from) == ("label", "")


def test_a_food_that_was_not_offered_lends_nothing(ada: User) -> None:
    food = builders.own_food(ada, "Zyxxo almonds")

    with pytest.raises(ValidationError):
        borrow(ada, food, slug="banana")

    assert item(ada, food).estimated_from == ""


@pytest.mark.parametrize(
    "changed",
    [{"low_mg": 300}, {"high_mg": "270"}, {"fill_mg": True}, {"name": None}, {"more": 1}],
)
def test_a_phone_cannot_send_an_estimate_that_cannot_be(
    ada: User, changed: dict[str, object]
) -> None:
    food = builders.own_food(ada, "Zyxxo almonds")
    borrow(ada, food)
    food.refresh_from_db()
    pantry.check(food, at=AT)

    food.borrowed = {**(food.borrowed or {}), **changed}

    with pytest.raises(ValidationError) as refused:
        pantry.check(food, at=AT)
    assert refused.value.message_dict.keys() == {"borrowed"}


def test_the_page_of_the_food_borrows_and_gives_back(ada: User, as_ada: Client) -> None:
    food = builders.own_food(ada, "Zyxxo almonds")
    page, address = reverse("food", args=[food.id]), reverse("food_borrow", args=[food.id])
    assert str(curated_id("almonds")) in as_ada.get(page).content.decode()

    shown = as_ada.post(address, {"item": curated_id("almonds")}, follow=True).content.decode()
    assert "Estimate: 270 mg, borrowed from Almonds" in shown
    assert "Undo" in shown

    shown = as_ada.post(address, {"item": ""}, follow=True).content.decode()
    assert "Borrow an estimate" in shown


@pytest.mark.parametrize("lender", ["nonsense", str(curated_id("banana"))])
def test_the_page_refuses_what_it_did_not_offer(ada: User, as_ada: Client, lender: str) -> None:
    food = builders.own_food(ada, "Zyxxo almonds")

    shown = as_ada.post(reverse("food_borrow", args=[food.id]), {"item": lender}, follow=True)

    assert "Choose one of the foods in the list." in shown.content.decode()
    assert item(ada, food).estimated_from == ""
