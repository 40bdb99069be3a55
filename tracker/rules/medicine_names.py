"""Names of medicines by which the lists of rules know them: what is typed, to its ATC code.

The table of spacing names its own medicines. Those here have no row there, but lower or raise
magnesium, open a gate or raise a flag; the codes are of the WHO ATC index. Brand names are left
out: they differ by country, and the leaflet names the substance.
"""

import re
import unicodedata

from tracker.rules import proposals
from tracker.rules.spacing_table import Medicine

OTHERS: tuple[Medicine, ...] = tuple(
    Medicine(inn, nl, (atc,))
    for atc, inn, nl in (
        ("A02AA01", "magnesium carbonate", "magnesiumcarbonaat"),
        ("A02AA02", "magnesium oxide", "magnesiumoxide"),
        ("A02AA04", "magnesium hydroxide", "magnesiumhydroxide"),
        ("A02AD01", "algeldrate/magnesium hydroxide", "algeldraat/magnesiumhydroxide"),
        ("A02BC01", "omeprazole", "omeprazol"),
        ("A02BC02", "pantoprazole", "pantoprazol"),
        ("A02BC03", "lansoprazole", "lansoprazol"),
        ("A02BC04", "rabeprazole", "rabeprazol"),
        ("A02BC05", "esomeprazole", "esomeprazol"),
        ("A06AB02", "bisacodyl", "bisacodyl"),
        ("A06AB06", "senna", "senna"),
        ("A06AB08", "sodium picosulfate", "natriumpicosulfaat"),
        ("A06AD11", "lactulose", "lactulose"),
        ("A06AD15", "macrogol", "macrogol"),
        ("A11CC03", "alfacalcidol", "alfacalcidol"),
        ("A11CC04", "calcitriol", "calcitriol"),
        ("B01AA03", "warfarin", "warfarine"),
        ("B01AA04", "phenprocoumon", "fenprocoumon"),
        ("B01AA07", "acenocoumarol", "acenocoumarol"),
        ("C03AA03", "hydrochlorothiazide", "hydrochloorthiazide"),
        ("C03BA04", "chlortalidone", "chloortalidon"),
        ("C03BA11", "indapamide", "indapamide"),
        ("C03CA01", "furosemide", "furosemide"),
        ("C03CA02", "bumetanide", "bumetanide"),
        ("C03CA04", "torasemide", "torasemide"),
        ("C03DA01", "spironolactone", "spironolacton"),
        ("C03DA04", "eplerenone", "eplerenon"),
        ("C03DB01", "amiloride", "amiloride"),
        ("C03DB02", "triamterene", "triamtereen"),
        ("C03EA01", "hydrochlorothiazide/triamterene", "hydrochloorthiazide/triamtereen"),
        ("C08CA01", "amlodipine", "amlodipine"),
        ("C08CA02", "felodipine", "felodipine"),
        ("C08CA05", "nifedipine", "nifedipine"),
        ("C08CA13", "lercanidipine", "lercanidipine"),
        ("C08DA01", "verapamil", "verapamil"),
        ("C08DB01", "diltiazem", "diltiazem"),
        ("J01CA04", "amoxicillin", "amoxicilline"),
        ("J01CF05", "flucloxacillin", "flucloxacilline"),
        ("J01CR02", "amoxicillin/clavulanic acid", "amoxicilline/clavulaanzuur"),
        ("J01EA01", "trimethoprim", "trimethoprim"),
        ("J01EE01", "sulfamethoxazole/trimethoprim", "sulfamethoxazol/trimethoprim"),
        ("J01FA09", "clarithromycin", "claritromycine"),
        ("J05AF07", "tenofovir disoproxil", "tenofovirdisoproxil"),
        ("J05AR03", "emtricitabine/tenofovir", "emtricitabine/tenofovir"),
        ("L01EA01", "imatinib", "imatinib"),
        ("L01FE01", "cetuximab", "cetuximab"),
        ("L01FE02", "panitumumab", "panitumumab"),
        ("L01XA01", "cisplatin", "cisplatine"),
        ("L01XA02", "carboplatin", "carboplatine"),
        ("L04AD01", "ciclosporin", "ciclosporine"),
        ("L04AD02", "tacrolimus", "tacrolimus"),
        ("L04AH01", "sirolimus", "sirolimus"),
        ("L04AX01", "azathioprine", "azathioprine"),
        ("R03DA04", "theophylline", "theofylline"),
    )
)
KNOWN: tuple[Medicine, ...] = (*(m for row in proposals.ROWS for m in row.medicines), *OTHERS)


def find(text: str) -> Medicine | None:
    """The medicine that is named in a text such as "Levothyroxine 50 microgram".

    Of several names that occur the longest: a combination before one of its parts.
    """
    found = _PATTERN.findall(_plain(text))
    return _BY_NAME[max(found, key=len)] if found else None


def names(*, dutch: bool) -> tuple[str, ...]:
    """The names to choose from while typing, in the order of the alphabet."""
    return tuple(sorted({medicine.nl if dutch else medicine.inn for medicine in KNOWN}))


def _plain(text: str) -> str:
    """In lower case and without diacritics: nitrofurantoïne is typed as nitrofurantoine too."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


_BY_NAME = {_plain(name): medicine for medicine in KNOWN for name in (medicine.inn, medicine.nl)}
_NAMES = "|".join(re.escape(name) for name in sorted(_BY_NAME, key=len, reverse=True))
# As words of their own: tetracycline is no part of oxytetracycline.
_PATTERN = re.compile(rf"(?<![\w/])(?:{_NAMES})(?![\w/])")
