"""Requests of a person who is logged in, as views see them, and files as answers."""

import datetime as dt
import os
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from django.core.files import File
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from tracker.models import Profile, User


class PersonRequest(HttpRequest):
    """A request behind log-in: who, in which language and zone, and at what moment."""

    user: "User"
    htmx: HtmxDetails
    profile: "Profile"
    zone_name: str
    at: dt.datetime
    # The person's local day at that moment.
    today: dt.date
    LANGUAGE_CODE: str


def download(file: IO[bytes], *, filename: str, content_type: str) -> StreamingHttpResponse:
    """The file to keep under this name. It is closed at its end, and with an answer that nobody
    reads or closes: Django's FileResponse leaves it open then."""
    size = _size(file)
    parts = _to_its_end(file)
    # Begun, so that whatever ends it closes the file.
    next(parts)
    answer = StreamingHttpResponse(parts, content_type=content_type)
    answer.headers["Content-Length"] = str(size)
    answer.headers["Content-Disposition"] = str(content_disposition_header(True, filename))
    return answer


def _size(file: IO[bytes]) -> int:
    """In bytes; afterwards the file stands at its beginning."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return size


def _to_its_end(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        yield b""
        yield from iter(lambda: file.read(File.DEFAULT_CHUNK_SIZE), b"")
