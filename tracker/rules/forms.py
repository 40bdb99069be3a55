"""Forms of magnesium as a plain table: what they are sold for, how they sit, what was measured.

No goal leads to a form and none is called best; only what was measured is said. `family` is a key
of foods/compounds.py.
"""

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from tracker.rules.citations import MEMORY, Confidence, cite

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Evidence(enum.StrEnum):
    """How well uptake in people was measured."""

    GOOD = "good"
    LIMITED = "limited"
    NONE = "none"


EVIDENCE_LABELS: dict[Evidence, "StrOrPromise"] = {
    Evidence.GOOD: _("measured in trials"),
    Evidence.LIMITED: _("few trials"),
    Evidence.NONE: _("hardly measured"),
}
LAXATIVE_LABELS: tuple["StrOrPromise", ...] = (
    _("does not loosen the stool"),
    _("loosens the stool little"),
    _("can loosen the stool"),
    _("often loosens the stool"),
)
NOT_SHOWN = _(
    "For cramps no trial found a difference with a dummy pill after 4 weeks; most people in them "
    "were older adults."
)


@dataclass(frozen=True, kw_only=True)
class Form:
    """`laxative` runs from 0 to 3 (from memory, beside the sources); `use` is what the form is
    mostly sold or prescribed for and no claim that it does that."""

    family: str
    use: "StrOrPromise"
    uptake: "StrOrPromise"
    evidence: Evidence
    laxative: int
    sources: tuple[str, ...]
    confidence: Confidence


_SUPPLEMENT = _("supplements")
_MEDICINE = _("medicines and supplements")
_FEW = _("Dissolves well; measured little.")

FORMS: tuple[Form, ...] = (
    Form(
        family="oxide",
        use=_("against constipation; cheap tablets"),
        uptake=_(
            "Less came into the urine than with citrate; of tablets about 4 percent was taken up."
        ),
        evidence=Evidence.GOOD,
        laxative=3,
        sources=("S61", "S64"),
        confidence=Confidence.MEDIUM,
    ),
    Form(
        family="hydroxide",
        use=_("against constipation and heartburn"),
        uptake=_("Little is taken up; it does count as magnesium."),
        evidence=Evidence.LIMITED,
        laxative=3,
        sources=("S66", MEMORY),
        confidence=Confidence.MEDIUM,
    ),
    Form(
        family="carbonate",
        use=_("antacids and effervescent tablets"),
        uptake=_("Needs acid from the stomach; with citric acid it becomes citrate."),
        evidence=Evidence.LIMITED,
        laxative=2,
        sources=("S60", MEMORY),
        confidence=Confidence.MEDIUM,
    ),
    Form(
        family="citrate",
        use=_MEDICINE,
        uptake=_("More came into the urine than with oxide; in cells no difference was found."),
        evidence=Evidence.GOOD,
        laxative=2,
        sources=("S61", "S62", "S63"),
        confidence=Confidence.HIGH,
    ),
    Form(
        family="bisglycinate",
        use=_SUPPLEMENT,
        uptake=_("Few trials; “buffered” products hold oxide too."),
        evidence=Evidence.LIMITED,
        laxative=1,
        sources=("S60", "S63"),
        confidence=Confidence.MEDIUM,
    ),
    Form(
        family="malate",
        use=_SUPPLEMENT,
        uptake=_("Few numbers from people."),
        evidence=Evidence.NONE,
        laxative=1,
        sources=("S60", MEMORY),
        confidence=Confidence.MEDIUM,
    ),
    Form(
        family="taurate",
        use=_SUPPLEMENT,
        uptake=_("Few numbers from people; large tablets, because it holds little magnesium."),
        evidence=Evidence.NONE,
        laxative=1,
        sources=("S60", MEMORY),
        confidence=Confidence.MEDIUM,
    ),
    Form(
        family="chloride",
        use=_("drops, flakes and coated tablets"),
        uptake=_("Dissolves well; a coating against stomach acid lowers what is taken up."),
        evidence=Evidence.LIMITED,
        laxative=2,
        sources=("S64", "S65"),
        confidence=Confidence.MEDIUM,
    ),
    Form(
        family="lactate",
        use=_MEDICINE,
        uptake=_FEW,
        evidence=Evidence.LIMITED,
        laxative=1,
        sources=("S64",),
        confidence=Confidence.MEDIUM,
    ),
    Form(
        family="gluconate",
        use=_MEDICINE,
        uptake=_FEW,
        evidence=Evidence.LIMITED,
        laxative=1,
        sources=(MEMORY,),
        confidence=Confidence.MEDIUM,
    ),
    Form(
        family="aspartate",
        use=_MEDICINE,
        uptake=_FEW,
        evidence=Evidence.LIMITED,
        laxative=1,
        sources=("S60", "S64"),
        confidence=Confidence.MEDIUM,
    ),
    Form(
        family="sulfate",
        use=_("against constipation; bath salt, which does not count"),
        uptake=_("Through the skin it is not shown that any comes in."),
        evidence=Evidence.NONE,
        laxative=3,
        sources=("S60", MEMORY),
        confidence=Confidence.MEDIUM,
    ),
    Form(
        family="l-threonate",
        use=_SUPPLEMENT,
        uptake=_("Few numbers from people; it holds little magnesium."),
        evidence=Evidence.NONE,
        laxative=1,
        sources=("S60", MEMORY),
        confidence=Confidence.MEDIUM,
    ),
    Form(
        family="glycerophosphate",
        use=_("prescribed for low magnesium, with blood tests"),
        uptake=_("Used in medicine; mostly agrees well."),
        evidence=Evidence.LIMITED,
        laxative=1,
        sources=("S32",),
        confidence=Confidence.MEDIUM,
    ),
)


def as_json() -> list[dict[str, Any]]:
    return [
        {
            "family": form.family,
            "use": str(form.use),
            "uptake": str(form.uptake),
            "evidence": form.evidence.value,
            "laxative": form.laxative,
            "sources": [cite(source) for source in form.sources],
            "confidence": form.confidence.value,
        }
        for form in FORMS
    ]
