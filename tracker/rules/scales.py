"""What a kind of observation is: its scale, its parts, and what may stand in them; pure."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
# As many as fit beside each other on a phone: 0 to 10.
MOST_BUTTONS = 11
UNTIL = "until"


class Category(StrEnum):
    SYMPTOMS = "symptoms"
    SLEEP = "sleep"
    CONTEXT = "context"
    BODY = "body"
    LABORATORY = "laboratory"
    NOTES = "notes"


CATEGORY_LABELS: "dict[Category, StrOrPromise]" = {
    Category.SYMPTOMS: gettext_lazy("Complaints"),
    Category.SLEEP: gettext_lazy("Sleep"),
    Category.CONTEXT: gettext_lazy("What the day was like"),
    Category.BODY: gettext_lazy("Body"),
    Category.LABORATORY: gettext_lazy("Laboratory"),
    Category.NOTES: gettext_lazy("Notes"),
}


class Daily(StrEnum):
    """How the rows of one day become the day's number; ONE has a single row a day."""

    ONE = "one"
    SUM = "sum"
    HIGHEST = "highest"
    LAST = "last"


class Type(StrEnum):
    """What a part holds in JSON: a number, "23:15", "2026-11-25", a key of its choices, true."""

    NUMBER = "number"
    TIME = "time"
    DATE = "date"
    CHOICE = "choice"
    FLAG = "flag"


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Numbers from `low` to `high` in steps; `words` say what some of them mean."""

    low: Decimal
    high: Decimal
    step: Decimal = Decimal(1)
    words: "tuple[tuple[int, StrOrPromise], ...]" = ()

    def check(self, value: Decimal) -> None:
        if not value.is_finite() or not self.low <= value <= self.high:
            raise ValidationError(
                _("Give a number from %(low)s to %(high)s."),
                params={"low": f"{self.low:f}", "high": f"{self.high:f}"},
            )
        if value % self.step:
            raise ValidationError(
                _("Give a number in steps of %(step)s."), params={"step": f"{self.step:f}"}
            )

    @property
    def buttons(self) -> tuple[int, ...]:
        """Every number of the scale where a button for each fits a phone; else nothing."""
        if self.step != 1 or self.high - self.low >= MOST_BUTTONS:
            return ()
        return tuple(range(int(self.low), int(self.high) + 1))

    @property
    def names_each(self) -> bool:
        """Every number has its word, not only the two ends."""
        return bool(self.words) and len(self.words) == self.high - self.low + 1

    def word(self, value: Decimal | int) -> "StrOrPromise":
        return next((word for number, word in self.words if number == value), "")


@dataclass(frozen=True, kw_only=True)
class Part:
    """A detail of an observation, as a member of its `parts`; left out is unknown.

    `asks_no`: of a flag "no" is an answer that matters, so it is asked for.
    """

    key: str
    label: "StrOrPromise"
    type: Type
    unit: "StrOrPromise" = ""
    scale: Scale | None = None
    choices: "tuple[tuple[str, StrOrPromise], ...]" = ()
    asks_no: bool = False

    def check(self, value: Any) -> None:
        """Raises ValidationError for what cannot stand in this part."""
        if self.type is Type.NUMBER:
            _check_number(value, self.scale)
        elif self.type is Type.FLAG and not isinstance(value, bool):
            raise ValidationError(_("Say yes or no."))
        elif self.type is Type.CHOICE and value not in [key for key, _label in self.choices]:
            raise ValidationError(_("Choose one of the options."))
        elif self.type is Type.TIME and not _is_clock(value):
            raise ValidationError(_("Give a time like 23:15."))
        elif self.type is Type.DATE and not _is_date(value):
            raise ValidationError(_("Give a day like 2026-11-25."))


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One row of the registry in kinds.py.

    `of_night`: it belongs to the night and goes under the date of waking up. `offered`: shown on
    the day page of a new account. `aside`: found under "something else" alone, never asked daily.
    `derived`: the value follows from the parts where these are known.
    """

    key: str
    label: "StrOrPromise"
    category: Category
    daily: Daily
    question: "StrOrPromise" = ""
    unit: "StrOrPromise" = ""
    scale: Scale | None = None
    parts: tuple[Part, ...] = ()
    of_night: bool = False
    offered: bool = False
    aside: bool = False
    derived: bool = False
    needs_value: bool = True

    @property
    def once_a_day(self) -> bool:
        return self.daily is Daily.ONE

    @property
    def is_count(self) -> bool:
        """Counted in events, where "none" is an answer too."""
        return self.daily is Daily.SUM and self.scale is not None and self.scale.low == 0

    @property
    def is_plain_yes(self) -> bool:
        """It was there, and that is all its value says."""
        return self.scale is not None and self.scale.low == self.scale.high == 1

    @property
    def is_span(self) -> bool:
        """It can last several days: until and including the day in its part `until`."""
        return self.part(UNTIL) is not None

    def part(self, key: str) -> Part | None:
        return next((part for part in self.parts if part.key == key), None)

    def check_parts(self, parts: Mapping[str, Any]) -> None:
        """Raises ValidationError, about `parts`, for one that is not of this kind or cannot be."""
        if not isinstance(parts, Mapping):
            raise ValidationError({"parts": _("Give an object of details.")})
        unknown = parts.keys() - {part.key for part in self.parts}
        if unknown:
            raise ValidationError(
                {"parts": _("“%(key)s” does not belong to this.") % {"key": min(unknown)[:40]}}
            )
        for part in self.parts:
            if part.key in parts:
                _check_part(part, parts[part.key])

    def check_value(self, value: Decimal | None) -> None:
        """Raises ValidationError, about `value`, for one that cannot be; None is unknown."""
        if value is None:
            if self.needs_value and self.scale:
                raise ValidationError({"value": _("Give a number.")})
            return
        if self.scale is None:
            raise ValidationError({"value": _("There is no number for this: leave it out.")})
        try:
            self.scale.check(value)
        except ValidationError as error:
            raise ValidationError({"value": error.error_list}) from error

    def of_day(self, values: Sequence[Decimal]) -> Decimal | None:
        """The number of a day from the values of its rows in order; None is unknown."""
        if not values:
            return None
        if self.daily is Daily.SUM:
            return sum(values, Decimal(0))
        return max(values) if self.daily is Daily.HIGHEST else values[-1]


def _check_part(part: Part, value: Any) -> None:
    try:
        part.check(value)
    except ValidationError as error:
        named = [f"{part.label}: {message}" for message in error.messages]
        raise ValidationError({"parts": named}) from error


def _check_number(value: Any, scale: Scale | None) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValidationError(_("Give a number."))
    if scale:
        scale.check(Decimal(repr(value)))


def _is_clock(value: Any) -> bool:
    return isinstance(value, str) and CLOCK.fullmatch(value) is not None


def _is_date(value: Any) -> bool:
    try:
        return isinstance(value, str) and dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
