"""A figure as SVG: the first paint, the print and the page without JavaScript.

Only presentation attributes, no style attribute and no style element, so that it is drawn under a
policy without inline style. The drawing scales with its box; because text scales with it, there
is one drawing for a phone and one for a wide page.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from tracker.charts import text, theme
from tracker.charts.figure import Event, Figure, LegendEntry, Level, Panel

NARROW = 340
WIDE = 760

FONT_SIZE = 12
# A mean width of a character; text is only measured to leave room for it.
CHARACTER = 6.9
ROW = 19
SWATCH = 16
TITLE_ROW = 30
TICK_ROW = 34
PANEL_GAP = 12
MIN_TICK_SPACING = 56


@dataclass(frozen=True)
class _Frame:
    """Where one panel's plot lies, in units of the drawing, and how values become positions."""

    figure: Figure
    left: float
    right: float
    top: float
    bottom: float
    ticks: tuple[float, ...]

    def x(self, day: float) -> float:
        return self.left + self.figure.axis.fraction(day) * (self.right - self.left)

    def y(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return self.bottom - (value - low) / (high - low) * (self.bottom - self.top)

    @property
    def bar_width(self) -> float:
        axis = self.figure.axis
        return theme.BAR_SHARE * axis.step_days * (self.x(axis.start + 1) - self.x(axis.start))


def draw_both(figure: Figure, *, key: str = "figure") -> SafeString:
    """The drawing for a phone and the wide one; the style sheet shows the one that fits.

    The legend is a drawing of its own (class figure-legend): it stays when the browser puts a
    live figure in the place of the rest (class figure-plot).
    """
    boxes = {"narrow": NARROW, "wide": WIDE}
    return SafeString(
        "".join(
            f'<div class="figure-{name}">{_legend_and_plot(figure, width, f"{key}-{name}")}</div>'
            for name, width in boxes.items()
        )
    )


def draw(figure: Figure, *, width: int = WIDE, key: str = "figure") -> SafeString:
    """The whole figure as one drawing, so many units wide: for a file, a print or a mail.

    `key` starts every id in it and must be unique within the page.
    """
    legend, top = _legend(figure.legend(), width=width, key=key)
    plot, height = _plot(figure, width=width, top=top, key=key)
    return _svg([*legend, *plot], width=width, height=height, naming=_named(figure, key))


def _legend_and_plot(figure: Figure, width: int, key: str) -> str:
    legend, legend_height = _legend(figure.legend(), width=width, key=key)
    plot, height = _plot(figure, width=width, top=0, key=key)
    hidden = ('class="figure-legend" aria-hidden="true"', "")
    attributes, names = _named(figure, key)
    return _svg(legend, width=width, height=legend_height, naming=hidden) + _svg(
        plot, width=width, height=height, naming=(f'class="figure-plot" {attributes}', names)
    )


def _svg(body: Iterable[str], *, width: int, height: float, naming: tuple[str, str]) -> SafeString:
    attributes, names = naming
    # Made of numbers and of text that went through escape().
    return SafeString(
        f'<svg xmlns="http://www.w3.org/2000/svg" {attributes} viewBox="0 0 {width} {_n(height)}" '
        f'font-family="{escape(theme.FONT)}" font-size="{FONT_SIZE}" fill="{theme.TEXT}">{names}'
        f'<rect width="{width}" height="{_n(height)}" fill="{theme.PAPER}"/>{"".join(body)}</svg>'
    )


def _named(figure: Figure, key: str) -> tuple[str, str]:
    """What makes a drawing an image with a name and a description: attributes and elements."""
    attributes = (
        f'role="img" aria-labelledby="{key}-title" aria-describedby="{key}-desc" '
        f'lang="{escape(figure.lang)}"'
    )
    title = f'<title id="{key}-title">{escape(figure.title)}</title>'
    return attributes, f'{title}<desc id="{key}-desc">{escape(figure.summary)}</desc>'


def _plot(figure: Figure, *, width: int, top: float, key: str) -> tuple[list[str], float]:
    """The panels below `top`, and the height of the drawing with them."""
    frames, height = _frames(figure, width=width, top=top)
    panels = zip(frames, figure.panels, strict=True)
    return [
        *(mark for frame, panel in panels for mark in _panel(frame, panel, key=key)),
        *_events(figure.events, frames),
        *_date_ticks(frames[-1]),
    ], height


# --- layout ---


def _frames(figure: Figure, *, width: int, top: float) -> tuple[list[_Frame], float]:
    marks = [level.mark for panel in figure.panels for level in panel.levels]
    labels = [text.amount(t, lang=figure.lang) for panel in figure.panels for t in panel.ticks()]
    left = _text_width(max(labels, key=len)) + 8
    right = width - max([_text_width(mark) + 8 for mark in marks], default=10)
    frames = []
    for panel in figure.panels:
        top += TITLE_ROW
        bottom = top + panel.height * (250 if width > NARROW else 220)
        frames.append(_Frame(figure, left, right, top, bottom, panel.ticks()))
        top = bottom + PANEL_GAP
    return frames, top - PANEL_GAP + TICK_ROW


def _text_width(label: str) -> float:
    return len(label) * CHARACTER


# --- the legend ---


def _legend(entries: Sequence[LegendEntry], *, width: int, key: str) -> tuple[list[str], float]:
    """The entries in rows that fit the width, with the patterns; and the height they take."""
    x, y = 0.0, 14.0
    drawn = [f"<defs>{''.join(_patterns(key))}</defs>"]
    for entry in entries:
        needs = SWATCH + 6 + _text_width(entry.name)
        if x and x + needs > width:
            x, y = 0.0, y + ROW
        drawn.append(_swatch(entry, x=x, y=y, key=key))
        drawn.append(f'<text x="{_n(x + SWATCH + 6)}" y="{_n(y)}">{escape(entry.name)}</text>')
        x += needs + 14
    return drawn, y + 8 if entries else 0.0


def _swatch(entry: LegendEntry, *, x: float, y: float, key: str) -> str:
    match entry.mark:
        case "bar" | "faint" | "open":
            paint = _paint(entry.style, key=key, is_faint=entry.mark != "bar")
            dash = ' stroke-dasharray="2 2"' if entry.mark == "open" else ""
            return (
                f'<rect x="{_n(x + 0.5)}" y="{_n(y - 10)}" width="15" height="11" {paint}{dash}/>'
            )
        case "band":
            ground = f'y="{_n(y - 9)}" width="{SWATCH}" height="9" fill="{theme.LEVEL_BAND}"'
            edges = _dashed(x, x + SWATCH, y - 9) + _dashed(x, x + SWATCH, y)
            return f'<rect x="{_n(x)}" {ground}/>{edges}'
        case "level":
            return _dashed(x, x + SWATCH, y - 4)
        case "zero":
            return _vertical(x + SWATCH / 2, y - 8, y)
        case "point":
            return f'<path d="{_dot(x + SWATCH / 2, y - 4)}" fill="{_colour(entry.style)}"/>'
        case _:
            stroke = f'stroke="{_colour("line")}" stroke-width="2"'
            return f'<path d="M{_n(x)},{_n(y - 4)}h{SWATCH}" {stroke}/>'


# --- one panel ---


def _panel(frame: _Frame, panel: Panel, *, key: str) -> Iterator[str]:
    yield f'<text x="0" y="{_n(frame.top - 12)}" font-weight="600">{escape(panel.title)}</text>'
    yield from (_band(frame, level) for level in panel.levels if level.low != level.high)
    yield from _grid(frame)
    yield from _stacks(frame, panel, key=key)
    yield from _open_parts(frame, panel, key=key)
    for date in panel.zeros.dates if panel.zeros else ():
        yield _vertical(frame.x(date.toordinal()), frame.y(0) - 5, frame.y(0))
    yield from (line for level in panel.levels for line in _level(frame, level))
    yield from _lines(frame, panel)
    yield from _points(frame, panel)


def _grid(frame: _Frame) -> Iterator[str]:
    path = "".join(f"M{_n(frame.left)},{_n(frame.y(t))}H{_n(frame.right)}" for t in frame.ticks)
    yield f'<path d="{path}" stroke="{theme.GRID}"/>'
    yield (
        f'<path d="M{_n(frame.left)},{_n(frame.bottom)}H{_n(frame.right)}" stroke="{theme.AXIS}"/>'
    )
    for tick in frame.ticks:
        label = text.amount(tick, lang=frame.figure.lang)
        yield _label(frame.left - 6, frame.y(tick) + 4, label, anchor="end")


def _stacks(frame: _Frame, panel: Panel, *, key: str) -> Iterator[str]:
    feet: dict[dt.date, float] = {}
    for series in panel.bars:
        boxes: dict[bool, list[str]] = {False: [], True: []}
        for bar in series.bars:
            foot = feet.get(bar.x, 0.0)
            feet[bar.x] = foot + bar.value
            if bar.value > 0:
                boxes[bar.is_faint].append(_box(frame, bar.x, foot, foot + bar.value))
        for is_faint, drawn in boxes.items():
            if drawn:
                paint = _paint(series.style, key=key, is_faint=is_faint)
                name = f"bars {series.style}{' faint' if is_faint else ''}"
                yield f'<path class="{name}" d="{"".join(drawn)}" {paint}/>'


def _open_parts(frame: _Frame, panel: Panel, *, key: str) -> Iterator[str]:
    parts = panel.open_parts.parts if panel.open_parts else ()
    boxes = [_box(frame, p.x, p.low, p.high) for p in parts if p.high is not None]
    if boxes:
        paint = _paint("open", key=key, is_faint=True)
        yield f'<path class="open" d="{"".join(boxes)}" {paint} stroke-dasharray="2 2"/>'
    for part in parts:
        if part.high is None:
            yield _label(frame.x(part.x.toordinal()), frame.y(part.low) - 3, "?")


def _box(frame: _Frame, date: dt.date, low: float, high: float) -> str:
    left = frame.x(date.toordinal()) - frame.bar_width / 2
    foot, top = frame.y(low), frame.y(high)
    width = _n(frame.bar_width)
    return f"M{_n(left)},{_n(foot)}v{_n(top - foot)}h{width}v{_n(foot - top)}z"


def _lines(frame: _Frame, panel: Panel) -> Iterator[str]:
    for line in panel.lines:
        path = "".join(_run(frame, run) for run in line.runs())
        # A white edge keeps the line readable over dark bars.
        for colour, width in ((theme.PAPER, 4.5), (_colour("line"), 2)) if path else ():
            yield (
                f'<path class="line" d="{path}" fill="none" stroke="{colour}" '
                f'stroke-width="{width}" stroke-linejoin="round" stroke-linecap="round"/>'
            )


def _run(frame: _Frame, run: Sequence[tuple[dt.date, float]]) -> str:
    points = [f"{_n(frame.x(date.toordinal()))},{_n(frame.y(value))}" for date, value in run]
    # A lone point is a line without length: its round ends make it a dot.
    return "M" + "L".join(points if len(points) > 1 else points * 2)


def _points(frame: _Frame, panel: Panel) -> Iterator[str]:
    for dots in panel.points:
        placed = [(frame.x(point.x.toordinal()), frame.y(point.value)) for point in dots.points]
        path = "".join(_dot(x, y) for x, y in placed)
        yield f'<path class="points {dots.style}" d="{path}" fill="{_colour(dots.style)}"/>'


def _dot(x: float, y: float) -> str:
    """A circle as a path, so that a year of them is one element."""
    r = theme.DOT / 2
    return f"M{_n(x - r)},{_n(y)}a{r},{r} 0 1 0 {2 * r},0a{r},{r} 0 1 0 {-2 * r},0z"


def _band(frame: _Frame, level: Level) -> str:
    top, foot = frame.y(level.high), frame.y(level.low)
    return (
        f'<rect x="{_n(frame.left)}" y="{_n(top)}" width="{_n(frame.right - frame.left)}" '
        f'height="{_n(foot - top)}" fill="{theme.LEVEL_BAND}"/>'
    )


def _level(frame: _Frame, level: Level) -> Iterator[str]:
    for value in dict.fromkeys((level.low, level.high)):
        yield _dashed(frame.left, frame.right, frame.y(value))
    middle = (frame.y(level.low) + frame.y(level.high)) / 2
    yield _label(frame.right + 5, middle + 4, level.mark, anchor="start", colour=theme.TEXT)


def _events(events: Iterable[Event], frames: Sequence[_Frame]) -> Iterator[str]:
    for event in events:
        is_span = event.first != event.last
        for frame in frames:
            x = frame.x(event.first.toordinal())
            yield (
                _span(event, frame)
                if is_span
                else _vertical(x, frame.top, frame.bottom, dash="2 3")
            )
        yield _event_name(event, frames[0])


def _span(event: Event, frame: _Frame) -> str:
    """From the morning of its first day to the evening of its last."""
    left, right = frame.x(event.first.toordinal() - 0.5), frame.x(event.last.toordinal() + 0.5)
    return (
        f'<rect x="{_n(left)}" y="{_n(frame.top)}" width="{_n(right - left)}" '
        f'height="{_n(frame.bottom - frame.top)}" fill="{theme.EVENT}" fill-opacity="0.12"/>'
    )


def _event_name(event: Event, frame: _Frame) -> str:
    x = frame.x(event.first.toordinal()) + 3
    fits = x + 0.9 * _text_width(event.name) < frame.right
    anchor, x = ("start", x) if fits else ("end", x - 6)
    return _label(x, frame.top + 9, event.name, anchor=anchor)


def _date_ticks(frame: _Frame) -> Iterator[str]:
    room = frame.right - frame.left
    for tick, year in frame.figure.axis.thinned(max(2, int(room // MIN_TICK_SPACING))):
        x = frame.x(tick.at.toordinal())
        yield f'<path d="M{_n(x)},{_n(frame.bottom)}v4" stroke="{theme.AXIS}"/>'
        yield _label(x, frame.bottom + 16, tick.label)
        if year:
            yield _label(x, frame.bottom + 30, year)


# --- pieces ---


def _patterns(key: str) -> Iterator[str]:
    for name, style in theme.STYLES.items():
        if style.pattern:
            yield _tile(f"{key}-{name}", style.pattern, style.colour, style.mark)
        if style.faint_pattern:
            yield _tile(f"{key}-{name}-faint", style.faint_pattern, style.tint, style.colour)


def _tile(tile_id: str, pattern: str, ground: str, mark: str) -> str:
    return (
        f'<pattern id="{tile_id}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="{ground}"/>'
        f'<path d="{_STROKES[pattern]}" stroke="{mark}" stroke-width="0.9"/></pattern>'
    )


# The strokes run past the corners, so that they meet those of the next tile.
_SLASH = "M-1,7L7,-1M-1,1L1,-1M5,7L7,5"
_BACKSLASH = "M-1,-1L7,7M5,-1L7,1M-1,5L1,7"
_STROKES = {"/": _SLASH, "\\": _BACKSLASH, "x": _SLASH + _BACKSLASH, "-": "M0,3H6"}


def _paint(style_name: str, *, key: str, is_faint: bool) -> str:
    style = theme.STYLES[style_name]
    if is_faint:
        return f'fill="url(#{key}-{style_name}-faint)" stroke="{style.colour}" stroke-width="0.7"'
    return f'fill="url(#{key}-{style_name})"' if style.pattern else f'fill="{style.colour}"'


def _colour(style_name: str) -> str:
    return theme.STYLES[style_name].colour


def _label(
    x: float, y: float, label: str, *, anchor: str = "middle", colour: str = theme.QUIET
) -> str:
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}" fill="{colour}" '
        f'font-size="{FONT_SIZE - 1}">{escape(label)}</text>'
    )


def _dashed(left: float, right: float, y: float) -> str:
    return (
        f'<path d="M{_n(left)},{_n(y)}H{_n(right)}" stroke="{theme.LEVEL}" stroke-width="1.4" '
        f'stroke-dasharray="6 3"/>'
    )


def _vertical(x: float, top: float, bottom: float, *, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="M{_n(x)},{_n(top)}V{_n(bottom)}" stroke="{theme.EVENT}" '
        f'stroke-width="1.6"{dashed}/>'
    )


def _n(value: float) -> str:
    """A coordinate without needless digits: a long period has hundreds of them."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
