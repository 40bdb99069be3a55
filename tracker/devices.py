"""The programs that a person lets into their diary: each has a name and a token of its own."""

import datetime as dt
import hashlib
import secrets
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tracker import texts
from tracker.models import Device, User

MAX_DEVICES = 20
NAME_LENGTH = 100
TOKEN_BYTES = 32
# A device that reads must not write each time: the last use is known to ten minutes.
SEEN_EVERY = dt.timedelta(minutes=10)


def make(user: User, *, name: str, at: dt.datetime) -> tuple[Device, str]:
    """A new device and its token, which is shown now and never again.

    Raises ValidationError for a name that cannot be, and when there are 20 devices already.
    """
    name = texts.check_name(name, longest=NAME_LENGTH)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with transaction.atomic():
        # Locked, so that two at the same time cannot both be the twentieth.
        User.objects.select_for_update().get(pk=user.pk)
        live = Device.objects.visible_to(user).filter(revoked_at=None)
        if live.count() >= MAX_DEVICES:
            raise ValidationError(
                _("There are %(count)s devices already. Take one off the list first."),
                params={"count": MAX_DEVICES},
            )
        device = Device.objects.create(
            user=user, name=name, token_digest=_digest(token), made_at=at
        )
    return device, token


def revoke(user: User, device_id: uuid.UUID, *, at: dt.datetime) -> None:
    """End a device's access. Its row stays, so that it can be told why."""
    devices = Device.objects.editable_by(user).filter(id=device_id, revoked_at=None)
    devices.update(revoked_at=at)


def of(user: User) -> tuple[Device, ...]:
    """The devices that have access, the newest first."""
    live = Device.objects.visible_to(user).filter(revoked_at=None)
    return tuple(live.order_by("-made_at", "name"))


def by_token(token: str) -> Device | None:
    """The device with this token and its person, revoked ones too; None when there is none."""
    return Device.objects.select_related("user").filter(token_digest=_digest(token)).first()


def seen(device: Device, *, at: dt.datetime) -> None:
    """Note when a device was last used, at most once in ten minutes."""
    if device.last_seen_at is None or at - device.last_seen_at >= SEEN_EVERY:
        Device.objects.filter(pk=device.pk).update(last_seen_at=at)
        device.last_seen_at = at


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
