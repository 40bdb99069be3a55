"""Cases are the "verify" column of the knowledge page, 1.10, and its table 5.1."""

import datetime as dt
import json
import re
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules import conditions, facts, gates, messages, risks, safety, tolerance
from tracker.rules.citations import CITATIONS, NEVER_ALONE
from tracker.rules.conditions import Facts
from tracker.rules.facts import FACTS, Background, Seen, Taken
from tracker.rules.messages import RX, RX_NOW, Channel, Level, Message

ON = dt.date(2026, 6, 30)
AT = dt.datetime(2026, 6, 30, 20, 0, tzinfo=dt.UTC)


def seen(kind: str, value: float | None = 1, *, days_ago: int = 0, **parts: Any) -> Seen:
    return Seen(kind=kind, date=ON - dt.timedelta(days=days_ago), value=value, parts=parts)


def taken(mg: float | None = 100, *, hours_ago: float = 1, prescribed: bool = False) -> Taken:
    at = AT - dt.timedelta(hours=hours_ago)
    return Taken(date=at.date(), at=at, mg=mg, is_prescribed=prescribed)


def facts_of(*logged: Seen | Taken, **background: Any) -> Facts:
    background = {"limit_mg": 250, **background}
    background["conditions"] = frozenset(background.get("conditions", ()))
    gathered = facts.gather(
        seen=[row for row in logged if isinstance(row, Seen)],
        taken=[row for row in logged if isinstance(row, Taken)],
        background=Background(**background),
        on=ON,
        at=AT,
    )
    return gates.with_gates(gathered)


def flags(*logged: Seen | Taken, **background: Any) -> list[str]:
    found = messages.evaluate(safety.RULES, facts_of(*logged, **background))
    return [message.rule for message in found]


def stools(days: int, *, of: int | None = None, form: float = 6) -> list[Seen | Taken]:
    """Loose on the first `days` of the last `of` days and today."""
    first = (of or days) - 1
    loose: list[Seen | Taken] = [seen("stool", form, days_ago=first - n) for n in range(days - 1)]
    return [*loose, seen("stool", form)]


KIDNEY = {"conditions": ["kidney_disease"]}

