"""What every row that syncs has in common (the protocol is docs/api.md)."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

HISTORY_LENGTH = 10
# What a phone must give up comes first: who missed an erasure must not bring it back.
RESET_REASONS = ("erased", "expired", "restored")


class SyncState(models.Model):
    """A person's change counter: the first row every write locks, the first every pull reads."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="sync_state"
    )
    seq = models.BigIntegerField(default=0)
    # Another life of the database: cursors of an earlier one are answered with a reason.
    epoch = models.IntegerField(default=1)
    # [epoch, reason] of each life after the first.
    resets = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.epoch}/{self.seq}"

    def reset_since(self, epoch: int) -> str:
        """Why a cursor of `epoch` no longer counts: the reason that asks most of a phone."""
        reasons = {reason for began, reason in self.resets if began > epoch}
        return next((r for r in RESET_REASONS if r in reasons), RESET_REASONS[-1])


class OwnedQuerySet(models.QuerySet[Any]):
    """Rows of one person; what may not be seen does not exist."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(user=user)

    def editable_by(self, user: Any) -> Self:
        return self.filter(user=user)


class Synced(models.Model):
    """One record of a collection: a client-made id, a version and a change number.

    `members` are the names that a phone sends and receives; the rest stays on the server.
    """

    collection: ClassVar[str]
    members: ClassVar[tuple[str, ...]]

    row = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    id = models.UUIDField()
    version = models.UUIDField()
    history = models.JSONField(default=list)
    seq = models.BigIntegerField()
    updated_at = models.DateTimeField()
    device = models.ForeignKey(
        "tracker.Device", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Who wrote it, when that was not the person.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["user", "id"], name="%(class)s_id_unique"),
            models.UniqueConstraint(fields=["user", "seq"], name="%(class)s_seq_unique"),
        ]

    def as_members(self) -> dict[str, Any]:
        """The members as JSON values: Decimal as number, instants in UTC, null for empty."""
        return {name: as_json(getattr(self, name)) for name in self.members}

    def fill(self, members: dict[str, Any]) -> None:
        """Set the named members from JSON values, as `as_members()` gives them."""
        for name, value in members.items():
            if name not in self.members:
                raise KeyError(f"{self.collection} has no member {name}")
            exact = Decimal(repr(value)) if isinstance(value, float) else value
            column: models.Field[Any, Any] = self._meta.get_field(name)  # type: ignore[assignment]
            setattr(self, name, column.to_python(exact))


def as_json(value: Any) -> Any:
    """A value of a column as JSON has it; an instant in UTC."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    return value


class Tombstone(models.Model):
    """What remains of a deleted record: that it was, never what it held."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    collection = models.CharField(max_length=40)
    id = models.UUIDField()
    row = models.BigAutoField(primary_key=True)
    version = models.UUIDField()
    history = models.JSONField(default=list)
    seq = models.BigIntegerField()
    deleted_at = models.DateTimeField()
    device = models.ForeignKey("tracker.Device", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "collection", "id"], name="tombstone_id_unique"
            ),
            models.UniqueConstraint(fields=["user", "seq"], name="tombstone_seq_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.collection} {self.id}"


class Undo(models.Model):
    """What one web request changed, as it was before: kept for a day, never synced.

    `steps` is a list of {collection, id, before: content or null, after: version}.
    """

    LIFETIME = dt.timedelta(hours=24)

    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(db_index=True)
    steps = models.JSONField()

    objects = OwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.user_id} {self.made_at}"
