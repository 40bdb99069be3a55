import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules import day, trend
from tracker.rules.day import Confirmation, Line, Status
from tracker.rules.trend import DayRow

MONDAY = dt.date(2026, 3, 2)


def on(offset: int, *, mg: float = 300, high: float | None = -1, usable: bool = True) -> DayRow:
    """A row so many days after the first Monday; without `high` all of it is known."""
    upper = mg if high == -1 else high
    return DayRow(
        date=MONDAY + dt.timedelta(days=offset),
        food_mg=mg,
        water_mg=0,
        supplement_mg=0,
        known_mg=mg,
        low_mg=mg,
        filled_mg=upper,
        high_mg=upper,
        status=Status.COMPLETE if usable else Status.PARTIAL,
    )


def test_a_row_carries_the_numbers_of_the_day() -> None:
    lines = [
        Line(kind="food", name="a", magnesium_mg=90, known_share=1, energy_kcal=500, limit_mg=0),
        Line(kind="water", name="b", magnesium_mg=12, known_share=1, limit_mg=0),
        Line(kind="medicine", name="c", magnesium_mg=100, known_share=1, limit_mg=100),
    ]
    row = trend.row(MONDAY, day.total(lines, confirmed=Confirmation.COMPLETE))

    assert (row.food_mg, row.water_mg, row.supplement_mg) == (90, 12, 100)
    assert (row.known_mg, row.high_mg) == (202, 202)
    assert row.usable
    assert not row.is_empty


def test_a_mean_of_seven_days_needs_five_usable_ones() -> None:
    rows = [on(i, mg=100 + i, usable=i not in {1, 2}) for i in range(8)]

    assert trend.seven_day_mean(rows)[:6] == (None,) * 6
    # Days 0, 3, 4, 5, 6: (100 + 103 + 104 + 105 + 106) / 5
    assert trend.seven_day_mean(rows)[6] == pytest.approx(103.6)
    # Days 3 to 7; day 0 has left the window.
    assert trend.seven_day_mean(rows)[7] == pytest.approx(105)


def test_a_missing_day_is_not_bridged() -> None:
    rows = [on(i) for i in (0, 1, 2, 3, 30, 31)]

    assert trend.seven_day_mean(rows) == (None,) * 6


def test_the_mean_line_breaks_and_comes_back() -> None:
    rows = [on(i, usable=not 5 <= i < 10) for i in range(20)]
    means = [row.mean7_mg for row in trend.with_means(rows)]

    assert [m is not None for m in means] == [4 <= i < 7 or i >= 14 for i in range(20)]


@pytest.mark.parametrize(
    ("offsets", "is_enough"),
    [
        ((0, 1, 2, 3, 4), False),
        ((4, 5), False),
        ((3, 4, 5), True),
    ],
)
def test_a_period_mean_needs_three_days_and_a_weekend_day(
    offsets: tuple[int, ...], is_enough: bool
) -> None:
    mean = trend.period_mean([on(i) for i in offsets], days=14)

    assert mean.known_mg == (300 if is_enough else None)
    assert (mean.usable, mean.days) == (len(offsets), 14)


def test_a_period_mean_is_at_least_the_known_and_has_an_estimate_only_when_all_days_do() -> None:
    days = [on(4, high=400), on(5), on(6), on(7, usable=False, mg=9000)]

    assert trend.period_mean(days).known_mg == 300
    assert trend.period_mean(days).filled_mg == pytest.approx(1000 / 3)
    assert trend.period_mean([*days, on(8, high=None)]).filled_mg is None


def test_weeks_are_means_of_usable_days_and_say_of_how_many() -> None:
    rows = [on(2, mg=100), on(3, mg=200), on(4, mg=999, usable=False), on(21, mg=50)]
    first, second, third, last = trend.weeks(rows)

    assert (first.known_mg, first.usable, first.days) == (150, 2, 5)
    assert (second.known_mg, second.usable, second.days) == (None, 0, 7)
    assert third.monday == MONDAY + dt.timedelta(days=14)
    assert (last.known_mg, last.usable, last.days) == (50, 1, 1)
    assert trend.weeks([]) == ()


@given(st.lists(st.tuples(st.floats(0, 2000), st.booleans()), min_size=1, max_size=30))
def test_a_mean_lies_between_its_days_and_ignores_unusable_ones(
    days: list[tuple[float, bool]],
) -> None:
    rows = [on(i, mg=mg, usable=usable) for i, (mg, usable) in enumerate(days)]
    louder = [row if row.usable else on(i, mg=1e6, usable=False) for i, row in enumerate(rows)]

    assert trend.seven_day_mean(rows) == trend.seven_day_mean(louder)
    for i, mean in enumerate(trend.seven_day_mean(rows)):
        window = [row.known_mg for row in rows[max(0, i - 6) : i + 1] if row.usable]
        assert (mean is not None) == (len(window) >= 5)
        assert mean is None or min(window) - 1e-6 <= mean <= max(window) + 1e-6
