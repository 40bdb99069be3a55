"""The pages of medicines, and medicines on the day page."""

import datetime as dt
import html
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import builders
from tests.tracker.forms import fields
from tests.tracker.medicines import add, confirmed, dose, moment, tablet
from tracker import medicines, supplements
from tracker.models import Medicine, MedicineDose, User

DAY = builders.today()


def text(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def only(user: User) -> Medicine:
    (medicine,) = medicines.of(user)
    return medicine


# --- the list and its form ---


def test_an_empty_list_has_one_thing_to_do(as_ada: Client) -> None:
    page = text(as_ada.get(reverse("medicines")))

    assert "None yet." in page
    assert reverse("medicine_new") in page


def test_a_medicine_is_added_with_its_times_and_its_page_proposes_hours(
    ada: User, as_ada: Client
) -> None:
    form = fields(text(as_ada.get(reverse("medicine_new"))))
    sent = form | {"name": "Levothyroxine 50", "time_1": "07:00", "time_3": "22:00"}
    del sent["weekdays"]
    answer = as_ada.post(reverse("medicine_new"), sent, follow=True)

    row = only(ada)
    assert (row.times, row.rhythm, row.weekdays) == (["07:00", "22:00"], "daily", [])
    assert row.after_h is None
    page = text(answer)
    assert "every day at 07:00 and 22:00" in page
    assert "Ask your pharmacist if magnesium and your medicine go together" in page
    assert "Magnesium at least 4 hours after it, or 4 hours before it." in page
    assert "Nothing is compared until" in page
    # The sources of the row, and the code that the name has.
    assert "Where this comes from" in page
    assert "H03AA01" in page


def test_a_weekly_medicine_keeps_its_days_and_a_daily_one_has_none(
    ada: User, as_ada: Client
) -> None:
    sent = {
        "name": "alendronic acid",
        "rhythm": "weekly",
        "weekdays": ["4", "0"],
        "every_weeks": "2",
        "starts_on": "2026-01-05",
        "time_1": "07:00",
    }
    answer = as_ada.post(reverse("medicine_new"), sent, follow=True)
    assert "on Monday, Friday, every 2 weeks, at 07:00" in text(answer)

    edit = reverse("medicine_edit", args=[only(ada).id])
    as_ada.post(edit, sent | {"rhythm": "daily", "version": str(only(ada).version)})

    assert (only(ada).rhythm, only(ada).weekdays, only(ada).every_weeks) == ("daily", [], 1)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"name": ""}, "This field is required."),
        ({"rhythm": "weekly"}, "Tick the days on which you take it."),
        ({"rhythm": "monthly"}, "Give the day of the first dose"),
        ({"time_1": "25:00"}, "Enter a valid time."),
        ({"atc": "X"}, "Give an ATC code like H03AA01"),
        ({"starts_on": "2026-01-05", "ends_on": "2026-01-04"}, "The last day is before the first."),
    ],
)
def test_a_refusal_is_shown_in_the_form_and_nothing_is_stored(
    as_ada: Client, changed: dict[str, str], reason: str
) -> None:
    answer = as_ada.post(reverse("medicine_new"), {"name": "iron", "rhythm": "daily", **changed})

    assert answer.status_code == 422
    assert reason in text(answer)
    assert not Medicine.objects.exists()


def test_an_untouched_form_changes_nothing(ada: User, as_ada: Client) -> None:
    row = confirmed(ada, "levothyroxine", "07:00", strength="50", starts_on=dt.date(2026, 1, 1))
    address = reverse("medicine_edit", args=[row.id])
    sent = fields(text(as_ada.get(address)))
    del sent["weekdays"]

    assert as_ada.post(address, sent).status_code == 302
    assert only(ada).as_members() == row.as_members()


