import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis import looks
from tracker.analysis.association import Association
from tracker.analysis.verdicts import OUTCOMES, Reason, Refusal, Verdict

FIRST = dt.date(2026, 3, 2)
CRAMPS, *_, FATIGUE = OUTCOMES


def day(number: int) -> dt.date:
    """Day 1 is the first."""
    return FIRST + dt.timedelta(days=number - 1)


def refused(*refusals: Refusal, days: int, pairs: int) -> Association:
    return Association(
        outcome=FATIGUE, verdict=Verdict.NOT_ENOUGH, first=FIRST, last=day(days), pairs=pairs,
        refusals=refusals,
    )  # fmt: skip


def test_a_diary_is_looked_at_on_day_56_and_every_four_weeks() -> None:
    assert looks.dates(FIRST, until=day(112)) == (day(56), day(84), day(112))
    assert looks.dates(FIRST, until=day(55)) == ()


@given(after=st.integers(-30, 1000))
def test_the_next_look_is_the_first_one_after_a_day(after: int) -> None:
    date = FIRST + dt.timedelta(days=after)
    found = looks.next_date(FIRST, after=date)
    assert found == next(d for d in looks.dates(FIRST, until=day(1200)) if d > date)


@pytest.mark.parametrize(
    ("refusals", "days", "pairs", "date"),
    [
        # 16 days more make 56; the pairs come with them.
        ([Refusal(Reason.SPAN, 40, 56), Refusal(Reason.PAIRS, 33, 42)], 40, 33, day(56)),
        # 2 pairs more at 40 of 53 days: 3 days.
        ([Refusal(Reason.PAIRS, 40, 42)], 60, 40, day(84)),
        # 9 of 90 days are missing to 70 %: 30 days without a miss, day 127.
        ([Refusal(Reason.SHARE, 0.6, 0.7)], 97, 54, day(140)),
        # 8 days with cramps on 80: 2 more take 20.
        ([Refusal(Reason.EVENTS, 8, 10)], 84, 80, day(112)),
        ([Refusal(Reason.SPAN, 30, 56), Refusal(Reason.GAP, 20, 14)], 30, 23, day(56)),
    ],
)
def test_a_refusal_says_from_when_it_is_likely_possible(
    refusals: list[Refusal], days: int, pairs: int, date: dt.date
) -> None:
    answer = refused(*refusals, days=days, pairs=pairs)
    assert looks.possible_from(answer, first=FIRST, on=day(days)) == date


@pytest.mark.parametrize(
    "refusal",
    [
        Refusal(Reason.RANGE, 20, 60),
        Refusal(Reason.VALUES, 1, 3),
        Refusal(Reason.EVENTS, 0, 10),
        Refusal(Reason.ENTANGLED, 0, 0),
    ],
)
def test_what_time_does_not_change_has_no_date(refusal: Refusal) -> None:
    answer = refused(Refusal(Reason.PAIRS, 40, 42), refusal, days=60, pairs=40)
    assert looks.possible_from(answer, first=FIRST, on=day(60)) is None


def test_a_diary_without_a_usable_day_has_no_date() -> None:
    answer = Association(
        outcome=CRAMPS, verdict=Verdict.NOT_ENOUGH, refusals=(Refusal(Reason.SPAN, 0, 56),)
    )
    assert looks.possible_from(answer, first=FIRST, on=FIRST) is None


def test_on_the_day_of_a_look_the_next_one_is_named() -> None:
    answer = refused(Refusal(Reason.PAIRS, 41, 42), days=56, pairs=41)
    assert looks.possible_from(answer, first=FIRST, on=day(56)) == day(84)
