"""The fixture is the method's own (docs/analysis.md): 84 days without random numbers."""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tracker.analysis import diaries
from tracker.analysis import association, pairing
from tracker.analysis.association import Association
from tracker.analysis.verdicts import OUTCOMES, Outcome, Reason, Verdict

CRAMPS, SLEEP, QUALITY, FATIGUE = OUTCOMES
MONDAY = dt.date(2026, 3, 2)
T = np.arange(84)
INTAKE = (
    280
    + 60 * np.sin(2 * np.pi * T / 23)
    + 45 * np.cos(2 * np.pi * 0.317 * T)
    + 25 * np.sin(1.7 * T)
)
SWING = 1.2 * np.sin(2 * np.pi * T / 19 + 1) + 0.9 * np.cos(2.3 * T) + 0.7 * np.sin(0.9 * T)
TIRED = np.clip(np.round(5 + SWING), 0, 10)


def diary(days: int = 84, *, first: dt.date = MONDAY, **columns: Any) -> pd.DataFrame:
    rows = diaries.rows(list(np.resize(INTAKE, days)), first=first)
    return rows.assign(left_out=False, **({"fatigue": np.resize(TIRED, days)} | columns))


def ask(rows: pd.DataFrame, outcome: Outcome = FATIGUE, *, alpha: float = 0.02) -> Association:
    return association.associations(rows, alpha=alpha, outcomes=[outcome])[0]


def reasons(answer: Association) -> list[Reason]:
    assert answer.verdict is Verdict.NOT_ENOUGH
    assert answer.estimate is None
    return [refusal.reason for refusal in answer.refusals]


def test_a_link_that_is_not_there_is_too_uncertain() -> None:
    answer = ask(diary())
    found = answer.estimate
    assert found is not None
    assert answer.pairs == 77
    assert (round(found.per_mg, 6), round(found.sd, 6)) == (-0.000848, 0.006409)
    assert (round(found.p, 6), round(found.phi, 6)) == (0.888497, 0.818371)
    assert (round(found.effective_days, 2), round(found.range_mg, 6)) == (12.22, 97.050022)
    assert answer.verdict is Verdict.TOO_UNCERTAIN


def test_a_strong_link_is_a_pattern() -> None:
    rows = diary()
    rows["fatigue"] -= 0.02 * (pairing.intake_before(rows) - 280)
    answer = ask(rows)
    assert answer.estimate is not None
    assert (round(answer.estimate.p, 6), round(answer.estimate.per_mg, 6)) == (0.002311, -0.020848)
    assert answer.verdict is Verdict.PATTERN


def test_forty_days_are_too_few() -> None:
    answer = ask(diary(40))
    assert [(r.reason, r.have, r.need) for r in answer.refusals[:2]] == [
        (Reason.SPAN, 40, 56),
        (Reason.PAIRS, 33, 42),
    ]
    assert answer.verdict is Verdict.NOT_ENOUGH


def test_a_link_smaller_than_what_matters_is_said_to_be_small() -> None:
    # The same days with a twentieth of the swing: the interval lies far within 1 point.
    answer = ask(diary(fatigue=5 + (TIRED - 5) / 20))
    assert answer.verdict is Verdict.NO_LARGE
    assert answer.estimate is not None
    assert max(map(abs, answer.estimate.change_interval)) < 1


def test_four_outcomes_are_one_family() -> None:
    rows = diary(sleep_h=7 + TIRED / 10, sleep_quality=10 - TIRED, cramps=(TIRED > 5) * 1.0)
    rows["fatigue"] -= 0.017 * (pairing.intake_before(rows) - 280)
    answers = association.associations(rows, alpha=0.02)
    alone = ask(rows)
    assert [answer.outcome for answer in answers] == list(OUTCOMES)
    assert alone.verdict is Verdict.PATTERN
    fatigue = answers[3]
    assert fatigue.estimate is not None
    assert fatigue.p_holm == pytest.approx(4 * fatigue.estimate.p)
    assert fatigue.verdict is Verdict.TOO_UNCERTAIN


def test_a_refused_question_does_not_make_the_others_harder() -> None:
    rows = diary(sleep_h=np.nan, sleep_quality=np.nan, cramps=0.0)
    answers = association.associations(rows, alpha=0.02)
    assert [answer.verdict for answer in answers[:3]] == [Verdict.NOT_ENOUGH] * 3
    assert answers[3].estimate is not None
    assert answers[3].p_holm == answers[3].estimate.p


def test_food_on_the_day_itself_does_not_count() -> None:
    rows = diary()
    other = rows.copy()
    other.loc[other.index[-1], "known_mg"] = 5000.0
    assert ask(rows) == ask(other)


def test_the_mean_before_needs_five_usable_days_of_seven() -> None:
    known = [100.0, None, 200.0, 300.0, None, 400.0, 500.0, 600.0, None, None, 700.0]
    found = pairing.intake_before(diaries.rows(known))
    # The last one looks back at 3 unusable days.
    assert found.iloc[7] == pytest.approx((100 + 200 + 300 + 400 + 500) / 5)
    assert found.iloc[8] == pytest.approx((200 + 300 + 400 + 500 + 600) / 5)
    assert found.iloc[:7].isna().all()
    assert found.iloc[9] == pytest.approx((200 + 300 + 400 + 500 + 600) / 5)
    assert found.iloc[10:].isna().all()


