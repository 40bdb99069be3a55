"""The rules that an app runs by itself."""

import pytest
from django.conf import settings
from django.test import Client

from tests.api import phones
from tests.api.phones import Phone
from tracker.rules import conditions, messages, safety

RULES = "/api/v1/rules/"


def test_the_rows_run_on_a_phone_as_they_run_here(phone: Phone) -> None:
    rows = phone.get(RULES).json()["red_flags"]
    facts = {"chest_pain": True, "chest_pressing": True, "weakness": 9.0}

    raised = {
        row["id"] for row in rows if conditions.holds(conditions.from_json(row["when"]), facts)
    }

    assert raised == {message.rule for message in messages.evaluate(safety.RULES, facts)}
    assert raised == {"RF01", "RF03b"}


@pytest.mark.parametrize(("lang", "text"), [("en", "Call your GP today"), ("nl", "Bel vandaag")])
def test_the_rows_speak_the_language_asked_for(lang: str, text: str, phone: Phone) -> None:
    assert text in phone.get(RULES, accept_language=lang).content.decode()


def test_rows_that_are_held_are_not_sent_again(phone: Phone) -> None:
    first = phone.get(RULES)
    again = phone.get(RULES, if_none_match=f'"other", W/{first["ETag"]}')
    dutch = phone.get(RULES, if_none_match=first["ETag"], accept_language="nl")

    assert (again.status_code, again.content) == (304, b"")
    assert dutch.status_code == 200


def test_rules_are_for_a_device_that_is_known(db: None) -> None:
    phones.problem(Phone(Client()).get(RULES), 401, "not-authenticated")


@pytest.mark.parametrize("operator", sorted(conditions.OPERATORS))
def test_the_page_for_developers_names_every_operator(operator: str) -> None:
    page = (settings.BASE_DIR / "docs" / "api.md").read_text()

    assert f'"{operator}"' in page or f"`{operator}`" in page
