"""Spacing rows for medicines against infections: antibiotics, HIV and malaria."""

from django.utils.translation import gettext_lazy as _

from tracker.rules.citations import MEMORY, Confidence
from tracker.rules.spacing_table import ANTACID, SUPPLEMENT, SWALLOWED, Medicine, Priority, Row

ROWS: tuple[Row, ...] = (
    Row(
        id="tetracycline",
        label=_("tetracyclines (antibiotics)"),
        medicines=(
            Medicine("doxycycline", "doxycycline", ("J01AA02",)),
            Medicine("minocycline", "minocycline", ("J01AA08",)),
            Medicine("tetracycline", "tetracycline", ("J01AA07",)),
            Medicine("lymecycline", "lymecycline", ("J01AA04",)),
            Medicine("oxytetracycline", "oxytetracycline", ("J01AA06",)),
        ),
        atc_class=("J01AA",),
        after_h=3,
        before_h=3,
        counts=SWALLOWED,
        priority=Priority.HIGH,
        note=(
            "HSE Ireland: 2-3 h or more each way; magnesium SmPC: 2-3 h or more; iron differs "
            "(3 h before / 2-3 h after)"
        ),
        sources=("S03", "S01"),
        confidence=Confidence.HIGH,
    ),
    Row(
        id="ciprofloxacin",
        label=_("ciprofloxacin"),
        medicines=(Medicine("ciprofloxacin", "ciprofloxacine", ("J01MA02",)),),
        after_h=2,
        before_h=6,
        counts=SWALLOWED,
        priority=Priority.HIGH,
        note=(
            "US label and Hansten: 2 h before or 6 h after; EU/NL leaflet: 1-2 h before or >=4 "
            "h after (from memory); Stockley: >=2 h before, 4-6 h after; Dutch pharmacists: "
            "dairy not within 2 h"
        ),
        sources=("S05", "S04", "S22", MEMORY),
        confidence=Confidence.HIGH,
    ),
    Row(
        id="levofloxacin",
        label=_("levofloxacin / ofloxacin"),
        medicines=(
            Medicine("levofloxacin", "levofloxacine", ("J01MA12",)),
            Medicine("ofloxacin", "ofloxacine", ("J01MA01",)),
        ),
        after_h=2,
        before_h=2,
        counts=SWALLOWED,
        priority=Priority.HIGH,
        note="label: not within 2 h before or after",
        sources=("S08",),
        confidence=Confidence.HIGH,
    ),
    Row(
        id="norfloxacin",
        label=_("norfloxacin"),
        medicines=(Medicine("norfloxacin", "norfloxacine", ("J01MA06",)),),
        after_h=2,
        before_h=4,
        counts=SWALLOWED,
        priority=Priority.HIGH,
        note="broad quinolone rule: >=2 h before, 4-6 h after",
        sources=("S04",),
        confidence=Confidence.MEDIUM,
    ),
    Row(
        id="moxifloxacin",
        label=_("moxifloxacin"),
        medicines=(Medicine("moxifloxacin", "moxifloxacine", ("J01MA14",)),),
        after_h=6,
        before_h=6,
        strict_after_h=6,
        strict_before_h=8,
        counts=SWALLOWED,
        priority=Priority.HIGH,
        note=(
            "EU label: about 6 h apart (from memory); US: 4 h before or 8 h after; Singapore "
            "label: Mg >=4 h before or >=2 h after"
        ),
        sources=("S06", "S07", MEMORY),
        confidence=Confidence.MEDIUM,
    ),
    Row(
        id="other_quinolone",
        label=_("other quinolones"),
        medicines=(
            Medicine("prulifloxacin", "prulifloxacine", ("J01MA17",)),
            Medicine("delafloxacin", "delafloxacine", ("J01MA23",)),
        ),
        atc_class=("J01MA",),
        after_h=2,
        before_h=6,
        counts=SWALLOWED,
        priority=Priority.HIGH,
        note=(
            "delafloxacin US: 2 h before or 6 h after (from memory); prulifloxacin 2 h before / "
            "4 h after"
        ),
        sources=("S06", "S04", MEMORY),
        confidence=Confidence.MEDIUM,
    ),
    Row(
        id="dolutegravir",
        label=_("dolutegravir (HIV)"),
        medicines=(
            Medicine("dolutegravir", "dolutegravir", ("J05AJ03",)),
            Medicine(
                "dolutegravir/abacavir/lamivudine", "dolutegravir/abacavir/lamivudine", ("J05AR13",)
            ),
            Medicine("dolutegravir/lamivudine", "dolutegravir/lamivudine", ("J05AR25",)),
        ),
        after_h=2,
        before_h=6,
        counts=SWALLOWED,
        priority=Priority.CRITICAL,
        note="2 h before or 6 h after",
        sources=("S17",),
        confidence=Confidence.HIGH,
    ),
    Row(
        id="dolutegravir_rilpivirine",
        label=_("dolutegravir/rilpivirine (HIV)"),
        medicines=(Medicine("dolutegravir/rilpivirine", "dolutegravir/rilpivirine", ("J05AR21",)),),
        after_h=4,
        before_h=6,
        counts=SWALLOWED,
        priority=Priority.CRITICAL,
        note="Juluca: 4 h before or 6 h after",
        sources=("S17",),
        confidence=Confidence.HIGH,
    ),
    Row(
        id="raltegravir",
        label=_("raltegravir (HIV)"),
        medicines=(Medicine("raltegravir", "raltegravir", ("J05AJ01",)),),
        after_h=6,
        before_h=6,
        counts=SWALLOWED,
        priority=Priority.CRITICAL,
        advice=_(
            "Do you take the tablet of once a day? Then ask first: it may not go with magnesium."
        ),
        note=(
            "Mg/Al antacid within 6 h before or after lowered exposure by ~50%; once-daily 1200 "
            "mg: do not combine"
        ),
        sources=("S18",),
        confidence=Confidence.HIGH,
    ),
    Row(
        id="bictegravir",
        label=_("bictegravir combination (HIV)"),
        medicines=(
            Medicine(
                "bictegravir/emtricitabine/tenofovir alafenamide",
                "bictegravir/emtricitabine/tenofoviralafenamide",
                ("J05AR20",),
            ),
        ),
        after_h=2,
        before_h=6,
        counts=SWALLOWED,
        priority=Priority.CRITICAL,
        advice=_("Ask the pharmacist of the hospital."),
        note=(
            "EU label: >=2 h before, or with food 2 h after Mg/Al antacids (from memory); app "
            "uses the strict side"
        ),
        sources=(MEMORY,),
        confidence=Confidence.MEDIUM,
    ),
    Row(
        id="elvitegravir_cabotegravir",
        label=_("elvitegravir, oral cabotegravir, rilpivirine"),
        medicines=(
            Medicine("elvitegravir", "elvitegravir", ("J05AR09",)),
            Medicine("cabotegravir", "cabotegravir", ("J05AJ04",)),
            Medicine("rilpivirine", "rilpivirine", ("J05AG05",)),
        ),
        after_h=4,
        before_h=4,
        counts=SWALLOWED,
        priority=Priority.CRITICAL,
        advice=_("Ask the pharmacist of the hospital."),
        note=(
            "elvitegravir: 4 h; cabotegravir: antacid >=2 h before or 4 h after; rilpivirine: "
            "antacid >=2 h before or 4 h after (from memory)"
        ),
        sources=(MEMORY,),
        confidence=Confidence.MEDIUM,
    ),
    Row(
        id="aminoquinoline",
        label=_("chloroquine, hydroxychloroquine, quinidine"),
        medicines=(
            Medicine("chloroquine", "chloroquine", ("P01BA01",)),
            Medicine("hydroxychloroquine", "hydroxychloroquine", ("P01BA02",)),
        ),
        after_h=4,
        before_h=4,
        counts=frozenset({SUPPLEMENT, ANTACID}),
        priority=Priority.MEDIUM,
        note="magnesium SmPC 3-4 h",
        sources=("S01",),
        confidence=Confidence.HIGH,
    ),
    Row(
        id="nitrofurantoin",
        label=_("nitrofurantoin, nitroxoline"),
        medicines=(
            Medicine("nitrofurantoin", "nitrofurantoïne", ("J01XE01",)),
            Medicine("nitroxoline", "nitroxoline", ("J01XX07",)),
        ),
        after_h=4,
        before_h=4,
        counts=frozenset({SUPPLEMENT, ANTACID}),
        priority=Priority.HIGH,
        note="magnesium SmPC 3-4 h",
        sources=("S01", "S02"),
        confidence=Confidence.HIGH,
    ),
    Row(
        id="azole_cephalosporin_macrolide",
        label=_("itraconazole, cefpodoxime, cefaclor, azithromycin"),
        medicines=(
            Medicine("itraconazole", "itraconazol", ("J02AC02",)),
            Medicine("cefpodoxime", "cefpodoxim", ("J01DD13",)),
            Medicine("cefaclor", "cefaclor", ("J01DC04",)),
            Medicine("azithromycin", "azitromycine", ("J01FA10",)),
        ),
        after_h=2,
        before_h=2,
        counts=frozenset({ANTACID}),
        priority=Priority.MEDIUM,
        note="listed in antacid SmPC; 2-3 h",
        sources=("S02",),
        confidence=Confidence.MEDIUM,
    ),
)
