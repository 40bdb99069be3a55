"""USDA FoodData Central: the CSV downloads of Foundation Foods, SR Legacy and Survey (FNDDS)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from foods import table_groups
from foods.importers import building, files
from foods.importers.files import Bundle
from foods.importers.records import Contents, FoodRecord, NameRecord, PortionRecord, Refusal
from foods.sources import FDC_FOUNDATION, FDC_SR_LEGACY, FDC_SURVEY, SOURCES

# nutrient.csv: the id, and the older number that some downloads give in its place.
NUTRIENTS = {
    "1008": "energy_kcal",
    "1051": "water_g",
    "1003": "protein_g",
    "1004": "fat_g",
    "1005": "carbohydrate_g",
    "1079": "fibre_g",
    "1018": "alcohol_g",
    "1057": "caffeine_mg",
    "1090": "magnesium_mg",
    "1087": "calcium_mg",
    "1092": "potassium_mg",
    "1089": "iron_mg",
    "1093": "sodium_mg",
    "1095": "zinc_mg",
    "1091": "phosphorus_mg",
    "1114": "vitamin_d_ug",
    "1185": "vitamin_k_ug",
    "1175": "vitamin_b6_mg",
    "208": "energy_kcal",
    "255": "water_g",
    "203": "protein_g",
    "204": "fat_g",
    "205": "carbohydrate_g",
    "291": "fibre_g",
    "221": "alcohol_g",
    "262": "caffeine_mg",
    "304": "magnesium_mg",
    "301": "calcium_mg",
    "306": "potassium_mg",
    "303": "iron_mg",
    "307": "sodium_mg",
    "309": "zinc_mg",
    "305": "phosphorus_mg",
    "328": "vitamin_d_ug",
    "430": "vitamin_k_ug",
    "415": "vitamin_b6_mg",
}
# Foundation Foods give energy by Atwater's factors, the specific ones before the general.
ATWATER = ("2048", "2047")
NO_UNIT = "9999"


@dataclass(frozen=True)
class Part:
    """One of the three tables: its rows in food.csv, and the file with the codes people cite."""

    source: str
    data_type: str
    codes: str
    code_column: str


FOUNDATION = Part(FDC_FOUNDATION, "foundation_food", "foundation_food.csv", "NDB_number")
SR_LEGACY = Part(FDC_SR_LEGACY, "sr_legacy_food", "sr_legacy_food.csv", "NDB_number")
SURVEY = Part(FDC_SURVEY, "survey_fndds_food", "survey_fndds_food.csv", "food_code")


def read(path: Path, *, part: Part, release: str = "") -> Contents:
    """The foods of one part of a download (zip or folder); rows of other kinds are passed over."""
    bundle = Bundle(path)
    needed = ("fdc_id", "data_type", "description", "food_category_id")
    rows = files.need(needed, among=bundle.rows("food.csv"), name="food.csv")
    foods = {row["fdc_id"]: row for row in rows if row["data_type"] == part.data_type}
    if not foods:
        raise files.FileError(f"{path.name} holds no food of the kind {part.data_type}.")
    release = release or max(row.get("publication_date", "") for row in foods.values())
    return Contents(release, len(foods), _items(bundle, foods, part=part, release=release))


def _items(
    bundle: Bundle, foods: Mapping[str, dict[str, str]], *, part: Part, release: str
) -> Iterator[FoodRecord | Refusal]:
    codes = {row["fdc_id"]: row for row in bundle.rows(part.codes)}
    groups = _groups(bundle, part=part)
    cells = _cells(bundle, foods)
    portions = _portions(bundle, foods, part=part)
    for fdc_id, row in foods.items():
        key, group_name = _group(row, codes.get(fdc_id, {}), groups, part=part)
        yield building.record(
            SOURCES[part.source],
            release=release,
            code=_code(fdc_id, codes.get(fdc_id, {}), part=part),
            names=[NameRecord("en", row["description"])],
            group=key,
            group_name=group_name,
            cells=cells.get(fdc_id, {}),
            portions=portions.get(fdc_id, ()),
        )


def _code(fdc_id: str, row: Mapping[str, str], *, part: Part) -> str:
    """The NDB number or food code, which stay from release to release, else the FDC id."""
    code = row.get(part.code_column, "").strip()
    if not code:
        return f"fdc {fdc_id}"
    # SR28 writes its numbers with five digits; the download leaves out the zero in front.
    return code.zfill(5) if part.code_column == "NDB_number" else code


def _groups(bundle: Bundle, *, part: Part) -> dict[str, str]:
    """The names of the table's food groups by their number."""
    if part is SURVEY:
        rows = bundle.rows("wweia_food_category.csv")
        number, name = "wweia_food_category", "wweia_food_category_description"
    else:
        rows, number, name = bundle.rows("food_category.csv"), "id", "description"
    return {row.get(number, ""): row.get(name, "") for row in rows}


