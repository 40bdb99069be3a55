"""What a rule is, what it says, and the one evaluator that all families of rules share."""

import enum
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from tracker.rules import conditions
from tracker.rules.citations import Confidence, cite
from tracker.rules.conditions import ALWAYS, Condition, Facts

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

EMERGENCY_NUMBER = "112"


class Level(enum.StrEnum):
    URGENT = "urgent"
    SOON = "soon"
    INFO = "info"


class Channel(enum.StrEnum):
    """Whom to turn to, the most urgent first."""

    EMERGENCY = "emergency"
    GP_NOW = "gp_now"
    GP_TODAY = "gp_today"
    GP_THIS_WEEK = "gp_this_week"
    GP_APPOINTMENT = "gp_appointment"
    PHARMACIST = "pharmacist"
    NOBODY = ""


LEVELS = tuple(Level)
CHANNELS = tuple(Channel)
LEVEL_LABELS: Mapping[Level, "StrOrPromise"] = {
    Level.URGENT: _("Call now"),
    Level.SOON: _("Ask for advice"),
    Level.INFO: _("Good to know"),
}


@dataclass(frozen=True)
class Part:
    """A sentence, and when it belongs to the message. `%(emergency)s` is the emergency number."""

    text: "StrOrPromise"
    when: Condition = ALWAYS


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One row: when it holds, how urgent it is, what it says, and where that comes from.

    A changed row gets a new version; what was shown to somebody keeps the version it had.
    """

    id: str
    version: int
    level: Level
    when: Condition
    says: tuple[Part, ...]
    sources: tuple[str, ...]
    confidence: Confidence
    channel: Channel = Channel.NOBODY


@dataclass(frozen=True, kw_only=True)
class Message:
    """A rule that holds, with the sentences that belong to this person and moment."""

    rule: str
    version: int
    level: Level
    channel: Channel
    sentences: tuple["StrOrPromise", ...]

    def text(self, *, emergency: str = EMERGENCY_NUMBER, **slots: str) -> str:
        """The sentences in the language that is active, with the slots filled in."""
        said = " ".join(str(sentence) for sentence in self.sentences)
        return said % {"emergency": emergency, **slots}


# Replaces every sentence that says to stop, for what a doctor prescribed: the product never tells
# anybody to stop a prescribed medicine.
PRESCRIBED = "product_prescribed"
RX = _("Your doctor prescribed this magnesium. Call your doctor before you take the next dose.")
RX_NOW = _("Your doctor prescribed this magnesium. Call your doctor now, before the next dose.")


def say(*texts: "StrOrPromise") -> tuple[Part, ...]:
    return tuple(Part(text) for text in texts)


def stop(text: "StrOrPromise", *, instead: "StrOrPromise" = RX) -> tuple[Part, ...]:
    """A sentence that says to stop or take less, and what is said instead when prescribed."""
    prescribed = conditions.yes(PRESCRIBED)
    return (Part(text, conditions.unless(prescribed)), Part(instead, prescribed))


def evaluate(rules: Sequence[Rule], facts: Facts) -> tuple[Message, ...]:
    """The messages of all rules that hold, the most urgent first; ties keep the order of rows."""
    found = [message_of(rule, facts) for rule in rules if conditions.holds(rule.when, facts)]
    return tuple(sorted(found, key=_urgency))


def highest(messages: Sequence[Message]) -> Message | None:
    """The one to show at the moment of entry; the others stay in the list."""
    return min(messages, key=_urgency, default=None)


def by_urgency(messages: Collection[Message]) -> tuple[Message, ...]:
    """The most urgent first; ties keep their order."""
    return tuple(sorted(messages, key=_urgency))


def about(rules: Sequence[Rule], touched: Collection[str]) -> tuple[Rule, ...]:
    """The rules that ask about one of these facts: what an entry can call forth."""
    return tuple(
        rule for rule in rules if any(fact in touched for fact in conditions.facts_in(rule.when))
    )


def as_json(rules: Sequence[Rule]) -> list[dict[str, Any]]:
    """The rows for a phone or an offline page, in the language that is active."""
    return [
        {
            "id": rule.id,
            "version": rule.version,
            "level": rule.level.value,
            "channel": rule.channel.value,
            "when": conditions.as_json(rule.when),
            "says": [
                {"text": str(part.text), "when": conditions.as_json(part.when)}
                for part in rule.says
            ],
            "sources": [cite(source) for source in rule.sources],
            "confidence": rule.confidence.value,
        }
        for rule in rules
    ]


def message_of(rule: Rule, facts: Facts) -> Message:
    """What the rule says with these facts, whether or not it holds."""
    said = tuple(part.text for part in rule.says if conditions.holds(part.when, facts))
    return Message(
        rule=rule.id,
        version=rule.version,
        level=rule.level,
        channel=rule.channel,
        sentences=said,
    )


def _urgency(message: Message) -> tuple[int, int]:
    return LEVELS.index(message.level), CHANNELS.index(message.channel)
