"""Both renderers carry the numbers of the figure, and nothing that a strict policy blocks."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import plotly
import plotly.graph_objects as go
import pytest

import tracker.charts.plotly as plotly_renderer
from tests.tracker.charts.builders import MEN, day, mixed_figure
from tracker.charts import svg
from tracker.charts.figure import Figure
from tracker.charts.intake import intake_figure

SVG = "{http://www.w3.org/2000/svg}"
STATIC = Path(plotly_renderer.__file__).parents[1] / "static" / "tracker"
BOX = re.compile(r"M([\d.-]+),([\d.-]+)v([\d.-]+)h([\d.-]+)v([\d.-]+)z")


@pytest.fixture(scope="module")
def figure() -> Figure:
    return mixed_figure()


@pytest.fixture(scope="module")
def drawing(figure: Figure) -> ET.Element:
    return ET.fromstring(svg.draw(figure))


def weekly() -> Figure:
    return intake_figure([day(i, more=5) for i in range(150)], target=MEN, lang="nl")


# --- SVG ---


def boxes(drawing: ET.Element, name: str) -> list[tuple[float, float]]:
    """Foot and height, in units of the drawing, of the boxes in the path of that class."""
    paths = [p for p in drawing.iter(f"{SVG}path") if p.get("class") == name]
    found = (box for path in paths for box in BOX.findall(path.get("d", "")))
    return [(float(foot), -float(up)) for _, foot, up, _, _ in found]


def units_per_mg(drawing: ET.Element) -> tuple[float, float]:
    """The scale of the drawing and where zero lies, read from the labels of its value axis."""
    labels = {
        t.text: float(t.get("y", "0"))
        for t in drawing.iter(f"{SVG}text")
        if t.get("text-anchor") == "end" and (t.text or "").isdigit()
    }
    return (labels["0"] - labels["100"]) / 100, labels["0"] - 4


@pytest.mark.parametrize("is_faint", [False, True])
@pytest.mark.parametrize("index", [0, 1, 2])
def test_the_svg_draws_every_bar_as_high_as_its_number(
    figure: Figure, drawing: ET.Element, index: int, is_faint: bool
) -> None:
    scale, _ = units_per_mg(drawing)
    series = figure.panels[0].bars[index]
    expected = [b.value for b in series.bars if b.value > 0 and b.is_faint is is_faint]
    drawn = boxes(drawing, f"bars {series.style}{' faint' if is_faint else ''}")

    assert [up / scale for _, up in drawn] == pytest.approx(expected, abs=0.1)


def test_the_svg_stacks_its_bars_and_stands_the_unknown_part_on_top(
    figure: Figure, drawing: ET.Element
) -> None:
    scale, zero = units_per_mg(drawing)
    parts = figure.panels[0].open_parts
    assert parts is not None
    ((foot, up),) = boxes(drawing, "open")
    (closed,) = [p for p in parts.parts if p.high is not None]

    assert (zero - foot) / scale == pytest.approx(closed.low, abs=0.1)
    assert (zero - foot + up) / scale == pytest.approx(closed.high, abs=0.1)
    assert [t.text for t in drawing.iter(f"{SVG}text")].count("?") == 1


def test_the_svg_breaks_its_line(figure: Figure, drawing: ET.Element) -> None:
    line = next(p for p in drawing.iter(f"{SVG}path") if p.get("class") == "line")

    assert line.get("d", "").count("M") == len(figure.panels[0].lines[0].runs()) == 2


def test_the_svg_has_a_name_and_a_description(figure: Figure, drawing: ET.Element) -> None:
    ids = {e.get("id"): e.text for e in drawing if e.get("id")}

    assert drawing.get("role") == "img"
    assert ids[drawing.get("aria-labelledby")] == figure.title
    assert ids[drawing.get("aria-describedby")] == figure.summary
    assert drawing.get("viewBox", "").startswith("0 0 760 ")


@pytest.mark.parametrize("markup", [svg.draw(mixed_figure()), svg.draw_both(weekly(), key="w")])
def test_the_svg_needs_no_inline_style_and_no_other_server(markup: str) -> None:
    assert "style" not in markup
    assert "<script" not in markup
    assert re.findall(r"(?:href|src)=", markup) == []
    assert set(re.findall(r"https?://[^\"]+", markup)) == {"http://www.w3.org/2000/svg"}


def test_text_is_escaped() -> None:
    markup = svg.draw(mixed_figure())

    assert "tablets &amp; &lt;b&gt;" in markup
    assert "<b>" not in markup


def test_ids_on_a_page_are_unique_and_every_reference_finds_its_id() -> None:
    markup = svg.draw_both(mixed_figure(), key="one") + svg.draw_both(weekly(), key="two")
    ids = re.findall(r'\sid="([^"]+)"', markup)

    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", markup)) <= set(ids)


def test_the_legend_fits_the_width_of_a_phone() -> None:
    drawing = ET.fromstring(svg.draw(mixed_figure(lang="nl"), width=svg.NARROW))
    ends = [
        float(t.get("x", "0")) + svg.CHARACTER * len(t.text or "")
        for t in drawing.iter(f"{SVG}text")
        if not t.get("text-anchor")
    ]
    assert max(ends) <= svg.NARROW


# --- Plotly ---


def walk(value: Any) -> Iterator[Any]:
    yield value
    children = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list):
        for child in children:
            yield from walk(child)


def traces(drawn: dict[str, Any], **wanted: Any) -> list[dict[str, Any]]:
    """What is drawn, without the legend's traces, which hold no points."""
    return [
        trace
        for trace in drawn["data"]
        if trace["x"] != [None] and all(trace.get(k) == v for k, v in wanted.items())
    ]


