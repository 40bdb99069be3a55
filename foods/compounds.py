"""Magnesium compounds, and how much of each is magnesium.

The fraction is never typed: it is computed from the formula and the masses of the atoms. Eight
hundred mg of magnesium citrate without water (trimagnesium dicitrate, 16.16 %) holds 129 mg;
the 128 mg that labels print for it is the same fraction cut to 16.0 %.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# g/mol. IUPAC Commission on Isotopic Abundances and Atomic Weights, Standard atomic weights 2021,
# abridged to five figures (conventional values where the table gives an interval).
ATOMIC_MASSES = {
    "H": 1.008,
    "C": 12.011,
    "N": 14.007,
    "O": 15.999,
    "Mg": 24.305,
    "P": 30.974,
    "S": 32.06,
    "Cl": 35.45,
}
MG_PER_MMOL = ATOMIC_MASSES["Mg"]

_TOKEN = re.compile(r"(?P<atom>[A-Z][a-z]?)(?P<count>\d*)|(?P<open>\()|\)(?P<times>\d*)")


@dataclass(frozen=True)
class Compound:
    """One compound. `family` joins the forms (hydrates, salts) that one name on a label can mean.

    `is_usual` marks the form of its family that such a name is read as; `is_source` is False for
    a tablet aid that is no source of magnesium.
    """

    slug: str
    label: "StrOrPromise"
    formula: str
    family: str
    source: str
    is_usual: bool = False
    is_source: bool = True

    @cached_property
    def molar_mass(self) -> float:
        """In g/mol."""
        return sum(ATOMIC_MASSES[atom] * count for atom, count in atoms(self.formula).items())

    @cached_property
    def fraction(self) -> float:
        """The part of its weight that is magnesium, 0..1."""
        return atoms(self.formula)["Mg"] * ATOMIC_MASSES["Mg"] / self.molar_mass

    def elemental_mg(self, compound_mg: float) -> float:
        return compound_mg * self.fraction


def atoms(formula: str) -> Counter[str]:
    """How many of each atom: brackets nest, and parts after a dot ("·6H2O") carry their number.

    Raises ValueError for a formula that cannot be read in full or names an unlisted atom.
    """
    total: Counter[str] = Counter()
    for part in formula.split("·"):
        digits = re.match(r"\d*", part)
        times = digits.group() if digits else ""
        for atom, count in _atoms_of_part(part[len(times) :], formula=formula).items():
            total[atom] += count * int(times or 1)
    return total


def _atoms_of_part(part: str, *, formula: str) -> Counter[str]:
    levels: list[Counter[str]] = [Counter()]
    position = 0
    while position < len(part):
        token = _TOKEN.match(part, position)
        if token is None or (token["atom"] and token["atom"] not in ATOMIC_MASSES):
            raise ValueError(f"The formula {formula!r} cannot be read at {part[position:]!r}.")
        if token["atom"]:
            levels[-1][token["atom"]] += int(token["count"] or 1)
        elif token["open"]:
            levels.append(Counter())
        else:
            _close(levels, times=int(token["times"] or 1), formula=formula)
        position = token.end()
    if len(levels) != 1 or not levels[0]:
        raise ValueError(f"The brackets of the formula {formula!r} do not match.")
    return levels[0]


def _close(levels: list[Counter[str]], *, times: int, formula: str) -> None:
    group = levels.pop()
    if not levels:
        raise ValueError(f"The brackets of the formula {formula!r} do not match.")
    for atom, count in group.items():
        levels[-1][atom] += count * times


def family(name: str) -> tuple[Compound, ...]:
    """The forms that a name on a label can mean, the usual one first."""
    forms = [compound for compound in COMPOUNDS.values() if compound.family == name]
    return tuple(sorted(forms, key=lambda compound: not compound.is_usual))


def usual(name: str) -> Compound:
    return family(name)[0]


def families() -> tuple[str, ...]:
    """The names that a source of magnesium can have, in order of the registry."""
    return tuple(dict.fromkeys(c.family for c in COMPOUNDS.values() if c.is_source))


def family_label(name: str) -> str:
    """What people call the family: without the form that its usual member has."""
    plain = COMPOUNDS.get(name) or usual(name)
    return str(plain.label).split(" (", maxsplit=1)[0]


def largest_fraction(families: Iterable[str]) -> float:
    """The most that any form of these families can hold, 0..1; 0.0 for none."""
    return max((form.fraction for name in families for form in family(name)), default=0.0)


_TABLE = "Molecules 2021;26:2419, Table 1 (PMC8122334)"
_COMPUTED = "computed from the formula"
_UNCERTAIN = "computed from the formula; suppliers differ, the label decides"

COMPOUNDS: dict[str, Compound] = {
    compound.slug: compound
    for compound in (
        Compound("oxide", _("Magnesium oxide"), "MgO", "oxide", _TABLE, is_usual=True),
        Compound(
            "hydroxide", _("Magnesium hydroxide"), "Mg(OH)2", "hydroxide", _TABLE, is_usual=True
        ),
        Compound(
            "carbonate", _("Magnesium carbonate"), "MgCO3", "carbonate", _TABLE, is_usual=True
        ),
        Compound(
            "carbonate-basic",
            _("Magnesium carbonate, basic"),
            "(MgCO3)4·Mg(OH)2·4H2O",
            "carbonate",
            _UNCERTAIN,
        ),
        Compound(
            "citrate",
            _("Magnesium citrate (trimagnesium dicitrate)"),
            "Mg3(C6H5O7)2",
            "citrate",
            "Rylander 2014, J Pharm Nutr Sci 4:57-59",
            is_usual=True,
        ),
        Compound(
            "citrate-nonahydrate",
            _("Magnesium citrate nonahydrate"),
            "Mg3(C6H5O7)2·9H2O",
            "citrate",
            _COMPUTED,
        ),
        Compound(
            "hydrogen-citrate", _("Magnesium hydrogen citrate"), "MgC6H6O7", "citrate", _TABLE
        ),
        Compound(
            "bisglycinate",
            _("Magnesium bisglycinate"),
            "Mg(C2H4NO2)2",
            "bisglycinate",
            _TABLE,
            is_usual=True,
        ),
        Compound(
            "bisglycinate-dihydrate",
            _("Magnesium bisglycinate dihydrate"),
            "Mg(C2H4NO2)2·2H2O",
            "bisglycinate",
            _COMPUTED,
        ),
        Compound("malate", _("Magnesium malate"), "MgC4H4O5", "malate", _TABLE, is_usual=True),
        Compound(
            "malate-trihydrate",
            _("Magnesium malate trihydrate"),
            "MgC4H4O5·3H2O",
            "malate",
            _COMPUTED,
        ),
        Compound("dimagnesium-malate", _("Dimagnesium malate"), "Mg2C4H6O7", "malate", _UNCERTAIN),
        Compound(
            "taurate", _("Magnesium taurate"), "Mg(C2H6NO3S)2", "taurate", _TABLE, is_usual=True
        ),
        Compound(
            "acetyl-taurate",
            _("Magnesium acetyl taurate"),
            "Mg(C4H8NO4S)2",
            "acetyl-taurate",
            _COMPUTED,
            is_usual=True,
        ),
        Compound(
            "glycerophosphate",
            _("Magnesium glycerophosphate"),
            "C3H7MgO6P",
            "glycerophosphate",
            _COMPUTED,
            is_usual=True,
        ),
        Compound(
            "l-threonate",
            _("Magnesium L-threonate"),
            "Mg(C4H7O5)2",
            "l-threonate",
            _TABLE,
            is_usual=True,
        ),
        Compound(
            "l-threonate-monohydrate",
            _("Magnesium L-threonate monohydrate"),
            "Mg(C4H7O5)2·H2O",
            "l-threonate",
            _COMPUTED,
        ),
        Compound("chloride", _("Magnesium chloride"), "MgCl2", "chloride", _TABLE),
        Compound(
            "chloride-hexahydrate",
            _("Magnesium chloride hexahydrate"),
            "MgCl2·6H2O",
            "chloride",
            _COMPUTED,
            is_usual=True,
        ),
        Compound("sulfate", _("Magnesium sulfate"), "MgSO4", "sulfate", _TABLE),
        Compound(
            "sulfate-monohydrate",
            _("Magnesium sulfate monohydrate"),
            "MgSO4·H2O",
            "sulfate",
            _COMPUTED,
        ),
        Compound(
            "sulfate-heptahydrate",
            _("Magnesium sulfate heptahydrate (Epsom salt)"),
            "MgSO4·7H2O",
            "sulfate",
            _COMPUTED,
            is_usual=True,
        ),
        Compound(
            "lactate", _("Magnesium lactate"), "Mg(C3H5O3)2", "lactate", _COMPUTED, is_usual=True
        ),
        Compound(
            "lactate-dihydrate",
            _("Magnesium lactate dihydrate"),
            "Mg(C3H5O3)2·2H2O",
            "lactate",
            _COMPUTED,
        ),
        Compound(
            "gluconate",
            _("Magnesium gluconate"),
            "Mg(C6H11O7)2",
            "gluconate",
            _COMPUTED,
            is_usual=True,
        ),
        Compound(
            "gluconate-dihydrate",
            _("Magnesium gluconate dihydrate"),
            "Mg(C6H11O7)2·2H2O",
            "gluconate",
            _COMPUTED,
        ),
        Compound(
            "aspartate",
            _("Magnesium aspartate"),
            "Mg(C4H6NO4)2",
            "aspartate",
            _TABLE,
            is_usual=True,
        ),
        Compound(
            "aspartate-dihydrate",
            _("Magnesium aspartate dihydrate"),
            "Mg(C4H6NO4)2·2H2O",
            "aspartate",
            _COMPUTED,
        ),
        Compound(
            "aspartate-hcl",
            _("Magnesium aspartate hydrochloride"),
            "MgC4H6NO4Cl·3H2O",
            "aspartate",
            _COMPUTED,
        ),
        Compound(
            "orotate", _("Magnesium orotate"), "Mg(C5H3N2O4)2", "orotate", _TABLE, is_usual=True
        ),
        Compound(
            "orotate-dihydrate",
            _("Magnesium orotate dihydrate"),
            "Mg(C5H3N2O4)2·2H2O",
            "orotate",
            _COMPUTED,
        ),
        Compound(
            "phosphate-tribasic",
            _("Trimagnesium phosphate"),
            "Mg3(PO4)2",
            "phosphate",
            _COMPUTED,
            is_usual=True,
        ),
        Compound(
            "phosphate-dibasic",
            _("Dimagnesium phosphate trihydrate"),
            "MgHPO4·3H2O",
            "phosphate",
            _COMPUTED,
        ),
        Compound(
            "pidolate",
            _("Magnesium pidolate"),
            "Mg(C5H6NO3)2",
            "pidolate",
            _COMPUTED,
            is_usual=True,
        ),
        Compound(
            "acetate-tetrahydrate",
            _("Magnesium acetate tetrahydrate"),
            "Mg(C2H3O2)2·4H2O",
            "acetate",
            _COMPUTED,
            is_usual=True,
        ),
        Compound(
            "ascorbate",
            _("Magnesium ascorbate"),
            "Mg(C6H7O6)2",
            "ascorbate",
            _COMPUTED,
            is_usual=True,
        ),
        Compound(
            "succinate",
            _("Magnesium succinate"),
            "MgC4H4O4",
            "succinate",
            _COMPUTED,
            is_usual=True,
        ),
        Compound(
            "stearate",
            _("Magnesium stearate (a tablet aid)"),
            "Mg(C18H35O2)2",
            "stearate",
            _COMPUTED,
            is_usual=True,
            is_source=False,
        ),
    )
}
