from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from foods.recipes import Method
from tracker.models.synced import OwnedQuerySet, Synced


class CustomFood(Synced):
    """A food of the person's own, typed over from its label.

    `content` is a map of foods.nutrients per 100 g; an absent key is unknown, never zero.
    """

    collection = "custom_foods"
    members = (
        "name",
        "kind",
        "group",
        "content",
        "portions",
        "magnesium_added",
        "added_mg_per_100g",
        "borrowed",
    )

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, default="food")
    group = models.CharField(max_length=40, blank=True, default="")
    content = models.JSONField(default=dict, blank=True)
    # [{"label": "slice", "grams": 35}], the first is offered first.
    portions = models.JSONField(default=list, blank=True)
    magnesium_added = models.BooleanField(default=False)
    # The part that counts to the supplement limit; null with magnesium_added means unknown.
    added_mg_per_100g = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    # The estimate where the label does not say (pantry/borrowing.py), as it was when it was taken:
    # {item_id, name, low_mg, fill_mg, high_mg, dataset, release, code}, mg per 100 g.
    borrowed = models.JSONField(null=True, blank=True)

    objects: ClassVar = OwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Cooking(models.TextChoices):
    """What became of the ingredients, in the order in which people mean it."""

    KEPT = Method.KEPT.value, _("cooked, nothing poured off (soup, stew, oven)")
    DRAINED = Method.DRAINED.value, _("boiled, and the water poured off")
    RAW = Method.RAW.value, _("not cooked (salad, muesli)")


class Recipe(Synced):
    """A dish of the person's own. What it holds is computed from its items by foods.recipes.

    An item is a snapshot of what was chosen: {item_id, name, grams, group, content per 100 g,
    known_mg, low_mg, fill_mg, high_mg and limit_mg per 100 g, known_share, basis, dataset, release,
    code}. So a recipe does not change when a food table does.
    """

    collection = "recipes"
    members = (
        "name",
        "group",
        "items",
        "yield_grams",
        "portions",
        "method",
        "copied_from",
    )

    # As of a food: what is drunk as well, a recipe counts as food.
    kind: ClassVar = "food"

    name = models.CharField(max_length=200)
    group = models.CharField(max_length=40, default="dishes")
    items = models.JSONField(default=list)
    # What the dish weighs when it is ready; null: as much as its items together.
    yield_grams = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    # [{"label": "bowl", "grams": 350}], the first is offered first.
    portions = models.JSONField(default=list, blank=True)
    method = models.CharField(max_length=10, choices=Cooking, default=Cooking.KEPT)
    copied_from = models.UUIDField(null=True, blank=True)

    objects: ClassVar = OwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
