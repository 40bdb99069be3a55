"""Cramps, sleep, tiredness and the like of the demo: the same ones for the same seed and day.

They come from a random source of their own and know nothing of the tablets: a demo must not seem
to show that these do something.
"""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.conf import settings

from tracker.observations import Draft
from tracker.rules import kinds

# Chosen so that the days with tablets are like those without.
STREAM = "felt"
PLACES = ("calf", "calf", "calf", "foot", "thigh")
# Chances that something was filled in at all; what was not is unknown.
FILLED = {"cramp": 0.82, "sleep": 0.88, "fatigue": 0.85, "irritability": 0.7}
NO_CRAMP = 0.62


def plan(days: Sequence[dt.date], *, seed: int) -> Iterator[Draft]:
    rng = random.Random(f"{STREAM}:{seed}")  # noqa: S311 - a diary to look at, no secret
    for day in days:
        if rng.random() < FILLED["cramp"]:
            yield from _cramps(rng, day)
        minutes = rng.gauss(430, 45)
        if rng.random() < FILLED["sleep"]:
            yield _night(rng, day, minutes=minutes)
        # A short night makes a tired day, in this diary.
        tired = 4.2 - (minutes - 430) / 45 + rng.gauss(0, 1.3)
        if rng.random() < FILLED["fatigue"]:
            yield _rating(day, kinds.FATIGUE, tired)
        if rng.random() < FILLED["irritability"]:
            yield _rating(day, "irritability", rng.gauss(3, 1.6))


def _cramps(rng: random.Random, day: dt.date) -> Iterator[Draft]:
    if rng.random() < NO_CRAMP:
        yield _draft(day, kinds.CRAMP, 0)
        return
    parts = {"place": rng.choice(PLACES), "worst": rng.randint(3, 8)}
    time = dt.time(rng.choice((3, 4, 5)), rng.choice((10, 25, 40, 55)))
    yield _draft(day, kinds.CRAMP, rng.choice((1, 1, 2, 3)), parts=parts, time=time)


def _night(rng: random.Random, day: dt.date, *, minutes: float) -> Draft:
    to_sleep = rng.choice((10, 15, 20, 40))
    up = 7 * 60 + rng.choice((-30, 0, 0, 15, 60))
    bed = (up - to_sleep - round(minutes / 5) * 5) % (24 * 60)
    quality = min(10, max(0, round(6 + (minutes - 430) / 30 + rng.gauss(0, 1))))
    parts = {"bed": _clock(bed), "up": _clock(up), "to_sleep_min": to_sleep, "quality": quality}
    return _draft(day, kinds.SLEEP, None, parts=parts)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _rating(day: dt.date, kind: str, value: float) -> Draft:
    return _draft(day, kind, min(10, max(0, round(value))))


def _draft(
    day: dt.date,
    kind: str,
    value: int | None,
    *,
    parts: dict[str, object] | None = None,
    time: dt.time | None = None,
) -> Draft:
    return Draft(
        kind=kind,
        date=day,
        value=None if value is None else Decimal(value),
        parts=parts or {},
        time=time,
        zone_name=settings.HOME_ZONE,
    )
