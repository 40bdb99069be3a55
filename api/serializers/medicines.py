"""Medicines and their doses, as they are read and as they are sent."""

import datetime as dt
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from api import fields
from api.serializers.records import ID, MEMBERS, RecordDraftSerializer, envelope
from tracker import medicines
from tracker.models import Medicine, MedicineDose
from tracker.models.medicine import DoseStatus, HoursFrom, Rhythm
from tracker.rules.citations import cite
from tracker.rules.medicines import Direction, Effect
from tracker.rules.proposals import Standing
from tracker.rules.spacing_table import Row

SAID = MEMBERS | {
    "atc": "The ATC code as it was given; empty is fine.",
    "weekdays": "0 is Monday; of a weekly rhythm alone.",
    "every_weeks": "Of a weekly rhythm: once in so many weeks, counted from that of `starts_on`.",
    "times": "Local times such as 07:00, in any order.",
    "starts_on": "The first day; null: not known. A monthly dose comes on its day of the month.",
    "ends_on": "The last day on which it is taken; null: none is known.",
    "product_id": "The supplement product, of a medicine that holds magnesium: log that instead.",
    "after_h": "Hours after it from which magnesium may come. Only what the person confirmed.",
    "before_h": "Hours before it until which magnesium may come.",
    "food_after_h": "The same for food and mineral water, where those count; null: as `after_h`.",
    "hours_from": "Who gave the hours. Shorter ones than the table's only from a pharmacist.",
    "confirmed_on": "When the person noted the hours.",
    "code": "The ATC code that was given, or that of the name; empty when neither is known.",
    "standing": (
        "confirmed: the hours count; ask: the table proposes hours that nobody confirmed, so "
        "nothing clashes and the pharmacist is asked; no_rule: the table has no row."
    ),
    "proposal": "The row of the table for it (`rules/` has all of it); null when there is none.",
    "is_shorter": "The hours are shorter than the table's: show both.",
    "effects": "What it does to magnesium.",
    "from_days": "It begins after so many days of use, counted from `starts_on`.",
    "medicine_id": "The medicine; it may be gone, the dose keeps its name.",
    "dose_name": "Left out it is that of the medicine.",
    "dose_at": "When it was taken; null: not known, the planned moment stands in, or not taken.",
    "planned_at": (
        "The moment at which it was planned; null when it was not. Such a dose has UUIDv5 of the "
        "account and “dose:MEDICINE:2026-11-25T07:00” (local) as its id, so that it is there once."
    ),
    "amount": "In words: 1 tablet.",
}


def said(name: str, **options: Any) -> dict[str, Any]:
    return {"help_text": SAID[name], **options}


class ProposalSerializer(serializers.Serializer[Row]):
    """Hours that the table proposes; the person confirms them from the leaflet."""

    id = serializers.CharField()
    version = serializers.IntegerField()
    label = serializers.CharField()  # type: ignore[assignment]
    after_h = serializers.FloatField()
    before_h = serializers.FloatField()
    food_after_h = serializers.FloatField(allow_null=True)
    counts = serializers.ListField(child=serializers.CharField())
    advice = serializers.CharField(allow_blank=True)
    sources = serializers.ListField(child=serializers.DictField())

    def to_representation(self, instance: Row) -> dict[str, Any]:
        return {
            "id": instance.id,
            "version": instance.version,
            "label": str(instance.label),
            "after_h": instance.after_h,
            "before_h": instance.before_h,
            "food_after_h": instance.food_after_h,
            "counts": sorted(instance.counts),
            "advice": str(instance.advice),
            "sources": [cite(source) for source in instance.sources],
        }


