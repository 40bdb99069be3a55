"""Which foods a run of words names: "tosti ham kaas" is one, "broodje gerookte makreel" two."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from foods.quickadd import forms, naming, vocabulary
from foods.quickadd.naming import Match, Names, Word

# A second food must explain more than one unsaid noun, an unknown word is worse than both.
PER_FOOD = 1.2
PER_UNKNOWN = 2.2
ALIAS = 0.1
CONTENTS = 0.5
JOINED = 0.05
LONGEST_NAME = 7
MOST_RIVALS = 12
SLICES = frozenset(("boterham", "snee", "sneetje"))
PLAIN_TOPPINGS = forms.listed("cheese nuts sweets cocoa_chocolate meat poultry meat_products")


@dataclass(frozen=True)
class Piece:
    """Words that name one food, the best match first; none when nothing is known by them."""

    words: tuple[Word, ...]
    matches: tuple[Match, ...] = ()

    @property
    def cost(self) -> float:
        return self.matches[0].cost + PER_FOOD if self.matches else PER_UNKNOWN * len(self.words)

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset().union(*(word.stems for word in self.words))


def divide(words: Sequence[Word], names: Names, *, is_raw: bool = False) -> list[Piece]:
    """The cheapest way to read all words as foods; words that fit nowhere are pieces of their own.

    The pieces hold every word once, in order.
    """
    best: list[tuple[float, int, list[Piece]]] = [(0.0, 0, [])]
    for end in range(1, len(words) + 1):
        ways = []
        for start in range(max(0, end - LONGEST_NAME), end):
            before, count, pieces = best[start]
            piece = _piece(words[start:end], names, is_raw=is_raw)
            if piece.matches or end - start == 1:
                ways.append((before + piece.cost, count + 1, [*pieces, piece]))
        best.append(min(ways, key=lambda way: way[:2]))
    return _joined_unknown(_dishes(best[-1][2]))


def _dishes(pieces: Sequence[Piece]) -> list[Piece]:
    """ "Prawn curry" is one thing: prawns, or one of the curries that there are."""
    made: list[Piece] = []
    for piece in pieces:
        if made and _is_dish_of(piece, made[-1]):
            made[-1] = _dish(made[-1], piece)
        else:
            made.append(piece)
    return made


def _dish(contents: Piece, dish: Piece) -> Piece:
    either = [
        *_dearer(contents.matches, by=CONTENTS),
        *_dearer(dish.matches, by=CONTENTS + PER_FOOD),
    ]
    return Piece(contents.words + dish.words, tuple(either[:MOST_RIVALS]))


def _is_dish_of(piece: Piece, contents: Piece) -> bool:
    named = len(piece.words) == 1 and piece.words[0].word in vocabulary.DISHES
    return named and bool(contents.matches) and not contents.matches[0].food.is_dish


def _rank(match: Match) -> tuple[float, str, uuid.UUID]:
    return match.cost, match.name, match.food.id


def _piece(words: Sequence[Word], names: Names, *, is_raw: bool) -> Piece:
    if len(words) == 1 and words[0].word in vocabulary.VAGUE:
        return Piece(tuple(words))
    found: dict[object, Match] = {}
    for match in _readings(words, names, is_raw=is_raw):
        old = found.get(match.food.id)
        if old is None or match.cost < old.cost:
            found[match.food.id] = match
    ranked = sorted(found.values(), key=_rank)
    if not ranked or ranked[0].cost > naming.WORST:
        return Piece(tuple(words))
    return Piece(tuple(words), tuple(ranked[:MOST_RIVALS]))


def _readings(words: Sequence[Word], names: Names, *, is_raw: bool) -> list[Match]:
    """The words as they are, as the name they are short for, and with two of them joined."""
    found = names.matches(words, is_raw=is_raw)
    if _is_topped_bread(words, names):
        found = [match for match in found if not match.food.is_dish]
    for instead in _instead_of(words):
        found += _dearer(names.matches(instead, is_raw=is_raw), by=ALIAS)
    for at in range(len(words) - 1):
        joined = Word(words[at].at, words[at].word + words[at + 1].word)
        if names.knows(joined.word):
            rest = [*words[:at], joined, *words[at + 2 :]]
            found += _dearer(names.matches(rest, is_raw=is_raw), by=JOINED)
    return found


def _instead_of(words: Sequence[Word]) -> list[list[Word]]:
    """The names that the words are short for, with the states beside them: "mixed berries"."""
    firm = [word for word in words if not word.is_soft]
    soft = [word for word in words if word.is_soft]
    ways: list[tuple[Sequence[Word], list[Word]]] = [(words, [])]
    if firm and soft:
        ways.append((firm, soft))
    return [
        [*(Word(said[0].at, name, doubt=_doubt(said, at)) for at, name in enumerate(names)), *rest]
        for said, rest in ways
        for target in aliases_of([word.word for word in said])
        for names in [target.split()]
    ]


def _doubt(words: Sequence[Word], at: int) -> float:
    return sum(word.doubt for word in words) if at == 0 else 0.0


def _is_topped_bread(words: Sequence[Word], names: Names) -> bool:
    """ "Cheese sandwich" is bread and cheese. A sandwich of fish or egg comes with mayonnaise and
    is a food of its own.
    """
    if len(words) == 1:
        return False
    if not words[0].stems.isdisjoint(SLICES):
        return True
    if "sandwich" not in words[-1].stems:
        return False
    topping = names.matches(words[:-1])
    return bool(topping) and topping[0].food.group in PLAIN_TOPPINGS


def _dearer(matches: Sequence[Match], *, by: float) -> list[Match]:
    return [replace(match, cost=match.cost + by) for match in matches]


def aliases_of(words: Sequence[str]) -> list[str]:
    """What these words are short for, if all of them are: "pb", "pindakaasje"."""
    stems = sorted(forms.stems(words[0])) if words else []
    near = {pair for stem in stems for pair in _ALIASES.get((len(words), stem), ())}
    return [target for _place, key, target in sorted(near) if all(map(forms.same, words, key))]


def _joined_unknown(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbouring unknown words as one."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and not piece.matches and not joined[-1].matches:
            joined[-1] = Piece(joined[-1].words + piece.words)
        else:
            joined.append(piece)
    return joined


# By the number of words and each form of the first: its place in the list, the words, the target.
_ALIASES: defaultdict[tuple[int, str], list[tuple[int, tuple[str, ...], str]]] = defaultdict(list)
for _place, (_key, _targets) in enumerate(vocabulary.ALIASES.items()):
    _words = tuple(_key.split())
    for _target in _targets.split(" | "):
        for _stem in forms.stems(_words[0]):
            _ALIASES[len(_words), _stem].append((_place, _words, _target))
