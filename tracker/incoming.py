"""How the records of each collection come in: what a subject says of one before it is stored."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from tracker import (
    acknowledgements,
    diary,
    ledger,
    observations,
    pantry,
    profiles,
    recipes,
    supplements,
)
from tracker.medicines import checks
from tracker.members import Incoming
from tracker.models import (
    Acknowledgement,
    CustomFood,
    Day,
    IntakeEntry,
    Medicine,
    MedicineDose,
    Observation,
    Plan,
    Profile,
    Recipe,
    SupplementProduct,
    Synced,
    TargetPeriod,
    User,
)


class Check(Protocol):
    """Raises ValidationError, by member, for a record that cannot be stored."""

    def __call__(self, record: Any, /, *, at: dt.datetime) -> None: ...


class Gather(Protocol):
    """Reads what `Complete` needs, once for all records of a push."""

    def __call__(self, user: User, lines: Iterable[Incoming[Any]], /, *, lang: str) -> Any: ...


class Complete(Protocol):
    """The record itself when it is stored as it was sent, else another one."""

    def __call__(
        self, record: Any, line: Incoming[Any], gathered: Any, /, *, at: dt.datetime
    ) -> Any: ...


def _nothing(_user: User, _lines: Iterable[Incoming[Any]], *, lang: str) -> None:  # noqa: ARG001
    return None


def _as_sent(record: Any, _line: Incoming[Any], _gathered: None, *, at: dt.datetime) -> Any:  # noqa: ARG001
    return record


@dataclass(frozen=True)
class Collection:
    """What the server does with records of one kind.

    `worked_out` are members that it may set otherwise than they were sent, and `filled_in` those
    that it gives where they are null or left out.
    """

    model: type[Synced]
    check: Check
    gather: Gather = _nothing
    complete: Complete = _as_sent
    worked_out: frozenset[str] = frozenset()
    filled_in: frozenset[str] = frozenset()
    deletable: bool = True

    def is_stored(self, record: Synced, line: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
        """Whether `record` is what was sent, as far as that was the phone's to say."""
        left = {n for n in self.filled_in if line.get(n) is None}
        told = values.keys() - self.worked_out - left
        return all(_plain(getattr(record, name)) == _plain(values[name]) for name in told)


def _plain(value: Any) -> Any:
    """A subject may tidy a text (white space, capitals of a code): it says the same still."""
    return "".join(value.split()).casefold() if isinstance(value, str) else value


# Whoever adds a collection adds a line.
COLLECTIONS: dict[str, Collection] = {
    collection.model.collection: collection
    for collection in (
        Collection(Profile, profiles.check, deletable=False),
        Collection(TargetPeriod, profiles.check_period),
        Collection(CustomFood, pantry.check),
        Collection(Recipe, recipes.check),
        Collection(SupplementProduct, supplements.check),
        Collection(Plan, supplements.check_plan),
        Collection(
            IntakeEntry,
            ledger.check,
            gather=ledger.gather,
            complete=ledger.complete,
            worked_out=ledger.WORKED_OUT,
            filled_in=ledger.FILLED_IN,
        ),
        Collection(
            Observation,
            observations.check,
            complete=observations.complete,
            filled_in=observations.FILLED_IN,
        ),
        Collection(Day, diary.check_day),
        Collection(Medicine, checks.medicine),
        Collection(MedicineDose, checks.dose),
        Collection(Acknowledgement, acknowledgements.check),
    )
}
