"""Who the person says they are, and which guideline and life stage held on which day."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import uuid_utils.compat
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker import changes, moments, texts
from tracker.models import Device, Profile, TargetPeriod, User
from tracker.rules import background, kinds, limits, targets

MAX_TARGET_MG = Decimal(1000)
MAX_LIMIT_MG = Decimal(2000)
FIRST_YEAR = 1900
LIFE_STAGES = ("", "pregnancy", "lactation")
NO_LIMIT = "off"
COUNTS = "counts"
# So long a person is told that their doctor's limit has ended.
ENDED_DAYS = dt.timedelta(days=30)


@dataclass(frozen=True)
class DayTarget:
    """What a day is compared with: the person's own target where one holds, else a guideline.

    The amounts are mg a day; they are equal for one number, and both None where the guideline
    has no value for this person.
    """

    guideline: targets.Target
    personal: TargetPeriod | None

    @property
    def shown(self) -> targets.Target:
        """The one that the day is compared with."""
        agreed = self.personal
        if agreed is None or agreed.magnesium_mg is None:
            return self.guideline
        return targets.personal(
            float(agreed.magnesium_mg), agreed_with=agreed.agreed_with, until=agreed.ends_on
        )

    @property
    def low_mg(self) -> float | None:
        return self.shown.low_mg

    @property
    def high_mg(self) -> float | None:
        return self.shown.high_mg


@dataclass(frozen=True)
class Targets:
    """A person's targets on any day, read once."""

    person: targets.Person
    periods: tuple[TargetPeriod, ...]
    default_authority: str

    def on(self, day: dt.date) -> DayTarget:
        guideline = self._valid(TargetPeriod.Kind.GUIDELINE, day)
        stage = self._valid(TargetPeriod.Kind.LIFE_STAGE, day)
        return DayTarget(
            guideline=targets.for_day(
                self.person,
                authority=guideline.value if guideline else self.default_authority,
                life_stage=stage.value if stage else "",
                on=day,
            ),
            personal=self._valid(TargetPeriod.Kind.PERSONAL, day),
        )

    def limit_on(self, day: dt.date) -> limits.Limit:
        """The limit for supplements: a doctor's until it ends, else that of the body chosen."""
        chosen = self._valid(TargetPeriod.Kind.LIMIT, day)
        key = chosen.value if chosen else limits.DEFAULT
        return limits.limit_on(
            day,
            profile=limits.DEFAULT if key == NO_LIMIT else key,
            age_months=self.age_months(day),
            doctor=self._doctor(day),
            is_off=key == NO_LIMIT,
        )

    def life_stage_on(self, day: dt.date) -> str:
        """pregnancy, lactation or neither ("")."""
        stage = self._valid(TargetPeriod.Kind.LIFE_STAGE, day)
        return stage.value if stage else ""

    def counts_water_on(self, day: dt.date) -> bool:
        period = self._valid(TargetPeriod.Kind.LIMIT_WATER, day)
        return period is not None and period.value == COUNTS

    def age_months(self, day: dt.date) -> int | None:
        year = self.person.birth_year
        return None if year is None else 12 * (day.year - year)

    def _doctor(self, day: dt.date) -> limits.DoctorLimit | None:
        """The doctor's limit that started last, also when it ended a short while ago."""
        agreed = [
            limits.DoctorLimit(
                mg=float(period.magnesium_mg),
                agreed_on=period.starts_on,
                valid_until=period.ends_on or limits.doctor_until(period.starts_on),
            )
            for period in self.periods
            if period.kind == TargetPeriod.Kind.DOCTOR_LIMIT
            and period.magnesium_mg is not None
            and period.starts_on is not None
            and period.starts_on <= day
        ]
        latest = max(agreed, key=lambda limit: limit.agreed_on, default=None)
        return latest if latest and day <= latest.valid_until + ENDED_DAYS else None

    def _valid(self, kind: str, day: dt.date) -> TargetPeriod | None:
        """The period that holds on `day`: of those that cover it the latest to start."""
        covering = [
            period
            for period in self.periods
            if period.kind == kind
            and (period.starts_on is None or period.starts_on <= day)
            and (period.ends_on is None or day <= period.ends_on)
        ]
        return max(covering, key=lambda p: (p.starts_on or dt.date.min, p.seq), default=None)


