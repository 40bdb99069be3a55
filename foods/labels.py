"""What a line of a supplement label says: which compound, how much of it, how much magnesium.

Only the elemental amount counts. When a label gives nothing but the weight of the compound, both
readings are returned and the person is asked; nothing is guessed in silence.
"""

import enum
from collections.abc import Sequence
from dataclasses import dataclass, replace

from foods import compounds
from foods.label_claims import Found, claim, is_content, with_forms
from foods.label_tokens import (
    EU_REFERENCE_MG,
    NOUNS,
    US_REFERENCES_MG,
    Named,
    Sort,
    Token,
    tidy,
    tokens,
)
from foods.label_words import LANGUAGES

# Labels round: a claim is questioned from two percentage points above what the molecule holds.
PLAUSIBLE_MARGIN = 0.02
# A percentage is printed whole and an amount rounded: they agree within a point and 2 %.
PERCENT_MARGIN = 0.02
LONGEST = 2000


class Per(enum.StrEnum):
    """What the amounts are for: some units (see `units`), a day, or it is not said."""

    UNIT = "unit"
    DAY = "day"
    UNKNOWN = ""


class Ask(enum.StrEnum):
    """What the label leaves open."""

    COMPOUND_OR_ELEMENTAL = "compound_or_elemental"
    PER_UNIT_OR_DAY = "per_unit_or_day"
    UNITS_PER_DAY = "units_per_day"


class Doubt(enum.StrEnum):
    """What is said, but can hardly be right."""

    # More than the molecule can hold: another form is mixed in, often oxide.
    HOLDS_TOO_MUCH = "holds_too_much"
    PERCENT_DIFFERS = "percent_differs"
    MMOL_DIFFERS = "mmol_differs"
    # Bath salts and sprays never count as intake.
    NOT_SWALLOWED = "not_swallowed"


