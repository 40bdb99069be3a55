"""Every page: who may open it, and what a worker that shows it does not load."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from tests import builders
from tracker import devices, diary, profiles, urls
from tracker.models import (
    CustomFood,
    Day,
    Device,
    IntakeEntry,
    Medicine,
    MedicineDose,
    Observation,
    Profile,
    Recipe,
    TargetPeriod,
    Undo,
    User,
)

# Who is not logged in may read where the numbers come from, and follow an invitation; a calendar
# program has nothing but its address.
OPEN = {
    "about",
    "invitation",
    "calendar",
    "account_reset_password",
    "learn",
    "learn_page",
    "learn_doctor",
    "learn_compare",
}
NOBODYS = uuid.UUID(int=7)
ARGUMENTS = {
    "date": builders.today(),
    "kind": "guideline",
    "slug": "food-first",
    "rule": "HEART",
    "token": "none",
    **dict.fromkeys(
        (
            "undo_id",
            "entry_id",
            "recipe_id",
            "food_id",
            "lesson_id",
            "product_id",
            "period_id",
            "device_id",
            "observation_id",
            "medicine_id",
            "dose_id",
        ),
        NOBODYS,
    ),
}


def own_pages() -> Iterator[tuple[str, str]]:
    """The name and an address of every page of tracker/urls.py."""
    for pattern in urls.urlpatterns:
        if isinstance(pattern, URLPattern) and pattern.name:
            names = pattern.pattern.converters
            yield pattern.name, reverse(pattern.name, kwargs={n: ARGUMENTS[n] for n in names})


PAGES = dict(own_pages())


@pytest.mark.parametrize("name", sorted(PAGES.keys() - OPEN))
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_page_asks_who_you_are(name: str, method: str, client: Client, db: None) -> None:
    answer = getattr(client, method)(PAGES[name])

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", sorted(OPEN & PAGES.keys()))
def test_an_open_page_asks_nothing(name: str, client: Client, db: None) -> None:
    assert client.get(PAGES[name]).status_code in (200, 404, 410)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_about_nothing_is_no_error(name: str, as_ada: Client) -> None:
    assert as_ada.get(PAGES[name]).status_code < 500
    assert as_ada.post(PAGES[name]).status_code < 500


def test_every_address_of_the_site_is_tried_here() -> None:
    patterns = get_resolver().url_patterns
    names = {p.name for p in patterns if isinstance(p, URLPattern) and p.name}

    assert names == PAGES.keys()


# --- eve must not get in ---


@pytest.fixture
def theirs(ada: User) -> dict[str, str]:
    """The address of everything of ada's that has one."""
    (entry,) = builders.log(ada)
    own = builders.own_food(ada, content={"magnesium_mg": 80.0})
    recipe = builders.recipe(ada)
    device, _token = devices.make(ada, name="Zephyr", at=timezone.now())
    profiles.set_period(
        ada,
        kind=TargetPeriod.Kind.GUIDELINE,
        value="efsa",
        starts_on=None,
        ends_on=None,
        at=timezone.now(),
    )
    diary.confirm_day(ada, builders.today(), "complete", at=timezone.now())
    period = TargetPeriod.objects.visible_to(ada).get()
    return {
        "entry": reverse("entry", args=[entry.id]),
        "recalculate": reverse("recalculate", args=[entry.id]),
        "entry_remove": reverse("entry_remove", args=[entry.id]),
        "food": reverse("food", args=[own.id]),
        "food_edit": reverse("food_edit", args=[own.id]),
        "food_remove": reverse("food_remove", args=[own.id]),
        "food_star": reverse("food_star", args=[own.id]),
        "food_borrow": reverse("food_borrow", args=[own.id]),
        "recipe": reverse("recipe", args=[recipe.id]),
        "recipe_edit": reverse("recipe_edit", args=[recipe.id]),
        "recipe_copy": reverse("recipe_copy", args=[recipe.id]),
        "recipe_refresh": reverse("recipe_refresh", args=[recipe.id]),
        "recipe_remove": reverse("recipe_remove", args=[recipe.id]),
        "settings_period_remove": reverse("settings_period_remove", args=[period.id]),
        "settings_device_revoke": reverse("settings_device_revoke", args=[device.id]),
        "undo": reverse("undo", args=[Undo.objects.filter(user=ada).latest("made_at").id]),
    }


