"""Where foods come from: the interface that quickadd asks, and a finder over a plain list."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol

from foods.quickadd import forms
from foods.search import typos

# No word that is looked for is shorter.
START = 2
# One word that is looked for, in every form it may have in a name: "bananen", "banaan".
Forms = tuple[str, ...]
# Words that one name must hold, all of them.
Wanted = tuple[Forms, ...]


@dataclass(frozen=True)
class Name:
    """One name of a food. `heads` are those of its Dutch compounds (foods.search.compounds)."""

    food: "Food"
    text: str
    lang: str
    is_synonym: bool = False
    heads: str = ""


@dataclass(frozen=True)
class Food:
    """What matching asks of a food. `weight` is how likely this person means it, 0 for not more
    than anybody; an own food or an earlier correction is put first by it.
    """

    id: uuid.UUID
    group: str = ""
    kind: str = "food"
    tier: int = 1
    is_dish: bool = False
    is_own: bool = False
    weight: float = 0.0


@dataclass(frozen=True)
class Portion:
    """A household measure of a food: what it is called in each language, what one weighs."""

    labels: Mapping[str, str]
    grams: float
    is_default: bool = False
    is_convention: bool = True


@dataclass(frozen=True)
class Details:
    """What is shown of a food that was chosen; the portions in the order they are offered."""

    name: str
    slug: str = ""
    portions: tuple[Portion, ...] = ()


class Finder(Protocol):
    """Answers for a whole line at once, so that the number of questions does not grow with it."""

    def names(self, wanted: Collection[Wanted], *, lang: str) -> Sequence[Name]:
        """Names that hold all words of at least one of `wanted`, as a word or the start of one."""

    def known_words(self, words: Collection[str]) -> Mapping[str, Sequence[typos.KnownWord]]:
        """For each mistyped word the words of names that look like it."""

    def details(self, ids: Collection[uuid.UUID], *, lang: str) -> Mapping[uuid.UUID, Details]:
        """Names in `lang`, slugs and portions of these foods."""


@dataclass(frozen=True)
class Listed:
    """A finder over a short list: a person's own foods and what they corrected before.

    A food may stand in it with another name than the catalogue gives it ("melk" for oat drink),
    and then with the weight that puts it first.
    """

    listed: tuple[Name, ...] = ()
    known: Mapping[uuid.UUID, Details] = field(default_factory=dict)

    def names(self, wanted: Collection[Wanted], *, lang: str) -> Sequence[Name]:  # noqa: ARG002
        starts = {form[:START] for words in wanted for form in words[0]}
        near = dict.fromkeys(name for start in sorted(starts) for name in self._by_start[start])
        return [name for name in near if any(_holds(name, words) for words in wanted)]

    @cached_property
    def _by_start(self) -> defaultdict[str, list[Name]]:
        found: defaultdict[str, list[Name]] = defaultdict(list)
        for name in self.listed:
            for start in {word[:START] for word in forms.words(name.text)}:
                found[start].append(name)
        return found

    def known_words(self, words: Collection[str]) -> Mapping[str, Sequence[typos.KnownWord]]:
        own = {
            (word, name.lang, name.food.tier)
            for name in self.listed
            for word in forms.words(name.text)
        }
        near = [typos.KnownWord(*one) for one in sorted(own)]
        return dict.fromkeys(words, near)

    def details(
        self,
        ids: Collection[uuid.UUID],
        *,
        lang: str,  # noqa: ARG002
    ) -> Mapping[uuid.UUID, Details]:
        return {id: self.known[id] for id in ids if id in self.known}


@dataclass(frozen=True)
class Both:
    """A person's own finder before the public one."""

    own: Finder
    public: Finder

    def names(self, wanted: Collection[Wanted], *, lang: str) -> Sequence[Name]:
        own = self.own.names(wanted, lang=lang)
        return [*own, *_weighed(self.public.names(wanted, lang=lang), own=own)]

    def known_words(self, words: Collection[str]) -> Mapping[str, Sequence[typos.KnownWord]]:
        own, public = self.own.known_words(words), self.public.known_words(words)
        return {word: [*own.get(word, ()), *public.get(word, ())] for word in words}

    def details(self, ids: Collection[uuid.UUID], *, lang: str) -> Mapping[uuid.UUID, Details]:
        own = self.own.details(ids, lang=lang)
        rest = [id for id in ids if id not in own]
        return {**(self.public.details(rest, lang=lang) if rest else {}), **own}


def _weighed(names: Iterable[Name], *, own: Iterable[Name]) -> list[Name]:
    """The public names, those of foods that the person's list names too with its weight."""
    weights = {name.food.id: name.food.weight for name in own if not name.food.is_own}
    return [
        replace(name, food=replace(name.food, weight=weights[name.food.id]))
        if name.food.id in weights
        else name
        for name in names
    ]


def _holds(name: Name, words: Wanted) -> bool:
    parts = forms.words(name.text)
    return all(any(part.startswith(form) for part in parts for form in word) for word in words)
