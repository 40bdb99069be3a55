"""A pasted label line as tokens: amounts, compounds, magnesium, and the words that join them."""

import enum
import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from foods import compounds, label_words
from foods.label_words import HYDRATES, LANGUAGES, OWN_NAMES, SALTS, Salt

MG_PER = {
    **dict.fromkeys(("mg", "milligram", "milligrams", "milligramm"), 1.0),
    **dict.fromkeys(("g", "gr", "gram", "grams", "gramm"), 1000.0),
    "kg": 1_000_000.0,
    **dict.fromkeys(("ug", "mcg", "microgram", "mikrogramm"), 0.001),
    "mmol": compounds.MG_PER_MMOL,
    # Magnesium has two charges: half a mmol is one milliequivalent.
    **dict.fromkeys(("mval", "meq"), compounds.MG_PER_MMOL / 2),
}
MOLAR = frozenset({"mmol", "mval", "meq"})


class Sort(enum.StrEnum):
    AMOUNT = "amount"
    MOLAR = "molar"
    PERCENT = "percent"
    COMPOUND = "compound"
    MAGNESIUM = "magnesium"
    OTHER = "other"
    AS = "as"
    OF_WHICH = "of_which"
    EQUALS = "equals"
    OPEN = "open"
    CLOSE = "close"
    DAY = "day"
    UNIT = "unit"
    NOT_SWALLOWED = "not_swallowed"


NOUNS = frozenset({Sort.COMPOUND, Sort.MAGNESIUM, Sort.OTHER})


@dataclass(frozen=True, kw_only=True)
class Named:
    """A compound as a label names it; `slug` is None when the name leaves the form open."""

    family: str
    slug: str | None


@dataclass(frozen=True, kw_only=True)
class Token:
    """`mg` of an amount, `number` of a percentage or of counted units, `start` and `end` in the
    tidied text. `reference_mg` is what a percentage is of, None when the label does not say."""

    sort: Sort
    start: int
    end: int
    mg: float = 0.0
    number: float | None = None
    unit: str | None = None
    named: tuple[Named, ...] = ()
    reference_mg: float | None = None


def tidy(text: str) -> str:
    """One line in small letters, without accents and marks; "Mg" for the element spelled out."""
    text = re.sub(r"\bMg(?:2\+|\+\+|²⁺|\^2\+)", "magnesium", text)
    text = re.sub(r"[®™©*†‡]", " ", text)
    # After a number "Mg" is the unit, however it is written.
    text = re.sub(r"(^|[^\d\s])(\s*)\bMg\b", r"\1\2magnesium", text)
    text = text.replace("µ", "u").replace("μ", "u").replace("ß", "ss")
    text = unicodedata.normalize("NFKD", text)
    text = "".join(sign for sign in text if not unicodedata.combining(sign)).lower()
    text = re.sub(r"[‐‑‒–—−]", "-", text)
    return re.sub(r"\s+", " ", text).strip()


def tokens(tidied: str, *, lang: str | None = None) -> list[Token]:
    """The tokens of a tidied text; `lang` keeps to the small words of one language."""
    found: list[Token] = []
    for match in _pattern(lang).finditer(tidied):
        token = _token(match)
        follows_as = bool(found) and found[-1].sort in (Sort.AS, Sort.OPEN, Sort.COMPOUND)
        if token is not None and (match.lastgroup != "bare_salt" or follows_as):
            found.append(token)
    return found


def number(text: str, *, unit: str) -> float:
    """A number of a label: "1.000 mg" and "1,000 mg" are a thousand, "0,125 g" is not."""
    digits = text.replace(" ", "")
    is_thousands = re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3})+", digits) and MG_PER.get(unit) == 1.0
    return float(re.sub(r"[.,]", "", digits) if is_thousands else digits.replace(",", "."))


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _of(words: Mapping[str, tuple[str, ...]], lang: str | None) -> str:
    return _any(word for key in LANGUAGES if lang in (None, key) for word in words[key])


