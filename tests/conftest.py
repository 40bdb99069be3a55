"""The cast: ada keeps a diary, dina is her dietitian, eve must not get in."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from foods import importing
from tests import builders, installation
from tracker.management.commands.prepare import compile_catalogues
from tracker.models import User


def pytest_configure() -> None:
    # A machine that is busy is no defect: speed is measured in benchmarks/.
    hypothesis.settings.register_profile("untimed", deadline=None)
    hypothesis.settings.load_profile("untimed")
    compile_catalogues()
    # The names of static files without their hash: collecting them is for the browser tests.
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    settings.STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns where it is missing


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser tests last: what they write stays in the database."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """A file, so that a server in another process can open the same database."""
    if connection.vendor == "sqlite":
        name = str(Path(installation.FOLDER) / "test.sqlite3")
        connection.settings_dict["TEST"]["NAME"] = name


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """The foods are loaded once: they are the same for every test."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        importing.load_fixture(settings.BASE_DIR / "fixtures")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A page in Dutch leaves its language with the thread; the next test starts in English."""
    translation.activate("en")
    yield
    translation.activate("en")


@pytest.fixture
def now() -> dt.datetime:
    return timezone.now()


@pytest.fixture
def ada(db: None) -> User:
    return builders.account("ada@example.org")


@pytest.fixture
def dina(db: None) -> User:
    return builders.account("dina@example.org")


@pytest.fixture
def eve(db: None) -> User:
    return builders.account("eve@example.org")


@pytest.fixture
def as_ada(ada: User) -> Client:
    return builders.client(ada)


@pytest.fixture
def as_eve(eve: User) -> Client:
    return builders.client(eve)


@pytest.fixture
def queries() -> Callable[[], CaptureQueriesContext]:
    """Counts the queries of a `with` block."""
    return lambda: CaptureQueriesContext(connection)
