"""Searching the real fixture, on whichever database the tests run."""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foods import catalogue, importing
from foods.importers.records import FoodRecord, NameRecord
from foods.models import Food, GroupDensity, curated_id
from foods.search import ranking

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"

pytestmark = pytest.mark.django_db

NumQueries = Callable[..., AbstractContextManager[Any]]


@pytest.fixture(autouse=True)
def _foods(db: None) -> None:
    importing.load_fixture(FIXTURES)


def slugs(query: str, *, lang: str = "nl", **options: Any) -> list[str]:
    return [str(food.slug) for food in catalogue.search(query, lang=lang, **options).foods]


@pytest.mark.parametrize(
    ("query", "lang", "first"),
    [
        ("amandelen", "nl", "almonds"),
        ("almonds", "en", "almonds"),
        ("almonds", "nl", "almonds"),
        ("kikkererwt", "nl", "chickpeas-cooked"),
        ("havermout", "nl", "oats-rolled"),
        ("creme fraiche", "nl", "creme-fraiche"),
        ("CRÈME", "nl", "creme-fraiche"),
        ("houmous", "en", "hummus"),
        ("rookworst", "nl", "smoked-sausage"),
        ("stroopw", "nl", "stroopwafel"),
        ("kraanwater", "nl", "water-tap"),
        ("spa", "nl", "water-spa-reine"),
        ("hepar", "nl", "water-hepar"),
        ("tofu", "en", "tofu"),
        ("nasi", "nl", "fried-rice"),
        ("pinda's", "nl", "peanuts-"),
        ("pindas", "nl", "peanuts-"),
        ("appels", "nl", "apple"),
        ("eieren", "nl", "egg-"),
        ("tomaten", "nl", "tomato"),
        ("eggs", "en", "egg"),
    ],
)
def test_the_expected_food_comes_first(query: str, lang: str, first: str) -> None:
    assert slugs(query, lang=lang)[0].startswith(first)


@pytest.mark.parametrize(
    ("query", "lang", "corrected", "slug"),
    [
        ("almnd", "en", "almond", "almonds"),
        ("kikererwten", "nl", "kikkererwten", "chickpeas-cooked"),
        ("havermoud", "nl", "havermout", "oats-rolled"),
        ("spinasie", "nl", "spinazie", "spinach-raw"),
        ("wallnut", "en", "walnuts", "walnuts"),
        ("pindakass", "nl", "pindakaas", "peanut-butter"),
        ("volle mlek", "nl", "volle melk", "milk-whole"),
    ],
)
def test_one_typo_is_forgiven_and_said(query: str, lang: str, corrected: str, slug: str) -> None:
    found = catalogue.search(query, lang=lang)

    assert found.corrected == corrected
    assert slug in [food.slug for food in found.foods[:3]]


def test_what_is_found_as_typed_is_not_corrected() -> None:
    assert catalogue.search("amandelen", lang="nl").corrected is None


def test_what_no_word_is_near_finds_nothing() -> None:
    assert catalogue.search("qqqqzzzz", lang="nl") == catalogue.Found()


def test_words_may_come_in_any_order_and_unfinished() -> None:
    for query in ("volkoren brood", "brood volkoren", "volk broo"):
        assert "bread-wholemeal" in slugs(query)[:3]


def test_the_last_part_of_a_dutch_compound_finds_it() -> None:
    assert {"bread-wholemeal", "bread-white", "bread-brown"} <= set(slugs("brood"))
    assert "soup-tomato" in slugs("tomaten soep")
    assert "peanut-butter" not in slugs("kaas", limit=50)


@pytest.mark.parametrize("query", ["be", "ka", "pe", "ap", "me"])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_names_of_the_asked_language_come_first(query: str, lang: str) -> None:
    first = catalogue.search(query, lang=lang).foods[0]

    assert any(name.lower().startswith(query) for name in first.names_in(lang))


def test_plain_foods_come_before_dishes() -> None:
    found = slugs("linzen")

    assert found.index("lentils-cooked") < found.index("soup-lentil")


def test_what_a_person_eats_comes_first() -> None:
    favourite = curated_id("soup-lentil")

    assert slugs("linzen", favour={favourite: 3.0})[0] == "soup-lentil"
    assert "soup-lentil" not in slugs("melk", favour={favourite: 3.0})


def test_kinds_narrow_the_search() -> None:
    found = catalogue.search("wa", lang="nl", kinds=["water"]).foods

    assert found
    assert {food.kind for food in found} == {"water"}
    favour = {curated_id("watermelon"): 1.0}
    assert "watermelon" not in slugs("wa", kinds=["water"], favour=favour)


def test_the_limit_holds_and_none_is_no_error() -> None:
    assert len(slugs("me", limit=3)) == 3
    assert slugs("me", limit=0) == []
    assert slugs("me", limit=-1) == []


