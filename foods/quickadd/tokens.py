"""A written line as words, numbers and signs, each with its place in the text."""

import re
from dataclasses import dataclass

from foods.quickadd import measures
from foods.search import text as search_text

LONGEST_LINE = 1000
MOST_TOKENS = 80

FRACTIONS = {
    "½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75, "⅕": 0.2, "⅛": 0.125,
}  # fmt: skip
_SIGNS = "".join(FRACTIONS)
_LETTER = r"[^\W\d_]"
_MARK = "\u0300-\u036f"
_PATTERN = re.compile(
    rf"""
    (?P<number>
        \d+\s*[{_SIGNS}]            # 2½
      | [{_SIGNS}]
      | (?:\d+\s+)?\d+\s*/\s*\d+    # 1/2, 1 1/2
      | \d+(?:[.,]\d+)?
    )
    (?P<glued>\s?%|\+(?!\s*\d)|(?={_LETTER}))?
  | (?P<times>[x×](?=\d))
  | (?P<word>{_LETTER}(?:[\w{_MARK}]|['’‘ʼ`](?={_LETTER}))*)
  | (?P<stop>[,;\n\r|•·]|\.(?=\s|$)|/)
  | (?P<join>[&+])
  | (?P<other>\w)
    """,
    re.VERBOSE,
)
_ELISION = re.compile(rf"^{_LETTER}['’](?={_LETTER})")


@dataclass(frozen=True)
class Token:
    """`word` is normalised as names are. A number has a value; one that is glued to a sign
    ("85%", "30+") or stands for a name ("0.0") is a word too.
    """

    start: int
    end: int
    word: str = ""
    value: float | None = None
    is_stop: bool = False
    is_join: bool = False
    # A new line or a semicolon parts more than a comma does.
    is_hard: bool = False
    is_glued: bool = False

    @property
    def is_word(self) -> bool:
        return bool(self.word)

    @property
    def has_letters(self) -> bool:
        """Whether the reader must see it again: signs between words are not kept."""
        return not (self.is_stop or self.is_join)


def read(line: str) -> list[Token]:
    """The tokens of a line, all of them: nothing that is a letter or digit is left out."""
    found: list[Token] = []
    for match in _PATTERN.finditer(line):
        kind = match.lastgroup if match.lastgroup != "glued" else "number"
        found += _READERS[kind or "other"](match)
    return _with_names_of_numbers(line, found)


def read_some(line: str) -> tuple[list[Token], int]:
    """The first tokens, and where in the line they end: a pasted page costs no more than a line."""
    found = [token for token in read(line[: LONGEST_LINE + 1]) if token.end <= LONGEST_LINE]
    if len(found) <= MOST_TOKENS and len(line) <= LONGEST_LINE:
        return found, len(line)
    found = found[:MOST_TOKENS]
    return found, found[-1].end if found else 0


def _with_names_of_numbers(line: str, tokens: list[Token]) -> list[Token]:
    """ "7up" is a word, unlike "7g" and "7x"."""
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        if before and before.is_glued and before.value and not _may_be_counted(token.word):
            written = line[before.start : token.end]
            found[-1] = Token(before.start, token.end, word=_normal(written))
        else:
            found.append(token)
    return found


def _may_be_counted(word: str) -> bool:
    return word == "x" or bool(measures.unit_of(word) or measures.measure_of(word))


def _number(match: re.Match[str]) -> list[Token]:
    written, glued = match["number"], match["glued"]
    start, end = match.span("number")
    value = value_of(written)
    if glued is not None and glued.strip():
        return [Token(start, match.end(), word=search_text.normalise(written), is_glued=True)]
    if value is None:
        return [Token(start, end, word=search_text.normalise(written) or written)]
    return [Token(start, end, value=value, is_glued=glued == "")]


MOST_DIGITS = 6
_FRACTION = re.compile(r"(?:(\d+)\s+)?(\d+)\s*/\s*(\d+)")


def value_of(written: str) -> float | None:
    """The value of a written number; None for one that no amount can be ("0.0", "1/0")."""
    if len(written) > 3 * MOST_DIGITS or max(map(len, re.findall(r"\d+|$", written))) > MOST_DIGITS:
        return None
    if fraction := _FRACTION.fullmatch(written):
        whole, above, below = (float(number or 0) for number in fraction.groups())
        return whole + above / below if above and below else None
    if written[-1] in FRACTIONS:
        return float(written[:-1].strip() or 0) + FRACTIONS[written[-1]]
    value = float(_plain(written))
    return value or None


def _plain(written: str) -> str:
    """A number with a point: "1,5" is 1.5, and "1.000" is a thousand, as no kitchen measures so."""
    thousands = re.fullmatch(r"([1-9]\d{0,2})[.,](\d{3})", written)
    return "".join(thousands.groups()) if thousands else written.replace(",", ".")


def _times(match: re.Match[str]) -> list[Token]:
    return [Token(*match.span("times"), word="x")]


def _word(match: re.Match[str]) -> list[Token]:
    start, end, written = match.start("word"), match.end("word"), match["word"]
    elision = _ELISION.match(written)
    if elision:
        middle = start + elision.end()
        return [
            Token(start, middle, word=search_text.normalise(written[0])),
            Token(middle, end, word=_normal(written[elision.end() :])),
        ]
    return [Token(start, end, word=_normal(written))]


def _normal(written: str) -> str:
    """One word. What normalises to nothing or to two words keeps its own spelling."""
    word = search_text.normalise(written)
    return word if word and " " not in word else written.casefold()


def _stop(match: re.Match[str]) -> list[Token]:
    hard = match["stop"] in ";\n\r|•·"
    return [Token(*match.span("stop"), is_stop=True, is_hard=hard)]


def _join(match: re.Match[str]) -> list[Token]:
    return [Token(*match.span("join"), is_join=True)]


def _other(match: re.Match[str]) -> list[Token]:
    return [Token(*match.span("other"), word=match["other"].casefold())]


_READERS = {
    "number": _number,
    "times": _times,
    "word": _word,
    "stop": _stop,
    "join": _join,
    "other": _other,
}
