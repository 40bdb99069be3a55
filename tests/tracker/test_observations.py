"""The subject of what was noticed: one row a day or several, none as an answer, derived values."""

import datetime as dt
import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import builders
from tracker import changes, observations, profiles
from tracker.models import Observation, User
from tracker.rules import kinds
from tracker.rules.laboratory import Place
from tracker.versions import GoneError, VersionError

AT = dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC)
DAY = dt.date(2026, 3, 20)
ONE_DAY = dt.timedelta(days=1)


def log(user: User, kind: str = "cramp", value: object = 1, **members: Any) -> Observation:
    (row,) = observations.log(user, [draft(kind, value, **members)], at=AT).observations
    return row


def draft(kind: str = "cramp", value: object = 1, **members: Any) -> observations.Draft:
    number = None if value is None else Decimal(str(value))
    told: dict[str, Any] = {"date": DAY, "zone_name": builders.ZONE} | members
    return observations.Draft(kind=kind, value=number, **told)


def night(user: User, bed: str, up: str, *, day: dt.date = DAY, **parts: Any) -> Observation:
    return log(user, "sleep", None, date=day, parts={"bed": bed, "up": up, **parts})


def read(user: User, day: dt.date = DAY) -> observations.DayObservations:
    return observations.read_day(user, day)


# --- counting ---


def test_a_days_cramps_are_the_sum_of_its_events(ada: User) -> None:
    log(ada, "cramp", 1, parts={"place": "calf", "worst": 6}, time=dt.time(3, 40))
    log(ada, "cramp", 2)

    assert read(ada).number("cramp") == 3
    assert len(read(ada).of("cramp")) == 2


def test_a_day_without_a_row_is_unknown_and_a_day_of_none_is_0(ada: User) -> None:
    log(ada, "cramp", 0)

    assert read(ada).number("cramp") == 0
    assert read(ada, DAY - ONE_DAY).number("cramp") is None


def test_none_said_twice_is_one_row_that_a_later_event_overrules(ada: User) -> None:
    first, again = log(ada, "cramp", 0), log(ada, "cramp", 0)
    log(ada, "cramp", 1)

    assert first.id == again.id == uuid.uuid5(ada.account_id, "cramp-none:2026-03-20")
    assert read(ada).number("cramp") == 1


def test_what_is_once_a_day_has_the_id_of_its_day_and_is_replaced(ada: User) -> None:
    first, later = log(ada, "fatigue", 3), log(ada, "fatigue", 7)

    assert first.id == later.id == uuid.uuid5(ada.account_id, "fatigue:2026-03-20")
    assert read(ada).number("fatigue") == 7


def test_a_tap_keeps_the_details_and_words_that_were_there(ada: User) -> None:
    log(ada, "drowsiness", 4, parts={"stayed_awake": False}, text="after lunch")
    row = log(ada, "drowsiness", 6)

    assert (row.value, row.parts, row.text) == (6, {"stayed_awake": False}, "after lunch")


# --- what is worked out ---


@pytest.mark.parametrize(
    ("day", "bed", "up", "minutes"),
    [
        (dt.date(2026, 3, 20), "23:15", "07:00", 465),
        (dt.date(2026, 3, 20), "00:30", "07:00", 390),
        (dt.date(2026, 3, 29), "23:00", "07:00", 420),  # the clock went forward in this night
        (dt.date(2025, 10, 26), "23:00", "07:00", 540),  # and back in this one
    ],
)
def test_a_night_lasts_the_hours_that_passed(
    ada: User, day: dt.date, bed: str, up: str, minutes: int
) -> None:
    assert night(ada, bed, up, day=day).value == minutes


def test_the_minutes_before_sleep_do_not_count(ada: User) -> None:
    assert night(ada, "23:00", "07:00", to_sleep_min=30).value == 450


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        ({"bed": "07:00", "up": "07:00"}, None),
        ({"bed": "06:50", "up": "07:00", "to_sleep_min": 30}, None),
        ({"bed": "23:00", "up": "07:00"}, 400),
    ],
)
def test_times_that_leave_no_sleep_or_say_another_number_are_refused(
    ada: User, parts: dict[str, Any], value: int | None
) -> None:
    with pytest.raises(ValidationError):
        log(ada, "sleep", value, parts=parts)


def test_a_time_that_the_clock_skipped_is_refused(ada: User) -> None:
    with pytest.raises(ValidationError, match="does not exist"):
        night(ada, "02:30", "07:00", day=dt.date(2026, 3, 29))


def test_taking_a_time_away_makes_the_length_unknown_again(ada: User) -> None:
    row = night(ada, "23:00", "07:00")
    written = observations.change(ada, row.id, changed={"parts": {"quality": 5}}, at=AT)

    assert written.observations[0].value is None


