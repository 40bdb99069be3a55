"""Which medicines keep apart from magnesium, and by how many hours the table proposes.

A row only proposes: the person confirms the hours from the leaflet or types the pharmacist's
(spacing.py uses those alone). The hours are the stricter of the labels cited, except moxifloxacin,
which has the 6 hours of the EU label and the stricter American ones beside them. A pharmacist has
not signed this table yet. Infusions have no row: nothing is swallowed together.
"""

import enum
from typing import Any

from django.utils.translation import gettext_lazy as _

from tracker.rules import spacing_infections, spacing_others
from tracker.rules.citations import cite
from tracker.rules.spacing import Hours
from tracker.rules.spacing_table import Row

ROWS: tuple[Row, ...] = (*spacing_infections.ROWS, *spacing_others.ROWS)
# For a medicine that a pharmacist keeps apart without saying how long.
FLAGGED = next(row for row in ROWS if row.id == "flagged_unknown")

# Infusions of a class whose tablets have a row: tigecycline, pamidronate, zoledronate.
INFUSIONS = ("J01AA12", "M05BA03", "M05BA08")


OFTEN = _("Often 2 to 4 hours, sometimes 6. Your leaflet decides.")
ASK_PHARMACIST = _(
    "Ask your pharmacist if magnesium and your medicine go together, and how far apart."
)
NO_COMFORTABLE_MOMENT = _(
    "There is no comfortable moment for magnesium on this day. Ask your pharmacist."
)


class Standing(enum.StrEnum):
    """What is known about a medicine of the person and magnesium."""

    CONFIRMED = "confirmed"
    # A row proposes hours that nobody confirmed: it never clashes, the pharmacist is asked.
    ASK = "ask"
    NO_RULE = "no_rule"


def propose(*, atc: str = "", name: str = "") -> Row | None:
    """The row for a medicine: of its substance first, then of its class; None when there is none.

    The name may be international or Dutch; it is used when there is no ATC code.
    """
    code = atc.upper().replace(" ", "")
    if code:
        substance = (r for r in ROWS if any(code in m.atc for m in r.medicines))
        of_class = (r for r in ROWS if r.atc_class and code.startswith(r.atc_class))
        return next(substance, None if code in INFUSIONS else next(of_class, None))
    wanted = name.casefold().strip()
    names = ((r, m) for r in ROWS for m in r.medicines)
    return next((r for r, m in names if wanted and wanted in (m.inn, m.nl)), None)


def standing(row: Row | None, hours: Hours | None) -> Standing:
    if hours is not None:
        return Standing.CONFIRMED
    return Standing.NO_RULE if row is None else Standing.ASK


def is_shorter(hours: Hours, row: Row) -> bool:
    """Whether somebody's own hours are shorter than the row's: then both are shown, and they are
    only taken when the pharmacist said so."""
    return hours.after_h < row.after_h or hours.before_h < row.before_h


def as_json() -> list[dict[str, Any]]:
    """The rows for a phone, in the language that is active."""
    return [
        {
            "id": row.id,
            "version": row.version,
            "label": str(row.label),
            "medicines": [{"inn": m.inn, "nl": m.nl, "atc": list(m.atc)} for m in row.medicines],
            "atc_class": list(row.atc_class),
            "after_h": row.after_h,
            "before_h": row.before_h,
            "food_after_h": row.food_after_h,
            "strict_after_h": row.strict_after_h,
            "strict_before_h": row.strict_before_h,
            "counts": sorted(row.counts),
            "priority": row.priority.value,
            "advice": str(row.advice),
            "note": row.note,
            "sources": [cite(source) for source in row.sources],
            "confidence": row.confidence.value,
        }
        for row in ROWS
    ]
