"""A message in words, with the source it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.rules import followup, gates, risks, safety, tolerance
from tracker.rules.citations import Confidence, cited
from tracker.rules.messages import LEVEL_LABELS, Channel, Level, Message, Rule

RULES: dict[str, Rule] = {
    rule.id: rule
    for rules in (safety.RULES, tolerance.RULES, gates.RULES, risks.RULES, followup.RULES)
    for rule in rules
}


@dataclass(frozen=True, kw_only=True)
class Advice:
    """What is said to the person, in the language that was active when it was worded."""

    rule: str
    version: int
    level: Level
    channel: Channel
    text: str
    # None for spacing, which rests on the hours that the person confirmed.
    confidence: Confidence | None

    @property
    def label(self) -> str:
        return str(LEVEL_LABELS[self.level])

    @property
    def is_red_flag(self) -> bool:
        return self.rule in RED_FLAGS

    @property
    def calls_emergency(self) -> bool:
        return self.channel is Channel.EMERGENCY

    @property
    def sources(self) -> list[dict[str, str]]:
        rule = RULES.get(self.rule)
        return cited(rule.sources) if rule else []


RED_FLAGS = frozenset(rule.id for rule in safety.RULES)


def worded(messages: Iterable[Message], **slots: str) -> tuple[Advice, ...]:
    """The messages in their order; `slots` fill in what the sentences leave open."""
    return tuple(
        Advice(
            rule=message.rule,
            version=message.version,
            level=message.level,
            channel=message.channel,
            text=message.text(**slots),
            confidence=RULES[message.rule].confidence if message.rule in RULES else None,
        )
        for message in messages
    )
