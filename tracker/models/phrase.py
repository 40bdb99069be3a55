import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from tracker.models.synced import OwnedQuerySet


class Phrase(models.Model):
    """What a person means by words of theirs, learned from a correction of a written line.

    It stays on the server, where lines are read. The item may be gone: then it says nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # Normalised as names of foods are.
    words = models.CharField(max_length=200)
    item_id = models.UUIDField()
    taught_at = models.DateTimeField()

    objects: ClassVar = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "words"], name="phrase_once")]

    def __str__(self) -> str:
        return self.words


class Serving(models.Model):
    """What one of a measure of an item weighs for this person: "my bowl of muesli is 90 g"."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    item_id = models.UUIDField()
    # A key of foods.quickadd.measures, or one of foods.quickadd.results beside them, and the word
    # that stood on the page for it.
    measure = models.CharField(max_length=40)
    label = models.CharField(max_length=80, blank=True, default="")
    grams = models.DecimalField(max_digits=9, decimal_places=3)
    taught_at = models.DateTimeField()

    objects: ClassVar = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "item_id", "measure"], name="serving_once")
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.grams} g"
