"""Words that belong together: set expressions, compounds, and names with small words in them."""

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
    for words, names in vocabulary.EXPRESSIONS.items():
        for at in range(len(tokens) - len(words) + 1):
            if tuple(written[at : at + len(words)]) == words:
                found |= {at + place: name for place, name in names.items()}
    return found


def divided(word: str, names: Names) -> tuple[str, str | None] | None:
    """The food of a Dutch compound that ends in a measure, or in how it is served (None)."""
    return next((pair for pair in first_parts(word) if names.knows(pair[0])), None)


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
        last = _end_of_name(tokens, at, words)
        if last and _is_worth_keeping(tokens[at:last], names):
            return last
    return None


def _compounds(word: str, names: Names) -> Sequence[tuple[str, ...]]:
    found = {words for stem in sorted(forms.stems(word)) for words in names.compounds.get(stem, ())}
    return sorted(found, key=lambda words: (-len(words), words))


def _end_of_name(tokens: Sequence[Token], at: int, words: Sequence[str]) -> int | None:
    stretch = tokens[at : at + len(words)]
    if len(stretch) < len(words) or any(token.is_stop for token in stretch):
        return None
    same = all(
        word in ("and", "en") if token.is_join else forms.same(_said(token), word)
        for token, word in zip(stretch, words, strict=True)
    )
    return at + len(words) if same else None


def _said(token: Token) -> str:
    return token.word if token.value is None else f"{token.value:g}"


def _is_worth_keeping(stretch: Sequence[Token], names: Names) -> bool:
    """Only a name that the grammar would part; not bread with something, nor a measured food."""
    words = [token.word for token in stretch]
    joins = any(token.is_join or token.word in vocabulary.JOINS for token in stretch)
    if joins:
        return not any(is_bread(word) for word in words)
    if not measures.measure_of(words[-1]):
        return any(word in vocabulary.FILLERS for word in words)
    return not (names.exact(words[:-1]) & names.exact(words))


def is_bread(word: str) -> bool:
    return any(stem in vocabulary.BREADS for stem in forms.stems(word))
