"""The written line through the door of the day page, with and without htmx."""

import datetime as dt
import re
from collections.abc import Callable
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foods.models import curated_id
from tests import builders
from tests.tracker.forms import fields
from tracker.models import IntakeEntry, Phrase, Serving, User

DAY = dt.date(2026, 3, 18)
BREAKFAST = "2 boterhammen met pindakaas, een banaan en een glas melk"
ADDRESS = reverse("line", args=[DAY])


def show(browser: Client, line: str, **query: str) -> str:
    """The day page without scripts: Enter sends the box."""
    answer = browser.get(reverse("day", args=[DAY]), {"q": line, **query})
    assert answer.status_code == 200
    return answer.content.decode()


def picks(page: str) -> dict[str, str]:
    """The form of the line as the page fills it: the first food of each part, its grams."""
    form = fields(page, action=ADDRESS)
    assert form, "The page has no line to save."
    return form


def save(browser: Client, line: str, **changed: str) -> HttpResponse:
    form = picks(show(browser, line)) | changed
    return browser.post(ADDRESS, form)  # type: ignore[return-value]


def logged(user: User) -> list[tuple[str, int]]:
    rows = IntakeEntry.objects.visible_to(user).order_by("row")
    return [(entry.name, int(entry.grams)) for entry in rows]


def test_a_line_is_shown_before_anything_is_saved(ada: User, as_ada: Client) -> None:
    page = show(builders.client(ada, lang="nl"), BREAKFAST)

    assert re.findall("<q>(.*?)</q>", page) == [
        "2 boterhammen",
        "pindakaas",
        "een banaan",
        "een glas melk",
    ]
    assert "Pindakaas (" in page or "Pindakaas, " in page
    assert logged(ada) == []


@pytest.mark.parametrize(
    ("lang", "line"),
    [("nl", BREAKFAST), ("en", "2 slices of bread with peanut butter, a banana, glass of milk")],
)
def test_four_foods_are_saved_as_they_were_read_with_one_undo(
    ada: User, lang: str, line: str
) -> None:
    browser = builders.client(ada, lang=lang)

    answer = save(browser, line, meal="lunch")

    assert answer.status_code == 302
    entries = IntakeEntry.objects.visible_to(ada)
    assert {entry.item_id for entry in entries} == {
        curated_id(slug)
        for slug in ("bread-wholemeal", "peanut-butter", "banana", "milk-semi-skimmed")
    }
    assert {entry.meal for entry in entries} == {"lunch"}
    page = browser.get(answer["Location"]).content.decode()
    (undo,) = re.findall(r'action="(/undo/.*?)"', page)
    browser.post(undo)
    assert logged(ada) == []


def test_another_food_and_other_grams_are_saved_and_remembered(ada: User) -> None:
    browser = builders.client(ada, lang="nl")
    whole = {"food-0": str(curated_id("milk-whole"))}

    save(browser, "glas melk, een banaan", **whole, **{"figure-1": "90,5"})

    assert logged(ada) == [("Melk, vol", 200), ("Banaan", 90)]
    again = picks(show(browser, "2 glazen melk, 2 bananen"))
    assert again["food-0"] == str(curated_id("milk-whole"))
    assert again["figure-1"] == "181"


def test_the_grams_of_the_other_food_are_taken_when_nobody_wrote_others(ada: User) -> None:
    browser = builders.client(ada, lang="nl")

    save(browser, "glas melk", **{"food-0": str(curated_id("milk-whole"))})

    assert Phrase.objects.visible_to(ada).count() == 1
    assert not Serving.objects.visible_to(ada).exists()


def test_what_was_not_understood_goes_back_into_the_box(ada: User, as_ada: Client) -> None:
    answer = save(as_ada, "2 bananas and 3 xyzzyq")

    page = as_ada.get(answer["Location"]).content.decode()
    assert logged(ada) == [("Banana", 230)]
    assert 'value="xyzzyq"' in page
    assert "The food you choose now is remembered for “xyzzyq”." in unescape(page)


def test_several_words_that_wait_stay_together(as_ada: Client) -> None:
    answer = save(as_ada, "2 bananas, xyzzyq, qqzzyy")

    page = as_ada.get(answer["Location"]).content.decode()
    assert re.findall("<q>(.*?)</q>", page) == ["xyzzyq", "qqzzyy"]


def test_a_food_chosen_for_waiting_words_is_remembered(ada: User, as_ada: Client) -> None:
    address = reverse("day", args=[DAY]) + f"?item={curated_id('curry-sauce')}&said=xyzzyq"
    form = fields(as_ada.get(address).content.decode(), action=reverse("add", args=[DAY]))

    as_ada.post(reverse("add", args=[DAY]), form)

    assert picks(show(as_ada, "2 tbsp xyzzyq"))["food-0"] == str(curated_id("curry-sauce"))


