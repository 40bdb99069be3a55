"""From a written line to foods and grams. Deterministic, and without a word lost."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from foods.quickadd import asking, dividing, forms, supplements, tokens, vocabulary, weighing
from foods.quickadd.amounts import Amount
from foods.quickadd.dividing import Piece
from foods.quickadd.finding import Details, Finder
from foods.quickadd.grammar import Part, Reader
from foods.quickadd.naming import Match, Names, Word
from foods.quickadd.portions import Setting, words_of
from foods.quickadd.results import (
    PIECE,
    SERVING,
    TOPPING,
    WEIGHED,
    Choice,
    Item,
    Kind,
    Line,
    Span,
    Unknown,
)
from foods.quickadd.tokens import Token
from foods.quickadd.weighing import Weight
from foods.search import plurals

MOST_ALTERNATIVES = 4
# A supplement still has to be found among the person's products.
SURE_COMPOUND, SURE_SUPPLEMENT = 0.9, 0.6
# Foods that carry others, foods that others are stirred in.
DRINK_GROUPS = frozenset(("coffee_tea",))
NO_TOPPINGS = forms.listed(
    "bread bakery_cookies waters coffee_tea juices_soft_drinks alcohol soups dishes "
    "breakfast_cereals"
)


@dataclass
class _Draft:
    """A piece on its way to an item: `tokens` are all it will own."""

    part: Part
    piece: Piece
    tokens: list[int]
    amount: Amount | None = None


def read(line: str, *, lang: str, finder: Finder) -> Line:
    """The foods, amounts and unknown words of a line. Asks the finder at most five times.

    What stands after the first thousand characters or eighty words is unknown as a whole.
    """
    found, cut = tokens.read_some(line)
    head, rest = line[:cut], line[cut:]
    names, found = asking.names(found, lang=lang, finder=finder)
    parts = Reader(head, found, names).read()
    read_line = _Reading(head, found, names, lang=lang, finder=finder).line(parts)
    if not any(char.isalnum() for char in rest):
        return read_line
    over = Unknown(rest.strip(), ((cut, len(line)),))
    return replace(read_line, unknown=(*read_line.unknown, over))


class _Reading:
    """One line on its way from parts to items."""

    def __init__(
        self, line: str, found: Sequence[Token], names: Names, *, lang: str, finder: Finder
    ) -> None:
        self.text, self.tokens, self.names = line, found, names
        self.lang, self.finder = lang, finder

    def line(self, parts: Sequence[Part]) -> Line:
        drafts: list[_Draft] = []
        items: list[tuple[int, Item]] = []
        unknown: list[tuple[int, Unknown]] = []
        for part in parts:
            supplement = self._supplement(part)
            if supplement:
                items.append((min(part.tokens), supplement))
            else:
                drafts += self._drafts(part)
        details = self._details(drafts)
        settings = self._settings(drafts)
        for draft, setting in zip(drafts, settings, strict=True):
            if draft.piece.matches:
                items.append((min(draft.tokens), self._item(draft, details, setting)))
            else:
                text, spans = self._spans(draft.tokens)
                unknown.append((min(draft.tokens), Unknown(text, spans, _named(draft))))
        return Line(
            tuple(item for _, item in sorted(items, key=lambda pair: pair[0])),
            tuple(one for _, one in sorted(unknown, key=lambda pair: pair[0])),
        )

    def _supplement(self, part: Part) -> Item | None:
        written = [self.tokens[at].word for at in sorted(part.tokens) if self.tokens[at].word]
        found = supplements.read(written, part.amounts)
        if found is None:
            return None
        text, spans = self._spans(part.tokens)
        return Item(
            kind=Kind.SUPPLEMENT,
            text=text,
            spans=spans,
            amount=found.count,
            unit=found.unit,
            confidence=SURE_COMPOUND if found.compound else SURE_SUPPLEMENT,
            compound=found.compound,
            dose_mg=found.dose_mg,
        )

    def _drafts(self, part: Part) -> list[_Draft]:
        """The pieces of a part, each with its share of the part's tokens."""
        pieces = dividing.divide(part.words, self.names, is_raw=part.is_raw)
        if not pieces:
            return [_Draft(part, Piece(()), sorted(set(part.tokens)))]
        drafts = [_Draft(part, piece, []) for piece in _once(pieces)]
        measured = self._measured(drafts)
        measured.amount = part.amount
        named = {word.at: draft for draft in reversed(drafts) for word in draft.piece.words}
        counted = {at for amount in part.amounts for at in range(amount.first, amount.last)}
        for at in sorted(set(part.tokens)):
            owner = named.get(at) or (measured if at in counted else None)
            (owner or _next(drafts, at)).tokens.append(at)
        return drafts

    def _measured(self, drafts: Sequence[_Draft]) -> _Draft:
        """The piece that the amount of its part is of: the bread in "2 ham sandwiches"."""
        known = [draft for draft in drafts if draft.piece.matches]
        breads = [draft for draft in known if _slices_each(draft.piece)]
        return next(iter(breads or known or drafts))

    def _details(self, drafts: Sequence[_Draft]) -> Mapping[uuid.UUID, Details]:
        ids = {
            match.food.id
            for draft in drafts
            for match in draft.piece.matches[: MOST_ALTERNATIVES + 1]
        }
        return self.finder.details(sorted(ids), lang=self.lang) if ids else {}

    def _settings(self, drafts: Sequence[_Draft]) -> list[Setting]:
        known = Counter(draft.part.group for draft in drafts if draft.piece.matches)
        drinks = {draft.part.group for draft in drafts if _group_of(draft) in DRINK_GROUPS}
        breads = [(draft, each) for draft in drafts if (each := self._slices(draft))]
        return [
            self._setting(
                draft,
                slices=sum(each for bread, each in breads if self._carries(bread, draft)),
                in_drink=draft.part.group in drinks,
                is_mixed=known[draft.part.group] > 1,
            )
            for draft in drafts
        ]

    def _slices(self, draft: _Draft) -> float:
        plural = 2.0 if draft.amount is None and self._is_plural_piece(draft) else 1.0
        return plural * _slices(draft)

    def _carries(self, bread: _Draft, draft: _Draft) -> bool:
        """Whether a food lies on this bread: it follows it, or the bread is a sandwich of something
        or "on" what stands before it. Soup "and a roll" is not on the roll.
        """
        if bread.part.group != draft.part.group:
            return False
        first = min(bread.part.tokens)
        is_named_last = bread.piece.words[0].at > min(word.at for word in bread.part.words)
        return (
            first <= min(draft.part.tokens)
            or is_named_last
            or self.tokens[first].word in vocabulary.ON
        )

    def _setting(self, draft: _Draft, *, slices: float, in_drink: bool, is_mixed: bool) -> Setting:
        group = _group_of(draft)
        words = [word.word for word in draft.piece.words]
        return Setting(
            lang=self.lang,
            slices=0.0 if group in NO_TOPPINGS else slices,
            in_drink=in_drink and group not in DRINK_GROUPS,
            is_mixed=is_mixed,
            pieces=2.0 if "sandwich" in draft.piece.stems and group == "bread" else 1.0,
            is_plural=self._is_plural_piece(draft),
            words=words_of(words),
        )

    def _is_plural_piece(self, draft: _Draft) -> bool:
        return bool(draft.piece.words) and self._is_plural(draft.piece.words[-1])

    def _is_plural(self, word: Word) -> bool:
        written = self.tokens[word.at].word
        if not written.endswith(("s", "en")):
            return False
        if written.endswith(vocabulary.SMALL_ONES):
            return True
        return any(self.names.has_word(one) for one in plurals.singulars(written))

    def _item(self, draft: _Draft, details: Mapping[uuid.UUID, Details], setting: Setting) -> Item:
        matches = draft.piece.matches[: MOST_ALTERNATIVES + 1]
        first = matches[0]
        weight = self._weight(draft, first, details, setting)
        rival = matches[1].cost if len(matches) > 1 else None
        text, spans = self._spans(draft.tokens)
        choices = [self._choice(draft, match, details, setting) for match in matches]
        measure, count = _said(draft.amount, setting)
        return Item(
            kind=Kind.WATER if first.food.kind == "water" else Kind.FOOD,
            text=text,
            spans=spans,
            amount=weight.amount,
            unit=weight.unit,
            confidence=weighing.confidence(first.cost, rival=rival, trust=weight.trust),
            food=choices[0],
            grams=choices[0].grams,
            alternatives=tuple(choices[1:]),
            words=_named(draft),
            measure=measure,
            count=count,
        )

    def _weight(
        self,
        draft: _Draft,
        match: Match,
        details: Mapping[uuid.UUID, Details],
        setting: Setting,
    ) -> Weight:
        return weighing.weigh(draft.amount, match.food, _details_of(match, details), setting)

    def _choice(
        self, draft: _Draft, match: Match, details: Mapping[uuid.UUID, Details], setting: Setting
    ) -> Choice:
        food = _details_of(match, details)
        weight = self._weight(draft, match, details, setting)
        return Choice(
            id=match.food.id,
            slug=food.slug,
            name=food.name,
            grams=round(weight.grams, 2),
            unit=weight.unit,
            is_own=match.food.is_own,
            amount=weight.amount,
        )

    def _spans(self, owned: Sequence[int]) -> tuple[str, tuple[Span, ...]]:
        """The text of these tokens without the small words around it, and all their places."""
        runs: list[list[int]] = []
        for at in sorted(set(owned)):
            if runs and at == runs[-1][-1] + 1:
                runs[-1].append(at)
            else:
                runs.append([at])
        spans = tuple((self.tokens[run[0]].start, self.tokens[run[-1]].end) for run in runs)
        texts = [self._trimmed(run) for run in runs]
        return " ".join(text for text in texts if text) or self._whole(spans), spans

    def _trimmed(self, run: Sequence[int]) -> str:
        kept = list(run)
        while kept and self._is_around(kept[0]):
            kept.pop(0)
        while kept and self._is_around(kept[-1]):
            kept.pop()
        return self.text[self.tokens[kept[0]].start : self.tokens[kept[-1]].end] if kept else ""

    def _is_around(self, at: int) -> bool:
        token = self.tokens[at]
        return token.is_join or token.is_stop or token.word in _AROUND

    def _whole(self, spans: Sequence[Span]) -> str:
        return " ".join(self.text[start:end] for start, end in spans)


