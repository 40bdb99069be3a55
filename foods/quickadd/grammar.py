"""A line as parts: how much, and the words that name it. Which food that is, is decided later."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from foods.quickadd import amounts, dividing, forms, measures, phrases, vocabulary
from foods.quickadd.amounts import Amount
from foods.quickadd.naming import Names, Word, state_of
from foods.quickadd.tokens import Token
from foods.search import compounds

# What is sold with its contents on it.
CONTAINERS = frozenset(("can", "bottle"))
# A salad of these is no more than them; one of meat, fish or cheese lies on leaves.
SALAD_GROUPS = forms.listed(
    "leafy_greens vegetables wholegrains grains_refined legumes fruit potatoes_tubers"
)
# A food guessed from the end of a compound: "aardbeienkwark" is a kwark.
GUESSED = 0.5


@dataclass
class Part:
    """One food, or a few that nothing parts ("avocado toast"), with what was said of the amount.

    `group` is what "met" and "en" hold together; a comma or a new line begins another. `tokens` are
    all of the part's, its small words too.
    """

    group: int
    amounts: list[Amount] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    tokens: list[int] = field(default_factory=list)
    is_raw: bool = False
    size: float = 1.0

    @property
    def amount(self) -> Amount | None:
        """What was said of the amount, its size counted in; a size alone is of one."""
        amount = self._said
        if self.size == 1.0:
            return amount
        return replace(amount or Amount(1.0, 0, 0), size=self.size * (amount.size if amount else 1))

    @property
    def _said(self) -> Amount | None:
        """The amount that counts: "2 sneetjes (70 g)" is 70 g, "3 flesjes (330 ml)" are 990."""
        weighed = next((amount for amount in self.amounts if amount.is_weighed), None)
        first = next(iter(self.amounts), None)
        if first and weighed and first is not weighed and first.measure in CONTAINERS:
            each = weighed.count * (weighed.each or 0.0)
            return replace(first, each=each, is_volume=weighed.is_volume)
        return weighed or first


class Reader:
    """Reads the parts of one line, token by token."""

    def __init__(self, line: str, tokens: Sequence[Token], names: Names) -> None:
        self.line, self.tokens, self.names = line, tokens, names
        self.parts: list[Part] = []
        self.group = 0
        self.is_raw = self.is_raw_list = False
        self.part = Part(0)
        self.instead = dict(phrases.expressions(tokens))

    def read(self) -> list[Part]:
        at = 0
        while at < len(self.tokens):
            at = self._step(at)
        self._close()
        return self._settled()

    def _step(self, at: int) -> int:
        """Reads what begins at a token; returns where the next begins."""
        token = self.tokens[at]
        if token.is_stop:
            self._stop(token)
            return at + 1
        for take in (
            self._take_name,
            self._take_state_phrase,
            self._take_absent,
            self._take_format,
            self._take_amount,
            self._take_join,
        ):
            last = take(at)
            if last is not None:
                return last
        self._take_word(at)
        return at + 1

    def _stop(self, token: Token) -> None:
        self._close()
        self.group += 1
        self.part = Part(self.group)
        self.is_raw_list = self.is_raw_list and not token.is_hard
        self.is_raw = self.is_raw_list

    def _close(self) -> None:
        """Puts the part with the others, unless it is more said of the one before."""
        part, self.part = self.part, Part(self.group)
        part.is_raw = part.is_raw or self.is_raw
        if not part.tokens:
            return
        before = self._described_by(part)
        if before and _counts_eggs(part, of=before):
            before.amounts += part.amounts
            before.tokens += part.tokens
            return
        if before and before.words and _is_remark(part, after=before):
            before.amounts += part.amounts
            before.words += part.words
            before.tokens += part.tokens
            before.size *= part.size
            return
        self.parts.append(part)

    def _described_by(self, part: Part) -> Part | None:
        """What a part may be a remark on: the one before, or the bread for "volkoren"."""
        if any(word.state and word.state.axis == "grain" for word in part.words):
            for before in reversed(self.parts):
                if any(phrases.is_bread(word.word) for word in before.words):
                    return before
        return self.parts[-1] if self.parts else None

    def _take_name(self, at: int) -> int | None:
        """A name that holds a small word or a measure: "mac and cheese", "granola bar"."""
        last = phrases.name_at(self.tokens, at, self.names)
        if last is None or (self.part.words and self.tokens[at].word in vocabulary.DISHES):
            return None
        absent = next((i for i in range(at, last) if self._says_absent(i)), last)
        said = [i for i in range(at, absent) if self._says(i)]
        self.part.words += [Word(i, self.tokens[i].word) for i in said]
        self._own(at, last)
        return last

    def _says_absent(self, at: int) -> bool:
        return self.tokens[at].word in vocabulary.WITHOUT

    def _says(self, at: int) -> bool:
        return self.tokens[at].is_word and self.tokens[at].word not in vocabulary.MADE

    def _take_state_phrase(self, at: int) -> int | None:
        known = vocabulary.STATE_PHRASES
        if any(phrases.is_bread(word.word) for word in self.part.words):
            known = known | vocabulary.BREAD_PHRASES
        for phrase, state in known.items():
            if phrase[0] == self.tokens[at].word and phrases.are(self.tokens, at, phrase):
                self.part.words.append(Word(at, state))
                return self._own(at, at + len(phrase))
        return None

    def _take_absent(self, at: int) -> int | None:
        """ "Without sugar": nothing that is eaten, though it may say which food it is."""
        is_first = not self.part.words and not self.parts
        if self.tokens[at].word not in vocabulary.WITHOUT or is_first:
            return None
        last = at + 1
        while last < len(self.tokens) and not self._ends_absence(last):
            state = vocabulary.ABSENT.get(self.tokens[last].word)
            if state:
                self.part.words.append(Word(last, state, is_optional=True))
            last += 1
        return self._own(at, last)

    def _ends_absence(self, at: int) -> bool:
        token = self.tokens[at]
        joins = token.is_join or token.word in vocabulary.JOINS
        return token.is_stop or joins or amounts.is_number(self.tokens, at)

    def _take_amount(self, at: int) -> int | None:
        amount = amounts.read(self.line, self.tokens, at)
        if amount and self._completes(amount):
            self._measure_with(at, amount.measure or "", amount.written)
            return self._own(at, amount.last)
        if amount is None or (self.part.words and self._is_said_of_food(at, amount)):
            return None
        if self.part.words and not self._is_last(amount):
            if not amount.is_counted:
                return None
            self._close()
        if self._take_bread(amount):
            return amount.last
        self.part.amounts.append(amount)
        return self._own(at, amount.last)

    def _completes(self, amount: Amount) -> bool:
        """Whether a measure belongs to a number before the food: "2 dark chocolate squares"."""
        if amount.is_counted or not amount.measure or not self.part.words:
            return False
        numbers = [a for a in self.part.amounts if a.measure is None and not a.is_weighed]
        return len(numbers) == len(self.part.amounts) == 1 and self._is_last(amount)

    def _is_said_of_food(self, at: int, amount: Amount) -> bool:
        """ "Carrot sticks" are a way to cut carrots; "een" in a name is no amount."""
        if amount.is_counted:
            return self.tokens[at].word in vocabulary.FILLERS and amount.measure is None
        return bool(self.part.amounts) or state_of(self.tokens[at].word) is not None

    def _is_last(self, amount: Amount) -> bool:
        """Whether nothing follows that the amount could be of."""
        at = amount.last
        if at >= len(self.tokens) or self.tokens[at].is_stop:
            return True
        follows = self.tokens[at]
        return (
            follows.is_join
            or follows.word in vocabulary.JOINS
            or amounts.is_number(self.tokens, at)
        )

    def _take_bread(self, amount: Amount) -> bool:
        """ "2 sneetjes met kaas": slices of nothing are slices of bread."""
        if amount.measure not in measures.IMPLIED or amount.is_weighed or self.part.words:
            return False
        if not self._is_last(amount) or self._is_said_after(amount):
            return False
        place = amount.last - 1
        first = amount.first
        if amount.is_counted:
            plain = Amount(amount.count, first, place, size=amount.size)
            self.part.amounts.append(plain)
        self.part.words.append(Word(place, measures.IMPLIED[amount.measure]))
        self._own(first, amount.last)
        return True

    def _is_said_after(self, amount: Amount) -> bool:
        """Whether the amount is a remark on what stands before: "volkorenbrood, 2 sneetjes"."""
        ends = amount.last >= len(self.tokens) or self.tokens[amount.last].is_stop
        return ends and not self.part.words and bool(self.parts) and not self.parts[-1].amounts

    def _take_join(self, at: int) -> int | None:
        token = self.tokens[at]
        if not token.is_join and token.word not in vocabulary.JOINS:
            return None
        if self.part.words or self.part.amounts:
            self._close()
        self._own(at, at + 1)
        return at + 1

    def _take_format(self, at: int) -> int | None:
        """ "Smoothie van ...", "salade van ...", "tempeh bowl with ...": their parts are eaten."""
        word, follows = self.tokens[at].word, self._word(at + 1)
        if word not in vocabulary.FORMATS:
            return None
        is_of, is_with = follows in vocabulary.OF, follows in vocabulary.WITH
        is_salad = word in vocabulary.SALADS
        if self.part.words:
            is_format = self._is_leaf() if is_salad else is_with
        else:
            is_format = is_of if is_salad else is_with or (is_of and word != "bowl")
        if not is_format or self._is_name_with(word):
            return None
        self.is_raw = True
        self.is_raw_list = not self.part.words
        return self._own(at, at + (1 if is_with else 2 if is_of else 1))

    def _is_name_with(self, word: str) -> bool:
        """ "Protein shake" and "pasta salad" are names."""
        said = [*(word.word for word in self.part.words), word]
        return bool(self.part.words) and bool(dividing.aliases_of(said) or self.names.exact(said))

    def _is_leaf(self) -> bool:
        """Whether what stands before "salad" is one of leaves, and not chicken."""
        matches = self.names.matches(self.part.words, is_raw=True) if self.part.words else []
        return bool(matches) and matches[0].food.group in SALAD_GROUPS

    def _take_word(self, at: int) -> None:
        token = self.tokens[at]
        if token.word in vocabulary.SIZES:
            self.part.size *= vocabulary.SIZES[token.word]
        elif token.is_word and token.word not in vocabulary.FILLERS:
            for word in self.instead.get(at, token.word).split():
                self._add_word(at, word)
        self._own(at, at + 1)

    def _add_word(self, at: int, word: str) -> None:
        """One word of a name. A compound that no name has is taken apart: "kaasblokjes" is cheese
        in cubes, "quinoasalade" quinoa, "aardbeienkwark" some kwark.
        """
        if self.names.knows(word) or dividing.aliases_of([word]):
            self.part.words.append(Word(at, word))
            return
        divided = phrases.divided(word, self.names)
        if divided is None:
            heads = [head for head in compounds.heads_of(word).split() if self.names.knows(head)]
            guess = Word(at, heads[0], doubt=GUESSED) if heads else Word(at, word)
            self.part.words.append(guess)
            return
        name, measure = divided
        self.part.words.append(Word(at, name))
        if measure is None:
            self.part.is_raw = self.is_raw = True
        elif not any(amount.measure or amount.each for amount in self.part.amounts):
            self._measure_with(at, measure, word)

    def _measure_with(self, at: int, measure: str, word: str) -> None:
        counted = self.part.amounts.pop() if self.part.amounts else None
        self.part.amounts.append(
            Amount(
                counted.count if counted else 1.0,
                counted.first if counted else at,
                at,
                measure=measure,
                written=word,
                size=counted.size if counted else 1.0,
                is_counted=counted is not None,
            )
        )

    def _own(self, first: int, last: int) -> int:
        self.part.tokens += range(first, last)
        return last

    def _word(self, at: int) -> str:
        return self.tokens[at].word if at < len(self.tokens) else ""

    def _settled(self) -> list[Part]:
        """Amounts that named nothing go to the part after them; small words too."""
        settled: list[Part] = []
        waiting: list[Part] = []
        for part in self.parts:
            if not part.words:
                waiting.append(part)
                continue
            for one in waiting:
                part.tokens = [*one.tokens, *part.tokens]
                part.amounts = part.amounts or one.amounts
                part.size *= one.size
            waiting = []
            settled.append(part)
        for one in waiting:
            if settled:
                settled[-1].tokens += one.tokens
            else:
                settled.append(one)
        return settled


def _is_remark(part: Part, *, after: Part) -> bool:
    """Whether a part says nothing but how much or how made the one before it was."""
    if part.group == after.group:
        return False
    if part.words:
        bread = any(phrases.is_bread(word.word) for word in after.words)
        return not part.amounts and all(
            word.state is not None and (bread or word.word not in vocabulary.ALIASES)
            for word in part.words
        )
    if not part.amounts:
        return False
    return not after.amounts or (
        not any(amount.is_weighed for amount in after.amounts)
        and any(amount.is_weighed for amount in part.amounts)
    )


def _counts_eggs(part: Part, *, of: Part) -> bool:
    """Whether a part says how many eggs are in the dish before it."""
    eggs = bool(part.amounts) and all(
        not word.stems.isdisjoint(("ei", "egg")) for word in part.words
    )
    dish = any(not word.stems.isdisjoint(vocabulary.EGG_DISHES) for word in of.words)
    return eggs and bool(part.words) and dish and part.group == of.group and not of.amounts
