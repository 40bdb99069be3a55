"""Foods with everything that is known of them, and where it comes from."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from api import fields
from foods import notes, offering, sources
from foods.models import Kind, MagnesiumBasis
from tracker import pantry


class SourceSerializer(serializers.Serializer[Any]):
    dataset = serializers.CharField()
    release = serializers.CharField(allow_blank=True)
    code = serializers.CharField(help_text="The row of the dataset.")
    title = serializers.CharField()
    description = serializers.CharField(
        allow_blank=True, help_text="What the dataset calls the food."
    )
    citation = serializers.CharField(allow_blank=True)
    licence = serializers.CharField(allow_blank=True)


class PortionSerializer(serializers.Serializer[Any]):
    label = serializers.CharField(  # type: ignore[assignment]
        help_text="In the language asked for; a `unit` of an entry."
    )
    labels = serializers.DictField(child=serializers.CharField(), help_text="By language.")
    grams = fields.Amount()
    source = serializers.CharField(  # type: ignore[assignment]
        help_text="A dataset, own, or convention: a household measure without a source."
    )
    is_default = serializers.BooleanField()


class NoteSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    text = serializers.CharField()


class RangeSerializer(serializers.Serializer[Any]):
    """Magnesium in mg per 100 g: equal numbers where it is known, else what the group holds."""

    fill_mg = fields.Amount(allow_null=True)
    low_mg = fields.Amount(allow_null=True)
    high_mg = fields.Amount(allow_null=True, help_text="null: there is no upper end.")


class FoodSerializer(serializers.Serializer[pantry.Item]):
    """A food of the catalogue, or one of the person's own."""

    id = fields.Uuid()
    own = serializers.BooleanField(help_text="One of this person's own foods.")
    slug = serializers.CharField(allow_null=True, help_text="Only of curated foods.")
    name = serializers.CharField(help_text="In the language asked for.")
    names = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()),
        help_text="By language: the name, then its synonyms.",
    )
    kind = serializers.ChoiceField(Kind.choices)
    group = serializers.CharField(allow_blank=True)
    group_label = serializers.CharField(allow_blank=True)
    source = SourceSerializer()  # type: ignore[assignment]
    per_100g = fields.Per100g()
    magnesium_basis = serializers.ChoiceField(MagnesiumBasis.choices)
    magnesium_range = RangeSerializer()
    units = serializers.ListField(
        child=serializers.CharField(), help_text="What an amount can be given in."
    )
    portions = PortionSerializer(many=True)
    notes = NoteSerializer(many=True)

    def to_representation(self, instance: pantry.Item) -> dict[str, Any]:
        return {
            "id": str(instance.id),
            "own": instance.own,
            "slug": instance.slug or None,
            "name": instance.name,
            "names": {lang: list(names) for lang, names in instance.names.items()},
            "kind": instance.kind,
            "group": instance.group,
            "group_label": instance.group_label,
            "source": _source(instance),
            "per_100g": fields.Per100g().to_representation(instance.content),
            "magnesium_basis": instance.basis,
            "magnesium_range": {
                "fill_mg": fields.rounded(instance.fill_mg),
                "low_mg": fields.rounded(instance.low_mg),
                "high_mg": fields.rounded(instance.high_mg),
            },
            "units": list(instance.units),
            "portions": [_portion(portion) for portion in instance.portions],
            "notes": [{"code": code, "text": str(notes.sentence(code))} for code in instance.notes],
        }


def _source(item: pantry.Item) -> dict[str, str]:
    known = sources.SOURCES.get(item.dataset)
    return {
        "dataset": item.dataset,
        "release": item.release,
        "code": item.code,
        "title": pantry.source_title(item.dataset),
        "description": item.description,
        "citation": str(known.citation) if known else "",
        "licence": str(known.licence) if known else "",
    }


def _portion(portion: pantry.PortionChoice) -> dict[str, Any]:
    return {
        "label": portion.label,
        "labels": dict(portion.labels),
        "grams": fields.rounded(portion.grams),
        "source": portion.source,
        "is_default": portion.is_default,
    }


class FoundSerializer(serializers.Serializer[pantry.Found]):
    """What a search finds, the best first."""

    corrected = serializers.CharField(
        allow_null=True, help_text="The query that was used when a typo was forgiven."
    )
    results = FoodSerializer(many=True, source="items")
    next = serializers.CharField(
        allow_blank=True, help_text="`after` of the next page; empty after the last one."
    )


class FoodQuerySerializer(fields.Strict):
    """A search, by the beginnings of words."""

    q = serializers.CharField(
        required=False,
        default="",
        allow_blank=True,
        max_length=200,
        help_text="At least two characters; fewer find nothing.",
    )
    lang = serializers.ChoiceField(settings.LANGUAGES, required=False)
    limit = serializers.IntegerField(min_value=1, max_value=100, default=20)
    after = serializers.RegexField(
        offering.WRITTEN,
        required=False,
        default="",
        allow_blank=True,
        help_text="`next` of the page before, with the same `q` and `lang`.",
    )


class LanguageQuerySerializer(fields.Strict):
    lang = serializers.ChoiceField(settings.LANGUAGES, required=False)
