"""What a page to read is made of."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, kw_only=True)
class Section:
    title: "StrOrPromise"
    paragraphs: tuple["StrOrPromise", ...]


@dataclass(frozen=True, kw_only=True)
class Page:
    """A short page in plain language.

    `sources` are keys of rules/citations.py; `written_on` is the day of the last change of
    the text.
    """

    slug: str
    title: "StrOrPromise"
    lead: "StrOrPromise"
    sections: tuple[Section, ...]
    sources: tuple[str, ...]
    written_on: dt.date