CASES: list[tuple[str, list[Seen | Taken], dict[str, Any], list[str]]] = [
    ("pressing chest pain", [seen("chest_pain", pressing=True)], {}, ["RF01"]),
    ("chest pain at rest", [seen("chest_pain", at_rest=True)], {}, ["RF01"]),
    ("chest pain with sweating", [seen("chest_pain", with_other=True)], {}, ["RF01"]),
    ("chest pain that lasts", [seen("chest_pain", over_5_min=True)], {}, ["RF01"]),
    ("chest pain, nothing else", [seen("chest_pain")], {}, ["RF01b"]),
    (
        "chest pain, features denied",
        [seen("chest_pain", pressing=False, at_rest=False)],
        {},
        ["RF01b"],
    ),
    (
        "chest pain with a heart disease",
        [seen("chest_pain")],
        {"conditions": ["heart_disease"]},
        ["RF01"],
    ),
    (
        "palpitations and fainting",
        [seen("palpitations", new_or_worse=True, fainted=True)],
        {},
        ["RF02a", "RF06"],
    ),
    (
        "palpitations, breathless in another row",
        [seen("palpitations", new_or_worse=True), seen("breathlessness")],
        {},
        ["RF02a"],
    ),
    ("palpitations alone", [seen("palpitations", new_or_worse=True)], {}, ["RF02b"]),
    ("palpitations as ever", [seen("palpitations", new_or_worse=False)], {}, []),
    ("weakness 8, sudden", [seen("weakness", 8, onset="sudden")], {}, ["RF03a"]),
    (
        "weakness 4, sudden, cannot stand",
        [seen("weakness", 4, onset="sudden", cannot_stand_or_lift=True)],
        {},
        ["RF03a"],
    ),
    ("weakness 8, slow", [seen("weakness", 8, onset="slow")], {}, ["RF03b"]),
    ("weakness 8, onset unknown", [seen("weakness", 8)], {}, ["RF03b"]),
    ("weakness 7", [seen("weakness", 7, onset="sudden")], {}, []),
    ("a limp arm", [seen("limp")], {}, ["RF04"]),
    ("face or speech", [seen("face_or_speech")], {}, ["RF04"]),
    ("numb, sudden", [seen("numbness", onset="sudden")], {}, ["RF05a"]),
    ("numb, slow", [seen("numbness", onset="slow")], {}, ["RF05b"]),
    ("numb, onset unknown", [seen("numbness")], {}, ["RF05b"]),
    ("fainting", [seen("fainting")], {}, ["RF06"]),
    ("hard to wake", [seen("hard_to_wake")], {}, ["RF06"]),
    ("slow breathing", [seen("hard_to_wake", None, slow_breathing=True)], {}, ["RF06"]),
    ("drowsy 7 with a product", [seen("drowsiness", 7), taken()], {}, ["RF07a"]),
    ("drowsy 6 with a product", [seen("drowsiness", 6), taken()], {}, []),
    ("drowsy 7 without a product", [seen("drowsiness", 7)], {}, []),
    ("drowsy 7, product two days ago", [seen("drowsiness", 7), taken(hours_ago=30)], {}, []),
    ("could not stay awake", [seen("drowsiness", 3, stayed_awake=False), taken()], {}, ["RF07a"]),
    ("85 over 50 with a product", [seen("blood_pressure", 85), taken()], {}, ["RF07a"]),
    ("85 over 50 without a product", [seen("blood_pressure", 85)], {}, []),
    ("90 with a product", [seen("blood_pressure", 90), taken()], {}, []),
    ("near-faint", [seen("dizzy_standing", near_faint=True), taken()], {}, ["RF07a"]),
    (
        "drowsy with poor kidneys",
        [seen("drowsiness", 7), taken(prescribed=True)],
        KIDNEY,
        ["RF07b"],
    ),
    (
        "drowsy after 1000 mg in 24 hours",
        [seen("drowsiness", 7), taken(500, hours_ago=22), taken(500, hours_ago=2)],
        {},
        ["RF07b"],
    ),
    ("one loose day", [seen("stool", 6)], {}, []),
    ("loose with blood", [seen("stool", 6, blood=True)], {}, ["RF08a"]),
    ("loose, blood in another row", [seen("stool", 7), seen("blood_in_stool")], {}, ["RF08a"]),
    ("loose with fever", [seen("stool", 6), seen("fever", 38.5)], {}, ["RF08a"]),
    ("loose with 37.5 °C", [seen("stool", 6), seen("fever", 37.5)], {}, []),
    ("loose with vomiting", [seen("stool", 6, vomiting=True)], {}, ["RF08a"]),
    ("firm with blood", [seen("stool", 3, blood=True)], {}, []),
    ("loose and confused", [seen("stool", 6, confused=True)], {}, ["RF08b"]),
    ("loose, no urine", [seen("stool", 6, no_urine_12h=True)], {}, ["RF08b"]),
    ("loose, keeps nothing in", [seen("stool", 6, cannot_keep_fluids=True)], {}, ["RF08b"]),
    ("8 of 15 days loose", stools(8, of=15), {}, ["RF09"]),
    ("7 of 15 days loose", stools(7, of=15), {}, []),
    ("8 of 14 days loose", stools(8, of=14), {}, []),
    ("15 days loose", stools(15), {}, ["RF09"]),
    (
        "80 to 75.9 kg in 5 months",
        [seen("weight", 80, days_ago=150), seen("weight", 75.9)],
        {},
        ["RF10"],
    ),
    ("80 to 76.1 kg", [seen("weight", 80, days_ago=150), seen("weight", 76.1)], {}, []),
    ("3 kg in a month", [seen("weight", 90, days_ago=30), seen("weight", 87)], {}, ["RF10"]),
    ("3 kg in two months", [seen("weight", 90, days_ago=60), seen("weight", 87)], {}, []),
    (
        "wanted weight change",
        [seen("weight", 90, days_ago=30), seen("weight", 85, intended=True)],
        {},
        [],
    ),
    ("500 mg with a limit of 250", [taken(500)], {}, []),
    ("550 mg with a limit of 250", [taken(250), taken(300)], {}, ["RF11a"]),
    ("550 mg with a limit of 400", [taken(550)], {"limit_mg": 400}, []),
    ("1000 mg", [taken(1000)], {}, ["RF11b"]),
    ("999 mg", [taken(999)], {}, ["RF11a"]),
    ("1000 mg without a limit", [taken(1000)], {"limit_mg": None}, ["RF11b"]),
    ("550 mg with poor kidneys", [taken(550, prescribed=True)], KIDNEY, ["RF11b"]),
    ("a swollen painful calf", [seen("swollen_calf", hurts=True)], {}, ["RF12a"]),
    (
        "swollen calf and breathless",
        [seen("swollen_calf", hurts=True), seen("breathlessness")],
        {},
        ["RF12b"],
    ),
    ("magnesium 0.49", [seen("lab_magnesium", 0.49)], {}, ["RF13"]),
    ("magnesium 0.50", [seen("lab_magnesium", 0.50)], {}, []),
    ("magnesium 0.74", [seen("lab_magnesium", 0.74)], {}, []),
    ("magnesium 2.00", [seen("lab_magnesium", 2.00)], {}, []),
    ("magnesium 2.01", [seen("lab_magnesium", 2.01)], {}, ["RF13"]),
    ("own dose with poor kidneys", [taken()], KIDNEY, ["RF14"]),
    ("own dose with an eGFR of 59", [taken()], {"egfr": 59}, ["RF14"]),
    ("own dose with an eGFR of 60", [taken()], {"egfr": 60}, []),
    ("prescribed dose with poor kidneys", [taken(prescribed=True)], KIDNEY, []),
    ("a hand that cramps shut", [seen("hand_spasm")], {}, ["RF15"]),
    (
        "vitamin K with a blood thinner",
        [],
        {"atc_codes": ("B01AA07",), "takes_vitamin_k": True},
        ["RF16"],
    ),
    ("a blood thinner alone", [], {"atc_codes": ("B01AA07",)}, []),
    ("yesterday's chest pain", [seen("chest_pain", pressing=True, days_ago=1)], {}, []),
    ("tomorrow's row", [seen("chest_pain", pressing=True, days_ago=-1)], {}, []),
]


