"""Medicines: the person's list, their doses, and how far these are from magnesium."""

from tracker.medicines.doses import (
    Due,
    as_needed,
    due,
    log_planned,
    planned_id,
)
from tracker.medicines.doses import change as change_dose
from tracker.medicines.doses import log as log_doses
from tracker.medicines.doses import remove as remove_doses
from tracker.medicines.hours import code, confirmed, magnesium_kind, proposal
from tracker.medicines.reading import hours_text, length, plan_text, row_text, strict_text
from tracker.medicines.register import (
    MedicineRecord,
    add,
    atc_codes,
    change,
    end,
    of,
    read,
    record_of,
    remove,
)
from tracker.medicines.sentences import clash, clash_messages
from tracker.medicines.timing import PRODUCT_KINDS, DayTimes, clashes_of, on_day, suggest
from tracker.writes import Draft, Written

__all__ = [
    "PRODUCT_KINDS",
    "DayTimes",
    "Draft",
    "Due",
    "MedicineRecord",
    "Written",
    "add",
    "as_needed",
    "atc_codes",
    "change",
    "change_dose",
    "clash",
    "clash_messages",
    "clashes_of",
    "code",
    "confirmed",
    "due",
    "end",
    "hours_text",
    "length",
    "log_doses",
    "log_planned",
    "magnesium_kind",
    "of",
    "on_day",
    "plan_text",
    "planned_id",
    "proposal",
    "read",
    "record_of",
    "remove",
    "remove_doses",
    "row_text",
    "strict_text",
    "suggest",
]