@dataclass(frozen=True, kw_only=True)
class Option:
    """One way to read a weight: low and high differ when the name can mean several forms."""

    meaning: Sort
    low_mg: float
    high_mg: float
    usual_mg: float


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Amounts in mg as the label gives them for `units` of `unit` (or for a day); None is unknown.

    `elemental_from` says how the elemental amount is known: "label", "mmol", "content" (the label
    gives a share of magnesium) or "percent" (of the reference intake); empty without one.
    """

    compounds: tuple[Named, ...] = ()
    compound_mg: float | None = None
    elemental_mg: float | None = None
    elemental_from: str = ""
    per: Per = Per.UNKNOWN
    units: float | None = None
    unit: str | None = None
    units_per_day: float | None = None
    percent: float | None = None
    options: tuple[Option, ...] = ()
    ask: frozenset[Ask] = frozenset()
    doubts: frozenset[Doubt] = frozenset()

    @property
    def compound(self) -> Named | None:
        """The one compound, None when there is none or it is a mixture."""
        return self.compounds[0] if len(self.compounds) == 1 else None

    @property
    def elemental_mg_per_unit(self) -> float | None:
        if self.elemental_mg is None or not self.units:
            return None
        return self.elemental_mg / self.units


def read(text: str, *, lang: str | None = None) -> Reading:
    """Read a pasted label line in Dutch, English or German.

    `lang` ("nl", "en", "de") keeps to that language's small words; without it all are tried.
    Raises ValueError for another language and for more than 2000 characters.
    """
    if lang is not None and lang not in LANGUAGES:
        raise ValueError(f"A label is read in one of {LANGUAGES}, not {lang!r}.")
    if len(text) > LONGEST:
        raise ValueError(f"Paste the line with magnesium only: at most {LONGEST} characters.")
    line = tidy(text)
    found_tokens = with_forms(tokens(line, lang=lang))
    found = claim(found_tokens, line)
    reading = _amounts(found_tokens, found)
    reading = _basis(reading, found_tokens, found)
    return _questions(reading, found_tokens, found)


def _amounts(line: Sequence[Token], found: Found) -> Reading:
    weights = [(named, mg) for named, mg in found.weights if _is_source(named)]
    others = (t for index, t in enumerate(line) if index not in found.aside)
    named = _distinct([*(named for named, _ in weights), *(n for t in others for n in t.named)])
    compound_mg = sum(mg for _, mg in weights) if weights else None
    elemental = [mg for _, mg in found.elemental]
    if compound_mg is None and len(elemental) == 1 and len(found.within) == 1 and named:
        compound_mg = found.within[0] if found.within[0] > elemental[0] else None
    reading = Reading(compounds=named, compound_mg=compound_mg, percent=_percent(line))
    if elemental:
        return replace(reading, elemental_mg=elemental[0], elemental_from="label")
    if found.molar:
        return replace(reading, elemental_mg=found.molar[0], elemental_from="mmol")
    if found.contents and compound_mg is not None:
        mg = compound_mg * found.contents[0]
        return replace(reading, elemental_mg=mg, elemental_from="content")
    if compound_mg is not None and reading.percent is not None:
        mg = reading.percent / 100 * _references(line)[0]
        return replace(reading, elemental_mg=mg, elemental_from="percent")
    return reading


def _is_source(named: Named) -> bool:
    return compounds.usual(named.family).is_source


def _distinct(named: Sequence[Named]) -> tuple[Named, ...]:
    """One per family, with the form where one of the names gives it; tablet aids left out."""
    families: dict[str, Named] = {}
    for name in named:
        known = families.get(name.family)
        if _is_source(name) and (known is None or known.slug is None):
            families[name.family] = name
    return tuple(families.values())


def _percents(line: Sequence[Token]) -> list[Token]:
    """The percentages of the reference intake of magnesium, not of what stands beside it."""
    found, last = [], None
    for index, token in enumerate(line):
        last = token.sort if token.sort in NOUNS else last
        if token.sort is Sort.PERCENT and last is not Sort.OTHER and not is_content(line, index):
            found.append(token)
    return found


def _percent(line: Sequence[Token]) -> float | None:
    return next((token.number for token in _percents(line)), None)


def _references(line: Sequence[Token]) -> tuple[float, ...]:
    stated = next((token.reference_mg for token in _percents(line)), None)
    if stated is None:
        return (EU_REFERENCE_MG, *US_REFERENCES_MG)
    return US_REFERENCES_MG if stated in US_REFERENCES_MG else (stated,)


def _basis(reading: Reading, line: Sequence[Token], found: Found) -> Reading:
    bases = [i for i, token in enumerate(line) if token.sort in (Sort.UNIT, Sort.DAY)]
    # "Per serving" says nothing beside "serving size: 3 capsules".
    bases = [i for i in bases if line[i].unit or line[i].sort is Sort.DAY] or bases
    days = [line[i].number for i in bases if line[i].sort is Sort.DAY]
    per_day = next((count for count in days if count), None)
    if not bases:
        return reading
    amounts = [i for i, token in enumerate(line) if token.sort in (Sort.AMOUNT, Sort.MOLAR)]
    at = found.elemental[0][0] if found.elemental else next(iter(amounts), 0)
    chosen = line[_nearest(bases, line=line, at=at)]
    per = Per.DAY if chosen.sort is Sort.DAY else Per.UNIT
    return replace(reading, per=per, units=chosen.number, unit=chosen.unit, units_per_day=per_day)


def _nearest(bases: Sequence[int], *, line: Sequence[Token], at: int) -> int:
    """What is said right behind the amount ("/ capsule"), else what was said last before it."""
    behind = [i for i in bases if i > at]
    amount_sorts = (Sort.AMOUNT, Sort.OTHER)
    if behind and not any(t.sort in amount_sorts for t in line[at + 1 : behind[0]]):
        unit_behind = line[behind[0]].sort is Sort.UNIT
        before_all = all(i > at for i in bases)
        if unit_behind or before_all:
            return behind[0]
    return max((i for i in bases if i < at), default=bases[0])


def _questions(reading: Reading, line: Sequence[Token], found: Found) -> Reading:
    doubts = _doubts(reading, line, found)
    ask: set[Ask] = set()
    options: tuple[Option, ...] = ()
    if reading.elemental_mg is None and reading.compound_mg is not None:
        ask.add(Ask.COMPOUND_OR_ELEMENTAL)
        options = _options(reading, found)
    if reading.per is Per.UNKNOWN:
        ask.add(Ask.PER_UNIT_OR_DAY)
    elif reading.per is Per.DAY and reading.units is None:
        ask.add(Ask.UNITS_PER_DAY)
    has_amount = reading.elemental_mg is not None or reading.compound_mg is not None
    is_asked = has_amount and Doubt.NOT_SWALLOWED not in doubts
    asked = frozenset(ask) if is_asked else frozenset()
    return replace(reading, options=options, ask=asked, doubts=doubts)


def _options(reading: Reading, found: Found) -> tuple[Option, ...]:
    fractions = []
    for named, mg in found.weights:
        if not _is_source(named):
            continue
        one = compounds.COMPOUNDS[named.slug] if named.slug else compounds.usual(named.family)
        forms = [one] if named.slug else list(compounds.family(named.family))
        each = [form.elemental_mg(mg) for form in forms]
        fractions.append((min(each), max(each), one.elemental_mg(mg)))
    low, high, usual = (sum(values) for values in zip(*fractions, strict=True))
    weight = reading.compound_mg or 0.0
    return (
        Option(meaning=Sort.COMPOUND, low_mg=low, high_mg=high, usual_mg=usual),
        Option(meaning=Sort.MAGNESIUM, low_mg=weight, high_mg=weight, usual_mg=weight),
    )


def _doubts(reading: Reading, line: Sequence[Token], found: Found) -> frozenset[Doubt]:
    doubts = set()
    if any(token.sort is Sort.NOT_SWALLOWED for token in line):
        doubts.add(Doubt.NOT_SWALLOWED)
    elemental = reading.elemental_mg
    if elemental is None:
        return frozenset(doubts)
    if reading.compound_mg and elemental / reading.compound_mg > _most(reading):
        doubts.add(Doubt.HOLDS_TOO_MUCH)
    if reading.percent is not None and not _agrees(elemental, reading.percent, line):
        doubts.add(Doubt.PERCENT_DIFFERS)
    if found.molar and abs(found.molar[0] - elemental) > 0.05 * elemental:
        doubts.add(Doubt.MMOL_DIFFERS)
    return frozenset(doubts)


def _most(reading: Reading) -> float:
    slugs = [named.slug for named in reading.compounds]
    if len(slugs) == 1 and slugs[0] is not None:
        largest = compounds.COMPOUNDS[slugs[0]].fraction
    else:
        largest = compounds.largest_fraction(named.family for named in reading.compounds)
    return largest + PLAUSIBLE_MARGIN


def _agrees(elemental_mg: float, percent: float, line: Sequence[Token]) -> bool:
    return any(
        abs(elemental_mg / reference * 100 - percent) <= 1 + PERCENT_MARGIN * percent
        for reference in _references(line)
    )
