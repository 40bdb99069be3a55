"""Which known word a mistyped one was meant to be. Pure: the candidates come from the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

SHORTEST = 3
# From this length on, a word may also be unfinished: "wallnut" is the start of "walnuts", mistyped.
SHORTEST_UNFINISHED = 5
SHORTEST_TWICE = 8


@dataclass(frozen=True)
class KnownWord:
    word: str
    lang: str
    tier: int


def correct(word: str, candidates: Sequence[KnownWord], *, lang: str) -> str | None:
    """The likeliest of `corrections`; None when there is none."""
    return next(iter(corrections(word, candidates, lang=lang)), None)


def corrections(word: str, candidates: Sequence[KnownWord], *, lang: str) -> list[str]:
    """The known words that are a typo away, the likeliest first.

    Only the word itself when names have it or start with it. A typo is a letter too many, too few,
    another letter, or two that changed places; in a long word two are forgiven ("brocolli"). The
    nearest comes first, then one that starts alike, the asked language, everyday foods, one of the
    same length.
    """
    if any(known.word.startswith(word) for known in candidates):
        return [word]
    if len(word) < SHORTEST or word.isdigit():
        return []
    return list(dict.fromkeys(rank[-1] for rank in sorted(_ranked(word, candidates, lang=lang))))


Rank = tuple[int, bool, bool, int, int, str]


def _ranked(word: str, candidates: Iterable[KnownWord], *, lang: str) -> Iterable[Rank]:
    for known in candidates:
        nearness = _nearness(word, known.word)
        if nearness is not None:
            yield (
                nearness,
                word[0] != known.word[0],
                known.lang != lang,
                known.tier,
                abs(len(known.word) - len(word)),
                known.word,
            )


def _nearness(word: str, known: str) -> int | None:
    """0 for a typo, 1 for one in an unfinished word, 2 for two in a long word, else None."""
    if len(known) < len(word) - 2:
        return None
    distance = DamerauLevenshtein.distance(word, known, score_cutoff=2)
    if distance <= 1:
        return 0
    if len(word) >= SHORTEST_UNFINISHED and _starts(word, known):
        return 1
    return 2 if distance == 2 and len(word) >= SHORTEST_TWICE else None  # noqa: PLR2004


def _starts(word: str, known: str) -> bool:
    """Whether the known word starts with something one typo away from the word."""
    return any(
        DamerauLevenshtein.distance(word, known[:length], score_cutoff=1) <= 1
        for length in range(len(word) - 1, len(word) + 2)
        if length < len(known)
    )


def grams(word: str) -> list[str]:
    """The trigrams of a word; short words get two underlines in front, so that they share one."""
    padded = f"__{word}"
    return list(dict.fromkeys(padded[i : i + 3] for i in range(len(padded) - 2)))
