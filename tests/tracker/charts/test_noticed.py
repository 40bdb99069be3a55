"""Cramps, sleep and tiredness under the intake: missing is empty, an explicit 0 is a tick."""

import datetime as dt
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping

import plotly.graph_objects as go
import pytest

from tests.tracker.charts.builders import MEN, MONDAY, day, mixed_days
from tracker.charts import noticed, plotly, svg
from tracker.charts.figure import Figure, LegendEntry
from tracker.charts.intake import intake_figure

SVG = "{http://www.w3.org/2000/svg}"
DOT = re.compile(r"M([\d.]+),([\d.]+)a")


def on(**numbers: float) -> dict[dt.date, float]:
    """Numbers by day, as d0=3 for three on the first Monday."""
    return {MONDAY + dt.timedelta(days=int(key[1:])): value for key, value in numbers.items()}


NUMBERS = {
    "cramp": on(d0=2, d1=0, d5=1),
    "sleep": on(d0=450, d2=400.5),
    "fatigue": on(d1=0, d3=10),
}


def drawn(numbers: Mapping[str, dict[dt.date, float]], *, lang: str = "en") -> Figure:
    return noticed.beside(intake_figure(mixed_days(), target=MEN, lang=lang), numbers, lang=lang)


def weekly(numbers: Mapping[str, dict[dt.date, float]]) -> Figure:
    days = [day(i) for i in range(150)]
    return noticed.beside(intake_figure(days, target=MEN, lang="en"), numbers, lang="en")


def test_a_count_is_a_bar_none_a_tick_and_an_unknown_day_nothing() -> None:
    panel = drawn(NUMBERS).panels[1]

    assert {bar.x: bar.value for bar in panel.bars[0].bars} == NUMBERS["cramp"]
    assert panel.zeros is not None
    assert panel.zeros.dates == (MONDAY + dt.timedelta(days=1),)


def test_sleep_is_a_dot_in_hours_on_an_axis_that_does_not_start_at_zero() -> None:
    panel = drawn(NUMBERS).panels[2]

    assert [point.value for point in panel.points[0].points] == [7.5, 6.675]
    assert panel.ticks()[0] > 0
    assert panel.ticks()[0] <= 3
    assert panel.ticks()[-1] >= 11


def test_tiredness_has_its_whole_scale_and_an_explicit_0_is_a_dot() -> None:
    panel = drawn(NUMBERS).panels[3]

    assert [point.value for point in panel.points[0].points] == [0, 10]
    assert (panel.ticks()[0], panel.ticks()[-1]) == (0, 10)


def test_what_was_never_logged_has_no_panel_and_no_column() -> None:
    plain = drawn({})
    figure = drawn({"cramp": {}, "sleep": NUMBERS["sleep"]})

    assert len(plain.panels) == 1
    assert [panel.title for panel in figure.panels[1:]] == ["Sleep, hours per night"]
    assert figure.table.columns[-1] == "Sleep"


def test_the_table_has_a_cell_for_each_day_and_none_for_the_unknown() -> None:
    table = drawn(NUMBERS).table

    assert table.columns[-3:] == ("Cramps", "Sleep", "Tiredness")
    assert table.rows[0][-3:] == ("2 times", "7 h 30 min", "")
    assert table.rows[1][-3:] == ("0 times", "", "0 of 10")
    assert table.rows[4][-3:] == ("", "", "")


def test_the_summary_says_on_how_many_days_something_was_known() -> None:
    summary = drawn(NUMBERS).summary

    assert "Cramps: 3 times on 3 days that were filled in." in summary
    assert "Sleep: on average 7 h 5 min over 2 nights." in summary
    assert "Tiredness: on average 5 of 10 over 2 days." in summary


def test_a_long_period_shows_the_mean_of_the_known_days_of_a_week() -> None:
    figure = weekly({"cramp": on(d0=2, d1=0, d2=1, d9=4), "sleep": {}})
    thursday = MONDAY + dt.timedelta(days=3)

    bars = figure.panels[1].bars[0].bars
    assert [(bar.x, bar.value) for bar in bars] == [
        (thursday, 1.0),
        (thursday + dt.timedelta(days=7), 4.0),
    ]
    assert len(figure.table.rows[0]) == len(figure.table.columns)
    assert figure.table.rows[2][-1] == ""


def test_numbers_and_words_are_in_the_language_of_the_page() -> None:
    figure = drawn({"fatigue": on(d0=2, d1=3)}, lang="nl")

    assert figure.panels[1].title == "Vermoeidheid, 0 tot 10"
    assert "gemiddeld 2,5 van 10 over 2 dagen" in figure.summary


@pytest.mark.parametrize("index", [2, 3])
def test_the_svg_draws_every_dot_at_its_number(index: int) -> None:
    figure = drawn(NUMBERS)
    panel = figure.panels[index]
    drawing = ET.fromstring(svg.draw(figure))
    style = panel.points[0].style
    (path,) = [p for p in drawing.iter(f"{SVG}path") if p.get("class") == f"points {style}"]

    heights = [float(y) for _x, y in DOT.findall(path.get("d", ""))]
    values = [point.value for point in panel.points[0].points]

    assert len(heights) == len(values)
    per_unit = (heights[0] - heights[1]) / (values[1] - values[0])
    low, high = panel.ticks()[0], panel.ticks()[-1]
    assert per_unit == pytest.approx(noticed.HEIGHT * 250 / (high - low), rel=0.01)


def test_plotly_accepts_the_dict_and_gets_the_same_numbers() -> None:
    figure = drawn(NUMBERS)
    described = json.loads(json.dumps(plotly.draw(figure)))
    go.Figure(data=described["data"], layout=described["layout"])

    by_axis = {
        (trace["name"], trace["yaxis"]): trace["y"]
        for trace in described["data"]
        if trace.get("yaxis") in ("y2", "y3", "y4") and "name" in trace
    }
    assert by_axis["Cramps", "y2"] == [2, 0, 1]
    assert by_axis["Sleep", "y3"] == [7.5, 6.675]
    assert by_axis["Tiredness", "y4"] == [0, 10]


def test_the_legend_names_what_is_drawn_once() -> None:
    legend = drawn(NUMBERS).legend()

    assert LegendEntry("Sleep", "point", "sleep") in legend
    assert LegendEntry("Cramps", "bar", "cramp") in legend
    assert len(legend) == len(set(legend))
