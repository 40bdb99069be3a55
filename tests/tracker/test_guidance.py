"""What an entry calls forth: red flags, tolerance, gates, factors and check-ins of one person."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from tests import builders
from tests.tracker import medicines as medicine_builders
from tracker import changes, diary, guidance, observations, profiles, supplements
from tracker.guidance import Advice
from tracker.models import Acknowledgement, Observation, User
from tracker.rules.messages import Level

NOON = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
TODAY = NOON.date()


def notice(
    user: User, kind: str, value: float | None = 1, *, days_ago: int = 0, **parts: Any
) -> tuple[Observation, ...]:
    draft = observations.Draft(
        kind=kind,
        date=TODAY - dt.timedelta(days=days_ago),
        value=None if value is None else Decimal(repr(value)),
        parts=parts,
        zone_name=builders.ZONE,
    )
    return observations.log(user, [draft], at=NOON).observations


def said_after(user: User, kind: str, value: float | None = 1, **parts: Any) -> list[str]:
    rows = notice(user, kind, value, **parts)
    return [advice.rule for advice in guidance.after_observations(user, rows, at=NOON)]


def take(user: User, **members: Any) -> tuple[Advice, ...]:
    product = builders.product(user, **members)
    entries = builders.log(user, builders.dose(product))
    return guidance.after_intake(user, entries, at=NOON)


RED_FLAGS = [
    ("RF01", "chest_pain", 1, {"pressing": True}),
    ("RF01b", "chest_pain", 1, {}),
    ("RF02a", "palpitations", 1, {"new_or_worse": True, "breathless": True}),
    ("RF02b", "palpitations", 1, {"new_or_worse": True}),
    ("RF03a", "weakness", 8, {"onset": "sudden"}),
    ("RF03b", "weakness", 8, {"onset": "slow"}),
    ("RF04", "limp", 1, {}),
    ("RF04", "face_or_speech", 1, {}),
    ("RF05a", "numbness", 1, {"onset": "sudden"}),
    ("RF05b", "numbness", 1, {"onset": "slow"}),
    ("RF06", "fainting", 1, {}),
    ("RF06", "hard_to_wake", 1, {}),
    ("RF08b", "stool", 7, {"no_urine_12h": True}),
    ("RF08a", "stool", 6, {"blood": True}),
    ("RF12a", "swollen_calf", 1, {"hurts": True}),
    ("RF13", "lab_magnesium", 0.4, {}),
    ("RF15", "hand_spasm", 1, {}),
]


@pytest.mark.parametrize(("rule", "kind", "value", "parts"), RED_FLAGS)
@pytest.mark.parametrize("lang", ["en", "nl"])
def test_what_is_noticed_raises_its_red_flag_in_both_languages(
    rule: str, kind: str, value: float, parts: dict[str, Any], lang: str, ada: User
) -> None:
    with translation.override(lang):
        rows = notice(ada, kind, value, **parts)
        highest, *_ = guidance.after_observations(ada, rows, at=NOON)

    assert highest.rule == rule
    assert highest.text
    assert highest.sources


@pytest.mark.parametrize(
    ("kind", "value", "parts"),
    [("weakness", 7, {"onset": "slow"}), ("cramp", 3, {}), ("stool", 4, {}), ("fatigue", 10, {})],
)
def test_an_everyday_complaint_calls_nothing_forth(
    kind: str, value: float, parts: dict[str, Any], ada: User
) -> None:
    assert said_after(ada, kind, value, **parts) == []


def test_a_red_flag_is_kept_as_it_was_said_with_its_version(ada: User) -> None:
    said_after(ada, "chest_pain", pressing=True)

    (row,) = Acknowledgement.objects.visible_to(ada)
    (raised,) = guidance.raised(ada, on=TODAY)
    assert (row.rule, row.rule_version, row.answer["shown"]) == ("RF01", 1, True)
    assert raised.advice.text == row.answer["said"]
    assert raised.advice.calls_emergency


def test_a_flag_of_last_week_is_no_longer_listed(ada: User) -> None:
    rows = notice(ada, "hand_spasm", days_ago=8)
    guidance.after_observations(ada, rows, at=NOON)

    assert guidance.raised(ada, on=TODAY) == ()


def test_poor_kidneys_raise_the_same_entry_a_level(ada: User) -> None:
    """Statement A92: drowsy 7 after a dose, without and with a kidney disease."""
    take(ada)
    without = guidance.after_observations(ada, notice(ada, "drowsiness", 7), at=NOON)
    profiles.update(ada, at=NOON, conditions={"kidney_disease": None})
    with_kidneys = guidance.after_observations(ada, notice(ada, "drowsiness", 7), at=NOON)

    assert (without[0].rule, without[0].level) == ("RF07a", Level.SOON)
    assert (with_kidneys[0].rule, with_kidneys[0].level) == ("RF07b", Level.URGENT)


def test_drowsy_without_a_product_raises_nothing(ada: User) -> None:
    assert said_after(ada, "drowsiness", 7) == []


def test_a_prescribed_product_is_never_told_to_stop(ada: User) -> None:
    take(ada, is_prescribed=True)
    advice = guidance.after_observations(ada, notice(ada, "drowsiness", 7), at=NOON)[0]

    assert "prescribed" in advice.text
    assert "Take no more" not in advice.text


def test_loose_stools_after_a_start_are_told_to_split_and_on_the_third_day_to_stop(
    ada: User,
) -> None:
    """Statement A61."""
    product = builders.product(ada)
    slots = [supplements.Slot("breakfast", Decimal(1))]
    start = TODAY - dt.timedelta(days=3)
    supplements.plan(ada, product_id=product.id, slots=slots, starts_on=start, at=NOON)

    first = guidance.after_observations(ada, notice(ada, "stool", 6, days_ago=2), at=NOON)
    notice(ada, "stool", 6, days_ago=1)
    third = guidance.after_observations(ada, notice(ada, "stool", 7), at=NOON)

    assert [advice.rule for advice in first] == ["T1", "T5"]
    assert [advice.rule for advice in third] == ["T2", "T3", "T5"]


def test_loose_stools_without_a_product_are_not_blamed_on_one(ada: User) -> None:
    assert said_after(ada, "stool", 6) == []


def test_more_than_twice_the_limit_is_told_at_the_dose(ada: User) -> None:
    """Statement A103: 250 + 300 with the limit of 250."""
    take(ada, magnesium_mg=250)
    advice = take(ada, magnesium_mg=300)

    assert (advice[0].rule, advice[0].level) == ("RF11a", Level.SOON)


def test_food_of_any_size_calls_nothing_forth(ada: User) -> None:
    entries = builders.log(ada, builders.draft("pumpkin-seeds", amount="1000"))

    assert guidance.after_intake(ada, entries, at=NOON) == ()


def test_a_gate_is_shown_once_at_a_dose_and_stays_on_the_page(ada: User) -> None:
    """Statement A77."""
    profiles.update(ada, at=NOON, conditions={"heart_disease": None})

    assert [advice.rule for advice in take(ada)] == ["HEART"]
    assert [advice.rule for advice in take(ada)] == []
    (gate,) = guidance.gates_of(ada, on=TODAY, at=NOON)
    assert (gate.advice.rule, gate.is_due, gate.is_hard) == ("HEART", True, False)


def test_a_soft_gate_that_was_discussed_rests_for_a_year(ada: User) -> None:
    profiles.update(ada, at=NOON, conditions={"heart_disease": None})
    guidance.acknowledge(ada, "HEART", discussed_on=TODAY, on=TODAY, at=NOON)

    (now,) = guidance.gates_of(ada, on=TODAY, at=NOON)
    later = TODAY + dt.timedelta(days=366)
    (then,) = guidance.gates_of(ada, on=later, at=NOON + dt.timedelta(days=366))
    assert (now.is_due, now.discussed_on) == (False, TODAY)
    assert then.is_due


@pytest.mark.parametrize(
    ("rule", "days"), [("KIDNEY", 0), ("RF01", 0), ("HEART", 400), ("HEART", -1)]
)
def test_what_cannot_be_ticked_is_refused(rule: str, days: int, ada: User) -> None:
    with pytest.raises(ValidationError):
        guidance.acknowledge(
            ada, rule, discussed_on=TODAY - dt.timedelta(days=days), on=TODAY, at=NOON
        )


def test_pregnancy_opens_its_gate_and_food_is_left_alone(ada: User) -> None:
    """Statements A29 and A78."""
    profiles.set_period(ada, kind="life_stage", value="pregnancy", at=NOON)
    food = guidance.after_intake(ada, builders.log(ada), at=NOON)

    assert food == ()
    assert [advice.rule for advice in take(ada)] == ["PREG"]


def test_an_egfr_below_60_opens_the_hard_gate(ada: User) -> None:
    """Statement A76."""
    notice(ada, "lab_egfr", 45)

    (gate,) = guidance.gates_of(ada, on=TODAY, at=NOON)
    assert (gate.advice.rule, gate.is_hard) == ("KIDNEY", True)
    assert take(ada)[0].rule == "RF14"


def test_a_dose_close_to_a_medicine_is_told_at_the_dose(ada: User) -> None:
    medicine_builders.confirmed(ada, "levothyroxine", "07:00")
    product = builders.product(ada)
    entries = builders.log(ada, builders.dose(product, time=dt.time(9, 0)))

    assert "SPACING" in [advice.rule for advice in guidance.after_intake(ada, entries, at=NOON)]


def test_a_condition_that_passes_ends_with_its_day(ada: User) -> None:
    """Statement A31."""
    until = TODAY - dt.timedelta(days=1)
    profiles.update(ada, at=NOON, conditions={"recovering": until.isoformat()})

    def factors(on: dt.date) -> list[str]:
        found = guidance.factors_of(ada, on=on, at=NOON, lang="en", profile=profiles.of(ada))
        return [factor.advice.rule for factor in found]

    assert factors(until) == ["RECOVERING"]
    assert factors(TODAY) == []


@pytest.mark.parametrize("conditions", [{"bored": None}, {"chemotherapy": "soon"}, ["x"], None])
def test_a_condition_that_cannot_be_is_refused(conditions: Any, ada: User) -> None:
    with pytest.raises(ValidationError):
        profiles.update(ada, at=NOON, conditions=conditions)


def test_factors_follow_the_log(ada: User) -> None:
    """Statement A33: few rich foods, and not before five logged days."""

    def factors() -> list[str]:
        found = guidance.factors_of(ada, on=TODAY, at=NOON, lang="en", profile=profiles.of(ada))
        return [factor.advice.rule for factor in found]

    days = [TODAY - dt.timedelta(days=n) for n in range(5)]
    builders.log(ada, *(builders.draft("bread-white", date=day) for day in days[:4]))
    assert factors() == []
    builders.log(ada, builders.draft("bread-white", date=days[4]))
    assert factors() == ["FEW_RICH_FOODS"]
    builders.log(ada, *(builders.draft("almonds", date=day) for day in days))
    assert factors() == []


def test_eight_glasses_of_wine_in_a_week_are_a_factor(ada: User) -> None:
    """Statement A15."""
    builders.log(ada, builders.draft("wine-red", amount="900"))

    found = guidance.factors_of(ada, on=TODAY, at=NOON, lang="en", profile=profiles.of(ada))
    assert [factor.advice.rule for factor in found] == ["ALCOHOL"]


def test_caffeine_is_told_once_when_the_day_goes_past_what_is_advised(ada: User) -> None:
    """Statement A16: seven cups of 60 mg are 420 mg. Coffee holds 40 mg per 100 g (SR28, 14209)."""
    cups = [builders.draft("coffee", amount="150") for _ in range(8)]
    found = [
        [advice.rule for advice in guidance.after_intake(ada, builders.log(ada, cup), at=NOON)]
        for cup in cups
    ]

    assert found == [*([] for _ in range(6)), ["CAFFEINE"], []]


def test_a_large_cup_at_once_is_told(ada: User) -> None:
    """Statement A16: 212 mg in 100 g of espresso (SR28, 14210)."""
    entries = builders.log(ada, builders.draft("espresso", amount="100"))

    assert [advice.rule for advice in guidance.after_intake(ada, entries, at=NOON)] == ["CAFFEINE"]


def check_in(user: User, *, day: int, before: float, after: float) -> list[str]:
    """Cramps on each day, a product planned and taken since `day` days ago."""
    product = builders.product(user)
    start = TODAY - dt.timedelta(days=day)
    slots = [supplements.Slot("breakfast", Decimal(1))]
    supplements.plan(user, product_id=product.id, slots=slots, starts_on=start, at=NOON)
    for n in range(day + 15):
        date = TODAY - dt.timedelta(days=n)
        notice(user, "cramp", before if date < start else after, days_ago=n)
        if date >= start:
            builders.log(user, builders.dose(product, date=date))
    return [one.cards[0].rule for one in guidance.check_ins(user, on=TODAY)]


@pytest.mark.parametrize(("day", "rule"), [(14, "FU14"), (28, "FU28"), (42, "FU42")])
def test_a_check_in_comes_after_two_four_and_six_weeks(day: int, rule: str, ada: User) -> None:
    """Statement A96."""
    assert check_in(ada, day=day, before=2, after=2) == [rule]


@pytest.mark.parametrize("day", [10, 23, 36])
def test_between_them_there_is_none(day: int, ada: User) -> None:
    assert check_in(ada, day=day, before=2, after=2) == []


def test_a_check_in_prints_both_means_and_both_day_counts(ada: User) -> None:
    check_in(ada, day=14, before=2, after=1)
    (one,) = guidance.check_ins(ada, on=TODAY)
    text = one.cards[0].text

    assert "average was 2.0 on 14 days" in text
    assert "1.0 on 7 days" in text
    assert "without any cause we can see" in text
    assert "dummy pill" in text


def test_a_check_in_that_was_put_away_does_not_come_back_until_it_is_undone(ada: User) -> None:
    check_in(ada, day=14, before=2, after=2)
    (one,) = guidance.check_ins(ada, on=TODAY)
    undo = guidance.dismiss(ada, one.key, rule=one.cards[0].rule, on=TODAY, at=NOON)

    assert guidance.check_ins(ada, on=TODAY) == ()
    assert undo is not None
    changes.undo(ada, undo, at=NOON)
    assert len(guidance.check_ins(ada, on=TODAY)) == 1


def test_a_stranger_sees_nothing_of_it(ada: User, eve: User) -> None:
    said_after(ada, "chest_pain", pressing=True)
    check_in(ada, day=14, before=2, after=2)

    assert guidance.raised(eve, on=TODAY) == ()
    assert guidance.check_ins(eve, on=TODAY) == ()
    assert guidance.gates_of(eve, on=TODAY, at=NOON) == ()


def test_a_longer_diary_asks_no_more_of_the_database(
    ada: User, queries: Callable[[], CaptureQueriesContext]
) -> None:
    rows = notice(ada, "stool", 6)
    with queries() as few:
        guidance.after_observations(ada, rows, at=NOON)
    for n in range(1, 28):
        notice(ada, "stool", 6, days_ago=n)
        notice(ada, "weight", 70 + n / 10, days_ago=n)
    rows = notice(ada, "stool", 6)
    with queries() as many:
        guidance.after_observations(ada, rows, at=NOON)

    # The red flag about three weeks of it is written down: once, with its lock and its look-up.
    assert len(many) <= len(few) + 8


def test_the_past_is_asked_as_it_was(ada: User) -> None:
    """An entry about last week is judged by the doses of last week."""
    product = builders.product(ada)
    builders.log(ada, builders.dose(product))
    rows = notice(ada, "drowsiness", 8, days_ago=6)

    assert guidance.after_observations(ada, rows, at=NOON) == ()


def test_marks_of_the_comparison_are_those_of_the_last_30_days(ada: User) -> None:
    notice(ada, "cramp", 2, days_ago=29)
    notice(ada, "thirst", days_ago=30)
    notice(ada, "restless_legs", 0)

    assert guidance.marked_complaints(ada, until=TODAY) == {"cramps"}


def test_removing_an_entry_takes_back_what_rested_on_it(ada: User) -> None:
    rows = notice(ada, "lab_egfr", 45)
    observations.remove(ada, [row.id for row in rows], at=NOON)

    assert guidance.gates_of(ada, on=TODAY, at=NOON) == ()
    assert diary.read_day(ada, TODAY).entries == ()


@pytest.mark.parametrize(
    ("told_ml", "is_everything", "urine", "expected"),
    [(500, True, 3, True), (500, True, 2, False), (500, False, 3, False), (900, True, 3, False)],
)
def test_little_fluid_is_marked_when_all_drinks_are_there_and_the_urine_is_dark(
    told_ml: float, is_everything: bool, urine: float, expected: bool, ada: User
) -> None:
    """Statement A38: below 1 litre with the 200 ml of tea in the diary."""
    builders.log(ada, builders.draft("tea-black", amount="200"))
    notice(ada, "fluid", told_ml, **({"is_everything": True} if is_everything else {}))
    notice(ada, "urine", urine)

    assert guidance.had_little_fluid(ada, until=TODAY) is expected
