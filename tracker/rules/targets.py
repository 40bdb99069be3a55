"""The guideline that held for a person on a day, and where a day stands against it.

The numbers are in `reference_values.py`. Age is the year of the day minus the birth year.
"""

import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tracker.rules.day import DayTotal, Status
from tracker.rules.reference_values import ROWS, Kind, Row

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LIFE_STAGES = ("", "pregnancy", "lactation")

# Every authority's adult rows hold at this age; some end their youngest adult group later.
ADULT_MONTHS = 19 * 12


@dataclass(frozen=True)
class Authority:
    """Who set the guideline, and which of its kinds of value a person is shown, best first."""

    label: "StrOrPromise"
    kinds: tuple[Kind, ...]


AUTHORITIES = {
    "gr": Authority(_("Health Council of the Netherlands"), (Kind.AI,)),
    "efsa": Authority(_("European Food Safety Authority (EFSA)"), (Kind.AI,)),
    "iom": Authority(_("National Academies, United States (IOM)"), (Kind.RDA, Kind.AI)),
    "nnr": Authority(_("Nordic Nutrition Recommendations (NNR)"), (Kind.AI,)),
    "dach": Authority(_("Germany, Austria and Switzerland (D-A-CH)"), (Kind.AI,)),
    "uk": Authority(_("United Kingdom (COMA)"), (Kind.RNI,)),
}


class Reason(enum.StrEnum):
    """Why a target is a range, is not of the person's own life stage, or is missing."""

    NO_SEX = "no_sex"
    NO_BIRTH_YEAR = "no_birth_year"
    # The authority has no row for this life stage at this age; the row without it is used.
    NO_ROW_FOR_LIFE_STAGE = "no_row_for_life_stage"
    NO_ROW_FOR_AGE = "no_row_for_age"


@dataclass(frozen=True)
class Person:
    """What a guideline asks about a person. None of it is required."""

    sex: str | None = None
    birth_year: int | None = None


@dataclass(frozen=True, kw_only=True)
class Target:
    """A guideline in mg a day from everything: food, water and supplements.

    Low and high are equal when it is one number, and both None when there is no value
    (`reasons` then says why). `verified` is False when a number still waits for a check against
    its printed source. A personal target has a name in `agreed_with` and perhaps an end.
    """

    low_mg: float | None
    high_mg: float | None
    kind: Kind
    authority: str
    label: "StrOrPromise"
    year: str
    source: str
    verified: bool
    reasons: tuple[Reason, ...] = ()
    agreed_with: str = ""
    until: dt.date | None = None

    @property
    def is_range(self) -> bool:
        return self.low_mg != self.high_mg

    @property
    def is_adequate_intake(self) -> bool:
        """Enough for nearly everybody: below it nobody can be said to get too little."""
        return self.kind is Kind.AI


