"""What a page of charts shows: rows a day -> rules -> a figure, one dataclass per page."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from tracker import diary, frames, observations, profiles
from tracker.charts import noticed
from tracker.charts.figure import Event, Figure
from tracker.charts.intake import intake_figure
from tracker.models import Profile, User
from tracker.rules import trend

WEEKS = (4, 8, 12, 26)
MAX_DAYS = 731


@dataclass(frozen=True)
class TrendPage:
    """Intake over a period against the target of its last day."""

    first: dt.date
    last: dt.date
    figure: Figure
    target: profiles.DayTarget


def trend_page(
    user: User, *, first: dt.date, last: dt.date, lang: str, profile: Profile | None = None
) -> TrendPage:
    before = first - dt.timedelta(days=trend.WINDOW_DAYS - 1)
    means = trend.with_means(frames.day_rows(user, first=before, last=last))
    rows = means[trend.WINDOW_DAYS - 1 :]
    target = profiles.targets_of(user, lang=lang, profile=profile).on(last)
    events = _starts(user, first=first, last=last)
    figure = intake_figure(rows, target=target.shown, lang=lang, events=events)
    numbers = _numbers(user, first=first, last=last)
    return TrendPage(
        first=first,
        last=last,
        figure=noticed.beside(figure, numbers, lang=lang),
        target=target,
    )


def _starts(user: User, *, first: dt.date, last: dt.date) -> list[Event]:
    """The first day of each supplement, where it lies in the period."""
    starts = diary.supplement_starts(user, first=first, last=last)
    return [Event(name, date, date) for name, date in starts]


def _numbers(user: User, *, first: dt.date, last: dt.date) -> Mapping[str, noticed.Numbers]:
    found = observations.daily_numbers(user, noticed.KINDS, first=first, last=last)
    return {
        kind: {date: float(number) for date, number in days.items()} for kind, days in found.items()
    }
