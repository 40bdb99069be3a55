"""What a plural that somebody types may be in the singular, in Dutch and English.

Guesses, not grammar: a guess must be a whole word of a name, so one that is no word finds nothing.
"""

from functools import lru_cache

# "almond" is as good as "almonds".
ENDINGS = ("s", "es", "n", "en")
SHORTEST_SINGULAR = 3
VOWELS = "aeou"
SHORTEST_STEM = 2
REMEMBERED = 4096


def is_plural_of(part: str, word: str) -> bool:
    """Whether a word of a name is a typed word with a plural ending: "almonds" for "almond"."""
    if len(word) < SHORTEST_SINGULAR or not part.startswith(word):
        return False
    return part[len(word) :] in ENDINGS


@lru_cache(maxsize=REMEMBERED)
def singulars(word: str) -> frozenset[str]:
    """Possible singulars: "appels" appel, "eieren" ei, "tomaten" tomaat, "berries" berry."""
    guesses = {word[: -len(ending)] for ending in ENDINGS if word.endswith(ending)}
    if word.endswith("ies"):
        guesses.add(word[:-3] + "y")
    if word.endswith("eren"):
        guesses.add(word[:-4])
    if word.endswith("en"):
        guesses |= _dutch_stems(word[:-2])
    return frozenset(guess for guess in guesses if _is_likely(guess, word))


def _dutch_stems(stem: str) -> set[str]:
    """The spelling of a closed syllable: "tomat" is tomaat, "bess" is bes."""
    if len(stem) <= SHORTEST_STEM:
        return {stem}
    before, last = stem[-2], stem[-1]
    if before == last:
        return {stem[:-1]}
    is_open = before in VOWELS and stem[-3] not in VOWELS and last not in VOWELS
    return {stem[:-1] + before + last} if is_open else {stem}


def _is_likely(guess: str, word: str) -> bool:
    shortest = SHORTEST_STEM if word.endswith("en") else SHORTEST_SINGULAR
    return len(guess) >= shortest
