from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.utils import translation

from tests.api import phones
from tests.api.phones import Phone
from tracker.models import User


@pytest.fixture
def phone(ada: User) -> Phone:
    return phones.of(ada)


@pytest.fixture
def eves_phone(eve: User) -> Phone:
    return phones.of(eve)


@pytest.fixture(autouse=True)
def nothing_stays_behind() -> Iterator[None]:
    """A request leaves its language active, and how often a device asked is kept in memory."""
    yield
    translation.activate("en")
    caches["memory"].clear()