def everything_of(user: User) -> list[object]:
    models = (
        CustomFood,
        Day,
        IntakeEntry,
        Medicine,
        MedicineDose,
        Observation,
        Profile,
        Recipe,
        TargetPeriod,
    )
    rows = [
        (model.__name__, row.id, row.version, row.as_members())
        for model in models
        for row in model.objects.visible_to(user).order_by("row")
    ]
    live = list(Device.objects.filter(user=user, revoked_at=None).values_list("id", flat=True))
    return [*rows, *live, Undo.objects.filter(user=user).count()]


@pytest.mark.parametrize(
    "name",
    [
        "entry",
        "recalculate",
        "entry_remove",
        "food",
        "food_edit",
        "food_remove",
        "food_borrow",
        "food_star",
        "settings_period_remove",
    ],
)
def test_what_is_adas_is_not_there_for_eve(
    name: str, theirs: dict[str, str], ada: User, as_eve: Client
) -> None:
    before = everything_of(ada)

    assert as_eve.get(theirs[name]).status_code in (404, 405)
    assert as_eve.post(theirs[name], {"name": "Eve", "amount": "1"}).status_code in (404, 405)
    assert everything_of(ada) == before


@pytest.mark.parametrize("name", ["undo", "settings_device_revoke"])
def test_what_eve_posts_at_ada_does_nothing(
    name: str, theirs: dict[str, str], ada: User, as_eve: Client
) -> None:
    before = everything_of(ada)

    page = as_eve.post(theirs[name], follow=True).content.decode()

    assert "Zephyr" not in page
    assert everything_of(ada) == before


def test_eve_cannot_repeat_what_ada_ate(
    theirs: dict[str, str], ada: User, eve: User, as_eve: Client
) -> None:
    entry = IntakeEntry.objects.visible_to(ada).get()

    answer = as_eve.post(
        reverse("repeat", args=[builders.today()]), {"entry": entry.id, "meal": "keep"}
    )

    assert answer.status_code == 422
    assert entry.name not in answer.content.decode()
    assert not IntakeEntry.objects.visible_to(eve).exists()


def test_eve_sees_nothing_of_ada_on_her_own_pages(
    theirs: dict[str, str], ada: User, as_eve: Client
) -> None:
    today = builders.today()
    addresses = [
        *(reverse(name) for name in ("today", "foods", "trends", "settings", "unconfirmed")),
        reverse("day", args=[today]) + "?q=bread",
        reverse("copy", args=[today]) + f"?source={today}",
    ]

    for address in addresses:
        page = as_eve.get(address).content.decode()
        assert "Ada&#x27;s bread" not in page
        assert ada.email not in page
        assert "at least 0 mg" not in page
        assert "270 mg" not in page


# --- what a worker loads ---

HEAVY = ("pandas", "numpy", "scipy", "plotly", "weasyprint", "matplotlib")
WORK = """
import sys
from django.conf import settings
plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STORAGES["staticfiles"]["BACKEND"] = plain
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
from django.test import Client
from django.utils import timezone
from tracker import devices, diary
from tracker.models import User
from tracker.wsgi import application
ada = User.objects.create_user("ada@example.org")
_, token = devices.make(ada, name="phone", at=timezone.now())
browser = Client(SERVER_NAME="localhost")
browser.force_login(ada)
device = Client(SERVER_NAME="localhost", headers={"authorization": f"Token {token}"})
today = timezone.now().date().isoformat()
for asked, address in (
    (browser, "/"),
    (browser, f"/days/{today}/search/?q=melk"),
    (browser, "/foods/?q=melk"),
    (browser, "/settings/"),
    (device, "/api/v1/foods/?q=melk"),
    (device, "/api/v1/intake_entries/"),
    (device, f"/api/v1/days/{today}/"),
):
    assert asked.get(address).status_code == 200, address
print(*(name for name in sys.argv[1:] if name in sys.modules))
"""


def test_a_worker_that_never_drew_a_chart_has_not_loaded_what_draws(tmp_path: Path) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
        "DATABASE_URL": "",
        "MG24_DATA_DIR": str(tmp_path),
    }

    done = subprocess.run(
        [sys.executable, "-c", WORK, *HEAVY],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
