import datetime as dt
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules import conditions, followup, messages
from tracker.rules.citations import CITATIONS, NEVER_ALONE
from tracker.rules.followup import CHECK_IN_DAYS, LONG_DAYS, Direction, Segment

START = dt.date(2026, 3, 1)


def day(number: int) -> dt.date:
    return START + dt.timedelta(days=number)


def diary(before: float, after: float, *, days: int = 60, until: int = 60) -> dict[dt.date, float]:
    values = {day(-n): before for n in range(1, min(days, 14) + 1)}
    return values | {day(n): after for n in range(until)}


EVERY_DAY = [day(n) for n in range(60)]


def codes(
    on: int,
    values: dict[dt.date, float],
    *,
    direction: Direction = Direction.COUNT,
    taken_on: list[dt.date] | None = None,
    **segment: Any,
) -> list[str]:
    facts = followup.facts_of(
        Segment(starts_on=START, **segment),
        values,
        taken_on=EVERY_DAY if taken_on is None else taken_on,
        direction=direction,
        on=day(on),
    )
    return [message.rule for message in followup.cards(facts)]


@pytest.mark.parametrize(
    ("on", "before", "after", "expected"),
    [
        (14, 2.0, 1.4, ["FU14"]),
        (14, 2.0, 2.0, ["FU14"]),
        (14, 2.0, 2.4, ["FU14"]),
        (14, 2.0, 2.5, ["FU14c"]),
        (28, 2.0, 1.4, ["FU28"]),
        (28, 2.0, 2.0, ["FU28"]),
        (28, 2.0, 3.0, ["FU14c"]),
        (42, 2.0, 2.0, ["FU42"]),
        (42, 2.0, 1.0, ["FU42"]),
        (42, 2.0, 0.9, ["FU42b"]),
        (42, 2.0, 2.6, ["FU14c"]),
        (14, 0.0, 0.0, ["FU14"]),
        (14, 0.0, 0.5, ["FU14c"]),
    ],
)
def test_a_check_in_has_its_code(on: int, before: float, after: float, expected: list[str]) -> None:
    assert codes(on, diary(before, after)) == expected


@pytest.mark.parametrize(
    ("direction", "before", "after", "expected"),
    [
        (Direction.TEN_IS_WORST, 5, 6.9, ["FU14"]),
        (Direction.TEN_IS_WORST, 5, 7, ["FU14c"]),
        (Direction.TEN_IS_WORST, 7, 3, ["FU14"]),
        (Direction.TEN_IS_BEST, 7, 5, ["FU14c"]),
        (Direction.TEN_IS_BEST, 5, 7, ["FU14"]),
    ],
)
def test_a_scale_is_read_the_way_it_runs(
    direction: Direction, before: float, after: float, expected: list[str]
) -> None:
    assert codes(14, diary(before, after), direction=direction) == expected


def test_without_enough_of_it_nothing_is_compared() -> None:
    values = diary(2, 1)

    assert codes(14, values, taken_on=EVERY_DAY[:11]) == ["FUx1"]
    assert codes(14, values, taken_on=EVERY_DAY[:12]) == ["FU14"]
    assert codes(14, diary(2, 1, days=6)) == ["FUx2"]
    assert codes(14, {d: v for d, v in values.items() if d < START or d.day % 2}) == ["FUx2"]
    assert codes(14, values, changed_on=day(10)) == ["FUx3"]
    assert codes(14, {}) == ["FUx2"]


def test_a_start_without_a_week_of_diary_is_told_to_wait() -> None:
    assert codes(0, diary(2, 2, days=6)) == ["FU0"]
    assert codes(0, diary(2, 2, days=7)) == []


def test_check_ins_fall_on_their_days_only() -> None:
    segment = Segment(starts_on=START)
    due = [n for n in range(400) if followup.check_in_day(segment, on=day(n)) is not None]

    assert due == [*CHECK_IN_DAYS, *LONG_DAYS]


