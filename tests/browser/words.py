"""The words of a page in its language, so that a test reads the page as its reader does."""

from collections.abc import Callable

from django.utils import translation
from django.utils.translation import gettext


def words(lang: str) -> Callable[..., str]:
    """Gives the text that stands on the page for an English one, with its blanks filled."""

    def say(text: str, **blanks: str) -> str:
        with translation.override(lang):
            return gettext(text) % blanks if blanks else gettext(text)

    return say
