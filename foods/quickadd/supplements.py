"""Supplements in a written line: "magnesium citraat 2 tabletten"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foods.quickadd import forms, measures
from foods.quickadd.amounts import Amount

STARTS = ("magnesium", "multivit", "vitamin")
NAMES = forms.listed(
    "supplement voedingssupplement multi zink zinc ijzer iron calcium kalium potassium selenium "
    "jodium iodine omega visolie levertraan foliumzuur melatonine creatine ashwagandha probiotica "
    "probiotic d3 b12 b6 k2 q10 collageen collagen zma"
)
# Which are foods or nothing without a dose: "ijzer" alone is no entry.
NEED_DOSE = NAMES - {"supplement", "voedingssupplement", "zma"}
# The beginning of a word, and its family in foods.compounds. The longest beginning wins.
COMPOUNDS = {
    "citr": "citrate",
    "oxid": "oxide",
    "hydroxid": "hydroxide",
    "carbona": "carbonate",
    "bisglyc": "bisglycinate",
    "glycina": "bisglycinate",
    "bisgly": "bisglycinate",
    "diglyc": "bisglycinate",
    "mala": "malate",
    "taur": "taurate",
    "acetyltaur": "acetyl-taurate",
    "glycerof": "glycerophosphate",
    "glyceroph": "glycerophosphate",
    "threona": "l-threonate",
    "treona": "l-threonate",
    "chlorid": "chloride",
    "sulfa": "sulfate",
    "sulpha": "sulfate",
    "lacta": "lactate",
    "glucona": "gluconate",
    "asparta": "aspartate",
    "orota": "orotate",
    "pidola": "pidolate",
    "ascorba": "ascorbate",
    "succina": "succinate",
}


@dataclass(frozen=True)
class Supplement:
    """`count` of `unit` ("" when not said) of a compound, with the mg that was written."""

    compound: str
    count: float
    unit: str
    dose_mg: float | None


def read(words: Sequence[str], amounts: Iterable[Amount]) -> Supplement | None:
    """The supplement that a part names; None when it is food."""
    amounts = list(amounts)
    dosed = [word for word in words if is_dose(word)]
    milligrams = [a for a in amounts if a.each is not None and a.written in ("mg", "mcg")]
    named = any(word.startswith(STARTS) for word in words)
    weak = any(not forms.stems(word).isdisjoint(NAMES) for word in words)
    sure = any(not forms.stems(word).isdisjoint(NAMES - NEED_DOSE) for word in words)
    compound = compound_of(words)
    is_supplement = named or sure or ((weak or compound) and (dosed or milligrams))
    if not is_supplement or (named and _is_drink(words)):
        return None
    counts = [a for a in amounts if a.each is None or a.measure]
    return Supplement(
        compound=compound,
        count=counts[0].count if counts else 1.0,
        unit=dosed[0] if dosed else (counts[0].written if counts else ""),
        dose_mg=milligrams[0].count if milligrams else None,
    )


def is_dose(word: str) -> bool:
    is_tablet = word.endswith(("tablet", "tabletten", "capsule", "capsules"))
    return is_tablet or measures.measure_of(word) == "tablet"


def compound_of(words: Sequence[str]) -> str:
    """The family of the compound that one of the words is or ends in; "" for none."""
    found = [
        (len(start), family)
        for word in words
        for start, family in COMPOUNDS.items()
        if _ends_in(word, start)
    ]
    return max(found)[1] if found else ""


def _ends_in(word: str, start: str) -> bool:
    rest = word.removeprefix("magnesium")
    return rest.startswith(start) and (rest != word or len(rest) > len(start))


def _is_drink(words: Sequence[str]) -> bool:
    """ "Magnesium water" and "multivitaminesap" are drunk."""
    drinks = ("water", "sap", "juice")
    return any(word.endswith(drinks) or word in ("rijk", "rich") for word in words)
