"""docs/statements.md: each of the 109 statements works somewhere, is decided against, or is named
as a later part's."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LINE = re.compile(r"\| (A\d+) \| (.+?) \| (.+?) \| (.*?) ?\|")
DECIDED = re.compile(r"decided against: (docs/decisions/\S+\.md)")
TEST = re.compile(r"`(\S+)::(\w+)`")
PATHS = re.compile(r"`((?:tracker|foods|api)/[\w/]+(?:\.py|/))`")


@dataclass(frozen=True)
class Statement:
    id: str
    where: str
    test: str


def statements() -> list[Statement]:
    lines = (ROOT / "docs" / "statements.md").read_text().splitlines()
    found = [match for line in lines if (match := LINE.fullmatch(line))]
    return [Statement(match[1], match[3], match[4]) for match in found]


def test_every_statement_is_there_once_in_order() -> None:
    assert [row.id for row in statements()] == [f"A{n:02d}" for n in range(1, 110)]


@pytest.mark.parametrize("row", statements(), ids=lambda row: row.id)
def test_a_statement_works_somewhere_or_says_why_not(row: Statement) -> None:
    if decided := DECIDED.fullmatch(row.where):
        assert row.id in (ROOT / decided[1]).read_text()
    elif row.where.startswith("later: "):
        assert row.test == ""
    else:
        named = TEST.fullmatch(row.test)
        assert named, "it names no test"
        assert f"def {named[2]}(" in (ROOT / named[1]).read_text()


@pytest.mark.parametrize("row", statements(), ids=lambda row: row.id)
def test_the_place_that_a_statement_names_is_there(row: Statement) -> None:
    for path in PATHS.findall(row.where):
        assert (ROOT / path).exists(), path
