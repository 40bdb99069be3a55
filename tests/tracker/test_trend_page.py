"""The trend page: intake, what was noticed beside it, and where a supplement starts."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import builders
from tracker import diary, observations
from tracker.models import User
from tracker.models.intake import Kind

ONE_DAY = dt.timedelta(days=1)


def notice(user: User, kind: str, value: int, *, days_ago: int = 0) -> None:
    date = builders.today() - days_ago * ONE_DAY
    draft = observations.Draft(kind=kind, date=date, value=Decimal(value))
    observations.log(user, [draft], at=timezone.now())


def tablet(user: User, name: str, *, days_ago: int) -> None:
    draft = builders.draft(
        date=builders.today() - days_ago * ONE_DAY,
        kind=Kind.SUPPLEMENT,
        name=name,
        content={"magnesium_mg": 100.0},
        amount="1",
        unit="tablet",
    )
    builders.log(user, draft)


def show(browser: Client, query: str = "") -> str:
    answer = browser.get(reverse("trends") + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_cramps_sleep_and_tiredness_stand_under_the_intake(ada: User, as_ada: Client) -> None:
    notice(ada, "cramp", 2)
    notice(ada, "cramp", 0, days_ago=1)
    notice(ada, "sleep", 450)
    notice(ada, "fatigue", 6)

    page = show(as_ada)

    for title in ("Cramps, times per day", "Sleep, hours per night", "Tiredness, 0 to 10"):
        assert title in page
    assert "Cramps: 2 times on 2 days that were filled in." in page
    assert "<td>7 h 30 min</td>" in page


def test_a_page_without_observations_has_the_intake_alone(as_ada: Client) -> None:
    assert "Cramps" not in show(as_ada)


def test_the_first_day_of_a_supplement_is_a_line_with_its_name(ada: User, as_ada: Client) -> None:
    tablet(ada, "Night tablets", days_ago=10)
    tablet(ada, "Night tablets", days_ago=3)

    assert "Night tablets" in show(as_ada)
    last = builders.today()
    assert diary.supplement_starts(ada, first=last - 20 * ONE_DAY, last=last) == (
        ("Night tablets", last - 10 * ONE_DAY),
    )
    # It began before this period.
    assert diary.supplement_starts(ada, first=last - 5 * ONE_DAY, last=last) == ()


def test_eve_sees_nothing_of_ada(ada: User, as_eve: Client, eve: User) -> None:
    notice(ada, "cramp", 2)
    tablet(ada, "Night tablets", days_ago=3)

    page = show(as_eve)
    assert "Cramps" not in page
    assert "Night tablets" not in page


def test_the_queries_do_not_grow_with_the_rows(
    ada: User, as_ada: Client, queries: Callable[[], CaptureQueriesContext]
) -> None:
    notice(ada, "cramp", 2)
    show(as_ada)
    with queries() as one:
        show(as_ada)
    for n in range(20):
        notice(ada, "fatigue", n % 10, days_ago=n)
        tablet(ada, f"Tablets {n}", days_ago=n)
    with queries() as many:
        show(as_ada)

    assert len(many) == len(one)
