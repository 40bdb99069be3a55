"""The facts that rules ask about, read from one person's diary: as of one day and moment."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, Q

from tracker import medicines, profiles, supplements
from tracker.models import IntakeEntry, Observation, Profile, SupplementProduct, User
from tracker.models.intake import Kind
from tracker.profiles import Targets
from tracker.rules import background, facts, gates, limits
from tracker.rules.facts import Background, Seen, Taken

SEEN_DAYS = 28
DOSE_DAYS = 2
EGFR = "lab_egfr"
# The weight alone is looked at over half a year.
WEIGHT = "weight"
KINDS = frozenset({kind for kind, _part in facts.TELLS} | facts.ALSO_CHANGES.keys())
VITAMIN_K = "vitamin_k_ug"
SWALLOWED = (Kind.SUPPLEMENT, Kind.MEDICINE)


@dataclass(frozen=True)
class _Current:
    """The product that matters most on a day: of those taken the one that started last."""

    form: str | None
    days_since_start: int | None


def facts_on(
    user: User, *, on: dt.date, at: dt.datetime, profile: Profile | None = None
) -> dict[str, Any]:
    """Everything that is known for the rules on that day, gates included; absent is unknown."""
    profile = profile or profiles.of(user)
    products = supplements.with_plans(user, on)
    prescribed = {a.product.id for a in products if a.product.is_prescribed}
    taken = _doses(user, on=on)
    found = facts.gather(
        seen=seen(user, kinds=KINDS, on=on),
        taken=[_taken(entry, is_prescribed=entry.item_id in prescribed) for entry in taken],
        background=_background(user, profile, products, taken, on=on),
        on=on,
        at=at,
    )
    return gates.with_gates(found)


def seen(user: User, *, kinds: Collection[str], on: dt.date) -> list[Seen]:
    """The observations of these kinds in the four weeks up to `on`, weights of half a year."""
    lately = Q(kind__in=kinds, date__gt=on - dt.timedelta(days=SEEN_DAYS))
    weighed = Q(kind=WEIGHT, date__gte=on - dt.timedelta(days=facts.HALF_YEAR_DAYS))
    rows = Observation.objects.visible_to(user).filter(lately | weighed, date__lte=on)
    return [
        Seen(
            kind=row.kind,
            date=row.date,
            value=None if row.value is None else float(row.value),
            parts=row.parts,
            at=row.at,
        )
        for row in rows.defer("history")
    ]


def _doses(user: User, *, on: dt.date) -> list[IntakeEntry]:
    first = on - dt.timedelta(days=DOSE_DAYS)
    rows = IntakeEntry.objects.visible_to(user).filter(
        kind__in=SWALLOWED, date__gte=first, date__lte=on
    )
    return list(rows.defer("content", "history"))


def _taken(entry: IntakeEntry, *, is_prescribed: bool) -> Taken:
    return Taken(
        date=entry.date,
        mg=None if entry.limit_mg is None else float(entry.limit_mg),
        is_prescribed=is_prescribed,
        at=entry.at,
    )


def _background(
    user: User,
    profile: Profile,
    products: Sequence[supplements.Active],
    taken: Sequence[IntakeEntry],
    *,
    on: dt.date,
) -> Background:
    periods = profiles.targets_of(user, lang=profile.language, profile=profile)
    limit = periods.limit_on(on)
    kept = [active.product for active in products if not active.product.is_archived]
    current = _current(user, products, taken, on=on)
    return Background(
        conditions=conditions_on(profile, periods, on=on) & facts.CONDITIONS,
        age=None if profile.birth_year is None else on.year - profile.birth_year,
        egfr=_latest_egfr(user, on=on),
        limit_mg=limits.for_red_flags(limit, age_months=periods.age_months(on)),
        atc_codes=medicines.atc_codes(user, on=on),
        product_form=current.form if current else None,
        product_is_active=current is not None,
        days_since_start=current.days_since_start if current else None,
        takes_vitamin_k=any(product.content.get(VITAMIN_K) for product in kept),
    )


def conditions_on(profile: Profile, periods: Targets, *, on: dt.date) -> frozenset[str]:
    """What the person ticked and what has not passed, and the life stage of that day."""
    told = background.BY_LIFE_STAGE.get(periods.life_stage_on(on))
    ticked = {
        key
        for key, until in profile.conditions.items()
        if until is None or on <= dt.date.fromisoformat(until)
    }
    return frozenset({*ticked, told} if told else ticked)


def _latest_egfr(user: User, *, on: dt.date) -> float | None:
    rows = Observation.objects.visible_to(user).filter(kind=EGFR, date__lte=on)
    latest = rows.exclude(value=None).order_by("-date", "-row").first()
    return None if latest is None else float(latest.value)


def _current(
    user: User,
    products: Sequence[supplements.Active],
    taken: Sequence[IntakeEntry],
    *,
    on: dt.date,
) -> _Current | None:
    """Planned and not paused, or logged in the last two days; None without such a product."""
    dosed = {entry.item_id for entry in taken}
    started = {
        active.product.id: active.plan.starts_on
        for active in products
        if active.plan is not None and not active.is_paused
    }
    unplanned = [id for id in dosed if id and id not in started]
    started |= _first_doses(user, unplanned, on=on)
    if not started:
        return None
    latest = max(started, key=lambda id: started[id])
    forms: dict[uuid.UUID, SupplementProduct] = {a.product.id: a.product for a in products}
    form = forms[latest].compound or None if latest in forms else None
    return _Current(form=form, days_since_start=(on - started[latest]).days)


def _first_doses(
    user: User, ids: Collection[uuid.UUID], *, on: dt.date
) -> dict[uuid.UUID, dt.date]:
    if not ids:
        return {}
    rows = IntakeEntry.objects.visible_to(user).filter(item_id__in=ids, date__lte=on)
    return dict(rows.values_list("item_id").annotate(first=Min("date")).order_by())
