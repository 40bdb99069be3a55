"""What is measured: at home, and by a laboratory.

A laboratory value is kept as the report prints it, with its unit and range; `value` is the same in
the one unit of its kind. The bounds are those of numbers that can be, to catch a wrong unit.
"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tracker.rules import laboratory
from tracker.rules.kinds_rows import choice, exact, flag, number, whole, words
from tracker.rules.scales import Category, Daily, Kind, Part

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PRINTED, UNIT, RANGE_LOW, RANGE_HIGH = "printed", "unit", "range_low", "range_high"
PRINTED_SCALE = exact("0.001", "1000000", step="0.001")


def _laboratory(key: str, label: "StrOrPromise", low: str, high: str) -> Kind:
    return Kind(
        key=key,
        label=label,
        question=_("What does the report say?"),
        category=Category.LABORATORY,
        daily=Daily.LAST,
        unit=laboratory.unit_of(key),
        scale=exact(low, high, step="0.001"),
        parts=_as_printed(key),
        aside=True,
        derived=True,
    )


def _as_printed(key: str) -> tuple[Part, ...]:
    return (
        number(PRINTED, _("number on the report"), PRINTED_SCALE),
        choice(UNIT, _("unit"), *((unit, unit) for unit in laboratory.FACTORS[key])),
        number(RANGE_LOW, _("lower end of the range on the report"), PRINTED_SCALE),
        number(RANGE_HIGH, _("upper end of the range on the report"), PRINTED_SCALE),
    )


ROWS = (
    Kind(
        key="blood_pressure",
        label=_("Blood pressure"),
        question=_("What was your upper blood pressure?"),
        category=Category.BODY,
        daily=Daily.LAST,
        unit="mmHg",
        scale=whole(40, 300),
        parts=(number("lower", _("lower pressure"), whole(20, 200), unit="mmHg"),),
    ),
    Kind(
        key="weight",
        label=_("Weight"),
        question=_("What do you weigh?"),
        category=Category.BODY,
        daily=Daily.LAST,
        unit="kg",
        scale=exact("20", "400", step="0.1"),
        parts=(flag("intended", _("I wanted this change")),),
    ),
    Kind(
        key="urine",
        label=_("Colour of urine"),
        question=_("What colour was your urine?"),
        category=Category.BODY,
        daily=Daily.HIGHEST,
        scale=words(1, _("pale yellow"), _("yellow"), _("dark yellow"), _("brown")),
    ),
    _laboratory("lab_magnesium", _("Magnesium in blood"), "0.1", "10"),
    _laboratory("lab_magnesium_cells", _("Magnesium in red blood cells"), "0.1", "20"),
    _laboratory("lab_magnesium_urine", _("Magnesium in the urine of 24 hours"), "0.01", "100"),
    _laboratory("lab_calcium", _("Calcium in blood"), "0.5", "6"),
    _laboratory("lab_potassium", _("Potassium in blood"), "1", "12"),
    _laboratory("lab_creatinine", _("Creatinine"), "5", "3000"),
    _laboratory("lab_egfr", _("Kidney function (eGFR)"), "1", "250"),
    _laboratory("lab_haemoglobin", _("Haemoglobin"), "1", "20"),
    _laboratory("lab_ferritin", _("Ferritin"), "0.5", "100000"),
)
