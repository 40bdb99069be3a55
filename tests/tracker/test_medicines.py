"""The list of medicines and their doses: what may be stored, and what is read of it."""

import datetime as dt
import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import builders
from tests.tracker.medicines import DAY, add, confirmed, dose, moment
from tracker import changes, medicines, versions
from tracker.models import Medicine, MedicineDose, Tombstone, User
from tracker.rules import gates, medicine_names, messages, safety
from tracker.rules.medicines import Direction
from tracker.rules.proposals import Standing

HOURS = {
    "after_h": Decimal(4),
    "before_h": Decimal(4),
    "hours_from": "leaflet",
    "confirmed_on": DAY,
}


def only(user: User, *, on: dt.date = DAY) -> medicines.MedicineRecord:
    (record,) = medicines.read(user, on=on)
    return record


# --- the list ---


def test_a_medicine_is_known_by_its_name_and_its_hours_wait_for_the_person(ada: User) -> None:
    add(ada, "Levothyroxine 50 microgram", "07:00")

    record = only(ada)

    assert record.code == "H03AA01"
    assert record.proposal is not None
    assert (record.proposal.after_h, record.proposal.before_h) == (4, 4)
    assert record.hours is None
    assert record.standing is Standing.ASK


def test_confirmed_hours_are_kept_with_where_they_come_from_and_when(ada: User) -> None:
    medicine = add(ada)
    medicines.change(ada, medicine.id, changed=HOURS, at=timezone.now())

    hours = only(ada).hours

    assert hours is not None
    assert (hours.after_h, hours.origin, hours.confirmed_on) == (4, "leaflet", DAY)
    assert only(ada).standing is Standing.CONFIRMED


def test_shorter_hours_than_the_table_are_taken_from_a_pharmacist_alone(ada: User) -> None:
    medicine = add(ada)
    shorter = HOURS | {"after_h": Decimal(2)}
    with pytest.raises(ValidationError, match="4 hours after"):
        medicines.change(ada, medicine.id, changed=shorter, at=timezone.now())

    medicines.change(
        ada, medicine.id, changed=shorter | {"hours_from": "pharmacist"}, at=timezone.now()
    )

    assert only(ada).is_shorter


def test_a_medicine_that_the_table_does_not_know_can_have_hours_too(ada: User) -> None:
    add(ada, "Ada's pills", **HOURS)

    record = only(ada)

    assert (record.proposal, record.code) == (None, "")
    assert record.standing is Standing.CONFIRMED
    assert add(ada, "Another").name == "Another"


@pytest.mark.parametrize(
    ("members", "member"),
    [
        ({"name": " "}, "name"),
        ({"name": "\u202ex"}, "name"),
        ({"strength": "x\n"}, "strength"),
        ({"atc": "H3"}, "atc"),
        ({"rhythm": "hourly"}, "rhythm"),
        ({"rhythm": "weekly"}, "weekdays"),
        ({"weekdays": [1]}, "weekdays"),
        ({"rhythm": "weekly", "weekdays": [7]}, "weekdays"),
        ({"rhythm": "weekly", "weekdays": [True]}, "weekdays"),
        ({"rhythm": "weekly", "weekdays": [1], "every_weeks": 0}, "every_weeks"),
        ({"rhythm": "weekly", "weekdays": [1], "every_weeks": 2}, "starts_on"),
        ({"rhythm": "monthly"}, "starts_on"),
        ({"times": ["7:00"]}, "times"),
        ({"times": ["24:00"]}, "times"),
        ({"times": ["07:00", "07:00"]}, "times"),
        ({"times": [7]}, "times"),
        ({"times": "07:00"}, "times"),
        ({"times": [f"{h:02}:00" for h in range(13)]}, "times"),
        ({"rhythm": "as_needed", "times": ["07:00"]}, "times"),
        ({"starts_on": DAY, "ends_on": DAY - dt.timedelta(days=1)}, "ends_on"),
        ({"after_h": Decimal(4)}, "after_h"),
        ({"food_after_h": Decimal(1)}, "after_h"),
        ({"hours_from": "leaflet", "confirmed_on": DAY}, "after_h"),
        (HOURS | {"hours_from": ""}, "hours_from"),
        (HOURS | {"hours_from": "a friend"}, "hours_from"),
        (HOURS | {"confirmed_on": None}, "hours_from"),
        (HOURS | {"confirmed_on": dt.date(2999, 1, 1)}, "confirmed_on"),
        (HOURS | {"after_h": Decimal(25)}, "after_h"),
        (HOURS | {"before_h": Decimal(-1)}, "before_h"),
        (HOURS | {"food_after_h": Decimal(25)}, "food_after_h"),
    ],
)
def test_what_a_medicine_cannot_hold_is_refused_by_member(
    ada: User, members: dict[str, Any], member: str
) -> None:
    draft = medicines.Draft(members={"name": "levothyroxine", **members})
    with pytest.raises(ValidationError) as refused:
        medicines.add(ada, [draft], at=timezone.now())

    assert list(refused.value.message_dict) == [member]
    assert not Medicine.objects.exists()


