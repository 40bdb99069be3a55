"""Which amount on a label belongs to which name: the compound, the magnesium, or another thing."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from foods.label_tokens import NOUNS, Named, Sort, Token


@dataclass
class Found:
    """What the walk over the tokens has claimed so far.

    `weights` are of compounds; `elemental` amounts come with the place of their token; `within`
    are weights in a bracket behind a magnesium amount; `aside` are the tokens of a compound that
    is only named for comparison.
    """

    weights: list[tuple[Named, float]] = field(default_factory=list)
    elemental: list[tuple[int, float]] = field(default_factory=list)
    molar: list[float] = field(default_factory=list)
    contents: list[float] = field(default_factory=list)
    within: list[float] = field(default_factory=list)
    claimed: set[int] = field(default_factory=set)
    aside: set[int] = field(default_factory=set)


def with_forms(raw: Sequence[Token]) -> list[Token]:
    """Join "magnesium (as magnesium citrate)" into one token that is elemental and knows its
    form: what is named after "as" or in brackets says where the magnesium comes from."""
    joined: list[Token] = []
    position = 0
    while position < len(raw):
        token = raw[position]
        end = _end_of_forms(raw, position) if token.sort is Sort.MAGNESIUM else position
        named = tuple(name for t in raw[position + 1 : end + 1] for name in t.named)
        joined.append(replace(token, named=token.named + named, end=raw[end].end))
        position = end + 1
    return joined


def _end_of_forms(raw: Sequence[Token], start: int) -> int:
    """The last token of the forms that follow the magnesium at `start`, or `start` itself."""
    sorts = [token.sort for token in raw]
    position, opened, led = start + 1, 0, False
    while position < len(raw) and sorts[position] in (Sort.AS, Sort.OPEN):
        opened += sorts[position] is Sort.OPEN
        led, position = True, position + 1
    first = position
    while position < len(raw) and sorts[position] in (Sort.COMPOUND, Sort.AS):
        position += 1
    if not led or position == first:
        return start
    while opened:
        if position >= len(raw) or sorts[position] is not Sort.CLOSE:
            return start
        opened, position = opened - 1, position + 1
    return position - 1


def claim(line: Sequence[Token], text: str) -> Found:
    """Give each amount its noun: what was just named, or what comes right behind it."""
    found = Found()
    for index, token in enumerate(line):
        if token.sort is Sort.AMOUNT:
            _claim_amount(found, line, index=index, text=text)
        elif token.sort is Sort.MOLAR:
            before, after = _left(line, index), _right(line, index, text)
            if not any(i is not None and line[i].sort is Sort.OTHER for i in (before, after)):
                found.molar.append(token.mg)
        elif token.sort is Sort.PERCENT and _is_magnesium_content(line, index):
            found.contents.append((token.number or 0.0) / 100)
    return found


def _claim_amount(found: Found, line: Sequence[Token], *, index: int, text: str) -> None:
    mg = line[index].mg
    before, after = _left(line, index), _right(line, index, text)
    led_by = line[index - 1].sort if index else None
    if led_by in (Sort.OF_WHICH, Sort.EQUALS) or _repeats_molar(line, index):
        _claim_led(found, line, index=index, after=after)
        return
    noun = _noun(found, line, index=index, before=before, after=after)
    if noun is None:
        found.within += [mg] if led_by is Sort.OPEN else []
        return
    found.claimed.add(noun)
    both = (before, after) == (index - 1, index + 1)
    if both and line[index - 1].sort is Sort.MAGNESIUM and line[index + 1].sort is Sort.COMPOUND:
        # "Magnesium 400 mg magnesium citrate": of either.
        found.claimed.add(index + 1)
        found.weights.extend((named, mg) for named in line[index + 1].named)
    elif line[noun].sort is Sort.COMPOUND:
        found.weights.extend((named, mg) for named in line[noun].named)
    elif line[noun].sort is Sort.MAGNESIUM:
        found.elemental.append((index, mg))


def _claim_led(found: Found, line: Sequence[Token], *, index: int, after: int | None) -> None:
    """After "of which" or "=" comes the magnesium, unless another compound is named."""
    if after is not None and line[after].sort is not Sort.MAGNESIUM:
        found.claimed.add(after)
        if line[after].sort is Sort.COMPOUND and not found.weights:
            found.weights.extend((named, line[index].mg) for named in line[after].named)
        else:
            found.aside.add(after)
        return
    found.claimed |= {after} if after is not None else set()
    found.elemental.append((index, line[index].mg))


def _repeats_molar(line: Sequence[Token], index: int) -> bool:
    """Whether it is the same amount in mg: "4 mmol (97.2 mg)"."""
    position = index - 1
    while position > 0 and line[position].sort in (Sort.OPEN, Sort.EQUALS):
        position -= 1
    return 0 <= position < index - 1 and line[position].sort is Sort.MOLAR


def _noun(
    found: Found, line: Sequence[Token], *, index: int, before: int | None, after: int | None
) -> int | None:
    left = before if before is not None and before not in found.claimed else None
    right = after if after is not None and after not in found.claimed else None
    if left is not None and right is not None:
        # A heading ("Magnesium. One tablet contains 403 mg magnesium oxide") stands further off.
        parted = any(t.sort in (Sort.UNIT, Sort.DAY) for t in line[left + 1 : index])
        return right if parted else left
    if left is not None or right is not None:
        return left if left is not None else right
    return _second(found, line, index=index)


def _second(found: Found, line: Sequence[Token], *, index: int) -> int | None:
    """The last free noun further left: "magnesium (magnesium citrate 800 mg) 128 mg"."""
    for position in range(index - 1, -1, -1):
        if line[position].sort in NOUNS and position not in found.claimed:
            return position
    return None


_PASSED_LEFT = frozenset(
    {Sort.OPEN, Sort.CLOSE, Sort.UNIT, Sort.DAY, Sort.PERCENT, Sort.MOLAR, Sort.AS}
)
_PASSED_RIGHT = frozenset({Sort.OPEN, Sort.CLOSE, Sort.MOLAR})


def _left(line: Sequence[Token], index: int) -> int | None:
    for position in range(index - 1, -1, -1):
        if line[position].sort in NOUNS:
            return position
        if line[position].sort not in _PASSED_LEFT:
            return None
    return None


def _right(line: Sequence[Token], index: int, text: str) -> int | None:
    """The noun right behind the amount; a comma, or a bracket that opens, parts them."""
    for position in range(index + 1, len(line)):
        gap = text[line[position - 1].end : line[position].start]
        if any(sign in gap for sign in ",;:|.+"):
            return None
        if line[position].sort in NOUNS:
            opens = [t.sort for t in line[index + 1 : position] if t.sort is not Sort.MOLAR]
            return position if opens.count(Sort.OPEN) <= opens.count(Sort.CLOSE) else None
        if line[position].sort not in _PASSED_RIGHT:
            return None
    return None


def is_content(line: Sequence[Token], index: int) -> bool:
    """Whether a percentage is a share, as in "16 % magnesium", and not of the reference intake."""
    if index + 1 >= len(line) or line[index].reference_mg is not None:
        return False
    # With a comma between them the percentage belongs to what came before.
    touches = line[index + 1].start - line[index].end <= 1
    return touches and line[index + 1].sort in (Sort.MAGNESIUM, Sort.COMPOUND)


def _is_magnesium_content(line: Sequence[Token], index: int) -> bool:
    return is_content(line, index) and line[index + 1].sort is Sort.MAGNESIUM
