"""The language of the rules: conditions as plain lists, evaluated the same here and on a phone.

A condition is one of

    ["all", condition, ...]       every one holds
    ["any", condition, ...]       at least one holds
    ["unless", condition]         it does not hold, or it is not known whether it does
    ["is", fact]                  the fact is true
    [">=", fact, number]          and ">", "<", "<=", "=="; both sides must be known
    ["in", fact, [text, ...]]     the fact is one of the texts
    ["starts", fact, [text, ...]] one of the texts in the fact begins with one of these

A number may also be ["times", number, fact]. A fact that is not known makes a comparison fail,
whatever it compares: unknown is not zero.
"""

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

Fact = bool | float | str | tuple[str, ...] | None
Facts = Mapping[str, Fact]
Condition = tuple[Any, ...]

COMPARISONS: Final[dict[str, Callable[[float, float], bool]]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
}
ALWAYS: Condition = ("all",)


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether the condition is known to hold. Raises ValueError for an unknown operator."""
    name, *rest = condition
    if name in COMPARISONS:
        left, right = _number(rest[0], facts), _number(rest[1], facts)
        return left is not None and right is not None and COMPARISONS[name](left, right)
    if name not in _CHECKS:
        raise ValueError(f"There is no operator {name!r} in the rules.")
    return _CHECKS[name](rest, facts)


def facts_in(condition: Condition) -> Iterator[str]:
    """The facts that a condition asks about."""
    name, *rest = condition
    if name in ("all", "any", "unless"):
        for part in rest:
            yield from facts_in(part)
        return
    yield rest[0]
    if len(rest) > 1 and isinstance(rest[1], tuple) and rest[1][:1] == ("times",):
        yield rest[1][2]


def as_json(condition: Condition) -> list[Any]:
    return [as_json(part) if isinstance(part, tuple) else part for part in condition]


def from_json(condition: Sequence[Any]) -> Condition:
    return tuple(from_json(part) if isinstance(part, list) else part for part in condition)


# Short names, so that a row reads like a sentence.


def every(*parts: Condition) -> Condition:
    return ("all", *parts)


def one_of(*parts: Condition) -> Condition:
    return ("any", *parts)


def unless(part: Condition) -> Condition:
    return ("unless", part)


def yes(fact: str) -> Condition:
    return ("is", fact)


def any_yes(*facts: str) -> Condition:
    return ("any", *(("is", fact) for fact in facts))


def at_least(fact: str, number: float) -> Condition:
    return (">=", fact, number)


def below(fact: str, number: float) -> Condition:
    return ("<", fact, number)


def above(fact: str, number: float | Condition) -> Condition:
    return (">", fact, number)


def times(number: float, fact: str) -> Condition:
    return ("times", number, fact)


def among(fact: str, *texts: str) -> Condition:
    return ("in", fact, texts)


def starts(fact: str, *texts: str) -> Condition:
    return ("starts", fact, texts)


def _number(value: Any, facts: Facts) -> float | None:
    if isinstance(value, tuple):
        _, factor, fact = value
        base = _number(fact, facts)
        return None if base is None else float(factor) * base
    known: Any = facts.get(value) if isinstance(value, str) else value
    is_number = isinstance(known, int | float) and not isinstance(known, bool)
    return float(known) if is_number else None


def _starts(rest: Sequence[Any], facts: Facts) -> bool:
    known = facts.get(rest[0])
    texts = known if isinstance(known, tuple) else ()
    return any(text.startswith(tuple(rest[1])) for text in texts)


_CHECKS: Final[dict[str, Callable[[Sequence[Any], Facts], bool]]] = {
    "all": lambda rest, facts: all(holds(part, facts) for part in rest),
    "any": lambda rest, facts: any(holds(part, facts) for part in rest),
    "unless": lambda rest, facts: not holds(rest[0], facts),
    "is": lambda rest, facts: facts.get(rest[0]) is True,
    "in": lambda rest, facts: facts.get(rest[0]) in rest[1],
    "starts": _starts,
}
OPERATORS = frozenset({*_CHECKS, *COMPARISONS})