def test_a_medicine_sent_twice_is_there_once(ada: User) -> None:
    draft = medicines.Draft(id=uuid.uuid4(), members={"name": "iron"})
    medicines.add(ada, [draft], at=timezone.now())
    again = medicines.add(ada, [draft], at=timezone.now())

    assert (Medicine.objects.count(), again.undo_id) == (1, None)
    other = medicines.Draft(id=draft.id, members={"name": "zinc"})
    with pytest.raises(versions.VersionError):
        medicines.add(ada, [other], at=timezone.now())


def test_an_ended_medicine_comes_last_and_no_longer_counts(ada: User) -> None:
    medicine = add(ada, "acenocoumarol")
    add(ada, "omeprazole")
    medicines.end(ada, medicine.id, on=DAY, at=timezone.now())
    later = DAY + dt.timedelta(days=1)

    assert [r.medicine.name for r in medicines.read(ada, on=later)] == [
        "omeprazole",
        "acenocoumarol",
    ]
    assert medicines.atc_codes(ada, on=DAY) == ("A02BC01", "B01AA07")
    assert medicines.atc_codes(ada, on=later) == ("A02BC01",)


def test_removing_a_medicine_can_be_undone_and_keeps_its_doses(ada: User) -> None:
    medicine = add(ada, "levothyroxine", "07:00")
    dose(ada, medicine, "07:10")
    undo_id = medicines.remove(ada, [medicine.id], at=timezone.now()).undo_id
    assert MedicineDose.objects.get().name == "levothyroxine"
    assert Tombstone.objects.get().collection == "medicines"

    assert undo_id
    changes.undo(ada, undo_id, at=timezone.now())

    assert only(ada).medicine.times == ["07:00"]


def test_eve_changes_and_removes_nothing_of_ada(ada: User, eve: User) -> None:
    medicine = add(ada)
    taken = dose(ada, medicine, "07:10")
    with pytest.raises(versions.GoneError):
        medicines.change(eve, medicine.id, changed={"name": "x"}, at=timezone.now())
    with pytest.raises(ValidationError, match="not there"):
        dose(eve, medicine, "07:10")
    medicines.remove(eve, [medicine.id], at=timezone.now())
    medicines.remove_doses(eve, [taken.id], at=timezone.now())

    assert medicines.read(eve, on=DAY) == ()
    assert (Medicine.objects.count(), MedicineDose.objects.count()) == (1, 1)


# --- what the list says of magnesium ---


