import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules import day, limits
from tracker.rules.citations import CITATIONS
from tracker.rules.limits import DoctorLimit, DoseNote, Limit, Zone

TODAY = dt.date(2026, 6, 1)

# The table of the knowledge page, section 3, without the article and Belgium.
ADULT_MG = {
    "eu_scf": 250,
    "nl": 250,
    "de_bfr": 250,
    "nnr": 250,
    "us_iom": 350,
    "no_vkm": 350,
    "uk_evm": 400,
}


def test_the_profiles_are_those_of_the_table_without_a_shop_or_a_market_rule() -> None:
    assert {key: p.mg(age_months=40 * 12) for key, p in limits.PROFILES.items()} == ADULT_MG


@pytest.mark.parametrize(("profile", "mg"), ADULT_MG.items())
@pytest.mark.parametrize(
    ("more_mg", "expected"), [(-1, Zone.WITHIN), (0, Zone.WITHIN), (1, Zone.ABOVE)]
)
def test_one_below_equal_and_one_above_the_limit(
    profile: str, mg: float, more_mg: int, expected: Zone
) -> None:
    assert limits.zone(mg + more_mg, limits.limit_on(TODAY, profile=profile)) is expected


@pytest.mark.parametrize(
    ("taken_mg", "expected"),
    [
        (0, Zone.WITHIN),
        (250.4, Zone.WITHIN),  # shown as 250
        (250.5, Zone.ABOVE),
        (350, Zone.ABOVE),
        (351, Zone.FAR_ABOVE),
        (500, Zone.FAR_ABOVE),
        (501, Zone.MORE_THAN_TWICE),
    ],
)
def test_the_zones_of_the_dutch_limit(taken_mg: float, expected: Zone) -> None:
    assert limits.zone(taken_mg, limits.limit_on(TODAY)) is expected


def test_an_unknown_dose_is_never_called_within() -> None:
    limit = limits.limit_on(TODAY)

    assert limits.zone(100, limit, has_unknown=True) is Zone.WITHIN_AT_LEAST
    assert limits.zone(300, limit, has_unknown=True) is Zone.ABOVE


@pytest.mark.parametrize(
    ("profile", "age", "mg"),
    [
        ("nl", 3, None),
        ("nl", 4, 250),
        ("nl", 16, 250),
        ("us_iom", 2, 65),
        ("us_iom", 5, 110),
        ("us_iom", 9, 350),
        ("no_vkm", 2, 85),
        ("no_vkm", 6, None),
        ("no_vkm", 12, 280),
        ("nnr", 12, None),
        ("uk_evm", 12, None),
        ("us_iom", None, 350),
    ],
)
def test_a_limit_goes_by_age_and_none_is_made_up(
    profile: str, age: int | None, mg: float | None
) -> None:
    months = None if age is None else age * 12
    limit = limits.limit_on(TODAY, profile=profile, age_months=months)

    assert limit.mg == mg
    if mg is None:
        assert limits.zone(9999, limit) is Zone.NO_LIMIT


def food(mg: float, grams: float) -> day.Line:
    return day.Line(
        kind="food",
        name="almonds",
        magnesium_mg=mg,
        known_share=1,
        grams=grams,
        limit_mg=limits.counts_mg("food", magnesium_mg=mg),
    )


@given(st.lists(st.tuples(st.floats(0, 1e5), st.floats(0, 1e4)), max_size=30))
def test_food_of_any_size_never_meets_the_limit(lines: list[tuple[float, float]]) -> None:
    total = day.total([food(mg, grams) for mg, grams in lines])

    for profile in limits.PROFILES:
        limit = limits.limit_on(TODAY, profile=profile)
        assert limits.zone(total.supplement_limit_mg, limit) is Zone.WITHIN
    assert not total.supplement_limit_unknown


@pytest.mark.parametrize(
    ("kind", "is_added", "added_mg", "expected"),
    [
        ("supplement", False, None, 100),
        ("medicine", False, None, 100),
        ("food", False, None, 0),
        ("water", False, None, 0),
        ("food", True, 60, 60),
        ("food", True, None, None),
    ],
)
def test_what_counts_to_the_limit(
    kind: str, *, is_added: bool, added_mg: float | None, expected: float | None
) -> None:
    counted = limits.counts_mg(kind, magnesium_mg=100, is_added=is_added, added_mg=added_mg)

    assert counted == expected


def test_a_supplement_of_unknown_strength_counts_as_unknown() -> None:
    assert limits.counts_mg("supplement", magnesium_mg=None) is None


