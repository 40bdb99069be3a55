"""The members of a record as a phone sends them, read by the columns of its model.

What is read is stored as it was sent or refused: nothing is trimmed, rounded or converted.
"""

import datetime as dt
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property, partial
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import BaseValidator
from django.db import models
from django.utils.translation import gettext as _

from tracker import texts
from tracker.models import Synced

Reader = Callable[[Any], Any]
Row = TypeVar("Row", bound=Synced)

UUID_TEXT = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
DATE_TEXT = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# RFC 3339: an instant names its distance to UTC.
INSTANT_TEXT = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})", re.ASCII
)
LONGEST_NAME = 40
LONGEST_TEXT = 10_000


@dataclass(frozen=True)
class Incoming(Generic[Row]):
    """What a phone sends of a record: the members as JSON has them, and as they were read.

    `before` is the record as it is stored; None when there is none, or it was removed.
    """

    before: Row | None
    sent: Mapping[str, Any]
    values: Mapping[str, Any]

    def value(self, name: str) -> Any:
        return self.values.get(name, getattr(self.before, name, None))

    @cached_property
    def changed(self) -> frozenset[str]:
        """The members that are not what they were; of a new record, all that were sent."""
        if self.before is None:
            return frozenset(self.values)
        return frozenset(n for n, value in self.values.items() if value != getattr(self.before, n))


def read(model: type[Synced], sent: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the sent members; ValidationError, by member, for what cannot be stored."""
    readers = _readers(model)
    values: dict[str, Any] = {}
    faults: dict[str, list[Any]] = {}
    for name, value in sent.items():
        if name not in readers:
            faults[name[:LONGEST_NAME]] = [_("This is not known here. Leave it out.")]
            continue
        empty, reader = readers[name]
        try:
            values[name] = empty() if value is None else reader(value)
        except ValidationError as error:
            faults[name] = error.error_list
    if faults:
        raise ValidationError(faults)
    return values


def check_complete(
    model: type[Synced], values: Mapping[str, Any], *, filled_in: frozenset[str] = frozenset()
) -> None:
    """ValidationError for what a new record lacks: what has no default and was not sent.

    `filled_in` are members that the server can give.
    """
    names = [n for n in _required(model) if n not in values and n not in filled_in]
    if names:
        raise ValidationError({name: _("Give this.") for name in names})


@cache
def _required(model: type[Synced]) -> tuple[str, ...]:
    columns = [_column(model, name) for name in model.members]
    return tuple(c.name for c in columns if not (c.has_default() or c.null))


@cache
def _readers(model: type[Synced]) -> dict[str, tuple[Callable[[], Any], Reader]]:
    """What null means for each member, and what reads any other value."""
    columns = [_column(model, name) for name in model.members]
    return {column.name: (_empty(column), _reader_of_kind(column)) for column in columns}


def _column(model: type[Synced], name: str) -> "models.Field[Any, Any]":
    column: models.Field[Any, Any] = model._meta.get_field(name)  # type: ignore[assignment]
    return column


def _empty(column: "models.Field[Any, Any]") -> Callable[[], Any]:
    """What null means: empty, or what it is when nobody says it."""
    if column.null:
        return lambda: None
    return column.get_default if column.has_default() else _refuse_null


def _refuse_null() -> None:
    raise ValidationError(_("This cannot be empty."))


def _reader_of_kind(column: "models.Field[Any, Any]") -> Reader:
    for kind, make in KINDS:
        if isinstance(column, kind):
            return make(column)
    raise TypeError(f"{column} cannot be a member: no reader knows its kind.")


def _json_reader(column: "models.JSONField[Any, Any]") -> Reader:
    return partial(_json, kind=type(column.get_default()))


def _json(value: Any, *, kind: type) -> Any:
    if not isinstance(value, kind):
        raise ValidationError(_("Give a list.") if kind is list else _("Give an object."))
    return value


def _number_reader(column: "models.DecimalField[Any, Any]") -> Reader:
    return partial(
        _number,
        decimals=column.decimal_places,
        limit=Decimal(10) ** (column.max_digits - column.decimal_places),
        checks=[check for check in column.validators if isinstance(check, BaseValidator)],
    )


def _text_reader(column: "models.CharField[Any, Any] | models.TextField[Any, Any]") -> Reader:
    choices = frozenset(str(value) for value, _label in column.flatchoices)
    if choices:
        return partial(_choice, choices=choices | ({""} if column.blank else set()))
    return partial(
        _text,
        longest=column.max_length or LONGEST_TEXT,
        lines=isinstance(column, models.TextField),
        blank=column.blank,
    )


def _text(value: Any, *, longest: int, lines: bool, blank: bool) -> str:
    if not isinstance(value, str):
        raise ValidationError(_("Give a text."))
    if not blank and not value.strip():
        raise ValidationError(_("This cannot be empty."))
    return texts.check_text(value, longest=longest, lines=lines)


def _choice(value: Any, *, choices: frozenset[str]) -> str:
    if not isinstance(value, str) or value not in choices:
        named = ", ".join(sorted(choice for choice in choices if choice))
        raise ValidationError(_("Choose one of: %(choices)s."), params={"choices": named})
    return value


def _number(
    value: Any, *, decimals: int, limit: Decimal, checks: list[Callable[[Any], None]]
) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValidationError(_("Give a number."))
    number = Decimal(repr(value))
    if abs(number) >= limit:
        raise ValidationError(_("This number is too large."))
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -decimals and number % Decimal(10) ** -decimals:
        raise ValidationError(
            _("Give at most %(decimals)s decimals."), params={"decimals": decimals}
        )
    for check in checks:
        check(number)
    return number


def _integer(value: Any, *, column: "models.IntegerField[Any, Any]") -> int:
    # In JSON 1.0 is a whole number too.
    if isinstance(value, bool) or not isinstance(value, int | float) or value % 1:
        raise ValidationError(_("Give a whole number."))
    column.run_validators(int(value))
    return int(value)


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValidationError(_("Give true or false."))
    return value


def _uuid(value: Any) -> uuid.UUID:
    if not isinstance(value, str) or not UUID_TEXT.fullmatch(value):
        raise ValidationError(_("Give a UUID in lower case."))
    return uuid.UUID(value)


def _date(value: Any) -> dt.date:
    try:
        if isinstance(value, str) and DATE_TEXT.fullmatch(value):
            return dt.date.fromisoformat(value)
    except ValueError:
        pass
    raise ValidationError(_("Give a day like 2026-11-25."))


def _instant(value: Any) -> dt.datetime:
    try:
        if isinstance(value, str) and INSTANT_TEXT.fullmatch(value):
            return dt.datetime.fromisoformat(value).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        pass
    raise ValidationError(_("Give a moment like 2026-11-25T08:30:00Z, with Z or an offset."))


# The first that fits: a moment is a date to Django.
KINDS: tuple[tuple[type["models.Field[Any, Any]"], Callable[[Any], Reader]], ...] = (
    (models.JSONField, _json_reader),
    (models.UUIDField, lambda _column: _uuid),
    (models.BooleanField, lambda _column: _boolean),
    (models.DateTimeField, lambda _column: _instant),
    (models.DateField, lambda _column: _date),
    (models.IntegerField, lambda column: partial(_integer, column=column)),
    (models.DecimalField, _number_reader),
    (models.CharField, _text_reader),
    (models.TextField, _text_reader),
)