_NUMBER = r"\d{1,3}(?:[.,]\d{3})+|\d+(?:[.,]\d+)?"
_WEIGHT_UNIT = _any(MG_PER)
_UNIT_WORD = _any(label_words.UNITS.values())
_BESIDE = _any(label_words.BESIDE_UNIT)
_COUNTED = rf"(?:(?:{_BESIDE})\s+)*(?:{_UNIT_WORD})\b"
_HYDRATE = _any(HYDRATES.values())
_SALT = _any(salt.pattern for salt in SALTS)
_TAIL = rf"(?:[\s,-]*\(?(?:{_HYDRATE})\b\)?|(?![a-z]))"


@functools.cache
def _pattern(lang: str | None) -> re.Pattern[str]:
    elemental = _any(word for words in label_words.ELEMENTAL.values() for word in words)
    count = rf"(?:{_NUMBER})\s*(?:{_COUNTED})"
    parts = {
        "not_swallowed": rf"\b(?:{_of(label_words.NOT_SWALLOWED, lang)})\b",
        "range": rf"(?:{_NUMBER})\.?\s*(?:{_WEIGHT_UNIT})?\s*-\s*(?:{_NUMBER})\s*"
        rf"(?:{_WEIGHT_UNIT})\b",
        "percent": rf"(?:{_NUMBER})\s*%\s*\(?(?:(?:van de|of the|der|of|des)\s+)?"
        rf"(?:\b(?:{label_words.EU_PERCENT}|{label_words.US_PERCENT})(?![a-z]))?",
        "percent_before": rf"%\s?(?:{label_words.EU_PERCENT}|{label_words.US_PERCENT})"
        rf"(?![a-z])[\s:]*(?:{_NUMBER})\s*%?(?!\s*(?:{_WEIGHT_UNIT})\b)",
        "day": rf"\b(?:{_of(label_words.DAY, lang)})\b(?:\s*[(:=]?\s*(?:van|a|von|of|=)?\s*"
        rf"{count})?",
        "serving": rf"\b(?:{_of(label_words.SERVING, lang)})\b(?:\s*[(:=]?\s*(?:van|of|von)?\s*"
        rf"{count})?",
        "per_unit": rf"(?:\b(?:{_of(label_words.PER, lang)})\s*:?\s*(?:(?:{_NUMBER})\s*)?"
        rf"|\b(?:{_of(label_words.EACH, lang)})\s+(?:[a-z]+\s+){{0,3}}?"
        rf"|/\s*(?:(?:{_NUMBER})\s*)?)(?:{_COUNTED})(?:\s*\(\s*(?:{_NUMBER})\s*ml\s*\))?",
        "contains": rf"{count}\s*\(?[^()\d]{{0,12}}\)?\s*(?:{_of(label_words.CONTAINS, lang)})\b",
        # American labels write "mg." with a full stop.
        "amount": rf"(?:{_NUMBER})\s*-?(?:{_WEIGHT_UNIT})\b\.?",
        "compound": rf"(?:\b(?:{elemental})\s+)?\b(?:(?:tri|di|mono)-?\s?)?magnesium"
        rf"[\s-]*(?:{_SALT}){_TAIL}",
        "own_name": rf"\b(?:{_any(salt.pattern for salt in OWN_NAMES)})\b",
        "magnesium": rf"\b(?:{elemental})\s+magnesium\b(?:[- ]?ion(?:en|s)?\b)?"
        rf"|\b(?:{_any(label_words.MAGNESIUM)})\b(?:[\s,]*\(?(?:{elemental})\b\)?)?"
        rf"|\b(?:elementair|elemental|elementar)\b",
        "other": rf"\b(?:{_any(label_words.OTHERS)})\b",
        "bare_salt": rf"(?<![a-z])(?:{_SALT}){_TAIL}",
        "as": rf"\b(?:{_of(label_words.AS, lang)})\b",
        "of_which": rf"\b(?:{_of(label_words.OF_WHICH, lang)})\b",
        "equals": r"=|≙",
        "open": r"[(\[]",
        "close": r"[)\]]",
    }
    return re.compile("|".join(f"(?P<{name}>{part})" for name, part in parts.items()))


_PLAIN = {
    "as": Sort.AS,
    "of_which": Sort.OF_WHICH,
    "equals": Sort.EQUALS,
    "open": Sort.OPEN,
    "close": Sort.CLOSE,
    "magnesium": Sort.MAGNESIUM,
    "other": Sort.OTHER,
    "not_swallowed": Sort.NOT_SWALLOWED,
}