def _group(
    row: Mapping[str, str], code: Mapping[str, str], groups: Mapping[str, str], *, part: Part
) -> tuple[str | None, str]:
    survey = code.get("wweia_category_code") or code.get("wweia_category_number", "")
    number = survey if part is SURVEY else row["food_category_id"]
    name = groups.get(number, number)
    ours = table_groups.FNDDS_2017_2018 if part is SURVEY else table_groups.FDC
    return ours.get(name), name


def _cells(bundle: Bundle, foods: Mapping[str, object]) -> dict[str, dict[str, str]]:
    needed = ("fdc_id", "nutrient_id", "amount")
    rows = bundle.rows("food_nutrient.csv")
    cells: defaultdict[str, dict[str, str]] = defaultdict(dict)
    atwater: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in files.need(needed, among=rows, name="food_nutrient.csv"):
        food, nutrient = row["fdc_id"], row["nutrient_id"]
        if food not in foods:
            continue
        if nutrient in NUTRIENTS:
            cells[food][NUTRIENTS[nutrient]] = row["amount"]
        elif nutrient in ATWATER:
            atwater[food][nutrient] = row["amount"]
    for food, energies in atwater.items():
        energy = next(energies[nutrient] for nutrient in ATWATER if nutrient in energies)
        cells[food].setdefault("energy_kcal", energy)
    return cells


def _portions(
    bundle: Bundle, foods: Mapping[str, object], *, part: Part
) -> dict[str, tuple[PortionRecord, ...]]:
    if not (bundle.find("food_portion.csv") and bundle.find("measure_unit.csv")):
        return {}
    units = {row.get("id", ""): row.get("name", "") for row in bundle.rows("measure_unit.csv")}
    portions: defaultdict[str, list[PortionRecord]] = defaultdict(list)
    for row in bundle.rows("food_portion.csv"):
        if row.get("fdc_id") in foods and (portion := _portion(row, units, part=part)):
            portions[row["fdc_id"]].append(portion)
    return {fdc_id: building.distinct(rows) for fdc_id, rows in portions.items()}


def _portion(
    row: Mapping[str, str], units: Mapping[str, str], *, part: Part
) -> PortionRecord | None:
    """A portion of Survey Foods is described in words, the others have amount, unit, modifier."""
    number = row.get("measure_unit_id", NO_UNIT)
    unit = "" if number == NO_UNIT else units.get(number, "")
    words = [unit, row.get("modifier", "")]
    measure = row.get("portion_description", "") or ", ".join(word for word in words if word)
    amount = "" if row.get("portion_description") else row.get("amount", "")
    code = f"FDC {row['fdc_id']} portion {row.get('id', '')}"
    return building.portion(
        amount, measure, row.get("gram_weight", ""), source=part.source, code=code
    )


foundation = partial(read, part=FOUNDATION)
sr_legacy = partial(read, part=SR_LEGACY)
survey = partial(read, part=SURVEY)
