"""The whole diary for an app."""

import io
import json
import zipfile

import pytest
from django.test import Client

from tests.api import phones
from tests.api.phones import Phone

EXPORT, TABLES = "/api/v1/export/", "/api/v1/export/csv/"


def test_an_app_gets_everything_of_its_person_alone(phone: Phone, eves_phone: Phone) -> None:
    made = phone.log()

    answer, eves = phone.get(EXPORT), eves_phone.get(EXPORT)

    assert answer["Cache-Control"] == "no-store"
    found = json.loads(answer.getvalue())["collections"]["intake_entries"]
    assert [record["id"] for record in found] == [made["id"]]
    assert json.loads(eves.getvalue())["counts"]["intake_entries"] == 0


@pytest.mark.parametrize(("lang", "mark"), [("en", ","), ("nl", ";")])
def test_tables_have_the_marks_of_the_language(phone: Phone, lang: str, mark: str) -> None:
    answer = phone.get(TABLES, accept_language=lang, accept="application/zip")

    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as archive:
        assert archive.read("days.csv").decode().startswith(f"\ufeffid{mark}")


@pytest.mark.parametrize("address", [EXPORT, TABLES])
def test_nobody_gets_a_file_without_a_token(db: None, address: str) -> None:
    phones.problem(Phone(Client()).get(address), 401, "not-authenticated")


def test_a_refusal_of_tables_is_json(db: None) -> None:
    refused = Phone(Client()).get(TABLES, accept="application/zip")

    phones.problem(refused, 401, "not-authenticated")
