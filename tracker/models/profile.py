from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.synced import OwnedQuerySet, Synced


class Profile(Synced):
    """What the person says of themselves; nothing of it is required."""

    collection = "profile"
    members = (
        "sex",
        "birth_year",
        "language",
        "zone",
        "hide_totals",
        "tap_water_mg_per_l",
        "tracked",
        "conditions",
    )

    class Sex(models.TextChoices):
        FEMALE = "F", _("woman")
        MALE = "M", _("man")

    sex = models.CharField(max_length=1, blank=True, default="", choices=Sex)
    birth_year = models.IntegerField(
        null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    # "" follows the browser.
    language = models.CharField(max_length=8, blank=True, default="")
    zone = models.CharField(max_length=64, blank=True, default="")
    hide_totals = models.BooleanField(default=False)
    # Keys of rules/kinds.py that the day page asks for; null before the person chose.
    tracked = models.JSONField(null=True, blank=True)
    # From the person's water company; unknown until they look it up.
    tap_water_mg_per_l = models.DecimalField(
        max_digits=6,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(200)],
    )
    # What the person ticked of rules/background.py: {key: the last day that it holds, or null}.
    conditions = models.JSONField(default=dict, blank=True)

    objects: ClassVar = OwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"profile of {self.user_id}"


class TargetPeriod(Synced):
    """What was valid from one day to another: a life stage, a guideline, a personal target, and
    which limit for supplements.

    On a day the period with the latest start that covers it holds, per kind.
    """

    collection = "targets"
    members = ("kind", "value", "starts_on", "ends_on", "magnesium_mg", "agreed_with")

    class Kind(models.TextChoices):
        LIFE_STAGE = "life_stage", _("life stage")
        GUIDELINE = "guideline", _("guideline")
        PERSONAL = "personal", _("personal target")
        LIMIT = "limit", _("limit for supplements")
        DOCTOR_LIMIT = "doctor_limit", _("doctor's limit for supplements")
        LIMIT_WATER = "limit_water", _("mineral water in the limit")

    kind = models.CharField(max_length=12, choices=Kind)
    # A key of rules/targets.py for a guideline or life stage, of rules/limits.py for a limit
    # ("off" for none); "counts" or "" for mineral water; empty for a number of mg.
    value = models.CharField(max_length=20, blank=True, default="")
    # null: since always.
    starts_on = models.DateField(null=True, blank=True)
    # null: still; the last day on which it holds.
    ends_on = models.DateField(null=True, blank=True)
    magnesium_mg = models.DecimalField(max_digits=8, decimal_places=3, null=True, blank=True)
    agreed_with = models.CharField(max_length=200, blank=True, default="")

    objects: ClassVar = OwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.kind} {self.value} from {self.starts_on}"
