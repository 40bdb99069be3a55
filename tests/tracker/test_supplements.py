"""Products, plans and doses as the subject keeps them."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test.utils import CaptureQueriesContext

from tests import builders
from tracker import changes, diary, pantry, supplements
from tracker.models import IntakeEntry, Plan, SupplementProduct, User
from tracker.models.intake import Basis, Kind
from tracker.supplements import Slot

Queries = Callable[[], CaptureQueriesContext]
AT = dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC)
DAY = dt.date(2026, 3, 20)
TOMORROW = dt.date(2026, 3, 21)
BREAKFAST = (Slot("breakfast", Decimal(1)),)
TWICE = (Slot("breakfast", Decimal(1)), Slot("21:00", Decimal(1)))


def day(number: int) -> dt.date:
    return dt.date(2026, 3, number)


def plan(
    user: User,
    product: SupplementProduct,
    starts_on: dt.date = DAY,
    slots: tuple[Slot, ...] = BREAKFAST,
    **members: Any,
) -> None:
    supplements.plan(
        user, product_id=product.id, slots=slots, starts_on=starts_on, at=AT, **members
    )


def log(user: User, *drafts: diary.Draft) -> tuple[IntakeEntry, ...]:
    return diary.log_intake(user, drafts, at=AT, lang="en").entries


# --- products ---


def test_a_dose_is_a_row_of_the_ledger_that_counts_in_full(ada: User) -> None:
    product = builders.product(ada, magnesium_mg=125.0)

    (entry,) = log(ada, builders.dose(product, date=DAY, amount="2"))

    assert (entry.kind, entry.item_id, entry.unit) == (Kind.SUPPLEMENT, product.id, "tablet")
    assert (entry.magnesium_mg, entry.limit_mg, entry.grams) == (Decimal(250), Decimal(250), None)
    assert (entry.basis, entry.known_share) == (Basis.LABEL, 1)


@pytest.mark.parametrize("kind", ["antacid", "laxative"])
def test_an_antacid_and_a_laxative_count_too(ada: User, kind: str) -> None:
    # 500 mg of magnesium oxide: 301.5 mg (clinical knowledge 4.1, computed from molar masses).
    product = builders.product(ada, magnesium_mg=301.5, kind=kind, compound="oxide")

    (entry,) = log(ada, builders.dose(product, date=DAY))

    assert (entry.kind, entry.limit_mg) == (Kind.MEDICINE, Decimal("301.5"))


def test_an_unknown_dose_is_at_least_nothing_and_has_no_upper_end(ada: User) -> None:
    product = builders.product(ada, magnesium_mg=None)

    (entry,) = log(ada, builders.dose(product, date=DAY))

    assert (entry.magnesium_mg, entry.limit_mg, entry.high_mg) == (None, None, None)
    assert (entry.low_mg, entry.known_share) == (0, 0)
    assert diary.read_day(ada, DAY).total.supplement_limit_unknown


def test_bath_salt_cannot_be_logged(ada: User) -> None:
    bath = builders.product(ada, kind="bath", compound="sulfate")

    with pytest.raises(ValidationError, match="not there"):
        log(ada, builders.dose(bath, date=DAY))
    assert pantry.search(ada, "tablets", lang="en", counted=True).items == ()


def test_a_product_is_counted_in_its_own_unit_alone(ada: User) -> None:
    product = builders.product(ada)

    for unit in ("g", "capsule", "ml"):
        with pytest.raises(ValidationError, match="has no unit"):
            log(ada, builders.dose(product, date=DAY, unit=unit))


def test_what_was_logged_stays_when_the_product_changes_or_goes(ada: User) -> None:
    product = builders.product(ada, magnesium_mg=100.0)
    (entry,) = log(ada, builders.dose(product, date=DAY))

    supplements.change(ada, product.id, content={"magnesium_mg": 300.0}, at=AT)
    supplements.remove(ada, [product.id], at=AT)

    entry.refresh_from_db()
    assert entry.magnesium_mg == 100


def test_removing_is_undone_with_the_plans(ada: User) -> None:
    product = builders.product(ada)
    plan(ada, product)

    undo_id = supplements.remove(ada, [product.id], at=AT).undo_id
    assert not SupplementProduct.objects.exists()
    assert not Plan.objects.exists()
    assert undo_id is not None
    changes.undo(ada, undo_id, at=AT)

    assert SupplementProduct.objects.get().name == product.name
    assert Plan.objects.get().product_id == product.id


def test_archiving_ends_the_plans_and_leaves_the_search(ada: User) -> None:
    product = builders.product(ada)
    plan(ada, product, day(1))

    supplements.archive(ada, product, on=DAY, at=AT)

    assert supplements.active_products(ada, DAY) == ()
    assert Plan.objects.get().ends_on == day(19)
    assert pantry.search(ada, "tablets", lang="en", counted=True).items == ()


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({"name": " "}, "Give a name."),
        ({"kind": "sweet"}, "Choose supplement"),
        ({"compound": "stearate"}, "Choose one of the forms"),
        ({"unit": "bowl"}, "Choose one of the units"),
        ({"content": {"magnesium_mg": -1}}, "cannot be less than 0"),
        ({"content": {"magnesium_mg": None}}, "leave the amount out"),
        ({"content": {"magnesium_mg": 10_001}}, "more than 10 grams"),
        ({"compound_mg": Decimal(0)}, "Give a weight"),
        ({"compound_mg": Decimal(99), "content": {"magnesium_mg": 100}}, "cannot weigh more"),
        ({"units_per_day": Decimal(101)}, "Give a number"),
    ],
)
def test_a_member_that_cannot_be_is_refused(
    ada: User, members: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ValidationError, match=sentence):
        supplements.make(ada, at=AT, **{"name": "Tablets", **members})
    assert not SupplementProduct.objects.exists()


def test_the_basis_says_whether_the_label_has_the_magnesium(ada: User) -> None:
    assert builders.product(ada).basis == Basis.LABEL
    assert builders.product(ada, basis=Basis.ESTIMATE).basis == Basis.ESTIMATE
    assert builders.product(ada, magnesium_mg=None, basis=Basis.ESTIMATE).basis == Basis.UNKNOWN


# --- the label ---


def test_both_readings_of_a_weight_are_given() -> None:
    # 1000 mg of bisglycinate holds at most 141 mg (clinical knowledge 4.1).
    found = supplements.readings("bisglycinate", 1000)

    assert round(found.usual_mg) == 141
    assert found.low_mg < found.usual_mg == found.high_mg
    assert found.elemental_mg == 1000


@pytest.mark.parametrize(
    ("magnesium_mg", "is_too_much"), [(100, False), (141, False), (160, False), (161, True)]
)
def test_a_claim_above_what_the_molecule_holds_is_questioned(
    magnesium_mg: float, is_too_much: bool
) -> None:
    # Bisglycinate holds 14.096 %; labels round, so two percentage points are allowed.
    found = supplements.holds_too_much("bisglycinate", compound_mg=1000, magnesium_mg=magnesium_mg)

    assert found is is_too_much


# --- plans ---


def test_another_dose_is_another_plan_and_the_past_stays(ada: User) -> None:
    product = builders.product(ada)
    plan(ada, product, day(1), BREAKFAST)

    plan(ada, product, day(10), TWICE)

    assert supplements.plan_of(ada, product.id, on=day(9)).slots == [  # type: ignore[union-attr]
        {"moment": "breakfast", "units": 1.0}
    ]
    held = supplements.plan_of(ada, product.id, on=day(10))
    assert held is not None
    assert supplements.slots_of(held) == TWICE


def test_a_plan_of_the_same_day_is_replaced(ada: User) -> None:
    product = builders.product(ada)
    plan(ada, product, DAY, BREAKFAST)
    plan(ada, product, DAY, TWICE)

    assert supplements.slots_of(Plan.objects.get()) == TWICE


@pytest.mark.parametrize(
    ("slots", "sentence"),
    [
        ((), "Give one to six"),
        ((Slot("25:00", Decimal(1)),), "A moment is"),
        ((Slot("8:00", Decimal(1)),), "A moment is"),
        ((Slot("brunch", Decimal(1)),), "A moment is"),
        ((Slot("08:00", Decimal(0)),), "Give more than 0"),
        ((Slot("08:00", Decimal("NaN")),), "Give more than 0"),
        ((Slot("08:00", Decimal(1)), Slot("08:00", Decimal(2))), "same moment"),
    ],
)
def test_slots_that_cannot_be_are_refused(
    ada: User, slots: tuple[Slot, ...], sentence: str
) -> None:
    with pytest.raises(ValidationError, match=sentence):
        plan(ada, builders.product(ada), slots=slots)


def test_bath_salt_has_no_plan(ada: User) -> None:
    with pytest.raises(ValidationError, match="no plan"):
        plan(ada, builders.product(ada, kind="bath"))


def test_eve_cannot_plan_or_pause_what_is_adas(ada: User, eve: User) -> None:
    product = builders.product(ada)
    plan(ada, product)

    with pytest.raises(ValidationError, match="not there"):
        plan(eve, product)
    assert supplements.pause(eve, product.id, on=DAY, at=AT) is None
    assert supplements.active_products(eve, DAY) == ()


@pytest.mark.parametrize(
    ("name", "units", "slots"),
    [
        ("morning", "2", [("breakfast", "2")]),
        ("evening", "1", [("21:00", "1")]),
        # 375 mg in tablets of 125 mg: two and one (statement A63).
        ("twice", "3", [("breakfast", "2"), ("21:00", "1")]),
        ("twice", "4", [("breakfast", "2"), ("21:00", "2")]),
        ("twice", "1", [("breakfast", "1")]),
        ("twice", "0.5", [("breakfast", "0.5")]),
    ],
)
def test_a_preset_splits_as_evenly_as_units_allow(
    name: str, units: str, slots: list[tuple[str, str]]
) -> None:
    found = supplements.preset(name, units=Decimal(units))

    assert [(slot.moment, str(slot.units)) for slot in found] == slots


@pytest.mark.parametrize(
    ("units", "magnesium_mg", "is_high"),
    [(1, 125, False), (1, 126, True), (2, 50, True), (3, 125, True), (1, None, False)],
)
def test_a_first_day_above_one_unit_or_125_mg_is_told_to_start_low(
    units: int, magnesium_mg: float | None, is_high: bool
) -> None:
    slots = [Slot("08:00", Decimal(units))]

    assert supplements.starts_high(slots, magnesium_mg=magnesium_mg) is is_high


def test_a_pause_lasts_until_the_person_goes_on(ada: User) -> None:
    product = builders.product(ada)
    plan(ada, product, day(1))

    supplements.pause(ada, product.id, on=day(10), at=AT, reason="loose stools")
    (paused,) = supplements.active_products(ada, day(12))
    assert paused.is_paused

    supplements.go_on(ada, product.id, on=day(14), at=AT)

    states = [supplements.active_products(ada, day(n))[0].is_paused for n in (9, 10, 13, 14)]
    assert states == [False, True, True, False]


def test_a_second_pause_leaves_the_first_on_record(ada: User) -> None:
    product = builders.product(ada)
    plan(ada, product, day(1))
    for first, last in ((5, 8), (11, 14)):
        supplements.pause(ada, product.id, on=day(first), at=AT)
        supplements.go_on(ada, product.id, on=day(last), at=AT)

    states = {n: supplements.active_products(ada, day(n))[0].is_paused for n in range(1, 17)}

    assert [n for n, is_paused in states.items() if is_paused] == [5, 6, 7, 11, 12, 13]


def test_going_on_the_same_day_is_as_if_nothing_was(ada: User) -> None:
    product = builders.product(ada)
    plan(ada, product, day(1))
    supplements.pause(ada, product.id, on=DAY, at=AT)
    supplements.go_on(ada, product.id, on=DAY, at=AT)

    assert Plan.objects.get().paused_from is None


# --- courses ---


def spans(user: User, until: dt.date = DAY) -> list[tuple[int, int | None, int]]:
    found = supplements.segments(user, until=until)
    return [(c.starts_on.day, c.ends_on.day if c.ends_on else None, int(c.units)) for c in found]


def test_a_change_of_the_dose_starts_a_new_course(ada: User) -> None:
    product = builders.product(ada, is_prescribed=True)
    plan(ada, product, day(1), BREAKFAST)
    plan(ada, product, day(10), TWICE)

    first, second = supplements.segments(ada, until=DAY)

    assert spans(ada) == [(1, 9, 1), (10, None, 2)]
    assert (first.segment.changed_on, second.segment.changed_on) == (day(10), None)
    assert first.segment.is_prescribed


def test_another_moment_of_the_day_is_no_change_of_the_dose(ada: User) -> None:
    product = builders.product(ada)
    plan(ada, product, day(1), BREAKFAST)
    plan(ada, product, day(10), (Slot("21:00", Decimal(1)),))

    assert spans(ada) == [(1, None, 1)]


def test_a_pause_ends_a_course_and_going_on_starts_one(ada: User) -> None:
    product = builders.product(ada)
    plan(ada, product, day(1))
    supplements.pause(ada, product.id, on=day(5), at=AT)
    assert spans(ada) == [(1, 4, 1)]

    supplements.go_on(ada, product.id, on=day(8), at=AT)

    assert spans(ada) == [(1, 4, 1), (8, None, 1)]


def test_a_plan_that_starts_later_is_no_course_yet(ada: User) -> None:
    plan(ada, builders.product(ada), TOMORROW)

    assert spans(ada) == []
    assert spans(ada, until=TOMORROW) == [(21, None, 1)]


# --- the doses of a day ---


def due(user: User, date: dt.date = DAY) -> supplements.DayDoses:
    return supplements.on_day(user, date, entries=diary.read_day(user, date).entries)


def test_a_dose_taken_at_its_meal_is_that_dose(ada: User) -> None:
    product = builders.product(ada)
    plan(ada, product, slots=(Slot("breakfast", Decimal(1)), Slot("dinner", Decimal(1))))
    (entry,) = log(ada, builders.dose(product, date=DAY, meal="dinner"))

    morning, evening = due(ada).due

    assert morning.entry is None
    assert evening.entry == entry


def test_other_doses_are_taken_in_order_of_the_day(ada: User) -> None:
    product = builders.product(ada)
    plan(ada, product, slots=TWICE)
    log(ada, builders.dose(product, date=DAY, time=dt.time(9)))

    assert [dose.entry is not None for dose in due(ada).due] == [True, False]


def test_a_paused_or_stopped_product_is_not_due(ada: User) -> None:
    paused, stopped = builders.product(ada, "Paused"), builders.product(ada, "Stopped")
    for product in (paused, stopped):
        plan(ada, product, day(1))
    supplements.pause(ada, paused.id, on=DAY, at=AT)
    supplements.stop(ada, stopped.id, on=DAY, at=AT)

    found = due(ada)

    assert found.due == ()
    assert [active.product.name for active in found.paused] == ["Paused"]
    assert [other.product.name for other in found.others] == ["Stopped"]
    assert found.resting == {paused.id, stopped.id}


@pytest.mark.parametrize(
    ("dose", "meal", "is_with_food"),
    [
        ({"time": dt.time(18, 30)}, {"meal": "dinner", "time": dt.time(18, 10)}, True),
        ({"time": dt.time(18, 55)}, {"meal": "dinner", "time": dt.time(18, 10)}, True),
        ({"time": dt.time(18, 56)}, {"meal": "dinner", "time": dt.time(18, 10)}, False),
        ({"time": dt.time(22, 30)}, {"meal": "dinner", "time": dt.time(18, 10)}, False),
        ({"meal": "dinner"}, {"meal": "dinner"}, True),
        ({"meal": "dinner"}, {"meal": "lunch"}, False),
        ({"time": dt.time(22, 30)}, {"meal": "dinner"}, False),
    ],
)
def test_a_dose_within_45_minutes_of_food_is_taken_with_it(
    ada: User, dose: dict[str, Any], meal: dict[str, Any], is_with_food: bool
) -> None:
    # Statement A58: dose 18:30 with a meal at 18:10, and 22:30 without.
    product = builders.product(ada)
    plan(ada, product, slots=(Slot("dinner", Decimal(1)),))
    log(ada, builders.draft("almonds", date=DAY, **meal), builders.dose(product, date=DAY, **dose))

    (taken,) = due(ada).due

    assert taken.is_with_food is is_with_food


def test_what_else_the_products_hold_is_added_up(ada: User) -> None:
    first = builders.product(ada, content={"magnesium_mg": 100, "zinc_mg": 5})
    second = builders.product(ada, content={"zinc_mg": 2.5, "vitamin_b6_mg": 1.4})
    entries = log(ada, builders.dose(first, date=DAY, amount="2"), builders.dose(second, date=DAY))

    assert supplements.nutrients_of(entries) == {"zinc_mg": 12.5, "vitamin_b6_mg": 1.4}


def test_the_doses_of_a_day_cost_two_queries_however_many(ada: User, queries: Queries) -> None:
    for number in range(5):
        plan(ada, builders.product(ada, f"Product {number}"), day(1))

    with queries() as counted:
        found = supplements.on_day(ada, DAY, entries=())

    assert len(found.due) == 5
    assert len(counted) == 2
