"""Text as search sees it: lower case, without diacritics or punctuation, words apart by a space."""

import re
import unicodedata

# What NFKD does not take apart.
LETTERS = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
    }
)
# "d'orange" is two words, "pinda's" is one.
ELISION = re.compile(r"(?<!\w)(\w)['’]")
LONGEST_QUERY = 200
MOST_WORDS = 10
SHORTEST_QUERY = 2


def normalise(text: str) -> str:
    """The text as words of letters and digits; applying it twice changes nothing.

    An apostrophe joins ("pinda's" is "pindas") but after a single letter; everything else that is
    no letter or digit parts.
    """
    folded = unicodedata.normalize("NFKD", text).casefold().translate(LETTERS)
    plain = ELISION.sub(r"\1 ", unicodedata.normalize("NFKD", folded))
    return " ".join("".join(_kept(char) for char in plain).split())


def _kept(char: str) -> str:
    if char.isalnum():
        return char
    if char in "'’‘ʼ`" or unicodedata.category(char) == "Mn":
        return ""
    return " "


def words_of(query: str) -> list[str]:
    """The words of a query, none when it is too short to search for.

    A query is cut at 200 characters and ten words: no name needs more, and a pasted page must not
    cost more than a name.
    """
    words = normalise(query[:LONGEST_QUERY]).split()[:MOST_WORDS]
    return words if any(len(word) >= SHORTEST_QUERY for word in words) else []
