from django.conf import settings
from django.db import models

from tracker.models.synced import OwnedQuerySet


class CalendarFeed(models.Model):
    """The address under which a calendar program reads a person's reminders; one at a time."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="calendar_feed"
    )
    # SHA-256 of the token in the address; the token itself is shown once and never kept.
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    closes_day = models.BooleanField(default=False)

    objects = OwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"calendar of {self.user_id}"
