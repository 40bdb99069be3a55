import datetime as dt
import json
from typing import Any

import pytest

from tracker.rules import medicines, messages, risks
from tracker.rules.citations import CITATIONS, NEVER_ALONE
from tracker.rules.medicines import Direction

ON = dt.date(2026, 6, 30)


def held(**facts: Any) -> list[str]:
    return [risk.rule.id for risk in risks.profile(facts)]


# Cases: the "verify" column of the knowledge page, 1.6 and 1.7.
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"rich_moments_7": 4, "logged_days_14": 5}, ["FEW_RICH_FOODS"]),
        ({"rich_moments_7": 5, "logged_days_14": 5}, []),
        ({"rich_moments_7": 0, "logged_days_14": 4}, []),
        ({"rich_moments_7": 0}, []),
        ({"tap_mg_per_l": 3}, ["SOFT_WATER"]),
        ({"tap_mg_per_l": 12}, []),
        ({"alcohol_glasses_7": 8}, ["ALCOHOL"]),
        ({"alcohol_glasses_7": 7}, []),
        ({"loose_days_28": 14}, ["LONG_DIARRHOEA"]),
        ({"loose_days_28": 13}, []),
        ({"coeliac_disease": True}, ["COELIAC"]),
        ({"bowel_disease": True}, ["BOWEL_DISEASE"]),
        ({"long_acid_reducer": True}, ["ACID_REDUCER"]),
        ({"magnesium_loss_medicine": True}, ["MEDICINE_LOSS"]),
        ({"pregnant": True}, ["PREGNANCY"]),
        ({"breastfeeding": True}, ["PREGNANCY"]),
        ({"age": 16}, ["GROWING"]),
        ({"age": 18}, []),
        ({"age": 64}, []),
        ({"age": 70}, ["OLDER_AGE"]),
        ({"recovering": True}, ["RECOVERING"]),
        ({"long_stress": True}, ["STRESS"]),
        ({"much_heat": True}, ["HEAT"]),
        ({"hard_training": True}, ["TRAINING"]),
    ],
)
def test_a_factor_holds_on_its_own(facts: dict[str, Any], expected: list[str]) -> None:
    assert held(**facts) == expected


def test_factors_are_listed_and_never_added_up() -> None:
    assert held(age=70, coeliac_disease=True) == ["COELIAC", "OLDER_AGE"]
    assert not hasattr(risks, "score")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"uneven_days_7": 3}, []),
        ({"uneven_days_7": 4}, ["SPREAD"]),
        ({"caffeine_mg_today": 400}, []),
        ({"caffeine_mg_today": 420}, ["CAFFEINE"]),
        ({"caffeine_mg_at_once": 210}, ["CAFFEINE"]),
        ({"caffeine_mg_today": 240}, []),
        ({"caffeine_mg_today": 240, "pregnant": True}, ["CAFFEINE"]),
        ({"caffeine_hours_before_bed": 3}, ["CAFFEINE_LATE"]),
        ({"caffeine_hours_before_bed": 6}, []),
        ({"first_day_units": 3, "first_day_mg": 375}, ["START_LOW"]),
        ({"first_day_units": 1, "first_day_mg": 125}, []),
        ({"first_day_units": 1, "first_day_mg": 126}, ["START_LOW"]),
    ],
)
def test_a_tip_about_the_day(facts: dict[str, Any], expected: list[str]) -> None:
    assert [m.rule for m in messages.evaluate(risks.TIPS, facts)] == expected


@pytest.mark.parametrize(
    ("atc", "since", "expected"),
    [
        ("A02BC01", ON - dt.timedelta(days=420), ["ppi"]),
        ("A02BC01", ON - dt.timedelta(days=100), []),
        ("A02BC01", None, ["ppi"]),
        ("C03CA01", ON, ["loop"]),
        ("C03DA01", ON, ["potassium_sparing"]),
        ("J01GB03", ON, ["aminoglycoside"]),
        ("L01XA01", ON, ["platinum"]),
        ("A06AD11", ON, []),
        ("A06AD11", ON - dt.timedelta(days=28), ["laxative_abuse"]),
        ("A06AD04", ON - dt.timedelta(days=99), ["mg_laxative"]),
        ("C01AA05", ON, ["digoxin"]),
        ("C08CA01", ON, ["ccb_nm"]),
        ("N02BE01", None, []),
    ],
)
def test_a_medicine_gets_the_badge_of_its_group(
    atc: str, since: dt.date | None, expected: list[str]
) -> None:
    assert [e.id for e in medicines.effects(atc, since=since, on=ON)] == expected


def test_the_groups_are_those_of_the_table() -> None:
    # Knowledge page, 2.3: eighteen groups, two raise and two add.
    directions = [effect.direction for effect in medicines.EFFECTS]

    assert len(directions) == 18
    assert directions.count(Direction.LOWER) == 12
    assert directions.count(Direction.RAISE) == 2
    assert directions.count(Direction.ADDS) == 2
    assert set(medicines.DIRECTION_TEXTS) == set(Direction)


def test_every_group_has_a_source_and_nobody_is_told_to_stop() -> None:
    for effect in medicines.EFFECTS:
        assert effect.sources
        assert set(effect.sources) <= set(CITATIONS)
        assert set(effect.sources) - NEVER_ALONE
        assert "stop" not in str(effect.says).lower()
    for risk in risks.RISKS:
        assert "stop" not in str(risk.rule.says[0].text).replace("Never stop", "")


def test_the_groups_leave_as_plain_json() -> None:
    assert json.loads(json.dumps(medicines.as_json())) == medicines.as_json()
