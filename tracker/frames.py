"""The one bridge from the diary to the analysis: QuerySets in, DataFrames out.

Decimal becomes float and unknown becomes NaN here and nowhere else. One query for each kind of
row; the ledger is added up by the database, so that ten years take a fraction of a second.
"""

import datetime as dt
from typing import Any

import pandas as pd
from django.db.models import Case, Count, DecimalField, F, FloatField, Q, Sum, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest

from tracker.analysis import daily
from tracker.models import Day, IntakeEntry, User
from tracker.models.intake import Kind
from tracker.rules.day import SOURCE_OF_KIND, Status
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
