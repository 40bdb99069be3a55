import json
from typing import Any

import pytest
from django.utils import translation

from tracker import learn
from tracker.rules import companions, comparison, conditions, laboratory, rulebook
from tracker.rules.citations import CITATIONS
from tracker.rules.codes import ALCOHOL, CAFFEINE, CODES, MAGNESIUM_A_DAY, Code, System

LISTS = [
    "red_flags",
    "tolerance",
    "gates",
    "risks",
    "tips",
    "follow_up",
    "spacing",
    "medicines",
    "forms",
]


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_all_rows_leave_as_plain_json_in_both_languages(lang: str) -> None:
    with translation.override(lang):
        sent = rulebook.as_json()

    assert json.loads(json.dumps(sent)) == sent


def rows() -> list[dict[str, Any]]:
    sent = rulebook.as_json()
    profiles = [*sent["limits"]["profiles"], *sent["comparison"]["rows"]]
    return [*(row for name in LISTS for row in sent[name]), *profiles]


def test_every_row_of_every_family_has_a_source() -> None:
    for row in rows():
        assert row["sources"], row
        assert all(source["title"] for source in row["sources"])


def test_every_rule_is_versioned_and_speaks_only_operators_that_exist() -> None:
    def operators(condition: list[Any]) -> set[str]:
        inner = [part for part in condition[1:] if isinstance(part, list) and part]
        is_nested = condition[0] in {"all", "any", "unless"}
        return {condition[0]} | {o for part in inner if is_nested for o in operators(part)}

    ruled = [row for row in rows() if "when" in row]
    assert len(ruled) > 60
    for row in ruled:
        assert row["version"] >= 1
        assert operators(row["when"]) <= conditions.OPERATORS


def test_every_listed_source_is_used() -> None:
    used = {source["id"] for row in rows() for source in row["sources"]}
    used |= {source["id"] for source in rulebook.as_json()["limits"]["single_dose_sources"]}
    used |= {code.source for code in CODES.values()}
    used |= {*comparison.NOTE_SOURCES, *laboratory.SOURCES}
    used |= {companion.source for companion in companions.COMPANIONS}
    used |= {source for page in learn.CHAPTERS for source in page.sources}

    assert set(CITATIONS) == used


# Check digits find a mistyped code; whether it means the right thing is another question.
D = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
    [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
    [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
    [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
    [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
    [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
    [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
    [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
    [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
]
P = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
    [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
    [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
    [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
    [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
    [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
    [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
]


def verhoeff(code: str) -> bool:
    check = 0
    for place, digit in enumerate(reversed(code)):
        check = D[check][P[place % 8][int(digit)]]
    return check == 0


def mod_10(code: str) -> bool:
    digits, check = code.split("-")
    doubled = [int(d) * (2 if n % 2 == 0 else 1) for n, d in enumerate(reversed(digits))]
    return (10 - sum(d // 10 + d % 10 for d in doubled) % 10) % 10 == int(check)


@pytest.mark.parametrize(
    "code", [*CODES.values(), MAGNESIUM_A_DAY, CAFFEINE, ALCOHOL], ids=lambda code: code.code
)
def test_the_check_digit_of_a_code_is_right(code: Code) -> None:
    assert (verhoeff if code.system is System.SNOMED else mod_10)(code.code)


@pytest.mark.parametrize("invented", ["193963009", "238115006", "249940003", "249939000"])
def test_the_check_finds_the_invented_codes_of_the_knowledge_page(invented: str) -> None:
    assert not verhoeff(invented)


def test_a_code_from_memory_is_marked() -> None:
    for code in CODES.values():
        assert code.is_confirmed is (code.source != "memory")
