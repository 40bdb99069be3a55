"""What a write called forth, for the app to show."""

from typing import Any

from rest_framework import serializers

from tracker.guidance import Advice
from tracker.rules.messages import Channel, Level


class MessageSourceSerializer(serializers.Serializer[dict[str, str]]):
    id = serializers.CharField()
    title = serializers.CharField()
    url = serializers.CharField(allow_blank=True)


class MessageSerializer(serializers.Serializer[Advice]):
    """A message to show, the most urgent first. No setting hides a red flag."""

    rule = serializers.CharField(help_text="The id of the rule, as in `rules/`.")
    version = serializers.IntegerField()
    level = serializers.ChoiceField([(level.value, level.value) for level in Level])
    label = serializers.CharField()  # type: ignore[assignment]
    channel = serializers.ChoiceField(
        [(channel.value, channel.value) for channel in Channel],
        allow_blank=True,
        help_text="Whom to turn to; `emergency` is the emergency number.",
    )
    text = serializers.CharField(help_text="In the language asked for.")
    sources = MessageSourceSerializer(many=True)


def as_json(advice: Any) -> list[dict[str, Any]]:
    return [dict(MessageSerializer(one).data) for one in advice]
