"""The bridge to the analysis: what the database adds up is what the rule of a day says."""

import datetime as dt
import itertools
import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
import uuid_utils.compat
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import builders
from tracker import changes, diary, frames, observations
from tracker.analysis import association, calibration, looks
from tracker.models import Day, IntakeEntry, User
from tracker.rules import trend

FIRST = dt.date(2026, 3, 2)
DAYS = 24
LAST = FIRST + dt.timedelta(days=DAYS - 1)
CONFIRMED = ("", "complete", "no_food")


def entry(date: dt.date, **members: Any) -> IntakeEntry:
    members = {"name": "x", "amount": 1, "limit_mg": 0, **members}
    return IntakeEntry(id=uuid_utils.compat.uuid7(), date=date, **members)


def store(user: User, entries: list[IntakeEntry], confirmed: dict[dt.date, str]) -> None:
    days = [
        Day(id=uuid_utils.compat.uuid7(), date=date, confirmed=said)
        for date, said in confirmed.items()
    ]
    with changes.writing(user, at=timezone.now()) as book:
        book.put(entries)
        book.put(days)


def every_sort_of_line(date: dt.date, number: int) -> list[IntakeEntry]:
    """A few lines that differ from day to day in everything that may be unknown."""
    kinds = ("food", "water", "supplement", "medicine", "food")
    known = (None, Decimal("61.5"), Decimal(0))
    lines = []
    for place in range(number % 5):
        mark = number * 5 + place
        magnesium = known[mark % 3]
        has_bounds = mark % 4 > 0
        lines.append(
            entry(
                date,
                kind=kinds[(number + place) % 5],
                magnesium_mg=magnesium,
                known_share=0 if magnesium is None else (1, Decimal("0.7"))[mark % 7 == 0],
                low_mg=Decimal(61) + mark if has_bounds else None,
                fill_mg=Decimal(70) + mark if has_bounds else None,
                high_mg=Decimal(90) + mark if has_bounds and mark % 5 else None,
                energy_kcal=Decimal(100 + mark) if number % 3 else None,
                grams=Decimal(50 + mark) if mark % 11 else None,
                water_g=Decimal(60) if number % 4 else None,
                limit_mg=None if mark % 13 == 0 else Decimal(mark % 9 * 20),
            )
        )
    return lines


def a_diary_of_all_sorts(user: User) -> None:
    dates = [FIRST + dt.timedelta(days=number) for number in range(DAYS)]
    entries = [line for n, date in enumerate(dates) for line in every_sort_of_line(date, n)]
    said = dict(zip(dates, itertools.cycle(CONFIRMED), strict=False))
    store(user, entries, said)


def test_the_database_adds_up_as_the_rule_of_a_day_does(ada: User) -> None:
    a_diary_of_all_sorts(ada)

    found = frames.days(ada, first=FIRST, last=LAST)

    records = diary.read_days(ada, first=FIRST, last=LAST)
    assert len(found) == len(records) == DAYS
    assert len({record.total.status for record in records}) == 5
    for record, (_, day) in zip(records, found.iterrows(), strict=True):
        right = record.total
        assert day["status"] == right.status
        assert day["usable"] == right.usable
        assert day["limit_unknown"] == right.supplement_limit_unknown
        for column, value in {
            "known_mg": right.known_mg,
            "low_mg": right.low_mg,
            "filled_mg": right.filled_mg,
            "high_mg": right.high_mg,
            "food_mg": right.food.known_mg,
            "water_mg": right.water.known_mg,
            "supplement_mg": right.supplement.known_mg,
            "coverage": right.coverage,
            "limit_mg": right.supplement_limit_mg,
        }.items():
            assert day[column] == pytest.approx(math.nan if value is None else value, nan_ok=True)


def test_the_rows_of_a_chart_are_those_of_the_rules(ada: User) -> None:
    a_diary_of_all_sorts(ada)

    rows = frames.day_rows(ada, first=FIRST, last=LAST)

    records = diary.read_days(ada, first=FIRST, last=LAST)
    right = [trend.row(record.date, record.total) for record in records]
    assert [(row.date, row.status) for row in rows] == [(row.date, row.status) for row in right]
    for row, exact in zip(rows, right, strict=True):
        for name in ("food_mg", "known_mg", "low_mg", "filled_mg", "high_mg"):
            assert getattr(row, name) == pytest.approx(getattr(exact, name))


def test_a_person_without_a_diary_has_empty_days(ada: User) -> None:
    found = frames.days(ada, first=FIRST, last=LAST)
    assert found["status"].tolist() == ["empty"] * DAYS
    assert found["coverage"].isna().all()


def test_it_holds_nobody_elses_days(ada: User, eve: User) -> None:
    a_diary_of_all_sorts(ada)
    assert set(frames.days(eve, first=FIRST, last=LAST)["status"]) == {"empty"}