def of(user: User) -> Profile:
    """The person's profile; an unsaved empty one before anything was said."""
    profile: Profile | None = Profile.objects.visible_to(user).first()
    return profile or Profile(user=user, id=profile_id(user))


def profile_id(user: User) -> uuid.UUID:
    return uuid.uuid5(user.account_id, "profile")


def zone_of(user: User) -> str:
    return of(user).zone or settings.HOME_ZONE


def update(user: User, *, at: dt.datetime, device: Device | None = None, **members: Any) -> Profile:
    """Set the named members of the profile; ValidationError where one cannot be."""
    with changes.writing(user, at=at, device=device) as book:
        profile = of(user)
        for name, value in members.items():
            setattr(profile, name, value)
        check(profile, at=at)
        book.put([profile])
    return profile


def check(profile: Profile, *, at: dt.datetime) -> None:
    """ValidationError, by member, for what a profile cannot say."""
    if profile.id != profile_id(profile.user):
        raise ValidationError(_("There is one profile: its id is made from the account."))
    if profile.zone:
        moments.zone(profile.zone)
    if profile.language and profile.language not in dict(settings.LANGUAGES):
        raise ValidationError({"language": _("Mg24 speaks English and Dutch.")})
    birth_year = profile.birth_year
    if birth_year is not None and not FIRST_YEAR <= birth_year <= at.year:
        raise ValidationError(
            {"birth_year": _("Give a year from 1900 to this one, or leave it empty.")}
        )
    _check_tracked(profile.tracked)
    _check_conditions(profile.conditions)


def _check_tracked(chosen: object) -> None:
    if chosen is None:
        return
    if not isinstance(chosen, list) or any(key not in kinds.DAILY for key in chosen):
        raise ValidationError({"tracked": _("Choose from the list.")})
    if len(set(chosen)) < len(chosen):
        raise ValidationError({"tracked": _("Something is in the list twice.")})


def tracked(profile: Profile) -> tuple[str, ...]:
    """The kinds of observation that the day page asks for; four before the person chose."""
    if profile.tracked is None:
        return kinds.OFFERED
    return tuple(key for key in kinds.DAILY if key in profile.tracked)


def _check_conditions(conditions: Any) -> None:
    """A map of known keys to a last day or None; ValidationError for anything else."""
    if not isinstance(conditions, dict) or conditions.keys() - background.TICKS.keys():
        raise ValidationError({"conditions": _("Choose from the list.")})
    for until in conditions.values():
        try:
            dt.date.fromisoformat(until or "2000-01-01")
        except (TypeError, ValueError) as error:
            raise ValidationError({"conditions": _("Give a day like 2026-11-25.")}) from error


def periods(user: User) -> Sequence[TargetPeriod]:
    return tuple(TargetPeriod.objects.visible_to(user).order_by("kind", "starts_on", "row"))


def targets_of(user: User, *, lang: str, profile: Profile | None = None) -> Targets:
    profile = profile or of(user)
    return Targets(
        person=targets.Person(sex=_sex(profile), birth_year=profile.birth_year),
        periods=tuple(periods(user)),
        default_authority=targets.default_authority(profile.language or lang),
    )


def _sex(profile: Profile) -> Any:
    return profile.sex or None