def test_a_form_that_is_stale_says_so_and_saving_again_decides(ada: User, as_ada: Client) -> None:
    row = add(ada, "iron")
    address = reverse("medicine_edit", args=[row.id])
    stale = fields(text(as_ada.get(address))) | {"name": "zinc"}
    del stale["weekdays"]
    medicines.change(ada, row.id, changed={"strength": "5 mg"}, at=timezone.now())

    answer = as_ada.post(address, stale)
    assert answer.status_code == 422
    assert "changed on another device" in text(answer)
    again = fields(text(answer))
    del again["weekdays"]
    assert as_ada.post(address, again).status_code == 302
    assert only(ada).name == "zinc"


def test_a_medicine_with_magnesium_is_one_of_the_persons_products(
    ada: User, as_ada: Client
) -> None:
    product = supplements.make(ada, name="Antagel", kind="antacid", at=timezone.now()).product
    sent = {"name": "Antagel", "rhythm": "daily", "product_id": str(product.id)}
    page = text(as_ada.post(reverse("medicine_new"), sent, follow=True))

    assert only(ada).product_id == product.id
    assert reverse("supplement", args=[product.id]) in page


# --- the page of one medicine ---


def hours_form(page: str, medicine: Medicine) -> dict[str, str]:
    return fields(page, action=reverse("medicine_hours", args=[medicine.id]))


def test_hours_are_noted_from_the_leaflet_as_the_table_has_them(ada: User, as_ada: Client) -> None:
    row = add(ada, "alendroninezuur", "07:00")
    sent = hours_form(text(as_ada.get(reverse("medicine", args=[row.id]))), row)
    assert (sent["after_h"], sent["before_h"], sent["food_after_h"]) == ("4", "4", "0.5")

    # The radio button is not chosen: who gave the hours is for the person to say.
    answer = as_ada.post(
        reverse("medicine_hours", args=[row.id]),
        {k: v for k, v in sent.items() if k != "hours_from"},
    )
    assert answer.status_code == 422
    assert only(ada).after_h is None

    page = text(
        as_ada.post(
            reverse("medicine_hours", args=[row.id]), sent | {"hours_from": "leaflet"}, follow=True
        )
    )
    assert only(ada).after_h == Decimal(4)
    assert "Food and mineral water at least 30 minutes after it." in page
    assert "From your leaflet; noted on" in page


def test_shorter_hours_are_a_pharmacists_and_stand_beside_the_table(
    ada: User, as_ada: Client
) -> None:
    row = add(ada, "levothyroxine", "07:00")
    address = reverse("medicine_hours", args=[row.id])
    sent = hours_form(text(as_ada.get(reverse("medicine", args=[row.id]))), row)
    sent |= {"after_h": "2,5", "hours_from": "leaflet"}
    refused = as_ada.post(address, sent)
    assert refused.status_code == 422
    assert "your hours are shorter" in text(refused)

    page = text(as_ada.post(address, sent | {"hours_from": "pharmacist"}, follow=True))

    assert "Magnesium at least 2 h 30 min after it" in page
    assert "These hours are shorter than those of the table." in page
    assert "Your pharmacist said so" in page


def test_hours_can_be_taken_back(ada: User, as_ada: Client) -> None:
    row = confirmed(ada, "levothyroxine", "07:00")
    as_ada.post(reverse("medicine_hours", args=[row.id]), {"clear": "1"})

    assert (only(ada).after_h, only(ada).hours_from) == (None, "")


def test_a_medicine_without_a_row_says_to_ask(ada: User, as_ada: Client) -> None:
    row = add(ada, "Ada's pills")
    page = text(as_ada.get(reverse("medicine", args=[row.id])))

    assert "The table has nothing about this medicine." in page


def test_a_medicine_for_stomach_remedies_alone_says_so(ada: User, as_ada: Client) -> None:
    row = add(ada, "rosuvastatin")
    page = text(as_ada.get(reverse("medicine", args=[row.id])))

    assert "about stomach remedies with magnesium, not about supplements" in page


