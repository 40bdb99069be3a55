"""CIQUAL as XML: alim (foods), alim_grp (groups) and compo (values), each with a date in its name.

The files as published are not always well-formed: "< 0,5" stands in them with a bare "<".
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from foods import table_groups
from foods.importers import building
from foods.importers.files import Bundle, FileError
from foods.importers.records import Contents, FoodRecord, NameRecord, Refusal
from foods.sources import CIQUAL_2020, SOURCES

SOURCE = SOURCES[CIQUAL_2020]
# const_code of the const file.
NUTRIENTS = {
    "328": "energy_kcal",
    "400": "water_g",
    "25000": "protein_g",
    "40000": "fat_g",
    "31000": "carbohydrate_g",
    "34100": "fibre_g",
    "60000": "alcohol_g",
    "10120": "magnesium_mg",
    "10200": "calcium_mg",
    "10190": "potassium_mg",
    "10260": "iron_mg",
    "10110": "sodium_mg",
    "10300": "zinc_mg",
    "10150": "phosphorus_mg",
    "52100": "vitamin_d_ug",
    "54101": "vitamin_k_ug",
    "56500": "vitamin_b6_mg",
}
LEVELS = ("alim_grp_code", "alim_ssgrp_code", "alim_ssssgrp_code")
GROUPS = ("alim_grp_nom_eng", "alim_ssgrp_nom_eng", "alim_ssssgrp_nom_eng")
NO_LEVEL = "000000"
# A "<" that begins no tag, and a "&" that begins no entity.
BARE_LESS = re.compile(r"<(?![A-Za-z/?!])")
BARE_AND = re.compile(r"&(?!#?\w+;)")
ENCODING = re.compile(r"encoding=[\"']([\w-]+)")


def read(path: Path, *, release: str = "") -> Contents:
    """The foods of the three files in a zip or a folder."""
    bundle = Bundle(path.parent if path.suffix.casefold() == ".xml" else path)
    foods = {_text(food, "alim_code"): food for food in _elements(bundle, "alim", tag="ALIM")}
    release = release or SOURCE.release
    return Contents(release, len(foods), _items(bundle, foods, release=release))


def _items(
    bundle: Bundle, foods: Mapping[str, Element], *, release: str
) -> Iterator[FoodRecord | Refusal]:
    groups = _groups(bundle)
    cells = _cells(bundle)
    for code, food in foods.items():
        levels = tuple(_text(food, level) for level in LEVELS)
        group_name = groups.get(levels, groups.get((*levels[:2], NO_LEVEL), ""))
        names = (("en", "alim_nom_eng"), ("fr", "alim_nom_fr"))
        yield building.record(
            SOURCE,
            release=release,
            code=code,
            names=[NameRecord(lang, _text(food, tag)) for lang, tag in names],
            group=table_groups.CIQUAL_2020.get(group_name),
            group_name=group_name or " ".join(levels),
            cells=cells.get(code, {}),
        )


def _groups(bundle: Bundle) -> dict[tuple[str, ...], str]:
    return {
        tuple(_text(group, level) for level in LEVELS): table_groups.ciqual_name(
            *(_text(group, name) for name in GROUPS)
        )
        for group in _elements(bundle, "alim_grp", tag="ALIM_GRP")
    }


def _cells(bundle: Bundle) -> dict[str, dict[str, str]]:
    cells: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for value in _elements(bundle, "compo", tag="COMPO"):
        nutrient = NUTRIENTS.get(_text(value, "const_code"))
        if nutrient:
            cells[_text(value, "alim_code")][nutrient] = _text(value, "teneur")
    return cells


def _elements(bundle: Bundle, stem: str, *, tag: str) -> Iterator[Element]:
    """The elements of one file, each forgotten when the next is asked for."""
    name = _name(bundle, stem)
    parser: XMLPullParser[Element] = XMLPullParser(("start", "end"))
    root: Element | None = None
    try:
        for line in bundle.lines(name, encoding=_encoding(bundle, name)):
            if "<!DOCTYPE" in line or "<!ENTITY" in line:
                raise FileError(f"{name} defines entities, which no food table needs.")
            parser.feed(BARE_AND.sub("&amp;", BARE_LESS.sub("&lt;", line)))
            events = cast("Iterator[tuple[str, Element]]", parser.read_events())
            for event, element in events:
                root = element if root is None else root
                if event == "end" and element.tag == tag:
                    yield element
                    root.clear()
        parser.close()
    except ParseError as error:
        raise FileError(f"{name} is damaged or not XML ({error}). Download it again.") from error


def _name(bundle: Bundle, stem: str) -> str:
    """The file that is called "stem", mostly with something like a date behind it."""
    pattern = re.compile(rf"{stem}(_\d[\d_]*|_utf8)?\.xml", re.IGNORECASE)
    found = [name for name in bundle.names() if pattern.fullmatch(Path(name).name)]
    if not found:
        raise FileError(
            f"{bundle.path.name} holds no {stem}_….xml. CIQUAL is read from three files together: "
            "alim, alim_grp and compo."
        )
    return found[-1]


def _encoding(bundle: Bundle, name: str) -> str:
    """What the file says it is written in; the published ones are windows-1252 and UTF-8."""
    first = next(bundle.lines(name, encoding="latin-1"), "")
    said = ENCODING.search(first)
    return "cp1252" if said and said.group(1).casefold() == "windows-1252" else "utf-8"


def _text(element: Element, tag: str) -> str:
    return (element.findtext(tag) or "").strip()
