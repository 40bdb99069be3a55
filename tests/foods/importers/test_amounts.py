import pytest
from hypothesis import given
from hypothesis import strategies as st

from foods.importers import amounts
from foods.importers.amounts import Amount


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("270", Amount(270)),
        ("12,5", Amount(12.5)),
        (" 0.25 ", Amount(0.25)),
        (".5", Amount(0.5)),
        (3.2, Amount(3.2)),
        ("0", Amount(0)),
        ("< 0,5", Amount(0.25, below=True)),
        ("<3", Amount(1.5, below=True)),
        ("traces", Amount(0, below=True)),
        ("Traces", Amount(0, below=True)),
        ("-", None),
        ("", None),
        (None, None),
    ],
)
def test_an_amount_is_read_as_tables_print_it(cell: amounts.Cell, amount: Amount | None) -> None:
    assert amounts.read(cell) == amount


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("-4", "less than 0"),
        (-4.0, "less than 0"),
        ("< -1", "less than 0"),
        ("1,234.5", "not a number"),
        ("about 3", "not a number"),
        ("nan%", "percentage"),
        ("25 %", "percentage"),
        (float("inf"), "not a number"),
        ("1e30", "more than any food"),
        ("٣", "not a number"),
    ],
)
def test_what_is_no_amount_says_why(cell: amounts.Cell, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        amounts.read(cell)


@given(st.text(max_size=30) | st.floats() | st.integers())
def test_any_cell_is_an_amount_or_nothing_or_a_reason(cell: str | float) -> None:
    reason = ""
    amount = None
    try:
        amount = amounts.read(cell)
    except ValueError as error:
        reason = str(error)

    assert amount is None or (0 <= amount.value <= amounts.LARGEST and not reason)
