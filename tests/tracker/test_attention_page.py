"""Points of attention on the page, and what an entry calls forth there, without JavaScript."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import builders
from tracker import profiles
from tracker.models import Acknowledgement, User
from tracker.rules.background import TICKS, asked


def send(client: Client, kind: str, **values: str) -> str:
    """Log an observation from its form and follow where it leads; the page as text."""
    address = reverse("observe", args=[builders.today(), kind])
    sent = {"details": "", **values}
    return client.post(address, sent, follow=True).content.decode()


@pytest.mark.parametrize(
    ("lang", "call"), [("en", "Call 112 now. Do not wait."), ("nl", "Bel nu 112. Wacht niet.")]
)
def test_a_pressing_chest_pain_says_at_once_to_call_112(lang: str, call: str, ada: User) -> None:
    """Statement A81: within the same request, with nothing beside it."""
    page = send(
        builders.client(ada, lang=lang), "chest_pain", **{"value": "1", "part-pressing": "on"}
    )

    assert call in page
    assert 'href="tel:112"' in page
    assert 'class="bar"' not in page


def test_an_urgent_message_leads_htmx_to_its_own_page_too(as_ada: Client) -> None:
    address = reverse("observe", args=[builders.today(), "limp"])
    answer = as_ada.post(
        address, {"details": "", "value": "1"}, headers={"hx-request": "true"}, follow=False
    )

    assert answer["HX-Redirect"] == reverse("attention_urgent")
    assert "Call 112" in as_ada.get(answer["HX-Redirect"]).content.decode()


def test_what_can_wait_is_said_beside_the_day(as_ada: Client) -> None:
    page = send(as_ada, "hand_spasm", value="1")

    assert "Call your GP today." in page
    assert 'id="total-h"' in page


def test_what_was_said_can_be_read_again(as_ada: Client) -> None:
    send(as_ada, "hand_spasm", value="1")
    page = as_ada.get(reverse("attention")).content.decode()

    assert "Call your GP today." in page
    assert "Rule RF15, version 1." in page


def test_one_message_is_shown_and_the_others_stay_in_the_list(as_ada: Client) -> None:
    page = send(as_ada, "stool", **{"value": "7", "part-blood": "on", "part-no_urine_12h": "on"})

    assert page.count('class="message told') == 1
    assert Acknowledgement.objects.count() == 2


def test_ticks_about_health_are_kept_and_can_be_taken_away(ada: User, as_ada: Client) -> None:
    address = reverse("attention_health")
    as_ada.post(address, {"bowel_disease": "on", "recovering": "on", "recovering_until": ""})
    shown = as_ada.get(reverse("attention")).content.decode()
    assert profiles.of(ada).conditions == {"bowel_disease": None, "recovering": None}
    assert "Recovering from an illness" in shown

    as_ada.post(address, {})
    assert profiles.of(ada).conditions == {}


def test_a_day_that_is_none_is_refused_and_nothing_is_kept(ada: User, as_ada: Client) -> None:
    answer = as_ada.post(
        reverse("attention_health"), {"recovering": "on", "recovering_until": "soon"}
    )

    assert answer.status_code == 422
    assert profiles.of(ada).conditions == {}


def test_a_gate_is_answered_with_a_day(ada: User, as_ada: Client) -> None:
    as_ada.post(reverse("attention_health"), {"heart_disease": "on"})
    assert "fill in the date" in as_ada.get(reverse("attention")).content.decode()
    as_ada.post(
        reverse("attention_discussed", args=["HEART"]), {"discussed_on": str(builders.today())}
    )

    assert "You discussed this on" in as_ada.get(reverse("attention")).content.decode()
    assert Acknowledgement.objects.get().answer["discussed_on"] == str(builders.today())


@pytest.mark.parametrize("rule", ["KIDNEY", "NOTHING", "RF01"])
def test_a_gate_that_cannot_be_ticked_says_so(rule: str, as_ada: Client) -> None:
    address = reverse("attention_discussed", args=[rule])
    answer = as_ada.post(address, {"discussed_on": str(builders.today())}, follow=True)

    assert "There is nothing to fill in here." in answer.content.decode()
    assert not Acknowledgement.objects.exists()


def test_eve_sees_nothing_of_adas(ada: User, as_ada: Client, as_eve: Client) -> None:
    send(as_ada, "hand_spasm", value="1")

    assert "RF15" not in as_eve.get(reverse("attention")).content.decode()


def test_the_page_asks_no_more_of_a_fuller_diary(
    ada: User, as_ada: Client, queries: Callable[[], CaptureQueriesContext]
) -> None:
    builders.log(ada)
    send(as_ada, "hand_spasm", value="1")
    as_ada.get(reverse("attention"))
    with queries() as few:
        as_ada.get(reverse("attention"))
    builders.log(ada, *(builders.draft() for _ in range(30)))
    for value in ("1", "7", "6"):
        send(as_ada, "stool", value=value)
    as_ada.get(reverse("attention"))
    with queries() as many:
        as_ada.get(reverse("attention"))

    assert len(many) <= len(few)


def test_everything_that_rules_ask_of_the_person_can_be_told() -> None:
    told_elsewhere = {"pregnant", "breastfeeding"}

    assert asked() == TICKS.keys() | told_elsewhere


def test_the_comparison_marks_what_is_in_the_diary(as_ada: Client) -> None:
    send(as_ada, "hand_spasm", value="1")
    page = as_ada.get(reverse("learn_compare")).content.decode()

    assert page.count('class="marked"') == 1


def test_a_dose_that_is_changed_to_far_above_the_limit_is_told(ada: User, as_ada: Client) -> None:
    product = builders.product(ada)
    (entry,) = builders.log(ada, builders.dose(product))
    address = reverse("entry", args=[entry.id])
    form = as_ada.get(address).context["form"]
    known = {name: form[name].value() for name in form.fields}
    sent = {form[name].html_name: "" if value is None else value for name, value in known.items()}
    seen = {f"initial-{name}": value for name, value in sent.items()}
    page = as_ada.post(address, seen | sent | {"amount": "6"}, follow=True).content.decode()

    assert "more than twice the limit" in page
