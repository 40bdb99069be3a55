"""The upper limit: for supplements, medicines and what was added to food, never for food itself.

The numbers are rows of kind UL in reference_values.py. Belgium's legal maximum is a rule for one
product and not a safe intake, and a shop's advice is no limit: neither is here.
"""

import datetime as dt
import enum
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from tracker.rules.citations import OWN, Confidence, cite
from tracker.rules.reference_values import (
    ADDED,
    END,
    ROWS,
    SUPPLEMENTS,
    SUPPLEMENTS_AND_MEDICINES,
    Kind,
    Row,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Effects on the gut depend on the single dose (BfR 2017: at least two intakes; EFSA ANS 2016:
# below 250 mg per occasion; Fine 1991: from 65 % absorbed down to 11 % as the dose rises).
SPLIT_ABOVE_MG = 200
SINGLE_DOSE_MG = 250
SINGLE_DOSE_SOURCES = ("S40", "S41", "S65", OWN)
VERSION = 1

# Ours: shares of the limit at which the wording changes.
FAR_ABOVE = 1.4
TWICE = 2.0

DEFAULT = "nl"
ADULT_MONTHS = 18 * 12
DOCTOR_MONTHS = 6

_BFR = "BfR 2017, highest amount of magnesium in food supplements"
_OWN_ROWS = (
    Row("bfr", "2017", Kind.UL, "MF", 48, END, 250, _BFR, applies_to=SUPPLEMENTS),
    # VKM 2016:15 takes the recommended intake for children; the ages between have no row.
    Row("vkm", "2016", Kind.UL, "MF", 12, 48, 85, "VKM 2016:15", applies_to=SUPPLEMENTS),
    Row("vkm", "2016", Kind.UL, "MF", 120, 216, 280, "VKM 2016:15", applies_to=SUPPLEMENTS),
)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """Whose limit somebody chose. `authority` is that of the rows in reference_values.py."""

    key: str
    label: "StrOrPromise"
    authority: str
    sources: tuple[str, ...]
    confidence: Confidence

    @property
    def rows(self) -> tuple[Row, ...]:
        limits = (Kind.UL, Kind.GUIDANCE_LEVEL)
        return tuple(
            row
            for row in (*ROWS, *_OWN_ROWS)
            if row.authority == self.authority and row.kind in limits and not row.life_stage
        )

    def mg(self, *, age_months: int | None) -> float | None:
        """The limit at that age, an adult's when the age is unknown; None where none is set."""
        months = ADULT_MONTHS if age_months is None else age_months
        return next((row.mg_per_day for row in self.rows if row.holds_at(months)), None)


PROFILES: dict[str, Profile] = {
    profile.key: profile
    for profile in (
        Profile(
            key="nl",
            label=_("Netherlands: Health Council"),
            authority="voedingscentrum",
            sources=("S44", "S45", "S49"),
            confidence=Confidence.HIGH,
        ),
        Profile(
            key="eu_scf",
            label=_("European Union: EFSA"),
            authority="scf",
            sources=("S40", "S41"),
            confidence=Confidence.HIGH,
        ),
        Profile(
            key="de_bfr",
            label=_("Germany: BfR"),
            authority="bfr",
            sources=("S40",),
            confidence=Confidence.HIGH,
        ),
        Profile(
            key="nnr",
            label=_("Nordic countries: NNR"),
            authority="nnr",
            sources=("S43",),
            confidence=Confidence.MEDIUM,
        ),
        Profile(
            key="us_iom",
            label=_("United States: National Academies"),
            authority="iom",
            sources=("S42",),
            confidence=Confidence.HIGH,
        ),
        Profile(
            key="no_vkm",
            label=_("Norway: VKM"),
            authority="vkm",
            sources=("S42",),
            confidence=Confidence.HIGH,
        ),
        Profile(
            key="uk_evm",
            label=_("United Kingdom: EVM (guidance)"),
            authority="evm",
            sources=("S46",),
            confidence=Confidence.MEDIUM,
        ),
    )
}
# Which magnesium the body had in mind, where it goes beyond supplements.
APPLIES_TO: Mapping[str, "StrOrPromise"] = {
    SUPPLEMENTS: _("supplements"),
    SUPPLEMENTS_AND_MEDICINES: _("supplements and medicines"),
    ADDED: _("supplements, and magnesium added to food or water"),
}


@dataclass(frozen=True, kw_only=True)
class DoctorLimit:
    """A limit agreed with a doctor, in mg a day; it holds up to and including `valid_until`."""

    mg: float
    agreed_on: dt.date
    valid_until: dt.date


@dataclass(frozen=True, kw_only=True)
class Limit:
    """The limit of a day. `mg` is None when the person turned it off or none is set for the age.

    `profile` is always known, also behind a doctor's limit; `ended` says that a doctor's limit
    ran out, so that the person hears why the number changed.
    """

    mg: float | None
    profile: Profile
    is_off: bool = False
    doctor: DoctorLimit | None = None
    ended: DoctorLimit | None = None


class Zone(enum.StrEnum):
    """Where a day stands; compared in whole mg, as they are shown."""

    NO_LIMIT = "no_limit"
    WITHIN = "within"
    # What is known is within the limit, but a dose was logged whose magnesium is not known.
    WITHIN_AT_LEAST = "within_at_least"
    ABOVE = "above"
    FAR_ABOVE = "far_above"
    MORE_THAN_TWICE = "more_than_twice"


class DoseNote(enum.StrEnum):
    SPLIT = "split"
    ABOVE_SINGLE = "above_single"


ZONE_TEXTS: Mapping[Zone, "StrOrPromise"] = {
    Zone.NO_LIMIT: "",
    Zone.WITHIN: _("You are within the limit of %(limit)s mg from supplements."),
    Zone.WITHIN_AT_LEAST: _(
        "What is known is within the limit of %(limit)s mg, but a part is not known."
    ),
    Zone.ABOVE: _(
        "You are above the limit of %(limit)s mg from supplements. That is not dangerous right "
        "away, but loose stools are more common. Take less, or ask for advice."
    ),
    Zone.FAR_ABOVE: _(
        "You are well above the limit of %(limit)s mg from supplements. Loose stools are more "
        "common. Take less, or ask your pharmacist for advice."
    ),
    Zone.MORE_THAN_TWICE: _(
        "You are at more than twice the limit of %(limit)s mg from supplements. "
        "Ask your pharmacist for advice."
    ),
}
# While a hard gate is open nothing is said about amounts to take.
ZONE_TEXT_GATED = _(
    "You are above the limit of %(limit)s mg from supplements. Ask your doctor for advice."
)
LESS_STRICT_TEXT = _("The limit of %(other)s is %(other_limit)s mg.")
FOOD_TEXT = _("Magnesium in ordinary food does not count for this limit.")
ENDED_TEXT = _("Your doctor's limit of %(mg)s mg ended on %(date)s.")
DOSE_TEXTS: Mapping[DoseNote, "StrOrPromise"] = {
    DoseNote.SPLIT: _("More than 200 mg at once: split over the day it is easier on the bowels."),
    DoseNote.ABOVE_SINGLE: _(
        "This is more than 250 mg at once. Split over the day it is easier on the bowels."
    ),
}


def limit_on(
    day: dt.date,
    *,
    profile: str = DEFAULT,
    age_months: int | None = None,
    doctor: DoctorLimit | None = None,
    is_off: bool = False,
) -> Limit:
    """The limit that holds on a day: the doctor's until it ends, then that of the profile.

    Turning the limit off does not touch a doctor's. Raises KeyError for an unknown profile.
    """
    chosen = PROFILES[profile]
    if doctor is not None and doctor.agreed_on <= day <= doctor.valid_until:
        return Limit(mg=doctor.mg, profile=chosen, doctor=doctor)
    ended = doctor if doctor is not None and day > doctor.valid_until else None
    mg = None if is_off else chosen.mg(age_months=age_months)
    return Limit(mg=mg, profile=chosen, is_off=is_off, ended=ended)


def for_red_flags(limit: Limit, *, age_months: int | None = None) -> float | None:
    """The limit that red flags compare with: they are never hidden by a setting, so a limit that
    was turned off still counts there."""
    return limit.profile.mg(age_months=age_months) if limit.is_off else limit.mg


def doctor_until(agreed_on: dt.date) -> dt.date:
    """When a doctor's limit ends if no date was given: half a year later."""
    months = agreed_on.month - 1 + DOCTOR_MONTHS
    year, month = agreed_on.year + months // 12, months % 12 + 1
    first_of_next = dt.date(year + month // 12, month % 12 + 1, 1)
    last = (first_of_next - dt.timedelta(days=1)).day
    return dt.date(year, month, min(agreed_on.day, last))


def counts_mg(
    kind: str,
    *,
    magnesium_mg: float | None,
    is_added: bool = False,
    added_mg: float | None = None,
) -> float | None:
    """What an entry counts to the limit, fixed when it is logged; None is unknown.

    Of a supplement or medicine all of it; of an own food with magnesium added the added part,
    unknown while nobody said how much; of all other food and water nothing.
    """
    if kind in ("supplement", "medicine"):
        return magnesium_mg
    return added_mg if is_added else 0.0


def zone(
    counted_mg: float, limit: Limit, *, has_unknown: bool = False, water_mg: float = 0.0
) -> Zone:
    """Where the known part of what counts stands. `water_mg` is the magnesium of mineral water,
    given only when the person switched on that it counts."""
    if limit.mg is None:
        return Zone.NO_LIMIT
    taken, most = _whole(counted_mg + water_mg), _whole(limit.mg)
    if taken <= most:
        return Zone.WITHIN_AT_LEAST if has_unknown else Zone.WITHIN
    if taken > TWICE * most:
        return Zone.MORE_THAN_TWICE
    # In tenths, so that 1.4 times 250 is 350 and no float above or below it.
    return Zone.FAR_ABOVE if 10 * taken > round(10 * FAR_ABOVE) * most else Zone.ABOVE


def less_strict(
    counted_mg: float, limit: Limit, *, age_months: int | None = None
) -> Profile | None:
    """The strictest other profile that the amount is within, to be named beside "above"."""
    if limit.mg is None or _whole(counted_mg) <= _whole(limit.mg):
        return None
    others = [
        (mg, profile)
        for profile in PROFILES.values()
        if (mg := profile.mg(age_months=age_months)) is not None and _whole(counted_mg) <= mg
    ]
    return min(others, key=lambda pair: pair[0])[1] if others else None


def single_dose(mg: float) -> DoseNote | None:
    """What to say about one dose."""
    if _whole(mg) > SINGLE_DOSE_MG:
        return DoseNote.ABOVE_SINGLE
    return DoseNote.SPLIT if _whole(mg) > SPLIT_ABOVE_MG else None


def split(units: int, *, slots: int) -> tuple[int, ...]:
    """Whole units over the moments of a day, as even as they go, the larger ones first."""
    least, more = divmod(units, slots)
    return tuple(least + (slot < more) for slot in range(slots))


def as_json() -> dict[str, Any]:
    return {
        "version": VERSION,
        "default": DEFAULT,
        "split_above_mg": SPLIT_ABOVE_MG,
        "single_dose_mg": SINGLE_DOSE_MG,
        "single_dose_sources": [cite(source) for source in SINGLE_DOSE_SOURCES],
        "far_above": FAR_ABOVE,
        "twice": TWICE,
        "profiles": [
            {
                "key": profile.key,
                "label": str(profile.label),
                "sources": [cite(source) for source in profile.sources],
                "confidence": profile.confidence.value,
                "rows": [
                    {
                        "from_months": row.from_months,
                        "to_months": row.to_months,
                        "mg_per_day": row.mg_per_day,
                        "applies_to": str(APPLIES_TO[row.applies_to]),
                        "source": row.source,
                        "year": row.year,
                    }
                    for row in profile.rows
                ],
            }
            for profile in PROFILES.values()
        ],
    }


def _whole(mg: float) -> int:
    return math.floor(mg + 0.5)
