"""How well the words of a person fit the names of foods. A cost: 0 is the name itself."""

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from foods.quickadd import forms, vocabulary
from foods.quickadd.finding import Food, Name
from foods.quickadd.vocabulary import State
from foods.search import ranking

# From this cost on a name is no answer, and beyond the second not even worth showing.
WORST = 1.2
WORST_SHOWN = 2.6
MOST_SHOWN = 5

OTHER_FORM = 0.03
BY_HEAD = 0.5  # "brood" for "volkorenbrood"
UNSAID_NOUN = 1.0  # "tomato soup" for "roast tomato soup"
UNSAID_LAST = 1.6  # "fruit" for "fruit yogurt": another thing
UNSAID_EXTRA = 0.25  # "chicken soup" for "chicken soup with vermicelli"
UNSAID_IN_TAIL = 0.12
UNSAID_LINK = 0.05
OTHER_ORDER = 0.15  # "milk chocolate" is no chocolate milk
ALIKE = 0.05  # "boiled" for "cooked"
CONFLICT = 1.0
NEAR_CONFLICT = 0.35
NOT_IN_NAME = 0.4  # "fillet, baked" said of a food whose name does not say so
EXACT = -0.15
COVERED = -0.1  # all but what stands behind a comma
SEVERAL_SAID = 0.7  # what an unsaid noun costs less when two or more words were said
FOREIGN = 0.15
SYNONYM = 0.01
DISH = 0.3
TIERS = {1: 0.0, 2: 0.12}
LOWEST_TIER = 0.5
OWN = -0.3
FAVOUR = -0.6
PER_LETTER = 0.001

COOKED_GROUPS = forms.listed(
    "vegetables leafy_greens legumes wholegrains grains_refined potatoes_tubers meat poultry "
    "fish_seafood eggs soy meat_products"
)
# In a salad or a smoothie these are raw.
RAW_GROUPS = frozenset(("vegetables", "leafy_greens"))
GRAINS = forms.listed("wholegrains grains_refined legumes")
# What a name adds that was not said: the usual way to eat a food costs least.
UNSAID_STATES = {
    ("heat", "cooked"): 0.0, ("heat", "baked"): 0.08, ("heat", "fried"): 0.12,
    ("heat", "raw"): 0.05, ("keep", "fresh"): 0.0, ("keep", "canned"): 0.2,
    ("keep", "frozen"): 0.2, ("keep", "dried"): 0.35, ("keep", "pickled"): 0.3,
    ("keep", "smoked"): 0.35, ("salt", "salted"): 0.1, ("salt", "unsalted"): 0.02,
    ("sugar", "sweetened"): 0.1, ("sugar", "unsweetened"): 0.02, ("fat", "whole"): 0.05,
    ("fat", "semi"): 0.0, ("fat", "skimmed"): 0.1, ("cut", "cut"): 0.1,
}  # fmt: skip
UNSAID_STATE = 0.13
RAW_UNSAID = 0.25
DRY_UNSAID = 0.35
COOKED_WHERE_RAW = 0.4
FRUIT_COOKED = 0.3

MOST_DIGITS = 3
HEAD_END = re.compile("[,(/]")


@dataclass(frozen=True)
class Word:
    """One word a person wrote, at its token. Its state, if it is one, need not be in a name.

    `doubt` is a cost of its own, of a word that was made of another; an `is_optional` state costs
    nothing where a name does not have it.
    """

    at: int
    word: str
    doubt: float = 0.0
    is_optional: bool = False

    @cached_property
    def stems(self) -> frozenset[str]:
        return forms.stems(self.word)

    @cached_property
    def state(self) -> State | None:
        return state_of(self.word)

    @property
    def number(self) -> int | None:
        return int(self.word) if self.word.isdecimal() and len(self.word) <= MOST_DIGITS else None

    @property
    def is_soft(self) -> bool:
        return self.state is not None or self.number is not None


@lru_cache(maxsize=4096)
def state_of(word: str) -> State | None:
    if word in vocabulary.STATES:
        return vocabulary.STATES[word]
    stems = sorted(forms.stems(word), key=lambda stem: (-len(stem), stem))
    return next((vocabulary.STATES[stem] for stem in stems if stem in vocabulary.STATES), None)


