"""From the names that match to the foods that are offered: ranked, each once, page by page."""

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Self

from foods import search as index
from foods import sources
from foods.groups import GROUPS
from foods.models import Food, FoodName
from foods.search import Hit, ranking, text

MOST_FAVOURED = 200
# Keys of names have at most 18 digits.
WRITTEN = re.compile(r"^[0-9]{1,18}\.[0-9]{1,4}$")
DISHES = frozenset(key for key, group in GROUPS.items() if group.is_dish)


@dataclass(frozen=True)
class Asked:
    """The words of a query (text.words_of) and who asks it; `kinds` empty means every kind."""

    words: Sequence[str]
    lang: str
    favour: Mapping[uuid.UUID, float]
    kinds: tuple[str, ...]

    @property
    def most_eaten(self) -> list[uuid.UUID]:
        return nlargest(MOST_FAVOURED, self.favour, key=self.favour.__getitem__)


@dataclass(frozen=True)
class Place:
    """Where a page begins: among the names after a key, so many foods further on."""

    key: int = 0
    offset: int = 0

    @classmethod
    def read(cls, written: str) -> Self:
        """The place that a page before named; ValueError when it is none."""
        if not written:
            return cls()
        if not WRITTEN.fullmatch(written):
            raise ValueError(f"{written[:40]!r} is no place in a list of foods")
        key, offset = written.split(".")
        return cls(int(key), int(offset))

    def __str__(self) -> str:
        return f"{self.key}.{self.offset}"


@dataclass(frozen=True)
class Page:
    """The ids of foods, the best first, and the place after them: empty after the last."""

    ids: tuple[uuid.UUID, ...]
    scores: Mapping[uuid.UUID, ranking.Score]
    next: str = ""


def page(asked: Asked, *, place: Place, size: int) -> Page:
    """A page of the foods that match.

    What matches is ranked a few hundred names at a time, in the order of their keys, which is close
    to the ranking. So the first page costs the same however many foods match, and following `next`
    comes by every food that holds all the words.
    """
    if not size:
        return Page((), {}, str(place))
    found = index.candidates(asked.words, kinds=asked.kinds, after=place.key)
    ahead = found.exact
    if place.key or found.last is not None:
        # Not every match is at hand: what this person eats must not be crowded out.
        ahead = [*ahead, *index.favoured(asked.words, asked.most_eaten, kinds=asked.kinds)]
    if place.key:
        scores = _rest(asked, found.names, ahead=ahead, after=place.key)
    else:
        scores = _folded(asked, list({hit.key: hit for hit in (*ahead, *found.names)}.values()))
    order = sorted(scores, key=scores.__getitem__)
    ids = tuple(order[place.offset : place.offset + size])
    end = place.offset + len(ids)
    if end < len(order):
        return Page(ids, scores, str(Place(place.key, end)))
    if found.last is None:
        return Page(ids, scores)
    if not ids:  # every name here belongs to a food that came before
        return page(asked, place=Place(found.last), size=size)
    return Page(ids, scores, str(Place(found.last)))


def _rest(
    asked: Asked, names: Sequence[Hit], *, ahead: Iterable[Hit], after: int
) -> dict[uuid.UUID, ranking.Score]:
    """The scores of the foods among `names` that no page before has shown."""
    shown = set(_scores(asked, ahead)) | _matched_before(asked, names, after=after)
    return _folded(asked, [hit for hit in names if hit.food_id not in shown])


def _matched_before(asked: Asked, names: Sequence[Hit], *, after: int) -> set[uuid.UUID]:
    """Of the foods of these names those that have another name, before them, that matches too."""
    ids = {hit.food_id for hit in names}
    foods = Food.objects.in_use().filter(id__in=ids)
    earlier = FoodName.objects.filter(food__in=foods, id__lte=after).values_list(
        "food__id", "name", "name_norm", "heads"
    )
    return {
        food_id
        for food_id, name, name_norm, heads in earlier
        if ranking.score(asked.words, ranking.Candidate(name, name_norm, heads)) is not None
    }


def _folded(asked: Asked, hits: Sequence[Hit]) -> dict[uuid.UUID, ranking.Score]:
    """The best score of each food, where a food that several tables hold is there once."""
    scores = _scores(asked, hits)
    if len({hit.table for hit in hits}) > 1:
        _fold(scores, [hit for hit in hits if hit.food_id in scores])
    return scores


def _scores(asked: Asked, hits: Iterable[Hit]) -> dict[uuid.UUID, ranking.Score]:
    best: dict[uuid.UUID, ranking.Score] = {}
    for hit in hits:
        candidate = ranking.Candidate(
            hit.name,
            hit.name_norm,
            hit.heads,
            hit.lang != asked.lang,  # foreign
            hit.kind != index.NAME,  # a synonym
            hit.group in DISHES,
            hit.tier,
            asked.favour.get(hit.food_id, 0.0),
        )
        score = ranking.score(asked.words, candidate)
        if score is not None and (hit.food_id not in best or score < best[hit.food_id]):
            best[hit.food_id] = score
    return best


def _fold(scores: dict[uuid.UUID, ranking.Score], hits: Sequence[Hit]) -> None:
    """Leave of each food the one of the preferred table, with the best score of them all."""
    front: dict[tuple[str, ...], Hit] = {}
    for hit in sorted(hits, key=_preference):
        for same in _sameness(hit):
            other = front.setdefault(same, hit)
            if other.table != hit.table and hit.food_id in scores and other.food_id in scores:
                scores[other.food_id] = min(scores[other.food_id], scores.pop(hit.food_id))


def _preference(hit: Hit) -> tuple[int, int, int]:
    """Curated before tables, and tables by the rank of their source."""
    return (hit.tier, sources.SOURCES[hit.dataset].rank, hit.key)


def _sameness(hit: Hit) -> Iterable[tuple[str, ...]]:
    """What two rows of one food share: the code in their table, or a name but for the order."""
    yield (sources.family(hit.dataset), hit.code)
    if hit.kind == index.NAME:
        yield (hit.lang, *sorted(hit.name_norm.split()))


def elsewhere(names: Iterable[tuple[str, str]], *, table: str) -> set[uuid.UUID]:
    """The foods of other tables that have one of these names (language, name_norm)."""
    return {
        hit.food_id
        for lang, name_norm in names
        if (words := text.words_of(name_norm))
        for hit in index.candidates(words).names
        if hit.table != table
        and hit.kind == index.NAME
        and hit.lang == lang
        and sorted(hit.name_norm.split()) == sorted(name_norm.split())
    }
