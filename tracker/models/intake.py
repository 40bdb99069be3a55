from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.synced import OwnedQuerySet, Synced


class Kind(models.TextChoices):
    FOOD = "food", _("food")
    WATER = "water", _("water")
    SUPPLEMENT = "supplement", _("supplement")
    MEDICINE = "medicine", _("medicine")


class Meal(models.TextChoices):
    BREAKFAST = "breakfast", _("Breakfast")
    LUNCH = "lunch", _("Lunch")
    DINNER = "dinner", _("Dinner")
    SNACK = "snack", _("In between")


class Precision(models.TextChoices):
    EXACT = "exact", _("exact time")
    MEAL = "meal", _("the meal is known")
    NONE = "none", _("no time")


class Basis(models.TextChoices):
    MEASURED = "measured", _("measured")
    LABEL = "label", _("from a label")
    ESTIMATE = "estimate", _("estimate")
    BELOW_LIMIT = "below_limit", _("below the limit of measuring")
    LOGICAL_ZERO = "logical_zero", _("zero by nature")
    UNKNOWN = "unknown", _("unknown")


class ValuedBy(models.TextChoices):
    SERVER = "server", _("this server")
    DEVICE = "device", _("a device")
    PERSON = "person", _("the person")


class IntakeEntry(Synced):
    """One line of the intake ledger: what was eaten, drunk or swallowed, valued when logged.

    It names its item by id and text and carries its own values, so the past does not change
    when a food table does. Amounts of magnesium are mg in the whole amount; null is unknown.
    """

    collection = "intake_entries"
    members = (
        "kind",
        "date",
        "at",
        "zone",
        "precision",
        "meal",
        "item_id",
        "name",
        "amount",
        "unit",
        "grams",
        "content",
        "magnesium_mg",
        "fill_mg",
        "low_mg",
        "high_mg",
        "basis",
        "known_share",
        "limit_mg",
        "energy_kcal",
        "water_g",
        "food_group",
        "dataset",
        "release",
        "code",
        "valued_by",
    )

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.FOOD)
    # The person's local day.
    date = models.DateField()
    at = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(max_length=64, blank=True, default="")
    precision = models.CharField(max_length=8, choices=Precision, default=Precision.MEAL)
    meal = models.CharField(max_length=12, choices=Meal, blank=True, default="")
    item_id = models.UUIDField(null=True, blank=True)
    name = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=10, decimal_places=3)
    # "g", "ml" or the label of a portion as the person saw it.
    unit = models.CharField(max_length=80, default="g")
    grams = models.DecimalField(max_digits=10, decimal_places=3, null=True, blank=True)
    # Per 100 g, or per unit where there are no grams; a key that is absent is unknown.
    content = models.JSONField(default=dict, blank=True)
    magnesium_mg = models.DecimalField(max_digits=10, decimal_places=3, null=True, blank=True)
    # The best estimate with the unknown part filled from its food group.
    fill_mg = models.DecimalField(max_digits=10, decimal_places=3, null=True, blank=True)
    low_mg = models.DecimalField(max_digits=10, decimal_places=3, null=True, blank=True)
    # null: there is no upper end.
    high_mg = models.DecimalField(max_digits=10, decimal_places=3, null=True, blank=True)
    basis = models.CharField(max_length=12, choices=Basis, default=Basis.UNKNOWN)
    known_share = models.DecimalField(max_digits=4, decimal_places=3, default=0)
    # What counts to the supplement limit, fixed at logging; null is unknown.
    limit_mg = models.DecimalField(max_digits=10, decimal_places=3, null=True, blank=True)
    energy_kcal = models.DecimalField(max_digits=10, decimal_places=3, null=True, blank=True)
    water_g = models.DecimalField(max_digits=10, decimal_places=3, null=True, blank=True)
    food_group = models.CharField(max_length=40, blank=True, default="")
    dataset = models.CharField(max_length=60, blank=True, default="")
    release = models.CharField(max_length=60, blank=True, default="")
    code = models.CharField(max_length=60, blank=True, default="")
    valued_by = models.CharField(max_length=8, choices=ValuedBy, default=ValuedBy.SERVER)

    objects: ClassVar = OwnedQuerySet.as_manager()

    class Meta(Synced.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["user", "date"], name="intake_by_day"),
            models.Index(fields=["user", "item_id", "date"], name="intake_by_item"),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"