_AROUND = (vocabulary.JOINS | vocabulary.FILLERS) - {"een", "a", "an", "n"}


def _details_of(match: Match, details: Mapping[uuid.UUID, Details]) -> Details:
    return details.get(match.food.id) or Details(match.name)


def _named(draft: _Draft) -> str:
    return " ".join(word.word for word in draft.piece.words)


def _said(amount: Amount | None, setting: Setting) -> tuple[str, float]:
    """What was said of the amount whichever food is meant: a measure and how many of it."""
    if amount is None:
        return (TOPPING, setting.slices) if setting.slices else (SERVING, setting.pieces)
    if amount.is_weighed:
        return WEIGHED, 1.0
    if amount.measure:
        return amount.measure, amount.count * amount.size
    return PIECE, amount.count * amount.size * setting.pieces


def _once(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without those that only say again what their neighbour is: "boterham
    volkorenbrood", "edamame beans". What was written as one word is one piece.
    """
    kept: list[Piece] = []
    for piece in pieces:
        before = kept[-1] if kept else None
        if before is None:
            kept.append(piece)
        elif before.words[-1].at == piece.words[0].at or _says_kind(piece, of=before):
            kept[-1] = Piece(before.words + piece.words, before.matches or piece.matches)
        elif (
            _says_kind(before, of=piece)
            or _is_slice(before, of=piece)
            or _is_milk_of(before, of=piece)
        ):
            kept[-1] = Piece(before.words + piece.words, piece.matches)
        else:
            kept.append(piece)
    return kept


def _says_kind(piece: Piece, *, of: Piece) -> bool:
    if len(piece.words) != 1 or not of.matches:
        return False
    kinds = {
        group for stem in piece.words[0].stems for group in vocabulary.KINDS.get(stem, "").split()
    }
    return of.matches[0].food.group in kinds


def _is_milk_of(piece: Piece, *, of: Piece) -> bool:
    """ "Oat milk latte": the drink has its milk in it."""
    if not piece.matches or of.stems.isdisjoint(vocabulary.MILKY):
        return False
    return piece.matches[0].food.group in ("dairy", "plant_drinks", "soy")


def _is_slice(piece: Piece, *, of: Piece) -> bool:
    is_bread = bool(of.matches) and of.matches[0].food.group == "bread"
    return is_bread and len(piece.words) == 1 and not piece.stems.isdisjoint(dividing.SLICES)


def _next(drafts: Sequence[_Draft], at: int) -> _Draft:
    """The piece that a small word goes with: the one after it, else the last."""
    for draft in drafts:
        if draft.piece.words and draft.piece.words[-1].at >= at:
            return draft
    return drafts[-1]


def _group_of(draft: _Draft) -> str:
    return draft.piece.matches[0].food.group if draft.piece.matches else ""


def _slices_each(piece: Piece) -> float:
    found = [
        vocabulary.BREADS[stem]
        for word in piece.words
        for stem in sorted(word.stems)
        if stem in vocabulary.BREADS
    ]
    return max(found, default=0.0)


def _slices(draft: _Draft) -> float:
    """How many slices a food offers to what lies on it, 0 when it is no bread."""
    group = _group_of(draft)
    each = _slices_each(draft.piece)
    if not draft.piece.matches or group not in ("bread", "wholegrains", "bakery_cookies"):
        return 0.0
    if not each:
        each = 1.0 if group == "bread" else 0.0
    amount = draft.amount
    if amount is None or amount.is_weighed:
        return each
    return each * amount.count
