"""A figure as the plain dict Plotly draws in the browser: the same numbers and marks as the SVG.

Written by hand, so that no worker loads the plotly package (200 ms and 20 MB); a test lets that
package judge the dict. All text and ticks are made here, so the browser needs no locale file.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from tracker.charts import text, theme
from tracker.charts.figure import (
    Bar,
    Bars,
    Event,
    Figure,
    Hover,
    LegendEntry,
    Level,
    Line,
    Panel,
    Points,
)

DAY_MS = 24 * 3600 * 1000
PANEL_HEIGHT = 250
TITLE_ROW = 30
# Plotly cannot thin ticks by itself once they are given: so many fit on a phone.
MAX_DATE_TICKS = 5

CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "displaylogo": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
}


def draw(figure: Figure) -> dict[str, Any]:
    """`data`, `layout` and `config` for Plotly.newPlot; nothing in it but JSON's own types."""
    data = [
        *(_legend_trace(entry) for entry in figure.legend()),
        *(
            {"xaxis": "x", "yaxis": _axis_id(i), "showlegend": False} | trace
            for i, panel in enumerate(figure.panels)
            for trace in _traces(panel, step_days=figure.axis.step_days)
        ),
    ]
    return {"data": data, "layout": _layout(figure), "config": dict(CONFIG)}


# --- traces ---


def _traces(panel: Panel, *, step_days: int) -> Iterator[dict[str, Any]]:
    width = theme.BAR_SHARE * step_days * DAY_MS
    for series in panel.bars:
        for is_faint in (False, True):
            bars = [bar for bar in series.bars if bar.is_faint is is_faint]
            if bars:
                yield _bar_trace(series, bars, is_faint=is_faint, width=width)
    yield from _open_traces(panel, width=width)
    for line in panel.lines:
        yield from _line_traces(line)
    yield from (_point_trace(dots) for dots in panel.points)
    if panel.zeros and panel.zeros.dates:
        yield _zero_trace(panel.zeros.name, panel.zeros.dates)
    if panel.hovers:
        yield _hover_trace(panel, step_days=step_days)


def _bar_trace(
    series: Bars, bars: Sequence[Bar], *, is_faint: bool, width: float
) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": series.name,
        "x": [bar.x.isoformat() for bar in bars],
        "y": [bar.value for bar in bars],
        "width": width,
        "marker": _marker(series.style, is_faint=is_faint),
        "hoverinfo": "skip",
    }


def _open_traces(panel: Panel, *, width: float) -> Iterator[dict[str, Any]]:
    if panel.open_parts is None:
        return
    closed = [(p.x, p.low, p.high) for p in panel.open_parts.parts if p.high is not None]
    endless = [p for p in panel.open_parts.parts if p.high is None]
    if closed:
        # With a base of its own a bar is left out of the stack.
        yield {
            "type": "bar",
            "name": panel.open_parts.name,
            "x": [x.isoformat() for x, _, _ in closed],
            "base": [low for _, low, _ in closed],
            "y": [high - low for _, low, high in closed],
            "width": width,
            "marker": _marker("open", is_faint=True),
            "hoverinfo": "skip",
        }
    if endless:
        yield {
            "type": "scatter",
            "mode": "text",
            "name": panel.open_parts.name,
            "x": [part.x.isoformat() for part in endless],
            "y": [part.low for part in endless],
            "text": ["?"] * len(endless),
            "textposition": "top center",
            "cliponaxis": False,
            "hoverinfo": "skip",
        }


def _line_traces(line: Line) -> Iterator[dict[str, Any]]:
    """The line on a white edge, which keeps it readable over dark bars."""
    lone = {run[0][0] for run in line.runs() if len(run) == 1}
    for colour, width in ((theme.PAPER, 4.5), (theme.STYLES["line"].colour, 2.0)):
        yield {
            "type": "scatter",
            # A point without neighbours is no line: it gets a dot.
            "mode": "lines+markers" if lone else "lines",
            "name": line.name,
            "x": [x.isoformat() for x, _ in line.points],
            "y": [y for _, y in line.points],
            "connectgaps": False,
            "line": {"color": colour, "width": width},
            "marker": {
                "color": colour,
                "size": [width + 1 if x in lone else 0 for x, _ in line.points],
            },
            "hoverinfo": "skip",
        }


