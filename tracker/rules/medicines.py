"""Medicines that lower, raise or add magnesium: the badge on a medicine, and what follows."""

import datetime as dt
import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from tracker.rules.citations import MEMORY, OWN, Confidence, cite

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

YEAR_DAYS = 365
FOUR_WEEKS_DAYS = 28


class Direction(enum.StrEnum):
    LOWER = "lower"
    RAISE = "raise"
    ADDS = "adds"
    CAUTION = "caution"


DIRECTION_TEXTS: dict[Direction, "StrOrPromise"] = {
    Direction.LOWER: _("can lower your magnesium"),
    Direction.RAISE: _("can keep magnesium in your body"),
    Direction.ADDS: _("holds magnesium and counts"),
    Direction.CAUTION: _("ask before you take magnesium"),
}


@dataclass(frozen=True, kw_only=True)
class Effect:
    """A group of medicines and what it does to magnesium.

    `atc` are the beginnings of its codes, `but_not` those of other medicines inside them. The
    effect holds from `from_days` of use on; with an unknown start it is shown too.
    """

    id: str
    label: "StrOrPromise"
    direction: Direction
    atc: tuple[str, ...]
    says: "StrOrPromise"
    sources: tuple[str, ...]
    confidence: Confidence
    but_not: tuple[str, ...] = ()
    from_days: int = 0
    version: int = 1

    def holds_for(self, atc: str) -> bool:
        return atc.startswith(self.atc) and not (self.but_not and atc.startswith(self.but_not))


_MAGNESIUM_LAXATIVES = ("A06AD01", "A06AD02", "A06AD03", "A06AD04", "A06AB58")
_LOSS = _("More magnesium leaves with the urine.")
_HOSPITAL = _("More magnesium leaves with the urine. Your team in the hospital watches it.")

