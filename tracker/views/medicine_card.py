"""What the day page shows of medicines: doses to tap, and when magnesium is free."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from tracker import medicines, moments
from tracker.http import PersonRequest
from tracker.medicines import DayTimes, Due
from tracker.models import MedicineDose
from tracker.models.medicine import DoseStatus
from tracker.rules import proposals


@dataclass(frozen=True)
class Shown:
    """A dose as a line with buttons, or as what was logged. Times are on the wall clock."""

    medicine_id: uuid.UUID
    name: str
    strength: str
    planned: str
    dose: MedicineDose | None
    taken: str

    @property
    def is_skipped(self) -> bool:
        return self.dose is not None and self.dose.status == DoseStatus.SKIPPED

    @property
    def key(self) -> str:
        """Tells the fields of one line from those of another."""
        return f"{self.medicine_id}-{self.planned.replace(':', '')}"


def context(request: PersonRequest, date: dt.date) -> dict[str, Any]:
    times = medicines.on_day(request.user, date, zone_name=request.zone_name)
    if times.is_empty and times.windows is None:
        return {"medicine_times": None}
    return {
        "medicine_times": times,
        "medicine_due": [_due(due, request) for due in times.due],
        "medicine_others": [_other(dose) for dose in times.others],
        "medicine_windows": _windows(times, zone_name=request.zone_name),
        "medicine_clashes": [
            " ".join(medicines.clash(found, zone_name=request.zone_name, at=request.at))
            for found in times.clashes
        ],
        "no_comfortable_moment": proposals.NO_COMFORTABLE_MOMENT,
    }


def _due(due: Due, request: PersonRequest) -> Shown:
    return Shown(
        medicine_id=due.medicine.id,
        name=due.medicine.name,
        strength=due.medicine.strength,
        planned=_clock(due.planned_at, zone_name=request.zone_name),
        dose=due.dose,
        taken=_taken(due.dose),
    )


def _other(dose: MedicineDose) -> Shown:
    return Shown(
        medicine_id=dose.medicine_id,
        name=dose.name,
        strength=dose.amount,
        planned="",
        dose=dose,
        taken=_taken(dose),
    )


def _taken(dose: MedicineDose | None) -> str:
    moment = dose and (dose.at or dose.planned_at)
    return _clock(moment, zone_name=dose.zone) if dose and moment else ""


def _windows(times: DayTimes, *, zone_name: str) -> list[tuple[str, str]]:
    """The free stretches of the day; the end of the day is 24:00."""
    return [
        (
            _clock(window.first, zone_name=zone_name),
            _clock(window.last, zone_name=zone_name, until=times.date),
        )
        for window in times.windows or ()
    ]


def _clock(at: dt.datetime, *, zone_name: str, until: dt.date | None = None) -> str:
    local = at.astimezone(moments.zone(zone_name))
    return "24:00" if until and local.date() > until else f"{local:%H:%M}"
