"""What can go with less magnesium, for one person: told by them, or seen in their diary."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from tracker import medicines, profiles, week
from tracker.guidance.advice import Advice, worded
from tracker.guidance.caffeine import held
from tracker.guidance.situation import conditions_on, facts_on
from tracker.models import IntakeEntry, Profile, User
from tracker.models.intake import Kind
from tracker.rules import messages, risks
from tracker.rules.medicines import Direction

LOGGED_DAYS = 14
WEEK_DAYS = 7
# A standard glass in the Netherlands holds 10 g of alcohol.
GLASS_G = 10.0
ALCOHOL = "alcohol_g"
ACID_REDUCER = "ppi"


@dataclass(frozen=True, kw_only=True)
class Factor:
    """One factor that holds, on its own: there is no score."""

    label: str
    advice: Advice
    is_derived: bool


def factors_of(
    user: User, *, on: dt.date, at: dt.datetime, lang: str, profile: Profile
) -> tuple[Factor, ...]:
    """The factors that hold on a day, in the order of the table."""
    known = _known(user, on=on, at=at, lang=lang, profile=profile)
    return tuple(
        Factor(
            label=str(risk.label),
            advice=worded(messages.evaluate([risk.rule], known))[0],
            is_derived=risk.is_derived,
        )
        for risk in risks.profile(known)
    )


def _known(
    user: User, *, on: dt.date, at: dt.datetime, lang: str, profile: Profile
) -> dict[str, Any]:
    periods = profiles.targets_of(user, lang=lang, profile=profile)
    ticked = conditions_on(profile, periods, on=on)
    tap = profile.tap_water_mg_per_l
    return {
        **facts_on(user, on=on, at=at, profile=profile),
        **dict.fromkeys(ticked, True),
        **_of_medicines(user, on=on),
        "rich_moments_7": week.read(user, last=on, lang=lang).rich_moments,
        "logged_days_14": _logged_days(user, on=on),
        "alcohol_glasses_7": _glasses(user, on=on),
        **({} if tap is None else {"tap_mg_per_l": float(tap)}),
    }


def _of_medicines(user: User, *, on: dt.date) -> dict[str, bool]:
    """An acid reducer used for more than a year, and other medicines that lower magnesium."""
    taken = [record for record in medicines.read(user, on=on) if not record.has_ended]
    lowering = {
        effect.id
        for record in taken
        for effect in record.effects
        if effect.direction is Direction.LOWER
    }
    return {
        "long_acid_reducer": ACID_REDUCER in lowering,
        "magnesium_loss_medicine": bool(lowering - {ACID_REDUCER}),
    }


def _logged_days(user: User, *, on: dt.date) -> int:
    first = on - dt.timedelta(days=LOGGED_DAYS - 1)
    rows = IntakeEntry.objects.visible_to(user).filter(
        date__gte=first, date__lte=on, kind=Kind.FOOD
    )
    return int(rows.values("date").distinct().count())


def _glasses(user: User, *, on: dt.date) -> float:
    """Standard glasses of alcohol in seven days, as far as the drinks say what they hold."""
    first = on - dt.timedelta(days=WEEK_DAYS - 1)
    rows = IntakeEntry.objects.visible_to(user).filter(
        date__gte=first, date__lte=on, food_group="alcohol"
    )
    return sum(held(row, ALCOHOL) or 0 for row in rows.defer("history")) / GLASS_G
