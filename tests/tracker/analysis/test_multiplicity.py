import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis import multiplicity

# Worked example of the method (docs/analysis.md).
P_VALUES = [0.01, 0.04, 0.03, 0.20]


def test_holm_and_bh_of_the_worked_example() -> None:
    assert multiplicity.holm(P_VALUES) == pytest.approx([0.04, 0.09, 0.09, 0.20])
    assert multiplicity.bh(P_VALUES) == pytest.approx([0.04, 0.0533, 0.0533, 0.20], abs=5e-5)


def test_one_question_keeps_its_p_value_and_none_has_none() -> None:
    for adjust in (multiplicity.holm, multiplicity.bh):
        assert adjust([0.03]) == [0.03]
        assert adjust([]) == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_no_p_value_becomes_smaller_and_their_order_stays(p_values: list[float]) -> None:
    holm, bh = multiplicity.holm(p_values), multiplicity.bh(p_values)
    for plain, false_share, any_false in zip(p_values, bh, holm, strict=True):
        assert plain <= false_share + 1e-12 <= any_false + 2e-12 <= 1 + 3e-12
    pairs = sorted(zip(p_values, holm, strict=True))
    assert [h for _, h in pairs] == sorted(holm)
