from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.synced import OwnedQuerySet, Synced


class Rhythm(models.TextChoices):
    """How often it is taken; rules.schedules says on which days that is."""

    DAILY = "daily", _("every day")
    WEEKLY = "weekly", _("on days of the week")
    MONTHLY = "monthly", _("once a month")
    AS_NEEDED = "as_needed", _("only when needed")


class HoursFrom(models.TextChoices):
    LEAFLET = "leaflet", _("my leaflet")
    PHARMACIST = "pharmacist", _("my pharmacist")


class DoseStatus(models.TextChoices):
    TAKEN = "taken", _("taken")
    SKIPPED = "skipped", _("not taken")


class Medicine(Synced):
    """A medicine of the person: when it is planned, and the hours it keeps from magnesium.

    Hours are there only when the person confirmed them. `product_id` is the supplement product of
    a medicine that holds magnesium itself: its doses are entries of the intake ledger.
    """

    collection = "medicines"
    members = (
        "name",
        "atc",
        "strength",
        "prescribed_by",
        "rhythm",
        "weekdays",
        "every_weeks",
        "times",
        "starts_on",
        "ends_on",
        "product_id",
        "after_h",
        "before_h",
        "food_after_h",
        "hours_from",
        "confirmed_on",
    )

    name = models.CharField(max_length=200)
    # As the person gave it; without one the name is looked up when it is needed.
    atc = models.CharField(max_length=7, blank=True, default="")
    strength = models.CharField(max_length=100, blank=True, default="")
    prescribed_by = models.CharField(max_length=200, blank=True, default="")
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.DAILY)
    # Monday is 0; of a weekly rhythm alone.
    weekdays = models.JSONField(default=list, blank=True)
    every_weeks = models.PositiveSmallIntegerField(default=1)
    # ["07:00", "22:00"], local wall-clock times in order.
    times = models.JSONField(default=list, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    # The last day on which it is taken.
    ends_on = models.DateField(null=True, blank=True)
    product_id = models.UUIDField(null=True, blank=True)
    # Magnesium may come this many hours after the medicine, and this many before it.
    after_h = models.DecimalField(max_digits=5, decimal_places=3, null=True, blank=True)
    before_h = models.DecimalField(max_digits=5, decimal_places=3, null=True, blank=True)
    # For food and mineral water, where the medicine keeps from those too; null is as after_h.
    food_after_h = models.DecimalField(max_digits=5, decimal_places=3, null=True, blank=True)
    hours_from = models.CharField(max_length=10, choices=HoursFrom, blank=True, default="")
    confirmed_on = models.DateField(null=True, blank=True)

    objects: ClassVar = OwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class MedicineDose(Synced):
    """A dose of a medicine that was taken, or was planned and not taken.

    `at` null is an unknown moment, for which the planned one stands in. The name is kept, so that
    the row can be read after its medicine is gone.
    """

    collection = "medicine_doses"
    members = ("medicine_id", "name", "date", "at", "zone", "planned_at", "amount", "status")

    medicine_id = models.UUIDField()
    name = models.CharField(max_length=200)
    # The person's local day.
    date = models.DateField()
    at = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(max_length=64, blank=True, default="")
    planned_at = models.DateTimeField(null=True, blank=True)
    amount = models.CharField(max_length=100, blank=True, default="")
    status = models.CharField(max_length=8, choices=DoseStatus, default=DoseStatus.TAKEN)

    objects: ClassVar = OwnedQuerySet.as_manager()

    class Meta(Synced.Meta):
        abstract = False
        indexes = [models.Index(fields=["user", "date"], name="medicine_dose_by_day")]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"
