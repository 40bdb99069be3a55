"""The file of an import between its preview and its confirmation: of its person alone, a day."""

import datetime as dt
import zlib

from tracker.models import ImportFile, User


def keep(user: User, content: bytes, *, at: dt.datetime) -> None:
    """Keep `content`, which was read before, in the place of an earlier file."""
    ImportFile.objects.filter(made_at__lt=at - ImportFile.LIFETIME).delete()
    ImportFile.objects.update_or_create(
        user=user, defaults={"made_at": at, "content": zlib.compress(content)}
    )


def kept(user: User, *, at: dt.datetime) -> bytes | None:
    since = at - ImportFile.LIFETIME
    found = ImportFile.objects.visible_to(user).filter(made_at__gte=since).first()
    return zlib.decompress(found.content) if found else None


def forget(user: User) -> None:
    ImportFile.objects.editable_by(user).delete()
