"""A figure described once: panels over one axis of dates. `svg.py` and `plotly.py` draw it.

The description holds every number, label and text; a renderer only places them. Dates are the
middle of their slot: the day itself, or the Thursday of a week.
"""

import datetime as dt
import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Bar:
    """`is_faint`: pale and hatched, because the day does not count in a mean."""

    x: dt.date
    value: float
    is_faint: bool = False


@dataclass(frozen=True)
class Bars:
    """One source. The series of a panel are stacked in their order."""

    name: str
    style: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class OpenPart:
    """What may come on top of the known: up to `high`, or without an upper end (None)."""

    x: dt.date
    low: float
    high: float | None


@dataclass(frozen=True)
class OpenParts:
    name: str
    parts: tuple[OpenPart, ...]


@dataclass(frozen=True)
class Point:
    x: dt.date
    value: float


@dataclass(frozen=True)
class Points:
    """Numbers that are not summed, so a dot each and no bar from zero; nothing joins them."""

    name: str
    style: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Line:
    """A None breaks the line: nothing is drawn across it."""

    name: str
    points: tuple[tuple[dt.date, float | None], ...]

    def runs(self) -> list[list[tuple[dt.date, float]]]:
        """The unbroken pieces, in order."""
        return [
            [(x, y) for x, y in piece if y is not None]
            for is_gap, piece in itertools.groupby(self.points, key=lambda point: point[1] is None)
            if not is_gap
        ]


@dataclass(frozen=True)
class Level:
    """A dashed line at a value, or a band when low and high differ. `mark` stands in the margin,
    `name` in the legend."""

    name: str
    low: float
    high: float
    mark: str


@dataclass(frozen=True)
class Zeros:
    """Days on which nothing was recorded on purpose: a tick, so that zero is not a gap."""

    name: str
    dates: tuple[dt.date, ...]


@dataclass(frozen=True)
class Event:
    """A dotted line through all panels, or a shaded span when it has another last day."""

    name: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class Hover:
    """Everything about one slot, in words and localised numbers, one line each."""

    x: dt.date
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Panel:
    """`title` names the quantity and its unit. `height` is a share of the figure's.

    `span` is the least that the axis shows.
    """

    title: str
    bars: tuple[Bars, ...] = ()
    points: tuple[Points, ...] = ()
    open_parts: OpenParts | None = None
    lines: tuple[Line, ...] = ()
    levels: tuple[Level, ...] = ()
    zeros: Zeros | None = None
    hovers: tuple[Hover, ...] = ()
    faint_name: str = ""
    height: float = 1.0
    from_zero: bool = True
    span: tuple[float, float] | None = None

    def tops(self) -> dict[dt.date, float]:
        """The height of the stack in every slot that has one."""
        tops: dict[dt.date, float] = {}
        for bar in itertools.chain.from_iterable(series.bars for series in self.bars):
            tops[bar.x] = tops.get(bar.x, 0.0) + bar.value
        return tops

    def ticks(self) -> tuple[float, ...]:
        """Round values that enclose everything drawn: the first and last are the axis's ends."""
        values = [*self._values()]
        if self.from_zero or not values:
            values.append(0.0)
        return nice_ticks(min(values), max(values))

    def _values(self) -> Iterator[float]:
        yield from self.tops().values()
        for part in self.open_parts.parts if self.open_parts else ():
            yield part.low
            if part.high is not None:
                yield part.high
        for level in self.levels:
            yield from (level.low, level.high)
        for line in self.lines:
            yield from (y for _, y in line.points if y is not None)
        for series in self.points:
            yield from (point.value for point in series.points)
        yield from self.span or ()

    @property
    def has_faint(self) -> bool:
        return any(bar.is_faint for series in self.bars for bar in series.bars)


@dataclass(frozen=True)
class DateTick:
    at: dt.date
    label: str


@dataclass(frozen=True)
class Axis:
    """Slots of `step_days` from the middle of the first to the middle of the last."""

    first: dt.date
    last: dt.date
    step_days: int
    ticks: tuple[DateTick, ...]

    @property
    def start(self) -> float:
        """The left end, in days of the proleptic calendar (`date.toordinal`)."""
        return self.first.toordinal() - self.step_days / 2

    @property
    def end(self) -> float:
        return self.last.toordinal() + self.step_days / 2

    def fraction(self, day: float) -> float:
        """Where a day lies, 0 at the left end and 1 at the right."""
        return (day - self.start) / (self.end - self.start)

    def thinned(self, most: int) -> tuple[tuple[DateTick, str], ...]:
        """At most so many ticks, evenly spread, each with its year where that has to be said."""
        every = max(1, math.ceil(len(self.ticks) / most))
        ticks = self.ticks[::every]
        before = (0, *(tick.at.year for tick in ticks))
        return tuple(
            (tick, "" if tick.at.year == year else str(tick.at.year))
            for tick, year in zip(ticks, before, strict=False)
        )


@dataclass(frozen=True)
class Table:
    """The numbers of the figure as text: for screen readers, for print, without JavaScript."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class LegendEntry:
    """`mark` is "bar", "faint", "open", "line", "level", "band", "zero" or "point"."""

    name: str
    mark: str
    style: str = ""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """`summary` says in one sentence what there is to see. `lang` sets separators."""

    title: str
    summary: str
    lang: str
    axis: Axis
    panels: tuple[Panel, ...]
    table: Table
    events: tuple[Event, ...] = field(default=())

    def legend(self) -> tuple[LegendEntry, ...]:
        """One entry for everything drawn, in reading order; nothing that is not drawn."""
        entries = itertools.chain.from_iterable(_entries(panel) for panel in self.panels)
        return tuple(dict.fromkeys(entries))


def _entries(panel: Panel) -> Iterator[LegendEntry]:
    for series in panel.bars:
        if any(bar.value > 0 for bar in series.bars):
            yield LegendEntry(series.name, "bar", series.style)
    if panel.has_faint and panel.faint_name:
        yield LegendEntry(panel.faint_name, "faint", panel.bars[0].style)
    if panel.open_parts and panel.open_parts.parts:
        yield LegendEntry(panel.open_parts.name, "open", "open")
    yield from _mark_entries(panel)


def _mark_entries(panel: Panel) -> Iterator[LegendEntry]:
    for dots in panel.points:
        if dots.points:
            yield LegendEntry(dots.name, "point", dots.style)
    for line in panel.lines:
        if line.runs():
            yield LegendEntry(line.name, "line", "line")
    for level in panel.levels:
        yield LegendEntry(level.name, "level" if level.low == level.high else "band")
    if panel.zeros and panel.zeros.dates:
        yield LegendEntry(panel.zeros.name, "zero")


def nice_ticks(low: float, high: float, *, intervals: int = 6) -> tuple[float, ...]:
    """About so many round steps (1, 2, 2.5 or 5 times a power of ten) that enclose both ends."""
    span = high - low or abs(high) or 1.0
    power = 10.0 ** math.floor(math.log10(span / intervals))
    step = next(s * power for s in (1, 2, 2.5, 5, 10) if s * power >= span / intervals * 0.999999)
    first, last = math.floor(low / step), math.ceil(high / step)
    return tuple(round(i * step, 10) for i in range(first, max(last, first + 1) + 1))