@pytest.mark.parametrize(
    ("name", "badge", "gate"),
    [
        ("omeprazole", "can lower your magnesium", "Never stop with a medicine on your own."),
        ("spironolactone", "can keep magnesium in your body", "has to do with magnesium"),
        ("cisplatin", "can lower your magnesium", "Take nothing extra without asking them."),
    ],
)
def test_a_badge_and_a_gate_come_with_their_source(
    ada: User, as_ada: Client, name: str, badge: str, gate: str
) -> None:
    row = add(ada, name)
    page = text(as_ada.get(reverse("medicine", args=[row.id])))

    assert badge in page
    assert gate in page
    assert "Where this comes from" in page
    assert badge in text(as_ada.get(reverse("medicines")))


def test_a_stricter_label_and_what_the_labels_say_are_shown_too(ada: User, as_ada: Client) -> None:
    row = add(ada, "moxifloxacin", "08:00")
    page = text(as_ada.get(reverse("medicine", args=[row.id])))

    assert "A stricter label: Magnesium at least 6 hours after it, or 8 hours before it." in page
    assert "US: 4 h before or 8 h after" in page


def test_a_remedy_with_magnesium_leads_to_the_products(ada: User, as_ada: Client) -> None:
    row = add(ada, "magnesium hydroxide", rhythm="as_needed")
    page = text(as_ada.get(reverse("medicine", args=[row.id])))

    assert "This one holds magnesium itself." in page
    assert reverse("supplement_new") in page
    # It is magnesium: there are no hours to keep from it.
    assert "How far apart from magnesium" not in page


# --- the plan of a supplement ---


def plan_page(client: Client, user: User, query: str) -> str:
    product = builders.product(user, magnesium_mg=100.0)
    return text(client.get(reverse("supplement_plan", args=[product.id]) + query))


def test_an_evening_preset_moves_to_where_it_is_far_enough(ada: User, as_ada: Client) -> None:
    """Statement A62."""
    confirmed(ada, "ciprofloxacin", "20:00")
    page = plan_page(as_ada, ada, "?preset=evening&units=1")

    assert "21:00 became 22:00" in page
    assert 'value="22:00"' in page


def test_a_morning_preset_waits_for_the_thyroid_tablet(ada: User, as_ada: Client) -> None:
    confirmed(ada, "levothyroxine", "07:00")
    page = plan_page(as_ada, ada, "?preset=morning&units=1")

    assert "Breakfast became 11:00" in page


def test_a_moment_that_is_too_close_is_named_and_not_changed(ada: User, as_ada: Client) -> None:
    confirmed(ada, "levothyroxine", "07:00")

    assert "Breakfast is too close to your medicines of today" in plan_page(as_ada, ada, "")


def test_a_plan_without_a_comfortable_moment_says_to_ask(ada: User, as_ada: Client) -> None:
    confirmed(ada, "raltegravir", "08:00", "20:00")

    assert "There is no comfortable moment" in plan_page(as_ada, ada, "?preset=evening&units=1")


def test_a_plan_beside_no_medicine_is_as_it_was(ada: User, as_ada: Client) -> None:
    page = plan_page(as_ada, ada, "?preset=evening&units=1")

    assert 'value="21:00"' in page
    assert "became" not in page


def test_a_medicine_is_ended_and_removed_with_an_undo(ada: User, as_ada: Client) -> None:
    row = add(ada, "doxycycline", "08:00")
    as_ada.post(reverse("medicine_end", args=[row.id]))
    assert only(ada).ends_on == DAY

    page = text(as_ada.post(reverse("medicine_remove", args=[row.id]), follow=True))

    assert "taken off your list" in page
    assert "/undo/" in page
    assert not Medicine.objects.exists()


# --- the day page ---


def day_page(client: Client, day: dt.date = DAY) -> str:
    return text(client.get(reverse("day", args=[day])))


def log(client: Client, medicine: Medicine, **sent: str) -> Any:
    values = {"medicine": str(medicine.id), **sent}
    return client.post(reverse("medicine_dose_log", args=[DAY]), values, follow=True)


