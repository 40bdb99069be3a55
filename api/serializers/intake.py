"""Entries of the intake ledger, as they are read and as they are sent."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from api import fields
from api.serializers import records
from api.serializers.records import ID, VERSION, RecordDraftSerializer, envelope
from foods.groups import GROUPS
from foods.models import curated_id
from tracker import drafts, moments, pantry
from tracker.models import IntakeEntry
from tracker.models.intake import Basis, Kind, Meal, Precision, ValuedBy

FOOD_GROUPS = [(key, str(key)) for key in GROUPS]
# What null means for a member that is a text.
EMPTY_TEXTS = ("zone", "meal", "food_group")

MEMBERS = records.MEMBERS | {
    "time_exists_twice": "The clock went back: this local time was there twice, `at` says which.",
    "precision": "exact: `at` is known; meal: only the meal is; none: neither.",
    "item_id": "The food, own food or product; it may be gone, the entry keeps its own values.",
    "amount": "In `unit`.",
    "unit": "g, ml (drinks) or the label of a portion, in any language the food has it in.",
    "grams": "What all of it weighs; null when that is not known.",
    "content": "As logged, per 100 g (per unit where there are no grams); left out is unknown.",
    "magnesium_mg": "The known magnesium in the whole amount; null is unknown, which is not zero.",
    "fill_mg": "The best estimate, from the food's group where nothing is known.",
    "low_mg": "The least it can hold.",
    "high_mg": "The most it can hold; null: there is no upper end.",
    "limit_mg": "What counts to the upper limit for supplements; null is unknown.",
    "known_share": "0 to 1: the part of it for which magnesium is known.",
    "source_title": "The dataset for a reader.",
    "valued_by": "server: by `dataset`; device: by the `content` that was sent.",
}


def said(name: str, **options: Any) -> dict[str, Any]:
    return {"help_text": MEMBERS[name], **options}


class EntrySerializer(serializers.Serializer[IntakeEntry]):
    """One line of the ledger, with the values that were fixed when it was logged."""

    id = fields.Uuid(**said("id"))
    version = fields.Uuid(**said("version"))
    updated_at = serializers.DateTimeField()
    kind = serializers.ChoiceField(Kind.choices)
    date = serializers.DateField(**said("date"))
    at = serializers.DateTimeField(**said("at", allow_null=True))
    time = fields.Clock(**said("time", allow_null=True))
    time_exists_twice = serializers.BooleanField(**said("time_exists_twice"))
    zone = serializers.CharField(**said("zone", allow_blank=True))
    precision = serializers.ChoiceField(Precision.choices, **said("precision"))
    meal = serializers.ChoiceField(Meal.choices, allow_blank=True)
    item_id = fields.Uuid(**said("item_id", allow_null=True))
    name = serializers.CharField()
    amount = fields.Number(**said("amount"))
    unit = serializers.CharField(**said("unit"))
    grams = fields.Number(**said("grams", allow_null=True))
    content = fields.Content(**said("content"))
    magnesium_mg = fields.Number(**said("magnesium_mg", allow_null=True))
    fill_mg = fields.Number(**said("fill_mg", allow_null=True))
    low_mg = fields.Number(**said("low_mg", allow_null=True))
    high_mg = fields.Number(**said("high_mg", allow_null=True))
    basis = serializers.ChoiceField(Basis.choices)
    known_share = fields.Number(**said("known_share"))
    limit_mg = fields.Number(**said("limit_mg", allow_null=True))
    energy_kcal = fields.Number(allow_null=True)
    water_g = fields.Number(allow_null=True)
    food_group = serializers.ChoiceField(FOOD_GROUPS, allow_blank=True)
    dataset = serializers.CharField(allow_blank=True)
    release = serializers.CharField(allow_blank=True)
    code = serializers.CharField(allow_blank=True)
    source_title = serializers.CharField(**said("source_title", allow_blank=True))
    valued_by = serializers.ChoiceField(ValuedBy.choices, **said("valued_by"))

    def to_representation(self, instance: IntakeEntry) -> dict[str, Any]:
        """The members as the model gives them: field by field costs ten times as much."""
        time = drafts.local_time(instance)
        zone = instance.zone or "UTC"
        return {
            **envelope(instance),
            **instance.as_members(),
            "time": None if time is None else time.isoformat(timespec="seconds"),
            "time_exists_twice": instance.at is not None
            and moments.exists_twice(instance.at, zone_name=zone),
            "source_title": pantry.source_title(instance.dataset) if instance.dataset else "",
        }


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A food of the catalogue",
            value={
                "id": ID,
                "date": "2026-11-25",
                "meal": "breakfast",
                "item_id": str(curated_id("almonds")),
                "amount": 40,
                "unit": "g",
            },
            request_only=True,
        ),
        OpenApiExample(
            "A product that the app values itself",
            value={
                "id": ID,
                "version": VERSION,
                "date": "2026-11-25",
                "time": "08:30",
                "zone": "Europe/Amsterdam",
                "name": "Muesli from the market",
                "content": {"magnesium_mg": 110, "energy_kcal": 370},
                "food_group": "breakfast_cereals",
                "amount": 1,
                "unit": "bowl",
                "grams": 55,
            },
            request_only=True,
        ),
    ]
)
class DraftSerializer(RecordDraftSerializer):
    """What an app sends of an entry. Left out is the default, or in a change what it was."""

    computed = frozenset({*IntakeEntry.members, "updated_at", "time_exists_twice", "source_title"})

    date = fields.LocalDay(**said("date"))
    at = fields.Instant(required=False, allow_null=True, help_text=MEMBERS["at"])
    time = fields.Clock(
        required=False, allow_null=True, help_text="A local time; give this or `at`."
    )
    zone = fields.Text(
        required=False,
        allow_null=True,
        allow_blank=True,
        max_length=64,
        help_text="IANA name; left out it is the one of the person's settings.",
    )
    meal = serializers.ChoiceField(Meal.choices, required=False, allow_blank=True, allow_null=True)
    item_id = fields.Uuid(
        required=False, allow_null=True, help_text="A food; left out when `content` values it."
    )
    amount = fields.Number(
        allow_null=True, help_text="In `unit`; null when nobody knows how much it was."
    )
    unit = fields.Text(**said("unit", required=False, max_length=80))
    content = fields.Content(required=False, allow_null=True)
    kind = serializers.ChoiceField(
        Kind.choices, required=False, help_text="Only with `content`, as name and food_group."
    )
    name = fields.Text(required=False, max_length=200, help_text="Required with `content`.")
    food_group = serializers.ChoiceField(
        FOOD_GROUPS, required=False, allow_blank=True, allow_null=True
    )
    grams = fields.Number(
        required=False,
        allow_null=True,
        help_text="With `content`: what the amount weighs when it is not given in grams.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        if self.partial:
            _check_change(attrs)
        else:
            _check_new(attrs)
        return attrs | {name: "" for name in EMPTY_TEXTS if attrs.get(name, "") is None}

    def draft(self, *, zone_name: str) -> drafts.Draft:
        members = dict(self.validated_data)
        return drafts.Draft(
            zone_name=members.pop("zone", "") or zone_name,
            instant=members.pop("at", None),
            **members,
        )


def _check_change(attrs: dict[str, Any]) -> None:
    if "amount" in attrs and attrs["amount"] is None:
        message = _("An amount cannot become unknown. Remove the entry and log it again.")
        raise serializers.ValidationError({"amount": [message]})


def _check_new(attrs: dict[str, Any]) -> None:
    if attrs.get("content") is None:
        if attrs.get("item_id") is None:
            message = _("Say what it was: item_id, or name and content.")
            raise serializers.ValidationError({"item_id": [message]})
        for name in drafts.GIVEN:
            if attrs.get(name) is not None:
                message = _("This goes together with content: leave it out.")
                raise serializers.ValidationError({name: [message]})
    elif "name" not in attrs:
        raise serializers.ValidationError({"name": [_("Give a name.")]})
