import uuid

from django.conf import settings
from django.db import models

from tracker.models.synced import OwnedQuerySet


class Device(models.Model):
    """A program that may read and write one diary; revoked rows stay, so it can be told why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="devices")
    name = models.CharField(max_length=100)
    # What the app says it runs on, such as "android".
    platform = models.CharField(max_length=40, blank=True, default="")
    # SHA-256 of the token; the token itself is shown once and never kept.
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    last_seen_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Pairing(models.Model):
    """A code that lets one device in: shown once, kept as a digest, gone when used."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    code_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id} {self.made_at}"