def test_a_day_without_medicines_says_nothing_of_them(as_ada: Client) -> None:
    assert 'id="medicines"' not in day_page(as_ada)


def test_one_tap_logs_a_dose_at_its_planned_time(ada: User, as_ada: Client) -> None:
    row = add(ada, "levothyroxine", "07:00")
    assert "at 07:00" in day_page(as_ada)
    page = text(log(as_ada, row, planned="07:00", act="planned"))

    taken = MedicineDose.objects.get()
    assert (taken.at, taken.planned_at) == (moment("07:00", day=DAY), moment("07:00", day=DAY))
    assert "taken at 07:00" in page
    assert "/undo/" in page


@pytest.mark.parametrize(
    ("sent", "status", "has_time"),
    [
        ({"act": "now"}, "taken", True),
        ({"act": "other", "time": "09:15"}, "taken", True),
        ({"act": "skipped"}, "skipped", False),
    ],
)
def test_a_planned_dose_can_be_taken_otherwise(
    ada: User, as_ada: Client, sent: dict[str, str], status: str, *, has_time: bool
) -> None:
    row = add(ada, "levothyroxine", "07:00")
    log(as_ada, row, planned="07:00", **sent)

    taken = MedicineDose.objects.get()
    assert (taken.status, taken.at is not None) == (status, has_time)
    assert taken.planned_at == moment("07:00", day=DAY)


def test_a_medicine_as_needed_is_logged_without_a_plan(ada: User, as_ada: Client) -> None:
    row = add(ada, "paracetamol", rhythm="as_needed")
    log(as_ada, row, act="other", time="13:30")

    taken = MedicineDose.objects.get()
    assert (taken.at, taken.planned_at) == (moment("13:30", day=DAY), None)
    assert "13:30" in day_page(as_ada)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"act": "planned"},
        {"act": "skipped"},
        {"act": "other"},
        {"act": "later"},
        {"act": "other", "time": "25:00"},
    ],
)
def test_a_tap_that_says_too_little_writes_nothing(
    ada: User, as_ada: Client, sent: dict[str, str]
) -> None:
    row = add(ada, "levothyroxine", "07:00")

    assert log(as_ada, row, **sent).status_code == 422
    assert not MedicineDose.objects.exists()


def test_htmx_gets_the_part_of_the_day_that_a_dose_can_touch(ada: User, as_ada: Client) -> None:
    row = add(ada, "levothyroxine", "07:00")
    answer = as_ada.post(
        reverse("medicine_dose_log", args=[DAY]),
        {"medicine": str(row.id), "planned": "07:00", "act": "planned"},
        headers={"hx-request": "true"},
    )

    assert answer.status_code == 200
    assert text(answer).lstrip().startswith('<div id="day">')


def test_a_tablet_too_early_is_told_on_the_day(ada: User, as_ada: Client) -> None:
    row = confirmed(ada, "levothyroxine", "07:00")
    log(as_ada, row, planned="07:00", act="planned")
    assert "is 3 h 30 min after" not in day_page(as_ada)
    tablet(ada, "10:30", day=DAY)
    page = day_page(as_ada)

    assert "Magnesium tablet at 10:30 is 3 h 30 min after levothyroxine (07:00)." in page
    assert "00:00–03:00" in page
    assert "11:00–24:00" in page


def test_no_comfortable_moment_says_to_ask_the_pharmacist(ada: User, as_ada: Client) -> None:
    confirmed(ada, "raltegravir", "08:00", "20:00")

    page = day_page(as_ada)
    assert "There is no comfortable moment for magnesium on this day." in page
    assert "Far enough from your medicines" not in page


def test_unconfirmed_hours_are_asked_about_and_close_nothing(ada: User, as_ada: Client) -> None:
    add(ada, "levothyroxine", "07:00")
    tablet(ada, "07:30", day=DAY)
    page = day_page(as_ada)

    assert "The hours of levothyroxine are not noted yet." in page
    assert "Far enough" not in page
    assert "far enough" not in page