@pytest.mark.parametrize("described", [mixed_figure(), mixed_figure(lang="nl"), weekly()])
def test_plotly_accepts_the_dict(described: Figure) -> None:
    drawn = plotly_renderer.draw(described)
    accepted = go.Figure(data=drawn["data"], layout=drawn["layout"])

    assert len(accepted.data) == len(drawn["data"])
    assert json.loads(json.dumps(drawn)) == drawn


def test_plotly_gets_the_numbers_of_every_bar(figure: Figure) -> None:
    drawn = plotly_renderer.draw(figure)
    for series in figure.panels[0].bars:
        points = {
            x: y
            for trace in traces(drawn, type="bar", name=series.name)
            for x, y in zip(trace["x"], trace["y"], strict=True)
        }
        assert points == {bar.x.isoformat(): bar.value for bar in series.bars}


def test_plotly_gets_the_unknown_part_on_its_own_base(figure: Figure) -> None:
    drawn = plotly_renderer.draw(figure)
    parts = figure.panels[0].open_parts
    assert parts is not None
    closed, endless = traces(drawn, name=parts.name)

    assert (closed["base"], closed["y"]) == ([270], [80])
    assert (endless["text"], endless["y"]) == (["?"], [270])


def test_plotly_does_not_bridge_a_gap(figure: Figure) -> None:
    line = figure.panels[0].lines[0]
    for trace in traces(plotly_renderer.draw(figure), name=line.name):
        assert trace["connectgaps"] is False
        assert trace["y"] == [y for _, y in line.points]


def test_plotly_and_svg_share_axis_ticks_and_legend(figure: Figure, drawing: ET.Element) -> None:
    drawn = plotly_renderer.draw(figure)
    texts = [t.text for t in drawing.iter(f"{SVG}text")]
    legend = [t["name"] for t in drawn["data"] if t["x"] == [None]]

    assert legend == [entry.name for entry in figure.legend()]
    assert set(legend) <= set(texts)
    assert set(drawn["layout"]["yaxis"]["ticktext"]) <= set(texts)


def test_a_number_in_dutch_has_dutch_separators() -> None:
    assert plotly_renderer.draw(mixed_figure(lang="nl"))["layout"]["separators"] == ",."
    assert plotly_renderer.draw(mixed_figure())["layout"]["separators"] == ".,"


def test_plotly_gets_no_markup_but_line_breaks() -> None:
    """A tag as <b> becomes a style attribute, which the policy blocks."""
    strings = [v for v in walk(plotly_renderer.draw(mixed_figure())) if isinstance(v, str)]
    tags = {tag for s in strings for tag in re.findall(r"<[^>]*>", s)}

    assert tags <= {"<br>", "<extra>", "</extra>"}
    assert "tablets &amp; &lt;b&gt;" in strings


def test_no_plotly_is_loaded_to_draw() -> None:
    source = Path(plotly_renderer.__file__).read_text(encoding="utf-8")

    assert not re.search(r"^(?:import|from) plotly", source, re.MULTILINE)


def test_the_script_knows_the_map_style_of_the_installed_plotly() -> None:
    """If this fails after an upgrade: copy the new id into trends.js, or the policy reports it."""
    bundle = Path(str(plotly.__file__)).parent / "package_data" / "plotly.min.js"
    ids = re.findall(r'getElementById\("([0-9a-f]{64})"\)', bundle.read_text(encoding="utf-8"))
    script = (STATIC / "trends.js").read_text(encoding="utf-8")

    assert re.findall(r'"([0-9a-f]{64})"', script) == ids
