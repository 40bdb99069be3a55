"""The published description of the API: it is complete, and the server keeps to it."""

import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from api.serializers.records import ID
from tests.api import phones
from tests.api.phones import Phone
from tracker.models import User
from tracker.wsgi import application

# A body can fit its schema and still say what cannot be: a food that is not there, a date far off.
NOT_PROMISED = [positive_data_acceptance]
# A push answers what is wrong with a record as the result of that record.
OF_A_PUSH = [*NOT_PROMISED, negative_data_rejection]
SCHEMA = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]
DESCRIPTION = schemathesis.openapi.from_dict(json.loads(OpenApiJsonRenderer().render(SCHEMA)))
DESCRIPTION.app = application
PAGES = ["/api/v1/schema/", "/api/v1/docs/", "/api/v1/docs/?script="]


def test_the_description_is_valid_and_complete() -> None:
    printed = StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=printed)
    assert "/api/v1/intake_entries/" in printed.getvalue()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.django_db
def test_the_description_and_its_page_are_open_to_all(path: str) -> None:
    assert Client().get(path).status_code == 200


@pytest.mark.django_db
def test_the_page_keeps_to_our_content_policy_and_calls_no_other_server() -> None:
    answer = Client().get("/api/v1/docs/")
    page = answer.content.decode()
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "<style" not in page
    assert page.count("<script src=") == page.count("<script") > 0
    assert "//" not in page.replace("<!DOCTYPE", "")
    script = Client().get("/api/v1/docs/?script=").content.decode()
    assert '"validatorUrl": null' in script


@pytest.fixture
def headers(ada: User) -> Iterator[dict[str, str]]:
    """What a phone sends with each request, over the one connection of this test's transaction."""
    phone = phones.of(ada)
    phone.log(id=ID)
    token = phone.client.defaults["HTTP_AUTHORIZATION"]
    # Django's test client does this too: a request would close the connection at its end.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    # The tool reads the body as it comes, so it must not come compressed.
    yield {"Authorization": token, "Accept-Encoding": "identity"}
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@DESCRIPTION.parametrize()
@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_every_address_keeps_to_its_description(case: Any, headers: dict[str, str]) -> None:
    if phones.is_uuid(case.path_parameters.get("id")):
        case.path_parameters["id"] = ID
    pushes = case.operation.label == "POST /api/v1/sync/changes/"
    case.call_and_validate(headers=headers, excluded_checks=OF_A_PUSH if pushes else NOT_PROMISED)


def test_an_entry_and_a_day_have_exactly_the_members_described(phone: Phone) -> None:
    schemas = Client().get("/api/v1/schema/?format=json").json()["components"]["schemas"]
    made = phone.log(time="08:30")
    day = phone.get(f"/api/v1/days/{phones.today()}/").json()
    food = phone.get("/api/v1/foods/almonds/").json()
    for name, shown in [("Entry", made), ("Day", day), ("Food", food)]:
        assert shown.keys() == schemas[name]["properties"].keys()
        assert set(schemas[name]["required"]) == shown.keys()
