from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.synced import OwnedQuerySet


class Consent(models.Model):
    """What a person agreed to, in which wording, and when; withdrawing adds a date."""

    class Purpose(models.TextChoices):
        DIARY = "diary", _("keeping a diary of food and health")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose)
    wording_version = models.CharField(max_length=20)
    language = models.CharField(max_length=8)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.purpose} {self.given_at}"


class Invitation(models.Model):
    """A link that lets one person sign up where sign-up is by invitation."""

    email = models.EmailField()
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.email
