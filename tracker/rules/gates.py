"""Gates: "talk to a doctor first". They never stop anybody from logging, and never ask about
ordinary food or water.

A hard gate takes every tip about amounts away and stops reminders to take magnesium. A soft one
is shown until the person fills in when it was discussed, and again after twelve months or when
another medicine of its kind is added.
"""

import datetime as dt
import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from tracker.rules import conditions, messages
from tracker.rules.citations import MEMORY, OWN, Confidence
from tracker.rules.conditions import (
    Condition,
    Facts,
    above,
    any_yes,
    below,
    every,
    one_of,
    starts,
    unless,
    yes,
)
from tracker.rules.messages import Level, Message, Rule, say

ASK_AGAIN_DAYS = 365
KIDNEY_EGFR = 60
SEVERE_EGFR = 30


class Hold(enum.StrEnum):
    HARD = "hard"
    SOFT = "soft"


@dataclass(frozen=True, kw_only=True)
class Gate:
    """`medicines` are the ATC beginnings that open it, `hold` what it takes away."""

    rule: Rule
    hold: Hold
    medicines: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.rule.id


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The tick under a soft gate, with the medicines that had opened it then."""

    gate: str
    discussed_on: dt.date
    medicines: frozenset[str] = frozenset()


# Diuretics, acid reducers (PPI), antibiotics, HIV, transplant, digoxin and cancer medicines.
MED_ATC = ("C03", "A02BC", "J01", "J05AF", "J05AG", "J05AJ", "J05AR", "L04A", "C01AA05", "L01")
ONCO_ATC = ("L01XA", "L01FE", "L01XC06", "L01XC08", "L01EB02")

_KIDNEY = one_of(yes("kidney_disease"), below("egfr", KIDNEY_EGFR))


def _rule(
    id: str,
    *,
    when: Condition,
    says: Sequence[Any],
    sources: tuple[str, ...],
    confidence: Confidence,
    level: Level = Level.INFO,
) -> Rule:
    return Rule(
        id=id,
        version=1,
        level=level,
        when=when,
        says=say(*says),
        sources=sources,
        confidence=confidence,
    )


GATES: tuple[Gate, ...] = (
    Gate(
        hold=Hold.HARD,
        rule=_rule(
            "KIDNEY",
            when=every(_KIDNEY, unless(below("egfr", SEVERE_EGFR))),
            says=[
                _("You told us that your kidneys work less well."),
                _("Magnesium can then build up in your blood."),
                _(
                    "Take no supplement, stomach remedy or laxative with magnesium until your "
                    "doctor agrees."
                ),
                _("That is why you get no advice about amounts here."),
            ],
            sources=("S32", "S34", "S90", "S141", OWN),
            confidence=Confidence.MEDIUM,
            level=Level.SOON,
        ),
    ),
    Gate(
        hold=Hold.HARD,
        rule=_rule(
            "KIDNEY_SEVERE",
            when=below("egfr", SEVERE_EGFR),
            says=[
                _("Your kidneys work much less well."),
                _("Magnesium can then build up in your blood."),
                _("Take no magnesium unless your doctor prescribed it."),
                _("That is why you get no advice about amounts here."),
            ],
            sources=("S32", "S34", "S90", OWN),
            confidence=Confidence.MEDIUM,
            level=Level.SOON,
        ),
    ),
    Gate(
        hold=Hold.HARD,
        medicines=ONCO_ATC,
        rule=_rule(
            "ONCO",
            when=one_of(yes("chemotherapy"), starts("atc_codes", *ONCO_ATC)),
            says=[
                _("You are being treated for cancer. Your team watches your magnesium."),
                _("Take nothing extra without asking them."),
            ],
            sources=("S25", "S27"),
            confidence=Confidence.HIGH,
            level=Level.SOON,
        ),
    ),
    Gate(
        hold=Hold.HARD,
        rule=_rule(
            "MG_SLOW",
            when=any_yes("myasthenia_gravis", "severe_slow_heartbeat"),
            says=[
                _("With this illness extra magnesium can be dangerous."),
                _("Ask your doctor first."),
            ],
            sources=("S141", MEMORY),
            confidence=Confidence.MEDIUM,
            level=Level.SOON,
        ),
    ),
    Gate(
        hold=Hold.SOFT,
        medicines=("C01AA05",),
        rule=_rule(
            "HEART",
            when=one_of(
                any_yes("heart_disease", "heart_block", "slow_heart_pacemaker"),
                starts("atc_codes", "C01AA05"),
            ),
            says=[
                _("You have a heart condition or a heart medicine."),
                _("Talk to your doctor or pharmacist before you take magnesium."),
                _("Have you done that? Then fill in the date."),
            ],
            sources=("S01", "S141", MEMORY),
            confidence=Confidence.MEDIUM,
        ),
    ),
    Gate(
        hold=Hold.SOFT,
        rule=_rule(
            "PREG",
            when=any_yes("pregnant", "breastfeeding"),
            says=[
                _("You are pregnant or breastfeeding."),
                _("Talk to your midwife or doctor before you take a supplement."),
                _("Ordinary food with magnesium is fine."),
            ],
            sources=("S34", "S72"),
            confidence=Confidence.MEDIUM,
        ),
    ),
    Gate(
        hold=Hold.SOFT,
        medicines=MED_ATC,
        rule=_rule(
            "MED",
            when=starts("atc_codes", *MED_ATC),
            says=[
                _("You use a medicine that has to do with magnesium."),
                _("Ask your pharmacist or doctor if a supplement suits you."),
                _("Never stop with a medicine on your own."),
            ],
            sources=("S03", "S25", "S28"),
            confidence=Confidence.HIGH,
        ),
    ),
    Gate(
        hold=Hold.SOFT,
        rule=_rule(
            "CHILD",
            when=below("age", 18),
            says=[
                _("Mg24 is made for adults."),
                _("For a child, always ask the GP or pharmacist."),
            ],
            sources=(OWN,),
            confidence=Confidence.JUDGEMENT,
        ),
    ),
    Gate(
        hold=Hold.SOFT,
        rule=_rule(
            "OLDER",
            # With age the kidneys often work less well: the question comes back every year.
            when=every(above("age", 64), unless(_KIDNEY)),
            says=[
                _("With age, kidneys can work less well without you noticing."),
                _("Has a doctor checked yours? Fill in the date, or tick kidney disease."),
            ],
            sources=("S33", OWN),
            confidence=Confidence.JUDGEMENT,
        ),
    ),
)
RULES = tuple(gate.rule for gate in GATES)
KIDNEY_GATES = frozenset({"KIDNEY", "KIDNEY_SEVERE"})


def open_gates(facts: Facts) -> tuple[Gate, ...]:
    """The gates whose condition holds, answered or not."""
    return tuple(gate for gate in GATES if conditions.holds(gate.rule.when, facts))


def with_gates(facts: Facts) -> dict[str, Any]:
    """The facts plus what the gates say: `kidney` and `hard_gate`, which other rules ask about."""
    opened = open_gates(facts)
    return {
        **facts,
        "kidney": any(gate.id in KIDNEY_GATES for gate in opened),
        "hard_gate": any(gate.hold is Hold.HARD for gate in opened),
    }


def to_show(facts: Facts, *, answers: Mapping[str, Answer], on: dt.date) -> tuple[Message, ...]:
    """The gates to show on that day: hard ones always, soft ones until they are answered."""
    shown = [gate.rule for gate in open_gates(facts) if _is_due(gate, facts, answers, on=on)]
    return messages.evaluate(shown, facts)


def opened_by(gate: Gate, facts: Facts) -> frozenset[str]:
    """The person's medicines that belong to the gate; kept with the answer."""
    codes = facts.get("atc_codes")
    known = codes if isinstance(codes, tuple) else ()
    return frozenset(code for code in known if gate.medicines and code.startswith(gate.medicines))


def _is_due(gate: Gate, facts: Facts, answers: Mapping[str, Answer], *, on: dt.date) -> bool:
    answer = answers.get(gate.id)
    if gate.hold is Hold.HARD or answer is None:
        return True
    is_old = (on - answer.discussed_on).days >= ASK_AGAIN_DAYS
    return is_old or not opened_by(gate, facts) <= answer.medicines
