"""An export as it comes back in: what is uploaded, read and refused as a whole."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.changes import COLLECTIONS
from tracker.portability.manifest import FORMAT, FORMAT_VERSION

# What is read is in memory as a whole, several times larger than the file.
MOST_BYTES = 24 * 1024 * 1024
MEGABYTE = 1024 * 1024
ZIP = b"PK"


@dataclass(frozen=True)
class Document:
    """The records of each collection that is known here, in the order of the file, as sent.

    `unknown` are collections of a newer server, which are passed over.
    """

    collections: Mapping[str, Sequence[Any]]
    unknown: tuple[str, ...]


def read(content: bytes) -> Document:
    """Raises ValidationError that says what to do where `content` is no whole export."""
    if len(content) > MOST_BYTES:
        raise ValidationError(
            _("This file is larger than %(most)s MB. It cannot be taken in."),
            params={"most": MOST_BYTES // MEGABYTE},
        )
    return _document(_parsed(_decoded(content)))


def _decoded(content: bytes) -> str:
    if content.startswith(ZIP):
        raise ValidationError(
            _("This is a zip. Choose the file of “Download everything (JSON)” instead.")
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(
            _(
                "This file is not written as UTF-8: another program may have changed it. "
                "Choose the file as it was downloaded."
            )
        ) from error


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ValidationError(
            _("This file is damaged or cut off. Download it again, and choose the new file.")
        ) from error


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _document(told: Any) -> Document:
    manifest = told.get("manifest") if isinstance(told, dict) else None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ValidationError(
            _("This is not an export of Mg24. Choose the file of “Download everything (JSON)”.")
        )
    if manifest.get("format_version") != FORMAT_VERSION:
        raise ValidationError(
            _("This server cannot read an export of this version. Update it first, then choose it.")
        )
    collections, counts = told.get("collections"), told.get("counts")
    if not _is_whole(collections, counts):
        raise ValidationError(
            _("Records are missing in this file: it was changed. Choose it as it was downloaded.")
        )
    known = {name: collections[name] for name in COLLECTIONS if name in collections}
    return Document(known, unknown=tuple(sorted(collections.keys() - known.keys())))


def _is_whole(collections: Any, counts: Any) -> bool:
    """Whether there are as many records as the file says."""
    if not isinstance(collections, dict) or not isinstance(counts, dict):
        return False
    return all(
        isinstance(found, list) and counts.get(name) == len(found)
        for name, found in collections.items()
    )
