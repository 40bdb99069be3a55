import dataclasses
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from foods import catalogue, importing
from foods.importers.records import DensityRecord, FoodRecord, NameRecord, PortionRecord
from foods.models import Food, FoodName, Portion, Release, Word, curated_id, table_id

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"

pytestmark = pytest.mark.django_db


def record(code: str = "1", **changes: object) -> FoodRecord:
    plain = FoodRecord(
        dataset="usda_sr28",
        release="28",
        code=f"test-{code}",
        group="nuts",
        names=(NameRecord("en", f"Quillnut {code}"), NameRecord("nl", f"Kwilnoot {code}")),
        content={"magnesium_mg": 100.0, "energy_kcal": 600.0},
        portions=(PortionRecord({"en": "cup", "nl": "kop"}, "120", "convention"),),
    )
    return dataclasses.replace(plain, **changes)  # type: ignore[arg-type]


def stored(code: str = "1") -> Food:
    return catalogue.food(table_id("usda_sr28", code=f"test-{code}"))


def test_a_record_becomes_a_food_with_its_names_portions_and_source() -> None:
    report = importing.load([record()])

    assert report == importing.Report(new=1)
    food = stored()
    assert (food.dataset, food.release, food.code) == ("usda_sr28", "28", "test-1")
    assert food.magnesium_mg == 100
    assert food.magnesium_basis == "measured"
    assert food.content == {"magnesium_mg": 100.0, "energy_kcal": 600.0}
    assert food.name_in("nl") == "Kwilnoot 1"
    assert food.default_portion is not None
    assert food.default_portion.label_in("nl") == "kop"
    assert food.default_portion.is_convention


def test_loading_the_same_again_changes_nothing() -> None:
    records = [record("1"), record("2")]
    importing.load(records)
    names = list(FoodName.objects.values_list("id", "name"))

    assert importing.load(records) == importing.Report(unchanged=2)
    assert list(FoodName.objects.values_list("id", "name")) == names


def test_a_changed_record_replaces_its_food_and_keeps_the_id() -> None:
    importing.load([record("1"), record("2")])
    names = (NameRecord("en", "Featherseed"),)
    content = {"magnesium_mg": 90.0}

    report = importing.load([record("1", names=names, content=content), record("2")])

    assert report == importing.Report(changed=1, unchanged=1)
    assert stored("1").magnesium_mg == 90
    assert stored("1").energy_kcal is None
    assert [food.id for food in catalogue.search("featherseed", lang="en").foods] == [
        stored("1").id
    ]
    assert catalogue.search("quillnut 1", lang="en").foods == ()


def test_a_food_that_left_its_source_stays() -> None:
    importing.load([record("1"), record("2")])

    importing.load([record("2")])

    assert stored("1").magnesium_mg == 100


def test_unknown_magnesium_stays_unknown() -> None:
    importing.load([record(content={}, magnesium_basis="measured", energy_basis="table")])

    food = stored()
    assert food.magnesium_mg is None
    assert food.magnesium_basis == "unknown"
    assert food.energy_basis == "unknown"
    assert Food.objects.filter(id=food.id, magnesium_mg__isnull=True).exists()


@pytest.mark.parametrize("content", [{"magnesium_mg": -1.0}, {"magic_mg": 1.0}])
def test_a_record_with_a_wrong_content_stops_the_whole_load(content: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        importing.load([record("1"), record("2", content=content)])

    assert not Food.objects.filter(code__startswith="test-").exists()


def test_a_record_of_a_group_that_is_not_ours_is_refused() -> None:
    with pytest.raises(KeyError, match="moon_foods"):
        importing.load([record(group="moon_foods")])


def test_the_database_refuses_a_value_without_a_basis_and_a_basis_without_a_value() -> None:
    importing.load([record()])
    food = Food.objects.filter(id=stored().id)

    changes: list[dict[str, object]] = [
        {"magnesium_mg": None},
        {"magnesium_basis": "unknown"},
        {"magnesium_mg": -1},
        {"energy_kcal": None},
        {"energy_basis": "unknown"},
        {"low_mg": 1},
        {"low_mg": 1, "fill_mg": 2, "high_mg": 3},
    ]
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            food.update(**change)


def test_names_of_everyday_foods_are_read_first_in_a_load_and_in_the_next() -> None:
    importing.load([record("rare", tier=3), record("common", tier=1)])
    importing.load([record("new", tier=1)])

    order = FoodName.objects.filter(name__startswith="Quillnut").order_by("id")
    assert [name.food.code for name in order] == ["test-common", "test-new", "test-rare"]


def test_six_curated_foods_may_share_a_row_of_a_table() -> None:
    importing.load([record(slug="quillnut"), record(slug="quillnut-salted")])

    assert (
        Food.objects.filter(id__in=[curated_id("quillnut"), curated_id("quillnut-salted")]).count()
        == 2
    )


def test_densities_are_renewed() -> None:
    importing.load_densities([DensityRecord("nuts", "1", "2", "3", 5, "test")])
    importing.load_densities([DensityRecord("nuts", "1", "2.5", "3", 6, "test")])

    density = catalogue.density("nuts")
    assert density == catalogue.Density("nuts", 1.0, 2.5, 3.0, 6, "test")


def test_the_whole_fixture_loads_and_loading_it_again_is_skipped() -> None:
    Release.objects.all().delete()

    first = importing.load_fixture(FIXTURES)

    assert first.new + first.changed + first.unchanged == 834
    assert importing.load_fixture(FIXTURES) == importing.Report(skipped=True)
    Release.objects.all().delete()
    assert importing.load_fixture(FIXTURES) == importing.Report(unchanged=834)


def test_every_loaded_food_keeps_unknown_apart_from_zero() -> None:
    importing.load_fixture(FIXTURES)
    foods = Food.objects.filter(slug__isnull=False)

    # 17 foods without a table or a recipe, tap water and Christinen Brunnen.
    assert foods.filter(magnesium_mg__isnull=True).count() == 19
    for food in foods:
        known = "magnesium_mg" in food.content
        assert known == (food.magnesium_mg is not None)
        assert known == (food.magnesium_basis != "unknown")
        assert ("energy_kcal" in food.content) == (food.energy_kcal is not None)


def test_the_command_tells_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_foods")
    call_command("load_foods")

    assert "nothing changed" in capsys.readouterr().out


def test_names_feed_the_words_that_forgive_a_typo() -> None:
    importing.load([record(names=(NameRecord("nl", "Kwilnotenbrood 5"),))])

    words = set(Word.objects.filter(lang="nl").values_list("word", flat=True))
    assert {"kwilnotenbrood", "brood"} <= words
    assert "5" not in words


def test_portions_are_replaced_with_their_food() -> None:
    importing.load([record()])
    importing.load([record(portions=())])

    assert not Portion.objects.filter(food=stored()).exists()
    assert stored().default_portion is None
