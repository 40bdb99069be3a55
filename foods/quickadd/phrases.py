"""Words that belong together: set expressions, compounds, and names with small words in them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from foods.quickadd import amounts, forms, measures, vocabulary
from foods.quickadd.naming import Names
from foods.quickadd.tokens import Token

SHORTEST_FIRST_PART = 3


def are(tokens: Sequence[Token], at: int, words: Sequence[str]) -> bool:
    return [token.word for token in tokens[at : at + len(words)]] == list(words)


def expressions(tokens: Sequence[Token]) -> Mapping[int, str]:
    """By token, the name that a word of a set expression stands for."""
    found: dict[int, str] = {}
    written = ["and" if token.is_join else token.word for token in tokens]
    for at, word in enumerate(written):
        for words in _EXPRESSIONS.get(word, ()):
            if tuple(written[at : at + len(words)]) == words:
                names = vocabulary.EXPRESSIONS[words]
                found |= {at + place: name for place, name in names.items()}
    return found


def divided(word: str, names: Names) -> tuple[str, str | None] | None:
    """The food of a Dutch compound that ends in a measure, or in how it is served (None)."""
    return next((pair for pair in first_parts(word) if names.knows(pair[0])), None)


def carried(word: str) -> Iterator[tuple[str, str]]:
    """What may lie in or on what a compound ends in, and that: "zalmwrap", "garnalencurry"."""
    for carrier in sorted(vocabulary.CARRIERS):
        first = word.removesuffix(carrier)
        if first != word and len(first) >= SHORTEST_FIRST_PART:
            for name in dict.fromkeys((first, first.removesuffix("s"), first.removesuffix("en"))):
                yield name, carrier


def first_parts(word: str) -> Iterator[tuple[str, str | None]]:
    """What may stand before a measure or a format in a compound, and the measure."""
    for cut in range(SHORTEST_FIRST_PART, len(word) - 2):
        first, last = word[:cut], word[cut:]
        measure = measures.measure_of(last)
        if measure or last in vocabulary.FORMATS:
            for name in dict.fromkeys((first, first.removesuffix("s"), first.removesuffix("en"))):
                yield name, measure


def name_at(tokens: Sequence[Token], at: int, names: Names) -> int | None:
    """Where a name of several words ends that would be taken apart if it were no name."""
    first = tokens[at].word
    if not first or measures.measure_of(first) or is_bread(first) or amounts.is_number(tokens, at):
        return None
    for words in _compounds(first, names):
        last = _end_of_name(tokens, at, words, is_whole=words in names.whole)
        if last and _is_worth_keeping(tokens[at:last], names):
            return last
    return None


def _compounds(word: str, names: Names) -> Sequence[tuple[str, ...]]:
    found = {words for stem in sorted(forms.stems(word)) for words in names.compounds.get(stem, ())}
    return sorted(found, key=lambda words: (-len(words), words))


def _end_of_name(
    tokens: Sequence[Token], at: int, words: Sequence[str], *, is_whole: bool
) -> int | None:
    """Where these words end, if they are what stands here. A whole name may have its commas in it:
    "eggs, scrambled".
    """
    for place, word in enumerate(words):
        if place and at < len(tokens) and _is_inside(tokens[at], word, is_whole=is_whole):
            at += 1
        if at >= len(tokens) or not _is_word_of_name(tokens[at], word):
            return None
        at += 1
    return at


def _is_inside(token: Token, word: str, *, is_whole: bool) -> bool:
    """Whether a token may stand before this word of a name without being in the name."""
    if token.is_stop:
        return is_whole and not token.is_hard
    return token.word in vocabulary.MADE and token.word != word


def _is_word_of_name(token: Token, word: str) -> bool:
    if token.is_stop:
        return False
    return word in ("and", "en") if token.is_join else forms.same(_said(token), word)


def _said(token: Token) -> str:
    return token.word if token.value is None else f"{token.value:g}"


def _is_worth_keeping(stretch: Sequence[Token], names: Names) -> bool:
    """Only a name that the grammar would part; not bread with something, nor a measured food."""
    words = [token.word for token in stretch]
    if any(token.is_stop for token in stretch):
        return True
    joins = any(token.is_join or token.word in vocabulary.JOINS for token in stretch)
    if joins:
        return not any(is_bread(word) for word in words)
    if not measures.measure_of(words[-1]):
        return any(word in vocabulary.FILLERS for word in words)
    return not (names.exact(words[:-1]) & names.exact(words))


def is_bread(word: str) -> bool:
    return any(stem in vocabulary.BREADS for stem in forms.stems(word))


_EXPRESSIONS: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
for _words in vocabulary.EXPRESSIONS:
    _EXPRESSIONS[_words[0]].append(_words)
