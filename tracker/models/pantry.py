from typing import ClassVar

from django.db import models

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

    objects: ClassVar = OwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