@pytest.mark.parametrize(
    ("logged", "background", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_a_red_flag_is_raised_by_what_was_logged(
    logged: list[Seen | Taken], background: dict[str, Any], expected: list[str]
) -> None:
    assert flags(*logged, **background) == expected


def test_every_red_flag_has_a_case_that_raises_it() -> None:
    raised = {rule for *_, expected in CASES for rule in expected}

    assert raised == {rule.id for rule in safety.RULES}


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_a_red_flag_speaks_both_languages(
    lang: str, case: tuple[str, list[Seen | Taken], dict[str, Any], list[str]]
) -> None:
    _, logged, background, expected = case
    found = messages.evaluate(safety.RULES, facts_of(*logged, **background))

    with translation.override(lang):
        texts = [message.text(emergency="112") for message in found]

    assert len(texts) == len(expected)
    for message, text in zip(found, texts, strict=True):
        assert "%" not in text
        if message.channel is Channel.EMERGENCY:
            assert "112" in text


def only(*logged: Seen | Taken, rule: str, **background: Any) -> Message:
    found = messages.evaluate(safety.RULES, facts_of(*logged, **background))
    return next(message for message in found if message.rule == rule)


def test_magnesium_is_mentioned_to_the_ambulance_only_when_it_was_taken() -> None:
    assert "magnesium" not in only(seen("fainting"), rule="RF06").text()
    assert "magnesium" in only(seen("fainting"), taken(hours_ago=40), rule="RF06").text()
    assert "magnesium" not in only(seen("fainting"), taken(hours_ago=49), rule="RF06").text()


@pytest.mark.parametrize(
    ("rule", "logged", "background", "instead"),
    [
        ("RF07a", [seen("drowsiness", 8), taken(prescribed=True)], {}, RX),
        ("RF07b", [seen("drowsiness", 8), taken(prescribed=True)], KIDNEY, RX_NOW),
        ("RF11a", [taken(600, prescribed=True)], {}, RX),
        ("RF11b", [taken(1200, prescribed=True)], {}, RX_NOW),
    ],
)
def test_a_prescribed_product_is_never_told_to_stop(
    rule: str, logged: list[Seen | Taken], background: dict[str, Any], instead: str
) -> None:
    prescribed = only(*logged, rule=rule, **background)

    assert instead in prescribed.sentences
    assert not re.search(r"[Tt]ake no more|[Ss]top", prescribed.text())


def test_poor_kidneys_raise_the_level_of_the_same_entry() -> None:
    logged: list[Seen | Taken] = [seen("drowsiness", 7), taken(prescribed=True)]

    assert only(*logged, rule="RF07a").level is Level.SOON
    assert only(*logged, rule="RF07b", **KIDNEY).level is Level.URGENT


def test_the_highest_message_of_an_entry_is_the_most_urgent() -> None:
    facts_now = facts_of(seen("stool", 6, blood=True, confused=True))
    found = safety.at_entry(facts_now, touched=facts.touched_by("stool"))

    assert [m.rule for m in found] == ["RF08b", "RF08a"]
    assert messages.highest(found) == found[0]


def test_an_entry_raises_only_what_it_has_to_do_with() -> None:
    facts_now = facts_of(seen("chest_pain", pressing=True), seen("stool", 6, blood=True))

    about_stool = safety.at_entry(facts_now, touched=facts.touched_by("stool"))
    about_nothing = safety.at_entry(facts_now, touched=facts.touched_by("stress"))

    assert [m.rule for m in about_stool] == ["RF08a"]
    assert about_nothing == ()


def test_a_dose_logged_after_the_complaint_raises_the_flag_too() -> None:
    facts_now = facts_of(seen("drowsiness", 8), taken())

    assert [m.rule for m in safety.at_entry(facts_now, touched=facts.DOSE)] == ["RF07a"]


def test_a_dose_without_a_time_counts_for_its_whole_day() -> None:
    undated = Taken(date=ON, mg=100)
    old = Taken(date=ON - dt.timedelta(days=3), mg=100)

    assert "RF07a" in flags(seen("drowsiness", 8), undated)
    assert flags(seen("drowsiness", 8), old) == []


def test_an_unknown_dose_is_not_zero_but_adds_nothing() -> None:
    gathered = facts_of(taken(None), taken(200))

    assert gathered["supplement_mg_today"] == 200
    assert gathered["dose_last_24h"] is True


ALL_RULES = (*safety.RULES, *tolerance.RULES, *gates.RULES, *risks.RULES)


def test_every_rule_has_a_source_and_none_rests_on_the_shop_alone() -> None:
    for rule in ALL_RULES:
        assert rule.sources, rule.id
        assert set(rule.sources) <= set(CITATIONS), rule.id
        assert set(rule.sources) - NEVER_ALONE, rule.id
        assert rule.version >= 1
        assert rule.says


def test_every_id_is_used_once() -> None:
    ids = [rule.id for rule in ALL_RULES]

    assert len(ids) == len(set(ids))


def test_rules_ask_about_known_facts_and_every_fact_is_asked_about() -> None:
    asked = {
        fact
        for rule in ALL_RULES
        for condition in (rule.when, *(part.when for part in rule.says))
        for fact in conditions.facts_in(condition)
    }

    assert asked <= set(FACTS) | set(risks.FACTS)
    assert set(FACTS) | set(risks.FACTS) <= asked


def test_the_rules_leave_as_plain_json_and_mean_the_same() -> None:
    sent = json.loads(json.dumps(messages.as_json(ALL_RULES)))

    for row, rule in zip(sent, ALL_RULES, strict=True):
        assert row["id"] == rule.id
        assert conditions.from_json(row["when"]) == rule.when
        assert [conditions.from_json(p["when"]) for p in row["says"]] == [
            part.when for part in rule.says
        ]


# Words that a diary has no right to: a diagnosis, a chance, a cure.
FORBIDDEN = re.compile(
    r"\b(diagnos|deficien|shortage|probab|likely|caused by|cure|heal|works\b|proves|normal)",
    re.IGNORECASE,
)


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_no_rule_diagnoses(rule: messages.Rule) -> None:
    assert not FORBIDDEN.search(" ".join(str(part.text) for part in rule.says))


def test_an_unknown_condition_of_the_person_is_refused() -> None:
    with pytest.raises(ValueError, match="not conditions"):
        Background(conditions=frozenset({"tired"}))


VALUES = st.one_of(st.none(), st.booleans(), st.floats(-10, 2000, allow_nan=False))


@given(st.dictionaries(st.sampled_from(sorted(FACTS)), VALUES, max_size=12))
def test_any_facts_can_be_evaluated(facts_now: dict[str, Any]) -> None:
    found = messages.evaluate(ALL_RULES, facts_now)

    for message in found:
        assert message.sentences
        assert message.text()


@given(st.lists(st.sampled_from([case[1] for case in CASES]), max_size=4))
def test_logging_more_never_lowers_the_urgency(parts: list[list[Seen | Taken]]) -> None:
    """Chest pain that is not pressing must not quieten chest pain that is."""
    logged = [row for part in parts for row in part if not isinstance(row, Taken)]
    levels = list(Level)

    def top(rows: list[Seen]) -> int:
        found = messages.highest(messages.evaluate(safety.RULES, facts_of(*rows)))
        return len(levels) if found is None else levels.index(found.level)

    rows = [row for row in logged if isinstance(row, Seen) and row.kind != "weight"]
    assert all(top(rows) <= top([row]) for row in rows)
