"""The hours of a medicine: what the table proposes, and what the person confirmed."""

from tracker.models import Medicine
from tracker.rules import medicine_names, proposals
from tracker.rules.medicines import EFFECTS, Direction
from tracker.rules.spacing import Hours, Origin
from tracker.rules.spacing_table import ANTACID, LAXATIVE, Row

KIND_OF_EFFECT = {"mg_antacid": ANTACID, "mg_laxative": LAXATIVE}


def code(medicine: Medicine) -> str:
    """The ATC code as given, else that of the name; empty where neither is known."""
    if medicine.atc:
        return medicine.atc
    named = medicine_names.find(medicine.name)
    return named.atc[0] if named else ""


def proposal(medicine: Medicine) -> Row | None:
    """The row of the table for this medicine; None where there is none."""
    known = code(medicine)
    return proposals.propose(atc=known) if known else None


def confirmed(medicine: Medicine) -> Hours | None:
    """The hours that the person confirmed; None while nobody did: then nothing clashes."""
    if medicine.after_h is None or medicine.before_h is None or medicine.confirmed_on is None:
        return None
    return Hours(
        after_h=float(medicine.after_h),
        before_h=float(medicine.before_h),
        food_after_h=None if medicine.food_after_h is None else float(medicine.food_after_h),
        origin=Origin(medicine.hours_from),
        confirmed_on=medicine.confirmed_on,
    )


def counts(medicine: Medicine) -> frozenset[str]:
    """The kinds of magnesium that this medicine keeps from; of one without a row those of any."""
    return (proposal(medicine) or proposals.FLAGGED).counts


def magnesium_kind(medicine: Medicine) -> str:
    """The kind of magnesium that the medicine itself is; empty for one without."""
    known = code(medicine)
    adds = [e for e in EFFECTS if e.direction is Direction.ADDS and known and e.holds_for(known)]
    return KIND_OF_EFFECT[adds[-1].id] if adds else ""
