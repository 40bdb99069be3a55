"""The ids that are made from the account, by the name they are made of.

Such an id differs in every account: where it is written as its name, another account can make its
own of it.
"""

import uuid
from collections.abc import Callable
from typing import Any

from tracker.medicines import doses
from tracker.models import (
    Acknowledgement,
    Day,
    MedicineDose,
    Observation,
    Profile,
    Synced,
)


def _of_observation(row: Observation) -> tuple[str, ...]:
    return f"{row.kind}:{row.date}", f"{row.kind}-none:{row.date}"


def _of_dose(row: MedicineDose) -> tuple[str, ...]:
    if row.planned_at is None or not row.zone:
        return ()
    return (doses.planned_name(row.medicine_id, row.planned_at, zone_name=row.zone),)


def _of_acknowledgement(row: Acknowledgement) -> tuple[str, ...]:
    check_in = row.answer.get("check_in", "")
    rule = row.rule
    return f"{rule}:{row.date}", f"shown:{rule}", f"gate:{rule}", f"check-in:{check_in}"


# Every name that an id of the collection can be made of.
NAMES: dict[type[Synced], Callable[[Any], tuple[str, ...]]] = {
    Profile: lambda _row: ("profile",),
    Day: lambda row: (f"day:{row.date}",),
    Observation: _of_observation,
    MedicineDose: _of_dose,
    Acknowledgement: _of_acknowledgement,
}


def name_of(row: Synced, *, account_id: uuid.UUID) -> str:
    """What the id of `row` is made of; empty for an id that any account can hold."""
    names = NAMES[type(row)](row) if type(row) in NAMES else ()
    return next((name for name in names if id_of(name, account_id=account_id) == row.id), "")


def id_of(name: str, *, account_id: uuid.UUID) -> uuid.UUID:
    return uuid.uuid5(account_id, name)
