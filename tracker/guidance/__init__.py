"""What an entry calls forth: messages at the moment of entry, gates, factors and check-ins.

It reads the last days, asks rules/ and puts what holds into words. Page, API and sync call it
after a write; it never stands in the way of one.
"""

from tracker.guidance.advice import Advice, worded
from tracker.guidance.checkins import CheckIn, check_ins, dismiss
from tracker.guidance.complaints import had_little_fluid, marked_complaints
from tracker.guidance.entry import (
    after_intake,
    after_list,
    after_medicine_doses,
    after_observations,
)
from tracker.guidance.factors import Factor, factors_of
from tracker.guidance.gates import Gate, acknowledge, gates_of, is_held
from tracker.guidance.raised import Raised, raised
from tracker.guidance.situation import facts_on

__all__ = [
    "Advice",
    "CheckIn",
    "Factor",
    "Gate",
    "Raised",
    "acknowledge",
    "after_intake",
    "after_list",
    "after_medicine_doses",
    "after_observations",
    "check_ins",
    "dismiss",
    "factors_of",
    "facts_on",
    "gates_of",
    "had_little_fluid",
    "is_held",
    "marked_complaints",
    "raised",
    "worded",
]
