"""Supplement products and plans, as they are read and as they are sent."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from api import fields
from api.serializers.records import ID, MEMBERS, RecordDraftSerializer, envelope
from foods import compounds, labels, nutrients
from tracker import supplements
from tracker.models import Plan, SupplementProduct
from tracker.models.intake import Basis
from tracker.models.supplement import DoseUnit, ProductKind

COMPOUNDS = [(name, name) for name in compounds.families()]
SAID = MEMBERS | {
    "kind": "A bath salt is kept and never logged; the others count to the limit.",
    "compound": "The form of magnesium; empty for a mixture, or when it is not known.",
    "compound_mg": "The weight of the compound in one unit: not that of the magnesium in it.",
    "content": "Per unit. `magnesium_mg` is elemental; what is left out is unknown, never zero.",
    "unit": "What it is counted in, and the `unit` of its intake entries.",
    "units_per_day": "What the label advises; what is taken is a plan.",
    "basis": "label: it is printed there; estimate: worked out from `compound_mg`.",
    "product_id": "A product; it may be gone.",
    "starts_on": "The first day. A plan holds until the next one of its product starts.",
    "ends_on": "The last day; null: until it is changed.",
    "slots": "The doses of a day, in order of the day.",
    "moment": "A meal (breakfast, lunch, snack, dinner), or a local time such as 08:00.",
    "paused_from": "The first day of a pause.",
    "paused_until": "The last day of a pause; null while it lasts.",
}


def said(name: str, **options: Any) -> dict[str, Any]:
    return {"help_text": SAID[name], **options}


class ProductSerializer(serializers.Serializer[SupplementProduct]):
    """A supplement, antacid or laxative of the person's own."""

    id = fields.Uuid(**said("id"))
    version = fields.Uuid(**said("version"))
    updated_at = serializers.DateTimeField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(ProductKind.choices, **said("kind"))
    compound = serializers.ChoiceField(COMPOUNDS, **said("compound", allow_blank=True))
    compound_mg = fields.Number(**said("compound_mg", allow_null=True))
    content = fields.Content(**said("content"))
    unit = serializers.ChoiceField(DoseUnit.choices, **said("unit"))
    units_per_day = fields.Number(**said("units_per_day", allow_null=True))
    is_prescribed = serializers.BooleanField()
    label_text = serializers.CharField(allow_blank=True)
    basis = serializers.ChoiceField(Basis.choices, **said("basis"))
    is_archived = serializers.BooleanField()

    def to_representation(self, instance: SupplementProduct) -> dict[str, Any]:
        return {**envelope(instance), **instance.as_members()}


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "800 mg of magnesium citrate, of which 128 mg magnesium",
            value={
                "id": ID,
                "name": "Magnesium citrate",
                "compound": "citrate",
                "compound_mg": 800,
                "content": {"magnesium_mg": 128},
                "unit": "tablet",
            },
            request_only=True,
        ),
    ]
)
class ProductDraftSerializer(RecordDraftSerializer):
    """What an app sends of a product. Left out is the default, or in a change what it was."""

    computed = frozenset({"updated_at"})

    name = fields.Text(max_length=200)
    kind = serializers.ChoiceField(ProductKind.choices, required=False, help_text=SAID["kind"])
    compound = serializers.ChoiceField(
        COMPOUNDS, required=False, allow_blank=True, help_text=SAID["compound"]
    )
    compound_mg = fields.Number(required=False, allow_null=True, help_text=SAID["compound_mg"])
    content = fields.Content(required=False, help_text=SAID["content"])
    unit = serializers.ChoiceField(DoseUnit.choices, required=False, help_text=SAID["unit"])
    units_per_day = fields.Number(required=False, allow_null=True, help_text=SAID["units_per_day"])
    is_prescribed = fields.Truth(required=False)
    label_text = fields.Text(required=False, allow_blank=True, max_length=labels.LONGEST)
    basis = serializers.ChoiceField(
        Basis.choices,
        required=False,
        help_text=f"{SAID['basis']} One of these, with a content that holds magnesium.",
    )
    is_archived = fields.Truth(required=False)

    def validate_content(self, content: dict[str, Any]) -> dict[str, Any]:
        return nutrients.check_content(content)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        if "basis" not in attrs:
            return attrs
        holds = "magnesium_mg" in attrs.get("content", {})
        if not holds or attrs["basis"] not in (Basis.LABEL, Basis.ESTIMATE):
            message = _("Give label or estimate, with a content that holds magnesium.")
            raise serializers.ValidationError({"basis": [message]})
        return attrs

    def draft(self) -> supplements.Draft:
        return _draft(self.validated_data)


def _draft(validated: dict[str, Any]) -> supplements.Draft:
    members = dict(validated)
    return supplements.Draft(
        id=members.pop("id"), version=members.pop("version", None), members=members
    )


class SlotSerializer(fields.Strict):
    moment = fields.Text(**said("moment", max_length=12))
    units = fields.Number()


@extend_schema_field(SlotSerializer(many=True))
class Slots(serializers.Field[Any, Any, Any, Any]):
    """The doses of a day, kept as they are sent; what they may be is the subject's rule."""

    default_error_messages = {
        "invalid": gettext_lazy("Give a list of doses, each a moment and its units."),
    }

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, list):
            self.fail("invalid")
        each = SlotSerializer(data=data, many=True)
        if not each.is_valid():
            self.fail("invalid")
        return data

    def to_representation(self, value: Any) -> Any:
        return value


class PlanSerializer(serializers.Serializer[Plan]):
    """What a person means to take of a product."""

    id = fields.Uuid(**said("id"))
    version = fields.Uuid(**said("version"))
    updated_at = serializers.DateTimeField()
    product_id = fields.Uuid(**said("product_id"))
    starts_on = serializers.DateField(**said("starts_on"))
    ends_on = serializers.DateField(**said("ends_on", allow_null=True))
    slots = Slots(**said("slots"))
    paused_from = serializers.DateField(**said("paused_from", allow_null=True))
    paused_until = serializers.DateField(**said("paused_until", allow_null=True))
    pause_reason = serializers.CharField(allow_blank=True)

    def to_representation(self, instance: Plan) -> dict[str, Any]:
        return {**envelope(instance), **instance.as_members()}


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "One at breakfast, one in the evening",
            value={
                "id": ID,
                "product_id": ID,
                "starts_on": dt.date(2026, 11, 25).isoformat(),
                "slots": [
                    {"moment": "breakfast", "units": 1},
                    {"moment": "21:00", "units": 1},
                ],
            },
            request_only=True,
        ),
    ]
)
class PlanDraftSerializer(RecordDraftSerializer):
    """What an app sends of a plan. Left out is the default, or in a change what it was."""

    computed = frozenset({"updated_at"})

    product_id = fields.Uuid(**said("product_id"))
    starts_on = fields.LocalDay(**said("starts_on"))
    ends_on = fields.LocalDay(required=False, allow_null=True, help_text=SAID["ends_on"])
    slots = Slots(**said("slots"))
    paused_from = fields.LocalDay(required=False, allow_null=True, help_text=SAID["paused_from"])
    paused_until = fields.LocalDay(required=False, allow_null=True, help_text=SAID["paused_until"])
    pause_reason = fields.Text(required=False, allow_blank=True, max_length=200)

    def draft(self) -> supplements.Draft:
        return _draft(self.validated_data)
