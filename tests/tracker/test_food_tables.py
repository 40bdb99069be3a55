"""Foods of whole tables on the pages and in the API."""

import datetime as dt
import uuid

import pytest
from django.test import Client

from foods import releases
from foods.importers.records import Contents, FoodRecord, NameRecord
from foods.models import table_id
from tests import builders
from tracker.models import User

AT = dt.datetime(2026, 11, 25, 7, tzinfo=dt.UTC)
MANY = 40


def load(source: str, *named: tuple[str, str], mg: float = 10) -> None:
    """Foods of these codes and names as a table in use."""
    records = [
        FoodRecord(
            dataset=source,
            release="1",
            code=code,
            group="nuts",
            names=(NameRecord("en", name),),
            content={"magnesium_mg": mg},
        )
        for code, name in named
    ]
    contents = Contents("first", len(records), iter(records))
    releases.stage_contents(source, contents, sha256="of these", at=AT)
    releases.use(source)


@pytest.fixture
def many(db: None) -> None:
    load("csv", *((f"c{n}", f"Quillnut kind {n:02}") for n in range(MANY)))


@pytest.mark.usefixtures("many")
def test_more_foods_leads_to_the_rest(as_ada: Client) -> None:
    first = as_ada.get("/foods/?q=quillnut")
    second = as_ada.get(f"/foods/?q=quillnut&after={first.context['found'].next}")

    assert "More foods" in first.content.decode()
    assert "More foods" not in second.content.decode()
    names = [item.name for page in (first, second) for item in page.context["found"].items]
    assert names == [f"Quillnut kind {n:02}" for n in range(MANY)]


@pytest.mark.usefixtures("many")
def test_own_foods_stand_on_the_first_page_and_push_nothing_out(as_ada: Client, ada: User) -> None:
    for n in range(3):
        builders.own_food(ada, name=f"My quillnut {n}")

    first = as_ada.get("/foods/?q=quillnut").context["found"]
    second = as_ada.get(f"/foods/?q=quillnut&after={first.next}").context["found"]

    assert [item.own for item in first.items[:4]] == [True, True, True, False]
    assert not any(item.own for item in second.items)
    assert len({item.id for item in (*first.items, *second.items)}) == MANY + 3


def test_an_address_that_no_page_named_is_not_found(as_ada: Client) -> None:
    assert as_ada.get("/foods/?q=almonds&after=nonsense").status_code == 404


def test_the_page_of_a_food_shows_it_as_other_tables_hold_it(as_ada: Client, db: None) -> None:
    load("nevo", ("n1", "Quillnut raw"), mg=20)
    load("fdc_survey", ("s1", "Quillnut, raw"), mg=30)

    page = as_ada.get(f"/foods/{table_id('nevo', code='n1')}/").content.decode()

    assert "In other tables" in page
    assert "30 mg" in page
    assert f"/foods/{table_id('fdc_survey', code='s1')}/" in page
    assert "In other tables" not in as_ada.get("/foods/?q=quillnut").content.decode()


def test_the_page_of_an_own_food_names_no_table(as_ada: Client, ada: User) -> None:
    own = builders.own_food(ada, name="Almonds")

    assert "In other tables" not in as_ada.get(f"/foods/{own.id}/").content.decode()


def test_a_food_of_a_release_that_was_undone_is_not_found(as_ada: Client, db: None) -> None:
    load("csv", ("c1", "Quillnut"))
    releases.undo("csv")

    assert as_ada.get(f"/foods/{table_id('csv', code='c1')}/").status_code == 404
    assert as_ada.get(f"/foods/{uuid.uuid4()}/").status_code == 404