def _point_trace(dots: Points) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": dots.name,
        "x": [point.x.isoformat() for point in dots.points],
        "y": [point.value for point in dots.points],
        "marker": _dot_marker(dots.style),
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _zero_trace(name: str, dates: Sequence[dt.date]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [date.isoformat() for date in dates],
        "y": [0] * len(dates),
        "marker": _zero_marker(),
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _hover_trace(panel: Panel, *, step_days: int) -> dict[str, Any]:
    """An unseen column per slot, over the whole height, that holds all there is to say about it:
    a finger need not hit a bar, and no date of Plotly's own (in English) is shown."""
    ticks = panel.ticks()
    return {
        "type": "bar",
        "marker": {"opacity": 0},
        "x": [hover.x.isoformat() for hover in panel.hovers],
        "base": [ticks[0]] * len(panel.hovers),
        "y": [ticks[-1] - ticks[0]] * len(panel.hovers),
        "width": step_days * DAY_MS,
        "text": [_hover_text(hover) for hover in panel.hovers],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }


def _hover_text(hover: Hover) -> str:
    return "<br>".join(escape(line) for line in (hover.title, *hover.lines))


def _legend_trace(entry: LegendEntry) -> dict[str, Any]:
    """A trace without points: the legend says what is drawn, whatever the first day looks like."""
    trace: dict[str, Any] = {"x": [None], "y": [None], "name": escape(entry.name)}
    match entry.mark:
        case "bar" | "faint" | "open":
            marker = _marker(entry.style, is_faint=entry.mark != "bar")
            return trace | {"type": "bar", "marker": marker}
        case "band":
            edge = {"color": theme.LEVEL, "width": 1}
            return trace | {"type": "bar", "marker": {"color": theme.LEVEL_BAND, "line": edge}}
        case "zero":
            return trace | {"type": "scatter", "mode": "markers", "marker": _zero_marker()}
        case "point":
            return trace | {
                "type": "scatter",
                "mode": "markers",
                "marker": _dot_marker(entry.style),
            }
        case "level":
            line = {"color": theme.LEVEL, "width": 1.4, "dash": "6px,3px"}
        case _:
            line = {"color": theme.STYLES["line"].colour, "width": 2}
    return trace | {"type": "scatter", "mode": "lines", "line": line}


def _marker(style_name: str, *, is_faint: bool) -> dict[str, Any]:
    style = theme.STYLES[style_name]
    shape = style.faint_pattern if is_faint else style.pattern
    ground, mark = (style.tint, style.colour) if is_faint else (style.colour, style.mark)
    edge = {"color": style.colour, "width": 0.7 if is_faint else 0}
    pattern = {"shape": shape, "fgcolor": mark, "bgcolor": ground, "size": 6, "solidity": 0.2}
    return {"color": ground, "line": edge, "pattern": pattern}


def _zero_marker() -> dict[str, Any]:
    return {
        "symbol": "line-ns",
        "size": 9,
        "color": theme.EVENT,
        "line": {"color": theme.EVENT, "width": 1.6},
    }


def _dot_marker(style_name: str) -> dict[str, Any]:
    return {"color": theme.STYLES[style_name].colour, "size": theme.DOT}


# --- layout ---


def _layout(figure: Figure) -> dict[str, Any]:
    heights = [panel.height * PANEL_HEIGHT for panel in figure.panels]
    whole = sum(heights) + TITLE_ROW * (len(heights) - 1)
    left = 8 + 7 * max(
        len(label) for panel in figure.panels for label in _tick_labels(panel, figure)
    )
    layout: dict[str, Any] = {
        "autosize": True,
        "height": whole + 140,
        "barmode": "stack",
        "dragmode": False,
        "hovermode": "closest",
        "separators": ",." if figure.lang.startswith("nl") else ".,",
        "font": {"family": theme.FONT, "size": 12, "color": theme.TEXT},
        "paper_bgcolor": theme.PAPER,
        "plot_bgcolor": theme.PAPER,
        "hoverlabel": {
            "bgcolor": theme.PAPER,
            "bordercolor": theme.AXIS,
            "align": "left",
            "font": {"family": theme.FONT, "size": 12, "color": theme.TEXT},
        },
        "margin": {"l": left, "r": _right_margin(figure), "t": TITLE_ROW, "b": 40},
        "legend": {
            "orientation": "h",
            "traceorder": "normal",
            "x": 0,
            "xanchor": "left",
            "y": 1 + (TITLE_ROW + 8) / whole,
            "yanchor": "bottom",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "xaxis": _date_axis(figure),
        "shapes": [],
        "annotations": [],
    }
    top = whole
    for i, (panel, height) in enumerate(zip(figure.panels, heights, strict=True)):
        domain = [(top - height) / whole, top / whole]
        layout[_axis_id(i).replace("y", "yaxis")] = _value_axis(panel, figure, domain=domain)
        layout["annotations"].append(_panel_title(panel, y=domain[1], left=left))
        layout["shapes"] += [shape for level in panel.levels for shape in _level_shapes(level, i)]
        layout["annotations"] += [_level_mark(level, i) for level in panel.levels]
        top -= height + TITLE_ROW
    layout["shapes"] += [_event_shape(event) for event in figure.events]
    layout["annotations"] += [_event_name(event) for event in figure.events]
    return layout


def _axis_id(index: int) -> str:
    return "y" if index == 0 else f"y{index + 1}"


def _date_axis(figure: Figure) -> dict[str, Any]:
    axis = figure.axis
    ticks = axis.thinned(MAX_DATE_TICKS)
    return {
        "type": "date",
        "range": [_moment(axis.first, -axis.step_days / 2), _moment(axis.last, axis.step_days / 2)],
        "anchor": _axis_id(len(figure.panels) - 1),
        "fixedrange": True,
        "tickmode": "array",
        "tickvals": [tick.at.isoformat() for tick, _ in ticks],
        "ticktext": [f"{tick.label}<br>{year}" if year else tick.label for tick, year in ticks],
        "tickangle": 0,
        "ticks": "outside",
        "tickcolor": theme.AXIS,
        "showgrid": False,
        "linecolor": theme.AXIS,
    }


def _value_axis(panel: Panel, figure: Figure, *, domain: list[float]) -> dict[str, Any]:
    ticks = panel.ticks()
    return {
        "domain": domain,
        # A hair more than the last tick: Plotly leaves out a grid line on the very edge.
        "range": [ticks[0], ticks[-1] + (ticks[-1] - ticks[0]) / 250],
        "fixedrange": True,
        "tickmode": "array",
        "tickvals": list(ticks),
        "ticktext": _tick_labels(panel, figure),
        "gridcolor": theme.GRID,
        "zeroline": False,
        "tickfont": {"color": theme.QUIET},
    }


def _tick_labels(panel: Panel, figure: Figure) -> list[str]:
    return [text.amount(tick, lang=figure.lang) for tick in panel.ticks()]


def _right_margin(figure: Figure) -> int:
    return 10 + max((7 * len(level.mark) for p in figure.panels for level in p.levels), default=0)


def _panel_title(panel: Panel, *, y: float, left: int) -> dict[str, Any]:
    return {
        # The weight, not a <b>: that becomes a style attribute, which the policy blocks.
        "text": escape(panel.title),
        "font": {"weight": 600},
        "showarrow": False,
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "xshift": -left,
        "yref": "paper",
        "y": y,
        "yanchor": "bottom",
        # Clear of the label of the highest tick, which is centred on the same height.
        "yshift": 6,
    }


def _level_shapes(level: Level, index: int) -> Iterator[dict[str, Any]]:
    where = {"xref": "paper", "x0": 0, "x1": 1, "yref": _axis_id(index)}
    if level.low != level.high:
        ground = {"fillcolor": theme.LEVEL_BAND, "line": {"width": 0}, "layer": "below"}
        yield where | ground | {"type": "rect", "y0": level.low, "y1": level.high}
    for value in dict.fromkeys((level.low, level.high)):
        line = {"color": theme.LEVEL, "width": 1.4, "dash": "6px,3px"}
        yield where | {"type": "line", "y0": value, "y1": value, "line": line}


def _level_mark(level: Level, index: int) -> dict[str, Any]:
    return {
        "text": escape(level.mark),
        "showarrow": False,
        "xref": "paper",
        "x": 1,
        "xanchor": "left",
        "xshift": 4,
        "yref": _axis_id(index),
        "y": (level.low + level.high) / 2,
    }


def _event_shape(event: Event) -> dict[str, Any]:
    where = {"xref": "x", "yref": "paper", "y0": 0, "y1": 1}
    if event.first == event.last:
        line = {"color": theme.EVENT, "width": 1.6, "dash": "dot"}
        x = event.first.isoformat()
        return where | {"type": "line", "x0": x, "x1": x, "line": line}
    return where | {
        "type": "rect",
        "x0": _moment(event.first, -0.5),
        "x1": _moment(event.last, 0.5),
        "fillcolor": theme.EVENT,
        "opacity": 0.12,
        "line": {"width": 0},
    }


def _event_name(event: Event) -> dict[str, Any]:
    return {
        "text": escape(event.name),
        "showarrow": False,
        "xref": "x",
        "x": event.first.isoformat(),
        "xanchor": "left",
        "yref": "paper",
        "y": 1,
        "yanchor": "top",
        "font": {"size": 11, "color": theme.QUIET},
    }


def _moment(date: dt.date, days: float) -> str:
    midnight = dt.datetime.combine(date, dt.time())  # a wall-clock axis, in no zone
    return (midnight + dt.timedelta(days=days)).isoformat(sep=" ")