EFFECTS: tuple[Effect, ...] = (
    Effect(
        id="ppi",
        label=_("acid reducers (PPI)"),
        direction=Direction.LOWER,
        atc=("A02BC",),
        says=_(
            "After a year or more the body can take up less magnesium. Your doctor can measure it."
        ),
        from_days=YEAR_DAYS,
        sources=("S25", "S28", "S29", "S30"),
        confidence=Confidence.HIGH,
    ),
    Effect(
        id="loop",
        label=_("loop diuretics (water pills)"),
        direction=Direction.LOWER,
        atc=("C03CA", "C03EB"),
        says=_LOSS,
        sources=("S25", "S26", "S01"),
        confidence=Confidence.HIGH,
    ),
    Effect(
        id="thiazide",
        label=_("thiazides and the like (water pills)"),
        direction=Direction.LOWER,
        atc=("C03AA", "C03BA", "C03AB", "C03AX"),
        says=_LOSS,
        sources=("S25", "S26", "S01"),
        confidence=Confidence.HIGH,
    ),
    Effect(
        id="aminoglycoside",
        label=_("aminoglycosides (antibiotics)"),
        direction=Direction.LOWER,
        atc=("J01G",),
        says=_HOSPITAL,
        sources=("S25", "S26", "S01"),
        confidence=Confidence.HIGH,
    ),
    Effect(
        id="amphotericin",
        label=_("amphotericin B"),
        direction=Direction.LOWER,
        atc=("J02AA01",),
        says=_HOSPITAL,
        sources=("S26", "S27", "S01"),
        confidence=Confidence.HIGH,
    ),
    Effect(
        id="pentamidine_foscarnet",
        label=_("pentamidine, foscarnet"),
        direction=Direction.LOWER,
        atc=("P01CX01", "J05AD01"),
        says=_HOSPITAL,
        sources=("S26", "S01"),
        confidence=Confidence.HIGH,
    ),
    Effect(
        id="platinum",
        label=_("cisplatin, carboplatin"),
        direction=Direction.LOWER,
        atc=("L01XA",),
        says=_("The team that treats you measures your magnesium."),
        sources=("S25", "S27"),
        confidence=Confidence.HIGH,
    ),
    Effect(
        id="egfr",
        label=_("EGFR inhibitors"),
        direction=Direction.LOWER,
        atc=("L01FE", "L01XC06", "L01XC08", "L01EB02"),
        says=_("The team that treats you measures your magnesium."),
        sources=("S25", "S01"),
        confidence=Confidence.HIGH,
    ),
    Effect(
        id="calcineurin",
        label=_("ciclosporin, tacrolimus"),
        direction=Direction.LOWER,
        atc=("L04AD",),
        says=_LOSS,
        sources=("S25", "S27", "S01"),
        confidence=Confidence.HIGH,
    ),
    Effect(
        id="sirolimus",
        label=_("sirolimus"),
        direction=Direction.LOWER,
        atc=("L04AH01", "L04AA10"),
        says=_LOSS,
        sources=("S01",),
        confidence=Confidence.MEDIUM,
    ),
    Effect(
        id="laxative_abuse",
        label=_("laxatives for a long time"),
        direction=Direction.LOWER,
        atc=("A06AB", "A06AD"),
        but_not=_MAGNESIUM_LAXATIVES,
        says=_("After weeks of use more magnesium can leave through the bowel."),
        from_days=FOUR_WEEKS_DAYS,
        sources=("S27", OWN),
        confidence=Confidence.HIGH,
    ),
    Effect(
        id="theophylline",
        label=_("theophylline"),
        direction=Direction.LOWER,
        atc=("R03DA04",),
        says=_("Some people lost magnesium with it."),
        sources=("S26",),
        confidence=Confidence.MEDIUM,
    ),
    Effect(
        id="digoxin",
        label=_("digoxin"),
        direction=Direction.CAUTION,
        atc=("C01AA05",),
        says=_("With little magnesium this medicine is stronger. Ask your doctor."),
        sources=("S01",),
        confidence=Confidence.HIGH,
    ),
    Effect(
        id="potassium_sparing",
        label=_("potassium-sparing diuretics (water pills)"),
        direction=Direction.RAISE,
        atc=("C03DA", "C03DB", "C03EA"),
        says=_(
            "They keep magnesium in. With a supplement the level can rise, more so when the "
            "kidneys work less well."
        ),
        sources=("S31",),
        confidence=Confidence.HIGH,
    ),
    Effect(
        id="mg_antacid",
        label=_("antacids with magnesium"),
        direction=Direction.ADDS,
        atc=("A02AA", "A02AD"),
        says=_("Log them: their magnesium counts, and it has to keep apart from some medicines."),
        sources=("S02", "S66"),
        confidence=Confidence.HIGH,
    ),
    Effect(
        id="mg_laxative",
        label=_("laxatives with magnesium"),
        direction=Direction.ADDS,
        atc=_MAGNESIUM_LAXATIVES,
        says=_("Log them: their magnesium counts. One tablet can hold 300 mg."),
        sources=("S66",),
        confidence=Confidence.HIGH,
    ),
    Effect(
        id="vitd_ckd",
        label=_("calcitriol or alfacalcidol"),
        direction=Direction.RAISE,
        atc=("A11CC03", "A11CC04"),
        says=_("With a kidney disease magnesium can rise too high. Ask your doctor."),
        sources=("S24",),
        confidence=Confidence.MEDIUM,
    ),
    Effect(
        id="ccb_nm",
        label=_("calcium channel blockers, muscle relaxants"),
        direction=Direction.CAUTION,
        atc=("C08", "M03A"),
        says=_("With very much magnesium the blood pressure can fall. Ask your pharmacist."),
        sources=(MEMORY,),
        confidence=Confidence.MEDIUM,
    ),
)
ACID_REDUCERS = "ppi"


def effects(atc: str, *, since: dt.date | None = None, on: dt.date) -> tuple[Effect, ...]:
    """What a medicine does to magnesium on that day; with an unknown start all of it is shown."""
    used = None if since is None else (on - since).days
    return tuple(
        effect
        for effect in EFFECTS
        if effect.holds_for(atc) and (used is None or used >= effect.from_days)
    )


def as_json() -> list[dict[str, Any]]:
    return [
        {
            "id": effect.id,
            "version": effect.version,
            "label": str(effect.label),
            "direction": effect.direction.value,
            "atc": list(effect.atc),
            "but_not": list(effect.but_not),
            "from_days": effect.from_days,
            "says": str(effect.says),
            "sources": [cite(source) for source in effect.sources],
            "confidence": effect.confidence.value,
        }
        for effect in EFFECTS
    ]