@pytest.mark.parametrize(
    ("name", "directions"),
    [
        ("furosemide", [Direction.LOWER]),  # A25
        ("spironolactone", [Direction.RAISE]),
        ("omeprazol 20 mg", [Direction.LOWER]),  # A28
        ("digoxine", [Direction.CAUTION]),
        ("levothyroxine", []),
        ("Ada's pills", []),
    ],
)
def test_a_medicine_wears_the_badge_of_what_it_does(
    ada: User, name: str, directions: list[Direction]
) -> None:
    add(ada, name)

    assert [effect.direction for effect in only(ada).effects] == directions


@pytest.mark.parametrize(("months", "is_shown"), [(2, False), (14, True), (None, True)])
def test_an_acid_reducer_counts_after_a_year_or_when_its_start_is_unknown(
    ada: User, months: int | None, is_shown: bool
) -> None:
    starts_on = None if months is None else DAY - dt.timedelta(days=30 * months + 5)
    add(ada, "omeprazole", starts_on=starts_on)

    assert bool(only(ada).effects) is is_shown


def test_acenocoumarol_and_a_product_with_vitamin_k_call_for_the_clinic(ada: User) -> None:
    """Statement A64."""
    add(ada, "Acenocoumarol 1 mg")
    codes = medicines.atc_codes(ada, on=DAY)

    (message,) = safety.at_entry(
        {"atc_codes": codes, "vitamin_k_product": True}, touched={"vitamin_k_product"}
    )

    assert message.level is messages.Level.SOON
    assert "anticoagulation clinic" in message.text()


def test_omeprazole_opens_the_gate_until_it_is_answered(ada: User) -> None:
    """Statement A79."""
    add(ada, "omeprazole")
    facts = {"atc_codes": medicines.atc_codes(ada, on=DAY)}
    answer = gates.Answer(gate="MED", discussed_on=DAY, medicines=frozenset(facts["atc_codes"]))

    assert [m.rule for m in gates.to_show(facts, answers={}, on=DAY)] == ["MED"]
    assert gates.to_show(facts, answers={"MED": answer}, on=DAY) == ()


@pytest.mark.parametrize(
    ("text", "inn"),
    [
        ("LEVOTHYROXINE 50 mcg", "levothyroxine"),
        ("nitrofurantoine MC 100", "nitrofurantoin"),
        ("alendroninezuur 70 mg", "alendronic acid"),
        ("oxytetracycline", "oxytetracycline"),
        ("dolutegravir/rilpivirine", "dolutegravir/rilpivirine"),
        ("hydrochlorothiazide/triamterene", "hydrochlorothiazide/triamterene"),
    ],
)
def test_a_name_is_found_in_what_people_type(text: str, inn: str) -> None:
    found = medicine_names.find(text)

    assert found is not None
    assert found.inn == inn


@pytest.mark.parametrize("text", ["", "paracetamol", "ironing", "dolutegravirs", "xlevothyroxine"])
def test_a_name_that_is_none_is_not_guessed(text: str) -> None:
    assert medicine_names.find(text) is None


def test_every_name_has_a_whole_code_and_stands_once() -> None:
    assert all(len(code) == 7 for m in medicine_names.KNOWN for code in m.atc)
    for other in medicine_names.OTHERS:
        assert medicine_names.find(other.inn) == medicine_names.find(other.nl) == other


# --- doses ---


def test_a_planned_dose_is_one_row_whatever_is_tapped(ada: User) -> None:
    medicine = add(ada, "levothyroxine", "07:00")
    planned_at = moment("07:00")
    for taken_at in (planned_at, None, moment("09:00")):
        medicines.log_planned(
            ada,
            medicine,
            planned_at,
            taken_at=taken_at,
            zone_name=builders.ZONE,
            at=timezone.now(),
        )

    row = MedicineDose.objects.get()
    assert (row.at, row.status, row.name) == (moment("09:00"), "taken", "levothyroxine")
    (due,) = medicines.on_day(ada, DAY, zone_name=builders.ZONE).due
    assert due.dose == row


