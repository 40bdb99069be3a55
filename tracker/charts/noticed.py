"""Cramps, sleep and tiredness as panels under the intake, on its axis of days or weeks."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.charts import text
from tracker.charts.figure import Bar, Bars, Figure, Hover, Panel, Point, Points, Table, Zeros
from tracker.rules import kinds

HOUR_MIN = 60
HEIGHT = 0.45
# The least an axis shows, so that one number more or less does not fill the panel.
CRAMPS_SPAN, SLEEP_SPAN, TIRED_SPAN = (0.0, 4.0), (3.0, 11.0), (0.0, 10.0)
KINDS = (kinds.CRAMP, kinds.SLEEP, kinds.FATIGUE)

Numbers = Mapping[dt.date, float]


@dataclass(frozen=True)
class _Slot:
    """A day or a week of the axis: where it is drawn, and its days."""

    x: dt.date
    first: dt.date
    last: dt.date

    def mean(self, numbers: Numbers) -> float | None:
        """The mean of the days that are known; None without one."""
        days = map(dt.date.fromordinal, range(self.first.toordinal(), self.last.toordinal() + 1))
        known = [numbers[day] for day in days if day in numbers]
        return sum(known) / len(known) if known else None


def beside(figure: Figure, numbers: Mapping[str, Numbers], *, lang: str) -> Figure:
    """The figure with a panel for each kind that has a number in the period, and its column.

    `numbers` are by kind and day: how many cramps, minutes of sleep, tiredness 0 to 10. A day that
    is not there is unknown and stays empty; an explicit 0 is a tick on the axis.
    """
    with translation.override(lang):
        slots = _slots(figure)
        makers: dict[str, Callable[..., Panel]] = {
            kinds.CRAMP: _cramps,
            kinds.SLEEP: _sleep,
            kinds.FATIGUE: _tiredness,
        }
        shown = {key: numbers[key] for key in makers if numbers.get(key)}
        panels = [makers[key](slots, found, lang=lang) for key, found in shown.items()]
        summary = " ".join(
            [figure.summary, *(_told(key, n, lang=lang) for key, n in shown.items())]
        )
        return dataclasses.replace(
            figure,
            summary=summary,
            panels=(*figure.panels, *panels),
            table=_table(figure.table, slots, shown, lang=lang),
        )


def _slots(figure: Figure) -> list[_Slot]:
    """Every slot of the axis in order: a week runs from its Monday, three days before its x."""
    step = dt.timedelta(days=figure.axis.step_days)
    before = dt.timedelta(days=figure.axis.step_days // 2)
    count = (figure.axis.last - figure.axis.first) // step + 1
    xs = [figure.axis.first + n * step for n in range(count)]
    return [_Slot(x, x - before, x + before) for x in xs]


# --- panels ---


def _cramps(slots: Sequence[_Slot], numbers: Numbers, *, lang: str) -> Panel:
    known = _known(slots, numbers)
    is_weekly = _is_weekly(slots)
    return Panel(
        title=_("Cramps per day, mean of each week") if is_weekly else _("Cramps, times per day"),
        bars=(Bars(_("Cramps"), "cramp", tuple(Bar(slot.x, n) for slot, n in known)),),
        zeros=Zeros(_("No cramps, as you said"), tuple(slot.x for slot, n in known if n == 0)),
        hovers=_hovers(known, kinds.CRAMP, lang=lang),
        height=HEIGHT,
        span=CRAMPS_SPAN,
    )


def _sleep(slots: Sequence[_Slot], numbers: Numbers, *, lang: str) -> Panel:
    known = _known(slots, numbers)
    title = (
        _("Sleep, hours, mean of each week") if _is_weekly(slots) else _("Sleep, hours per night")
    )
    points = tuple(Point(slot.x, minutes / HOUR_MIN) for slot, minutes in known)
    return Panel(
        title=title,
        points=(Points(_("Sleep"), "sleep", points),),
        hovers=_hovers(known, kinds.SLEEP, lang=lang),
        height=HEIGHT,
        from_zero=False,
        span=SLEEP_SPAN,
    )


def _tiredness(slots: Sequence[_Slot], numbers: Numbers, *, lang: str) -> Panel:
    known = _known(slots, numbers)
    title = _("Tiredness, mean of each week") if _is_weekly(slots) else _("Tiredness, 0 to 10")
    return Panel(
        title=title,
        points=(Points(_("Tiredness"), "fatigue", tuple(Point(s.x, n) for s, n in known)),),
        hovers=_hovers(known, kinds.FATIGUE, lang=lang),
        height=HEIGHT,
        span=TIRED_SPAN,
    )


def _known(slots: Sequence[_Slot], numbers: Numbers) -> list[tuple[_Slot, float]]:
    means = ((slot, slot.mean(numbers)) for slot in slots)
    return [(slot, mean) for slot, mean in means if mean is not None]


def _is_weekly(slots: Sequence[_Slot]) -> bool:
    return slots[0].first != slots[0].last


def _hovers(known: Sequence[tuple[_Slot, float]], kind: str, *, lang: str) -> tuple[Hover, ...]:
    return tuple(
        Hover(slot.x, _slot_title(slot, lang=lang), (_words(kind, number, lang=lang),))
        for slot, number in known
    )


def _slot_title(slot: _Slot, *, lang: str) -> str:
    if slot.first == slot.last:
        return text.weekday_date(slot.x, lang=lang)
    return _("Week of {date}").format(date=text.long_date(slot.first, lang=lang))


# --- words and table ---


def _words(kind: str, number: float, *, lang: str) -> str:
    if kind == kinds.SLEEP:
        hours, minutes = divmod(round(number), HOUR_MIN)
        return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes}
    shown = text.decimal(number, lang=lang)
    if kind == kinds.FATIGUE:
        return _("%(number)s of %(most)s") % {"number": shown, "most": 10}
    return ngettext("%(count)s time", "%(count)s times", 1 if number == 1 else 2) % {"count": shown}


def _told(kind: str, numbers: Numbers, *, lang: str) -> str:
    """One sentence per kind: what was known, on how many days."""
    days = len(numbers)
    mean = _words(kind, sum(numbers.values()) / days, lang=lang)
    if kind == kinds.CRAMP:
        count = _words(kind, sum(numbers.values()), lang=lang)
        return ngettext(
            "Cramps: {count} on {days} day that was filled in.",
            "Cramps: {count} on {days} days that were filled in.",
            days,
        ).format(count=count, days=days)
    if kind == kinds.SLEEP:
        return ngettext(
            "Sleep: on average {mean} over {days} night.",
            "Sleep: on average {mean} over {days} nights.",
            days,
        ).format(mean=mean, days=days)
    return ngettext(
        "Tiredness: on average {mean} over {days} day.",
        "Tiredness: on average {mean} over {days} days.",
        days,
    ).format(mean=mean, days=days)


def _table(
    table: Table, slots: Sequence[_Slot], shown: Mapping[str, Numbers], *, lang: str
) -> Table:
    columns = (*table.columns, *(str(kinds.KINDS[key].label) for key in shown))
    rows = []
    for row, slot in zip(table.rows, slots, strict=True):
        means = {key: slot.mean(numbers) for key, numbers in shown.items()}
        cells = ["" if n is None else _words(key, n, lang=lang) for key, n in means.items()]
        rows.append((*row, *cells))
    return Table(columns, tuple(rows))
