"""Amounts as people write them: "2", "anderhalf", "half a cup", "2 blikjes van 330 ml"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from foods.quickadd import forms, measures, vocabulary
from foods.quickadd.tokens import Token

NUMBERS = {
    "een": 1.0, "n": 1.0, "a": 1.0, "an": 1.0, "one": 1.0, "single": 1.0, "enkele": 3.0,
    "twee": 2.0, "two": 2.0, "tweetal": 2.0, "double": 2.0, "dubbele": 2.0, "couple": 2.0,
    "paar": 3.0, "paartje": 3.0, "few": 3.0, "several": 3.0, "drie": 3.0, "three": 3.0,
    "vier": 4.0, "four": 4.0, "vijf": 5.0, "five": 5.0, "zes": 6.0, "six": 6.0, "zeven": 7.0,
    "seven": 7.0, "acht": 8.0, "eight": 8.0, "negen": 9.0, "nine": 9.0, "tien": 10.0, "ten": 10.0,
    "elf": 11.0, "eleven": 11.0, "twaalf": 12.0, "twelve": 12.0, "dozijn": 12.0, "dozen": 12.0,
    "vijftien": 15.0, "fifteen": 15.0, "twintig": 20.0, "twenty": 20.0, "dertig": 30.0,
    "thirty": 30.0, "vijftig": 50.0, "fifty": 50.0, "honderd": 100.0, "hundred": 100.0,
    "anderhalf": 1.5, "anderhalve": 1.5, "half": 0.5, "halve": 0.5, "halfje": 0.5,
    "kwart": 0.25, "kwartje": 0.25, "quarter": 0.25, "driekwart": 0.75,
    "derde": 1 / 3, "third": 1 / 3,
}  # fmt: skip
# "tweeenhalf": two and a half in one word.
NUMBERS |= {f"{whole}enhalve": NUMBERS[whole] + 0.5 for whole in ("twee", "drie", "vier", "vijf")}
NUMBERS |= {f"{whole}enhalf": NUMBERS[whole] + 0.5 for whole in ("twee", "drie", "vier", "vijf")}
ARTICLES = frozenset(("een", "a", "an", "n"))
# After an article these say how many: "een half", "a couple", "a few".
AFTER_ARTICLE = forms.listed(
    "half halve halfje kwart kwartje quarter paar paartje couple few dozen dozijn derde third "
    "dubbele double hundred single tweetal"
)
PARTS = forms.listed("half halve halfje kwart kwartje quarter third derde")
AND = frozenset(("en", "and"))
TIMES = frozenset(("x", "keer", "maal", "times"))
RANGES = frozenset("-–—à")
# What a plural without a number comes to, of measures that are taken by a few.
SEVERAL = {"cube": 3.0, "slice": 2.0, "piece": 3.0, "leaf": 3.0, "splash": 2.0}
# Foods of their own in a written line, though a label may measure in them.
NO_MEASURES = forms.listed(
    "boterham boterhammen boterhammetje boterhammetjes sandwich sandwiches pils"
)


@dataclass(frozen=True)
class Amount:
    """`count` of `measure`, or of a unit that weighs `each` grams; neither is a plain number.

    `written` is the unit in the person's words. `first` and `last` are its tokens, the last not
    included.
    """

    count: float
    first: int
    last: int
    measure: str | None = None
    each: float | None = None
    written: str = ""
    size: float = 1.0
    is_counted: bool = True
    is_volume: bool = False

    @property
    def is_weighed(self) -> bool:
        return self.each is not None


@dataclass(frozen=True)
class _Number:
    value: float
    last: int


def read(line: str, tokens: Sequence[Token], at: int) -> Amount | None:
    """The amount that begins at a token; None when none does."""
    number = _number(line, tokens, at)
    if number and _word(tokens, number.last - 1) in TIMES:
        times = _times(line, tokens, at, number)
        if times:
            return times
    size, after = _size(tokens, number.last if number else at)
    value = number.value if number else 1.0
    is_unit_alone = number is None and _word(tokens, at) in measures.SAID_ALONE
    unit = _unit(tokens, after) if number or is_unit_alone else None
    if unit:
        each, last = unit
        return Amount(
            value,
            at,
            _skip_links(tokens, last),
            each=each,
            written=tokens[after].word,
            is_volume=tokens[after].word in measures.VOLUMES,
        )
    measure = _measure(tokens, after)
    if measure:
        amount = Amount(
            value if number else _several(tokens[after].word, measure),
            at,
            _skip_links(tokens, after + 1),
            measure=measure,
            written=tokens[after].word,
            size=size,
            is_counted=number is not None,
        )
        return _with_contents(line, tokens, amount)
    if number is None:
        return None
    return Amount(value, at, after, size=size)


def _several(word: str, measure: str) -> float:
    """How many a measure without a number are: "blokjes kaas" are a few, "glas melk" is one."""
    is_plural = word not in measures.WORDS and not word.endswith("je")
    return SEVERAL.get(measure, 1.0) if is_plural else 1.0


def _times(line: str, tokens: Sequence[Token], at: int, number: _Number) -> Amount | None:
    """ "2 x 150 ml", "3 keer een half blikje"."""
    inner = read(line, tokens, number.last) if is_number(tokens, number.last) else None
    if inner is None:
        return None
    if inner.is_weighed and not inner.measure:
        each = inner.count * (inner.each or 0.0)
        return replace(inner, count=number.value, each=each, first=at)
    return replace(inner, count=number.value * inner.count, first=at)


def is_number(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and (tokens[at].value is not None or tokens[at].word in NUMBERS)


def _number(line: str, tokens: Sequence[Token], at: int) -> _Number | None:
    first = _one_number(tokens, at)
    if first is None:
        return None
    first = _and_a_half(tokens, first)
    second = _end_of_range(line, tokens, first)
    if second:
        first = _Number((first.value + second.value) / 2, second.last)
    if _word(tokens, first.last) in TIMES:
        return _Number(first.value, first.last + 1)
    return first


def _one_number(tokens: Sequence[Token], at: int) -> _Number | None:
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.value is not None:
        return _Number(token.value, at + 1)
    if token.word not in NUMBERS:
        return None
    following = _word(tokens, at + 1)
    if token.word in ARTICLES and following in AFTER_ARTICLE:
        return _Number(NUMBERS[following], _skip_of(tokens, at + 2))
    if token.word in ("three", "drie") and following in ("quarters", "kwart"):
        return _Number(0.75, _skip_of(tokens, at + 2))
    last = at + 1
    if token.word in PARTS and following in ARTICLES:
        last += 1
    return _Number(NUMBERS[token.word], _skip_of(tokens, last))


def _skip_of(tokens: Sequence[Token], at: int) -> int:
    """ "A couple of", "a quarter of a"."""
    while _word(tokens, at) in ("of", "van"):
        at += 2 if _word(tokens, at + 1) in ARTICLES else 1
    return at


def _and_a_half(tokens: Sequence[Token], number: _Number) -> _Number:
    """ "Twee en een halve", "two and a half", "2 en half"; a half of nothing else."""
    if _word(tokens, number.last) not in AND:
        return number
    rest = _one_number(tokens, number.last + 1)
    half = tokens[rest.last - 1].word if rest else ""
    if rest and rest.value < 1 and half in PARTS | ARTICLES:
        return _Number(number.value + rest.value, rest.last)
    return number


def _end_of_range(line: str, tokens: Sequence[Token], number: _Number) -> _Number | None:
    """The second number of "2-3" or "2 à 3"."""
    at = number.last
    if _word(tokens, at) == "a" and _value(tokens, at + 1):
        return _Number(_value(tokens, at + 1) or 0, at + 2)
    if not _value(tokens, at) or not _value(tokens, at - 1):
        return None
    between = line[tokens[at - 1].end : tokens[at].start].strip()
    return _Number(_value(tokens, at) or 0, at + 1) if between in RANGES and between else None


def _size(tokens: Sequence[Token], at: int) -> tuple[float, int]:
    size = 1.0
    while _word(tokens, at) in vocabulary.SIZES:
        size *= vocabulary.SIZES[_word(tokens, at)]
        at += 1
    return size, at


def _unit(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    both = f"{_word(tokens, at)} {_word(tokens, at + 1)}"
    if both.rstrip("s") in measures.UNITS:
        return measures.UNITS[both.rstrip("s")], at + 2
    unit = measures.unit_of(_word(tokens, at)) if _word(tokens, at) else None
    return (measures.UNITS[unit], at + 1) if unit else None


def _measure(tokens: Sequence[Token], at: int) -> str | None:
    word = _word(tokens, at)
    return None if not word or word in NO_MEASURES else measures.measure_of(word)


def _with_contents(line: str, tokens: Sequence[Token], amount: Amount) -> Amount:
    """ "2 blikjes van 330 ml" weighs 330 a piece."""
    if not is_number(tokens, amount.last):
        return amount
    inner = read(line, tokens, amount.last)
    if inner is None or not inner.is_weighed or inner.each is None:
        return amount
    return replace(
        amount, each=inner.count * inner.each, last=inner.last, is_volume=inner.is_volume
    )


def _skip_links(tokens: Sequence[Token], at: int) -> int:
    while _word(tokens, at) in vocabulary.LINKS and at + 1 < len(tokens):
        at += 1
    return at


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].word if 0 <= at < len(tokens) else ""


def _value(tokens: Sequence[Token], at: int) -> float | None:
    return tokens[at].value if 0 <= at < len(tokens) else None