def test_a_dose_taken_back_and_logged_again_is_there_again(ada: User) -> None:
    medicine = add(ada, "levothyroxine", "07:00")
    for _time in range(2):
        written = medicines.log_planned(
            ada,
            medicine,
            moment("07:00"),
            taken_at=moment("07:05"),
            zone_name=builders.ZONE,
            at=timezone.now(),
        )
        assert written.undo_id
        changes.undo(ada, written.undo_id, at=timezone.now())

    assert not MedicineDose.objects.exists()


def test_a_day_holds_what_is_due_what_was_taken_beside_it_and_what_may_be_taken(ada: User) -> None:
    daily = add(ada, "levothyroxine", "22:00", "07:00")
    weekly = add(ada, "alendronic acid", "06:30", rhythm="weekly", weekdays=[DAY.weekday()])
    needed = add(ada, "Antagel", rhythm="as_needed")
    dose(ada, needed, "12:00")

    times = medicines.on_day(ada, DAY, zone_name=builders.ZONE)

    assert [(d.medicine, d.planned_at) for d in times.due] == [
        (weekly, moment("06:30")),
        (daily, moment("07:00")),
        (daily, moment("22:00")),
    ]
    assert times.as_needed == (needed,)
    assert [row.name for row in times.others] == ["Antagel"]
    tomorrow = medicines.on_day(ada, DAY + dt.timedelta(days=1), zone_name=builders.ZONE)
    assert {d.medicine for d in tomorrow.due} == {daily}


def test_a_dose_keeps_its_place_on_the_wall_clock_on_a_journey(ada: User) -> None:
    medicine = add(ada, "levothyroxine", "07:00")
    medicines.log_planned(
        ada,
        medicine,
        moment("07:00"),
        taken_at=moment("07:00"),
        zone_name=builders.ZONE,
        at=timezone.now(),
    )

    (due,) = medicines.on_day(ada, DAY, zone_name="America/New_York").due

    assert due.dose is not None


@pytest.mark.parametrize(
    ("members", "member"),
    [
        ({"at": None}, "at"),
        ({"at": moment("08:00", day=DAY + dt.timedelta(days=3))}, "at"),
        ({"planned_at": moment("08:00", day=DAY - dt.timedelta(days=3))}, "planned_at"),
        ({"date": dt.date(1999, 1, 1)}, "date"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"status": "forgotten"}, "status"),
        ({"amount": "1\n"}, "amount"),
        ({"medicine_id": uuid.UUID(int=7)}, "medicine_id"),
    ],
)
def test_what_a_dose_cannot_hold_is_refused_by_member(
    ada: User, members: dict[str, Any], member: str
) -> None:
    medicine = add(ada)
    with pytest.raises(ValidationError) as refused:
        dose(ada, medicine, "08:00", **members)

    assert list(refused.value.message_dict) == [member]


def test_a_medicine_that_holds_magnesium_is_logged_as_a_supplement(ada: User) -> None:
    medicine = add(ada, "Antagel", "08:00", product_id=uuid.uuid4())
    with pytest.raises(ValidationError, match="supplements"):
        dose(ada, medicine, "08:00")

    assert medicines.on_day(ada, DAY, zone_name=builders.ZONE).is_empty


def test_a_longer_list_asks_no_more_of_the_database(
    ada: User, queries: Callable[[], CaptureQueriesContext]
) -> None:
    with queries() as none:
        medicines.on_day(ada, DAY, zone_name=builders.ZONE)
    taken = confirmed(ada, "levothyroxine", "07:00")
    dose(ada, taken, "07:00")
    with queries() as one:
        medicines.on_day(ada, DAY, zone_name=builders.ZONE)
    for name in ("iron", "doxycycline", "gabapentin", "Ada's pills"):
        dose(ada, confirmed(ada, name, "08:00", "20:00"), "08:10")
    with queries() as many:
        medicines.on_day(ada, DAY, zone_name=builders.ZONE)

    assert len(none) == 1
    assert len(one) == len(many) <= 4
