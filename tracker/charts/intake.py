"""Magnesium per day (per week for a long period) by source, against the guideline."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from tracker.charts import text
from tracker.charts.figure import (
    Axis,
    Bar,
    Bars,
    DateTick,
    Event,
    Figure,
    Hover,
    Level,
    Line,
    OpenPart,
    OpenParts,
    Panel,
    Table,
    Zeros,
)
from tracker.rules import trend
from tracker.rules.day import Status
from tracker.rules.reference_values import Kind
from tracker.rules.targets import Target
from tracker.rules.trend import DayRow, WeekRow

# More daily bars than this cannot be told apart on a phone (seen with 365 on 412 px).
MAX_DAILY = 120
# A week with fewer usable days than this is drawn as pale as a day that is not complete.
MIN_DAYS_IN_WEEK = 3
# Up to so many days every day has its date under it, else every Monday.
MAX_DAY_TICKS = 14


@dataclass(frozen=True, kw_only=True)
class _Slot:
    """A day or a week, ready to be drawn. In mg a day."""

    x: dt.date
    food_mg: float
    water_mg: float
    supplement_mg: float
    high_mg: float | None
    is_faint: bool
    title: str
    lines: tuple[str, ...]

    @property
    def known_mg(self) -> float:
        # The top of the stack, so that the open part stands on it to the last digit.
        return self.food_mg + self.water_mg + self.supplement_mg

    @property
    def is_open(self) -> bool:
        return self.high_mg is None or round(self.high_mg, 3) > round(self.known_mg, 3)


def intake_figure(
    days: Sequence[DayRow], *, target: Target, lang: str, events: Sequence[Event] = ()
) -> Figure:
    """Daily bars up to 120 days, beyond that weekly means of the usable days.

    `days` are in order of date; the period runs from the first to the last, so give those even
    when they are empty. A day without a row, or with nothing logged, stays empty. Raises
    ValueError without rows.
    """
    if not days:
        raise ValueError("A figure needs its first and its last day, even if both are empty.")
    with translation.override(lang):
        is_daily = _length(days) <= MAX_DAILY
        axis, panel, table = (_by_day if is_daily else _by_week)(days, target=target, lang=lang)
        return Figure(
            title=_title(days, lang=lang),
            summary=_summary(days, target=target, lang=lang),
            lang=lang,
            axis=axis,
            panels=(panel,),
            table=table,
            events=tuple(events),
        )


def _length(days: Sequence[DayRow]) -> int:
    return (days[-1].date - days[0].date).days + 1


# --- panels ---


def _by_day(days: Sequence[DayRow], *, target: Target, lang: str) -> tuple[Axis, Panel, Table]:
    slots = [_day_slot(row, lang=lang) for row in days if not row.is_empty]
    zeros = tuple(row.date for row in days if row.usable and row.high_mg == 0)
    panel = Panel(
        title=_("Magnesium, mg per day"),
        bars=_bars(slots),
        open_parts=_open_parts(slots),
        lines=(Line(_("7-day mean (5 or more complete days)"), _means(days)),),
        levels=_levels(target, lang=lang),
        zeros=Zeros(_("Known to be zero"), zeros),
        hovers=tuple(Hover(slot.x, slot.title, slot.lines) for slot in slots),
        faint_name=_("Pale and striped: day not complete"),
    )
    return _day_axis(days, lang=lang), panel, _day_table(days, lang=lang)


def _by_week(days: Sequence[DayRow], *, target: Target, lang: str) -> tuple[Axis, Panel, Table]:
    weeks = trend.weeks(days)
    slots = [_week_slot(week, lang=lang) for week in weeks if week.usable]
    panel = Panel(
        title=_("Magnesium, mg per day, average of each week"),
        bars=_bars(slots),
        open_parts=_open_parts(slots),
        levels=_levels(target, lang=lang),
        hovers=tuple(Hover(slot.x, slot.title, slot.lines) for slot in slots),
        faint_name=_("Pale and striped: fewer than 3 complete days"),
    )
    return _week_axis(weeks, lang=lang), panel, _week_table(weeks, lang=lang)


def _day_slot(row: DayRow, *, lang: str) -> _Slot:
    return _Slot(
        x=row.date,
        food_mg=row.food_mg,
        water_mg=row.water_mg,
        supplement_mg=row.supplement_mg,
        high_mg=row.high_mg,
        is_faint=not row.usable,
        title=text.weekday_date(row.date, lang=lang),
        lines=_day_lines(row, lang=lang),
    )


def _week_slot(week: WeekRow, *, lang: str) -> _Slot:
    return _Slot(
        x=_thursday(week),
        food_mg=week.food_mg or 0.0,
        water_mg=week.water_mg or 0.0,
        supplement_mg=week.supplement_mg or 0.0,
        high_mg=week.high_mg,
        is_faint=week.usable < MIN_DAYS_IN_WEEK,
        title=_("Week of {date}").format(date=text.long_date(week.monday, lang=lang)),
        lines=_week_lines(week, lang=lang),
    )


def _bars(slots: Sequence[_Slot]) -> tuple[Bars, ...]:
    sources = {
        "food": (_("Food"), [slot.food_mg for slot in slots]),
        "water": (_("Water"), [slot.water_mg for slot in slots]),
        "supplement": (_("Supplements"), [slot.supplement_mg for slot in slots]),
    }
    return tuple(
        Bars(
            name,
            style,
            tuple(Bar(s.x, mg, s.is_faint) for s, mg in zip(slots, values, strict=True)),
        )
        for style, (name, values) in sources.items()
    )


def _open_parts(slots: Sequence[_Slot]) -> OpenParts:
    return OpenParts(
        _("Not known: could be up to here"),
        tuple(OpenPart(s.x, s.known_mg, s.high_mg) for s in slots if s.is_open),
    )


def _means(days: Sequence[DayRow]) -> tuple[tuple[dt.date, float | None], ...]:
    """One point per calendar day: a day without a row breaks the line as well."""
    means = {row.date: row.mean7_mg for row in days}
    dates = (days[0].date + dt.timedelta(days=i) for i in range(_length(days)))
    return tuple((date, means.get(date)) for date in dates)


def _levels(target: Target, *, lang: str) -> tuple[Level, ...]:
    if target.low_mg is None or target.high_mg is None:
        return ()
    amounts = text.amounts(target.low_mg, target.high_mg, lang=lang)
    is_personal = target.kind is Kind.PERSONAL
    name = _("Personal target {amount} mg") if is_personal else _("Guideline {amount} mg")
    return (Level(name.format(amount=amounts), target.low_mg, target.high_mg, amounts),)


# --- axes ---


def _day_axis(days: Sequence[DayRow], *, lang: str) -> Axis:
    first, length = days[0].date, _length(days)
    dates = [first + dt.timedelta(days=i) for i in range(length)]
    ticked = dates if length <= MAX_DAY_TICKS else [d for d in dates if d.weekday() == 0]
    ticks = tuple(DateTick(date, text.short_date(date, lang=lang)) for date in ticked)
    return Axis(first, days[-1].date, 1, ticks)


def _week_axis(weeks: Sequence[WeekRow], *, lang: str) -> Axis:
    sunday = weeks[-1].monday + dt.timedelta(days=6)
    days = (dt.date.fromordinal(i) for i in range(weeks[0].monday.toordinal(), sunday.toordinal()))
    ticks = tuple(DateTick(d, text.month(d, lang=lang)) for d in days if d.day == 1)
    return Axis(_thursday(weeks[0]), _thursday(weeks[-1]), 7, ticks)


def _thursday(week: WeekRow) -> dt.date:
    return week.monday + dt.timedelta(days=3)


# --- words ---


def _title(days: Sequence[DayRow], *, lang: str) -> str:
    return _("Magnesium from {first} to {last}").format(
        first=text.long_date(days[0].date, lang=lang), last=text.long_date(days[-1].date, lang=lang)
    )


def _summary(days: Sequence[DayRow], *, target: Target, lang: str) -> str:
    mean = trend.period_mean(days, days=_length(days))
    if mean.known_mg is None:
        return _("{usable} of {days} days are complete: too few to give an average.").format(
            usable=mean.usable, days=mean.days
        )
    known = text.amount(mean.known_mg, lang=lang)
    return _sentence(target).format(
        usable=mean.usable,
        days=mean.days,
        known=known,
        guideline=text.amounts(target.low_mg or 0, target.high_mg or 0, lang=lang),
    )


def _sentence(target: Target) -> str:
    if target.low_mg is None or target.high_mg is None:
        return _(
            "{usable} of {days} days are complete; on those days there was on average "
            "at least {known} mg a day."
        )
    if target.kind is Kind.PERSONAL:
        return _(
            "{usable} of {days} days are complete; on those days there was on average "
            "at least {known} mg a day, and the personal target is {guideline} mg."
        )
    return _(
        "{usable} of {days} days are complete; on those days there was on average "
        "at least {known} mg a day, and the guideline is {guideline} mg."
    )


def _status_label(status: Status) -> str:
    labels = {
        Status.EMPTY: _("nothing logged"),
        Status.PARTIAL: _("not marked as complete"),
        Status.LOW_COVERAGE: _("too much is not known"),
        Status.COMPLETE: _("complete"),
        Status.CONFIRMED_NO_FOOD: _("no food that day"),
    }
    return labels[status]


def _day_lines(row: DayRow, *, lang: str) -> tuple[str, ...]:
    lines = [
        _bounds(row.known_mg, row.high_mg, lang=lang),
        _by_source(row.food_mg, row.water_mg, row.supplement_mg, lang=lang),
        _status_label(row.status),
    ]
    if row.mean7_mg is not None:
        mean = text.amount(row.mean7_mg, lang=lang)
        lines.append(_("7-day mean {amount} mg").format(amount=mean))
    return tuple(lines)


def _week_lines(week: WeekRow, *, lang: str) -> tuple[str, ...]:
    return (
        _bounds(week.known_mg or 0.0, week.high_mg, lang=lang),
        _by_source(week.food_mg or 0.0, week.water_mg or 0.0, week.supplement_mg or 0.0, lang=lang),
        _complete_days(week),
    )


def _bounds(known_mg: float, high_mg: float | None, *, lang: str) -> str:
    known = text.amount(known_mg, lang=lang)
    if high_mg is None:
        return _("at least {known} mg, no upper end known").format(known=known)
    high = text.amount(high_mg, lang=lang)
    if high == known:
        return _("{known} mg").format(known=known)
    return _("at least {known} mg, at most {high} mg").format(known=known, high=high)


def _by_source(food_mg: float, water_mg: float, supplement_mg: float, *, lang: str) -> str:
    return _("food {food}, water {water}, supplements {supplement}").format(
        food=text.amount(food_mg, lang=lang),
        water=text.amount(water_mg, lang=lang),
        supplement=text.amount(supplement_mg, lang=lang),
    )


def _complete_days(week: WeekRow) -> str:
    return _("{usable} of {days} days complete").format(usable=week.usable, days=week.days)


# --- tables ---


def _day_table(days: Sequence[DayRow], *, lang: str) -> Table:
    columns = (_("Day"), *_source_columns(), _("7-day mean, mg"), _("Status"))
    return Table(columns, tuple(_day_cells(row, lang=lang) for row in days))


def _week_table(weeks: Sequence[WeekRow], *, lang: str) -> Table:
    columns = (_("Week of"), *_source_columns(), _("Complete days"))
    return Table(columns, tuple(_week_cells(week, lang=lang) for week in weeks))


def _source_columns() -> tuple[str, ...]:
    return (
        _("Food, mg"),
        _("Water, mg"),
        _("Supplements, mg"),
        _("At least, mg"),
        _("At most, mg"),
    )


def _day_cells(row: DayRow, *, lang: str) -> tuple[str, ...]:
    numbers = (row.food_mg, row.water_mg, row.supplement_mg, row.known_mg)
    mean = "" if row.mean7_mg is None else text.amount(row.mean7_mg, lang=lang)
    return (
        text.long_date(row.date, lang=lang),
        *(("",) * 5 if row.is_empty else _cells(numbers, row.high_mg, lang=lang)),
        mean,
        _status_label(row.status),
    )


def _week_cells(week: WeekRow, *, lang: str) -> tuple[str, ...]:
    numbers = (week.food_mg, week.water_mg, week.supplement_mg, week.known_mg)
    return (
        text.long_date(week.monday, lang=lang),
        *(_cells(numbers, week.high_mg, lang=lang) if week.usable else ("",) * 5),
        _("{usable} of {days}").format(usable=week.usable, days=week.days),
    )


def _cells(numbers: Sequence[float | None], high_mg: float | None, *, lang: str) -> tuple[str, ...]:
    known = ("" if value is None else text.amount(value, lang=lang) for value in numbers)
    high = _("not known") if high_mg is None else text.amount(high_mg, lang=lang)
    return (*known, high)
