"""What a diary allows to say, from its rows to the sentence on the page."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
import uuid_utils.compat
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from tests.api import phones
from tracker import changes, findings, profiles
from tracker.analysis import association
from tracker.analysis.association import Association, Estimate
from tracker.analysis.verdicts import OUTCOMES, Reason, Refusal, Verdict
from tracker.models import Day, IntakeEntry, Observation, User

DAY = dt.timedelta(days=1)
CRAMPS, SLEEP, _QUALITY, FATIGUE = OUTCOMES


def keep_diary(
    user: User, *, days: int, tired: Callable[[int], int | None], limit_mg: int = 0
) -> None:
    """Closed days up to yesterday, with one food whose magnesium swings over two weeks."""
    first = timezone.now().date() - days * DAY
    rows: list[Any] = []
    for number in range(days):
        date = first + number * DAY
        magnesium = 340 if number % 28 < 14 else 220
        rows.append(
            IntakeEntry(
                id=uuid_utils.compat.uuid7(), date=date, name="x", amount=1, known_share=1,
                magnesium_mg=magnesium, fill_mg=magnesium, low_mg=magnesium, high_mg=magnesium,
                limit_mg=limit_mg if number == 0 else 0, energy_kcal=2000,
            )
        )  # fmt: skip
        rows.append(Day(id=uuid_utils.compat.uuid7(), date=date, confirmed="complete"))
        value = tired(number)
        if value is not None:
            rows.append(
                Observation(
                    id=uuid_utils.compat.uuid7(), date=date, kind="fatigue", value=Decimal(value)
                )
            )
    with changes.writing(user, at=timezone.now()) as book:
        for kind in (IntakeEntry, Day, Observation):
            book.put([row for row in rows if isinstance(row, kind)])


def restless(number: int) -> int:
    return (number * 7 + number // 3) % 9


def ask(user: User) -> dict[str, findings.Answer]:
    found = findings.associations(user, today=timezone.now().date())
    return {answer.association.outcome.key: answer for answer in found.answers}


def test_a_new_diary_has_nothing_to_say_and_no_date(ada: User) -> None:
    found = findings.associations(ada, today=timezone.now().date())
    assert (found.look, found.on, found.next_look) == (0, None, None)
    assert {answer.association.verdict for answer in found.answers} == {Verdict.NOT_ENOUGH}
    assert {answer.possible_from for answer in found.answers} == {None}


def test_before_the_first_look_the_date_is_day_56(ada: User) -> None:
    keep_diary(ada, days=40, tired=restless)
    today = timezone.now().date()
    found = findings.associations(ada, today=today)
    day_56 = today - 40 * DAY + 55 * DAY
    assert (found.look, found.next_look) == (0, day_56)
    assert ask(ada)["fatigue"].possible_from == day_56


def test_between_two_looks_the_answer_stays_what_it_was(ada: User) -> None:
    keep_diary(ada, days=83, tired=restless)
    today = timezone.now().date()
    found = findings.associations(ada, today=today)
    assert (found.look, found.on) == (1, today - 83 * DAY + 55 * DAY)
    assert found.next_look == today
    before = findings.associations(ada, today=today - 20 * DAY)
    assert before.answers == found.answers


def test_a_diary_that_can_be_asked_gets_an_answer_for_what_it_holds(ada: User) -> None:
    keep_diary(ada, days=90, tired=restless)
    answers = ask(ada)
    assert answers["fatigue"].association.verdict is Verdict.TOO_UNCERTAIN
    assert answers["cramps"].association.verdict is Verdict.NOT_ENOUGH


def test_eve_is_told_nothing_of_ada(ada: User, eve: User) -> None:
    keep_diary(ada, days=90, tired=restless)
    today = timezone.now().date()
    assert findings.associations(eve, today=today).on is None
    found = findings.adequacy(eve, first=today - 30 * DAY, last=today, lang="en")
    assert (found.usable, found.usual) == (0, None)


def adequacy(user: User, **members: Any) -> findings.Adequacy:
    today = timezone.now().date()
    return findings.adequacy(user, first=today - 28 * DAY, last=today - DAY, lang="en", **members)


def test_what_is_usual_is_held_against_the_guideline(ada: User) -> None:
    profiles.update(ada, at=timezone.now(), sex="F", birth_year=1980)
    keep_diary(ada, days=28, tired=restless)
    found = adequacy(ada)
    assert found.usual is not None
    assert (found.usable, found.target.high_mg) == (28, 300)
    sentences = findings.adequacy_in_words(found)
    assert sentences[0].startswith("On 28 complete days you logged on average at least 280 mg")
    # 280 +- 1.96 * 85.9 / sqrt(28): the survey's spread for women of 19 to 50.
    assert "between 248 and 312 mg" in sentences[0]
    assert "does not show that you get too little" in sentences[1]
    assert len(sentences) == 2


def test_above_the_guideline_is_enough_for_most(ada: User) -> None:
    profiles.update(ada, at=timezone.now(), sex="F", birth_year=2020)
    keep_diary(ada, days=28, tired=restless)
    assert "For most people that is enough" in findings.adequacy_in_words(adequacy(ada))[1]


def test_two_days_get_no_judgement(ada: User) -> None:
    keep_diary(ada, days=2, tired=restless)
    (sentence,) = findings.adequacy_in_words(adequacy(ada))
    assert sentence.startswith("You logged 2 complete days. Too few to say what you usually get; 1")


def test_a_day_above_the_limit_is_counted(ada: User) -> None:
    keep_diary(ada, days=28, tired=restless, limit_mg=400)
    assert any(
        sentence.startswith("On 1 of the 28 days you took more than 250 mg from supplements.")
        for sentence in findings.adequacy_in_words(adequacy(ada))
    )


def answer(verdict: Verdict, **estimate: float) -> findings.Answer:
    numbers = {
        "per_mg": -0.02, "sd": 0.005, "low": -0.03, "high": -0.01, "p": 0.001, "p_less": 0.99,
        "phi": 0.5, "effective_days": 20, "range_mg": 100, "change_that_matters": 1,
    }  # fmt: skip
    return findings.Answer(
        Association(
            outcome=FATIGUE,
            verdict=verdict,
            first=dt.date(2026, 1, 1),
            last=dt.date(2026, 3, 11),
            pairs=60,
            estimate=Estimate(**numbers | estimate),
        )
    )


TOGETHER = "In your diary, weeks with more magnesium went together with about 2.0 points of "
UNCLEAR = (
    "In these 10 weeks there is no clear answer. Weeks with more magnesium could go together with "
    "anything from 1.3 points of tiredness less to 1.2 points of tiredness more."
)
RISES = {"per_mg": 0.02, "low": 0.01, "high": 0.03}
SPREADS = {"per_mg": 0, "low": -0.013, "high": 0.012}


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (answer(Verdict.PATTERN), f"{TOGETHER}tiredness less (between 1.0 and 3.0)."),
        (answer(Verdict.PATTERN, **RISES), f"{TOGETHER}tiredness more (between 1.0 and 3.0)."),
        (answer(Verdict.TOO_UNCERTAIN, **SPREADS), UNCLEAR),
        (answer(Verdict.NO_LARGE), "A large link is unlikely in your diary:"),
    ],
)
def test_a_verdict_is_said_in_words_that_promise_nothing(
    found: findings.Answer, sentence: str
) -> None:
    said = findings.answer_in_words(found)
    assert said.startswith(sentence)
    for word in ("works", "cause", "because", "deficien", "should take"):
        assert word not in said


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("reason", list(Reason))
def test_every_refusal_has_its_words_in_both_languages(reason: Reason, lang: str) -> None:
    refused = Association(
        outcome=CRAMPS, verdict=Verdict.NOT_ENOUGH, refusals=(Refusal(reason, 0.6, 20),)
    )
    with translation.override(lang):
        said = findings.answer_in_words(findings.Answer(refused, dt.date(2026, 6, 1)))
    likely = {"en": "Likely possible from 1 June 2026.", "nl": "mogelijk vanaf 1 juni 2026."}
    assert said.endswith(likely[lang])


def test_the_trend_page_says_it(ada: User, as_ada: Client) -> None:
    keep_diary(ada, days=90, tired=restless)
    page = as_ada.get(reverse("trends")).content.decode()
    assert "there is no clear answer" in page
    # Nothing else was noted.
    assert "Nothing to say yet" not in page
    assert "you logged on average at least" in page


def test_the_trend_page_of_a_new_diary_says_what_it_takes(as_ada: Client) -> None:
    page = as_ada.get(reverse("trends")).content.decode()
    assert "Nothing to say yet. It takes 8 weeks" in page


def test_who_hides_totals_sees_none_here(ada: User, as_ada: Client) -> None:
    profiles.update(ada, at=timezone.now(), hide_totals=True)
    keep_diary(ada, days=90, tired=restless)
    assert "What you usually get" not in as_ada.get(reverse("trends")).content.decode()


def test_the_queries_do_not_grow_with_the_diary(
    ada: User, queries: Callable[[], CaptureQueriesContext]
) -> None:
    keep_diary(ada, days=3, tired=restless)
    today = timezone.now().date()
    with queries() as few:
        findings.associations(ada, today=today)
    keep_diary(ada, days=90, tired=restless)
    with queries() as many:
        findings.associations(ada, today=today)
    assert len(few) == len(many) == 4


# --- the API ---


def test_the_api_says_the_same_in_numbers(ada: User) -> None:
    keep_diary(ada, days=90, tired=restless)
    found = phones.of(ada).get("/api/v1/associations/").json()
    assert (found["look"], found["rule_version"]) == (2, association.RULE_VERSION)
    cramps, _sleep, _quality, fatigue = found["answers"]
    assert (fatigue["verdict"], fatigue["refusals"]) == ("too_uncertain", [])
    assert fatigue["estimate"]["low"] < fatigue["estimate"]["high"]
    assert (cramps["verdict"], cramps["estimate"]) == ("not_enough", None)
    assert cramps["sentence"].startswith("Nothing to say yet:")


def test_the_api_holds_the_usual_intake_against_the_guideline(ada: User) -> None:
    keep_diary(ada, days=90, tired=restless)
    found = phones.of(ada, lang="nl").get("/api/v1/adequacy/").json()
    assert (found["usable_days"], found["usual"]["known_mg"]) == (56, 280)
    assert found["intake"] == {"place": "cannot_be_judged", "confidence": None}
    assert found["level"]["days_above"] == 0
    assert found["sentences"][0].startswith("Op 56 volledige dagen")


@pytest.mark.parametrize(
    "query", ["from=2026-02-01&to=2026-01-01", "from=2000-01-01&to=2026-01-01", "to=x", "x=1"]
)
def test_a_period_that_cannot_be_is_refused(ada: User, query: str) -> None:
    refused = phones.of(ada).get(f"/api/v1/adequacy/?{query}")
    assert refused.status_code == 400
    assert refused.json()["type"].endswith("/invalid-parameter/")


@pytest.mark.parametrize("address", ["adequacy", "associations"])
def test_without_a_device_there_is_no_answer(db: None, address: str) -> None:
    assert Client().get(f"/api/v1/{address}/").status_code == 401


def test_eve_gets_nothing_of_ada_through_the_api(ada: User, eve: User) -> None:
    keep_diary(ada, days=90, tired=restless)
    phone = phones.of(eve)
    assert phone.get("/api/v1/adequacy/").json()["usable_days"] == 0
    assert phone.get("/api/v1/associations/").json()["on"] is None