@dataclass(frozen=True)
class _Form:
    """A name as words: `head` says what it is, `extra` stands behind "with" in it."""

    head: tuple[str, ...]
    extra_from: int
    tail: tuple[str, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        return self.head + self.tail

    @cached_property
    def absent(self) -> frozenset[int]:
        """Which words say what is not in it: "zonder broodje"."""
        return frozenset(
            at for at in range(1, len(self.words)) if self.words[at - 1] in vocabulary.WITHOUT
        )

    @cached_property
    def absences(self) -> tuple[State, ...]:
        """ "Zonder zout" is unsalted."""
        said = (vocabulary.ABSENT.get(self.words[at]) for at in sorted(self.absent))
        return tuple(state for word in said if word and (state := state_of(word)))

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        return tuple(
            int(word) for word in self.words if word.isdecimal() and len(word) <= MOST_DIGITS
        )


@lru_cache(maxsize=16384)
def form_of(name: str) -> _Form:
    cut = HEAD_END.search(name)
    head = forms.words(name[: cut.start()] if cut else name)
    tail = forms.words(name[cut.start() :]) if cut else ()
    extra = next((at for at, word in enumerate(head) if word in ranking.PREPOSITIONS), len(head))
    return _Form(head, extra or len(head), tail)


@dataclass(frozen=True)
class Match:
    """A food, the name of it that fits best, and how badly that fits."""

    food: Food
    cost: float
    name: str


class Names:
    """The names that may be meant in one line, by their words."""

    def __init__(self, names: Iterable[Name], *, lang: str) -> None:
        self.names = list(dict.fromkeys(names))
        self.lang = lang
        self._by_stem: defaultdict[str, set[int]] = defaultdict(set)
        self._by_head: defaultdict[str, set[int]] = defaultdict(set)
        for at, name in enumerate(self.names):
            for word in form_of(name.text).words:
                for stem in forms.stems(word):
                    self._by_stem[stem].add(at)
            for head in name.heads.split():
                self._by_head[head].add(at)
        self._holding: dict[str, set[int]] = {}

    def knows(self, word: str) -> bool:
        return bool(self._with(word))

    def has_word(self, word: str) -> bool:
        """Whether a name holds exactly this word, which many a guess at a singular is not."""
        return any(word in form_of(self.names[at].text).words for at in self._by_stem.get(word, ()))

    def _with(self, word: str) -> set[int]:
        """Which names hold the word, in any form or as what a compound is."""
        if word not in self._holding:
            stems = forms.stems(word)
            self._holding[word] = set().union(
                *(self._by_stem.get(stem, ()) for stem in stems),
                *(self._by_head.get(stem, ()) for stem in stems),
            )
        return self._holding[word]

    def matches(self, words: Sequence[Word], *, is_raw: bool = False) -> list[Match]:
        """Foods of which a name fits all words, states aside, the best first; one per food."""
        firm = [word for word in words if not word.is_soft] or list(words)
        holding = set.intersection(*(self._with(word.word) for word in firm))
        best: dict[uuid.UUID, Match] = {}
        for at in holding:
            name = self.names[at]
            cost = _cost(words, firm, name, lang=self.lang, is_raw=is_raw)
            old = best.get(name.food.id)
            if cost is not None and cost < WORST_SHOWN and (old is None or cost < old.cost):
                best[name.food.id] = Match(name.food, cost, name.text)
        return sorted(best.values(), key=lambda match: (match.cost, match.name, match.food.id))

    def exact(self, words: Sequence[str]) -> set[uuid.UUID]:
        """The foods of which these words are a whole name, or all of it that is no remark."""
        holding = set.intersection(*(self._with(word) for word in words)) if words else set()
        return {
            self.names[at].food.id for at in holding if is_same(words, form_of(self.names[at].text))
        }

    @cached_property
    def whole(self) -> set[tuple[str, ...]]:
        """Names with a remark behind a comma, in full: "eggs scrambled"."""
        return {form.words for name in self.names if (form := form_of(name.text)).tail}

    @cached_property
    def compounds(self) -> Mapping[str, set[tuple[str, ...]]]:
        """Names of several words by the stems of the first: "mac" of "mac and cheese"."""
        found: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        for name in self.names:
            form = form_of(name.text)
            for words in {form.head, form.words}:
                if len(words) > 1:
                    for stem in forms.stems(words[0]):
                        found[stem].add(words)
        return found


def is_same(words: Sequence[str], form: _Form) -> bool:
    return any(
        len(words) == len(names) and all(map(forms.same, words, names))
        for names in (form.head, form.words)
    )


def _cost(
    words: Sequence[Word], firm: Sequence[Word], name: Name, *, lang: str, is_raw: bool
) -> float | None:
    form = form_of(name.text)
    paired = _paired(words, firm, form, heads=name.heads)
    if paired is None:
        return None
    places, total, loose = paired
    used, in_order = set(places), places == sorted(places)
    total += sum(word.doubt for word in words) + (0.0 if in_order else OTHER_ORDER)
    total += _loose(loose, form, used=used)
    total += _unsaid(
        form,
        used=used,
        said=words,
        noun=UNSAID_NOUN * (SEVERAL_SAID if len(firm) > 1 else 1.0),
        group=name.food.group,
        is_raw=is_raw,
    )
    is_whole = in_order and not loose
    total += _standing(name, lang=lang) + _wholeness(name, form, used if is_whole else set())
    return total + (_liking(name) if is_whole else 0.0)


def _wholeness(name: Name, form: _Form, used: set[int]) -> float:
    """What speaks for a name said in full; a dish is seldom meant by a part of its name."""
    if len(used) == len(form.words):
        return EXACT
    if used == set(range(len(form.head))):
        return COVERED
    return DISH if name.food.is_dish else 0.0


def _paired(
    words: Sequence[Word], firm: Sequence[Word], form: _Form, *, heads: str
) -> tuple[list[int], float, list[Word]] | None:
    """Which words of the name were said, in the order they were said, what that costs, and the
    states that the name does not hold. None when a word that is no state is not in it.
    """
    used: list[int] = []
    total, loose = 0.0, []
    for word in words:
        at = _place(word, form, used)
        if at is not None:
            used.append(at)
            total += 0.0 if form.words[at] == word.word else OTHER_FORM
        elif word in firm:
            by_head = _place_by_head(word, form.words, used, heads=heads)
            if by_head is None:
                return None
            used.append(by_head)
            total += BY_HEAD
        else:
            loose.append(word)
    return used, total, loose


def _place(word: Word, form: _Form, used: Sequence[int]) -> int | None:
    free = [at for at in range(len(form.words)) if at not in used and at not in form.absent]
    exact = next((at for at in free if form.words[at] == word.word), None)
    if exact is not None:
        return exact
    return next((at for at in free if not word.stems.isdisjoint(forms.stems(form.words[at]))), None)


def _place_by_head(
    word: Word, names: Sequence[str], used: Sequence[int], *, heads: str
) -> int | None:
    for head in heads.split():
        if head in word.stems:
            for at, one in enumerate(names):
                if at not in used and one.endswith(head):
                    return at
    return None


def _loose(loose: Sequence[Word], form: _Form, *, used: set[int]) -> float:
    """What it costs that a state was said which the name does not hold as such."""
    states = [*form.absences]
    states += [
        state for at, word in enumerate(form.words) if at not in used and (state := state_of(word))
    ]
    return sum(_against(word, states, form) for word in loose)


def _against(word: Word, states: Sequence[State], form: _Form) -> float:
    if word.number is not None:
        low, high = min(form.numbers, default=0), max(form.numbers, default=0)
        return ALIKE if low <= word.number <= high else NOT_IN_NAME
    said = word.state
    if said is None or said in states:
        return ALIKE
    others = [state for state in states if state.axis == said.axis]
    if not others:
        return UNSAID_IN_TAIL if word.is_optional or said.axis == "cut" else NOT_IN_NAME
    near = said.axis == "heat" and "raw" not in (said.value, *(one.value for one in others))
    return NEAR_CONFLICT if near or said.axis == "cut" else CONFLICT


def _unsaid(
    form: _Form,
    *,
    used: set[int],
    said: Sequence[Word],
    noun: float,
    group: str,
    is_raw: bool,
) -> float:
    axes = {word.state.axis for word in said if word.state}
    absences = {state.axis for state in form.absences}
    total = 0.0
    for at, word in enumerate(form.words):
        state = state_of(word)
        is_absent = at in form.absent or at + 1 in form.absent
        if at in used or (is_absent and absences & axes):
            continue
        if state:
            total += 0.0 if state.axis in axes else _unsaid_state(state, group=group, is_raw=is_raw)
        else:
            total += _unsaid_word(at, form, noun=noun)
    return total


def _unsaid_word(at: int, form: _Form, *, noun: float) -> float:
    word = form.words[at]
    is_small = word in ranking.PREPOSITIONS or word in vocabulary.FILLERS or word.isdecimal()
    if at >= len(form.head):
        return UNSAID_IN_TAIL
    return UNSAID_LINK if is_small else _unsaid_noun(at, form, noun=noun)


def _unsaid_noun(at: int, form: _Form, *, noun: float) -> float:
    if at > form.extra_from:
        return UNSAID_EXTRA
    return UNSAID_LAST if at == form.extra_from - 1 and at else noun


def _unsaid_state(state: State, *, group: str, is_raw: bool) -> float:
    cost = UNSAID_STATES.get((state.axis, state.value), UNSAID_STATE)
    if group == "fruit" and state.axis == "heat" and state.value != "raw":
        return FRUIT_COOKED
    if group not in COOKED_GROUPS:
        return cost
    if state.axis == "heat" and is_raw and group in RAW_GROUPS:
        return 0.0 if state.value == "raw" else COOKED_WHERE_RAW
    if state.value == "raw":
        return DRY_UNSAID if group in GRAINS else RAW_UNSAID
    return cost + (DRY_UNSAID if state.value == "dried" else 0.0)


def _standing(name: Name, *, lang: str) -> float:
    """What speaks for and against a food whatever was said."""
    food = name.food
    cost = TIERS.get(food.tier, LOWEST_TIER) + PER_LETTER * len(name.text)
    cost += FOREIGN if name.lang != lang else 0.0
    return cost + (SYNONYM if name.is_synonym else 0.0)


def _liking(name: Name) -> float:
    """What speaks for a person's own food and for one they often eat, unless they said a state that
    it does not have: whoever drinks oat milk and writes "volle melk" means milk.
    """
    return (OWN if name.food.is_own else 0.0) + FAVOUR * min(name.food.weight, 1.0)
