"""Where the numbers come from: foods, reference values, licence."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from foods import catalogue
from tracker.rules import reference_values
from tracker.rules.reference_values import ROWS, Kind, Row
from tracker.rules.targets import AUTHORITIES

# Authorities with a limit or a label value only, which nobody chooses as a guideline.
OTHERS = {
    "scf": gettext_lazy("Scientific Committee on Food, European Union"),
    "eu": gettext_lazy("European Union, food labels"),
    "fda": gettext_lazy("Food and Drug Administration, United States, food labels"),
    "voedingscentrum": gettext_lazy("Netherlands Nutrition Centre (Voedingscentrum)"),
    "evm": gettext_lazy("Expert Group on Vitamins and Minerals, United Kingdom"),
    "vkm": gettext_lazy("Norwegian Scientific Committee for Food and Environment (VKM)"),
}
KINDS = {
    Kind.AI: gettext_lazy("adequate intake"),
    Kind.RDA: gettext_lazy("recommended intake"),
    Kind.RNI: gettext_lazy("reference intake"),
    Kind.LRNI: gettext_lazy("lower reference intake"),
    Kind.EAR: gettext_lazy("average requirement"),
    Kind.PROVISIONAL_AR: gettext_lazy("provisional average requirement"),
    Kind.UL: gettext_lazy("upper level"),
    Kind.GUIDANCE_LEVEL: gettext_lazy("guidance level"),
    Kind.DAILY_VALUE: gettext_lazy("value for labels"),
    Kind.NRV: gettext_lazy("value for labels"),
}
ABOUT = {
    reference_values.TOTAL: gettext_lazy("food, water and supplements together"),
    reference_values.SUPPLEMENTS: gettext_lazy("supplements only"),
    reference_values.SUPPLEMENTS_AND_MEDICINES: gettext_lazy("supplements and medicines only"),
    reference_values.ADDED: gettext_lazy(
        "easily dissolved magnesium in supplements, in water or added to food"
    ),
    reference_values.LABEL: gettext_lazy("100 per cent on a label"),
}


@dataclass(frozen=True)
class ReferenceTable:
    """The values of one kind that one authority set in one year."""

    authority: str | Promise
    kind: str | Promise
    about: str | Promise
    year: str
    source: str
    checked: str


@require_GET
def about(request: HttpRequest) -> HttpResponse:
    context = {
        "nav": "about",
        "sources": catalogue.sources_in_use(),
        "references": list(_reference_tables()),
    }
    return render(request, "tracker/about.html", context)


def _reference_tables() -> Iterator[ReferenceTable]:
    for (authority, kind, applies_to, _year, source), group in groupby(
        sorted(ROWS, key=_key), key=_key
    ):
        rows = list(group)
        chosen = AUTHORITIES.get(authority)
        yield ReferenceTable(
            authority=chosen.label if chosen else OTHERS[authority],
            kind=KINDS[kind],
            about=ABOUT[applies_to],
            year=rows[0].year,
            source=source,
            checked=_checked(rows),
        )


def _key(row: Row) -> tuple[str, Kind, str, str, str]:
    return (row.authority, row.kind, row.applies_to, row.year, row.source)


def _checked(rows: list[Row]) -> str:
    """How many of the numbers were seen in their source, in words."""
    seen = sum(row.verified for row in rows)
    if seen == len(rows):
        return _("checked in this source")
    if not seen:
        return _("not yet checked in this source")
    return _("%(seen)s of %(all)s numbers checked in this source") % {
        "seen": seen,
        "all": len(rows),
    }
