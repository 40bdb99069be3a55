"""One record of each collection, made as its page makes it."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tests import builders
from tracker import diary, guidance, medicines, observations, profiles, supplements
from tracker.models import Acknowledgement, Day, Observation, Plan, TargetPeriod, User
from tracker.supplements import Slot

AT = dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC)


def one_of(user: User, collection: str) -> Any:
    return MAKERS[collection](user)


def _target(user: User) -> Any:
    return profiles.set_period(
        user,
        kind=TargetPeriod.Kind.PERSONAL,
        magnesium_mg=Decimal("312.5"),
        starts_on=dt.date(2026, 1, 1),
        agreed_with="Dina",
        at=AT,
    )


def _food(user: User) -> Any:
    return builders.own_food(
        user,
        content={"magnesium_mg": 90.5},
        portions=[{"label": "slice", "grams": 35}],
        magnesium_added=True,
        added_mg_per_100g=Decimal("12.5"),
    )


def _recipe(user: User) -> Any:
    own = builders.own_food(user, "Stock cube")
    items = [builders.part("carrots-raw", "200.5"), builders.part(grams="10", item_id=own.id)]
    portions = [{"label": "bowl", "grams": 350}]
    return builders.recipe(user, "Soup", *items, portions=portions, yield_grams=Decimal("812.5"))


def _note(user: User) -> Any:
    observations.write_note(user, AT.date(), "Slept badly\nagain", at=AT)
    return Observation.objects.visible_to(user).get()


def _day(user: User) -> Any:
    diary.confirm_day(user, AT.date(), "complete", at=AT)
    return Day.objects.visible_to(user).get()


def _plan(user: User) -> Any:
    product = builders.product(user)
    slots = [Slot("breakfast", Decimal(1)), Slot("21:00", Decimal("0.5"))]
    supplements.plan(user, product_id=product.id, slots=slots, starts_on=AT.date(), at=AT)
    return Plan.objects.visible_to(user).get()


def _medicine(user: User) -> Any:
    members = {
        "name": "Levothyroxine",
        "atc": "H03AA01",
        "rhythm": "weekly",
        "weekdays": [0, 3],
        "times": ["07:00"],
        "after_h": Decimal(4),
        "before_h": Decimal(4),
        "hours_from": "leaflet",
        "confirmed_on": AT.date(),
    }
    draft = medicines.Draft(members=members)
    return medicines.add(user, [draft], at=AT).rows[0]


def _dose(user: User) -> Any:
    members = {
        "medicine_id": _medicine(user).id,
        "name": "Levothyroxine",
        "date": AT.date(),
        "at": AT,
        "zone": builders.ZONE,
    }
    return medicines.log_doses(user, [medicines.Draft(members=members)], at=AT).rows[0]


def _acknowledgement(user: User) -> Any:
    guidance.acknowledge(user, "PREG", discussed_on=AT.date(), on=AT.date(), at=AT)
    return Acknowledgement.objects.visible_to(user).get()


MAKERS: dict[str, Callable[[User], Any]] = {
    "profile": lambda user: profiles.update(user, at=AT, birth_year=1980, hide_totals=True),
    "targets": _target,
    "custom_foods": _food,
    "recipes": _recipe,
    "supplement_products": lambda user: builders.product(user, compound_mg=Decimal(900)),
    "plans": _plan,
    "intake_entries": lambda user: builders.log(user, builders.draft(time=dt.time(8, 15)))[0],
    "observations": _note,
    "acknowledgements": _acknowledgement,
    "days": _day,
    "medicines": _medicine,
    "medicine_doses": _dose,
}
