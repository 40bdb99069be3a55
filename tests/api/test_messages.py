"""What a write calls forth comes back in its answer, for an app to show at once."""

import datetime as dt
from typing import Any

import pytest

from tests import builders
from tests.api import phones
from tests.api.phones import Phone
from tests.tracker import medicines as medicine_builders
from tracker.models import Acknowledgement, User

OBSERVATIONS = "/api/v1/observations/"


def noticed(kind: str, value: float, **parts: Any) -> dict[str, Any]:
    id = "01938f3a-1c00-7000-8000-0000000000aa"
    return {"id": id, "kind": kind, "date": phones.today(), "value": value, "parts": parts}


@pytest.mark.parametrize(("lang", "call"), [("en", "Call 112 now"), ("nl", "Bel nu 112")])
def test_a_red_flag_comes_back_in_the_language_asked_for(
    lang: str, call: str, phone: Phone
) -> None:
    answer = phone.post(OBSERVATIONS, noticed("chest_pain", 1, pressing=True), accept_language=lang)
    (message,) = answer.json()["messages"]

    assert answer.status_code == 201
    assert (message["rule"], message["level"], message["channel"]) == (
        "RF01",
        "urgent",
        "emergency",
    )
    assert call in message["text"]
    assert message["sources"]
    assert Acknowledgement.objects.get().device == phone.device


def test_an_everyday_entry_calls_nothing_forth(phone: Phone) -> None:
    assert "messages" not in phone.log()
    assert "messages" not in phone.post(OBSERVATIONS, noticed("cramp", 2)).json()


def test_a_dose_above_twice_the_limit_is_told(phone: Phone, ada: User) -> None:
    product = builders.product(ada, magnesium_mg=600)
    dose = phones.entry(item_id=str(product.id), amount=1, unit="tablet", meal="")
    messages = phone.post(phones.ENTRIES, dose).json()["messages"]

    assert [message["rule"] for message in messages] == ["RF11a"]


def test_the_record_itself_has_no_messages(phone: Phone) -> None:
    made = phone.post(OBSERVATIONS, noticed("limp", 1)).json()

    assert made.pop("messages")
    assert phone.get(f"{OBSERVATIONS}{made['id']}/").json() == made


def test_a_dose_of_a_medicine_close_to_a_tablet_is_told(phone: Phone, ada: User) -> None:
    medicine = medicine_builders.confirmed(ada, "levothyroxine")
    product = builders.product(ada)
    builders.log(ada, builders.dose(product, time=dt.time(9, 0)))
    dose = {
        "id": "01938f3a-1c00-7000-8000-0000000000ab",
        "medicine_id": str(medicine.id),
        "date": phones.today(),
        "at": f"{phones.today()}T07:00:00Z",
    }
    answer = phone.post("/api/v1/medicine_doses/", dose).json()

    assert [message["rule"] for message in answer["messages"]] == ["SPACING"]


def test_a_medicine_that_opens_a_gate_says_so(phone: Phone) -> None:
    medicine = {"id": "01938f3a-1c00-7000-8000-0000000000ac", "name": "Omeprazole"}
    answer = phone.post("/api/v1/medicines/", medicine).json()

    assert [message["rule"] for message in answer["messages"]] == ["MED"]
