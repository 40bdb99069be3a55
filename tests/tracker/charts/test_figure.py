import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracker.charts.builders import MONDAY, mixed_figure
from tracker.charts import text
from tracker.charts.figure import (
    Axis,
    Bar,
    Bars,
    DateTick,
    Level,
    Line,
    OpenPart,
    OpenParts,
    Panel,
    nice_ticks,
)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 600, (0, 100, 200, 300, 400, 500, 600)),
        (0, 601, (0, 200, 400, 600, 800)),
        (0, 3, (0, 0.5, 1, 1.5, 2, 2.5, 3)),
        (0, 0, (0, 0.2)),
        (5.2, 8.9, (5, 6, 7, 8, 9)),
    ],
)
def test_ticks_are_round(low: float, high: float, ticks: tuple[float, ...]) -> None:
    assert nice_ticks(low, high) == pytest.approx(ticks)


@given(st.floats(0, 1e5), st.floats(0, 1e5))
def test_ticks_enclose_everything_and_stay_few(one: float, other: float) -> None:
    low, high = sorted((round(one, 3), round(other, 3)))
    ticks = nice_ticks(low, high)

    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert 2 <= len(ticks) <= 9
    assert list(ticks) == sorted(set(ticks))


def test_nothing_drawn_is_clipped() -> None:
    bars = Bars("Food", "food", (Bar(MONDAY, 300),))
    more = Bars("Supplements", "supplement", (Bar(MONDAY, 250),))
    panel = Panel(
        title="",
        bars=(bars, more),
        open_parts=OpenParts("", (OpenPart(MONDAY, 550, 905), OpenPart(MONDAY, 550, None))),
        levels=(Level("", 300, 350, ""),),
        lines=(Line("", ((MONDAY, 410), (MONDAY, None))),),
    )

    assert panel.tops() == {MONDAY: 550}
    assert panel.ticks()[0] == 0
    assert panel.ticks()[-1] >= 905


def test_an_axis_need_not_start_at_zero() -> None:
    line = Line("", ((MONDAY, 5.2), (MONDAY, 8.9)))

    assert Panel(title="", lines=(line,), from_zero=False).ticks()[0] == 5
    assert Panel(title="", from_zero=False).ticks()[0] == 0


def test_a_line_breaks_at_a_gap() -> None:
    days = [MONDAY + dt.timedelta(days=i) for i in range(5)]
    line = Line("", tuple(zip(days, (1, 2, None, None, 5), strict=True)))

    assert line.runs() == [[(days[0], 1), (days[1], 2)], [(days[4], 5)]]


def test_a_slot_lies_in_its_middle() -> None:
    axis = Axis(MONDAY, MONDAY + dt.timedelta(days=9), 1, ())

    assert axis.fraction(MONDAY.toordinal()) == pytest.approx(0.05)
    assert axis.fraction(axis.end) == 1


def test_ticks_are_thinned_and_say_a_new_year_once() -> None:
    months = [dt.date(2025, 11, 1), dt.date(2025, 12, 1), dt.date(2026, 1, 1), dt.date(2026, 2, 1)]
    axis = Axis(months[0], months[-1], 1, tuple(DateTick(m, "") for m in months))

    assert [(t.at.month, year) for t, year in axis.thinned(4)] == [
        (11, "2025"),
        (12, ""),
        (1, "2026"),
        (2, ""),
    ]
    assert [(t.at.month, year) for t, year in axis.thinned(2)] == [(11, "2025"), (1, "2026")]


def test_the_legend_names_what_is_drawn_once_and_nothing_else() -> None:
    marks = [entry.mark for entry in mixed_figure().legend()]

    assert marks == ["bar", "bar", "bar", "faint", "open", "line", "level", "zero"]


@pytest.mark.parametrize(
    ("lang", "short", "month", "long", "weekday", "number"),
    [
        ("nl", "3 mrt", "mrt", "3 maart 2026", "di 3 maart 2026", "1.234"),
        ("en", "3 Mar", "Mar", "3 March 2026", "Tue 3 March 2026", "1,234"),
        ("fr", "3 Mar", "Mar", "3 March 2026", "Tue 3 March 2026", "1,234"),
    ],
)
def test_dates_and_numbers_follow_the_language(
    lang: str, short: str, month: str, long: str, weekday: str, number: str
) -> None:
    date = dt.date(2026, 3, 3)

    assert text.short_date(date, lang=lang) == short
    assert text.month(date, lang=lang) == month
    assert text.long_date(date, lang=lang) == long
    assert text.weekday_date(date, lang=lang).replace(",", "") == weekday
    assert text.amount(1234.4, lang=lang) == number


def test_two_amounts_that_look_the_same_are_one() -> None:
    assert text.amounts(300, 350, lang="nl") == "300–350"
    assert text.amounts(300, 300.4, lang="nl") == "300"
