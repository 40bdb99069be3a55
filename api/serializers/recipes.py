"""Recipes, as they are read and as they are sent."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from api import fields
from api.serializers.foods import RangeSerializer
from api.serializers.records import MEMBERS, RecordDraftSerializer, envelope
from tracker import pantry, recipes
from tracker.models import Recipe
from tracker.models.intake import Basis
from tracker.models.pantry import Cooking

GROUP = "A food group as foods have it, but for waters; left out it is dishes."
SAID = MEMBERS | {
    "yield_grams": "What the dish weighs when it is ready; null: as much as its items together.",
    "method": "kept: cooked, nothing poured off; drained: the water poured off; raw: not cooked.",
    "copied_from": "The recipe that this was copied from; it may be gone.",
    "grams": "What the whole dish weighs.",
    "known_mg": "The known magnesium in mg per 100 g; null is unknown, which is not zero.",
    "known_share": "0 to 1: the part for which magnesium is known. Below 1 say “at least”.",
    "limit_mg": "Per 100 g, what counts to the upper limit for supplements; null is unknown.",
    "content": "Per 100 g of the ingredient, when the app values it; left out is unknown.",
}


def said(name: str, **options: Any) -> dict[str, Any]:
    return {"help_text": SAID[name], **options}


class RecipePortionSerializer(fields.Strict):
    """A portion of the dish; its label is a `unit` of an entry."""

    label = fields.Text(max_length=60)  # type: ignore[assignment]
    grams = fields.Number()


class RecipeItemSerializer(serializers.Serializer[Any]):
    """An ingredient with the values that it was taken with, per 100 g."""

    item_id = fields.Uuid(allow_null=True, help_text="The food; it may be gone.")
    name = serializers.CharField()
    grams = fields.Number()
    group = serializers.CharField(allow_blank=True)
    content = fields.Content()
    known_mg = fields.Number(**said("known_mg", allow_null=True))
    low_mg = fields.Number(allow_null=True)
    fill_mg = fields.Number(allow_null=True)
    high_mg = fields.Number(allow_null=True)
    limit_mg = fields.Number(**said("limit_mg", allow_null=True))
    known_share = fields.Number(**said("known_share"))
    basis = serializers.ChoiceField(Basis.choices)
    dataset = serializers.CharField(allow_blank=True)
    release = serializers.CharField(allow_blank=True)
    code = serializers.CharField(allow_blank=True)


class RecipeSerializer(serializers.Serializer[Recipe]):
    """A recipe, and what 100 g of it holds by its items."""

    id = fields.Uuid(**said("id"))
    version = fields.Uuid(**said("version"))
    updated_at = serializers.DateTimeField()
    name = serializers.CharField()
    group = serializers.CharField(help_text=GROUP)
    items = RecipeItemSerializer(many=True)
    yield_grams = fields.Number(**said("yield_grams", allow_null=True))
    portions = RecipePortionSerializer(many=True)
    method = serializers.ChoiceField(Cooking.choices, **said("method"))
    copied_from = fields.Uuid(**said("copied_from", allow_null=True))
    grams = fields.Number(**said("grams"))
    per_100g = fields.Per100g()
    known_mg = fields.Number(**said("known_mg", allow_null=True))
    known_share = fields.Number(**said("known_share"))
    magnesium_range = RangeSerializer()
    limit_mg = fields.Number(**said("limit_mg", allow_null=True))

    def to_representation(self, instance: Recipe) -> dict[str, Any]:
        dish = pantry.dish_of(instance)
        return {
            **envelope(instance),
            **instance.as_members(),
            "grams": fields.rounded(dish.grams),
            "per_100g": fields.Per100g().to_representation(dish.content),
            "known_mg": fields.rounded(dish.known_mg),
            "known_share": fields.rounded(dish.known_share),
            "magnesium_range": {
                "fill_mg": fields.rounded(dish.fill_mg),
                "low_mg": fields.rounded(dish.low_mg),
                "high_mg": fields.rounded(dish.high_mg),
            },
            "limit_mg": fields.rounded(dish.limit_mg),
        }


class RecipePartSerializer(fields.Strict):
    """An ingredient as it is sent: a food, or what the app values itself."""

    computed = frozenset(pantry.SNAPSHOT)

    grams = fields.Number()
    item_id = fields.Uuid(required=False, allow_null=True)
    name = fields.Text(required=False, max_length=200, help_text="Required with `content`.")
    group = fields.Text(
        required=False, allow_blank=True, max_length=40, help_text="Only with `content`."
    )
    content = fields.Content(**said("content", required=False, allow_null=True))

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs.get("content") is None:
            if attrs.get("item_id") is None:
                message = _("Say what it was: item_id, or name and content.")
                raise serializers.ValidationError({"item_id": [message]})
        elif "name" not in attrs:
            raise serializers.ValidationError({"name": [_("Give a name.")]})
        return attrs


class RecipeDraftSerializer(RecordDraftSerializer):
    """What an app sends of a recipe. Left out is the default, or in a change what it was."""

    computed = frozenset(
        {"updated_at", "grams", "per_100g", "known_mg", "known_share", "magnesium_range"}
        | {"limit_mg"}
    )

    name = fields.Text(max_length=200)
    items = RecipePartSerializer(many=True)
    group = fields.Text(required=False, max_length=40, help_text=GROUP)
    yield_grams = fields.Number(**said("yield_grams", required=False, allow_null=True))
    portions = RecipePortionSerializer(many=True, required=False)
    method = serializers.ChoiceField(Cooking.choices, **said("method", required=False))
    copied_from = fields.Uuid(**said("copied_from", required=False, allow_null=True))

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        if "items" in attrs:
            attrs["items"] = [recipes.Part(**part) for part in attrs["items"]]
        return attrs

    def draft(self) -> recipes.Draft:
        return recipes.Draft(**self.validated_data)
