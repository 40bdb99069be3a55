"""The forms a word can have, in Dutch and English: plural, diminutive, adjective with -e.

Guesses, not grammar, as in foods.search.plurals: two words are one when they share a guess.
"""

from functools import lru_cache

from foods.search import plurals, text

REMEMBERED = 16384


def listed(words: str) -> frozenset[str]:
    """A set of words, written as one text: fifty quoted words are harder to read."""
    return frozenset(words.split())


SHORTEST = 4
# Things of their own, not small ones of something else: a "broodje" is no little bread.
OWN_WORDS = tuple(
    listed("bakje beetje bolletje broodje handje kopje muisje poffertje spekje toastje toetje")
)
# What American and British cooks, or old and new Dutch, spell in two ways.
SPELLINGS = {
    "yoghurt": "yogurt",
    "yoghourt": "yogurt",
    "yoghurts": "yogurt",
    "yogurts": "yogurt",
    "joghurt": "yogurt",
    "chocola": "chocolade",
    "wholewheat": "wholemeal",
    "wholegrain": "wholemeal",
    "lasagna": "lasagne",
    "eggplant": "aubergine",
    "zucchini": "courgette",
    "houmous": "hummus",
    "humus": "hummus",
    "hoemoes": "hummus",
    "donut": "doughnut",
    "omelet": "omelette",
    "filet": "fillet",
    "licorice": "liquorice",
    "arugula": "rocket",
    "chilli": "chili",
    "chile": "chili",
    "cacao": "cocoa",
    "muesly": "muesli",
    "sesam": "sesame",
    "mayo": "mayonnaise",
    "mayonaise": "mayonnaise",
    "pitta": "pita",
}


def words(name: str) -> tuple[str, ...]:
    return _words(name)


@lru_cache(maxsize=REMEMBERED)
def _words(name: str) -> tuple[str, ...]:
    return tuple(text.normalise(name).split())


@lru_cache(maxsize=REMEMBERED)
def stems(word: str) -> frozenset[str]:
    """What a normalised word may be a form of, itself included."""
    found = {word, *plurals.singulars(word)}
    for one in tuple(found):
        found |= _undiminished(one)
    if len(word) >= SHORTEST and word.endswith("e") and word not in found - {word}:
        found |= _without_e(word)
    found |= {SPELLINGS[one] for one in tuple(found) if one in SPELLINGS}
    return frozenset(found)


def same(one: str, other: str) -> bool:
    return one == other or not stems(one).isdisjoint(stems(other))


@lru_cache(maxsize=REMEMBERED)
def in_names(word: str) -> tuple[str, ...]:
    """What names that hold the word may begin a word with, the word itself first."""
    found = stems(word) | {key for key, one in SPELLINGS.items() if one in stems(word)}
    return (word, *sorted(found - {word}))


def _undiminished(word: str) -> set[str]:
    """ "appeltje" appel, "tomaatje" tomaat, "balletje" bal, "boompje" boom, "glaasje" glas."""
    if not word.endswith("je") or word.endswith(OWN_WORDS) or len(word) <= SHORTEST:
        return set()
    guesses = {word[:-2]}
    if word.endswith(("tje", "pje", "kje")):
        guesses.add(word[:-3])
    if word.endswith("etje"):
        guesses.add(_single(word[:-4]))
    guesses |= {_short(guess) for guess in guesses}
    return {guess for guess in guesses if len(guess) >= plurals.SHORTEST_STEM}


def _without_e(word: str) -> set[str]:
    """ "gekookte" gekookt, "witte" wit, "rode" rood."""
    stem = word[:-1]
    return {stem, _single(stem), _long(stem)}


def _single(stem: str) -> str:
    return stem[:-1] if len(stem) > plurals.SHORTEST_STEM and stem[-1] == stem[-2] else stem


def _long(stem: str) -> str:
    """The spelling of a closed syllable: "rod" is rood, "mager" stays."""
    is_open = (
        len(stem) > plurals.SHORTEST_STEM
        and stem[-2] in plurals.VOWELS
        and stem[-1] not in plurals.VOWELS
        and stem[-3] not in plurals.VOWELS
    )
    return f"{stem[:-1]}{stem[-2]}{stem[-1]}" if is_open else stem


def _short(stem: str) -> str:
    """A long vowel that only the diminutive writes: "glaas" is glas."""
    if len(stem) > plurals.SHORTEST_STEM and stem[-2] == stem[-3] and stem[-2] in "aeo":
        return stem[:-2] + stem[-1]
    return stem
