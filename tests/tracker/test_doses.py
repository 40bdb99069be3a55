"""The doses of the day page: one tap each, and where the day stands to the limit."""

import datetime as dt
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
from tracker import diary, profiles, supplements
from tracker.models import IntakeEntry, SupplementProduct, Undo, User
from tracker.supplements import Slot

Queries = Callable[[], CaptureQueriesContext]
DAY = dt.date(2026, 3, 18)
AT = dt.datetime(2026, 3, 18, 12, tzinfo=dt.UTC)


def show(browser: Client, date: dt.date = DAY, query: str = "") -> str:
    answer = browser.get(reverse("day", args=[date]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def card(page: str) -> str:
    """The card of supplements as text, without the marks."""
    return page.partition('id="doses"')[2].partition("</section>")[0]


def planned(
    user: User, *moments: str, starts_on: dt.date = DAY, **members: Any
) -> SupplementProduct:
    product = builders.product(user, **members)
    slots = [Slot(moment, Decimal(1)) for moment in moments or ("breakfast",)]
    supplements.plan(user, product_id=product.id, slots=slots, starts_on=starts_on, at=AT)
    return product


def take(
    browser: Client, product: SupplementProduct, date: dt.date = DAY, /, **changed: Any
) -> HttpResponse:
    form = {"product": product.id, "units": "1", "moment": "breakfast"}
    return browser.post(reverse("dose", args=[date]), form | changed)  # type: ignore[return-value]


def logged(user: User) -> list[IntakeEntry]:
    return list(IntakeEntry.objects.visible_to(user).order_by("row"))


def log(user: User, *drafts: diary.Draft) -> None:
    diary.log_intake(user, drafts, at=AT, lang="en")


# --- a tap ---


def test_a_due_dose_is_a_button_and_then_a_line(ada: User, as_ada: Client) -> None:
    product = planned(ada, "breakfast", "21:00", magnesium_mg=125.0)
    assert card(show(as_ada)).count('<button class="dose">') == 2

    take(as_ada, product)

    (entry,) = logged(ada)
    assert (entry.item_id, entry.amount, entry.meal) == (product.id, 1, "breakfast")
    assert entry.magnesium_mg == 125
    page = card(show(as_ada))
    assert page.count('<button class="dose">') == 1
    assert reverse("entry", args=[entry.id]) in page


def test_a_tap_is_undone_from_its_message(ada: User, as_ada: Client) -> None:
    answer = take(as_ada, planned(ada))
    page = as_ada.get(answer["Location"]).content.decode()
    undo = Undo.objects.latest("made_at")
    assert "1 tablet of “Ada&#x27;s tablets” added." in page
    assert reverse("undo", args=[undo.id]) in page

    as_ada.post(reverse("undo", args=[undo.id]))

    assert logged(ada) == []


def test_htmx_gets_the_day_alone(ada: User, as_ada: Client) -> None:
    answer = as_ada.post(
        reverse("dose", args=[DAY]),
        {"product": planned(ada).id, "units": "1", "moment": "breakfast"},
        headers={"hx-request": "true"},
    )

    page = answer.content.decode()
    assert "<html" not in page
    assert "added." in page


@pytest.mark.parametrize(
    ("moment", "at"),
    [
        ("breakfast", None),
        # Amsterdam in winter.
        ("21:00", dt.datetime(2026, 3, 18, 20, tzinfo=dt.UTC)),
        ("", None),
    ],
)
def test_a_dose_of_another_day_has_the_time_that_was_planned(
    ada: User, as_ada: Client, moment: str, at: dt.datetime | None
) -> None:
    take(as_ada, planned(ada, moment or "breakfast"), moment=moment)

    (entry,) = logged(ada)
    assert entry.at == at


def test_a_dose_of_today_at_a_time_is_taken_now(ada: User, as_ada: Client) -> None:
    before = timezone.now() - dt.timedelta(minutes=1)
    today = before.astimezone(dt.timezone(dt.timedelta(hours=1))).date()
    zone = profiles.zone_of(ada)
    assert zone == builders.ZONE
    product = planned(ada, "04:00", starts_on=today)

    take(as_ada, product, today, moment="04:00")

    (entry,) = logged(ada)
    assert entry.at is not None
    assert before <= entry.at <= timezone.now()


def test_a_product_without_a_plan_is_taken_when_needed(ada: User, as_ada: Client) -> None:
    product = builders.product(ada)

    for _ in range(2):
        take(as_ada, product, moment="")

    page = card(show(as_ada))
    assert "taken 2 times" in page
    assert '<button class="dose">' in page


def test_a_dose_with_food_says_so(ada: User, as_ada: Client) -> None:
    product = planned(ada)
    log(ada, builders.draft("almonds", date=DAY, meal="breakfast"))

    take(as_ada, product)

    assert "with food" in card(show(as_ada))


def test_the_doses_stand_below_the_food(ada: User, as_ada: Client) -> None:
    # Statement A109: food first, then water, then supplements.
    planned(ada)
    page = show(as_ada)

    assert page.index('id="total-h"') < page.index('id="add"') < page.index('id="doses"')


def test_a_paused_product_has_no_button(ada: User, as_ada: Client) -> None:
    product = planned(ada)
    supplements.pause(ada, product.id, on=DAY, at=AT)

    page = card(show(as_ada))

    assert '<button class="dose">' not in page
    assert "paused" in page


@pytest.mark.parametrize(
    "changed", [{"units": "0"}, {"units": "many"}, {"product": "x"}, {"units": "99999"}]
)
def test_a_dose_that_cannot_be_is_refused(
    ada: User, as_ada: Client, changed: dict[str, str]
) -> None:
    assert take(as_ada, planned(ada), **changed).status_code == 422
    assert logged(ada) == []


def test_bath_salt_is_not_taken(ada: User, as_ada: Client) -> None:
    bath = builders.product(ada, kind="bath", compound="sulfate")

    assert '<button class="dose">' not in card(show(as_ada))
    assert take(as_ada, bath).status_code == 422


def test_eve_takes_nothing_of_adas(ada: User, eve: User, as_eve: Client) -> None:
    product = planned(ada)

    assert take(as_eve, product).status_code == 404
    assert product.name not in show(as_eve, query="?q=tablets")
    assert logged(eve) == []


# --- the usual meal ---


def breakfasts_with_a_tablet(user: User) -> SupplementProduct:
    """A week of oats for breakfast, each with its tablet, up to yesterday."""
    today = builders.today()
    product = planned(user, starts_on=today - dt.timedelta(days=7))
    for days_ago in range(1, 8):
        date = today - dt.timedelta(days=days_ago)
        log_now(
            user,
            builders.draft("oats-rolled", date=date, amount="40"),
            builders.dose(product, date=date, meal="breakfast"),
        )
    return product


def log_now(user: User, *drafts: diary.Draft) -> None:
    diary.log_intake(user, drafts, at=timezone.now(), lang="en")


def usual(browser: Client) -> str:
    page = show(browser, builders.today(), query="?meal=breakfast")
    return page.partition('class="usual-meal"')[2].partition("</form>")[0]


def test_the_usual_breakfast_brings_its_tablet(ada: User, as_ada: Client) -> None:
    breakfasts_with_a_tablet(ada)

    assert "Ada&#x27;s tablets</bdi> 1 tablet" in usual(as_ada)


def test_a_tablet_taken_before_is_not_brought_again(ada: User, as_ada: Client) -> None:
    product = breakfasts_with_a_tablet(ada)
    take(as_ada, product, builders.today())

    shown = usual(as_ada)

    assert "oats" in shown.lower()
    assert "tablets" not in shown


@pytest.mark.parametrize("act", [supplements.pause, supplements.stop])
def test_a_tablet_that_rests_is_not_brought(
    ada: User, as_ada: Client, act: Callable[..., Any]
) -> None:
    product = breakfasts_with_a_tablet(ada)
    act(ada, product.id, on=builders.today(), at=timezone.now())

    shown = usual(as_ada)

    assert "oats" in shown.lower()
    assert "tablets" not in shown


# --- the search ---


def test_a_product_is_found_by_its_name_and_logged_by_the_unit(ada: User, as_ada: Client) -> None:
    product = builders.product(ada, magnesium_mg=125.0)

    assert "125 mg / tablet" in show(as_ada, query="?q=tablets")
    form = show(as_ada, query=f"?item={product.id}")
    assert "125 mg / tablet" in form
    assert '<option value="tablet" selected>tablet</option>' in form
    assert as_ada.get(reverse("food", args=[product.id]))["Location"] == reverse(
        "supplement", args=[product.id]
    )


# --- the limit ---


def meter(browser: Client, **options: Any) -> str:
    return card(show(browser, **options))


def test_food_and_water_are_not_held_against_the_limit(ada: User, as_ada: Client) -> None:
    log(ada, builders.draft("almonds", date=DAY, amount="500"))

    page = show(as_ada)

    assert "Counts to the limit" not in page
    assert "above the limit" not in page


@pytest.mark.parametrize(("mg", "is_above"), [(249, False), (250, False), (251, True)])
def test_the_limit_is_told_calmly_from_one_mg_above(
    ada: User, as_ada: Client, mg: float, is_above: bool
) -> None:
    log(ada, builders.dose(builders.product(ada, magnesium_mg=mg), date=DAY))

    page = meter(as_ada)

    assert f"Counts to the limit: <b>{mg} mg</b> of 250 mg" in page
    assert ("You are above the limit of 250 mg" in page) is is_above
    assert ("is 350 mg" in page) is is_above
    assert "Food does not count." in page


def test_an_unknown_dose_makes_the_limit_at_least(ada: User, as_ada: Client) -> None:
    log(
        ada,
        builders.dose(builders.product(ada, "Known"), date=DAY),
        builders.dose(builders.product(ada, "Unknown", magnesium_mg=None), date=DAY),
    )

    page = meter(as_ada)

    assert "<b>at least 100 mg</b> of 250 mg" in page
    assert "but a part is not known" in page


def test_a_large_single_dose_is_told_to_split(ada: User, as_ada: Client) -> None:
    log(ada, builders.dose(builders.product(ada, "Big", magnesium_mg=201), date=DAY))

    assert "Big: More than 200 mg at once" in meter(as_ada)


def test_behind_a_hard_gate_too_much_sends_to_the_doctor_alone(ada: User, as_ada: Client) -> None:
    profiles.update(ada, conditions={"kidney_disease": None}, at=AT)
    log(ada, builders.dose(builders.product(ada, magnesium_mg=300), date=DAY))

    page = meter(as_ada)

    assert "You are above the limit of 250 mg from supplements. Ask your doctor" in page
    for advice in ("Take less", "Split", "at once", "350 mg"):
        assert advice not in page


def test_mineral_water_counts_when_the_person_says_so(ada: User, as_ada: Client) -> None:
    # 60 mg in half a litre of Hépar (119 mg/l, its label).
    log(
        ada,
        builders.dose(builders.product(ada, magnesium_mg=200), date=DAY),
        builders.draft("water-hepar", date=DAY, amount="500", unit="ml", meal=""),
    )
    assert "<b>200 mg</b> of 250 mg" in meter(as_ada)

    profiles.set_period(ada, kind="limit_water", value="counts", at=AT)

    page = meter(as_ada)
    assert "<b>260 mg</b> of 250 mg" in page
    assert "of which 60 mg from mineral water" in page


def test_a_doctors_limit_that_ended_is_told(ada: User, as_ada: Client) -> None:
    profiles.set_period(
        ada,
        kind="doctor_limit",
        magnesium_mg=Decimal(400),
        starts_on=DAY - dt.timedelta(days=60),
        ends_on=DAY - dt.timedelta(days=1),
        at=AT,
    )
    planned(ada)

    assert "Your doctor&#x27;s limit of 400 mg ended on" in meter(as_ada)


def test_hidden_totals_hide_the_meter_and_not_that_it_is_too_much(
    ada: User, as_ada: Client
) -> None:
    profiles.update(ada, hide_totals=True, at=AT)
    log(ada, builders.dose(builders.product(ada, magnesium_mg=250), date=DAY))
    assert "Counts to the limit" not in meter(as_ada)

    log(ada, builders.dose(builders.product(ada, "More", magnesium_mg=100), date=DAY))

    assert "above the limit" in meter(as_ada)


def test_what_else_was_in_them_is_added_up(ada: User, as_ada: Client) -> None:
    product = builders.product(ada, content={"magnesium_mg": 100, "vitamin_b6_mg": 1.4})
    log(ada, builders.dose(product, date=DAY, amount="2"))

    assert '<td class="num">2.8 mg</td>' in meter(as_ada)


def test_the_queries_of_the_day_do_not_grow_with_products(
    ada: User, as_ada: Client, queries: Queries
) -> None:
    def cost() -> int:
        with queries() as counted:
            show(as_ada)
        return len(counted)

    log(ada, builders.dose(planned(ada), date=DAY))
    first = cost()
    for number in range(4):
        product = planned(ada, name=f"Product {number}", magnesium_mg=10)
        log(ada, builders.dose(product, date=DAY))

    assert cost() == first


# --- the settings ---


def settings(browser: Client) -> str:
    return browser.get(reverse("settings")).content.decode().partition('id="limit"')[2]


def choose(browser: Client, kind: str, **members: str) -> HttpResponse:
    form = {f"{kind}-{name}": value for name, value in members.items()}
    return browser.post(reverse("settings_period", args=[kind]), form)  # type: ignore[return-value]


def test_the_settings_say_whose_limit_it_is(as_ada: Client) -> None:
    page = settings(as_ada)

    assert "<strong>250 mg</strong>" in page
    assert "Netherlands: Health Council" in page
    assert "United States: National Academies, 350 mg" in page


def test_another_limit_is_chosen_and_listed(as_ada: Client) -> None:
    assert choose(as_ada, "limit", value="us_iom").status_code == 302

    page = settings(as_ada)
    assert "<strong>350 mg</strong>" in page
    assert "since always" in page


def test_a_doctors_limit_is_kept_with_who_and_until_when(as_ada: Client) -> None:
    today = builders.today().isoformat()

    choose(as_ada, "doctor_limit", magnesium_mg="400", agreed_with="Dr. Smit", starts_on=today)

    page = settings(as_ada)
    assert "<strong>400 mg</strong>" in page
    assert "Agreed with your doctor, until" in page
    assert "400 mg a day, agreed with Dr. Smit" in page


def test_the_limit_can_be_turned_off(as_ada: Client) -> None:
    choose(as_ada, "limit", value="off")

    assert "No limit is shown." in settings(as_ada)


@pytest.mark.parametrize(
    ("kind", "members"),
    [
        ("limit", {"value": "be"}),
        ("doctor_limit", {"magnesium_mg": "400", "agreed_with": "Dr. Smit"}),
        ("doctor_limit", {"magnesium_mg": "0", "agreed_with": "S", "starts_on": "2026-01-01"}),
        ("limit_water", {"value": "maybe"}),
    ],
)
def test_a_limit_that_cannot_be_is_refused(
    as_ada: Client, kind: str, members: dict[str, str]
) -> None:
    answer = choose(as_ada, kind, **members)

    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()