def test_scores_stand_beside_the_foods_in_order() -> None:
    found = catalogue.search("melk", lang="nl")

    assert len(found.scores) == len(found.foods)
    assert list(found.scores) == sorted(found.scores)
    assert all(isinstance(score, ranking.Score) for score in found.scores)


@pytest.mark.parametrize(
    "query",
    [
        '"',
        '""" OR 1',
        "melk OR brood*",
        "melk NEAR(brood)",
        "name_norm:melk",
        "'; DROP TABLE foods_food; --",
        "melk' & 'brood",
        "melk:* | !brood",
        "\\",
        "%_%",
        "mel\x00k",
        "\ud800melk",
        "🥑🥑🥑",
        "مغنيسيوم",
        "мёд",
        "牛奶",
        "*" * 5000,
        "(" * 50,
        "a b c d",
    ],
)
def test_a_query_is_never_more_than_words(query: str) -> None:
    catalogue.search(query, lang="nl")

    assert Food.objects.filter(slug="almonds").exists()


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.text(), st.sampled_from(["nl", "en", "xx"]))
def test_search_takes_any_text(query: str, lang: str) -> None:
    found = catalogue.search(query, lang=lang, limit=5)

    assert len(found.foods) <= 5


def more_foods(number: int) -> None:
    importing.load(
        FoodRecord(
            dataset="usda_sr28",
            release="28",
            code=f"many-{n}",
            group="nuts",
            names=(NameRecord("en", f"Melkable food {n}"), NameRecord("nl", f"Melkachtig {n}")),
            content={"magnesium_mg": 1.0},
        )
        for n in range(number)
    )


def test_a_search_takes_four_queries_whatever_the_number_of_foods(
    django_assert_num_queries: NumQueries,
) -> None:
    with django_assert_num_queries(4):
        catalogue.search("melk", lang="nl")
    more_foods(500)
    with django_assert_num_queries(4):
        catalogue.search("melk", lang="nl")
    # Not every match is at hand then, so what the person eats is looked up.
    with django_assert_num_queries(5):
        catalogue.search("melk", lang="nl", favour={curated_id("oats-rolled"): 1.0})


def test_a_forgiven_typo_takes_few_queries_more(django_assert_num_queries: NumQueries) -> None:
    # One look-up per word (two on PostgreSQL, which first sets its threshold), and a search again.
    extra = 2 if connection.vendor == "sqlite" else 3
    with django_assert_num_queries(4 + extra):
        catalogue.search("almnd", lang="en")


def test_everyday_foods_are_not_crowded_out_by_a_table() -> None:
    more_foods(1000)

    assert slugs("melk")[:3] == ["milk-semi-skimmed", "milk-whole", "milk-skimmed"]


def test_foods_in_full_take_three_queries(django_assert_num_queries: NumQueries) -> None:
    ids = [curated_id(slug) for slug in ("walnuts", "almonds", "no-such-food", "walnuts")]

    with django_assert_num_queries(3):
        foods = catalogue.foods(ids)
        names = [food.name_in("nl") for food in foods]
        portions = [food.default_portion for food in foods]

    assert [food.slug for food in foods] == ["walnuts", "almonds"]
    assert names[0].startswith("Walnoten")
    assert all(portions)


def test_foods_are_found_by_slug() -> None:
    assert catalogue.by_slug(["almonds", "nonsense"]).keys() == {"almonds"}


def test_an_unknown_food_does_not_exist() -> None:
    with pytest.raises(Food.DoesNotExist):
        catalogue.food(uuid.uuid4())


def test_names_are_given_per_language_with_synonyms_behind() -> None:
    almonds = catalogue.food(curated_id("almonds"))

    assert almonds.names_in("nl")[0] == "Amandelen, ongezouten"
    assert "rauwe amandelen" in almonds.names_in("nl")
    assert almonds.name_in("en") == "Almonds"
    assert almonds.name_in("fr") == "Almonds"
    assert almonds.names_in("fr") == ()


def test_the_default_portion_is_offered_first() -> None:
    tap = catalogue.food(curated_id("water-tap"))

    assert tap.portions_in_order[0].label_in("nl") == "glas"
    assert [float(portion.grams) for portion in tap.portions_in_order] == [200, 500, 1000]


def test_a_group_without_a_density_takes_that_of_all_foods() -> None:
    nuts, all_foods = catalogue.density("nuts"), catalogue.density("")

    assert nuts is not None
    assert all_foods is not None
    assert nuts.group == "nuts"
    assert catalogue.density("infant_foods") == all_foods
    assert catalogue.densities()["nuts"] == nuts


def test_without_densities_there_is_none() -> None:
    GroupDensity.objects.all().delete()

    assert catalogue.density("nuts") is None
