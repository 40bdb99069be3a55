"""What a finder is asked for a line, so that a few questions do whatever its length."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz.distance import DamerauLevenshtein

from foods.quickadd import amounts, dividing, forms, measures, phrases, supplements, vocabulary
from foods.quickadd.finding import Finder, Wanted
from foods.quickadd.naming import Names
from foods.quickadd.tokens import Token
from foods.search import compounds, typos

SHORTEST_TYPO = 4
SHORTEST_ASKED = 2
LONGEST_ALIAS = 3
# SQLite takes 500 parts in one query.
MOST_WANTED = 450
# Known, though no food has them in its name.
IN_PHRASES = vocabulary.VAGUE | {word for phrase in vocabulary.STATE_PHRASES for word in phrase}
SMALL_WORDS = vocabulary.JOINS | vocabulary.FILLERS | vocabulary.WITHOUT


def names(found: Sequence[Token], *, lang: str, finder: Finder) -> tuple[Names, list[Token]]:
    """The names that the words may mean, and the words with their typos put right."""
    known = Names(finder.names(_wanted(found), lang=lang), lang=lang)
    found = [part for token in found for part in _apart(token, known)]
    strange = sorted({token.word for token in found if _is_strange(token.word, known)})
    if not strange:
        return known, list(found)
    near = finder.known_words(strange)
    guesses = {
        word: _corrected(word, near.get(word, ()), lang=lang) or _measure_meant(word)
        for word in strange
    }
    right = {word: guess for word, guess in guesses.items() if guess}
    if not right:
        return known, list(found)
    corrected = [replace(token, word=right.get(token.word, token.word)) for token in found]
    more = finder.names(_wanted(corrected), lang=lang)
    return Names([*known.names, *more], lang=lang), corrected


def _apart(token: Token, known: Names) -> list[Token]:
    """ "Zalmwrap" is "zalm" and "wrap", where no food is called so."""
    word, length = token.word, token.end - token.start
    if known.knows(word) or dividing.aliases_of([word]) or len(word) != length:
        return [token]
    for first, carrier in phrases.carried(word):
        if known.knows(first) and known.knows(carrier):
            middle = token.end - len(carrier)
            return [
                replace(token, end=middle, word=first),
                replace(token, start=middle, word=carrier),
            ]
    return [token]


def _corrected(word: str, near: Iterable[typos.KnownWord], *, lang: str) -> str | None:
    """The word that was meant, one typo away. Diaries are written in whole words: the start of a
    longer one is no answer, unless only its last letter lacks.
    """
    close = [
        known
        for known in near
        if DamerauLevenshtein.distance(word, known.word, score_cutoff=1) <= 1
        and (len(word) > SHORTEST_TYPO or known.word[0] == word[0])
    ]
    unfinished = [known for known in close if known.word.startswith(word)]
    if unfinished:
        return min(unfinished, key=lambda known: (known.lang != lang, known.tier, known.word)).word
    return typos.correct(word, close, lang=lang)


def _measure_meant(word: str) -> str | None:
    """The measure or short name that is one typo away from a long enough word: "handfull"."""
    if len(word) <= SHORTEST_TYPO:
        return None
    known = (*measures.WORDS, *vocabulary.ALIASES)
    return next(
        (one for one in known if DamerauLevenshtein.distance(word, one, score_cutoff=1) <= 1),
        None,
    )


def _is_strange(word: str, known: Names) -> bool:
    """Whether a word is nothing yet, and long enough to be a typo of something."""
    if len(word) < SHORTEST_TYPO or not word.isalpha() or word in SMALL_WORDS | IN_PHRASES:
        return False
    return not (known.knows(word) or dividing.aliases_of([word]) or _is_of_amount_or_kind(word))


def _is_of_amount_or_kind(word: str) -> bool:
    return bool(
        word in amounts.NUMBERS
        or word in vocabulary.SIZES
        or measures.measure_of(word)
        or measures.unit_of(word)
        or word.endswith(tuple(vocabulary.FORMATS))
        or word.startswith(supplements.STARTS)
        or supplements.is_dose(word)
        or not forms.stems(word).isdisjoint(vocabulary.STATES)
    )


def _wanted(found: Sequence[Token]) -> list[Wanted]:
    """Each word, what words are short for, pairs written apart, and the ends of compounds."""
    words = [token.word for token in found if _is_asked(token)]
    pairs = list(itertools.pairwise(words))
    wanted = [
        *([word] for word in words),
        *(target.split() for target in _targets(found, words)),
        *([first + second] for first, second in pairs),
        *([part] for word in words for part in _parts_of_compound(word)),
        *([first, second] for first, second in pairs),
    ]
    asked = (tuple(map(forms.in_names, some)) for some in wanted)
    return list(dict.fromkeys(asked))[:MOST_WANTED]


def _is_asked(token: Token) -> bool:
    return len(token.word) >= SHORTEST_ASKED and token.word not in SMALL_WORDS


def _targets(found: Sequence[Token], words: Sequence[str]) -> list[str]:
    """The names that words of the line stand for."""
    aliases = [
        target
        for size in range(1, LONGEST_ALIAS + 1)
        for at in range(len(words) - size + 1)
        for target in dividing.aliases_of(words[at : at + size])
    ]
    written = [token.word for token in found]
    breads = [vocabulary.BREAD_PHRASES.get(pair, "") for pair in itertools.pairwise(written)]
    return [
        target for target in (*aliases, *phrases.expressions(found).values(), *breads) if target
    ]


def _parts_of_compound(word: str) -> list[str]:
    """ "kaasblokjes" is asked for as "kaas", "aardbeienkwark" as "kwark"."""
    firsts = [*phrases.first_parts(word), *phrases.carried(word)]
    carriers = [carrier for _, carrier in phrases.carried(word)]
    return [*compounds.heads_of(word).split(), *(name for name, _ in firsts), *carriers]