def test_the_long_view_is_for_who_asked_for_it() -> None:
    assert codes(91, diary(2, 0.5, until=91), taken_on=[day(n) for n in range(91)]) == ["FU42b"]
    found = codes(
        91,
        diary(2, 0.5, until=91),
        taken_on=[day(n) for n in range(91)],
        has_long_term_goal=True,
    )
    assert found == ["FU42b", "FULong"]


def test_the_first_week_is_left_out_and_a_missing_day_is_not_zero() -> None:
    values = {day(-n): 2.0 for n in range(1, 11)} | {day(n): 9.0 for n in range(7)}
    values |= {day(7): 1.0, day(9): 2.0, day(13): 3.0}

    compared = followup.compare(Segment(starts_on=START), values, on=day(14))

    assert (compared.before, compared.days_before) == (2.0, 10)
    assert (compared.after, compared.days_after) == (2.0, 3)


def test_a_day_that_is_not_over_is_not_counted() -> None:
    values = diary(2, 1, until=14) | {day(14): 50.0}

    assert followup.compare(Segment(starts_on=START), values, on=day(14)).after == 1


def card(on: int, before: float, after: float, **more: Any) -> messages.Message:
    facts = followup.facts_of(
        Segment(starts_on=START, **more),
        diary(before, after),
        taken_on=EVERY_DAY,
        direction=Direction.COUNT,
        on=day(on),
    )
    return followup.cards(facts)[0]


SLOTS = {"before": "2,0", "days_before": "14", "after": "1,4", "days_after": "7"}


@pytest.mark.parametrize("on", CHECK_IN_DAYS)
@pytest.mark.parametrize("after", [0.5, 1.4, 2.0])
def test_a_card_prints_both_means_both_counts_and_that_it_can_come_by_itself(
    on: int, after: float
) -> None:
    text = card(on, 2.0, after).text(**SLOTS)

    for slot in SLOTS.values():
        assert slot in text
    assert str(followup.BY_ITSELF) in text
    assert str(followup.DUMMY) in text


def test_two_weeks_without_is_never_proposed_for_what_a_doctor_prescribed() -> None:
    assert "without" in card(28, 2.0, 1.4).sentences[-1]
    assert "without" not in card(28, 2.0, 1.4, is_prescribed=True).sentences[-1]
    assert "without" not in card(28, 2.0, 2.0).sentences[-1]
    assert "decide" not in card(42, 2.0, 0.5, is_prescribed=True).text(**SLOTS)


def test_only_two_codes_send_to_the_gp() -> None:
    assert {r.id for r in followup.RULES if r.channel} == followup.TO_THE_GP
    assert {r.id for r in followup.RULES if r.level is messages.Level.SOON} == followup.TO_THE_GP


JUDGING = re.compile(
    r"\b(better|worse|improv\w*|works?|effect\w*|no difference|little point|helps?|proves?"
    r"|because of)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("rule", followup.RULES, ids=lambda rule: rule.id)
def test_no_card_judges_the_product(rule: messages.Rule) -> None:
    assert not JUDGING.search(" ".join(str(part.text) for part in rule.says))


def test_every_follow_up_rule_has_a_source_and_known_facts() -> None:
    for rule in followup.RULES:
        assert set(rule.sources) <= set(CITATIONS)
        assert set(rule.sources) - NEVER_ALONE
        assert set(conditions.facts_in(rule.when)) <= followup.FACTS
    sent = messages.as_json(followup.RULES)
    assert json.loads(json.dumps(sent)) == sent


@given(
    st.dictionaries(st.integers(-20, 60), st.floats(0, 20), max_size=70),
    st.sets(st.integers(0, 60)),
    st.integers(0, 60),
    st.sampled_from(Direction),
)
def test_any_diary_gets_at_most_one_verdict(
    values: dict[int, float], taken: set[int], on: int, direction: Direction
) -> None:
    found = codes(
        on,
        {day(n): v for n, v in values.items()},
        direction=direction,
        taken_on=[day(n) for n in taken],
    )

    assert len([code for code in found if code in {"FU14", "FU14c", "FU28", "FU42", "FU42b"}]) <= 1
