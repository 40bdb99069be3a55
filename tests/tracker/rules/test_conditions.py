import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules import conditions, messages
from tracker.rules.citations import CITATIONS, Confidence, cite
from tracker.rules.conditions import Condition, Facts, holds
from tracker.rules.messages import RX, Channel, Level, Part, Rule


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        (("all",), {}, True),
        (("any",), {}, False),
        (("is", "fever"), {"fever": True}, True),
        (("is", "fever"), {"fever": False}, False),
        (("is", "fever"), {"fever": None}, False),
        (("is", "fever"), {}, False),
        (("is", "fever"), {"fever": 1}, False),
        (("unless", ("is", "fever")), {}, True),
        (("unless", ("is", "fever")), {"fever": True}, False),
        (("all", ("is", "a"), ("is", "b")), {"a": True}, False),
        (("any", ("is", "a"), ("is", "b")), {"b": True}, True),
        ((">=", "stool", 6), {"stool": 6}, True),
        ((">", "stool", 6), {"stool": 6}, False),
        (("<", "stool", 6), {"stool": 5.5}, True),
        (("<=", "stool", 6), {"stool": 6}, True),
        (("==", "stool", 6), {"stool": 6.0}, True),
        ((">=", "stool", 0), {}, False),
        (("<", "stool", 6), {}, False),
        (("<", "stool", 6), {"stool": None}, False),
        (("<", "stool", 6), {"stool": True}, False),
        ((">", "taken", ("times", 2, "limit")), {"taken": 501, "limit": 250}, True),
        ((">", "taken", ("times", 2, "limit")), {"taken": 500, "limit": 250}, False),
        ((">", "taken", ("times", 2, "limit")), {"taken": 501, "limit": None}, False),
        (("in", "form", ("oxide", "citrate")), {"form": "oxide"}, True),
        (("in", "form", ("oxide", "citrate")), {}, False),
        (("starts", "codes", ("C03", "J01")), {"codes": ("A02BC01", "J01MA02")}, True),
        (("starts", "codes", ("C03",)), {"codes": ()}, False),
        (("starts", "codes", ("C03",)), {}, False),
    ],
)
def test_a_condition_holds_only_when_it_is_known_to(
    condition: Condition, facts: Facts, *, expected: bool
) -> None:
    assert holds(condition, facts) is expected


@pytest.mark.parametrize("operator", [">=", ">", "<", "<=", "=="])
def test_unknown_is_not_zero(operator: str) -> None:
    assert not holds((operator, "magnesium", 0), {})
    assert not holds((operator, "magnesium", 0), {"magnesium": None})


def test_an_operator_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="operator"):
        holds(("maybe", "fever"), {})


FACT = st.sampled_from(["a", "b", "c"])
LEAF = st.one_of(
    st.tuples(st.just("is"), FACT),
    st.tuples(st.sampled_from([">=", "<"]), FACT, st.integers(-5, 5)),
    st.tuples(st.just(">"), FACT, st.tuples(st.just("times"), st.integers(1, 3), FACT)),
)
CONDITION: st.SearchStrategy[Condition] = st.recursive(
    LEAF,
    lambda part: st.one_of(
        st.lists(part, max_size=3).map(lambda parts: ("all", *parts)),
        st.lists(part, max_size=3).map(lambda parts: ("any", *parts)),
        part.map(lambda one: ("unless", one)),
    ),
    max_leaves=8,
)
VALUE = st.one_of(st.none(), st.booleans(), st.integers(-5, 5))


@given(CONDITION, st.dictionaries(FACT, VALUE))
def test_a_condition_means_the_same_after_a_trip_through_json(
    condition: Condition, facts: dict[str, bool | float | None]
) -> None:
    there_and_back = conditions.from_json(json.loads(json.dumps(conditions.as_json(condition))))

    assert there_and_back == condition
    assert holds(there_and_back, facts) is holds(condition, facts)


@given(CONDITION, st.dictionaries(FACT, VALUE))
def test_only_the_facts_that_a_condition_names_matter(
    condition: Condition, facts: dict[str, bool | float | None]
) -> None:
    named = set(conditions.facts_in(condition))

    assert holds(condition, facts) is holds(
        condition, {key: value for key, value in facts.items() if key in named}
    )


def rule(key: str, *, level: Level = Level.INFO, channel: Channel = Channel.NOBODY) -> Rule:
    return Rule(
        id=key,
        version=1,
        level=level,
        channel=channel,
        when=("is", key),
        says=(Part(f"This is {key}."), Part("Call %(emergency)s.", ("is", "loud"))),
        sources=("own",),
        confidence=Confidence.JUDGEMENT,
    )


def test_the_most_urgent_message_comes_first_and_the_others_stay() -> None:
    rules = [
        rule("calm"),
        rule("gp", level=Level.URGENT, channel=Channel.GP_NOW),
        rule("soon", level=Level.SOON, channel=Channel.GP_TODAY),
        rule("call", level=Level.URGENT, channel=Channel.EMERGENCY),
    ]
    found = messages.evaluate(rules, {"calm": True, "gp": True, "soon": True, "call": True})

    assert [message.rule for message in found] == ["call", "gp", "soon", "calm"]
    assert messages.highest(found) == found[0]
    assert messages.highest(()) is None


def test_a_sentence_is_only_said_when_its_own_condition_holds() -> None:
    (quiet,) = messages.evaluate([rule("a")], {"a": True})
    (loud,) = messages.evaluate([rule("a")], {"a": True, "loud": True})

    assert quiet.text() == "This is a."
    assert loud.text() == "This is a. Call 112."
    assert loud.text(emergency="999") == "This is a. Call 999."


def test_a_prescribed_product_is_never_told_to_stop() -> None:
    stopping = Rule(
        id="s",
        version=1,
        level=Level.SOON,
        when=("all",),
        says=messages.stop("Stop."),
        sources=("own",),
        confidence=Confidence.JUDGEMENT,
    )

    (own,) = messages.evaluate([stopping], {})
    (prescribed,) = messages.evaluate([stopping], {"product_prescribed": True})

    assert own.text() == "Stop."
    assert prescribed.text() == str(RX)


def test_only_rules_about_a_touched_fact_are_asked() -> None:
    assert [r.id for r in messages.about([rule("a"), rule("b")], {"b"})] == ["b"]


def test_a_source_is_cited_by_title_and_an_unknown_one_is_refused() -> None:
    assert cite("S70")["title"].startswith("Cochrane")
    with pytest.raises(KeyError):
        cite("S999")


def test_no_citation_links_to_a_shop_or_a_test_for_sale() -> None:
    shops = re.compile(
        r"topvitamine|hollandandbarrett|etos|sunday\.at|beeovita|boltpharmacy|nutrimuscle"
        r"|sanomedica|shop|apotheke\b|microbiome|innerbuddies"
    )

    assert not [c.url for c in CITATIONS.values() if shops.search(c.url)]
