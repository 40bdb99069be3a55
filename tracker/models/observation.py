from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.synced import OwnedQuerySet, Synced


class Observation(Synced):
    """One thing noticed on a day; what the members may hold is in rules/kinds.py.

    `value` is the number of its kind; `parts` holds details by the kind's own keys. What is left
    out of either is unknown.
    """

    collection = "observations"
    members = ("kind", "date", "at", "zone", "value", "parts", "text")

    kind = models.CharField(max_length=30)
    date = models.DateField()
    at = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(max_length=64, blank=True, default="")
    value = models.DecimalField(max_digits=10, decimal_places=3, null=True, blank=True)
    parts = models.JSONField(default=dict, blank=True)
    text = models.TextField(max_length=4000, blank=True, default="")

    objects: ClassVar = OwnedQuerySet.as_manager()

    class Meta(Synced.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["user", "date"], name="observation_by_day"),
            models.Index(fields=["user", "kind", "date"], name="observation_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.kind}"


class Day(Synced):
    """What the person says of a whole day; its id is made from the account and the date."""

    collection = "days"
    members = ("date", "confirmed")

    class Confirmed(models.TextChoices):
        NO = "", _("not confirmed")
        COMPLETE = "complete", _("this is everything")
        NO_FOOD = "no_food", _("nothing eaten")

    date = models.DateField()
    confirmed = models.CharField(max_length=10, blank=True, default="", choices=Confirmed)

    objects: ClassVar = OwnedQuerySet.as_manager()

    class Meta(Synced.Meta):
        abstract = False
        indexes = [models.Index(fields=["user", "date"], name="day_by_date")]

    def __str__(self) -> str:
        return f"{self.date} {self.confirmed}"
