"""Each importer on a small file in the form its source publishes."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from foods import notes
from foods.importers import tables
from foods.importers.records import FoodRecord, NameRecord, Refusal
from foods.sources import SOURCES
from tests.foods.importers import samples


def test_every_source_that_is_loaded_from_a_file_has_a_sample() -> None:
    assert samples.PATHS.keys() == tables.READERS.keys()
    assert tables.READERS.keys() <= SOURCES.keys()


@pytest.mark.parametrize("source", tables.READERS)
def test_every_food_is_of_its_source_and_has_a_name(source: str) -> None:
    read = samples.foods(source)

    assert read
    for food in read.values():
        assert food.dataset == source
        assert food.release
        assert food.names[0].kind == "name"
        assert food.source_description == food.names[0].name
        assert ("magnesium_mg" in food.content) == (food.magnesium_basis != "unknown")


def test_sr28_joins_its_files_and_keeps_the_numbers_of_its_portions() -> None:
    almonds = samples.foods("usda_sr28")["12061"]

    assert almonds.group == "nuts"
    assert almonds.content == {"magnesium_mg": 270.0, "energy_kcal": 579.0}
    assert [name.name for name in almonds.names] == [
        "Nuts, almonds",
        "sweet almond",
        "shelled almond",
    ]
    assert [(p.labels["en"], float(p.grams), p.code) for p in almonds.portions] == [
        ("cup, whole", 143, "NDB 12061 seq 1"),
        ("oz (23 whole kernels)", 28.35, "NDB 12061 seq 2"),
        ("10 almond", 12, "NDB 12061 seq 3"),
        ("cup, whole (140 g)", 140, "NDB 12061 seq 4"),
    ]
    assert [p.is_default for p in almonds.portions] == [True, False, False, False]


def test_sr28_leaves_out_what_it_does_not_say() -> None:
    butter = samples.foods("usda_sr28")["01001"]

    assert butter.content == {"magnesium_mg": 2.0, "protein_g": 0.85, "fat_g": 81.11}
    assert butter.energy_basis == "unknown"


def test_a_group_that_is_not_mapped_is_refused_by_name() -> None:
    assert "Moon Products" in samples.refusals("usda_sr28")["99001"]
    assert "Moon dishes" in samples.refusals("fndds_2017_2018")["99999999"]


def test_a_zip_reads_as_the_folder_it_was_made_of(tmp_path: Path) -> None:
    for source in ("usda_sr28", "fdc_foundation"):
        packed = shutil.make_archive(str(tmp_path / source), "zip", samples.PATHS[source])

        assert samples.items(source, Path(packed)) == samples.items(source)


def test_fooddata_central_gives_each_kind_its_lasting_code() -> None:
    foundation = samples.foods("fdc_foundation")
    legacy = samples.foods("fdc_sr_legacy")
    survey = samples.foods("fdc_survey")

    assert (foundation.keys(), legacy.keys(), survey.keys()) == (
        {"fdc 9001"},
        {"01206"},
        {"42100100"},
    )
    assert survey["42100100"].magnesium_basis == "estimate"
    assert survey["42100100"].content == {"magnesium_mg": 279.0}
    assert [p.labels["en"] for p in survey["42100100"].portions] == ["1 nut"]
    assert [p.labels["en"] for p in foundation["fdc 9001"].portions] == ["cup, whole pieces"]


def test_foundation_foods_have_the_energy_of_the_specific_factors() -> None:
    assert samples.foods("fdc_foundation")["fdc 9001"].content["energy_kcal"] == 598


def test_fndds_is_an_estimate_and_oil_holds_none_by_nature() -> None:
    read = samples.foods("fndds_2017_2018")

    assert read["42100100"].content["magnesium_mg"] == 279
    assert read["42100100"].magnesium_basis == "estimate"
    assert read["11112120"].magnesium_basis == "estimate"
    assert len(read["42100100"].content) == 18


def test_ciqual_keeps_half_of_a_limit_and_computes_the_energy_it_lacks() -> None:
    almond = samples.foods("ciqual_2020")["15000"]

    assert almond.content["magnesium_mg"] == 270
    assert almond.content["sodium_mg"] == 2.5
    assert almond.content["vitamin_k_ug"] == 0
    assert set(almond.below_limit) == {"sodium_mg", "vitamin_k_ug"}
    # Annex XIV of Regulation (EU) No 1169/2011; its carbohydrate is without fibre.
    assert almond.content["energy_kcal"] == pytest.approx(
        9 * 51.3 + 4 * 8.73 + 2 * 10.2 + 4 * 21.1, abs=0.05
    )
    assert almond.energy_basis == "computed"


def test_magnesium_below_a_limit_is_known_and_says_so() -> None:
    nut = samples.foods("ciqual_2020")["15001"]

    assert (nut.content["magnesium_mg"], nut.magnesium_basis) == (1.0, "below_limit")
    assert "calcium_mg" not in nut.content


def test_ciqual_as_xml_is_read_although_it_is_not_well_formed() -> None:
    read = samples.foods("ciqual_2020", samples.FOLDER / "ciqual_xml")

    assert read["15000"].content == {"magnesium_mg": 270.0, "zinc_mg": 3.2}
    assert read["15000"].group == samples.foods("ciqual_2020")["15000"].group == "nuts"
    tomato = read["20047"]
    assert tomato.names[1] == NameRecord("fr", "Tomate, bio & crue")
    assert tomato.content == {"magnesium_mg": 0.25, "sodium_mg": 0.0}
    assert tomato.magnesium_basis == "below_limit"


def test_nevo_is_read_in_both_languages_with_its_version() -> None:
    contents = tables.READERS["nevo"](samples.PATHS["nevo"])
    read = samples.foods("nevo")

    assert contents.release == "2025 9.0"
    assert read["9901"].content["magnesium_mg"] == 261.5
    assert [(n.lang, n.kind) for n in read["9901"].names] == [
        ("nl", "name"),
        ("en", "name"),
        ("nl", "synonym"),
        ("nl", "synonym"),
    ]
    # Empty is unknown, also where the food is per 100 ml.
    assert "magnesium_mg" not in read["9902"].content
    assert "not per 100 g" in samples.refusals("nevo")["9903"]


def test_open_food_facts_is_in_grams_whatever_its_unit_says() -> None:
    chocolate = samples.foods("open_food_facts")["8710000000017"]

    assert chocolate.content["magnesium_mg"] == 230
    assert chocolate.content["sodium_mg"] == 16
    assert chocolate.magnesium_basis == "label"
    assert chocolate.group == "cocoa_chocolate"
    assert chocolate.release == "revision 12"
    assert {name.lang for name in chocolate.names} == {"nl", "en"}
    assert [p.labels["en"] for p in chocolate.portions] == ["2 squares (20 g)"]
    assert chocolate.doubts == ()


@pytest.mark.parametrize(
    ("changes", "doubt"),
    [
        ({"magnesium_100g": 23}, notes.MAGNESIUM_VERY_HIGH),
        ({"magnesium_unit": "% DV", "magnesium_value": 60}, notes.PERCENT_FOR_AMOUNT),
        ({"energy-kcal_100g": 59}, notes.ENERGY_DISAGREES),
        ({"energy-kcal_100g": 2469}, notes.ENERGY_DISAGREES),
        ({"carbohydrates_100g": 80}, notes.MORE_THAN_ITSELF),
    ],
)
def test_a_label_that_cannot_be_right_is_doubted(
    tmp_path: Path, changes: dict[str, object], doubt: str
) -> None:
    document = json.loads(samples.PATHS["open_food_facts"].read_text(encoding="utf-8"))
    document["product"]["nutriments"].update(changes)
    path = tmp_path / "product.json"
    path.write_text(json.dumps(document), encoding="utf-8")

    (item,) = samples.items("open_food_facts", path)

    assert isinstance(item, FoodRecord)
    assert doubt in item.doubts
    assert doubt in item.notes
    if doubt == notes.PERCENT_FOR_AMOUNT:
        assert "magnesium_mg" not in item.content


def test_a_plain_csv_gives_what_it_has_and_refuses_what_cannot_be() -> None:
    read = samples.foods("csv")
    refused = samples.refusals("csv")

    assert read["a1"].content == {"energy_kcal": 240.0, "magnesium_mg": 82.5}
    assert read["a1"].group == "bread"
    assert (read["a2"].group, read["a2"].below_limit) == ("other", ("magnesium_mg",))
    assert "magnesium_mg: -4 is less than 0" in refused["a3"]
    assert refused["a4"] == "the row has no name"


def test_a_file_is_read_as_it_is_asked_for(tmp_path: Path) -> None:
    """A CSV that breaks off gives its first rows before it fails: nothing is read ahead of need."""
    path = tmp_path / "long.csv"
    rows = "".join(f"c{n},Food {n}\n" for n in range(100_000))
    path.write_bytes(f"code,name\n{rows}".encode() + b"\xff\xff")

    items = tables.READERS["csv"](path).items

    assert [getattr(next(items), "code", "") for _ in range(3)] == ["c0", "c1", "c2"]


def test_a_refusal_names_the_row() -> None:
    refusals = [item for item in samples.items("csv") if isinstance(item, Refusal)]

    assert [(r.code, r.name) for r in refusals] == [("a3", "Crater cheese"), ("a4", "")]


def test_a_zip_in_a_zip_or_a_foreign_zip_says_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "nothing here")

    with pytest.raises(ValueError, match="no FOOD_DES"):
        tables.READERS["usda_sr28"](path)
