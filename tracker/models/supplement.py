from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.intake import Basis
from tracker.models.synced import OwnedQuerySet, Synced


class ProductKind(models.TextChoices):
    SUPPLEMENT = "supplement", _("supplement")
    ANTACID = "antacid", _("stomach remedy (antacid)")
    LAXATIVE = "laxative", _("laxative")
    BATH = "bath", _("bath salt, spray or oil")


class DoseUnit(models.TextChoices):
    """What a product is counted in: the units that foods.labels reads."""

    TABLET = "tablet", _("tablet")
    CAPSULE = "capsule", _("capsule")
    CHEWABLE = "chewable_tablet", _("chewable tablet")
    EFFERVESCENT = "effervescent_tablet", _("effervescent tablet")
    SACHET = "sachet", _("sachet")
    SCOOP = "scoop", _("scoop")
    TABLESPOON = "tablespoon", _("tablespoon")
    TEASPOON = "teaspoon", _("teaspoon")
    ML = "ml", _("ml")
    AMPOULE = "ampoule", _("ampoule")
    DROP = "drop", _("drop")
    GUMMY = "gummy", _("gummy")


class SupplementProduct(Synced):
    """A supplement, antacid or laxative of the person's own, as its label has it.

    `content` is a map of foods.nutrients per unit, where magnesium is elemental; an absent key is
    unknown, never zero. `compound` is a family of foods.compounds, empty for a mixture.
    """

    collection = "supplement_products"
    members = (
        "name",
        "kind",
        "compound",
        "compound_mg",
        "content",
        "unit",
        "units_per_day",
        "is_prescribed",
        "label_text",
        "basis",
        "is_archived",
    )

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=ProductKind, default=ProductKind.SUPPLEMENT)
    compound = models.CharField(max_length=30, blank=True, default="")
    # The weight of the compound in one unit, which is not that of the magnesium in it.
    compound_mg = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    content = models.JSONField(default=dict, blank=True)
    unit = models.CharField(max_length=20, choices=DoseUnit, default=DoseUnit.TABLET)
    # What the label advises; a plan says what the person takes.
    units_per_day = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    is_prescribed = models.BooleanField(default=False)
    label_text = models.TextField(max_length=2000, blank=True, default="")
    # label: the magnesium is printed on it; estimate: computed from the weight of the compound.
    basis = models.CharField(max_length=12, choices=Basis, default=Basis.UNKNOWN)
    is_archived = models.BooleanField(default=False)

    objects: ClassVar = OwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def magnesium_mg(self) -> float | None:
        """Elemental magnesium in mg per unit; None is unknown."""
        amount: float | None = self.content.get("magnesium_mg")
        return amount

    @property
    def is_swallowed(self) -> bool:
        return self.kind != ProductKind.BATH


class Plan(Synced):
    """What a person means to take of a product, from one day to another.

    Another dose is another plan, so that what was planned on a day in the past stays as it was.
    """

    collection = "plans"
    members = (
        "product_id",
        "starts_on",
        "ends_on",
        "slots",
        "paused_from",
        "paused_until",
        "pause_reason",
    )

    product_id = models.UUIDField()
    starts_on = models.DateField()
    # null: still; the last day on which it holds.
    ends_on = models.DateField(null=True, blank=True)
    # [{"moment": "08:00" or a meal, "units": 1}], in order of the day.
    slots = models.JSONField(default=list)
    paused_from = models.DateField(null=True, blank=True)
    # null while paused: until the person goes on; the last day of the pause.
    paused_until = models.DateField(null=True, blank=True)
    pause_reason = models.CharField(max_length=200, blank=True, default="")

    objects: ClassVar = OwnedQuerySet.as_manager()

    class Meta(Synced.Meta):
        abstract = False
        indexes = [models.Index(fields=["user", "product_id"], name="plan_by_product")]

    def __str__(self) -> str:
        return f"plan from {self.starts_on}"
