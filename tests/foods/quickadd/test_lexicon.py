"""A written line read from the database: few queries, and a person's own foods first."""

import uuid
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test.utils import CaptureQueriesContext

from foods import lexicon
from foods.models import curated_id
from foods.quickadd import finding

pytestmark = pytest.mark.django_db

Queries = Callable[[], CaptureQueriesContext]
LONG = "2 boterhammen met kaas, glas melk, banaan, kwark met walnoten en honing, kop thee, appel"


def slugs(line: str, *, lang: str = "nl", **options: object) -> list[str]:
    read = lexicon.read(line, lang=lang, **options)  # type: ignore[arg-type]
    return [item.food.slug for item in read.items if item.food]


def test_a_longer_line_takes_no_more_queries(queries: Queries) -> None:
    with queries() as short:
        lexicon.read("banaan", lang="nl")
    with queries() as long:
        lexicon.read(LONG, lang="nl")

    assert len(short) == len(long) == 4


def test_typos_take_two_queries_more_however_many(queries: Queries) -> None:
    with queries() as counted:
        read = lexicon.read("bannaan, pindakass, spinasie en havermoud", lang="nl")

    assert len(read.items) == 4
    assert len(counted) <= 7  # PostgreSQL sets its threshold in one of its own


def test_every_food_that_can_be_asked_for_at_once_is_asked_for(queries: Queries) -> None:
    with queries() as counted:
        lexicon.read("banaan appel peer kaas melk brood " * 40, lang="nl")

    assert len(counted) <= 7


def test_an_own_food_comes_before_public_ones() -> None:
    bread = finding.Food(uuid.uuid4(), group="bread", is_own=True, weight=0.5)
    own = finding.Listed(
        (finding.Name(bread, "Mijn brood", "nl"), finding.Name(bread, "brood", "nl")),
        {
            bread.id: finding.Details(
                "Mijn brood", portions=(finding.Portion({"nl": "snee"}, 48, is_default=True),)
            )
        },
    )

    item = lexicon.read("2 sneetjes brood", lang="nl", own=own).items[0]

    assert item.food is not None
    assert (item.food.id, item.food.is_own, item.grams) == (bread.id, True, 96)
    assert item.alternatives[0].slug == "bread-wholemeal"


def test_a_correction_is_remembered_for_the_words_it_was_made_of() -> None:
    oats = finding.Food(curated_id("oat-drink"), group="plant_drinks", weight=1.0)
    corrected = finding.Listed((finding.Name(oats, "melk", "nl"),))

    assert slugs("glas melk", own=corrected) == ["oat-drink"]
    assert slugs("volle melk", own=corrected) == ["milk-whole"]


def test_what_a_person_eats_comes_first() -> None:
    favour = {curated_id("bread-white"): 1.0}

    assert slugs("boterham") == ["bread-wholemeal"]
    assert slugs("boterham", favour=favour) == ["bread-white"]
    assert slugs("volkoren boterham", favour=favour) == ["bread-wholemeal"]


def test_the_name_and_the_unit_are_in_the_asked_language() -> None:
    for lang, name, unit in (
        ("nl", "Amandelen, ongezouten", "handje"),
        ("en", "Almonds", "handful"),
    ):
        item = lexicon.read("handful almonds", lang=lang).items[0]

        assert item.food is not None
        assert (item.food.name, item.unit) == (name, unit)


def test_the_command_shows_every_part(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("quick_add", "2 bananas, magnesium citrate 2 tablets, qwrtzx", "--lang", "en")

    out = capsys.readouterr().out
    assert "2 bananas: Banana, 230 g (2 piece)" in out
    assert "supplement, citrate, 2 tablets" in out
    assert "qwrtzx: not understood" in out