class EffectSerializer(serializers.Serializer[Effect]):
    """What a medicine does to magnesium, for a badge."""

    id = serializers.CharField()
    version = serializers.IntegerField()
    from_days = serializers.IntegerField(**said("from_days"))
    direction = serializers.ChoiceField([(d.value, d.value) for d in Direction])
    label = serializers.CharField()  # type: ignore[assignment]
    says = serializers.CharField()
    sources = serializers.ListField(child=serializers.DictField())

    def to_representation(self, instance: Effect) -> dict[str, Any]:
        return {
            "id": instance.id,
            "version": instance.version,
            "from_days": instance.from_days,
            "direction": instance.direction.value,
            "label": str(instance.label),
            "says": str(instance.says),
            "sources": [cite(source) for source in instance.sources],
        }


class MedicineSerializer(serializers.Serializer[Medicine]):
    """A medicine with what the rules say of it."""

    id = fields.Uuid(**said("id"))
    version = fields.Uuid(**said("version"))
    updated_at = serializers.DateTimeField()
    name = serializers.CharField()
    atc = serializers.CharField(**said("atc", allow_blank=True))
    strength = serializers.CharField(allow_blank=True)
    prescribed_by = serializers.CharField(allow_blank=True)
    rhythm = serializers.ChoiceField(Rhythm.choices)
    weekdays = serializers.ListField(**said("weekdays", child=serializers.IntegerField()))
    every_weeks = serializers.IntegerField(**said("every_weeks"))
    times = serializers.ListField(**said("times", child=serializers.CharField()))
    starts_on = serializers.DateField(**said("starts_on", allow_null=True))
    ends_on = serializers.DateField(**said("ends_on", allow_null=True))
    product_id = fields.Uuid(**said("product_id", allow_null=True))
    after_h = fields.Number(**said("after_h", allow_null=True))
    before_h = fields.Number(**said("before_h", allow_null=True))
    food_after_h = fields.Number(**said("food_after_h", allow_null=True))
    hours_from = serializers.ChoiceField(HoursFrom.choices, **said("hours_from", allow_blank=True))
    confirmed_on = serializers.DateField(**said("confirmed_on", allow_null=True))
    code = serializers.CharField(**said("code", allow_blank=True))
    standing = serializers.ChoiceField([(s.value, s.value) for s in Standing], **said("standing"))
    proposal = ProposalSerializer(**said("proposal", allow_null=True))
    is_shorter = serializers.BooleanField(**said("is_shorter"))
    effects = EffectSerializer(many=True, **said("effects"))

    def to_representation(self, instance: Medicine) -> dict[str, Any]:
        # Every effect, whenever it begins: `from_days` says so, and needs no clock.
        record = medicines.record_of(instance, on=dt.date.max)
        row = record.proposal
        return {
            **envelope(instance),
            **instance.as_members(),
            "code": record.code,
            "standing": record.standing.value,
            "proposal": ProposalSerializer(row).data if row else None,
            "is_shorter": record.is_shorter,
            "effects": [EffectSerializer(effect).data for effect in record.effects],
        }


