import datetime as dt
from typing import Any

import pytest

from tracker.rules import gates, messages, tolerance
from tracker.rules.gates import Answer, Hold
from tracker.rules.messages import RX

ON = dt.date(2026, 6, 30)


def opened(**facts: Any) -> list[str]:
    return [gate.id for gate in gates.open_gates(facts)]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"kidney_disease": True}, ["KIDNEY"]),
        ({"kidney_disease": False}, []),
        ({"egfr": 60}, []),
        ({"egfr": 59}, ["KIDNEY"]),
        ({"egfr": 30}, ["KIDNEY"]),
        ({"egfr": 29}, ["KIDNEY_SEVERE"]),
        ({"egfr": 29, "kidney_disease": True}, ["KIDNEY_SEVERE"]),
        ({"heart_disease": True}, ["HEART"]),
        ({"heart_block": True}, ["HEART"]),
        ({"slow_heart_pacemaker": True}, ["HEART"]),
        ({"atc_codes": ("C01AA05",)}, ["HEART", "MED"]),
        ({"pregnant": True}, ["PREG"]),
        ({"breastfeeding": True}, ["PREG"]),
        ({"atc_codes": ("A02BC01",)}, ["MED"]),
        ({"atc_codes": ("C03CA01",)}, ["MED"]),
        ({"atc_codes": ("J01MA02",)}, ["MED"]),
        ({"atc_codes": ("J05AJ03",)}, ["MED"]),
        ({"atc_codes": ("L04AD02",)}, ["MED"]),
        ({"atc_codes": ("N02BE01",)}, []),
        ({"atc_codes": ("L01XA01",)}, ["ONCO", "MED"]),
        ({"atc_codes": ("L01EA02",)}, ["MED"]),
        ({"chemotherapy": True}, ["ONCO"]),
        ({"myasthenia_gravis": True}, ["MG_SLOW"]),
        ({"severe_slow_heartbeat": True}, ["MG_SLOW"]),
        ({"age": 17}, ["CHILD"]),
        ({"age": 18}, []),
        ({"age": 64}, []),
        ({"age": 65}, ["OLDER"]),
        ({"age": 70, "kidney_disease": True}, ["KIDNEY"]),
    ],
)
def test_a_gate_opens_for_what_the_person_told(facts: dict[str, Any], expected: list[str]) -> None:
    assert opened(**facts) == expected


def test_every_gate_of_the_table_is_there_with_its_weight() -> None:
    hard = {gate.id for gate in gates.GATES if gate.hold is Hold.HARD}

    assert hard == {"KIDNEY", "KIDNEY_SEVERE", "ONCO", "MG_SLOW"}
    assert {gate.id for gate in gates.GATES} == hard | {"HEART", "PREG", "MED", "CHILD", "OLDER"}


def test_a_hard_gate_takes_advice_about_amounts_away() -> None:
    assert gates.with_gates({"chemotherapy": True})["hard_gate"] is True
    assert gates.with_gates({"pregnant": True})["hard_gate"] is False
    assert gates.with_gates({"egfr": 40})["kidney"] is True
    assert gates.with_gates({"chemotherapy": True})["kidney"] is False


def shown(facts: dict[str, Any], *answers: Answer) -> list[str]:
    found = gates.to_show(facts, answers={a.gate: a for a in answers}, on=ON)
    return [message.rule for message in found]


def test_a_soft_gate_is_shown_until_it_is_answered_and_again_after_a_year() -> None:
    facts = {"heart_disease": True}

    def answered(days_ago: int) -> Answer:
        return Answer(gate="HEART", discussed_on=ON - dt.timedelta(days=days_ago))

    assert shown(facts) == ["HEART"]
    assert shown(facts, answered(0)) == []
    assert shown(facts, answered(364)) == []
    assert shown(facts, answered(365)) == ["HEART"]


def test_a_new_medicine_of_the_kind_opens_the_gate_again() -> None:
    answer = Answer(gate="MED", discussed_on=ON, medicines=frozenset({"A02BC01"}))

    assert shown({"atc_codes": ("A02BC01",)}, answer) == []
    assert shown({"atc_codes": ("A02BC01", "N02BE01")}, answer) == []
    assert shown({"atc_codes": ("A02BC01", "C03CA01")}, answer) == ["MED"]


def test_a_hard_gate_cannot_be_ticked_away() -> None:
    answer = Answer(gate="KIDNEY", discussed_on=ON)

    assert shown({"kidney_disease": True}, answer) == ["KIDNEY"]


def told(**facts: Any) -> dict[str, str]:
    found = messages.evaluate(tolerance.RULES, gates.with_gates(facts))
    return {message.rule: message.text() for message in found}


LOOSE: dict[str, Any] = {
    "stool": 6,
    "loose_days_7": 1,
    "product_active": True,
    "days_since_start": 2,
}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, ["T1"]),
        ({"days_since_start": 6}, ["T1"]),
        ({"days_since_start": 7}, []),
        ({"stool": 5, "loose_days_7": 0}, []),
        ({"product_active": False}, []),
        ({"days_since_start": None}, []),
        ({"loose_days_7": 3}, ["T2"]),
        ({"loose_days_7": 3, "product_form": "citrate"}, ["T2", "T3", "T5"]),
        ({"loose_days_7": 3, "product_form": "bisglycinate"}, ["T2"]),
        ({"loose_days_7": 3, "days_since_start": 14}, []),
        ({"product_form": "citrate"}, ["T1", "T5"]),
        ({"product_form": "citrate", "days_since_start": 90}, ["T5"]),
    ],
)
def test_loose_stools_after_a_start_or_a_higher_dose(
    more: dict[str, Any], expected: list[str]
) -> None:
    assert list(told(**(LOOSE | more))) == expected


@pytest.mark.parametrize(("days", "expected"), [(2, []), (3, ["T4"])])
def test_feeling_sick_on_three_days(days: int, expected: list[str]) -> None:
    assert list(told(nausea_days_7=days, product_active=True)) == expected
    assert list(told(nausea_days_7=days)) == []


@pytest.mark.parametrize("facts", [{"kidney_disease": True}, {"product_prescribed": True}])
def test_no_advice_about_amounts_behind_a_hard_gate_or_for_a_prescribed_product(
    facts: dict[str, Any],
) -> None:
    said = " ".join(
        text
        for more in ({}, {"loose_days_7": 3}, {"nausea_days_7": 3})
        for text in told(**(LOOSE | more | facts)).values()
    )

    assert "half" not in said
    assert "less" not in said.replace("less well", "")
    assert "Split" not in said


def test_three_loose_days_of_a_prescribed_product_send_to_the_doctor() -> None:
    text = told(**(LOOSE | {"loose_days_7": 3, "product_prescribed": True}))["T2"]

    assert str(RX) in text
    assert "Stop" not in text
