"""Tips about caffeine when a drink takes the day past what is advised, or comes late."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from tracker import moments, profiles
from tracker.guidance.situation import conditions_on
from tracker.models import IntakeEntry, Observation, User
from tracker.rules import messages, risks
from tracker.rules.kinds import SLEEP
from tracker.rules.kinds_complaints import BED
from tracker.rules.messages import Message

CAFFEINE = "caffeine_mg"
# A bedtime before this hour belongs to the night that follows the day.
MORNING_HOUR = 7
RULES = messages.about(
    risks.TIPS, {"caffeine_mg_today", "caffeine_mg_at_once", "caffeine_hours_before_bed"}
)


def held(entry: IntakeEntry, key: str) -> float | None:
    """How much of a nutrient an entry holds; None when that is not known."""
    each = entry.content.get(key)
    if each is None or entry.grams is None:
        return None
    return float(each) * float(entry.grams) / 100


def tips(user: User, entries: Sequence[IntakeEntry]) -> tuple[Message, ...]:
    """What drinking these calls forth that did not hold before; no query without caffeine."""
    drunk = [entry for entry in entries if held(entry, CAFFEINE)]
    if not drunk:
        return ()
    on = max(entry.date for entry in drunk)
    profile = profiles.of(user)
    periods = profiles.targets_of(user, lang=profile.language, profile=profile)
    told = dict.fromkeys(conditions_on(profile, periods, on=on), True)
    new = {entry.id for entry in drunk}
    day = list(IntakeEntry.objects.visible_to(user).filter(date=on).defer("history"))
    before = _amounts([entry for entry in day if entry.id not in new])
    after = {**_amounts(day), **_before_bed(user, drunk, on=on, zone_name=profile.zone or "UTC")}
    held_before = {m.rule for m in messages.evaluate(RULES, {**told, **before})}
    found = messages.evaluate(RULES, {**told, **after})
    return tuple(message for message in found if message.rule not in held_before)


def _amounts(entries: Sequence[IntakeEntry]) -> dict[str, Any]:
    amounts = [held(entry, CAFFEINE) or 0.0 for entry in entries]
    return {
        "caffeine_mg_today": sum(amounts),
        "caffeine_mg_at_once": max(amounts, default=0.0),
    }


def _before_bed(
    user: User, drunk: Sequence[IntakeEntry], *, on: dt.date, zone_name: str
) -> dict[str, float]:
    """Hours from the last of these drinks to the time of going to bed that was logged last."""
    times = [entry.at for entry in drunk if entry.at is not None]
    nights = Observation.objects.visible_to(user).filter(kind=SLEEP, date__lte=on)
    latest = nights.order_by("-date").first() if times else None
    clock = latest.parts.get(BED) if latest else None
    if not clock:
        return {}
    bed = dt.time.fromisoformat(clock)
    day = on + dt.timedelta(days=1) if bed.hour < MORNING_HOUR else on
    moment = dt.datetime.combine(day, bed, tzinfo=moments.zone(zone_name))
    hours = (moment - max(times)).total_seconds() / 3600
    return {"caffeine_hours_before_bed": hours} if hours > 0 else {}
