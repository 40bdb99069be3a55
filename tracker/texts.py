"""What a person may write: every script and emoji, no invisible control characters; pure."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Marks that turn the direction of what follows: they can make a name read as another one.
DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def check_name(text: str, *, longest: int = 200) -> str:
    """`text` as one line; ValidationError when empty, too long or with control characters."""
    name = text.strip()
    if not name:
        raise ValidationError(_("Give a name."))
    return check_text(name, longest=longest, lines=False)


def check_text(text: str, *, longest: int, lines: bool = True) -> str:
    if len(text) > longest:
        raise ValidationError(
            _("This is %(length)s characters long; at most %(longest)s fit."),
            params={"length": len(text), "longest": longest},
        )
    if text.isprintable():
        return text
    allowed = "\n\r\t" if lines else ""
    for sign in text:
        if sign in DIRECTION or (unicodedata.category(sign) == "Cc" and sign not in allowed):
            raise ValidationError(
                _("There is an invisible control character in the text. Type it again.")
            )
        if unicodedata.category(sign) == "Cs":
            raise ValidationError(_("There is half a character in the text. Type it again."))
    return text
