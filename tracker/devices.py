"""The programs that a person lets into their diary: each has a name and a token of its own."""

import datetime as dt
import hashlib
import secrets
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tracker import texts
from tracker.models import Device, Pairing, User

MAX_DEVICES = 20
NAME_LENGTH = 100
TOKEN_BYTES = 32
# A device that reads must not write each time: the last use is known to ten minutes.
SEEN_EVERY = dt.timedelta(minutes=10)
# Digits and letters that nobody takes for each other (Crockford): 40 bits in 8 of them.
CODE_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8
CODE_LIFETIME = dt.timedelta(minutes=10)
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})


def offer(user: User, *, at: dt.datetime) -> str:
    """A code with which one app can make itself a device, once and within ten minutes."""
    Pairing.objects.filter(made_at__lt=at - CODE_LIFETIME).delete()
    signs = "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))
    Pairing.objects.create(user=user, code_digest=_digest(signs), made_at=at)
    return f"{signs[:4]}-{signs[4:]}"


def pair(code: str, *, name: str, at: dt.datetime, platform: str = "") -> tuple[Device, str]:
    """The device that a code lets in, and its token; the code is used up.

    Raises ValidationError for a code that is not there, and as `make` does.
    """
    digest = _digest(code.upper().translate(READ_AS))
    with transaction.atomic():
        offered = Pairing.objects.filter(code_digest=digest, made_at__gte=at - CODE_LIFETIME)
        found = offered.select_related("user").first()
        # Of two that come at the same time only one removes it.
        if found is None or not found.user.is_active or not offered.delete()[0]:
            message = _("This code is not there (any more). Make a new one on the settings page.")
            raise ValidationError({"code": message})
        return make(found.user, name=name, at=at, platform=platform)


def make(user: User, *, name: str, at: dt.datetime, platform: str = "") -> tuple[Device, str]:
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
            user=user, name=name, platform=platform, token_digest=_digest(token), made_at=at
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
