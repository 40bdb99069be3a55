"""The committed fixture, and the script that makes it."""

import csv
import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from foods import dishes, notes, sources
from foods.groups import GROUPS
from foods.importers import fixture
from foods.importers.records import FoodRecord

ROOT = Path(__file__).parent.parent.parent
FIXTURES = ROOT / "fixtures"
SAMPLE = ROOT / "tests" / "data" / "foods_source"

CURATED, AVERAGE_WATER, MISSING, WATERS = 794 - 15, 1, 21, 33


@pytest.fixture(scope="module")
def foods() -> dict[str, FoodRecord]:
    read = fixture.read(FIXTURES)
    return {str(food.slug): food for food in read.foods}


def build(source: Path, *, target: Path) -> "subprocess.CompletedProcess[str]":
    target.mkdir(exist_ok=True)
    command = [sys.executable, str(FIXTURES / "build.py"), str(source), str(target)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def rows(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["slug"]: row for row in csv.DictReader(file)}


def test_every_curated_food_missing_food_and_water_is_there_once(
    foods: dict[str, FoodRecord],
) -> None:
    read = fixture.read(FIXTURES)

    assert len(read.foods) == CURATED + MISSING + WATERS + AVERAGE_WATER
    assert len(foods) == len(read.foods)
    assert sum(food.kind == "water" for food in read.foods) == WATERS + AVERAGE_WATER
    assert sum(food.match == "none" for food in read.foods) == MISSING


def test_every_food_says_where_its_values_come_from(foods: dict[str, FoodRecord]) -> None:
    for food in foods.values():
        source = sources.SOURCES[food.dataset]
        assert food.release == source.release
        assert food.code
        assert food.group in GROUPS


def test_every_food_has_both_names_and_one_default_portion(foods: dict[str, FoodRecord]) -> None:
    for food in foods.values():
        named = {name.lang for name in food.names if name.kind == "name" and name.name}
        assert named == {"en", "nl"}
        assert [portion.is_default for portion in food.portions].count(True) == 1


def test_no_two_portions_of_a_food_have_the_same_label(foods: dict[str, FoodRecord]) -> None:
    for food in foods.values():
        for lang in ("en", "nl"):
            labels = [portion.labels[lang] for portion in food.portions]
            assert len(set(labels)) == len(labels), food.slug


def test_a_portion_is_a_convention_or_has_its_number_in_a_table(
    foods: dict[str, FoodRecord],
) -> None:
    for food in foods.values():
        for portion in food.portions:
            by_usda = portion.source == sources.USDA_SR28
            assert by_usda or portion.source == "convention"
            assert bool(portion.code) == by_usda


def test_every_note_is_one_we_can_say(foods: dict[str, FoodRecord]) -> None:
    assert {note for food in foods.values() for note in food.notes} <= notes.NOTES.keys()


def test_a_proxy_is_an_estimate_and_says_so(foods: dict[str, FoodRecord]) -> None:
    proxies = [food for food in foods.values() if food.match == "proxy"]

    assert len(proxies) == 30
    assert all(food.magnesium_basis == "estimate" for food in proxies)
    assert all(notes.PROXY in food.notes for food in proxies)


@pytest.mark.parametrize("slug", ["stroopwafel", "liquorice", "frikandel", "poffertjes"])
def test_a_food_without_a_table_holds_nothing_known(
    foods: dict[str, FoodRecord], slug: str
) -> None:
    food = foods[slug]

    assert food.content == {}
    assert food.magnesium_basis == "unknown"
    assert food.energy_basis == "unknown"
    assert food.portions


@pytest.mark.parametrize(
    ("slug", "basis"),
    [
        ("almonds", "measured"),
        ("quiche-spinach", "estimate"),
        ("olive-oil", "logical_zero"),
        ("sugar-white", "logical_zero"),
        ("spirits", "logical_zero"),
        ("cola", "measured"),
        ("stroopwafel", "unknown"),
        ("water-evian", "measured"),
        ("water-bar-le-duc", "label"),
        ("water-sourcy", "estimate"),
        ("water-mineral-avg", "estimate"),
        ("water-tap", "unknown"),
        ("water-christinen-brunnen", "unknown"),
    ],
)
def test_a_value_says_how_it_is_known(foods: dict[str, FoodRecord], slug: str, basis: str) -> None:
    assert foods[slug].magnesium_basis == basis


def test_milligrams_per_litre_become_milligrams_per_100_grams(
    foods: dict[str, FoodRecord],
) -> None:
    # waters.csv of the sources: Hépar 119, Bar-le-Duc 3.7, Donat Mg 1040 mg per litre.
    assert foods["water-hepar"].content["magnesium_mg"] == 11.9
    assert foods["water-bar-le-duc"].content["magnesium_mg"] == 0.37
    assert foods["water-donat-mg"].content["magnesium_mg"] == 104


def test_tap_water_is_unknown_between_2_and_15_mg_per_litre(foods: dict[str, FoodRecord]) -> None:
    tap = foods["water-tap"]

    assert "magnesium_mg" not in tap.content
    assert (tap.low_mg, tap.fill_mg, tap.high_mg) == ("0.2", "0.8", "1.5")


@pytest.mark.parametrize(
    ("slug", "note"),
    [
        ("swiss-chard-cooked", notes.HIGHER_THAN_DUTCH_TABLE),
        ("apricots-dried", notes.LOWER_THAN_DUTCH_TABLE),
        ("nori-dried", notes.IODINE),
        ("sunflower-seeds-toasted", notes.ONLY_ROW_IMPLAUSIBLE),
        ("kale-mash", notes.COMPUTED),
        ("water-donat-mg", notes.WATER_MEDICINAL),
        ("water-courmayeur", notes.WATER_SOURCES_DISAGREE),
        ("water-gerolsteiner", notes.WATER_SECONDARY),
        ("water-buxton", notes.WATER_UNVERIFIED),
    ],
)
def test_a_doubtful_value_carries_a_note(
    foods: dict[str, FoodRecord], slug: str, note: str
) -> None:
    assert note in foods[slug].notes


def test_every_group_with_foods_has_percentiles_in_order() -> None:
    densities = {density.group: density for density in fixture.read(FIXTURES).densities}

    # The two groups for whole tables hold no curated food.
    assert densities.keys() == {"", *GROUPS} - {"infant_foods", "other"}
    assert densities[""].count == CURATED
    for density in densities.values():
        assert 0 <= float(density.p10) <= float(density.p50) <= float(density.p90)


def test_the_readme_names_the_checksum_of_every_file() -> None:
    readme = (FIXTURES / "README.md").read_text(encoding="utf-8")

    for name in fixture.FILES:
        digest = hashlib.sha256((FIXTURES / name).read_bytes()).hexdigest()
        assert re.search(rf"^{digest}  {re.escape(name)}$", readme, re.MULTILINE), name


# --- building it ---


def test_building_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for target in ("one", "two"):
        assert build(SAMPLE, target=tmp_path / target).returncode == 0

    for name in fixture.FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_amounts_are_copied_and_what_is_not_known_stays_empty(tmp_path: Path) -> None:
    build(SAMPLE, target=tmp_path / "built")
    built = rows(tmp_path / "built" / fixture.FOODS)

    almonds = built["almonds"]
    assert (almonds["magnesium_mg"], almonds["fibre_g"]) == ("270", "12.5")
    assert (almonds["dataset"], almonds["release"], almonds["code"]) == ("usda_sr28", "28", "12061")
    # The toasted sandwich lacks carbohydrate and fibre, so its energy cannot be computed.
    sandwich = built["sandwich-toasted-ham-cheese"]
    assert (sandwich["energy_kcal"], sandwich["energy_basis"]) == ("", "unknown")
    assert built["stroopwafel"]["magnesium_mg"] == ""


def test_below_a_limit_is_half_of_it_and_traces_are_zero(tmp_path: Path) -> None:
    build(SAMPLE, target=tmp_path / "built")
    built = rows(tmp_path / "built" / fixture.FOODS)

    # core_foods.csv: red lentils have "na_mg<5;vit_d_ug<0.25", green olives traces of carbohydrate.
    lentils, olives = built["lentils-red-cooked"], built["olives-green"]
    assert lentils["below_limit"] == "sodium_mg;vitamin_d_ug"
    assert (lentils["sodium_mg"], lentils["vitamin_d_ug"]) == ("2.5", "0.125")
    assert olives["below_limit"] == "carbohydrate_g;vitamin_d_ug"
    assert olives["carbohydrate_g"] == "0"
    assert lentils["magnesium_basis"] == "measured"


def test_energy_that_a_table_lacks_is_computed(tmp_path: Path) -> None:
    build(SAMPLE, target=tmp_path / "built")
    built = rows(tmp_path / "built" / fixture.FOODS)
    computed = [row for row in built.values() if row["energy_basis"] == "computed"]

    assert computed
    for row in computed:
        # CIQUAL's carbohydrate is without fibre; factors of Regulation (EU) No 1169/2011.
        factors = {"fat_g": 9, "alcohol_g": 7, "protein_g": 4, "carbohydrate_g": 4, "fibre_g": 2}
        energy = sum(float(row[key]) * factor for key, factor in factors.items())
        assert float(row["energy_kcal"]) == pytest.approx(energy, abs=0.05)


def test_a_water_of_both_lists_is_there_once_with_its_table_row(tmp_path: Path) -> None:
    build(SAMPLE, target=tmp_path / "built")
    built = rows(tmp_path / "built" / fixture.WATERS)

    assert built.keys() == {
        "water-christinen-brunnen",
        "water-cristaline",
        "water-mineral-avg",
        "water-sourcy",
        "water-spa-reine",
        "water-tap",
    }
    assert built["water-spa-reine"]["code"] == "76076"
    assert built["water-cristaline"]["magnesium_mg"] == "2.5"
    assert built["water-christinen-brunnen"]["magnesium_mg"] == ""


def test_a_row_that_the_script_does_not_know_stops_it(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for path in SAMPLE.iterdir():
        (source / path.name).write_bytes(path.read_bytes())
    with (source / "core_missing.csv").open("a", encoding="utf-8") as file:
        file.write("Moon cheese,Maankaas,no row,\n")

    refused = build(source, target=tmp_path / "built")

    assert refused.returncode != 0
    assert "Moon cheese" in refused.stderr


def test_a_dish_holds_what_its_foods_hold_by_hand(foods: dict[str, FoodRecord]) -> None:
    # Potatoes 20, kale 18, sauerkraut 13, carrots and onion 10 each, endive 15 and milk 11 mg.
    by_hand = {
        "kale-mash": 12 + 5.4 + 1.1,
        "sauerkraut-mash": 12 + 3.9 + 1.1,
        "carrot-onion-mash": 12 + 2 + 1 + 1.1,
        "endive-mash": 12 + 4.5 + 1.1,
    }
    assert by_hand.keys() == dishes.DISHES.keys()
    for slug, magnesium_mg in by_hand.items():
        dish = foods[slug]
        assert dish.content["magnesium_mg"] == pytest.approx(magnesium_mg)
        assert (dish.magnesium_basis, dish.notes) == ("estimate", (notes.COMPUTED,))
        assert sum(dishes.DISHES[slug].values()) == 100
        assert all(item in dish.source_description for item in dishes.DISHES[slug])
