"""A person's whole diary as files, and back: one JSON document, and tables for a spreadsheet.

What stands in them is docs/export.md.
"""

import datetime as dt
import io
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import IO

from tracker.models import User
from tracker.portability.document import write_json
from tracker.portability.manifest import FORMAT, FORMAT_VERSION
from tracker.portability.reading import MOST_BYTES, Document, read
from tracker.portability.stash import forget, keep, kept
from tracker.portability.tables import COMMA, POINT, Style, style_of, write_tables
from tracker.portability.taking_in import Preview, TakenIn, preview, take_in

__all__ = [
    "COMMA",
    "FORMAT",
    "FORMAT_VERSION",
    "MOST_BYTES",
    "POINT",
    "Document",
    "Preview",
    "Style",
    "TakenIn",
    "forget",
    "json_file",
    "keep",
    "kept",
    "preview",
    "read",
    "style_of",
    "tables_file",
    "take_in",
    "write_json",
    "write_tables",
]

# So small a file is not kept open while it is sent.
IN_MEMORY = 1024 * 1024


def json_file(user: User, *, at: dt.datetime) -> IO[bytes]:
    """The document in a file without a name, open at its beginning; closing it deletes it."""
    return _filled(partial(write_json, user, at=at))


def tables_file(user: User, *, at: dt.datetime, style: Style) -> IO[bytes]:
    """The zip of tables in a file, as `json_file`."""
    return _filled(partial(write_tables, user, at=at, style=style))


def _filled(write: Callable[[IO[bytes]], None]) -> IO[bytes]:
    """A file and not a stream out of the database: its size is known, it is whole or an error,
    and a slow line holds up nothing."""
    with ExitStack() as stack:
        file = stack.enter_context(tempfile.TemporaryFile())
        write(file)
        size = file.tell()
        file.seek(0)
        if size <= IN_MEMORY:
            return io.BytesIO(file.read())
        stack.pop_all()
    return file
