"""docs/api.md names every address, problem and member that an app meets."""

import pytest
from django.conf import settings
from django.urls import get_resolver

from api.exceptions import PROBLEMS

PAGE = (settings.BASE_DIR / "docs" / "api.md").read_text()
# Not for an app: what no request of an app leads to yet.
UNNAMED = {"forbidden"}


@pytest.mark.parametrize("code", sorted(PROBLEMS.keys() - UNNAMED))
def test_the_page_names_every_problem(code: str) -> None:
    assert f"`{code}`" in PAGE


def test_the_page_names_every_address() -> None:
    get_resolver().url_patterns  # noqa: B018 - reading them registers what a day looks like
    from api import urls

    for address in urls.urlpatterns[:-1]:
        start = str(address.pattern).split("<", maxsplit=1)[0]
        assert start in PAGE, start
