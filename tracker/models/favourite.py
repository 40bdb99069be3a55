import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from tracker.models.synced import OwnedQuerySet


class Favourite(models.Model):
    """A food that a person put a star on. The item may be gone: then it says nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    item_id = models.UUIDField()

    objects: ClassVar = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "item_id"], name="favourite_once")]

    def __str__(self) -> str:
        return str(self.item_id)