@pytest.mark.parametrize(("window", "needed"), [(1, 1), (3, 3), (7, 5), (14, 10)])
def test_other_windows_need_as_large_a_share(window: int, needed: int) -> None:
    known: list[float | None] = [1.0] + [None] * (window - needed) + [1.0] * needed
    rows = diaries.rows([*known, 1.0])
    assert pairing.intake_before(rows, window=window).iloc[-1] == 1


def test_empty_days_before_the_diary_change_nothing() -> None:
    early = diary(30, first=MONDAY - dt.timedelta(days=30), fatigue=np.nan)
    early = early.assign(usable=False, known_mg=0.0, status="empty")
    assert ask(pd.concat([early, diary()])) == ask(diary())


def test_days_of_illness_and_travel_are_left_out() -> None:
    rows = diary()
    rows.loc[rows.index[30:35], "left_out"] = True
    rows.loc[rows.index[30:35], "fatigue"] = 10.0
    answer = ask(rows)
    assert answer.pairs == 72
    silent = diary()
    silent.loc[silent.index[30:35], "fatigue"] = np.nan
    assert answer == ask(silent)


def test_a_hole_of_weeks_starts_a_new_stretch() -> None:
    rows = diary(100)
    rows.loc[rows.index[40:60], "fatigue"] = np.nan
    answer = ask(rows)
    assert reasons(answer) == [Reason.SPAN, Reason.PAIRS, Reason.GAP]
    assert answer.first == MONDAY + dt.timedelta(days=53)
    assert answer.refusals[-1].have == 21


def test_a_day_missed_at_either_end_does_not_make_the_diary_shorter() -> None:
    rows = diary(56)
    rows.loc[rows.index[[7, 8, -1]], "fatigue"] = np.nan
    answer = ask(rows)
    assert (answer.first, answer.last) == (MONDAY, MONDAY + dt.timedelta(days=55))
    assert answer.pairs == 46
    assert answer.estimate is not None


def test_a_question_that_was_asked_later_has_a_shorter_stretch() -> None:
    rows = diary(150)
    rows.loc[rows.index[:50], "fatigue"] = np.nan
    rows.loc[rows.index[130:], "fatigue"] = np.nan
    answer = ask(rows)
    assert answer.first == MONDAY + dt.timedelta(days=43)
    assert answer.last == MONDAY + dt.timedelta(days=129)


def test_a_short_hole_is_as_long_as_it_was() -> None:
    rows = diary()
    rows.loc[rows.index[40:50], "fatigue"] = np.nan
    answer = ask(rows)
    assert answer.pairs == 67
    assert answer.estimate is not None


def test_only_the_last_year_is_read() -> None:
    rows = diary(500)
    answer = ask(rows)
    assert answer.pairs == 365
    assert answer.last == MONDAY + dt.timedelta(days=499)


@pytest.mark.parametrize(
    ("change", "outcome", "reason"),
    [
        ({"known_mg": 300.0}, FATIGUE, Reason.RANGE),
        ({"known_mg": 0.0}, FATIGUE, Reason.RANGE),
        ({"fatigue": 4.0}, FATIGUE, Reason.VALUES),
        ({"fatigue": np.resize([4.0, 5.0], 84)}, FATIGUE, Reason.VALUES),
        ({"cramps": 0.0}, CRAMPS, Reason.EVENTS),
        ({"cramps": np.resize([0.0] * 9 + [3.0], 84)}, CRAMPS, Reason.EVENTS),
        ({"cramps": 2.0}, CRAMPS, Reason.EVENTS),
        ({"known_mg": 200.0 + 3 * T}, FATIGUE, Reason.ENTANGLED),
        ({"usable": False}, FATIGUE, Reason.PAIRS),
    ],
)
def test_what_hardly_differs_is_refused(
    change: dict[str, Any], outcome: Outcome, reason: Reason
) -> None:
    assert reason in reasons(ask(diary().assign(**change), outcome))


@pytest.mark.parametrize("days", [1, 2, 7, 8])
def test_a_diary_of_a_day_or_a_week_is_refused(days: int) -> None:
    assert Reason.SPAN in reasons(ask(diary(days)))


def test_a_century_with_a_day_now_and_then_is_refused() -> None:
    rows = diary(36_525)
    rows["usable"] = np.arange(len(rows)) % 400 == 0
    assert Reason.PAIRS in reasons(ask(rows))


def test_a_day_filled_in_now_and_then_is_too_small_a_share() -> None:
    rows = diary(120)
    rows.loc[rows.index[::2], "fatigue"] = np.nan
    assert reasons(ask(rows)) == [Reason.SHARE]


def test_cramps_matter_by_the_week_or_by_a_quarter() -> None:
    assert CRAMPS.change_that_matters(pd.Series([0.0, 0.5])) == 1 / 7
    assert CRAMPS.change_that_matters(pd.Series([2.0, 4.0])) == 0.75


@given(
    known=st.lists(st.none() | st.floats(0, 2000), min_size=1, max_size=90),
    tired=st.lists(st.sampled_from([np.nan, 0.0, 3.0, 10.0]), min_size=1, max_size=90),
)
@settings(deadline=None)
def test_any_diary_has_an_answer(known: list[float | None], tired: list[float]) -> None:
    rows = diaries.rows(known).assign(left_out=False, fatigue=np.resize(tired, len(known)))
    answer = ask(rows)
    assert (answer.verdict is Verdict.NOT_ENOUGH) == bool(answer.refusals)
