"""Plain builders: only what a test is about is given, the rest is the simplest that is right."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.test import Client
from django.utils import timezone

from foods.models import curated_id
from tracker import diary, pantry, recipes, supplements
from tracker.models import CustomFood, IntakeEntry, Recipe, SupplementProduct, User
from tracker.models.intake import Meal

ZONE = "Europe/Amsterdam"


def account(email: str) -> User:
    return User.objects.create_user(email)


def client(user: User, *, lang: str = "en") -> Client:
    browser = Client(headers={"accept-language": lang})
    browser.force_login(user)
    return browser


def today() -> dt.date:
    return timezone.now().date()


def draft(
    slug: str = "almonds",
    *,
    date: dt.date | None = None,
    amount: str | None = "100",
    unit: str = "g",
    meal: str = Meal.BREAKFAST,
    **members: Any,
) -> diary.Draft:
    """100 g of almonds for breakfast today: 270 mg (USDA SR28, NDB 12061)."""
    return diary.Draft(
        date=date or today(),
        item_id=members.pop("item_id", None) or curated_id(slug),
        amount=None if amount is None else Decimal(amount),
        unit=unit,
        meal=meal,
        zone_name=members.pop("zone_name", ZONE),
        **members,
    )


def log(user: User, *drafts: diary.Draft) -> tuple[IntakeEntry, ...]:
    written = diary.log_intake(user, drafts or [draft()], at=timezone.now(), lang="en")
    return written.entries


def own_food(user: User, name: str = "Ada's bread", **members: Any) -> CustomFood:
    return pantry.save_own(user, name=name, at=timezone.now(), **members)


def product(
    user: User, name: str = "Ada's tablets", *, magnesium_mg: float | None = 100, **members: Any
) -> SupplementProduct:
    """A tablet of magnesium citrate with 100 mg of elemental magnesium."""
    content = {} if magnesium_mg is None else {"magnesium_mg": magnesium_mg}
    members = {"compound": "citrate", "content": content, **members}
    return supplements.make(user, name=name, at=timezone.now(), **members).product


def dose(product: SupplementProduct, **members: Any) -> diary.Draft:
    """One unit of a product, outside meals, today."""
    given = {"amount": "1", "unit": product.unit, "meal": "", **members}
    return draft(item_id=product.id, **given)


def part(slug: str = "almonds", grams: str = "100", **members: Any) -> recipes.Part:
    """100 g of almonds in a pan: 270 mg (USDA SR28, NDB 12061)."""
    if not members:
        members = {"item_id": curated_id(slug)}
    return recipes.Part(grams=Decimal(grams), **members)


def recipe(user: User, name: str = "Ada's soup", *items: recipes.Part, **members: Any) -> Recipe:
    """200 g of boiled potatoes, 40 mg (USDA SR28, NDB 11367), and what is given."""
    draft = recipes.Draft(name=name, items=items or [part("potatoes-boiled", "200")], **members)
    return recipes.make(user, draft, at=timezone.now(), lang="en").recipe
