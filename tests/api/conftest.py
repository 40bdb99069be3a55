import pytest

from tests.api import phones
from tests.api.phones import Phone
from tracker.models import User


@pytest.fixture
def phone(ada: User) -> Phone:
    return phones.of(ada)


@pytest.fixture
def eves_phone(eve: User) -> Phone:
    return phones.of(eve)
