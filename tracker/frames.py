"""The one bridge from the diary to the analysis: QuerySets in, DataFrames out.

Decimal becomes float and unknown becomes NaN here and nowhere else. One query for each kind of
row; the ledger is added up by the database, so that ten years take a fraction of a second.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

import pandas as pd
from django.db.models import Case, Count, DecimalField, F, FloatField, Q, Sum, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest

from tracker.analysis import daily
from tracker.models import Day, IntakeEntry, Observation, User
from tracker.models.intake import Kind
from tracker.rules.day import SOURCE_OF_KIND, Status
from tracker.rules.kinds import CRAMP, FATIGUE, KINDS, SLEEP
from tracker.rules.scales import UNTIL, Daily
from tracker.rules.trend import DayRow


def days(user: User, *, first: dt.date, last: dt.date) -> pd.DataFrame:
    """Rows a day, as analysis.daily.days describes them; two queries."""
    return daily.days(
        intake_sums(user, first=first, last=last),
        confirmations(user, first=first, last=last),
        first=first,
        last=last,
    )


def day_rows(user: User, *, first: dt.date, last: dt.date) -> tuple[DayRow, ...]:
    """The same days for the rules and charts, which know no frames."""
    found = days(user, first=first, last=last)
    numbers = found[list(_NUMBERS)].astype(object)
    rows = numbers.where(numbers.notna(), None).itertuples(index=False, name=None)
    return tuple(
        DayRow(date=date.date(), status=Status(status), **dict(zip(_NUMBERS, row, strict=True)))
        for date, status, row in zip(found.index, found["status"], rows, strict=True)
    )


def intake_sums(user: User, *, first: dt.date, last: dt.date) -> pd.DataFrame:
    """What analysis.daily.sums makes of the entries, made by the database."""
    rows = (
        IntakeEntry.objects.visible_to(user)
        .filter(date__gte=first, date__lte=last)
        .order_by()
        .values_list("date")
        # An alias that is also a column would be read back by the sums after it.
        .annotate(**{f"all_{name}": total for name, total in _SUMS.items()})
    )
    frame = pd.DataFrame(list(rows), columns=["date", *daily.SUMS])
    return frame.set_index(pd.to_datetime(frame.pop("date"))).astype(float).fillna(0.0)


def confirmations(user: User, *, first: dt.date, last: dt.date) -> pd.Series:
    """What the person said of whole days: a rules.day.Confirmation by date."""
    rows = (
        Day.objects.visible_to(user)
        .filter(date__gte=first, date__lte=last)
        .order_by()
        .values_list("date", "confirmed")
    )
    frame = pd.DataFrame(list(rows), columns=["date", "confirmed"])
    return pd.Series(frame["confirmed"].to_list(), pd.to_datetime(frame["date"]), dtype=object)


def diary(user: User, *, first: dt.date, last: dt.date) -> pd.DataFrame:
    """Intake and what was noticed beside each other: what analysis.association asks for."""
    noticed = observations(user, first=first, last=last)
    return days(user, first=first, last=last).join(noticed)


def observations(user: User, *, first: dt.date, last: dt.date) -> pd.DataFrame:
    """What was noticed, one row for every calendar day: cramps (a day), sleep_h, sleep_quality and
    fatigue (0-10) as floats, NaN for unknown, and left_out (days of illness or travel). One query.
    """
    calendar = pd.date_range(first, last, name="date")
    rows = (
        Observation.objects.visible_to(user)
        .filter(Q(kind__in=_ASKED, date__gte=first) | Q(kind__in=_AWAY), date__lte=last)
        .order_by("date", "at", "row")
        .values_list("kind", "date", "value", "parts")
    )
    noticed = [_Noticed(*row) for row in rows]
    columns = {key: _numbers(noticed, where).reindex(calendar) for key, where in _OBSERVED.items()}
    return pd.DataFrame({**columns, "left_out": _away(noticed, calendar)}, index=calendar)


def _numbers(noticed: list["_Noticed"], column: "_Column") -> "pd.Series[float]":
    """The number of each day on which there is one."""
    rows = [
        (row.date, row.parts.get(column.part) if column.part else row.value)
        for row in noticed
        if row.kind == column.kind
    ]
    found = pd.DataFrame(rows, columns=["date", "number"]).dropna()
    numbers = pd.Series(found["number"].to_numpy(float), pd.to_datetime(found["date"]))
    of_day = numbers.groupby(level=0).agg(_DAILY[KINDS[column.kind].daily])
    return of_day / column.unit


def _away(noticed: list["_Noticed"], calendar: pd.DatetimeIndex) -> "pd.Series[bool]":
    """A span lasts until and including the day in its part; without one it is a single day."""
    away = pd.Series(False, calendar)
    for row in noticed:
        if row.kind in _AWAY:
            last = row.parts.get(UNTIL) or row.date
            away.loc[pd.Timestamp(row.date) : pd.Timestamp(last)] = True
    return away


class _Noticed(NamedTuple):
    kind: str
    date: dt.date
    value: Decimal | None
    parts: dict[str, Any]


@dataclass(frozen=True)
class _Column:
    """Where a number stands: the kind, its part (else the value), and how many make one unit."""

    kind: str
    part: str = ""
    unit: int = 1


_OBSERVED = {
    "cramps": _Column(CRAMP),
    "sleep_h": _Column(SLEEP, unit=60),
    "sleep_quality": _Column(SLEEP, part="quality"),
    "fatigue": _Column(FATIGUE),
}
_ASKED = tuple({column.kind for column in _OBSERVED.values()})
_AWAY = ("illness", "travel")
# How rules.scales.Kind.of_day makes one number of the rows of a day.
_DAILY = {Daily.ONE: "last", Daily.LAST: "last", Daily.SUM: "sum", Daily.HIGHEST: "max"}

# The numbers of a DayRow, by their names.
_NUMBERS = (
    "food_mg",
    "water_mg",
    "supplement_mg",
    "known_mg",
    "low_mg",
    "filled_mg",
    "high_mg",
)

# What rules.day.Line says of one line, for the database. Sums and counts leave out what is null.
_known_in_full = Q(magnesium_mg__isnull=False, known_share__gte=1)
_filled = Coalesce("fill_mg", Case(When(_known_in_full, then="magnesium_mg")))
_high = Coalesce("high_mg", Case(When(_known_in_full, then=_filled)))
_share = Case(When(magnesium_mg__isnull=False, then="known_share"))
_dry = Greatest(F("grams") - F("water_g"), Value(0), output_field=DecimalField())
_foods = Q(kind=Kind.FOOD)
_doses = Q(kind__in=[kind for kind, source in SOURCE_OF_KIND.items() if source == "supplement"])


def _sum(value: Combinable | str, only: Q | None = None) -> Sum:
    return Sum(value, filter=only, output_field=FloatField())


_SUMS: dict[str, Any] = {
    "lines": Count("row"),
    "food_mg": _sum("magnesium_mg", _foods),
    "water_mg": _sum("magnesium_mg", Q(kind=Kind.WATER)),
    "supplement_mg": _sum("magnesium_mg", _doses),
    "low_mg": _sum(Coalesce("low_mg", "magnesium_mg")),
    "filled_mg": _sum(_filled),
    "filled_known": Count(_filled),
    "high_mg": _sum(_high),
    "high_known": Count(_high),
    "limit_mg": _sum("limit_mg"),
    "limit_known": Count("limit_mg"),
    "unknown_doses": Count("row", filter=_doses & ~_known_in_full),
    "foods": Count("row", filter=_foods),
    "foods_covered": _sum(_share, _foods),
    "energy_kcal": _sum("energy_kcal", _foods),
    "energy_known": Count("energy_kcal", filter=_foods),
    "energy_covered": _sum(F("energy_kcal") * _share, _foods),
    "dry_g": _sum(_dry, _foods),
    "dry_known": Count(_dry, filter=_foods),
    "dry_covered": _sum(_dry * _share, _foods),
}
