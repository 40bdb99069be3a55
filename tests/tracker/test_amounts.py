"""Amounts and texts as people write them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from tracker import amounts, texts


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("2", "2"),
        ("1,5", "1.5"),
        ("1.5", "1.5"),
        (" 40 ", "40"),
        ("½", "0.5"),
        ("1½", "1.5"),
        ("1 ½", "1.5"),
        ("1/2", "0.5"),
        ("3/4", "0.75"),
        ("0,125", "0.125"),
    ],
)
def test_a_comma_and_a_point_mean_the_same(text: str, amount: str) -> None:
    assert amounts.parse(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text", ["", "NaN", "inf", "1e9", "1.000,5", "1,000.5", "abc", "1_000", "1/0", "--1", "٣٣ x"]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        amounts.parse(text)


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    try:
        amount = amounts.parse(text)
    except ValidationError:
        return
    assert amount.is_finite()


@given(st.decimals(min_value=0, max_value=10_000, places=3))
def test_a_written_number_is_read_back(number: Decimal) -> None:
    assert amounts.parse(str(number).replace(".", ",")) == number


@pytest.mark.parametrize("name", ["Ada 🍞", "خبز", "לחם", "ファーストフード", "ÅÄÖ œ ß", "a’b"])
def test_every_script_and_emoji_is_a_name(name: str) -> None:
    assert texts.check_name(name) == name


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Give a name"),
        ("   ", "Give a name"),
        ("abc\u202etxt", "control character"),
        ("abc\u2066txt", "control character"),
        ("abc\x00", "control character"),
        ("two\nlines", "control character"),
        ("x" * 2_000_000, "2000000 characters"),
        ("\ud800", "half a character"),
    ],
)
def test_a_name_that_would_mislead_or_not_fit_is_refused(name: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        texts.check_name(name)

    assert sentence in refused.value.messages[0]
