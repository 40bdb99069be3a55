"""The facts that rules ask about, and how they follow from what somebody logged; pure.

A fact that is not known is absent. FACTS is the contract with every device that runs the rules.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tracker.rules.conditions import Fact

LOOSE = 6
NAUSEA = 4
FEVER_C = 38.0
HALF_YEAR_DAYS = 183
MONTH_DAYS = 31

# Each fact with what it is. "yes" is true or false, "number" a number, "text" and "texts" codes.
FACTS: Final[Mapping[str, str]] = {
    # today, from what was noticed
    "chest_pain": "yes",
    "chest_pressing": "yes",
    "chest_at_rest": "yes",
    "chest_with_other": "yes",  # sweating, feeling sick or breathless with it
    "chest_over_5_min": "yes",
    "palpitations_new": "yes",  # new or worse
    "fainting": "yes",
    "breathless": "yes",
    "weakness": "number",
    "weakness_sudden": "yes",
    "cannot_stand_or_lift": "yes",
    "limp": "yes",
    "face_or_speech": "yes",
    "numbness": "yes",  # or trouble with sight or coordination
    "numbness_sudden": "yes",
    "hard_to_wake": "yes",
    "slow_breathing": "yes",
    "drowsiness": "number",
    "could_not_stay_awake": "yes",
    "systolic": "number",  # mmHg, the lowest of the day
    "near_faint_standing": "yes",
    "stool": "number",  # 1 to 7, the loosest of the day
    "blood_in_stool": "yes",
    "slime_in_stool": "yes",
    "fever": "yes",
    "vomiting": "yes",
    "confused": "yes",
    "no_urine_12h": "yes",
    "cannot_keep_fluids": "yes",
    "calf_pain": "yes",
    "calf_swollen": "yes",  # swollen, red or warm
    "hand_spasm": "yes",
    "lab_magnesium_highest": "number",  # mmol/L
    "lab_magnesium_lowest": "number",
    # the last days
    "loose_days_7": "number",
    "loose_days_15": "number",
    "loose_days_28": "number",
    "loose_since_days": "number",  # since the first loose day of the last four weeks
    "nausea_days_7": "number",
    "weight_change_6m_pct": "number",
    "weight_change_1m_kg": "number",
    "weight_wanted": "yes",
    # magnesium taken, food not counted
    "supplement_mg_today": "number",
    "supplement_mg_24h": "number",
    "dose_last_24h": "yes",
    "dose_last_48h": "yes",
    "self_chosen_dose_today": "yes",
    "product_prescribed": "yes",
    "product_active": "yes",
    "product_form": "text",  # a family of foods/compounds.py
    "days_since_start": "number",  # of the product, or of a higher dose
    "vitamin_k_product": "yes",
    # the person
    "limit_mg": "number",
    "age": "number",
    "atc_codes": "texts",
    "egfr": "number",
    "kidney_disease": "yes",
    "heart_disease": "yes",
    "heart_block": "yes",
    "slow_heart_pacemaker": "yes",
    "pregnant": "yes",
    "breastfeeding": "yes",
    "chemotherapy": "yes",
    "myasthenia_gravis": "yes",
    "severe_slow_heartbeat": "yes",
    # what gates.with_gates adds
    "kidney": "yes",
    "hard_gate": "yes",
}
CONDITIONS = frozenset(
    {
        "kidney_disease",
        "heart_disease",
        "heart_block",
        "slow_heart_pacemaker",
        "pregnant",
        "breastfeeding",
        "chemotherapy",
        "myasthenia_gravis",
        "severe_slow_heartbeat",
    }
)

VALUE = ""
# (kind of observation, part or its value) -> the fact it tells when it is true or given.
TELLS: Final[Mapping[tuple[str, str], str]] = {
    ("chest_pain", VALUE): "chest_pain",
    ("chest_pain", "pressing"): "chest_pressing",
    ("chest_pain", "at_rest"): "chest_at_rest",
    ("chest_pain", "with_other"): "chest_with_other",
    ("chest_pain", "over_5_min"): "chest_over_5_min",
    ("palpitations", "new_or_worse"): "palpitations_new",
    ("palpitations", "chest_pain"): "chest_pain",
    ("palpitations", "breathless"): "breathless",
    ("palpitations", "fainted"): "fainting",
    ("fainting", VALUE): "fainting",
    ("breathlessness", VALUE): "breathless",
    ("weakness", VALUE): "weakness",
    ("weakness", "cannot_stand_or_lift"): "cannot_stand_or_lift",
    ("limp", VALUE): "limp",
    ("face_or_speech", VALUE): "face_or_speech",
    ("numbness", VALUE): "numbness",
    ("hard_to_wake", VALUE): "hard_to_wake",
    ("hard_to_wake", "slow_breathing"): "slow_breathing",
    ("drowsiness", VALUE): "drowsiness",
    ("blood_pressure", VALUE): "systolic",
    ("dizzy_standing", "near_faint"): "near_faint_standing",
    ("stool", VALUE): "stool",
    ("stool", "blood"): "blood_in_stool",
    ("stool", "slime"): "slime_in_stool",
    ("stool", "vomiting"): "vomiting",
    ("stool", "confused"): "confused",
    ("stool", "no_urine_12h"): "no_urine_12h",
    ("stool", "cannot_keep_fluids"): "cannot_keep_fluids",
    ("blood_in_stool", VALUE): "blood_in_stool",
    ("swollen_calf", VALUE): "calf_swollen",
    ("swollen_calf", "hurts"): "calf_pain",
    ("hand_spasm", VALUE): "hand_spasm",
    ("lab_magnesium", VALUE): "lab_magnesium_highest",
}
SUDDEN = {"weakness": "weakness_sudden", "numbness": "numbness_sudden"}
# Both ends matter of what can be too low and too high.
TELLS_TOO: Final[Mapping[tuple[str, str], str]] = {("lab_magnesium", VALUE): "lab_magnesium_lowest"}
LOWEST = frozenset({"systolic", "lab_magnesium_lowest"})
# What else an entry of a kind changes, besides what TELLS says.
ALSO_CHANGES: Final[Mapping[str, frozenset[str]]] = {
    "weakness": frozenset({"weakness_sudden"}),
    "numbness": frozenset({"numbness_sudden"}),
    "drowsiness": frozenset({"could_not_stay_awake"}),
    "fever": frozenset({"fever"}),
    "stool": frozenset({"loose_days_7", "loose_days_15", "loose_days_28", "loose_since_days"}),
    "nausea": frozenset({"nausea_days_7"}),
    "weight": frozenset({"weight_change_6m_pct", "weight_change_1m_kg", "weight_wanted"}),
}
# What logging a dose of magnesium, and changing the medicines, changes.
DOSE = frozenset(
    {
        "supplement_mg_today",
        "supplement_mg_24h",
        "dose_last_24h",
        "dose_last_48h",
        "self_chosen_dose_today",
        "product_prescribed",
    }
)
PRODUCT = frozenset({"vitamin_k_product"})
MEDICINES = frozenset({"atc_codes"})


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One observation as logged; `value` None is unknown, `parts` as the registry of kinds says."""

    kind: str
    date: dt.date
    value: float | None = None
    parts: Mapping[str, Any] = field(default_factory=dict)
    at: dt.datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A dose with magnesium that is not food: `mg` is what counts to the limit, None unknown."""

    date: dt.date
    mg: float | None
    is_prescribed: bool = False
    at: dt.datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Background:
    """What is known about the person and their product on that day; None and absent are unknown.

    `conditions` are keys of CONDITIONS; `limit_mg` is that of limits.for_red_flags. Raises
    ValueError for an unknown condition.
    """

    conditions: frozenset[str] = frozenset()
    age: int | None = None
    egfr: float | None = None
    limit_mg: float | None = None
    atc_codes: tuple[str, ...] = ()
    product_form: str | None = None
    product_is_active: bool = False
    days_since_start: int | None = None
    takes_vitamin_k: bool = False

    def __post_init__(self) -> None:
        if unknown := self.conditions - CONDITIONS:
            raise ValueError(f"{sorted(unknown)} are not conditions that rules know.")


def touched_by(kind: str) -> frozenset[str]:
    """The facts that an entry of this kind can change."""
    pairs = (*TELLS.items(), *TELLS_TOO.items())
    told = {fact for (told_by, _part), fact in pairs if told_by == kind}
    return frozenset(told) | ALSO_CHANGES.get(kind, frozenset())


def gather(
    *,
    seen: Sequence[Seen],
    taken: Sequence[Taken],
    background: Background,
    on: dt.date,
    at: dt.datetime,
) -> dict[str, Fact]:
    """The facts of the day `on` at the moment `at`.

    `seen` and `taken` reach back half a year for the weight, four weeks for the stool and two
    days for the doses; what was logged for later days is not looked at.
    """
    known = [row for row in seen if row.date <= on]
    facts: dict[str, Fact] = {}
    facts.update(_of_today([row for row in known if row.date == on]))
    facts.update(_of_stool(known, on=on))
    facts.update(_of_weight(known, on=on))
    facts["nausea_days_7"] = len(_days(known, "nausea", NAUSEA, since=on - dt.timedelta(days=6)))
    facts.update(_of_doses(taken, on=on, at=at))
    facts.update(_of_person(background))
    return {key: value for key, value in facts.items() if value is not None}


def _of_today(rows: Iterable[Seen]) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    for row in rows:
        told = {VALUE: row.value, **row.parts}
        for part, value in told.items():
            for fact in (TELLS.get((row.kind, part)), TELLS_TOO.get((row.kind, part))):
                if fact is not None and value is not None:
                    facts[fact] = _joined(facts.get(fact), fact, value)
        if row.kind in SUDDEN and "onset" in row.parts:
            fact = SUDDEN[row.kind]
            facts[fact] = bool(facts.get(fact)) or row.parts["onset"] == "sudden"
        if row.kind == "fever" and row.value is not None:
            facts["fever"] = bool(facts.get("fever")) or row.value >= FEVER_C
        if row.kind == "drowsiness" and "stayed_awake" in row.parts:
            facts["could_not_stay_awake"] = not row.parts["stayed_awake"]
    return facts


def _joined(before: Fact, fact: str, value: Any) -> Fact:
    """Of several rows of one day the one that matters most."""
    if FACTS[fact] == "yes":
        return before is True or bool(value)
    if not isinstance(before, int | float):
        return float(value)
    return min(before, float(value)) if fact in LOWEST else max(before, float(value))


def _days(rows: Iterable[Seen], kind: str, at_least: float, *, since: dt.date) -> set[dt.date]:
    return {
        row.date
        for row in rows
        if row.kind == kind
        and row.value is not None
        and row.value >= at_least
        and row.date >= since
    }


def _of_stool(rows: Sequence[Seen], *, on: dt.date) -> dict[str, Fact]:
    loose = _days(rows, "stool", LOOSE, since=on - dt.timedelta(days=27))
    counts = {
        f"loose_days_{days}": len([day for day in loose if (on - day).days < days])
        for days in (7, 15, 28)
    }
    return {**counts, "loose_since_days": (on - min(loose)).days if loose else None}


def _of_weight(rows: Sequence[Seen], *, on: dt.date) -> dict[str, Fact]:
    """The change since any earlier weight of the period, the largest of them."""
    weighed = [row for row in rows if row.kind == "weight" and row.value]
    latest = max((row for row in weighed if row.date == on), key=_moment, default=None)
    if latest is None or latest.value is None:
        return {}
    now = latest.value
    before = [(row.date, row.value) for row in weighed if row is not latest and row.value]
    half_year = [w for day, w in before if (on - day).days <= HALF_YEAR_DAYS]
    month = [w for day, w in before if (on - day).days <= MONTH_DAYS]
    return {
        "weight_change_6m_pct": max((100 * abs(now - w) / w for w in half_year), default=None),
        "weight_change_1m_kg": max((abs(now - w) for w in month), default=None),
        "weight_wanted": bool(latest.parts.get("intended")),
    }


def _moment(row: Seen) -> dt.datetime:
    return row.at or dt.datetime.min.replace(tzinfo=dt.UTC)


def _of_doses(taken: Sequence[Taken], *, on: dt.date, at: dt.datetime) -> dict[str, Fact]:
    today = [dose for dose in taken if dose.date == on]
    day = [dose for dose in taken if _is_within(dose, hours=24, on=on, at=at)]
    two_days = [dose for dose in taken if _is_within(dose, hours=48, on=on, at=at)]
    return {
        "supplement_mg_today": sum(dose.mg for dose in today if dose.mg is not None),
        "supplement_mg_24h": sum(dose.mg for dose in day if dose.mg is not None),
        "dose_last_24h": bool(day),
        "dose_last_48h": bool(two_days),
        "self_chosen_dose_today": any(not dose.is_prescribed for dose in today),
        # One prescribed product is enough: nobody is told to stop that.
        "product_prescribed": any(dose.is_prescribed for dose in (*two_days, *today)),
    }


def _is_within(dose: Taken, *, hours: int, on: dt.date, at: dt.datetime) -> bool:
    if dose.at is None:
        # Without a time it may have been any moment of its day.
        return 0 <= (on - dose.date).days <= hours // 24
    return dt.timedelta(0) <= at - dose.at <= dt.timedelta(hours=hours)


def _of_person(background: Background) -> dict[str, Fact]:
    return {
        **dict.fromkeys(background.conditions, True),
        "age": background.age,
        "egfr": background.egfr,
        "limit_mg": background.limit_mg,
        "atc_codes": background.atc_codes,
        "product_form": background.product_form,
        "product_active": background.product_is_active,
        "days_since_start": background.days_since_start,
        "vitamin_k_product": background.takes_vitamin_k,
    }
