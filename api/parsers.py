"""JSON as it may come in: no larger than allowed, and only what JSON can say."""

import json
import zlib
from collections.abc import Mapping
from typing import IO, Any, NoReturn

from django.core.exceptions import RequestDataTooBig
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from tracker.sync import MAX_PUSH_BYTES

# Tells zlib that a gzip header comes first.
GZIP = 16


class StrictJSONParser(BaseParser):
    """UTF-8 JSON without NaN, infinity, half characters or bottomless nesting.

    The body is read through Django, which refuses one above DATA_UPLOAD_MAX_MEMORY_SIZE; DRF's own
    parser reads the stream and does not.
    """

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],  # noqa: ARG002
        media_type: str | None = None,  # noqa: ARG002
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        body: bytes = (parser_context or {})["request"]._request.body
        return _content(body)


class PushParser(BaseParser):
    """The JSON of a push, also compressed (`Content-Encoding: gzip`), to its own limit."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,  # noqa: ARG002
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        body = stream.read(MAX_PUSH_BYTES + 1)
        headers = (parser_context or {})["request"].headers
        if headers.get("Content-Encoding", "identity").lower() == "gzip":
            body = _unzip(body)
        if len(body) > MAX_PUSH_BYTES:
            raise RequestDataTooBig
        return _content(body)


def _unzip(body: bytes) -> bytes:
    """At most a byte more than allowed, however much it would become."""
    unzip = zlib.decompressobj(wbits=zlib.MAX_WBITS | GZIP)
    try:
        return unzip.decompress(body, MAX_PUSH_BYTES + 1)
    except zlib.error as error:
        raise ParseError(_("This is not JSON that can be read.")) from error


def _content(body: bytes) -> Any:
    try:
        content = json.loads(body.decode("utf-8"), parse_constant=_refuse)
        if rb"\u" in body:
            # An escaped half of a surrogate pair is no text: it could not be stored or answered.
            json.dumps(content, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise ParseError(_("This is not JSON that can be read.")) from error
    return content


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")
