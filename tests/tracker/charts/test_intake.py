import dataclasses
import datetime as dt

import pytest

from tests.tracker.charts.builders import MEN, MONDAY, RANGE, day, empty, mixed_days, mixed_figure
from tracker.charts.figure import Figure, Panel
from tracker.charts.intake import intake_figure
from tracker.rules import targets
from tracker.rules.day import Status
from tracker.rules.trend import DayRow


def panel_of(days: list[DayRow], *, target: targets.Target = MEN) -> Panel:
    (panel,) = figure_of(days, target=target).panels
    return panel


def figure_of(days: list[DayRow], *, target: targets.Target = MEN, lang: str = "en") -> Figure:
    return intake_figure(days, target=target, lang=lang)


def test_a_day_is_stacked_by_source() -> None:
    panel = panel_of([day(0, food=200, water=30, supplement=100)])

    assert [(s.style, s.bars[0].value) for s in panel.bars] == [
        ("food", 200),
        ("water", 30),
        ("supplement", 100),
    ]


def test_an_unusable_day_is_pale_and_never_removed() -> None:
    panel = panel_of([day(0), day(1, status=Status.PARTIAL), day(2, status=Status.LOW_COVERAGE)])

    assert [bar.is_faint for bar in panel.bars[0].bars] == [False, True, True]


def test_an_empty_day_stays_empty_and_keeps_its_place() -> None:
    figure = figure_of([empty(0), day(1), empty(2)])

    assert [bar.x for bar in figure.panels[0].bars[0].bars] == [MONDAY + dt.timedelta(days=1)]
    assert (figure.axis.first, figure.axis.last) == (MONDAY, MONDAY + dt.timedelta(days=2))
    assert figure.table.rows[0][1:6] == ("",) * 5


def test_a_day_without_food_that_was_said_so_is_a_zero_and_not_a_gap() -> None:
    panel = panel_of([empty(0), empty(1, status=Status.CONFIRMED_NO_FOOD)])

    assert panel.zeros is not None
    assert panel.zeros.dates == (MONDAY + dt.timedelta(days=1),)


def test_an_unknown_part_stands_open_on_the_known_and_is_never_zero() -> None:
    panel = panel_of([day(0), day(1, more=80), day(2, more=None)])

    assert panel.open_parts is not None
    assert [(p.low, p.high) for p in panel.open_parts.parts] == [(270, 350), (270, None)]


@pytest.mark.parametrize(
    ("target", "levels"),
    [
        (MEN, [("Guideline 350 mg", 350, 350)]),
        (RANGE, [("Guideline 300–350 mg", 300, 350)]),
        (targets.personal(400, agreed_with="Dina"), [("Personal target 400 mg", 400, 400)]),
        (targets.for_day(targets.Person("F", 2026), authority="gr", on=MONDAY), []),
    ],
)
def test_the_guideline_is_a_line_or_a_band(
    target: targets.Target, levels: list[tuple[str, float, float]]
) -> None:
    panel = panel_of([day(0)], target=target)

    assert [(level.name, level.low, level.high) for level in panel.levels] == levels


def test_the_mean_line_has_a_point_for_every_calendar_day() -> None:
    days = [day(0), dataclasses.replace(day(1), mean7_mg=270), day(4)]
    (line,) = panel_of(days).lines

    assert [y for _, y in line.points] == [None, 270, None, None, None]


def test_up_to_120_days_are_days_and_more_are_weeks() -> None:
    four_months = [day(i) for i in range(120)]

    assert figure_of(four_months).axis.step_days == 1
    assert figure_of([*four_months, day(120)]).axis.step_days == 7


def test_a_week_is_the_mean_of_its_usable_days_and_says_of_how_many() -> None:
    days = [day(0, food=100), day(1, food=300), day(2, food=9000, status=Status.PARTIAL)]
    figure = figure_of([*days, *(day(i) for i in range(7, 140))])
    food = figure.panels[0].bars[0].bars

    assert (food[0].value, food[0].is_faint) == (200, True)
    assert food[0].x == MONDAY + dt.timedelta(days=3)
    assert figure.table.rows[0] == ("2 March 2026", "200", "20", "0", "220", "220", "2 of 7")
    assert figure.panels[0].hovers[0].lines[-1] == "2 of 7 days complete"
    assert not food[1].is_faint
    assert figure.panels[0].lines == ()


def test_the_table_holds_the_numbers_of_the_drawing() -> None:
    figure = mixed_figure()

    assert len(figure.table.rows) == 21
    assert all(len(row) == len(figure.table.columns) for row in figure.table.rows)
    # The mean: (0 + 357.5 + 265 + 372.5 + 280 + 270) / 6, the day that is not complete left out.
    assert figure.table.rows[10][1:7] == ("250", "20", "0", "270", "350", "258")
    assert figure.table.rows[11][5] == "not known"
    assert figure.table.rows[4][-1] == "no food that day"


def test_the_summary_is_one_sentence_with_the_count_of_days() -> None:
    # 4735 mg over 15 usable days.
    assert mixed_figure().summary == (
        "15 of 21 days are complete; on those days there was on average at least 316 mg a day, "
        "and the guideline is 350 mg."
    )
    assert figure_of([day(0), empty(1)]).summary == (
        "1 of 2 days are complete: too few to give an average."
    )


@pytest.mark.parametrize(
    ("target", "end"),
    [
        (targets.personal(400, agreed_with="Dina"), "and the personal target is 400 mg."),
        (targets.for_day(targets.Person("F", 2026), authority="gr", on=MONDAY), "270 mg a day."),
    ],
)
def test_the_summary_fits_the_target(target: targets.Target, end: str) -> None:
    assert figure_of([day(i) for i in range(7)], target=target).summary.endswith(end)


def test_dates_and_title_are_in_the_language_of_the_reader() -> None:
    figure = mixed_figure(lang="nl")

    assert [tick.label for tick in figure.axis.ticks] == ["2 mrt", "9 mrt", "16 mrt"]
    assert "2 maart 2026" in figure.title
    assert figure.table.rows[0][0] == "2 maart 2026"


def test_a_short_period_has_its_date_under_every_day() -> None:
    assert len(figure_of([day(0), day(13)]).axis.ticks) == 14


def test_a_figure_without_days_is_refused() -> None:
    with pytest.raises(ValueError, match="first and its last day"):
        figure_of([])


def test_what_a_finger_finds_says_the_whole_day() -> None:
    hover = figure_of(list(mixed_days())).panels[0].hovers[9]

    assert hover.title.replace(",", "") == "Thu 12 March 2026"
    assert hover.lines[:3] == (
        "at least 270 mg, at most 350 mg",
        "food 250, water 20, supplements 0",
        "complete",
    )