def test_a_night_of_quality_alone_has_no_length(ada: User) -> None:
    assert log(ada, "sleep", None, parts={"quality": 4}).value is None


def test_a_laboratory_value_is_kept_as_printed_and_in_one_unit(ada: User) -> None:
    printed = {"printed": 1.8, "unit": "mg/dL", "range_low": 1.7, "range_high": 2.5}
    row = log(ada, "lab_magnesium", None, parts=printed)

    assert row.value == Decimal("0.741")  # 1.8 x 10 / 24.305
    assert row.parts == printed
    assert observations.beside_range(row) is Place.WITHIN


@pytest.mark.parametrize(
    "parts",
    [
        {"printed": 74, "unit": "mmol/L"},
        {"printed": 0.8, "unit": "g/L"},
        {"unit": "mmol/L"},
        {"printed": 0.8, "range_low": 1.05, "range_high": 0.7},
    ],
)
def test_a_laboratory_value_that_cannot_be_is_refused(ada: User, parts: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        log(ada, "lab_magnesium", None, parts=parts)


@pytest.mark.parametrize(
    ("printed", "place"), [(0.69, Place.BELOW), (0.7, Place.WITHIN), (1.06, Place.ABOVE)]
)
def test_both_ends_of_the_printed_range_belong_to_it(
    ada: User, printed: float, place: Place
) -> None:
    parts = {"printed": printed, "range_low": 0.7, "range_high": 1.05}

    assert observations.beside_range(log(ada, "lab_magnesium", None, parts=parts)) is place


# --- spans ---


def test_a_span_is_seen_on_each_of_its_days_and_on_no_other(ada: User) -> None:
    log(ada, "travel", 1, parts={"until": "2026-03-22"})

    days = [DAY + n * ONE_DAY for n in range(-1, 4)]
    assert [len(read(ada, day).rows) for day in days] == [0, 1, 1, 1, 0]


@pytest.mark.parametrize("until", ["2026-03-19", "2027-03-23"])
def test_a_span_that_ends_before_it_starts_or_lasts_over_a_year_is_refused(
    ada: User, until: str
) -> None:
    with pytest.raises(ValidationError):
        log(ada, "menstruation", 1, parts={"until": until})


# --- refusals ---


@pytest.mark.parametrize(
    "members",
    [
        {"kind": "happiness"},
        {"value": None},
        {"value": 21},
        {"date": dt.date(1999, 12, 31)},
        {"date": dt.date(2027, 6, 1)},
        {"zone_name": "Mars/Olympus"},
        {"text": "a\x00b"},
        {"text": "a" * 4001},
        {"parts": {"worst": 12}},
        {"kind": "sleep", "value": None},
        {"kind": "note", "value": None, "text": "  "},
        {"instant": AT + 5 * ONE_DAY},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(
    ada: User, members: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError):
        observations.log(ada, [draft(), draft(**members)], at=AT)

    assert not Observation.objects.exists()


def test_another_id_for_what_is_once_a_day_is_refused_with_the_right_one(ada: User) -> None:
    right = uuid.uuid5(ada.account_id, "fatigue:2026-03-20")

    with pytest.raises(ValidationError, match=str(right)):
        log(ada, "fatigue", 3, id=uuid.uuid4())


# --- changing, sending twice, removing ---


def test_sending_twice_stores_once_and_other_content_is_refused(ada: User) -> None:
    sent = draft("cramp", 2, id=uuid.uuid4(), parts={"place": "calf"})
    observations.log(ada, [sent], at=AT)
    again = observations.log(ada, [sent], at=AT)

    assert again.undo_id is None
    assert Observation.objects.count() == 1
    with pytest.raises(VersionError):
        log(ada, "cramp", 3, id=sent.id)


def test_a_night_may_be_sent_again_with_or_without_its_length(ada: User) -> None:
    id = uuid.uuid5(ada.account_id, "sleep:2026-03-20")
    parts = {"bed": "23:00", "up": "07:00"}
    for value in (None, 480, None):
        log(ada, "sleep", value, parts=parts, id=id)

    assert Observation.objects.get().value == 480


def test_what_is_once_a_day_may_be_said_again_after_its_removal(ada: User) -> None:
    row = log(ada, "fatigue", 3)
    observations.remove(ada, [row.id], at=AT)
    with pytest.raises(VersionError):
        log(ada, "fatigue", 4, id=row.id)

    log(ada, "fatigue", 4, id=row.id, version=uuid.uuid4())

    assert read(ada).number("fatigue") == 4


@pytest.mark.parametrize(
    ("kind", "changed"), [("cramp", {"kind": "stool"}), ("fatigue", {"date": DAY - ONE_DAY})]
)
def test_a_change_to_another_kind_or_of_a_daily_one_to_another_day_is_refused(
    ada: User, kind: str, changed: dict[str, Any]
) -> None:
    row = log(ada, kind, 2)

    with pytest.raises(ValidationError):
        observations.change(ada, row.id, changed=changed, at=AT)


def test_a_change_of_a_version_that_is_gone_is_refused(ada: User) -> None:
    row = log(ada, "cramp", 2)
    observations.change(ada, row.id, changed={"value": Decimal(3)}, at=AT)

    with pytest.raises(VersionError):
        observations.change(ada, row.id, changed={"value": Decimal(4)}, base=row.version, at=AT)


def test_a_change_keeps_what_is_not_sent(ada: User) -> None:
    row = log(ada, "cramp", 2, parts={"place": "calf"}, time=dt.time(3, 40), text="again")
    changed = observations.change(ada, row.id, changed={"value": Decimal(3)}, at=AT)

    (after,) = changed.observations
    assert (after.value, after.parts, after.text) == (3, {"place": "calf"}, "again")
    assert observations.local_time(after) == dt.time(3, 40)


def test_undo_takes_a_write_back(ada: User) -> None:
    written = observations.log(ada, [draft("fatigue", 3), draft("cramp", 1)], at=AT)
    assert written.undo_id
    changes.undo(ada, written.undo_id, at=AT)

    assert not read(ada).rows


def test_eve_reads_changes_and_removes_nothing_of_ada(ada: User, eve: User) -> None:
    row = log(ada, "cramp", 2)

    assert not read(eve).rows
    assert not observations.remove(eve, [row.id], at=AT).observations
    with pytest.raises(GoneError):
        observations.change(eve, row.id, changed={"value": Decimal(9)}, at=AT)
    assert observations.night_before(eve, DAY) is None
    assert not any(observations.daily_numbers(eve, ["cramp"], first=DAY, last=DAY).values())


# --- reading many days ---


def test_daily_numbers_leave_unknown_days_out(ada: User) -> None:
    for days, cramps in ((0, 1), (0, 2), (2, 0)):
        log(ada, "cramp", cramps, date=DAY - days * ONE_DAY)

    found = observations.daily_numbers(ada, ["cramp", "fatigue"], first=DAY - 3 * ONE_DAY, last=DAY)

    assert found == {"cramp": {DAY: 3, DAY - 2 * ONE_DAY: 0}, "fatigue": {}}


def test_reading_costs_the_same_for_one_row_and_for_many(
    ada: User, queries: Callable[[], CaptureQueriesContext]
) -> None:
    log(ada)
    observations.log(ada, [draft(date=DAY - n * ONE_DAY) for n in range(200)], at=AT)
    with queries() as day:
        read(ada)
    with queries() as many:
        observations.daily_numbers(ada, kinds.DAILY, first=DAY - 300 * ONE_DAY, last=DAY)

    assert (len(day), len(many)) == (1, 1)


def test_many_rows_are_stored_in_as_many_statements_as_a_few(
    ada: User, queries: Callable[[], CaptureQueriesContext]
) -> None:
    counts = []
    for amount in (2, 40):
        with queries() as asked:
            observations.log(ada, [draft() for _ in range(amount)], at=AT)
        counts.append(len(asked))

    assert counts[1] <= counts[0]


def test_the_last_night_with_times_is_found(ada: User) -> None:
    night(ada, "22:30", "06:30", day=DAY - 2 * ONE_DAY)
    log(ada, "sleep", None, date=DAY - ONE_DAY, parts={"quality": 3})

    found = observations.night_before(ada, DAY)

    assert found is not None
    assert found.date == DAY - 2 * ONE_DAY


@pytest.mark.parametrize("chosen", ["cramp", ["happiness"], ["chest_pain"], ["cramp", "cramp"]])
def test_only_what_can_be_asked_daily_can_be_tracked(ada: User, chosen: object) -> None:
    with pytest.raises(ValidationError):
        profiles.update(ada, tracked=chosen, at=AT)


def test_four_things_are_tracked_until_the_person_chose_and_none_may_be(ada: User) -> None:
    assert profiles.tracked(profiles.of(ada)) == kinds.OFFERED

    profiles.update(ada, tracked=[], at=AT)

    assert profiles.tracked(profiles.of(ada)) == ()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan is that of SQLite")
def test_a_day_is_looked_up_and_not_searched_for_in_the_whole_diary(
    ada: User, queries: Callable[[], CaptureQueriesContext]
) -> None:
    with queries() as asked:
        observations.read_day(ada, DAY)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
        plan = " ".join(str(row[3]) for row in cursor.fetchall())

    assert "SCAN tracker_observation" not in plan
    assert "(user_id=? AND date=?)" in plan
    assert "AND date>? AND date<?)" in plan