def test_words_that_name_one_food_are_searched_for(as_ada: Client) -> None:
    assert 'class="line"' not in show(as_ada, "green tea")
    assert 'class="line"' in show(as_ada, "green tea, banana")
    assert 'class="line"' not in show(as_ada, "green tea, banana", name="")


def test_a_search_while_typing_reads_no_line(as_ada: Client) -> None:
    box = as_ada.get(reverse("search", args=[DAY]), {"q": "2 bananas and a pear"})

    assert 'class="line"' not in box.content.decode()
    assert "Press Enter" in box.content.decode()


def test_htmx_gets_the_box_and_then_the_day(ada: User, as_ada: Client) -> None:
    htmx = {"HX-Request": "true"}
    box = as_ada.get(ADDRESS, {"q": "2 bananas"}, headers=htmx).content.decode()
    assert "<html" not in box

    day = as_ada.post(ADDRESS, picks(box), headers=htmx).content.decode()

    assert "<html" not in day
    assert "1 entry added." in day
    assert logged(ada) == [("Banana", 230)]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"food-0": "nonsense"}, "valid UUID"),
        ({"food-0": str(curated_id("almonds"))}, "read in another way"),
        ({"food-0": ""}, "Choose at least one food"),
        ({"figure-0": "many"}, "is not a number"),
        ({"figure-0": "0"}, "more than 0"),
        ({"text": ""}, "required"),
        ({"meal": "feast"}, "valid choice"),
    ],
)
def test_a_refused_line_says_why_and_writes_nothing(
    ada: User, as_ada: Client, changed: dict[str, str], said: str
) -> None:
    answer = save(as_ada, "2 bananas", **changed)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert logged(ada) == []


def test_a_refused_line_is_still_in_the_box(as_ada: Client) -> None:
    page = save(as_ada, "2 bananas", **{"figure-0": "many"}).content.decode()

    assert picks(page)["text"] == "2 bananas"


def test_no_line_crashes_the_page(as_ada: Client) -> None:
    for line in ("<script>", "½ & ½", "0 bananen", "x" * 5000, "\x00 banaan, peer", "1/0 peer"):
        assert as_ada.get(ADDRESS, {"q": line}).status_code == 200


def test_an_own_food_of_another_is_not_offered_nor_saved(
    ada: User, as_ada: Client, as_eve: Client, eve: User
) -> None:
    own = builders.own_food(ada, "Banana bread of mine")

    page = show(as_eve, "2 banana bread of mine")
    answer = save(as_eve, "2 bananas", **{"food-0": str(own.id)})

    assert str(own.id) not in page
    assert str(own.id) in show(as_ada, "2 banana bread of mine")
    assert answer.status_code == 422
    assert logged(eve) == []


def test_nobody_gets_in_without_a_log_in() -> None:
    for answer in (Client().get(ADDRESS), Client().post(ADDRESS, {"text": "banaan"})):
        assert answer.status_code == 302
        assert "/accounts/login/" in answer["Location"]


def test_the_queries_do_not_grow_with_the_line(
    as_ada: Client, queries: Callable[[], CaptureQueriesContext]
) -> None:
    save(as_ada, "een peer")
    with queries() as short:
        as_ada.get(ADDRESS, {"q": "2 bananen"})
    with queries() as long:
        as_ada.get(ADDRESS, {"q": BREAKFAST + ", kop thee, 3 crackers met kaas, kom soep"})
    with queries() as one:
        save(as_ada, "kop thee")
    with queries() as many:
        save(as_ada, BREAKFAST + ", kop thee, 3 crackers met kaas, kom soep")

    assert len(short) == len(long)
    assert len(one) == len(many)


def test_what_was_learned_is_on_the_foods_page_and_can_be_forgotten(
    ada: User, as_ada: Client, as_eve: Client
) -> None:
    whole = {"food-0": str(curated_id("milk-whole"))}
    save(as_ada, "glass of milk, a banana", **whole, **{"figure-1": "90.5"})
    page = unescape(as_ada.get(reverse("foods")).content.decode())
    assert "“milk” is Milk, whole" in page
    assert "One of Banana: 90.5 g" in page
    (forget, _other) = re.findall(r'action="(/foods/learned/.*?)"', page)

    assert "Learned from" not in as_eve.get(reverse("foods")).content.decode()
    assert as_eve.post(forget).status_code == 404
    assert as_ada.post(forget).status_code == 302
    assert as_ada.post(forget).status_code == 404

    assert "is Milk, whole" not in as_ada.get(reverse("foods")).content.decode()
    assert picks(show(as_ada, "2 glasses of milk"))["food-0"] != whole["food-0"]
