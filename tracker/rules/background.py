"""What a person can tick about their health, in plain words; nothing of it is required.

Gates and the list of what can go with less magnesium ask about these. Pregnancy and breastfeeding
are life stages with dates of their own, and medicines have a list of their own.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tracker.rules import facts, risks

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, kw_only=True)
class Tick:
    """One line to tick; `key` is a fact of facts.py or risks.py. What `passes` is asked with the
    last day on which it holds."""

    key: str
    label: "StrOrPromise"
    passes: bool = False


TICKS: dict[str, Tick] = {
    tick.key: tick
    for tick in (
        Tick(key="kidney_disease", label=_("My kidneys work less well")),
        Tick(key="heart_disease", label=_("I have a heart disease")),
        Tick(key="heart_block", label=_("I have a heart block")),
        Tick(key="slow_heart_pacemaker", label=_("I have a pacemaker for a slow heartbeat")),
        Tick(key="severe_slow_heartbeat", label=_("I have a severely slow heartbeat")),
        Tick(key="myasthenia_gravis", label=_("I have myasthenia gravis")),
        Tick(key="chemotherapy", label=_("I am treated for cancer"), passes=True),
        Tick(key="coeliac_disease", label=_("I have coeliac disease")),
        Tick(key="bowel_disease", label=_("I have a bowel disease such as Crohn's or colitis")),
        Tick(key="long_stress", label=_("I have had stress for a long time"), passes=True),
        Tick(key="much_heat", label=_("I am much in the heat or the sauna"), passes=True),
        Tick(key="hard_training", label=_("I train hard and often"), passes=True),
        Tick(key="recovering", label=_("I am recovering from an illness"), passes=True),
    )
}
# Told by a life stage, not by a tick.
BY_LIFE_STAGE = {"pregnancy": "pregnant", "lactation": "breastfeeding"}
# What other rules work out for themselves from the list of medicines.
DERIVED = frozenset({"long_acid_reducer", "magnesium_loss_medicine"})


def asked() -> frozenset[str]:
    """Every fact about the person that some rule asks for and that a tick or life stage tells."""
    told = {key for key, kind in risks.FACTS.items() if kind == "yes"} - DERIVED
    return frozenset(facts.CONDITIONS | told)
