"""Reminders of planned doses and of closing the day, for a calendar program."""

import datetime as dt
import hashlib
import secrets
import uuid
from collections.abc import Iterator

from tracker import guidance, moments, supplements
from tracker.ics import Reminder
from tracker.models import CalendarFeed, User

TOKEN_BYTES = 32
DAYS = 28
CLOSE_AT = dt.time(21, 30)
CLOSE = "close"


def of(user: User) -> CalendarFeed | None:
    feed: CalendarFeed | None = CalendarFeed.objects.visible_to(user).first()
    return feed


def renew(user: User, *, closes_day: bool, at: dt.datetime) -> str:
    """The token of a new address, shown now and never again; the one before ends."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    CalendarFeed.objects.update_or_create(
        user=user,
        defaults={"token_digest": _digest(token), "made_at": at, "closes_day": closes_day},
    )
    return token


def stop(user: User) -> None:
    CalendarFeed.objects.editable_by(user).delete()


def by_token(token: str) -> CalendarFeed | None:
    return CalendarFeed.objects.select_related("user").filter(token_digest=_digest(token)).first()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def upcoming(
    feed: CalendarFeed, *, today: dt.date, at: dt.datetime, zone_name: str
) -> tuple[Reminder, ...]:
    """Four weeks from today, one reminder per moment.

    What is paused, put away or has ended is not among them, and while a hard gate is open no dose.
    """
    days = [today + dt.timedelta(days=n) for n in range(DAYS)]
    is_held = guidance.is_held(feed.user, on=today, at=at)
    wanted = set() if is_held else set(_doses(feed.user, days))
    if feed.closes_day:
        wanted |= {(day, CLOSE_AT) for day in days}
    instants = {moments.instant_or_later(*when, zone_name=zone_name) for when in wanted}
    found = {instant: _id(feed, instant) for instant in instants}
    return tuple(Reminder(id, instant) for instant, id in sorted(found.items()))


def _doses(user: User, days: list[dt.date]) -> Iterator[tuple[dt.date, dt.time]]:
    """The day and the local time of every planned dose."""
    taken = {p.id for p in supplements.of(user) if p.is_swallowed and not p.is_archived}
    rows = [row for row in supplements.started(user, on=days[-1]) if row.product_id in taken]
    for day in days:
        begun = [row for row in rows if row.starts_on <= day]
        for plan in supplements.held_of(begun, on=day).values():
            if not supplements.is_paused(plan, on=day):
                yield from ((day, slot.time) for slot in supplements.slots_of(plan))


def _id(feed: CalendarFeed, instant: dt.datetime) -> uuid.UUID:
    """The same at each reading, so that a calendar keeps one event; it tells nothing."""
    return uuid.uuid5(feed.user.account_id, f"reminder:{instant.isoformat()}")