def test_mineral_water_counts_only_when_it_is_switched_on() -> None:
    limit = limits.limit_on(TODAY)

    assert limits.zone(200, limit) is Zone.WITHIN
    assert limits.zone(200, limit, water_mg=100) is Zone.ABOVE


DOCTOR = DoctorLimit(mg=400, agreed_on=TODAY, valid_until=dt.date(2026, 12, 1))


@pytest.mark.parametrize(
    ("on", "mg", "has_ended"),
    [
        (TODAY - dt.timedelta(days=1), 250, False),
        (TODAY, 400, False),
        (DOCTOR.valid_until, 400, False),
        (DOCTOR.valid_until + dt.timedelta(days=1), 250, True),
    ],
)
def test_a_doctors_limit_holds_until_its_last_day(
    on: dt.date, mg: float, *, has_ended: bool
) -> None:
    limit = limits.limit_on(on, doctor=DOCTOR)

    assert limit.mg == mg
    assert (limit.ended is DOCTOR) is has_ended
    assert limits.zone(350, limit) is (Zone.WITHIN if mg == 400 else Zone.ABOVE)


@pytest.mark.parametrize(
    ("agreed_on", "until"),
    [
        (dt.date(2026, 1, 15), dt.date(2026, 7, 15)),
        (dt.date(2026, 8, 31), dt.date(2027, 2, 28)),
        (dt.date(2027, 8, 30), dt.date(2028, 2, 29)),
        (dt.date(2026, 6, 30), dt.date(2026, 12, 30)),
    ],
)
def test_a_doctors_limit_without_a_date_ends_after_half_a_year(
    agreed_on: dt.date, until: dt.date
) -> None:
    assert limits.doctor_until(agreed_on) == until


def test_a_limit_that_is_off_says_nothing_but_red_flags_still_use_it() -> None:
    limit = limits.limit_on(TODAY, is_off=True)

    assert limits.zone(9999, limit) is Zone.NO_LIMIT
    assert limits.for_red_flags(limit) == 250
    assert limits.for_red_flags(limits.limit_on(TODAY, doctor=DOCTOR)) == 400


@pytest.mark.parametrize(
    ("taken_mg", "profile"), [(200, None), (300, "us_iom"), (390, "uk_evm"), (450, None)]
)
def test_a_less_strict_limit_is_named_beside_above(taken_mg: float, profile: str | None) -> None:
    found = limits.less_strict(taken_mg, limits.limit_on(TODAY))

    assert (found.key if found else None) == profile


@pytest.mark.parametrize(
    ("mg", "note"),
    [
        (200, None),
        (200.4, None),
        (201, DoseNote.SPLIT),
        (250, DoseNote.SPLIT),
        (251, DoseNote.ABOVE_SINGLE),
    ],
)
def test_a_single_dose_above_200_mg_is_better_split(mg: float, note: DoseNote | None) -> None:
    assert limits.single_dose(mg) is note


@pytest.mark.parametrize(
    ("units", "slots", "parts"), [(3, 2, (2, 1)), (4, 2, (2, 2)), (1, 2, (1, 0))]
)
def test_units_are_split_as_evenly_as_they_go(
    units: int, slots: int, parts: tuple[int, ...]
) -> None:
    # 375 mg in tablets of 125 mg: two and one (statement A63).
    assert limits.split(units, slots=slots) == parts


def test_every_limit_has_a_source_and_says_what_it_is_about() -> None:
    for profile in limits.PROFILES.values():
        assert profile.sources
        assert set(profile.sources) <= set(CITATIONS)
        assert profile.rows
        assert all(row.source and row.applies_to in limits.APPLIES_TO for row in profile.rows)


def test_every_zone_and_note_has_its_words() -> None:
    assert set(limits.ZONE_TEXTS) == set(Zone)
    assert set(limits.DOSE_TEXTS) == set(DoseNote)
    for zone, text in limits.ZONE_TEXTS.items():
        assert zone is Zone.NO_LIMIT or "250" in str(text) % {"limit": "250"}


def test_the_limits_leave_as_plain_json() -> None:
    sent = limits.as_json()

    assert json.loads(json.dumps(sent)) == sent
    assert {p["key"] for p in sent["profiles"]} == set(ADULT_MG)


@given(st.floats(0, 2000), st.floats(0, 2000))
def test_more_is_never_a_lower_zone(one_mg: float, other_mg: float) -> None:
    order = list(Zone)
    limit: Limit = limits.limit_on(TODAY)
    low, high = sorted([one_mg, other_mg])

    assert order.index(limits.zone(low, limit)) <= order.index(limits.zone(high, limit))