def test_a_dose_can_be_changed_and_removed(ada: User, as_ada: Client) -> None:
    taken = dose(ada, add(ada, "levothyroxine"), "07:00", date=DAY, at=moment("07:00", day=DAY))
    address = reverse("medicine_dose", args=[taken.id])
    sent = fields(text(as_ada.get(address)))
    assert (sent["time"], sent["status"]) == ("07:00", "taken")
    as_ada.post(address, sent | {"time": "08:20", "amount": "1 tablet"})
    changed = MedicineDose.objects.get()
    assert (changed.at, changed.amount) == (moment("08:20", day=DAY), "1 tablet")

    stale = as_ada.post(address, sent)
    assert (stale.status_code, MedicineDose.objects.get().amount) == (422, "1 tablet")
    page = text(as_ada.post(reverse("medicine_dose_remove", args=[taken.id]), follow=True))
    assert "was removed" in page
    assert not MedicineDose.objects.exists()


def test_a_dose_at_a_time_that_was_skipped_by_the_clock_is_refused(
    ada: User, as_ada: Client
) -> None:
    spring = dt.date(2026, 3, 29)
    taken = dose(ada, add(ada, "levothyroxine"), "07:00")
    sent = {"status": "taken", "date": spring.isoformat(), "time": "02:30"}
    answer = as_ada.post(reverse("medicine_dose", args=[taken.id]), sent)

    assert answer.status_code == 422
    assert "does not exist" in text(answer)


def test_in_dutch_nothing_is_left_in_english(ada: User) -> None:
    confirmed(ada, "ciprofloxacine", "08:00", "20:00")
    tablet(ada, "10:30", day=DAY)
    page = day_page(builders.client(ada, lang="nl"))

    assert "Ver genoeg van je medicijnen voor magnesium" in page
    assert "Far enough" not in page


def test_more_medicines_ask_no_more_of_the_database(
    ada: User, as_ada: Client, queries: Callable[[], CaptureQueriesContext]
) -> None:
    addresses = [reverse("day", args=[DAY]), reverse("medicines")]

    def counts() -> list[int]:
        taken = []
        for address in addresses:
            as_ada.get(address)  # what was said is read once, and then gone
            with queries() as done:
                as_ada.get(address)
            taken.append(len(done))
        return taken

    log(as_ada, confirmed(ada, "levothyroxine", "07:00"), planned="07:00", act="planned")
    for _ in range(3):  # above the limit, where the day asks about gates as well
        tablet(ada, "12:00", day=DAY)
    few = counts()
    for name in ("doxycycline", "gabapentin", "iron", "omeprazole"):
        log(as_ada, confirmed(ada, name, "08:00", "20:00"), planned="08:00", act="planned")
        tablet(ada, "12:30", day=DAY)

    assert counts() == few


# --- eve ---


def test_eve_gets_nothing_of_adas_medicines(ada: User, eve: User, as_eve: Client) -> None:
    row = confirmed(ada, "levothyroxine", "07:00")
    taken = dose(ada, row, "07:10", date=DAY, at=moment("07:10", day=DAY))
    before = (row.as_members(), taken.as_members())
    for name, id in (
        ("medicine", row.id),
        ("medicine_edit", row.id),
        ("medicine_hours", row.id),
        ("medicine_end", row.id),
        ("medicine_remove", row.id),
        ("medicine_dose", taken.id),
        ("medicine_dose_remove", taken.id),
    ):
        address = reverse(name, args=[id])
        assert as_eve.get(address).status_code in (404, 405), name
        assert as_eve.post(address, {"name": "Eve", "clear": "1"}).status_code in (404, 405), name
    assert log(as_eve, row, planned="07:00", act="planned").status_code == 404
    assert "levothyroxine" not in day_page(as_eve)
    assert "levothyroxine<" not in text(as_eve.get(reverse("medicines")))
    assert (only(ada).as_members(), MedicineDose.objects.get().as_members()) == before
