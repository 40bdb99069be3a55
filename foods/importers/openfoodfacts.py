"""One product of Open Food Facts, as its API gives it (versions 0 to 2): a JSON file."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from foods import table_groups
from foods.importers import building
from foods.importers.amounts import Cell
from foods.importers.files import FileError
from foods.importers.records import (
    NAME,
    SYNONYM,
    Contents,
    FoodRecord,
    NameRecord,
    PortionRecord,
    Refusal,
)
from foods.sources import OPEN_FOOD_FACTS, SOURCES

SOURCE = SOURCES[OPEN_FOOD_FACTS]
LARGEST = 5_000_000
LANGUAGES = ("en", "nl", "fr", "de")
# `_100g` is in grams whatever `_unit` says, but for energy; so each is multiplied to our unit.
NUTRIENTS = {
    "energy-kcal": ("energy_kcal", 1),
    "proteins": ("protein_g", 1),
    "fat": ("fat_g", 1),
    "carbohydrates": ("carbohydrate_g", 1),
    "fiber": ("fibre_g", 1),
    "magnesium": ("magnesium_mg", 1000),
    "calcium": ("calcium_mg", 1000),
    "potassium": ("potassium_mg", 1000),
    "iron": ("iron_mg", 1000),
    "sodium": ("sodium_mg", 1000),
    "zinc": ("zinc_mg", 1000),
    "phosphorus": ("phosphorus_mg", 1000),
    "caffeine": ("caffeine_mg", 1000),
    "vitamin-d": ("vitamin_d_ug", 1_000_000),
    "vitamin-k": ("vitamin_k_ug", 1_000_000),
    "vitamin-b6": ("vitamin_b6_mg", 1000),
}


def read(path: Path, *, release: str = "") -> Contents:
    """The one product of the file."""
    document = _document(path)
    product = document.get("product", document)
    if not isinstance(product, dict) or not isinstance(product.get("nutriments"), dict):
        raise FileError(f"{path.name} holds no product with nutriments.")
    release = release or f"revision {product.get('rev', 'unknown')}"
    code = str(document.get("code") or product.get("code") or "")
    return Contents(release, 1, iter([_item(product, code=code, release=release)]))


def _document(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST:
            raise FileError(f"{path.name} is larger than one product: it is not read.")
        document = json.loads(path.read_bytes())
    except OSError as error:
        raise FileError(f"{path.name} cannot be opened: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        if isinstance(error, FileError):
            raise
        raise FileError(f"{path.name} is not JSON: it may have broken off.") from error
    if not isinstance(document, dict):
        raise FileError(f"{path.name} holds no product.")
    return document


def _item(product: Mapping[str, Any], *, code: str, release: str) -> FoodRecord | Refusal:
    if product.get("no_nutrition_data") == "on":
        return Refusal(code, str(product.get("product_name", "")), "its label gives no nutrients")
    group_name = str(product.get("pnns_groups_2", "")).casefold()
    nutriments: Mapping[str, Any] = product["nutriments"]
    return building.record(
        SOURCE,
        release=release,
        code=code,
        names=_names(product),
        group=table_groups.OPEN_FOOD_FACTS.get(group_name, "other"),
        cells={key: _cell(nutriments, name, by) for name, (key, by) in NUTRIENTS.items()},
        portions=_portions(product, code=code),
    )


def _names(product: Mapping[str, Any]) -> Iterator[NameRecord]:
    """The product's name in each language, with its brand as a synonym in front."""
    brand = str(product.get("brands") or "").split(",")[0]
    own = str(product.get("lang") or "en")[:2]
    for lang in (own, *LANGUAGES):
        name = product.get(f"product_name_{lang}") or (
            product.get("product_name") if lang == own else ""
        )
        if name:
            yield NameRecord(lang, str(name), NAME)
            yield NameRecord(lang, f"{brand} {name}" if brand else "", SYNONYM)


def _cell(nutriments: Mapping[str, Any], name: str, by: int) -> Cell:
    """The amount in our unit; as printed when it is a percentage, so that a check can see it."""
    unit = str(nutriments.get(f"{name}_unit", ""))
    value = nutriments.get(f"{name}_100g")
    if value in (None, ""):
        return None
    if "%" in unit:
        return f"{nutriments.get(f'{name}_value', value)} %"
    if unit.casefold() == "iu":
        return None
    try:
        amount = round(float(value) * by, 6)
    except (TypeError, ValueError):
        return str(value)
    return f"< {amount}" if nutriments.get(f"{name}_modifier") == "<" else amount


def _portions(product: Mapping[str, Any], *, code: str) -> tuple[PortionRecord, ...]:
    grams, size = product.get("serving_quantity"), product.get("serving_size")
    if not grams or not size:
        return ()
    portion = building.portion("1", str(size), str(grams), source=SOURCE.key, code=code)
    return building.distinct([portion] if portion else [])