def _token(match: re.Match[str]) -> Token | None:
    name, text = str(match.lastgroup), match.group()
    token = Token(sort=Sort.OTHER, start=match.start(), end=match.end())
    if name in _PLAIN:
        return replace(token, sort=_PLAIN[name])
    if name in ("amount", "range"):
        return _amount(token, text)
    if name.startswith("percent"):
        return _percent(token, text)
    if name in ("day", "serving", "per_unit", "contains"):
        return _counted(token, text, sort=Sort.DAY if name == "day" else Sort.UNIT)
    return _compound(token, text)


def _amount(token: Token, text: str) -> Token:
    """Of a range the lower end: a claim is questioned sooner against it."""
    unit = re.findall(rf"(?:{_WEIGHT_UNIT})\b", text)[-1]
    value = number(re.findall(_NUMBER, text)[0], unit=unit)
    sort = Sort.MOLAR if unit in MOLAR else Sort.AMOUNT
    return replace(token, sort=sort, mg=value * MG_PER[unit])


# FDA 2016 (21 CFR 101.9): a Daily Value is 420 mg; labels from before 2020 count with 400.
EU_REFERENCE_MG = 375.0
US_REFERENCES_MG = (420.0, 400.0)


def _percent(token: Token, text: str) -> Token:
    value = number(re.findall(_NUMBER, text)[0], unit="%")
    us = re.search(rf"\b(?:{label_words.US_PERCENT})(?![a-z])", text)
    eu = re.search(rf"(?<![a-z])(?:{label_words.EU_PERCENT})(?![a-z])", text)
    reference = US_REFERENCES_MG[0] if us else EU_REFERENCE_MG if eu else None
    return replace(token, sort=Sort.PERCENT, number=value, reference_mg=reference)


def _counted(token: Token, text: str, *, sort: Sort) -> Token:
    units = [
        (found.start(), key)
        for key, words in label_words.UNITS.items()
        if (found := re.search(rf"\b(?:{words})\b", text))
    ]
    if not units:
        return replace(token, sort=sort)
    start, unit = min(units)
    counts = re.findall(_NUMBER, text[:start])
    count = number(counts[0], unit="") if counts else None if sort is Sort.DAY else 1.0
    return replace(token, sort=sort, number=count, unit=unit)


def _compound(token: Token, text: str) -> Token:
    salts: Sequence[Salt] = (*OWN_NAMES, *SALTS)
    family = next(s.family for s in salts if re.search(rf"(?:{s.pattern}){_TAIL}", text))
    named = Named(family=family, slug=_slug(family, text))
    is_elemental = re.match(
        "|".join(word for words in label_words.ELEMENTAL.values() for word in words), text
    )
    sort = Sort.MAGNESIUM if is_elemental else Sort.COMPOUND
    return replace(token, sort=sort, named=(named,))


def _slug(family: str, text: str) -> str | None:
    """The one form a name can mean, or None: "magnesium citrate" may be three."""
    forms = compounds.family(family)
    if len(forms) == 1:
        return forms[0].slug
    special = {
        "citrate": (
            (r"waterstof|hydrogen|mono", "hydrogen-citrate"),
            (r"tri-?\s?magnesium|dicitra", "citrate"),
        ),
        "malate": ((r"di-?\s?magnesium", "dimagnesium-malate"),),
        "aspartate": ((r"hydrochlor", "aspartate-hcl"),),
        "sulfate": ((r"bitter|epsom", "sulfate-heptahydrate"),),
        "phosphate": ((r"tri-?\s?magnesium", "phosphate-tribasic"),),
        "chloride": ((r"nigari", "chloride-hexahydrate"),),
    }
    for key, words in HYDRATES.items():
        if re.search(rf"(?:{words})\b", text):
            wanted = family if key == "anhydrous" else f"{family}-{key}"
            return next((form.slug for form in forms if form.slug == wanted), None)
    for pattern, slug in special.get(family, ()):
        if re.search(pattern, text):
            return slug
    return None