def test_days_outside_the_period_are_not_there(ada: User) -> None:
    a_diary_of_all_sorts(ada)
    found = frames.days(ada, first=FIRST + dt.timedelta(days=3), last=LAST - dt.timedelta(days=3))
    assert len(found) == DAYS - 6
    assert found.index[0] == pd.Timestamp(FIRST + dt.timedelta(days=3))


def test_more_days_are_no_more_queries(
    ada: User, queries: Callable[[], CaptureQueriesContext]
) -> None:
    a_diary_of_all_sorts(ada)
    with queries() as few:
        frames.days(ada, first=FIRST, last=FIRST)
    with queries() as many:
        frames.days(ada, first=FIRST - dt.timedelta(days=3650), last=LAST)
    assert len(few) == len(many) == 2


def store_ledger(user: User, ledger: calibration.Ledger) -> None:
    """As exact Decimals of the float's 3 digits, as a person logs them."""
    entries = []
    for line in ledger.entries.to_dict("records"):
        unknown = math.isnan(line["magnesium_mg"])
        entries.append(
            entry(
                line["date"].date(),
                kind=line["kind"],
                magnesium_mg=None if unknown else Decimal(f"{line['magnesium_mg']:.3f}"),
                known_share=int(line["known_share"]),
                energy_kcal=Decimal(f"{line['energy_kcal']:.3f}"),
            )
        )
    store(user, entries, {date.date(): said for date, said in ledger.confirmed.items()})  # type: ignore[attr-defined]


def test_thirty_diaries_get_the_same_answers_through_the_database(db: None) -> None:
    last = calibration.FIRST + dt.timedelta(days=55)
    for number in range(30):
        user = builders.account(f"person{number}@example.org")
        ledger = calibration.null_ledger(days=56, phi=0.6, seed=(7, number))
        store_ledger(user, ledger)

        stored = frames.days(user, first=calibration.FIRST, last=last)
        stored = stored.assign(left_out=False, **ledger.outcomes)
        straight = calibration.null_diary(days=56, phi=0.6, seed=(7, number))

        pd.testing.assert_frame_equal(stored, straight, atol=0.01, check_freq=False)
        answers, right = (
            association.associations(rows, alpha=looks.FIXED_ALPHA) for rows in (stored, straight)
        )
        assert [answer.verdict for answer in answers] == [answer.verdict for answer in right]
        for answer, exact in zip(answers, right, strict=True):
            if exact.estimate and answer.estimate:
                assert answer.estimate.p == pytest.approx(exact.estimate.p, abs=1e-3)


def noticed(kind: str, date: dt.date, value: int | None, **parts: object) -> observations.Draft:
    given = None if value is None else Decimal(value)
    return observations.Draft(kind=kind, date=date, value=given, parts=parts)


def notice(user: User, *drafts: observations.Draft) -> None:
    observations.log(user, drafts, at=timezone.now())


def test_what_was_noticed_is_one_number_a_day(ada: User) -> None:
    notice(
        ada,
        noticed("cramp", FIRST, 0),
        noticed("cramp", FIRST + dt.timedelta(days=1), 2),
        noticed("cramp", FIRST + dt.timedelta(days=1), 1),
        noticed("sleep", FIRST, 450, quality=7),
        noticed("sleep", FIRST + dt.timedelta(days=2), None, quality=3),
        noticed("fatigue", FIRST, 4),
    )

    found = frames.observations(ada, first=FIRST, last=FIRST + dt.timedelta(days=3))

    nan = math.nan
    for column, values in {
        "cramps": [0, 3, nan, nan],
        "sleep_h": [7.5, nan, nan, nan],
        "sleep_quality": [7, nan, 3, nan],
        "fatigue": [4, nan, nan, nan],
    }.items():
        assert found[column].tolist() == pytest.approx(values, nan_ok=True)
    assert not found["left_out"].any()


def test_illness_and_travel_leave_their_days_out(ada: User) -> None:
    day = dt.timedelta(days=1)
    notice(
        ada,
        noticed("illness", FIRST - 3 * day, 1, until=(FIRST + day).isoformat()),
        noticed("travel", FIRST + 3 * day, 1),
    )

    found = frames.observations(ada, first=FIRST, last=FIRST + 4 * day)

    assert found["left_out"].tolist() == [True, True, False, True, False]


def test_nothing_noticed_is_unknown_on_every_day(ada: User, eve: User) -> None:
    notice(ada, noticed("fatigue", FIRST, 4))
    found = frames.observations(eve, first=FIRST, last=LAST)
    assert len(found) == DAYS
    assert found.drop(columns="left_out").isna().all(axis=None)


def test_what_was_noticed_is_one_query(
    ada: User, queries: Callable[[], CaptureQueriesContext]
) -> None:
    notice(ada, noticed("fatigue", FIRST, 4), noticed("cramp", FIRST, 1))
    with queries() as counted:
        frames.observations(ada, first=FIRST, last=LAST)
    assert len(counted) == 1
