"""In which order a person expects the names that match a query. Pure: no Django, no database."""

import re
from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from foods.search import compounds, plurals, text

Key = TypeVar("Key", bound=Hashable)


class Candidate(NamedTuple):
    """One name of a food. `favour` is how much this person eats it, 0 for not at all."""

    name: str
    name_norm: str
    heads: str = ""
    foreign: bool = False
    synonym: bool = False
    dish: bool = False
    tier: int = 1
    favour: float = 0.0


class Score(NamedTuple):
    """Lower is better, field by field."""

    favour: float
    fit: int
    of_table: bool
    level: int
    foreign: bool
    dish: bool
    tier: int
    in_tail: bool
    length: int
    synonym: bool
    name_norm: str


# How well a name fits, for the query "rice": "rice"; "rice, white"; "brown rice"; "rice noodles";
# "curry with rice"; and for "ric": "rice noodles"; "brown rice". A word that is complete counts for
# more than the start of another, so that "melk" finds milk before "melkchocolade"; and what is rice
# comes before what begins with it.
EXACT, HEAD, IS_A, STARTS_WITH_WORDS, WORDS, STARTS_WITH, PARTS, COMPOUND = range(8)
# What stands behind the noun of a name: "noten met rozijnen" are nuts.
PREPOSITIONS = frozenset(
    ("and", "en", "for", "in", "met", "of", "van", "voor", "with", "without", "zonder")
)
HEAD_END = re.compile("[,(/]")
REMEMBERED = 8192
# The tier of the rows of whole tables.
TABLE_TIER = 3


def score(words: Sequence[str], candidate: Candidate) -> Score | None:
    """How well the words of a query (text.words_of) fit a name; None when one of them does not.

    What this person eats comes first. Then whether the name is the query, holds its words or only
    their beginnings, and within that the foods that come with Mg24 before those of whole tables:
    a table has a dozen rows for what people call one thing. Then the levels above, the asked
    language, plain foods before dishes, everyday foods before rare ones, a fit before the first
    comma of the name, the shorter name, and names before synonyms.
    """
    own = candidate.name_norm.split()
    heads = candidate.heads.split()
    if not _each_starts(words, [*own, *heads] if heads else own):
        return None
    head, noun = _head(candidate.name)
    # A synonym may be a likeness: tofu is also called "sojakaas", and is no cheese.
    nouns = noun if candidate.synonym or not heads else (*noun, *heads)
    # The noun is a word of the name; only heads are more.
    parts = own if nouns is noun else [*own, *heads]
    level = _level(words, own=own, head=head, nouns=nouns, parts=parts)
    of_table = candidate.tier >= TABLE_TIER
    # SR28 calls hash browns "potato" too: the synonyms of a table are no names.
    is_name = level == EXACT and not (of_table and candidate.synonym)
    return Score(
        -candidate.favour,
        0 if is_name else 1 if level <= WORDS else 2,
        of_table,
        level,
        candidate.foreign,
        candidate.dish,
        candidate.tier,
        not _each_starts(words, (*head, *heads) if heads else head),
        len(candidate.name_norm),
        candidate.synonym,
        candidate.name_norm,
    )


def _level(
    words: Sequence[str],
    *,
    own: Sequence[str],
    head: Sequence[str],
    nouns: Sequence[str],
    parts: Sequence[str],
) -> int:
    begins = _begins(words, own)
    if begins and len(words) in (len(own), len(head)):
        return EXACT if len(words) == len(own) else HEAD
    if _among(words[-1:], nouns) and _among(words, parts):
        return IS_A
    if begins:
        return STARTS_WITH_WORDS
    if _among(words, own):
        return WORDS
    if " ".join(own).startswith(" ".join(words)):
        return STARTS_WITH
    return PARTS if _each_starts(words, own) else COMPOUND


@lru_cache(maxsize=REMEMBERED)
def _head(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that say what a food is, up to a comma or bracket and without numbers behind.

    And of them the noun: the last word before a preposition, if there is one.
    """
    head = text.normalise(HEAD_END.split(name, maxsplit=1)[0]).split()
    while len(head) > 1 and head[-1].isdigit():
        head.pop()
    end = next((at for at, word in enumerate(head) if word in PREPOSITIONS), len(head))
    return tuple(head), tuple(head[max(end - 1, 0) : end])


def _begins(words: Sequence[str], own: Sequence[str]) -> bool:
    """Whether the name begins with the words, each complete."""
    pairs = zip(words, own, strict=False)
    return len(words) <= len(own) and all(_same(word, part) for word, part in pairs)


# Loops and not any(): these run for every word of every name that a query finds.
def _among(words: Iterable[str], parts: Sequence[str]) -> bool:
    """Whether each word is one of the parts."""
    for word in words:
        for part in parts:
            if _same(word, part):
                break
        else:
            return False
    return True


def _each_starts(words: Iterable[str], parts: Sequence[str]) -> bool:
    """Whether each word begins one of the parts."""
    for word in words:
        for part in parts:
            if _starts(word, part):
                break
        else:
            return False
    return True


@lru_cache(maxsize=REMEMBERED)
def _same(word: str, part: str) -> bool:
    return part == word or plurals.is_plural_of(part, word) or part in plurals.singulars(word)


@lru_cache(maxsize=REMEMBERED)
def _starts(word: str, part: str) -> bool:
    return part.startswith(word) or part in plurals.singulars(word)


def rank(query: str, candidates: Iterable[tuple[Key, str]]) -> list[Key]:
    """The keys of the names that match a query, the best first. For a person's own short list."""
    words = text.words_of(query)
    if not words:
        return []
    best: dict[Key, Score] = {}
    for key, name in candidates:
        found = score(words, candidate_of(name))
        if found is not None and (key not in best or found < best[key]):
            best[key] = found
    return sorted(best, key=best.__getitem__)


def candidate_of(name: str) -> Candidate:
    """A name with nothing known about its food; taken as Dutch, for its compounds."""
    name_norm = text.normalise(name)
    return Candidate(name=name, name_norm=name_norm, heads=compounds.heads_of(name_norm))
