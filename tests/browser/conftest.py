"""A real server, a real browser, and diaries in the database that both share.

Rows are committed, since the server reads them in another process; each test has accounts of its
own, which are erased after it.
"""

import datetime as dt
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker

from foods import importing
from tests.browser.server import Server, collect_static, serving
from tests.browser.watch import Watch
from tracker import demo, moments, profiles
from tracker.models import User

NARROW = {"width": 360, "height": 740}
BREAKFAST_HOUR = 8
PATIENCE_MS = 10_000
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")


class OpenPage(Protocol):
    """Opens a page of the site as a person (or as nobody), on a phone 360 px wide."""

    def __call__(
        self,
        user: User | None,
        *,
        lang: str = "en",
        scripts: bool = True,
        zone_name: str = ...,
        refusals: bool = False,
        server: Server | None = None,
    ) -> Page: ...


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium where there is one; it calls nobody."""
    quiet = ("--disable-gpu", "--disable-background-networking", "--disable-component-update")
    args = [*quiet, "--disable-sync", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    found = next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    own = {"executable_path": found} if found else {}
    return {**browser_type_launch_args, **own, "args": args}


@pytest.fixture(scope="session")
def static_files(django_db_setup: None) -> None:
    collect_static()


@pytest.fixture(scope="session")
def usual_server(static_files: None) -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture(scope="session")
def foods_again(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """A test of threads before these empties every table, the foods too."""
    with django_db_blocker.unblock():
        importing.load_fixture(settings.BASE_DIR / "fixtures")


@pytest.fixture
def db(foods_again: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database with commits; by this name pytest-django knows that it must be made."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def account(db: None) -> Iterator[Callable[..., User]]:
    """Makes accounts for whom it is breakfast time now; they are erased after the test."""
    made: list[User] = []

    def make(password: str | None = None, **members: Any) -> User:
        user = User.objects.create_user(f"{uuid.uuid4().hex}@example.org", password)
        made.append(user)
        profiles.update(user, at=timezone.now(), **{"zone": breakfast_zone(), **members})
        return user

    yield make
    for user in made:
        User.objects.filter(pk=user.pk).delete()


@pytest.fixture(scope="session")
def filled(foods_again: None, django_db_blocker: DjangoDbBlocker) -> Iterator[User]:
    """120 days of the demo diary, to look at; a test that writes makes its own."""
    with django_db_blocker.unblock():
        user = User.objects.create_user("filled@example.org", "a long enough one 7")
        demo.fill(user, at=timezone.now())
        profiles.update(user, at=timezone.now(), zone=breakfast_zone())
    yield user
    with django_db_blocker.unblock():
        user.delete()


@pytest.fixture
def open_page(usual_server: Server, browser: Browser, db: None) -> Iterator[OpenPage]:
    """Pages that are watched: what they may not do fails the test at its end."""
    watches: list[Watch] = []
    contexts = []

    def make(
        user: User | None,
        *,
        lang: str = "en",
        scripts: bool = True,
        zone_name: str = "",
        refusals: bool = False,
        server: Server | None = None,
    ) -> Page:
        opened = server or usual_server
        context = browser.new_context(
            base_url=opened.url,
            viewport=NARROW,  # type: ignore[arg-type]
            locale=lang,
            timezone_id=zone_name or breakfast_zone(),
            java_script_enabled=scripts,
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        watch = Watch(opened.host, allows_refusals=refusals)
        watch.over(context)
        watches.append(watch)
        if user:
            context.add_cookies([_session(user, opened)])  # type: ignore[list-item]
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
    complaints = [complaint for watch in watches for complaint in watch.complaints]
    assert complaints == []


def _session(user: User, server: Server) -> dict[str, str]:
    """Logged in, without the form: that has a test of its own."""
    client = Client()
    client.force_login(user)
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}


def breakfast_zone() -> str:
    """A zone in which it is eight o'clock now, so that the page opens on breakfast."""
    ahead = BREAKFAST_HOUR - timezone.now().hour
    ahead = ahead + 24 if ahead < -12 else ahead
    return f"Etc/GMT{-ahead:+d}" if ahead else "UTC"  # as a browser calls it


def today() -> dt.date:
    return moments.today(timezone.now(), zone_name=breakfast_zone())
