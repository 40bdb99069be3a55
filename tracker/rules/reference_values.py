"""Reference values for magnesium: every row with its source, year and mark.

A number is never edited: a newer edition is a new row with its own year. `verified` is False for a
number that was not yet seen in a source: it is shown with that mark.
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass

# No row has an upper age; this is where the tables end (150 years).
END = 1800

TOTAL = "total"
SUPPLEMENTS = "supplements"
SUPPLEMENTS_AND_MEDICINES = "supplements and medicines"
ADDED = "readily dissociable salts in supplements, water or added to food"
LABEL = "label"


class Kind(enum.StrEnum):
    AI = "AI"
    RDA = "RDA"
    RNI = "RNI"
    LRNI = "LRNI"
    EAR = "EAR"
    PROVISIONAL_AR = "provisional AR"
    UL = "UL"
    GUIDANCE_LEVEL = "guidance level"
    DAILY_VALUE = "Daily Value"
    NRV = "NRV"
    PERSONAL = "personal"


@dataclass(frozen=True)
class Row:
    """`sex` is "M", "F" or "MF"; ages are in months, the last one not included.

    `applies_to` says which magnesium the value is about: an upper level never is about food.
    A row without a life stage of kind UL holds in pregnancy and lactation too.
    """

    authority: str
    year: str
    kind: Kind
    sex: str
    from_months: int
    to_months: int
    mg_per_day: float
    source: str
    life_stage: str = ""
    applies_to: str = TOTAL
    verified: bool = True

    def holds_at(self, months: int) -> bool:
        return self.from_months <= months < self.to_months


def _table(
    authority: str,
    year: str,
    kind: Kind,
    values: Iterable[tuple[str, int, int, float]],
    *,
    source: str,
    life_stage: str = "",
    applies_to: str = TOTAL,
    verified: bool = True,
) -> tuple[Row, ...]:
    """Rows from (sex, from months, to months, mg a day)."""
    return tuple(
        Row(authority, year, kind, *value, source, life_stage, applies_to, verified)
        for value in values
    )


_IOM = (
    "Institute of Medicine 1997, Dietary Reference Intakes for Calcium, Phosphorus, Magnesium, "
    "Vitamin D, and Fluoride, p. 219, 239, 242, 244"
)
_EFSA = "EFSA NDA Panel 2015, Dietary Reference Values for magnesium, EFSA Journal 13(7):4186"
_SCF = "Scientific Committee on Food 2001, in EFSA 2006, Tolerable upper intake levels"
_GR = (
    "Gezondheidsraad, Voedingsnormen, 2018/19 and 2021 (pregnancy); children: the older set, 2014; "
    "read in nutribites.nl and metagenics.nl, which cite it"
)
_VC = "Voedingscentrum, read in metagenics.nl, which cites it"
_UK = (
    "COMA 1991, Dietary Reference Values for Food Energy and Nutrients for the United Kingdom "
    "(Report 41), read in copies of its tables"
)
_EVM = "Expert Group on Vitamins and Minerals 2003, Safe Upper Levels for Vitamins and Minerals"
_DACH = "DGE/ÖGE/SGE, Referenzwerte für die Nährstoffzufuhr, Magnesium (Schätzwert), 2021"
_NNR = "Nordic Nutrition Recommendations 2023, Magnesium"
_VKM = "VKM 2016:15, Assessment of dietary intake of magnesium in relation to upper levels"

ROWS: tuple[Row, ...] = (
    # --- United States and Canada ---
    *_table(
        "iom",
        "1997",
        Kind.EAR,
        [
            ("MF", 12, 48, 65),
            ("MF", 48, 108, 110),
            ("MF", 108, 168, 200),
            ("M", 168, 228, 340),
            ("F", 168, 228, 300),
            ("M", 228, 372, 330),
            ("F", 228, 372, 255),
            ("M", 372, END, 350),
            ("F", 372, END, 265),
        ],
        source=_IOM,
    ),
    *_table(
        "iom",
        "1997",
        Kind.RDA,
        [
            ("MF", 12, 48, 80),
            ("MF", 48, 108, 130),
            ("MF", 108, 168, 240),
            ("M", 168, 228, 410),
            ("F", 168, 228, 360),
            ("M", 228, 372, 400),
            ("F", 228, 372, 310),
            ("M", 372, END, 420),
            ("F", 372, END, 320),
        ],
        source=_IOM,
    ),
    *_table("iom", "1997", Kind.AI, [("MF", 0, 6, 30), ("MF", 7, 12, 75)], source=_IOM),
    *_table(
        "iom",
        "1997",
        Kind.EAR,
        [("F", 168, 228, 335), ("F", 228, 372, 290), ("F", 372, 612, 300)],
        source=_IOM,
        life_stage="pregnancy",
    ),
    *_table(
        "iom",
        "1997",
        Kind.RDA,
        [("F", 168, 228, 400), ("F", 228, 372, 350), ("F", 372, 612, 360)],
        source=_IOM,
        life_stage="pregnancy",
    ),
    *_table(
        "iom",
        "1997",
        Kind.EAR,
        [("F", 168, 228, 300), ("F", 228, 372, 255), ("F", 372, 612, 265)],
        source=_IOM,
        life_stage="lactation",
    ),
    *_table(
        "iom",
        "1997",
        Kind.RDA,
        [("F", 168, 228, 360), ("F", 228, 372, 310), ("F", 372, 612, 320)],
        source=_IOM,
        life_stage="lactation",
    ),
    # Infants: not established.
    *_table(
        "iom",
        "1997",
        Kind.UL,
        [("MF", 12, 48, 65), ("MF", 48, 108, 110), ("MF", 108, END, 350)],
        source=_IOM,
        applies_to=SUPPLEMENTS_AND_MEDICINES,
    ),
    *_table(
        "fda",
        "2016",
        Kind.DAILY_VALUE,
        [("MF", 48, END, 420)],
        source="FDA 2016, read in a copy (older labels: 400; pregnancy and lactation: 400)",
        applies_to=LABEL,
    ),
    # --- European Union. The draft of May 2015 had 160 for the second row: many pages still do.
    *_table(
        "efsa",
        "2015",
        Kind.AI,
        [
            ("MF", 7, 12, 80),
            ("MF", 12, 36, 170),
            ("MF", 36, 120, 230),
            ("M", 120, 216, 300),
            ("F", 120, 216, 250),
            ("M", 216, END, 350),
            ("F", 216, END, 300),
        ],
        source=_EFSA,
    ),
    *_table("efsa", "2015", Kind.AI, [("F", 216, END, 300)], source=_EFSA, life_stage="pregnancy"),
    *_table("efsa", "2015", Kind.AI, [("F", 216, END, 300)], source=_EFSA, life_stage="lactation"),
    # On top of normal food; none was set below four years.
    *_table("scf", "2001/2006", Kind.UL, [("MF", 48, END, 250)], source=_SCF, applies_to=ADDED),
    *_table(
        "eu",
        "2011",
        Kind.NRV,
        [("MF", 0, END, 375)],
        source="Regulation (EU) No 1169/2011, Annex XIII",
        applies_to=LABEL,
    ),
    # --- Netherlands. Older pages give 280 in pregnancy. ---
    *_table(
        "gr",
        "2014-2021",
        Kind.AI,
        [
            ("MF", 6, 12, 80),
            ("MF", 12, 24, 85),
            ("MF", 24, 72, 120),
            ("MF", 72, 120, 200),
            ("MF", 120, 168, 280),
            ("M", 168, 216, 350),
            ("F", 168, 216, 280),
            ("M", 216, END, 350),
            ("F", 216, END, 300),
        ],
        source=_GR,
    ),
    *_table("gr", "2021", Kind.AI, [("F", 216, END, 300)], source=_GR, life_stage="pregnancy"),
    *_table("gr", "2021", Kind.AI, [("F", 216, END, 300)], source=_GR, life_stage="lactation"),
    *_table(
        "voedingscentrum",
        "",
        Kind.UL,
        [("MF", 48, END, 250)],
        source=_VC,
        applies_to=SUPPLEMENTS,
    ),
    # --- United Kingdom ---
    *_table(
        "uk",
        "1991",
        Kind.RNI,
        [("MF", 0, 4, 55), ("MF", 4, 7, 60), ("MF", 7, 10, 75), ("MF", 10, 12, 80)],
        source=_UK,
        verified=False,
    ),
    *_table(
        "uk",
        "1991",
        Kind.RNI,
        [
            ("MF", 12, 48, 85),
            ("MF", 48, 84, 120),
            ("MF", 84, 132, 200),
            ("MF", 132, 180, 280),
            ("MF", 180, 228, 300),
            ("M", 228, END, 300),
            ("F", 228, END, 270),
        ],
        source=_UK,
    ),
    # 50 more than without; one page says there is no increment.
    *_table(
        "uk",
        "1991",
        Kind.RNI,
        [("F", 228, END, 320)],
        source=_UK,
        life_stage="lactation",
        verified=False,
    ),
    *_table(
        "uk",
        "1991",
        Kind.LRNI,
        [
            ("MF", 12, 48, 50),
            ("MF", 48, 84, 70),
            ("MF", 84, 132, 115),
            ("MF", 132, 180, 180),
            ("MF", 180, 228, 190),
            ("M", 228, END, 190),
            ("F", 228, END, 150),
        ],
        source=_UK,
        verified=False,
    ),
    *_table(
        "uk",
        "1991",
        Kind.EAR,
        [("M", 228, END, 250), ("F", 228, END, 200)],
        source=_UK,
        verified=False,
    ),
    *_table(
        "evm",
        "2003",
        Kind.GUIDANCE_LEVEL,
        [("MF", 216, END, 400)],
        source=_EVM,
        applies_to=SUPPLEMENTS,
    ),
    # --- Germany, Austria, Switzerland. Many pages still show the values of 2000. ---
    *_table(
        "dach",
        "2021",
        Kind.AI,
        [
            ("MF", 0, 4, 24),
            ("MF", 4, 12, 80),
            ("MF", 12, 48, 170),
            ("MF", 48, 84, 190),
            ("MF", 84, 120, 240),
            ("M", 120, 156, 260),
            ("F", 120, 156, 230),
            ("M", 156, 180, 280),
            ("F", 156, 180, 240),
            ("M", 180, 228, 330),
            ("F", 180, 228, 260),
            ("M", 228, END, 350),
            ("F", 228, END, 300),
        ],
        source=_DACH,
    ),
    *_table("dach", "2021", Kind.AI, [("F", 228, END, 300)], source=_DACH, life_stage="pregnancy"),
    *_table("dach", "2021", Kind.AI, [("F", 228, END, 300)], source=_DACH, life_stage="lactation"),
    # --- Nordic countries ---
    *_table(
        "nnr",
        "2023",
        Kind.AI,
        [
            ("MF", 7, 12, 80),
            ("MF", 12, 48, 170),
            ("MF", 48, 132, 230),
            ("M", 132, 216, 300),
            ("F", 132, 216, 250),
            ("M", 216, END, 350),
            ("F", 216, END, 300),
        ],
        source=_NNR,
    ),
    # 0.8 times the AI; often higher than a real average requirement.
    *_table(
        "nnr",
        "2023",
        Kind.PROVISIONAL_AR,
        [("M", 216, END, 280), ("F", 216, END, 240)],
        source=_NNR,
        verified=False,
    ),
    *_table("nnr", "2023", Kind.UL, [("MF", 216, END, 250)], source=_NNR, applies_to=SUPPLEMENTS),
    *_table("vkm", "2016", Kind.UL, [("MF", 216, END, 350)], source=_VKM, applies_to=SUPPLEMENTS),
)