def set_period(
    user: User,
    *,
    kind: str,
    at: dt.datetime,
    value: str = "",
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    magnesium_mg: Decimal | None = None,
    agreed_with: str = "",
) -> TargetPeriod:
    """Say what holds from `starts_on` to `ends_on`; the same kind and start is replaced."""
    _check_period(kind, value=value, magnesium_mg=magnesium_mg)
    _check_limit(kind, value=value, magnesium_mg=magnesium_mg, starts_on=starts_on)
    _check_dates(starts_on, ends_on, at=at)
    if kind == TargetPeriod.Kind.DOCTOR_LIMIT and starts_on and ends_on is None:
        ends_on = limits.doctor_until(starts_on)
    _check_agreed_with(agreed_with)
    with changes.writing(user, at=at) as book:
        same = TargetPeriod.objects.editable_by(user).filter(kind=kind, starts_on=starts_on)
        period = same.first() or TargetPeriod(user=user, id=uuid_utils.compat.uuid7())
        period.kind, period.value = kind, value
        period.starts_on, period.ends_on = starts_on, ends_on
        period.magnesium_mg, period.agreed_with = magnesium_mg, agreed_with
        book.put([period])
    return period


def check_period(period: TargetPeriod, *, at: dt.datetime) -> None:
    """ValidationError, by member, for what a period cannot be."""
    _check_period(period.kind, value=period.value, magnesium_mg=period.magnesium_mg)
    _check_limit(
        period.kind,
        value=period.value,
        magnesium_mg=period.magnesium_mg,
        starts_on=period.starts_on,
    )
    _check_dates(period.starts_on, period.ends_on, at=at)
    _check_agreed_with(period.agreed_with)


def _check_period(kind: str, *, value: str, magnesium_mg: Decimal | None) -> None:
    if kind == TargetPeriod.Kind.GUIDELINE and value not in targets.AUTHORITIES:
        raise ValidationError({"value": _("Choose one of the guidelines.")})
    if kind == TargetPeriod.Kind.LIFE_STAGE and value not in LIFE_STAGES:
        raise ValidationError({"value": _("Choose one of the life stages.")})
    if kind == TargetPeriod.Kind.PERSONAL and (
        magnesium_mg is None or not 0 < magnesium_mg <= MAX_TARGET_MG
    ):
        raise ValidationError({"magnesium_mg": _("Give a target from 1 to 1000 mg a day.")})


def _check_limit(
    kind: str, *, value: str, magnesium_mg: Decimal | None, starts_on: dt.date | None
) -> None:
    if kind == TargetPeriod.Kind.LIMIT and value not in (*limits.PROFILES, NO_LIMIT):
        raise ValidationError({"value": _("Choose one of the limits.")})
    if kind == TargetPeriod.Kind.LIMIT_WATER and value not in ("", COUNTS):
        raise ValidationError({"value": _("Choose whether mineral water counts.")})
    if kind != TargetPeriod.Kind.DOCTOR_LIMIT:
        return
    if magnesium_mg is None or not 0 < magnesium_mg <= MAX_LIMIT_MG:
        raise ValidationError({"magnesium_mg": _("Give a limit from 1 to 2000 mg a day.")})
    if starts_on is None:
        raise ValidationError({"starts_on": _("Give the day on which it was agreed.")})


def _check_dates(starts_on: dt.date | None, ends_on: dt.date | None, *, at: dt.datetime) -> None:
    for name, day in (("starts_on", starts_on), ("ends_on", ends_on)):
        if day and not FIRST_YEAR <= day.year <= at.year + 100:
            raise ValidationError({name: _("Give a day from 1900 to a hundred years ahead.")})
    if starts_on and ends_on and ends_on < starts_on:
        raise ValidationError({"ends_on": _("The last day is before the first.")})


def _check_agreed_with(name: str) -> None:
    try:
        texts.check_text(name, longest=200, lines=False)
    except ValidationError as error:
        raise ValidationError({"agreed_with": error}) from error


def remove_period(user: User, period: TargetPeriod, *, at: dt.datetime) -> None:
    with changes.writing(user, at=at) as book:
        book.remove([period])
