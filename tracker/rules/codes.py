"""LOINC and SNOMED CT codes of what is observed, for exports.

`is_confirmed` says that a stored source showed the meaning; the others were remembered and have to
be looked up at a terminology server before an export uses them. "Muscle cramp" (55300003) is also
used for other cramps in public code: send the place and the text with it.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


class System(enum.StrEnum):
    LOINC = "http://loinc.org"
    SNOMED = "http://snomed.info/sct"


@dataclass(frozen=True, kw_only=True)
class Code:
    system: System
    code: str
    source: str
    is_confirmed: bool = True


def _loinc(code: str, source: str, *, confirmed: bool = True) -> Code:
    return Code(system=System.LOINC, code=code, source=source, is_confirmed=confirmed)


def _snomed(code: str, source: str, *, confirmed: bool = True) -> Code:
    return Code(system=System.SNOMED, code=code, source=source, is_confirmed=confirmed)


# (kind, part or "" for its value).
CODES: Final[Mapping[tuple[str, str], Code]] = {
    ("cramp", ""): _snomed("55300003", "S113"),
    ("cramp", "worst"): _loinc("72514-3", "memory", confirmed=False),
    ("sleep", ""): _loinc("93832-4", "S110"),
    ("sleep", "in_bed"): _loinc("103213-5", "S110"),
    ("sleep", "to_sleep_min"): _loinc("103212-7", "S111"),
    ("sleep", "awakenings"): _loinc("103211-9", "S110"),
    ("fatigue", ""): _snomed("84229001", "S113"),
    ("restless_legs", ""): _snomed("32914008", "S113"),
    ("twitches", ""): _snomed("82470000", "memory", confirmed=False),
    ("irritability", ""): _snomed("55929007", "memory", confirmed=False),
    ("stress", ""): _snomed("73595000", "memory", confirmed=False),
    ("stool", ""): _snomed("443172007", "S113"),
    ("nausea", ""): _snomed("422587007", "memory", confirmed=False),
    ("drowsiness", ""): _snomed("271782001", "memory", confirmed=False),
    ("palpitations", ""): _snomed("80313002", "memory", confirmed=False),
    ("blood_pressure", ""): _loinc("8480-6", "memory", confirmed=False),
    ("blood_pressure", "lower"): _loinc("8462-4", "memory", confirmed=False),
    ("weight", ""): _loinc("29463-7", "memory", confirmed=False),
    ("fluid", ""): _loinc("8990-4", "S110"),
    ("lab_magnesium", ""): _loinc("2601-3", "memory", confirmed=False),
}
MAGNESIUM_A_DAY = _loinc("81005-1", "S110")
CAFFEINE = _loinc("80489-8", "S110")
ALCOHOL = _loinc("74013-4", "memory", confirmed=False)
