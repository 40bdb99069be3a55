import datetime as dt

from django.conf import settings
from django.db import models

from tracker.models.synced import OwnedQuerySet


class ImportFile(models.Model):
    """A file that a person chose and did not confirm yet, compressed; forgotten after a day."""

    LIFETIME = dt.timedelta(hours=24)

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    made_at = models.DateTimeField(db_index=True)
    content = models.BinaryField()

    objects = OwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.user_id} {self.made_at}"
