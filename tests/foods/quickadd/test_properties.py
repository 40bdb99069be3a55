"""What holds of any line, whatever is written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foods.quickadd import tokens
from foods.quickadd.results import Line
from tests.foods.quickadd import builders

# One text: a list of fifty quoted words is harder to read.
SAMPLE = """
2 een half anderhalf 150 g ml kopje handje glas eetlepel boterham boterhammen sneetje met en and
with , ; + kaas pindakaas brood banaan melk magnesium citraat tabletten smoothie van salad zonder
suiker gekookt rauwe eieren 85% 1/2 ½ large slices of cheese and toast spa water xyzzy d'orange
7up uit blik ( ) 3x x2 2-3 kaasblokjes quinoasalade mac fish chips roerei
"""
WORDS = SAMPLE.split()
PARTS = (
    "2 boterhammen met pindakaas",
    "een banaan",
    "glas halfvolle melk",
    "150 g kwark",
    "handje walnoten",
    "broccoli",
    "magnesium citraat 2 tabletten",
    "halve avocado",
    "qwrtzx",
)
COUNTED = (
    "boterhammen met kaas",
    "bananen",
    "glazen melk",
    "eetlepels lijnzaad",
    "g kwark",
    "ml sojamelk",
    "handjes amandelen",
    "tomaten",
    "koffie",
)
lines = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=10).map(" ".join),
)


def places(line: Line) -> list[tuple[int, int]]:
    spans = [*(one.spans for one in line.items), *(one.spans for one in line.unknown)]
    return sorted(place for places in spans for place in places)


@settings(deadline=None, max_examples=150)
@given(line=lines, lang=st.sampled_from(["nl", "en"]))
def test_every_word_is_in_exactly_one_item_or_unknown(line: str, lang: str) -> None:
    found = places(builders.read(line, lang=lang))

    owners = [sum(start <= at < end for start, end in found) for at in range(len(line))]
    assert all(
        owners[at] == 1 for at, char in enumerate(line) if char.isalnum() or (owners[at] > 0)
    )


@settings(deadline=None, max_examples=30)
@given(line=lines)
def test_reading_a_line_twice_gives_the_same(line: str) -> None:
    assert builders.read(line) == builders.read(line)


@settings(deadline=None, max_examples=30)
@given(parts=st.permutations(PARTS), joined=st.sampled_from([", ", "; ", "\n"]))
def test_the_order_of_the_parts_does_not_matter(parts: list[str], joined: str) -> None:
    read = builders.read(joined.join(parts))
    alone = [builders.read(part) for part in parts]

    def said(line: Line) -> list[tuple[object, ...]]:
        return [(item.kind, item.food, item.grams, item.compound) for item in line.items]

    assert said(read) == [one for line in alone for one in said(line)]
    assert [one.text for one in read.unknown] == ["qwrtzx"]


@settings(deadline=None, max_examples=60)
@given(food=st.sampled_from(COUNTED), count=st.integers(1, 400))
def test_grams_scale_with_the_amount(food: str, count: int) -> None:
    one = builders.grams(builders.read(f"1 {food}"))
    many = builders.grams(builders.read(f"{count} {food}"))

    assert many == pytest.approx({slug: weight * count for slug, weight in one.items()})


@pytest.mark.parametrize("line", ["", "   ", ",,;", "\n\n", "!?", "\ufeff", "🍌"])
def test_a_line_without_words_is_empty(line: str) -> None:
    assert builders.read(line) == Line()


def test_what_is_too_long_stays_in_sight() -> None:
    line = "banaan, " * 2000

    read = builders.read(line)

    assert len(read.items) <= tokens.MOST_TOKENS
    texts = [*(one.text for one in read.items), *(one.text for one in read.unknown)]
    assert sum(text.count("banaan") for text in texts) == 2000
