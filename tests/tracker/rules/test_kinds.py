"""The registry of what can be observed: its rows are whole, and rules find their facts in it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules import comparison, facts, kinds, laboratory
from tracker.rules.kinds_body import UNIT
from tracker.rules.scales import CATEGORY_LABELS, Daily, Kind, Part, Scale, Type

KEYS = st.sampled_from(sorted(kinds.KINDS))


def parts_of(kind: Kind) -> dict[str, Part]:
    return {part.key: part for part in kind.parts}


def test_every_kind_is_there_once_and_fits_its_column() -> None:
    keys = [row.key for row in kinds.ROWS]

    assert len(keys) == len(set(keys))
    assert all(len(key) <= 30 for key in keys)  # Observation.kind
    assert all(len(row.parts) == len(parts_of(row)) for row in kinds.ROWS)
    assert {row.category for row in kinds.ROWS} == set(CATEGORY_LABELS)


def test_a_new_account_is_asked_four_things() -> None:
    # Statement A01: cramps, tiredness, sleep and irritability.
    assert set(kinds.OFFERED) == {"cramp", "sleep", "fatigue", "irritability"}


@pytest.mark.parametrize(
    "key",
    [
        *("chest_pain", "weakness", "limp", "face_or_speech", "numbness", "fainting"),
        *("dizzy_standing", "swollen_calf", "breathlessness", "fever", "blood_in_stool"),
        *("tingling", "hand_spasm", "thirst", "pale_skin", "constipation", "hard_to_wake"),
        *("travel", "menstruation", *laboratory.FACTORS),
    ],
)
def test_what_is_under_something_else_is_never_asked_daily(key: str) -> None:
    assert kinds.KINDS[key].aside
    assert key not in kinds.DAILY


@pytest.mark.parametrize("told", [*facts.TELLS, *facts.TELLS_TOO])
def test_every_fact_that_a_rule_asks_of_an_observation_can_be_logged(told: tuple[str, str]) -> None:
    key, part = told
    kind = kinds.KINDS[key]

    assert kind.scale if part == facts.VALUE else part in parts_of(kind)


def test_facts_of_days_and_of_how_it_began_can_be_logged_too() -> None:
    assert facts.ALSO_CHANGES.keys() <= kinds.KINDS.keys()
    for key in facts.SUDDEN:
        assert "sudden" in dict(parts_of(kinds.KINDS[key])["onset"].choices)
    assert parts_of(kinds.KINDS["drowsiness"])["stayed_awake"].asks_no
    assert "intended" in parts_of(kinds.KINDS["weight"])
    assert kinds.KINDS["stool"].scale is not None
    assert kinds.KINDS["stool"].scale.high >= facts.LOOSE


def test_a_logged_part_becomes_the_fact() -> None:
    day = dt.date(2026, 11, 25)
    at = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
    for (key, part), fact in facts.TELLS.items():
        if facts.FACTS[fact] != "yes":
            continue
        row = facts.Seen(kind=key, date=day, value=1, parts={part: True} if part else {})
        gathered = facts.gather(seen=[row], taken=[], background=facts.Background(), on=day, at=at)
        assert gathered[fact] is True, (key, part)


def test_the_comparison_page_knows_only_kinds_that_can_be_logged() -> None:
    named = {key for row in comparison.ROWS for key in row.kinds}

    assert named <= kinds.KINDS.keys()


@pytest.mark.parametrize("key", laboratory.FACTORS)
def test_a_laboratory_kind_offers_the_units_that_can_be_converted(key: str) -> None:
    kind = kinds.KINDS[key]
    units = [unit for unit, _label in parts_of(kind)[UNIT].choices]

    assert units == list(laboratory.FACTORS[key])
    assert kind.unit == laboratory.unit_of(key)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("cramp", "21"),
        ("cramp", "-1"),
        ("cramp", "1.5"),
        ("fatigue", "11"),
        ("fatigue", "NaN"),
        ("fatigue", "Infinity"),
        ("stool", "0"),
        ("stool", "8"),
        ("weight", "72.55"),
        ("chest_pain", "0"),
        ("note", "1"),
    ],
)
def test_a_number_off_its_scale_is_refused(key: str, value: str) -> None:
    with pytest.raises(ValidationError) as refused:
        kinds.KINDS[key].check_value(Decimal(value))

    assert list(refused.value.message_dict) == ["value"]


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("cramp", {"colour": "red"}),
        ("cramp", {"worst": 11}),
        ("cramp", {"worst": True}),
        ("cramp", {"worst": "6"}),
        ("cramp", {"worst": float("nan")}),
        ("cramp", {"worst": 10**400}),
        ("cramp", {"place": "nose"}),
        ("sleep", {"bed": "24:00"}),
        ("sleep", {"bed": "7:00"}),
        ("sleep", {"bed": 2300}),
        ("travel", {"until": "2026-02-30"}),
        ("travel", {"until": "20261125"}),
        ("stool", {"blood": "yes"}),
        ("stool", {"blood": 1}),
    ],
)
def test_a_part_that_cannot_be_is_refused(key: str, parts: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as refused:
        kinds.KINDS[key].check_parts(parts)

    assert list(refused.value.message_dict) == ["parts"]


def test_unknown_is_not_zero() -> None:
    assert kinds.KINDS["cramp"].of_day([]) is None
    assert kinds.KINDS["cramp"].of_day([Decimal(0)]) == 0


@pytest.mark.parametrize(
    ("key", "values", "expected"),
    [
        ("cramp", [0, 1, 2], 3),
        ("stool", [4, 7, 3], 7),
        ("weight", [71, 72], 72),
        ("fatigue", [5], 5),
    ],
)
def test_the_rows_of_a_day_become_one_number(key: str, values: list[int], expected: int) -> None:
    assert kinds.KINDS[key].of_day([Decimal(value) for value in values]) == expected


@given(key=KEYS, values=st.lists(st.integers(0, 20).map(Decimal), min_size=1))
def test_the_number_of_a_day_never_lies_below_every_row_of_it(
    key: str, values: list[Decimal]
) -> None:
    number = kinds.KINDS[key].of_day(values)

    assert number is not None
    assert number >= min(values)


@given(value=st.integers(-5, 40))
def test_a_scale_takes_exactly_what_it_has_a_button_for(value: int) -> None:
    scale = Scale(low=Decimal(0), high=Decimal(10))
    try:
        scale.check(Decimal(value))
    except ValidationError:
        assert value not in scale.buttons
    else:
        assert value in scale.buttons


def test_each_button_fits_a_phone_and_a_longer_scale_has_none() -> None:
    for row in kinds.ROWS:
        buttons = row.scale.buttons if row.scale else ()
        assert len(buttons) <= 11
    assert kinds.KINDS["cramp"].scale is not None
    assert kinds.KINDS["cramp"].scale.buttons == ()


def test_a_span_has_a_last_day_and_its_rows_stand_alone() -> None:
    assert set(kinds.SPANS) == {"illness", "travel", "menstruation"}
    assert all(kinds.KINDS[key].daily is Daily.HIGHEST for key in kinds.SPANS)
    assert all(parts_of(kinds.KINDS[key])["until"].type is Type.DATE for key in kinds.SPANS)
