"""What several tables hold is offered once, and every food that matches is reached."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foods import catalogue, offering, releases
from foods.importers.records import Contents, FoodRecord, NameRecord
from foods.models import curated_id, table_id
from foods.search import MOST_NAMES

AT = dt.datetime(2026, 11, 25, 7, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


def record(dataset: str, code: str, *names: str, lang: str = "en", mg: float = 10) -> FoodRecord:
    return FoodRecord(
        dataset=dataset,
        release="1",
        code=code,
        group="nuts",
        names=tuple(NameRecord(lang, name) for name in names),
        content={"magnesium_mg": mg},
    )


def load(source: str, *records: FoodRecord) -> None:
    """These records as a table of the source, in use."""
    contents = Contents("1", len(records), iter(records))
    releases.stage_contents(source, contents, sha256="of these records", at=AT)
    releases.use(source)


def found(query: str, **options: object) -> list[tuple[str, str]]:
    """Dataset and code of what a search offers."""
    foods = catalogue.search(query, lang="en", **options).foods  # type: ignore[arg-type]
    return [(food.dataset, food.code) for food in foods]


@pytest.fixture
def twice() -> None:
    """Quillnuts in three tables, under one name in two of them."""
    for source, code, name, mg in (
        ("fdc_survey", "s1", "Quillnut, raw", 30.0),
        ("nevo", "n1", "Raw quillnut", 20.0),
        ("usda_sr28", "u1", "Quillnut raw, moon grown", 10.0),
    ):
        records = [record(source, code, name, mg=mg)]
        load(source, *records)


@pytest.mark.usefixtures("twice")
def test_a_name_that_two_tables_share_is_offered_once_from_the_preferred_table() -> None:
    assert found("quillnut") == [("nevo", "n1"), ("usda_sr28", "u1")]
    releases.switch("nevo", on=False)
    assert found("quillnut") == [("fdc_survey", "s1"), ("usda_sr28", "u1")]


@pytest.mark.usefixtures("twice")
def test_the_others_stand_behind_the_one_that_is_offered() -> None:
    food = catalogue.food(table_id("nevo", code="n1"))

    assert [(other.dataset, other.magnesium_mg) for other in catalogue.others(food)] == [
        ("fdc_survey", 30)
    ]
    releases.switch("fdc_survey", on=False)
    assert catalogue.others(food) == []


def test_a_name_too_short_to_search_for_has_no_others() -> None:
    load("csv", record("csv", "x", "X"))

    assert catalogue.others(catalogue.food(table_id("csv", code="x"))) == []


def test_a_curated_food_comes_before_its_own_row_and_before_one_of_its_name() -> None:
    # NDB 12061 is the row that the curated almonds have their values from.
    same_row = record("usda_sr28", "12061", "Almonds of the table")
    load("usda_sr28", same_row, record("usda_sr28", "x", "Almonds"))
    load("fdc_sr_legacy", record("fdc_sr_legacy", "12061", "Almonds of the other table"))

    almonds = [row for row in found("almonds", limit=100) if row[1] in ("12061", "x")]

    assert almonds == [("usda_sr28", "12061")]
    food = catalogue.search("almonds", lang="en").foods[0]
    assert food.id == curated_id("almonds")
    assert {(other.dataset, other.code) for other in catalogue.others(food)} == {
        ("usda_sr28", "12061"),
        ("usda_sr28", "x"),
        ("fdc_sr_legacy", "12061"),
    }


def test_foods_that_come_with_mg24_are_not_crowded_out_by_the_rows_of_a_table() -> None:
    rows = [record("usda_sr28", f"p{n}", f"Potatoes, hash brown, kind {n}") for n in range(30)]
    load("usda_sr28", *rows, record("usda_sr28", "e", "Potato"))

    first = catalogue.search("potato", lang="en").foods

    # What is called just that comes first all the same.
    assert first[0].code == "e"
    assert all(food.slug for food in first[1:4])


def test_two_products_of_one_table_with_one_name_are_two() -> None:
    records = [record("csv", "1", "Quillnut bar"), record("csv", "2", "Quillnut bar")]
    load("csv", *records)

    assert sorted(found("quillnut bar")) == [("csv", "1"), ("csv", "2")]


# --- page by page ---


def pages(query: str, *, limit: int) -> list[list[str]]:
    """The codes on each page, to the last."""
    after, read = "", []
    while True:
        page = catalogue.search(query, lang="en", limit=limit, after=after)
        read.append([food.code for food in page.foods])
        if not page.next:
            return read
        after = page.next


@pytest.mark.parametrize("limit", [45, 100])
def test_every_food_that_holds_all_the_words_is_reached_once(limit: int) -> None:
    many = MOST_NAMES + 50
    foods = [
        # A second name, in another block of keys, must not bring a food twice.
        record("csv", f"c{n}", f"Quillnut kind {n}", f"Quillnut of the long name, kind {n}")
        for n in range(many)
    ]
    others = [record("csv", f"o{n}", f"Quillnut bar {n}") for n in range(20)]
    load("csv", *foods, *others)

    read = pages("kind quill", limit=limit)

    reached = [code for page in read for code in page]
    assert len(reached) == len(set(reached))
    assert set(reached) == {f"c{n}" for n in range(many)}
    # Only the last may turn out to hold nothing that was not there before.
    assert all(read[:-1])


def test_what_is_the_query_itself_stands_on_the_first_page_only() -> None:
    foods = [record("csv", f"c{n}", f"Quillnut {n}") for n in range(MOST_NAMES + 20)]
    late = record("csv", "late", "Quillnut with a name so long that it is read after all others")
    exact = record("csv", "exact", late.names[0].name, lang="nl")
    load("csv", *foods, late, exact)

    read = pages("quillnut with a name so long that it is read after", limit=1)
    assert [code for page in read for code in page] == ["late", "exact"]
    reached = [code for page in pages("quillnut", limit=100) for code in page]
    assert len(reached) == len(set(reached)) == MOST_NAMES + 22


def test_what_a_person_eats_comes_first_and_not_again() -> None:
    foods = [record("csv", f"c{n}", f"Quillnut kind {n}") for n in range(MOST_NAMES + 50)]
    load("csv", *foods)
    favour = {table_id("csv", code=f"c{MOST_NAMES + 49}"): 1.0}

    after, reached = "", []
    while True:
        page = catalogue.search("quillnut", lang="en", limit=100, after=after, favour=favour)
        reached += [food.code for food in page.foods]
        if not page.next:
            break
        after = page.next

    assert reached[0] == f"c{MOST_NAMES + 49}"
    assert len(reached) == len(set(reached)) == MOST_NAMES + 50


def test_a_typo_is_forgiven_on_every_page() -> None:
    foods = [record("csv", f"c{n}", f"Quillnut kind {n}") for n in range(MOST_NAMES + 30)]
    load("csv", *foods)

    reached = [code for page in pages("quilnut", limit=100) for code in page]
    assert len(reached) == MOST_NAMES + 30


@pytest.mark.parametrize("written", ["x", "1", "1.", ".1", "-1.0", "1.2.3", "9" * 40 + ".0", "١.٠"])
def test_a_place_that_no_page_named_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no place"):
        catalogue.search("almonds", lang="en", after=written)


@given(key=st.integers(0, 10**18 - 1), offset=st.integers(0, 9999))
def test_a_place_is_read_as_it_was_written(key: int, offset: int) -> None:
    place = offering.Place(key, offset)
    assert offering.Place.read(str(place)) == place


def test_a_page_costs_the_same_number_of_queries_however_many_match(queries: object) -> None:
    def asked(query: str, after: str = "") -> int:
        with queries() as done:  # type: ignore[operator]
            catalogue.search(query, lang="en", limit=10, after=after)
        return len(done)

    foods = [record("csv", f"c{n}", f"Quillnut kind {n}") for n in range(MOST_NAMES + 50)]
    foods += [record("csv", "f", "Featherseed")]
    load("csv", *foods)

    assert asked("quillnut") == asked("featherseed")