class _Draft(RecordDraftSerializer):
    """A record of members; a text that is null is empty."""

    texts: tuple[str, ...] = ()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        return attrs | {name: "" for name in self.texts if attrs.get(name, "") is None}

    def draft(self, **defaults: Any) -> medicines.Draft:
        """What was sent, and `defaults` for what was not."""
        members = {**defaults, **self.validated_data}
        return medicines.Draft(
            id=members.pop("id"), version=members.pop("version", None), members=members
        )


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Every day at seven, hours not confirmed",
            value={"id": ID, "name": "levothyroxine", "times": ["07:00"]},
            request_only=True,
        ),
        OpenApiExample(
            "Once a week, with the hours of the leaflet",
            value={
                "id": ID,
                "name": "alendronic acid",
                "rhythm": "weekly",
                "weekdays": [0],
                "times": ["07:00"],
                "after_h": 4,
                "before_h": 4,
                "food_after_h": 0.5,
                "hours_from": "leaflet",
                "confirmed_on": dt.date(2026, 11, 25).isoformat(),
            },
            request_only=True,
        ),
    ]
)
class MedicineDraftSerializer(_Draft):
    """What an app sends of a medicine. Left out is the default, or in a change what it was."""

    computed = frozenset({"updated_at", "code", "standing", "proposal", "is_shorter", "effects"})
    texts = ("atc", "strength", "prescribed_by", "hours_from")

    name = fields.Text(max_length=200)
    atc = fields.Text(**said("atc", required=False, allow_null=True, allow_blank=True))
    strength = fields.Text(required=False, allow_null=True, allow_blank=True, max_length=100)
    prescribed_by = fields.Text(required=False, allow_null=True, allow_blank=True, max_length=200)
    rhythm = serializers.ChoiceField(Rhythm.choices, required=False)
    weekdays = serializers.ListField(
        **said("weekdays", required=False), child=fields.Whole(min_value=0, max_value=6)
    )
    every_weeks = fields.Whole(**said("every_weeks", required=False), min_value=1, max_value=52)
    times = serializers.ListField(**said("times", required=False), child=fields.Text(max_length=5))
    starts_on = fields.LocalDay(**said("starts_on", required=False, allow_null=True))
    ends_on = fields.LocalDay(**said("ends_on", required=False, allow_null=True))
    product_id = fields.Uuid(**said("product_id", required=False, allow_null=True))
    after_h = fields.Number(**said("after_h", required=False, allow_null=True))
    before_h = fields.Number(**said("before_h", required=False, allow_null=True))
    food_after_h = fields.Number(**said("food_after_h", required=False, allow_null=True))
    hours_from = serializers.ChoiceField(
        HoursFrom.choices, **said("hours_from", required=False, allow_blank=True, allow_null=True)
    )
    confirmed_on = fields.LocalDay(**said("confirmed_on", required=False, allow_null=True))


class MedicineDoseSerializer(serializers.Serializer[MedicineDose]):
    """A dose that was taken, or planned and not taken."""

    id = fields.Uuid(**said("id"))
    version = fields.Uuid(**said("version"))
    updated_at = serializers.DateTimeField()
    medicine_id = fields.Uuid(**said("medicine_id"))
    name = serializers.CharField()
    date = serializers.DateField(**said("date"))
    at = serializers.DateTimeField(**said("dose_at", allow_null=True))
    zone = serializers.CharField(**said("zone", allow_blank=True))
    planned_at = serializers.DateTimeField(**said("planned_at", allow_null=True))
    amount = serializers.CharField(**said("amount", allow_blank=True))
    status = serializers.ChoiceField(DoseStatus.choices)

    def to_representation(self, instance: MedicineDose) -> dict[str, Any]:
        return {**envelope(instance), **instance.as_members()}


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Taken ten minutes late",
            value={
                "id": ID,
                "medicine_id": ID,
                "date": "2026-11-25",
                "planned_at": "2026-11-25T06:00:00Z",
                "at": "2026-11-25T06:10:00Z",
                "zone": "Europe/Amsterdam",
            },
            request_only=True,
        ),
    ]
)
class MedicineDoseDraftSerializer(_Draft):
    """What an app sends of a dose. Left out is the default, or in a change what it was."""

    computed = frozenset({"updated_at"})
    texts = ("amount",)

    medicine_id = fields.Uuid(**said("medicine_id"))
    name = fields.Text(required=False, max_length=200, help_text=SAID["dose_name"])
    date = fields.LocalDay(**said("date"))
    at = fields.Instant(**said("dose_at", required=False, allow_null=True))
    zone = fields.Text(
        required=False,
        max_length=64,
        help_text="IANA name; left out it is the one of the person's settings.",
    )
    planned_at = fields.Instant(**said("planned_at", required=False, allow_null=True))
    amount = fields.Text(
        **said("amount", required=False, allow_null=True, allow_blank=True, max_length=100)
    )
    status = serializers.ChoiceField(DoseStatus.choices, required=False)
