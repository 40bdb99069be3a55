"""What an export says of itself: what it is, of whom, and which tables and rules were in use."""

import datetime as dt
import uuid
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any

from tracker.models import IntakeEntry, User
from tracker.models.synced import as_json
from tracker.rules import followup, gates, kinds, risks, safety, tolerance

FORMAT = "mg24-diary"
# Another number when a reader of this one would read another thing.
FORMAT_VERSION = 1


@dataclass(frozen=True)
class Manifest:
    """`food_tables` are the releases that logged values come from; `rules` maps id to version."""

    exported_at: dt.datetime
    account_id: uuid.UUID
    email: str
    joined_at: dt.datetime
    food_tables: tuple[dict[str, str], ...]
    rules: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        told = {name: as_json(value) for name, value in asdict(self).items()}
        return {"format": FORMAT, "format_version": FORMAT_VERSION, **told}


def of(user: User, *, at: dt.datetime) -> Manifest:
    tables = IntakeEntry.objects.visible_to(user).exclude(dataset="")
    used = tables.order_by("dataset", "release").values("dataset", "release").distinct()
    return Manifest(
        exported_at=at,
        account_id=user.account_id,
        email=user.email,
        joined_at=user.date_joined,
        food_tables=tuple(used),
        rules=_versions(),
    )


def _versions() -> dict[str, int]:
    rows = chain(safety.RULES, tolerance.RULES, gates.RULES, risks.RULES, followup.RULES)
    return {"observation_kinds": kinds.VERSION, **{rule.id: rule.version for rule in rows}}
