"""The demo diary: believable, the same for the same day, and kept to loopback."""

import datetime as dt
from pathlib import Path

from django.utils import timezone

from tracker import demo, diary, observations
from tracker.models import IntakeEntry, User
from tracker.rules import kinds
from tracker.rules.day import Status


def days(user: User) -> tuple[diary.DayRecord, ...]:
    yesterday = timezone.now().date() - dt.timedelta(days=1)
    first = yesterday - dt.timedelta(days=demo.DAYS - 1)
    return diary.read_days(user, first=first, last=yesterday)


def test_it_holds_120_days_that_end_yesterday_with_all_that_happens(ada: User) -> None:
    demo.fill(ada, at=timezone.now())

    records = days(ada)
    statuses = {record.total.status for record in records}
    logged = IntakeEntry.objects.visible_to(ada)
    assert len(records) == demo.DAYS
    assert records[-1].entries
    assert {Status.COMPLETE, Status.PARTIAL, Status.EMPTY} <= statuses
    assert logged.filter(magnesium_mg=None).exists()
    assert {"food", "water", "supplement"} <= set(logged.values_list("kind", flat=True))


def test_the_supplement_starts_on_some_day_and_stays(ada: User) -> None:
    demo.fill(ada, at=timezone.now())

    with_tablet = [any(e.kind == "supplement" for e in record.entries) for record in days(ada)]
    assert not any(with_tablet[: demo.SUPPLEMENT_FROM_DAY])
    assert sum(with_tablet[demo.SUPPLEMENT_FROM_DAY :]) > 20


def test_the_same_day_makes_the_same_diary(ada: User, eve: User) -> None:
    at = timezone.now()
    demo.fill(ada, at=at)
    demo.fill(eve, at=at)

    mine, theirs = ([record.total for record in days(user)] for user in (ada, eve))
    assert mine == theirs


def test_it_is_made_once_with_a_password_of_this_installation(db: None, tmp_path: Path) -> None:
    demo.ensure(at=timezone.now(), folder=tmp_path)
    made = demo.password(tmp_path)
    entries = IntakeEntry.objects.count()

    demo.ensure(at=timezone.now(), folder=tmp_path)

    assert demo.password(tmp_path) == made
    assert User.objects.get(email=demo.EMAIL).check_password(made)
    assert IntakeEntry.objects.count() == entries


def test_off_loopback_nobody_can_log_in_to_it(db: None, tmp_path: Path) -> None:
    demo.ensure(at=timezone.now(), folder=tmp_path)

    demo.retire(folder=tmp_path)

    assert demo.password(tmp_path) == ""
    assert not User.objects.get(email=demo.EMAIL).has_usable_password()


def test_what_was_noticed_has_gaps_and_explicit_zeros(ada: User) -> None:
    demo.fill(ada, at=timezone.now())

    yesterday = timezone.now().date() - dt.timedelta(days=1)
    first = yesterday - dt.timedelta(days=demo.DAYS - 1)
    found = observations.daily_numbers(ada, kinds.OFFERED, first=first, last=yesterday)
    for numbers in found.values():
        assert demo.DAYS / 2 < len(numbers) < demo.DAYS
    assert 0 in found["cramp"].values()


def test_it_does_not_seem_to_show_that_tablets_do_something(ada: User) -> None:
    demo.fill(ada, at=timezone.now())

    yesterday = timezone.now().date() - dt.timedelta(days=1)
    first = yesterday - dt.timedelta(days=demo.DAYS - 1)
    split = first + dt.timedelta(days=demo.SUPPLEMENT_FROM_DAY)
    found = observations.daily_numbers(ada, kinds.OFFERED, first=first, last=yesterday)
    # A tenth of a cramp, a quarter of an hour, half a point of ten.
    for kind, most in (("cramp", 0.1), ("sleep", 15), ("fatigue", 0.5), ("irritability", 0.5)):
        before = [float(n) for date, n in found[kind].items() if date < split]
        after = [float(n) for date, n in found[kind].items() if date >= split]
        assert abs(sum(after) / len(after) - sum(before) / len(before)) < most, kind
