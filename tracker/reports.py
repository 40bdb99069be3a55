"""What a page of charts shows: rows a day -> rules -> a figure, one dataclass per page."""

import datetime as dt
from dataclasses import dataclass

from tracker import frames, profiles
from tracker.charts.figure import Figure
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
    return TrendPage(
        first=first,
        last=last,
        figure=intake_figure(rows, target=target.shown, lang=lang),
        target=target,
    )
