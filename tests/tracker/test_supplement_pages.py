"""The pages of supplements through their own doors."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import builders
from tests.tracker.forms import fields
from tracker import profiles, supplements
from tracker.models import Plan, SupplementProduct, Undo, User
from tracker.models.intake import Basis
from tracker.supplements import Slot

Queries = Callable[[], CaptureQueriesContext]


def show(browser: Client, name: str, *args: Any, query: str = "") -> str:
    answer = browser.get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def save(browser: Client, at: SupplementProduct | None = None, /, **changed: str) -> HttpResponse:
    form = {
        "name": "Tablets",
        "kind": "supplement",
        "compound": "citrate",
        "label_units": "1",
        "unit": "tablet",
    }
    address = reverse("supplement_edit", args=[at.id]) if at else reverse("supplement_new")
    return browser.post(address, form | changed)  # type: ignore[return-value]


def plan(user: User, product: SupplementProduct, *, days_ago: int = 0) -> None:
    supplements.plan(
        user,
        product_id=product.id,
        slots=(Slot("breakfast", Decimal(1)),),
        starts_on=builders.today() - dt.timedelta(days=days_ago),
        at=timezone.now(),
    )


# --- making and changing a product ---


def test_a_product_is_typed_over_from_its_label(ada: User, as_ada: Client) -> None:
    answer = save(as_ada, magnesium_mg="128", compound_mg="800", zinc_mg="2,5", is_prescribed="on")

    product = SupplementProduct.objects.get(user=ada)
    assert answer["Location"] == reverse("supplement", args=[product.id])
    assert product.content == {"magnesium_mg": 128.0, "zinc_mg": 2.5}
    assert (product.compound_mg, product.basis, product.is_prescribed) == (800, Basis.LABEL, True)


def test_amounts_for_several_units_are_kept_per_unit(ada: User, as_ada: Client) -> None:
    save(as_ada, magnesium_mg="256", compound_mg="1600", label_units="2")

    product = SupplementProduct.objects.get(user=ada)
    assert (product.magnesium_mg, product.compound_mg) == (128.0, 800)


def test_a_weight_alone_is_asked_about_with_both_readings(as_ada: Client) -> None:
    answer = save(as_ada, compound="bisglycinate", compound_mg="1000")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "What is it the weight of?" in page
    # 14.1 % of 1000 mg, or all of it (clinical knowledge 4.1).
    assert "then about 141 mg magnesium" in page
    assert "then 1,000 mg magnesium" in page or "then 1000 mg magnesium" in page
    assert not SupplementProduct.objects.exists()


@pytest.mark.parametrize(
    ("weighs", "magnesium_mg", "compound_mg", "basis"),
    [
        ("compound", 141.0, 1000, Basis.ESTIMATE),
        ("magnesium", 1000.0, None, Basis.LABEL),
        ("unknown", None, 1000, Basis.UNKNOWN),
    ],
)
def test_the_person_says_what_the_weight_is_of(
    ada: User,
    as_ada: Client,
    weighs: str,
    magnesium_mg: float | None,
    compound_mg: int | None,
    basis: str,
) -> None:
    save(as_ada, compound="bisglycinate", compound_mg="1000", weighs=weighs)

    product = SupplementProduct.objects.get(user=ada)
    assert (product.magnesium_mg, product.compound_mg) == (magnesium_mg, compound_mg)
    assert product.basis == basis


def test_a_weight_of_an_unknown_form_says_nothing(as_ada: Client) -> None:
    answer = save(as_ada, compound="", compound_mg="1000", weighs="compound")

    assert "without it the weight says nothing" in answer.content.decode()


def test_more_than_the_molecule_holds_is_questioned_and_can_be_kept(
    ada: User, as_ada: Client
) -> None:
    # 1000 mg of bisglycinate with 200 mg: at most 141 mg (clinical knowledge 4.1).
    claim = {"compound": "bisglycinate", "compound_mg": "1000", "magnesium_mg": "200"}

    answer = save(as_ada, **claim)

    assert "is at most 14.1 % magnesium, and this is more" in answer.content.decode()
    assert not SupplementProduct.objects.exists()
    save(as_ada, **claim, is_checked="on")
    assert SupplementProduct.objects.get(user=ada).magnesium_mg == 200


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": ""}, "This field is required"),
        ({"magnesium_mg": "900", "compound_mg": "800"}, "cannot weigh more than the compound"),
        ({"label_units": "0"}, "Give a number above 0"),
        ({"magnesium_mg": "many"}, "is not a number"),
        ({"unit": "bowl"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    as_ada: Client, changed: dict[str, str], sentence: str
) -> None:
    answer = save(as_ada, **changed)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not SupplementProduct.objects.exists()


def test_a_form_of_the_list_starts_a_product_of_ones_own(as_ada: Client) -> None:
    assert "?form=citrate" in show(as_ada, "supplement_forms")

    page = show(as_ada, "supplement_new", query="?form=citrate")
    shown = fields(page, action=reverse("supplement_new"))

    assert (shown["name"], shown["compound"]) == ("Magnesium citrate", "citrate")
    assert not shown.get("magnesium_mg")


def test_the_forms_promise_nothing(as_ada: Client) -> None:
    table = show(as_ada, "supplement_forms").partition("<table")[2].partition("</table>")[0].lower()

    assert "magnesium taurate" in table
    for word in ("calm", "calming", "heart", "sleep", "best", "relax", "relaxing"):
        assert not re.search(rf"\b{word}\b", table)


def test_changing_shows_what_is_there(ada: User, as_ada: Client) -> None:
    product = builders.product(ada, content={"magnesium_mg": 100, "zinc_mg": 5})

    page = show(as_ada, "supplement_edit", product.id)
    assert fields(page, action=reverse("supplement_edit", args=[product.id]))["zinc_mg"] == "5"

    save(as_ada, product, magnesium_mg="110")
    product.refresh_from_db()
    assert product.content == {"magnesium_mg": 110.0}


# --- the label ---


def read(browser: Client, label: str) -> dict[str, str]:
    answer = browser.post(reverse("supplement_label"), {"label": label})
    assert answer.status_code == 200
    return fields(answer.content.decode(), action=reverse("supplement_new"))


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (
            "magnesiumcitraat 800 mg, waarvan 128 mg magnesium per tablet",
            {"compound": "citrate", "compound_mg": "800", "magnesium_mg": "128"},
        ),
        (
            "Per 2 capsules: magnesium (as magnesium bisglycinate) 250 mg",
            {"compound": "bisglycinate", "magnesium_mg": "250", "label_units": "2"},
        ),
        (
            "Magnesiumcitrat 1 g, davon 109 mg Magnesium",
            {"compound": "citrate", "compound_mg": "1000", "magnesium_mg": "109"},
        ),
        ("Epsom bath salts, magnesium sulfate 500 g", {"kind": "bath"}),
    ],
)
def test_a_pasted_label_fills_the_form_in(
    as_ada: Client, label: str, expected: dict[str, str]
) -> None:
    shown = read(as_ada, label)

    assert {key: shown[key].replace(",", "") for key in expected} == expected
    assert shown["label_text"] == label
    assert not SupplementProduct.objects.exists()


def test_a_label_with_one_weight_is_asked_about_at_once(as_ada: Client) -> None:
    answer = as_ada.post(
        reverse("supplement_label"), {"label": "magnesium bisglycinate 1000 mg per tablet"}
    )

    page = answer.content.decode()
    assert "There is one weight. Say below what it is of." in page
    assert "then about 141 mg magnesium" in page


def test_a_text_without_magnesium_says_so(as_ada: Client) -> None:
    answer = as_ada.post(reverse("supplement_label"), {"label": "Take with water."})

    assert "No amount of magnesium was found" in answer.content.decode()


@pytest.mark.parametrize("label", ["", "a" * 2001])
def test_a_label_that_is_none_is_refused(as_ada: Client, label: str) -> None:
    assert as_ada.post(reverse("supplement_label"), {"label": label}).status_code == 422


# --- the list and the plan ---


def test_the_list_adds_the_plans_up_against_the_limit(ada: User, as_ada: Client) -> None:
    for name, mg in (("First", 150.0), ("Second", 101.0)):
        plan(ada, builders.product(ada, name, magnesium_mg=mg))

    page = show(as_ada, "supplements")

    assert "<strong>251 mg</strong>" in page
    assert "You are above the limit of 250 mg from supplements" in page


def test_the_list_says_at_least_when_a_product_is_unknown(ada: User, as_ada: Client) -> None:
    plan(ada, builders.product(ada, "First", magnesium_mg=150.0))
    plan(ada, builders.product(ada, "Second", magnesium_mg=None))

    page = show(as_ada, "supplements")

    assert "<strong>at least 150 mg</strong>" in page
    assert "magnesium unknown" in page


def test_other_nutrients_of_all_plans_are_added_up(ada: User, as_ada: Client) -> None:
    for name in ("First", "Second"):
        plan(ada, builders.product(ada, name, content={"zinc_mg": 7.5}))

    assert '<td class="num">15 mg</td>' in show(as_ada, "supplements")


def test_the_queries_of_the_list_do_not_grow(ada: User, as_ada: Client, queries: Queries) -> None:
    def cost() -> int:
        with queries() as counted:
            show(as_ada, "supplements")
        return len(counted)

    plan(ada, builders.product(ada, "First"))
    first = cost()
    for number in range(5):
        plan(ada, builders.product(ada, f"Product {number}"))

    assert cost() == first


def test_a_preset_fills_the_moments_in(ada: User, as_ada: Client) -> None:
    product = builders.product(ada, magnesium_mg=125.0)

    page = show(as_ada, "supplement_plan", product.id, query="?preset=twice&units=3")

    shown = fields(page)
    assert [shown[name] for name in ("units_0", "moment_0", "units_1", "time_1")] == [
        "2",
        "breakfast",
        "1",
        "21:00",
    ]
    assert "Starting low is easier on the bowels" in page
    # Two tablets of 125 mg at once.
    assert "More than 200 mg at once" in page


@pytest.mark.parametrize(
    "query", ["?preset=noon&units=2", "?preset=twice&units=x", "?preset=twice"]
)
def test_a_preset_that_is_none_is_passed_over(ada: User, as_ada: Client, query: str) -> None:
    product = builders.product(ada)

    assert fields(show(as_ada, "supplement_plan", product.id, query=query))["units_0"] == "1"


def send_plan(browser: Client, product: SupplementProduct, **changed: str) -> HttpResponse:
    form = {"starts_on": builders.today().isoformat(), "units_0": "1", "moment_0": "breakfast"}
    address = reverse("supplement_plan", args=[product.id])
    return browser.post(address, form | changed)  # type: ignore[return-value]


def test_a_plan_is_made_with_meals_and_times(ada: User, as_ada: Client) -> None:
    product = builders.product(ada)

    answer = send_plan(as_ada, product, units_1="0,5", moment_1="time", time_1="21:30")

    assert answer.status_code == 302
    assert Plan.objects.get(user=ada).slots == [
        {"moment": "breakfast", "units": 1.0},
        {"moment": "21:30", "units": 0.5},
    ]


def test_a_first_high_dose_is_told_to_start_low_and_saved(ada: User, as_ada: Client) -> None:
    product = builders.product(ada)

    answer = send_plan(as_ada, product, units_0="3")

    assert "Saved. New to you? Starting low" in as_ada.get(answer["Location"]).content.decode()
    assert Plan.objects.filter(user=ada).exists()


def test_another_dose_starts_from_all_of_the_plan_that_holds(ada: User, as_ada: Client) -> None:
    product = builders.product(ada)
    last = builders.today() + dt.timedelta(days=30)
    slots = [Slot(f"{hour:02}:00", Decimal(1)) for hour in range(8, 14)]
    supplements.plan(
        ada,
        product_id=product.id,
        slots=slots,
        starts_on=builders.today() - dt.timedelta(days=3),
        ends_on=last,
        at=timezone.now(),
    )

    shown = fields(show(as_ada, "supplement_plan", product.id))

    assert [shown[f"time_{n}"] for n in range(6)] == [slot.moment for slot in slots]
    assert shown["ends_on"] == last.isoformat()


def test_behind_a_hard_gate_a_plan_gives_no_tips(ada: User, as_ada: Client) -> None:
    profiles.update(ada, conditions={"kidney_disease": None}, at=timezone.now())
    product = builders.product(ada, magnesium_mg=300)

    page = show(as_ada, "supplement_plan", product.id)
    answer = send_plan(as_ada, product)

    for shown in (page, as_ada.get(answer["Location"]).content.decode()):
        assert "Starting low" not in shown
        assert "at once" not in shown


def test_a_plan_is_undone_from_its_message(ada: User, as_ada: Client) -> None:
    product = builders.product(ada)
    plan(ada, product, days_ago=3)
    send_plan(as_ada, product, units_0="2")
    assert Plan.objects.filter(user=ada).count() == 2

    as_ada.post(reverse("undo", args=[Undo.objects.latest("made_at").id]))

    assert Plan.objects.get(user=ada).ends_on is None


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"units_0": ""}, "Say how many, and when."),
        ({"moment_0": ""}, "Say when."),
        ({"moment_0": "time"}, "Say at which time."),
        ({"units_1": "2", "moment_1": "breakfast"}, "Two doses have the same moment."),
        ({"ends_on": "2001-01-01"}, "The last day is before the first."),
        ({"starts_on": "1999-01-01"}, "outside your diary"),
        ({"units_0": "0"}, "Give more than 0"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(
    ada: User, as_ada: Client, changed: dict[str, str], sentence: str
) -> None:
    answer = send_plan(as_ada, builders.product(ada), **changed)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_plan_is_paused_in_one_tap_and_undone(ada: User, as_ada: Client) -> None:
    product = builders.product(ada)
    plan(ada, product, days_ago=3)

    as_ada.post(reverse("supplement_pause", args=[product.id]), {"back": "list"})

    assert '<span class="tag">paused</span>' in show(as_ada, "supplements")
    undo = Undo.objects.filter(user=ada).latest("made_at")
    as_ada.post(reverse("undo", args=[undo.id]))
    assert Plan.objects.get(user=ada).paused_from is None


def test_a_paused_plan_goes_on(ada: User, as_ada: Client) -> None:
    product = builders.product(ada)
    plan(ada, product, days_ago=3)
    as_ada.post(reverse("supplement_pause", args=[product.id]), {"reason": "loose stools"})
    assert "loose stools" in show(as_ada, "supplement", product.id)

    as_ada.post(reverse("supplement_go_on", args=[product.id]))

    assert '<span class="tag">paused</span>' not in show(as_ada, "supplements")


def test_an_ended_plan_is_kept_among_all_plans(ada: User, as_ada: Client) -> None:
    product = builders.product(ada)
    plan(ada, product, days_ago=3)

    as_ada.post(reverse("supplement_stop", args=[product.id]))

    page = show(as_ada, "supplement", product.id)
    assert "No plan." in page
    assert "1 tablet (breakfast)" in page


def test_a_product_is_put_away_and_taken_back(ada: User, as_ada: Client) -> None:
    product = builders.product(ada)
    address = reverse("supplement_archive", args=[product.id])

    as_ada.post(address)
    assert "Products put away" in show(as_ada, "supplements")
    as_ada.post(address)

    assert not SupplementProduct.objects.get(user=ada).is_archived


def test_a_product_is_removed_and_undone(ada: User, as_ada: Client) -> None:
    product = builders.product(ada)
    as_ada.post(reverse("supplement_remove", args=[product.id]))
    assert not SupplementProduct.objects.exists()

    as_ada.post(reverse("undo", args=[Undo.objects.latest("made_at").id]))

    assert SupplementProduct.objects.get(user=ada).name == product.name


# --- who may not ---

PAGES = ("supplement", "supplement_edit", "supplement_plan")
ACTS = (
    "supplement_edit",
    "supplement_plan",
    "supplement_archive",
    "supplement_remove",
    "supplement_pause",
    "supplement_go_on",
    "supplement_stop",
)


@pytest.mark.parametrize("name", PAGES)
def test_eve_sees_nothing_of_adas(ada: User, as_eve: Client, name: str) -> None:
    product = builders.product(ada)

    assert as_eve.get(reverse(name, args=[product.id])).status_code == 404
    assert product.name not in show(as_eve, "supplements")


@pytest.mark.parametrize("name", ACTS)
def test_eve_changes_nothing_of_adas(ada: User, as_eve: Client, name: str) -> None:
    product = builders.product(ada)
    plan(ada, product)

    assert as_eve.post(reverse(name, args=[product.id])).status_code == 404
    assert SupplementProduct.objects.get().version == product.version
