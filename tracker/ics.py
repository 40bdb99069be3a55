"""Reminders as an iCalendar file (RFC 5545); pure.

Every value is made here of digits and letters, so nothing has to be escaped or folded. The title is
the same for all of them: a calendar is seen by others, and on a locked screen.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

TITLE = "Mg24"
REFRESHED = "PT6H"


@dataclass(frozen=True)
class Reminder:
    """A moment (UTC) at which to look into the diary; `id` stays the same when it is read again."""

    id: uuid.UUID
    at: dt.datetime


def calendar(reminders: Sequence[Reminder], *, made_at: dt.datetime) -> str:
    """The whole file; lines end as the standard asks."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Mg24//Reminders//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{TITLE}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESHED}",
        f"X-PUBLISHED-TTL:{REFRESHED}",
        *(line for reminder in reminders for line in _event(reminder, made_at=made_at)),
        "END:VCALENDAR",
    ]
    return "".join(f"{line}\r\n" for line in lines)


def _event(reminder: Reminder, *, made_at: dt.datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{reminder.id}",
        f"DTSTAMP:{_utc(made_at)}",
        f"DTSTART:{_utc(reminder.at)}",
        "DURATION:PT5M",
        f"SUMMARY:{TITLE}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{TITLE}",
        "TRIGGER:PT0M",
        "END:VALARM",
        "END:VEVENT",
    ]


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
