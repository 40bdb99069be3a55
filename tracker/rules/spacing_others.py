"""Spacing rows for all other medicines, and the one for a medicine that is not in the table."""

from django.utils.translation import gettext_lazy as _

from tracker.rules.citations import MEMORY, OWN, Confidence
from tracker.rules.spacing_table import (
    ANTACID,
    FOOD,
    KINDS,
    LAXATIVE,
    MULTI,
    SUPPLEMENT,
    SWALLOWED,
    Medicine,
    Priority,
    Row,
)

_FASTING = _("Take it with plain tap water on an empty stomach, as your leaflet says.")

ROWS: tuple[Row, ...] = (
    Row(
        id="levothyroxine",
        label=_("thyroid hormone"),
        medicines=(
            Medicine("levothyroxine", "levothyroxine", ("H03AA01",)),
            Medicine("liothyronine", "liothyronine", ("H03AA02",)),
        ),
        atc_class=("H03AA",),
        after_h=4,
        before_h=4,
        counts=SWALLOWED,
        priority=Priority.HIGH,
        advice=_("Take it on an empty stomach, half an hour or more before breakfast."),
        note=(
            'US label and Stockley: 4 h; Dutch patient info: "usually at least 2 or 4 h, follow '
            'the leaflet"; take fasting >=30 min before breakfast'
        ),
        sources=("S09", "S10", "S11"),
        confidence=Confidence.HIGH,
    ),
    Row(
        id="alendronate",
        label=_("alendronic acid"),
        medicines=(
            Medicine("alendronic acid", "alendroninezuur", ("M05BA04",)),
            Medicine(
                "alendronic acid + colecalciferol", "alendroninezuur + colecalciferol", ("M05BB03",)
            ),
        ),
        after_h=4,
        before_h=4,
        food_after_h=0.5,
        counts=KINDS,
        priority=Priority.HIGH,
        advice=_FASTING,
        note=(
            "medicine leaflet minimum: >=30 min before any food, drink or other medicine, plain "
            "water only, no strongly mineralised water; magnesium SmPC: 3-4 h"
        ),
        sources=("S12", "S14", "S01"),
        confidence=Confidence.HIGH,
    ),
    Row(
        id="risedronate",
        label=_("risedronic acid"),
        medicines=(
            Medicine("risedronic acid", "risedroninezuur", ("M05BA07",)),
            Medicine("risedronic acid + calcium", "risedroninezuur + calcium", ("M05BB02",)),
        ),
        after_h=4,
        before_h=4,
        food_after_h=0.5,
        counts=KINDS,
        priority=Priority.HIGH,
        advice=_FASTING,
        note='leaflet minimum 30 min; "different time of day" for Ca/Mg/Fe/Al',
        sources=("S12", "S15", "S01"),
        confidence=Confidence.HIGH,
    ),
    Row(
        id="ibandronate",
        label=_("ibandronic acid"),
        medicines=(Medicine("ibandronic acid", "ibandroninezuur", ("M05BA06",)),),
        after_h=4,
        before_h=6,
        food_after_h=1,
        counts=KINDS,
        priority=Priority.HIGH,
        advice=_FASTING,
        note=(
            "apotheek.nl: daily/weekly use: nothing for 30 min; monthly 150 mg: nothing for 1 "
            "h; fasting >=6 h before (from memory)"
        ),
        sources=("S13", "S12", MEMORY),
        confidence=Confidence.HIGH,
    ),
    Row(
        id="other_bisphosphonate",
        label=_("other oral bisphosphonates"),
        medicines=(
            Medicine("clodronic acid", "clodroninezuur", ("M05BA02",)),
            Medicine("etidronic acid", "etidroninezuur", ("M05BA01",)),
            Medicine("tiludronic acid", "tiludroninezuur", ("M05BA05",)),
        ),
        atc_class=(
            "M05BA",
            "M05BB",
        ),
        after_h=4,
        before_h=4,
        food_after_h=2,
        counts=KINDS,
        priority=Priority.HIGH,
        advice=_FASTING,
        note="etidronate, tiludronate: not within 2 h",
        sources=("S12", "S01"),
        confidence=Confidence.MEDIUM,
    ),
    Row(
        id="gabapentin",
        label=_("gabapentin"),
        medicines=(
            Medicine(
                "gabapentin",
                "gabapentine",
                (
                    "N02BF01",
                    "N03AX12",
                ),
            ),
        ),
        after_h=2,
        before_h=2,
        counts=frozenset({SUPPLEMENT, ANTACID, LAXATIVE}),
        priority=Priority.MEDIUM,
        note=(
            "label: gabapentin >=2 h after a Mg/Al antacid; MgO 1 g lowered AUC by 43% when "
            "taken together"
        ),
        sources=("S16",),
        confidence=Confidence.HIGH,
    ),
    Row(
        id="mycophenolate",
        label=_("mycophenolate (transplant)"),
        medicines=(Medicine("mycophenolic acid", "mycofenolzuur", ("L04AA06",)),),
        after_h=2,
        before_h=2,
        counts=frozenset({SUPPLEMENT, ANTACID}),
        priority=Priority.CRITICAL,
        note="not at the same time; 2-3 h is usually enough; AUC about -20%",
        sources=("S20", "S02"),
        confidence=Confidence.MEDIUM,
    ),
    Row(
        id="eltrombopag",
        label=_("eltrombopag"),
        medicines=(Medicine("eltrombopag", "eltrombopag", ("B02BX05",)),),
        after_h=4,
        before_h=4,
        counts=frozenset({SUPPLEMENT, ANTACID, LAXATIVE, MULTI, FOOD}),
        priority=Priority.HIGH,
        note="NL text: >=4 h before or after; newer label: 2 h before or 4 h after",
        sources=("S19",),
        confidence=Confidence.HIGH,
    ),
    Row(
        id="penicillamine",
        label=_("penicillamine"),
        medicines=(Medicine("penicillamine", "penicillamine", ("M01CC01",)),),
        after_h=4,
        before_h=4,
        counts=frozenset({SUPPLEMENT, ANTACID, MULTI}),
        priority=Priority.MEDIUM,
        note="magnesium SmPC 3-4 h; others >=2 h",
        sources=("S01", "S21"),
        confidence=Confidence.HIGH,
    ),
    Row(
        id="iron",
        label=_("iron tablets"),
        medicines=(
            Medicine("ferrous fumarate", "ferrofumaraat", ("B03AA02",)),
            Medicine("ferrous sulfate", "ferrosulfaat", ("B03AA07",)),
            Medicine("ferrous gluconate", "ferrogluconaat", ("B03AA03",)),
        ),
        atc_class=("B03AA",),
        after_h=2,
        before_h=4,
        counts=frozenset({SUPPLEMENT, ANTACID}),
        priority=Priority.MEDIUM,
        note=(
            "Dutch pharmacy teaching: iron >=2 h before or 4 h after an antacid; magnesium SmPC "
            "3-4 h; German leaflets 2-3 h"
        ),
        sources=("S23", "S01"),
        confidence=Confidence.HIGH,
    ),
    Row(
        id="rosuvastatin",
        label=_("rosuvastatin"),
        medicines=(Medicine("rosuvastatin", "rosuvastatine", ("C10AA07",)),),
        after_h=2,
        before_h=0,
        counts=frozenset({ANTACID}),
        priority=Priority.LOW,
        note="antacid 2 h after rosuvastatin (from memory); listed in antacid SmPC",
        sources=("S02", MEMORY),
        confidence=Confidence.MEDIUM,
    ),
    Row(
        id="fexofenadine",
        label=_("fexofenadine"),
        medicines=(Medicine("fexofenadine", "fexofenadine", ("R06AX26",)),),
        after_h=2,
        before_h=2,
        counts=frozenset({ANTACID}),
        priority=Priority.LOW,
        note="antacids: 2 h apart (from memory); listed",
        sources=("S02", MEMORY),
        confidence=Confidence.MEDIUM,
    ),
    Row(
        id="digoxin",
        label=_("digoxin"),
        medicines=(Medicine("digoxin", "digoxine", ("C01AA05",)),),
        after_h=2,
        before_h=2,
        counts=frozenset({SUPPLEMENT, ANTACID, LAXATIVE}),
        priority=Priority.HIGH,
        advice=_(
            "Ask your doctor: with this medicine the amount of magnesium in your body matters."
        ),
        note=(
            "absorption listed as reduced; low magnesium raises digoxin toxicity -> gate, ask "
            "doctor"
        ),
        sources=("S01", "S02"),
        confidence=Confidence.MEDIUM,
    ),
    Row(
        id="phenytoin",
        label=_("phenytoin"),
        medicines=(Medicine("phenytoin", "fenytoïne", ("N03AB02",)),),
        after_h=2,
        before_h=2,
        counts=frozenset({ANTACID}),
        priority=Priority.MEDIUM,
        note="listed; 2-3 h",
        sources=("S02",),
        confidence=Confidence.MEDIUM,
    ),
    Row(
        id="antipsychotic",
        label=_("sulpiride, phenothiazines"),
        medicines=(
            Medicine("sulpiride", "sulpiride", ("N05AL01",)),
            Medicine("chlorpromazine", "chloorpromazine", ("N05AA01",)),
        ),
        after_h=2,
        before_h=2,
        counts=frozenset({ANTACID}),
        priority=Priority.MEDIUM,
        note="listed; 2-3 h",
        sources=("S02",),
        confidence=Confidence.MEDIUM,
    ),
    Row(
        id="ace",
        label=_("captopril, enalapril, fosinopril"),
        medicines=(
            Medicine("captopril", "captopril", ("C09AA01",)),
            Medicine("enalapril", "enalapril", ("C09AA02",)),
            Medicine("fosinopril", "fosinopril", ("C09AA09",)),
        ),
        after_h=2,
        before_h=2,
        counts=frozenset({ANTACID}),
        priority=Priority.LOW,
        note="listed for antacids; 2-3 h",
        sources=("S02",),
        confidence=Confidence.MEDIUM,
    ),
    Row(
        id="kinase",
        label=_("some cancer tablets (kinase inhibitors)"),
        medicines=(
            Medicine("dasatinib", "dasatinib", ("L01EA02",)),
            Medicine("nilotinib", "nilotinib", ("L01EA03",)),
            Medicine("erlotinib", "erlotinib", ("L01EB02",)),
        ),
        after_h=4,
        before_h=4,
        counts=frozenset({ANTACID}),
        priority=Priority.CRITICAL,
        advice=_(
            "Always ask the pharmacist of the hospital: with some it must not be taken at all."
        ),
        note=(
            "antacid SmPC: avoid with nilotinib; others 2-4 h (from memory) -> always ask the "
            "hospital pharmacist"
        ),
        sources=("S02", MEMORY),
        confidence=Confidence.MEDIUM,
    ),
    Row(
        id="riociguat",
        label=_("riociguat"),
        medicines=(Medicine("riociguat", "riociguat", ("C02KX05",)),),
        after_h=1,
        before_h=2,
        counts=frozenset({ANTACID}),
        priority=Priority.MEDIUM,
        note="antacid >=2 h before or 1 h after (from memory)",
        sources=(MEMORY,),
        confidence=Confidence.MEDIUM,
    ),
    Row(
        id="potassium_binder",
        label=_("potassium binders"),
        medicines=(
            Medicine("sodium polystyrene sulfonate", "natriumpolystyreensulfonaat", ("V03AE01",)),
            Medicine("patiromer", "patiromeer", ("V03AE09",)),
        ),
        after_h=3,
        before_h=3,
        counts=frozenset({SUPPLEMENT, ANTACID, LAXATIVE}),
        priority=Priority.HIGH,
        advice=_("Ask your pharmacist: with some it must not be taken at all."),
        note=(
            "polystyrene sulfonate + Mg: avoid (metabolic alkalosis); patiromer 3 h from other "
            "medicines and lowers magnesium (from memory)"
        ),
        sources=("S02", MEMORY),
        confidence=Confidence.MEDIUM,
    ),
    Row(
        id="strontium_fluoride",
        label=_("strontium ranelate, fluoride tablets"),
        medicines=(
            Medicine("strontium ranelate", "strontiumranelaat", ("M05BX03",)),
            Medicine("sodium fluoride", "natriumfluoride", ("A01AA01",)),
        ),
        after_h=3,
        before_h=3,
        counts=frozenset({SUPPLEMENT, ANTACID}),
        priority=Priority.LOW,
        note="fluoride: 2-3 h or more; strontium 2 h (from memory)",
        sources=("S01", MEMORY),
        confidence=Confidence.MEDIUM,
    ),
    Row(
        id="flagged_unknown",
        label=_("a medicine that your pharmacist keeps apart from magnesium"),
        medicines=(),
        after_h=4,
        before_h=4,
        counts=frozenset({SUPPLEMENT, ANTACID, LAXATIVE}),
        priority=Priority.MEDIUM,
        advice=_("Ask your pharmacist how many hours. Until then, 4 hours on both sides."),
        note=(
            'default of this app when a pharmacist says "keep apart" but gives no hours; '
            "general magnesium label: 2-3 h"
        ),
        sources=("S01", OWN),
        confidence=Confidence.JUDGEMENT,
    ),
)