class Place(enum.StrEnum):
    """Where a day stands. None of these is a shortage; the wording keeps to that."""

    NO_TARGET = "no_target"
    NOTHING_LOGGED = "nothing_logged"
    SO_FAR = "so_far"
    AROUND_OR_ABOVE = "around_or_above"
    RANGE_WITHIN = "range_within"
    BELOW = "below"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A day against a target. The shares are of the target (1.0 = all of it): the least and the
    most that fit what is known; None where there is no target or no upper end."""

    place: Place
    low_mg: float
    high_mg: float | None
    share_low: float | None
    share_high: float | None


def default_authority(lang: str) -> str:
    """The authority for somebody who chose none: the Dutch one for Dutch, else the European."""
    return "gr" if lang == "nl" or lang.startswith("nl-") else "efsa"


def for_day(person: Person, *, authority: str, life_stage: str = "", on: dt.date) -> Target:
    """The guideline that holds for the person on that day.

    Without sex or birth year it is the range over what could hold for an adult (19 or older).
    Pregnancy and lactation take the rows of women, whatever sex was filled in. Raises KeyError
    for an unknown authority and ValueError for an unknown life stage.
    """
    if life_stage not in LIFE_STAGES:
        raise ValueError(f"A life stage is one of {LIFE_STAGES}, not {life_stage!r}.")
    months = None if person.birth_year is None else (on.year - person.birth_year) * 12
    sex = "F" if life_stage else person.sex
    reasons = []
    rows = _rows(authority, sex=sex, months=months, life_stage=life_stage)
    if life_stage and not rows:
        rows = _rows(authority, sex=sex, months=months, life_stage="")
        reasons.append(Reason.NO_ROW_FOR_LIFE_STAGE)
    if not rows:
        return _target(authority, rows, reasons=[Reason.NO_ROW_FOR_AGE])
    if len({row.mg_per_day for row in rows}) > 1:
        reasons += [Reason.NO_SEX] if sex is None else []
        reasons += [Reason.NO_BIRTH_YEAR] if months is None else []
    return _target(authority, rows, reasons=reasons)


def personal(mg_per_day: float, *, agreed_with: str, until: dt.date | None = None) -> Target:
    """A target a person agreed on with somebody, for instance a dietitian."""
    return Target(
        low_mg=mg_per_day,
        high_mg=mg_per_day,
        kind=Kind.PERSONAL,
        authority="personal",
        label=_("Personal target"),
        year="",
        source=agreed_with,
        verified=True,
        agreed_with=agreed_with,
        until=until,
    )


def compare(total: DayTotal, target: Target) -> Standing:
    """Where the day stands: only what holds over the whole interval is said.

    Amounts are compared in whole mg, as they are shown, so that "350 of 350" is never "below".
    """
    return Standing(
        place=_place(total, target),
        low_mg=total.low_mg,
        high_mg=total.high_mg,
        share_low=_share(total.low_mg, target.high_mg),
        share_high=_share(total.high_mg, target.low_mg),
    )


def _rows(
    authority: str, *, sex: str | None, months: int | None, life_stage: str
) -> tuple[Row, ...]:
    """Rows of the best kind the authority has; for an unknown age those of adults."""
    fitting = [
        row
        for row in ROWS
        if row.authority == authority
        and row.life_stage == life_stage
        and (sex is None or sex in row.sex)
        and (row.to_months > ADULT_MONTHS if months is None else row.holds_at(months))
    ]
    by_kind = ([r for r in fitting if r.kind is kind] for kind in AUTHORITIES[authority].kinds)
    return tuple(next((rows for rows in by_kind if rows), []))


def _target(authority: str, rows: Sequence[Row], *, reasons: Sequence[Reason]) -> Target:
    chosen = AUTHORITIES[authority]
    amounts = [row.mg_per_day for row in rows]
    return Target(
        low_mg=min(amounts, default=None),
        high_mg=max(amounts, default=None),
        kind=rows[0].kind if rows else chosen.kinds[0],
        authority=authority,
        label=chosen.label,
        year=", ".join(sorted({row.year for row in rows})),
        source="; ".join(dict.fromkeys(row.source for row in rows)),
        verified=all(row.verified for row in rows),
        reasons=tuple(reasons),
    )


def _place(total: DayTotal, target: Target) -> Place:
    if target.low_mg is None or target.high_mg is None:
        return Place.NO_TARGET
    if total.status is Status.EMPTY:
        return Place.NOTHING_LOGGED
    low, high = round(target.low_mg), round(target.high_mg)
    if round(total.low_mg) >= high:
        return Place.AROUND_OR_ABOVE
    if total.status is Status.PARTIAL:
        return Place.SO_FAR
    return _place_below_the_top(total, low=low, high=high)


def _place_below_the_top(total: DayTotal, *, low: int, high: int) -> Place:
    """For a closed day: what its whole interval allows to say, and UNKNOWN when it straddles."""
    if not total.usable or total.high_mg is None:
        return Place.UNKNOWN
    if round(total.high_mg) < low:
        return Place.BELOW
    is_within = low <= round(total.low_mg) and round(total.high_mg) < high
    return Place.RANGE_WITHIN if is_within else Place.UNKNOWN


def _share(amount_mg: float | None, target_mg: float | None) -> float | None:
    return None if amount_mg is None or not target_mg else amount_mg / target_mg
