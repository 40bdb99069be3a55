"""A written line and what it is understood as."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from api import fields
from foods.quickadd.results import Item, Kind, Span
from tracker import lines

SPANS = "Where it stands in the text: start and end of each stretch, in characters."


class LineSerializer(fields.Strict):
    """One line as a person writes it."""

    text = fields.Text(max_length=lines.LONGEST, allow_blank=True, trim_whitespace=False)
    lang = serializers.ChoiceField(
        settings.LANGUAGES, required=False, help_text="Left out it is that of the request."
    )


class NamedFoodSerializer(serializers.Serializer[Any]):
    id = fields.Uuid()
    slug = serializers.CharField(allow_null=True, help_text="Only of curated foods.")
    name = serializers.CharField(help_text="In the language asked for.")
    own = serializers.BooleanField(help_text="One of this person's own foods or supplements.")


class ChoiceSerializer(serializers.Serializer[Any]):
    """A food that may be meant, and what was written of it: `amount` of `unit`, in all `grams`."""

    food = NamedFoodSerializer()
    amount = fields.Amount()
    unit = serializers.CharField(help_text="A unit of the food, else the person's own word.")
    grams = fields.Amount(allow_null=True, help_text="null for a supplement, which is counted.")


class ItemSerializer(serializers.Serializer[Any]):
    """One thing that was eaten, drunk or swallowed."""

    kind = serializers.ChoiceField([kind.value for kind in Kind])
    text = serializers.CharField()
    spans = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField()), help_text=SPANS
    )
    food = NamedFoodSerializer(
        allow_null=True, help_text="null for a supplement that is not among the person's."
    )
    amount = fields.Amount()
    unit = serializers.CharField(allow_blank=True)
    grams = fields.Amount(allow_null=True)
    confidence = fields.Amount(help_text="How sure food and amount together are, 0 to 1.")
    alternatives = ChoiceSerializer(many=True)
    compound = serializers.CharField(
        allow_null=True, help_text="Of a supplement: a family of magnesium compounds."
    )
    dose_mg = fields.Amount(
        allow_null=True, help_text="Milligrams as written, of the compound or of the magnesium."
    )


class UnknownSerializer(serializers.Serializer[Any]):
    """Words that no food is known by."""

    text = serializers.CharField()
    spans = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField()), help_text=SPANS
    )


class ReadingSerializer(serializers.Serializer[lines.Reading]):
    """Every word of the text is in one of `items` or `unknown`, both in its order."""

    text = serializers.CharField(allow_blank=True)
    items = ItemSerializer(many=True)
    unknown = UnknownSerializer(many=True)

    def to_representation(self, instance: lines.Reading) -> dict[str, Any]:
        supplements = [rest.supplement for rest in instance.rest if rest.supplement]
        items = [
            *((part.spans, _item(part)) for part in instance.parts),
            *((item.spans, _supplement(item)) for item in supplements),
        ]
        return {
            "text": instance.text,
            "items": [item for _spans, item in sorted(items, key=lambda pair: pair[0])],
            "unknown": [
                {"text": rest.text, "spans": _spans(rest.spans)}
                for rest in instance.rest
                if not rest.supplement
            ],
        }


def _item(part: lines.Part) -> dict[str, Any]:
    first, *others = part.options
    return {
        "kind": part.kind,
        "text": part.text,
        "spans": _spans(part.spans),
        **_choice(first),
        "confidence": fields.rounded(part.confidence),
        "alternatives": [_choice(option) for option in others],
        "compound": part.compound or None,
        "dose_mg": fields.rounded(part.dose_mg),
    }


def _supplement(item: Item) -> dict[str, Any]:
    return {
        "kind": item.kind.value,
        "text": item.text,
        "spans": _spans(item.spans),
        "food": None,
        "amount": fields.rounded(item.amount),
        "unit": item.unit,
        "grams": None,
        "confidence": fields.rounded(item.confidence),
        "alternatives": [],
        "compound": item.compound or None,
        "dose_mg": fields.rounded(item.dose_mg),
    }


def _choice(option: lines.Option) -> dict[str, Any]:
    return {
        "food": {
            "id": str(option.item_id),
            "slug": option.slug or None,
            "name": option.name,
            "own": option.is_own,
        },
        "amount": float(option.amount),
        "unit": option.unit,
        "grams": None if option.grams is None else float(option.grams),
    }


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [list(span) for span in spans]
