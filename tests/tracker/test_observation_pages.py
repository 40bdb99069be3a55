"""The card "How was it?" of the day page and the page of one observation, without JavaScript."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from tests import builders
from tests.tracker.forms import fields
from tracker import observations, profiles
from tracker.models import Observation, Undo, User
from tracker.rules import kinds
from tracker.rules.laboratory import PLACE_TEXTS, Place

DAY = dt.date(2026, 3, 18)


def show(browser: Client, query: str = "", date: dt.date = DAY) -> str:
    answer = browser.get(reverse("day", args=[date]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def tap(browser: Client, kind: str, **form: Any) -> HttpResponse:
    return browser.post(reverse("observe", args=[DAY, kind]), form)  # type: ignore[return-value]


def log(user: User, kind: str = "cramp", value: str | None = "1", **members: Any) -> Observation:
    number = None if value is None else Decimal(value)
    draft = observations.Draft(kind=kind, date=DAY, value=number, **members)
    return observations.log(user, [draft], at=timezone.now()).observations[0]


def stored(user: User) -> list[tuple[str, Any, dict[str, Any]]]:
    rows = Observation.objects.visible_to(user).order_by("row")
    return [(row.kind, row.value, row.parts) for row in rows]


# --- in few taps ---


def test_a_cramp_is_one_tap_and_counts_up(ada: User, as_ada: Client) -> None:
    for _ in range(2):
        assert tap(as_ada, "cramp", value="1").status_code == 302

    assert stored(ada) == [("cramp", 1, {}), ("cramp", 1, {})]
    assert "2 times" in show(as_ada)


def test_no_cramps_is_one_tap_until_there_was_one(as_ada: Client) -> None:
    assert "None" in show(as_ada)
    tap(as_ada, "cramp", value="0")

    page = show(as_ada)
    assert 'value="0">None' not in page
    assert '<span class="sum">none</span>' in page


def test_tiredness_is_one_tap_on_a_number_that_then_looks_pressed(
    ada: User, as_ada: Client
) -> None:
    tap(as_ada, "fatigue", value="6")
    tap(as_ada, "fatigue", value="7")

    assert stored(ada) == [("fatigue", 7, {})]
    page = show(as_ada)
    assert 'value="7" aria-pressed="true"' in page
    assert "7 of 10" in page


def test_a_night_is_two_times_that_start_from_the_last_one(ada: User, as_ada: Client) -> None:
    log(ada, "sleep", None, parts={"bed": "22:45", "up": "06:30"})
    next_day = show(as_ada, date=DAY + dt.timedelta(days=1))
    assert 'name="bed" value="22:45"' in next_day
    assert "the last night you saved" in next_day

    tap(as_ada, "sleep", bed="23:00", up="06:30")

    assert stored(ada) == [("sleep", 450, {"bed": "23:00", "up": "06:30"})]
    assert "7 h 30 min" in show(as_ada)


def test_saving_the_times_again_keeps_what_was_said_of_the_night(ada: User, as_ada: Client) -> None:
    log(ada, "sleep", None, parts={"quality": 4}, text="dreams")
    tap(as_ada, "sleep", bed="23:00", up="07:00")

    assert stored(ada) == [("sleep", 480, {"quality": 4, "bed": "23:00", "up": "07:00"})]
    assert Observation.objects.get().text == "dreams"


def test_each_tap_can_be_undone(ada: User, as_ada: Client) -> None:
    tap(as_ada, "fatigue", value="6")
    undo = Undo.objects.get()
    assert str(undo.id) in show(as_ada)

    as_ada.post(reverse("undo", args=[undo.id]))

    assert stored(ada) == []


def test_htmx_gets_the_part_of_the_page(as_ada: Client) -> None:
    answer = as_ada.post(
        reverse("observe", args=[DAY, "fatigue"]), {"value": "6"}, headers={"HX-Request": "true"}
    )

    assert answer.status_code == 200
    assert answer.content.decode().startswith('<div id="day">')


# --- everything else ---


@pytest.mark.parametrize("kind", [key for key in kinds.KINDS if key != "note"])
def test_every_kind_has_a_form_that_stores_it(ada: User, as_ada: Client, kind: str) -> None:
    row = kinds.KINDS[kind]
    page = show(as_ada, f"?log={kind}")
    assert 'id="asked"' in page
    form = {"details": "1", "text": "seen"}
    if row.scale and not row.is_plain_yes and not row.derived:
        form["value"] = f"{row.scale.high:f}"
    if kind in kinds.SPANS:
        form["part-until"] = "2026-03-19"
    if kind.startswith("lab_"):
        assert row.scale is not None
        form |= {"part-printed": f"{row.scale.high:f}", "part-unit": str(row.unit)}

    answer = tap(as_ada, kind, **form)

    assert answer.status_code == 302
    ((_kind, value, _parts),) = stored(ada)
    assert value == (None if kind == "sleep" else row.scale and row.scale.high)


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_laboratory_value_is_shown_beside_the_range_on_its_report(ada: User, lang: str) -> None:
    parts = {"printed": 1.8, "unit": "mg/dL", "range_low": 1.7, "range_high": 2.5}
    row = log(ada, "lab_magnesium", None, parts=parts)
    browser = builders.client(ada, lang=lang)

    page = browser.get(reverse("observation", args=[row.id])).content.decode()

    with translation.override(lang):
        assert str(PLACE_TEXTS[Place.WITHIN]) in page
    assert ("1,8" if lang == "nl" else "1.8") in show(browser)


def test_an_unticked_box_is_unknown_not_no(ada: User, as_ada: Client) -> None:
    tap(as_ada, "stool", details="1", value="6", **{"part-blood": "on", "text": ""})

    assert stored(ada) == [("stool", 6, {"blood": True})]


def test_what_is_not_asked_daily_is_listed_once_it_was_told(ada: User, as_ada: Client) -> None:
    assert "Also noticed" not in show(as_ada)
    log(ada, "tingling", "1", parts={"side": "left"})

    page = show(as_ada)
    assert "Also noticed" in page
    assert "side: left" in page


def test_what_is_asked_is_chosen_in_the_settings(ada: User, as_ada: Client) -> None:
    as_ada.post(reverse("settings_tracked"), {"tracked": ["stress", "cramp"]})

    page = show(as_ada)
    assert profiles.tracked(profiles.of(ada)) == ("cramp", "stress")
    assert "no stress" in page
    assert 'id="o-fatigue"' not in page


def test_a_choice_that_is_not_there_is_refused(as_ada: Client) -> None:
    assert as_ada.post(reverse("settings_tracked"), {"tracked": ["joy"]}).status_code == 422


def test_own_words_are_shown_as_text(ada: User, as_ada: Client) -> None:
    log(ada, text="<script>alert(1)</script>")

    assert "<script>alert" not in show(as_ada)


# --- the page of one observation ---


def test_an_observation_is_changed_and_removed(ada: User, as_ada: Client) -> None:
    row = log(ada, "cramp", "2", parts={"place": "calf"})
    address = reverse("observation", args=[row.id])
    form = fields(as_ada.get(address).content.decode())

    changed = form | {"value": "3", "part-worst": "6"}
    assert as_ada.post(address, changed).status_code == 302
    assert stored(ada) == [("cramp", 3, {"worst": 6, "place": "calf"})]

    as_ada.post(reverse("observation_remove", args=[row.id]))
    assert stored(ada) == []


def test_a_form_that_another_device_was_ahead_of_is_not_stored(ada: User, as_ada: Client) -> None:
    row = log(ada, "cramp", "2")
    observations.change(ada, row.id, changed={"value": Decimal(5)}, at=timezone.now())

    form = {"version": str(row.version), "value": "3", "text": ""}
    answer = as_ada.post(reverse("observation", args=[row.id]), form)

    assert answer.status_code == 422
    assert "changed on another device" in answer.content.decode()
    assert stored(ada) == [("cramp", 5, {})]


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        ("fatigue", {"value": "11"}),
        ("fatigue", {"value": ""}),
        ("fatigue", {"value": "a" * 5000}),
        ("fatigue", {}),
        ("cramp", {"value": "-1"}),
        ("sleep", {"bed": "23:00"}),
        ("sleep", {"bed": "25:00", "up": "07:00"}),
        ("sleep", {"details": "1", "part-awakenings": "many"}),
        ("travel", {"details": "1", "part-until": "2020-01-01"}),
        ("twitches", {"details": "1", "value": "9"}),
        ("lab_magnesium", {"details": "1", "part-printed": "0,8", "part-unit": "stone"}),
    ],
)
def test_what_cannot_be_is_said_above_the_page_and_not_stored(
    ada: User, as_ada: Client, kind: str, form: dict[str, str]
) -> None:
    answer = tap(as_ada, kind, **form)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert stored(ada) == []


def test_a_kind_that_is_not_there_is_a_404(as_ada: Client) -> None:
    assert tap(as_ada, "happiness", value="1").status_code == 404


@pytest.mark.parametrize("door", ["observation", "observation_remove"])
def test_eve_finds_nothing_of_ada(ada: User, as_eve: Client, door: str) -> None:
    address = reverse(door, args=[log(ada).id])

    assert as_eve.post(address, {"value": "9", "text": ""}).status_code == 404
    assert stored(ada) == [("cramp", 1, {})]


def test_the_day_costs_the_same_queries_for_one_row_and_for_many(
    ada: User, as_ada: Client, queries: Callable[[], CaptureQueriesContext]
) -> None:
    log(ada, "sleep", None, parts={"bed": "22:45", "up": "06:30"})
    show(as_ada)
    with queries() as one:
        show(as_ada)
    for kind in ("cramp", "cramp", "stool", "tingling", "fatigue"):
        log(ada, kind)
    with queries() as many:
        show(as_ada)

    assert len(many) == len(one)
