"""The limit for supplements: whose it is on a day, and where a day stands."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from foods.models import curated_id
from tests import builders
from tracker import diary, profiles, supplements
from tracker.models import IntakeEntry, TargetPeriod, User
from tracker.models.intake import Kind
from tracker.rules import limits
from tracker.rules.limits import Zone

AT = dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC)
DAY = dt.date(2026, 3, 20)
# upper_limits.json of the clinical knowledge, adults in mg a day.
ADULTS = {
    "nl": 250,
    "eu_scf": 250,
    "de_bfr": 250,
    "nnr": 250,
    "us_iom": 350,
    "no_vkm": 350,
    "uk_evm": 400,
}


def targets(user: User) -> profiles.Targets:
    return profiles.targets_of(user, lang="en")


def limit(user: User, day: dt.date = DAY) -> limits.Limit:
    return targets(user).limit_on(day)


def entry(kind: str = Kind.FOOD, *, mg: float = 0, limit_mg: float | None = 0) -> IntakeEntry:
    counted = None if limit_mg is None else Decimal(repr(limit_mg))
    return IntakeEntry(
        kind=kind, name="x", amount=1, magnesium_mg=Decimal(repr(mg)), limit_mg=counted
    )


def meter(
    *entries: IntakeEntry, profile: str = "nl", counts_water: bool = False
) -> supplements.Meter:
    found = limits.limit_on(DAY, profile=profile)
    return supplements.meter(entries, limit=found, counts_water=counts_water)


@pytest.mark.parametrize("profile", ADULTS)
@pytest.mark.parametrize(("over", "is_above"), [(-1, False), (0, False), (1, True)])
def test_a_day_is_above_from_one_mg_over_the_limit(profile: str, over: int, is_above: bool) -> None:
    taken = ADULTS[profile] + over

    found = meter(entry(Kind.SUPPLEMENT, mg=taken, limit_mg=taken), profile=profile)

    assert found.is_above is is_above
    assert found.zone == (Zone.ABOVE if is_above else Zone.WITHIN)


@given(st.lists(st.floats(min_value=0, max_value=100_000, allow_nan=False), max_size=30))
def test_food_alone_never_meets_the_limit(amounts: list[float]) -> None:
    for profile in ADULTS:
        found = meter(*(entry(mg=round(mg, 3)) for mg in amounts), profile=profile)

        assert (found.counted_mg, found.zone) == (0, Zone.WITHIN)


def test_the_largest_day_of_food_is_within(ada: User) -> None:
    # 9 kg of almonds: 24,300 mg of magnesium.
    record = diary.log_intake(
        ada, [builders.draft("almonds", date=DAY, amount="9000")], at=AT, lang="en"
    )

    assert meter(*record.entries).zone == Zone.WITHIN


def test_what_was_added_to_a_food_counts_and_the_food_does_not(ada: User) -> None:
    own = builders.own_food(
        ada,
        content={"magnesium_mg": 300},
        magnesium_added=True,
        added_mg_per_100g=Decimal(260),
    )
    record = diary.log_intake(ada, [builders.draft(item_id=own.id, date=DAY)], at=AT, lang="en")

    found = meter(*record.entries)

    assert (found.counted_mg, found.zone) == (260, Zone.ABOVE)


def test_an_unknown_dose_is_said_beside_what_is_known() -> None:
    found = meter(entry(Kind.SUPPLEMENT, mg=100, limit_mg=100), entry(limit_mg=None))

    assert (found.counted_mg, found.has_unknown) == (100, True)
    assert found.zone == Zone.WITHIN_AT_LEAST


def test_mineral_water_counts_only_when_switched_on() -> None:
    tap = entry(Kind.WATER, mg=50)
    tap.item_id = curated_id("water-tap")
    day = [entry(Kind.SUPPLEMENT, mg=200, limit_mg=200), entry(Kind.WATER, mg=60), tap]

    assert meter(*day).zone == Zone.WITHIN
    found = meter(*day, counts_water=True)
    assert (found.counted_mg, found.water_mg, found.zone) == (200, 60, Zone.ABOVE)


def test_above_the_limit_names_a_less_strict_one() -> None:
    found = meter(entry(Kind.SUPPLEMENT, mg=300, limit_mg=300))

    assert found.other is not None
    assert found.other_mg == 350


@pytest.mark.parametrize(
    ("mg", "note"),
    [
        (200, None),
        (201, limits.DoseNote.SPLIT),
        (250, limits.DoseNote.SPLIT),
        (251, limits.DoseNote.ABOVE_SINGLE),
    ],
)
def test_a_large_single_dose_is_told_to_split(mg: float, note: limits.DoseNote | None) -> None:
    assert meter(entry(Kind.SUPPLEMENT, mg=mg, limit_mg=mg)).single is note


def test_food_is_never_a_large_single_dose() -> None:
    assert meter(entry(mg=900)).single is None


# --- whose limit ---


def choose(user: User, kind: str, **members: object) -> None:
    profiles.set_period(user, kind=kind, at=AT, **members)  # type: ignore[arg-type]


def test_the_limit_is_the_dutch_one_until_the_person_chooses(ada: User) -> None:
    assert limit(ada).mg == 250

    choose(ada, "limit", value="us_iom", starts_on=DAY)

    assert limit(ada).mg == 350
    assert limit(ada, DAY - dt.timedelta(days=1)).mg == 250


def test_a_doctors_limit_replaces_it_until_the_day_it_ends(ada: User) -> None:
    last = dt.date(2026, 6, 1)
    choose(
        ada,
        "doctor_limit",
        magnesium_mg=Decimal(400),
        starts_on=DAY,
        ends_on=last,
        agreed_with="Dr. Smit",
    )

    assert (limit(ada, last).mg, limit(ada, last).ended) == (400, None)
    after = limit(ada, last + dt.timedelta(days=1))
    assert after.mg == 250
    assert after.ended is not None


def test_a_doctors_limit_without_an_end_lasts_half_a_year(ada: User) -> None:
    choose(ada, "doctor_limit", magnesium_mg=Decimal(400), starts_on=DAY)

    assert limit(ada, dt.date(2026, 9, 20)).mg == 400
    assert limit(ada, dt.date(2026, 9, 21)).mg == 250


def test_that_a_limit_ended_is_told_for_a_month(ada: User) -> None:
    choose(ada, "doctor_limit", magnesium_mg=Decimal(400), starts_on=DAY, ends_on=DAY)

    assert limit(ada, DAY + dt.timedelta(days=30)).ended is not None
    assert limit(ada, DAY + dt.timedelta(days=31)).ended is None


def test_the_limit_can_be_turned_off_and_a_doctors_stays(ada: User) -> None:
    choose(ada, "limit", value="off")
    assert limit(ada).mg is None

    choose(ada, "doctor_limit", magnesium_mg=Decimal(300), starts_on=DAY)
    assert limit(ada).mg == 300


def test_a_child_has_the_limit_of_its_age(ada: User) -> None:
    # VKM 2016: 280 mg from 10 to 17 years.
    profiles.update(ada, birth_year=2012, at=AT)
    choose(ada, "limit", value="no_vkm")

    assert limit(ada).mg == 280


def test_mineral_water_is_a_switch_by_period(ada: User) -> None:
    assert not targets(ada).counts_water_on(DAY)

    choose(ada, "limit_water", value="counts", starts_on=DAY)

    assert targets(ada).counts_water_on(DAY)
    assert not targets(ada).counts_water_on(DAY - dt.timedelta(days=1))


CANNOT_BE = pytest.mark.parametrize(
    ("kind", "members"),
    [
        ("limit", {"value": "article"}),
        ("limit", {"value": "be"}),
        ("limit_water", {"value": "yes"}),
        ("doctor_limit", {"starts_on": DAY}),
        ("doctor_limit", {"starts_on": DAY, "magnesium_mg": Decimal(0)}),
        ("doctor_limit", {"starts_on": DAY, "magnesium_mg": Decimal(2001)}),
        ("doctor_limit", {"magnesium_mg": Decimal(300)}),
    ],
)


@CANNOT_BE
def test_a_limit_of_a_phone_that_cannot_be_is_refused(kind: str, members: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        profiles.check_period(TargetPeriod(kind=kind, **members), at=AT)


@CANNOT_BE
def test_a_limit_that_cannot_be_is_refused(
    ada: User, kind: str, members: dict[str, object]
) -> None:
    with pytest.raises(ValidationError):
        choose(ada, kind, **members)
