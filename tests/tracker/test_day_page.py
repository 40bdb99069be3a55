"""The day page through its own doors: what it shows, what it refuses, what it costs."""

import copy
import datetime as dt
import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
import uuid_utils.compat
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from foods.models import curated_id
from tests import builders
from tests.tracker.forms import fields
from tracker import changes, diary, profiles
from tracker.models import CustomFood, Day, IntakeEntry, Observation, SyncState, Undo, User

Queries = Callable[[], CaptureQueriesContext]
DAY = dt.date(2026, 3, 18)
# In Amsterdam the clock went from 2:00 to 3:00 on this day, and came twice by 2:30 on the other.
SPRING, AUTUMN = dt.date(2026, 3, 29), dt.date(2026, 10, 25)
TWO_MEGABYTES = "a" * 2 * 1024 * 1024


def show(browser: Client, date: dt.date = DAY, query: str = "") -> str:
    answer = browser.get(reverse("day", args=[date]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def add(browser: Client, date: dt.date | str = DAY, **changed: Any) -> HttpResponse:
    form = {"item": curated_id("almonds"), "amount": "25", "unit": "g", "meal": "breakfast"}
    address = reverse("add", args=[date])
    return browser.post(address, form | changed)  # type: ignore[return-value]


def logged(user: User) -> list[IntakeEntry]:
    return list(IntakeEntry.objects.visible_to(user).order_by("row"))


# --- what it shows ---


def test_an_empty_day_asks_for_one_food(as_ada: Client) -> None:
    page = show(as_ada)

    assert "Nothing logged yet. Search for what you had first" in page


def test_a_day_shows_its_sum_and_each_source(ada: User, as_ada: Client) -> None:
    builders.log(
        ada,
        builders.draft("almonds", date=DAY, amount="100"),
        builders.draft("water-hepar", date=DAY, amount="500", unit="ml", meal=""),
    )

    page = show(as_ada)

    # 270 mg in 100 g of almonds (USDA SR28), 60 mg in half a litre of Hépar (119 mg/l, its label).
    assert "<strong>330 mg</strong>" in page
    assert "Food <b>270 mg</b>" in page
    assert "Water <b>60 mg</b>" in page


def test_unknown_magnesium_is_named_and_never_a_zero(ada: User, as_ada: Client) -> None:
    _known, unknown = builders.log(
        ada,
        builders.draft("almonds", date=DAY, amount="100"),
        builders.draft("stroopwafel", date=DAY, amount="32", meal="snack"),
    )

    page = show(as_ada)

    assert "<strong>at least 270 mg</strong>" in page
    assert f"Not known: <bdi>{unknown.name}</bdi>" in page
    assert 'class="mg unknown"' in page
    assert '<span class="mg">0' not in page


def test_a_meal_of_unknown_foods_alone_is_at_least_nothing(ada: User, as_ada: Client) -> None:
    builders.log(ada, builders.draft("stroopwafel", date=DAY, meal="snack"))

    assert "at least 0 mg" in show(as_ada)


def test_totals_can_be_hidden_and_opened(ada: User, as_ada: Client) -> None:
    builders.log(ada, builders.draft("almonds", date=DAY, amount="100"))
    profiles.update(ada, hide_totals=True, at=timezone.now())

    assert "270" not in show(as_ada)
    assert "<strong>270 mg</strong>" in show(as_ada, query="?totals")


def test_hidden_totals_still_say_that_something_is_unknown(ada: User, as_ada: Client) -> None:
    builders.log(ada, builders.draft("stroopwafel", date=DAY))
    profiles.update(ada, hide_totals=True, at=timezone.now())

    assert 'class="mg unknown"' in show(as_ada)


def test_a_name_in_any_script_is_shown_as_it_is(ada: User, as_ada: Client) -> None:
    own = builders.own_food(ada, "🥜 لوز アーモンド <b>")

    add(as_ada, item=own.id)

    assert "🥜 لوز アーモンド &lt;b&gt;" in show(as_ada)


def test_the_page_speaks_dutch_to_a_dutch_browser(ada: User) -> None:
    page = show(builders.client(ada, lang="nl"))

    assert '<html lang="nl">' in page
    assert "woensdag 18 maart" in page


# --- what it does ---


def test_a_food_is_logged_with_its_amount_meal_and_time(ada: User, as_ada: Client) -> None:
    answer = add(as_ada, amount="1,5", unit="handful", meal="lunch", time="12:30")

    assert answer.status_code == 302
    (entry,) = logged(ada)
    assert (entry.date, entry.meal, entry.grams) == (DAY, "lunch", Decimal("37.5"))
    assert entry.at == dt.datetime(2026, 3, 18, 11, 30, tzinfo=dt.UTC)  # Amsterdam in winter


def test_a_comma_and_a_point_mean_the_same(ada: User, as_ada: Client) -> None:
    add(as_ada, amount="1,5")
    add(as_ada, amount="1.5")

    assert [entry.amount for entry in logged(ada)] == [Decimal("1.5"), Decimal("1.5")]


def test_htmx_gets_the_day_alone_with_the_message(as_ada: Client) -> None:
    answer = as_ada.post(
        reverse("add", args=[DAY]),
        {"item": curated_id("almonds"), "amount": "25", "unit": "g", "meal": ""},
        headers={"hx-request": "true"},
    )

    page = answer.content.decode()
    assert "<html" not in page
    assert 'id="messages"' in page
    assert "1 entry added." in page


def test_a_time_that_comes_twice_is_the_first_and_said_so(ada: User, as_ada: Client) -> None:
    add(as_ada, date=AUTUMN, time="02:30")

    (entry,) = logged(ada)
    assert entry.at == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)  # summer time still
    page = as_ada.get(reverse("entry", args=[entry.id])).content.decode()
    assert "This time came twice on that day" in page


def test_earlier_entries_are_logged_again_with_a_changed_amount(ada: User, as_ada: Client) -> None:
    first, second = builders.log(
        ada, builders.draft("almonds", date=DAY), builders.draft("banana", date=DAY)
    )
    tomorrow = DAY + dt.timedelta(days=1)

    as_ada.post(
        reverse("repeat", args=[tomorrow]),
        {"entry": [first.id, second.id], "meal": "lunch", f"amount-{first.id}": "40"},
    )

    copies = [(e.item_id, e.amount, e.meal) for e in logged(ada) if e.date == tomorrow]
    assert copies == [
        (first.item_id, Decimal(40), "lunch"),
        (second.item_id, Decimal(100), "lunch"),
    ]


def test_what_was_logged_is_undone_from_its_message(ada: User, as_ada: Client) -> None:
    page = as_ada.get(add(as_ada)["Location"])
    undo = Undo.objects.get(user=ada)
    assert reverse("undo", args=[undo.id]) in page.content.decode()

    as_ada.post(reverse("undo", args=[undo.id]))

    assert logged(ada) == []


def test_the_day_offers_to_remove_each_entry(ada: User, as_ada: Client) -> None:
    (entry,) = builders.log(ada, builders.draft(date=DAY))

    assert f'formaction="{reverse("entry_remove", args=[entry.id])}"' in show(as_ada)


def test_a_removed_entry_comes_back(ada: User, as_ada: Client) -> None:
    (entry,) = builders.log(ada, builders.draft(date=DAY))

    as_ada.post(reverse("entry_remove", args=[entry.id]))
    assert logged(ada) == []
    as_ada.post(reverse("undo", args=[Undo.objects.latest("made_at").id]))

    assert [again.id for again in logged(ada)] == [entry.id]


def test_a_day_is_called_complete_and_opened_again(ada: User, as_ada: Client) -> None:
    builders.log(ada, builders.draft(date=DAY))
    for said in ("complete", ""):
        as_ada.post(reverse("confirm", args=[DAY]), {"confirmed": said})

        assert Day.objects.visible_to(ada).get(date=DAY).confirmed == said


def test_a_note_is_written_changed_and_removed(ada: User, as_ada: Client) -> None:
    as_ada.post(reverse("note", args=[DAY]), {"text": "Kramp 🌙"})
    note = Observation.objects.visible_to(ada).get()
    as_ada.post(reverse("note", args=[DAY]), {"note": note.id, "text": "Geen kramp"})
    assert "Geen kramp" in show(as_ada)
    as_ada.post(reverse("note", args=[DAY]), {"note": note.id, "text": ""})

    assert not Observation.objects.visible_to(ada).exists()


# --- what it refuses ---

BAD = {
    "nothing": {"amount": ""},
    "negative grams": {"amount": "-5"},
    "no grams": {"amount": "0"},
    "a million grams": {"amount": "1000000"},
    "NaN": {"amount": "NaN"},
    "infinity": {"amount": "inf"},
    "a power of ten": {"amount": "1e3"},
    "two separators": {"amount": "1.000,5"},
    "words": {"amount": "a lot"},
    "a long number": {"amount": "1" * 400},
    "a unit it does not have": {"unit": "barrel"},
    "a long unit": {"unit": "u" * 5000},
    "too many portions": {"amount": "9999", "unit": "handful"},
    "no meal of ours": {"meal": "brunch"},
    "no time": {"time": "25:00"},
    "no id": {"item": "almonds"},
    "no such food": {"item": str(uuid.UUID(int=7))},
}


@pytest.mark.parametrize("changed", BAD.values(), ids=BAD.keys())
@pytest.mark.parametrize("headers", [{}, {"hx-request": "true"}], ids=["page", "htmx"])
def test_what_cannot_be_logged_is_refused_with_a_reason(
    changed: dict[str, str], headers: dict[str, str], ada: User, as_ada: Client
) -> None:
    form = {"item": curated_id("almonds"), "amount": "25", "unit": "g", "meal": "breakfast"}

    answer = as_ada.post(reverse("add", args=[DAY]), form | changed, headers=headers)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert logged(ada) == []
    assert not SyncState.objects.filter(user=ada, seq__gt=0).exists()


def test_a_time_that_does_not_exist_is_refused(ada: User, as_ada: Client) -> None:
    answer = add(as_ada, date=SPRING, time="02:30")

    assert answer.status_code == 422
    assert "02:30 does not exist on 2026-03-29" in answer.content.decode()
    assert logged(ada) == []


def test_the_food_of_another_person_is_not_there(ada: User, eve: User, as_eve: Client) -> None:
    own = builders.own_food(ada, content={"magnesium_mg": 80.0})

    assert add(as_eve, item=own.id).status_code == 422
    assert as_eve.get(reverse("search", args=[DAY]), {"item": str(own.id)}).status_code == 404
    assert (
        own.name not in as_eve.get(reverse("search", args=[DAY]), {"q": own.name}).content.decode()
    )
    assert logged(eve) == []


@pytest.mark.parametrize("date", ["0000-01-01", "0001-01-01", "1999-12-31", "9999-12-31"])
@pytest.mark.parametrize("name", ["day", "search", "copy"])
def test_a_year_without_a_diary_is_not_there(name: str, date: str, as_ada: Client) -> None:
    assert as_ada.get(reverse(name, args=[date]), {"q": "melk"}).status_code == 404


@pytest.mark.parametrize("date", ["0000-01-01", "0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("name", ["add", "repeat", "confirm", "note"])
def test_nothing_is_written_in_a_year_without_a_diary(
    name: str, date: str, ada: User, as_ada: Client
) -> None:
    (entry,) = builders.log(ada)
    everything = {"confirmed": "complete", "text": "note", "entry": entry.id, "amount": "1"}
    before = SyncState.objects.get(user=ada).seq

    answer = as_ada.post(
        reverse(name, args=[date]), everything | {"item": curated_id("almonds"), "unit": "g"}
    )

    assert answer.status_code == 404
    assert SyncState.objects.get(user=ada).seq == before


@pytest.mark.parametrize("source", ["0001-01-01", "9999-12-31", "yesterday", ""])
def test_copying_from_a_day_that_cannot_be_shows_a_page(source: str, as_ada: Client) -> None:
    answer = as_ada.get(reverse("copy", args=[DAY]), {"source": source})

    assert answer.status_code in (200, 422)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "a" * 5000, "\x00"])
def test_a_zone_that_is_none_is_refused(zone: str, ada: User, as_ada: Client) -> None:
    page = as_ada.post(reverse("zone"), {"zone": zone}, follow=True).content.decode()

    assert "is not a time zone" in page
    assert profiles.of(ada).zone == ""


@pytest.mark.parametrize("text", ["a\u202eb", "a\x00b", "a" * 4001])
def test_a_note_that_cannot_be_kept_is_refused(text: str, ada: User, as_ada: Client) -> None:
    answer = as_ada.post(reverse("note", args=[DAY]), {"text": text})

    assert answer.status_code == 422
    assert not Observation.objects.visible_to(ada).exists()


@pytest.mark.parametrize("name", ["a\u202eb", "a\x00b", "a" * 201, " "])
def test_a_food_name_that_cannot_be_kept_is_refused(name: str, ada: User, as_ada: Client) -> None:
    answer = as_ada.post(reverse("food_new"), {"name": name})

    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()
    assert not CustomFood.objects.visible_to(ada).exists()


def test_two_megabytes_are_not_even_read(ada: User, as_ada: Client) -> None:
    assert as_ada.post(reverse("food_new"), {"name": TWO_MEGABYTES}).status_code == 400
    assert as_ada.post(reverse("note", args=[DAY]), {"text": TWO_MEGABYTES}).status_code == 400
    assert not CustomFood.objects.visible_to(ada).exists()
    assert not Observation.objects.visible_to(ada).exists()


@pytest.mark.parametrize(
    "label",
    [{"magnesium_mg": "NaN"}, {"magnesium_mg": "-1"}, {"fat_g": "101"}, {"energy_kcal": "x"}],
)
def test_a_label_that_cannot_be_is_refused(
    label: dict[str, str], ada: User, as_ada: Client
) -> None:
    answer = as_ada.post(reverse("food_new"), {"name": "Muesli"} | label)

    assert answer.status_code == 422
    assert not CustomFood.objects.visible_to(ada).exists()


# --- two devices at once ---


def open_form(browser: Client, entry: IntakeEntry) -> dict[str, str]:
    return fields(browser.get(reverse("entry", args=[entry.id])).content.decode())


def change(user: User, entry: IntakeEntry, **members: object) -> None:
    diary.change_intake(user, entry.id, changed=members, seen={}, at=timezone.now(), lang="en")


def test_a_stale_form_keeps_what_another_device_changed(ada: User, as_ada: Client) -> None:
    (entry,) = builders.log(ada, builders.draft(date=DAY, amount="100"))
    form = open_form(as_ada, entry)
    change(ada, entry, meal="dinner")

    answer = as_ada.post(reverse("entry", args=[entry.id]), form | {"amount": "50"})

    assert answer.status_code == 302
    (merged,) = logged(ada)
    assert (merged.amount, merged.meal) == (Decimal(50), "dinner")


def test_a_clash_shows_both_and_writes_nothing(ada: User, as_ada: Client) -> None:
    (entry,) = builders.log(ada, builders.draft(date=DAY, amount="100"))
    form = open_form(as_ada, entry)
    change(ada, entry, amount=Decimal(70), meal="dinner")

    answer = as_ada.post(reverse("entry", args=[entry.id]), form | {"amount": "50"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "here you wrote 50, another device wrote 70" in " ".join(page.split())
    assert logged(ada)[0].amount == 70


def test_a_clash_is_told_in_words(ada: User, as_ada: Client) -> None:
    (entry,) = builders.log(ada, builders.draft(date=DAY))
    form = open_form(as_ada, entry)
    change(ada, entry, meal="dinner", time=dt.time(18, 30))

    answer = as_ada.post(
        reverse("entry", args=[entry.id]), form | {"meal": "lunch", "time": "12:00"}
    )

    page = answer.content.decode()
    assert "here you wrote Lunch, another device wrote Dinner meanwhile" in page
    assert "here you wrote 12:00, another device wrote 18:30 meanwhile" in page


def test_after_a_clash_saving_again_keeps_mine(ada: User, as_ada: Client) -> None:
    (entry,) = builders.log(ada, builders.draft(date=DAY, amount="100"))
    form = open_form(as_ada, entry)
    change(ada, entry, amount=Decimal(70), meal="dinner")
    clash = as_ada.post(reverse("entry", args=[entry.id]), form | {"amount": "50"})

    as_ada.post(reverse("entry", args=[entry.id]), fields(clash.content.decode()))

    (kept,) = logged(ada)
    assert (kept.amount, kept.meal) == (Decimal(50), "dinner")


def test_a_form_of_an_entry_removed_meanwhile_is_not_there(ada: User, as_ada: Client) -> None:
    (entry,) = builders.log(ada, builders.draft(date=DAY))
    form = open_form(as_ada, entry)
    diary.remove_intake(ada, [entry.id], at=timezone.now())

    assert as_ada.post(reverse("entry", args=[entry.id]), form).status_code == 404


# --- what it costs ---


def fill(user: User, count: int) -> None:
    """`count` entries of seven foods: those on DAY, then fourteen on each day before it."""
    slugs = ("almonds", "banana", "oats-rolled", "stroopwafel", "water-tap", "apple", "egg-boiled")
    entries = builders.log(user, *(builders.draft(slug, date=DAY) for slug in slugs))
    with changes.writing(user, at=timezone.now()) as book:
        rows = [_again(entries[n % len(entries)], n) for n in range(count - len(entries))]
        for n, row in enumerate(rows):
            row.seq = book.state.seq + n + 1
        IntakeEntry.objects.bulk_create(rows)
        book.state.seq += len(rows)


def _again(entry: IntakeEntry, n: int) -> IntakeEntry:
    row = copy.copy(entry)
    row.row, row.id, row.version = None, uuid_utils.compat.uuid7(), uuid_utils.compat.uuid7()
    row._state = copy.copy(entry._state)
    row._state.adding = True
    row.date = DAY - dt.timedelta(days=1 + n // 14)
    return row


@pytest.mark.parametrize(
    "address",
    [
        reverse("day", args=[DAY]),
        reverse("day", args=[DAY]) + "?q=melk",
        reverse("search", args=[DAY]) + "?q=melk",
        reverse("search", args=[DAY]) + "?q=stroop",
        reverse("search", args=[DAY]) + f"?item={curated_id('stroopwafel')}",
        reverse("copy", args=[DAY]),
        reverse("unconfirmed"),
    ],
)
def test_the_queries_do_not_grow_with_the_diary(
    address: str, ada: User, as_ada: Client, eve: User, as_eve: Client, queries: Queries
) -> None:
    fill(ada, 10)
    fill(eve, 10_000)
    with queries() as few:
        as_ada.get(address)
    with queries() as many:
        as_eve.get(address)

    assert len(many) == len(few)


def test_a_long_list_of_own_foods_costs_no_queries(
    ada: User, as_ada: Client, queries: Queries
) -> None:
    address = reverse("search", args=[DAY]) + "?q=bread"
    builders.own_food(ada, "Bread 0")
    with queries() as few:
        as_ada.get(address)
    for n in range(1, 30):
        builders.own_food(ada, f"Bread {n}")
    with queries() as many:
        as_ada.get(address)

    assert len(many) <= len(few)


def test_a_day_on_which_nothing_was_logged_is_not_a_day_of_0_mg(as_ada: Client) -> None:
    page = as_ada.get("/").content.decode()

    assert "<strong>Nothing logged yet</strong>" in page
    assert "<strong>0 mg" not in page
