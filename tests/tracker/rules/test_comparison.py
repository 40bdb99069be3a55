import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foods import compounds
from tracker.rules import comparison, forms, laboratory
from tracker.rules.citations import CITATIONS, NEVER_ALONE
from tracker.rules.comparison import Cause, Cell, Logged
from tracker.rules.laboratory import Place, Range

# The matrix of the knowledge page, section 6: magnesium, potassium, calcium, dehydration, iron.
MATRIX = {
    "cramps": (2, 1, 2, 2, 0),
    "twitches": (2, 1, 1, 0, 0),
    "eyelid": (1, 0, 1, 0, 0),
    "weakness": (1, 2, 1, 1, 1),
    "paralysis": (0, 1, 0, 0, 0),
    "palpitations": (1, 2, 1, 1, 1),
    "tingling": (1, 0, 2, 0, 0),
    "spasm": (1, 0, 2, 0, 0),
    "sleep": (2, 0, 0, 0, 1),
    "restless_legs": (1, 0, 0, 0, 2),
    "irritable": (2, 0, 1, 0, 1),
    "tired": (1, 1, 1, 1, 2),
    "thirst": (0, 1, 0, 2, 0),
    "dark_urine": (0, 0, 0, 2, 0),
    "dizzy": (0, 0, 0, 2, 1),
    "pale": (0, 0, 0, 0, 2),
    "breathless": (0, 0, 0, 0, 2),
    "constipation": (0, 2, 0, 1, 0),
    "diarrhoea": (1, 1, 1, 2, 0),
}


def test_the_cells_are_those_of_the_matrix() -> None:
    assert {row.id: row.cells for row in comparison.ROWS} == MATRIX
    assert comparison.ROWS[0].cell(Cause.DEHYDRATION) is Cell.TYPICAL


def test_every_row_has_a_source_and_none_rests_on_the_shop_alone() -> None:
    for row in comparison.ROWS:
        assert set(row.sources) <= set(CITATIONS)
        assert set(row.sources) - NEVER_ALONE, row.id
    for form in forms.FORMS:
        assert set(form.sources) <= set(CITATIONS)
        assert set(form.sources) - NEVER_ALONE, form.family


@pytest.mark.parametrize(
    ("logged", "expected"),
    [
        ([], set()),
        ([Logged(kind="cramp", value=2)], {"cramps"}),
        ([Logged(kind="cramp", value=0)], set()),
        ([Logged(kind="cramp")], set()),
        ([Logged(kind="restless_legs", value=3)], {"restless_legs"}),
        ([Logged(kind="hand_spasm", value=1)], {"spasm"}),
        ([Logged(kind="fatigue", value=3)], set()),
        ([Logged(kind="fatigue", value=4)], {"tired"}),
        ([Logged(kind="stool", value=4)], set()),
        ([Logged(kind="sleep", value=300, quality=4)], {"sleep"}),
        ([Logged(kind="sleep", value=300, quality=5)], set()),
        ([Logged(kind="sleep", value=300)], set()),
        ([Logged(kind="stress", value=10)], set()),
        (
            [Logged(kind="pale_skin", value=1), Logged(kind="urine", value=3)],
            {"pale", "dark_urine"},
        ),
    ],
)
def test_a_logged_complaint_marks_its_row(logged: list[Logged], expected: set[str]) -> None:
    assert comparison.marked(logged) == expected


def test_restless_legs_stand_under_two_causes() -> None:
    row = next(row for row in comparison.ROWS if row.id == "restless_legs")

    assert row.cell(Cause.MAGNESIUM) is Cell.POSSIBLE
    assert row.cell(Cause.IRON) is Cell.TYPICAL


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"fluid_ml": 900, "dark_urine": True, "fluid_is_complete": True}, True),
        ({"fluid_ml": 900, "dizzy_standing": True, "fluid_is_complete": True}, True),
        ({"fluid_ml": 900, "fluid_is_complete": True}, False),
        ({"fluid_ml": 1000, "dark_urine": True, "fluid_is_complete": True}, False),
        ({"dark_urine": True, "fluid_is_complete": True}, False),
        ({"fluid_ml": 900, "dark_urine": True}, False),
    ],
)
def test_little_to_drink_is_marked_only_when_all_drinks_were_logged(
    facts: dict[str, Any], *, expected: bool
) -> None:
    assert comparison.marks_dehydration(facts) is expected


def test_the_page_marks_and_never_ranks() -> None:
    assert isinstance(comparison.marked([]), frozenset)
    assert "doctor" in " ".join(str(text) for text in comparison.CAUTION)
    sent = comparison.as_json()
    assert json.loads(json.dumps(sent)) == sent
    assert not {"score", "rank", "order"} & set(sent)


@given(st.lists(st.builds(Logged, kind=st.sampled_from(sorted(MATRIX)), value=st.floats(0, 10))))
def test_the_order_of_the_log_does_not_matter(logged: list[Logged]) -> None:
    assert comparison.marked(logged) == comparison.marked(logged[::-1])


def test_every_form_is_a_compound_that_can_be_computed() -> None:
    families = {compound.family for compound in compounds.COMPOUNDS.values()}

    assert {form.family for form in forms.FORMS} <= families
    assert len(forms.FORMS) == 14
    assert all(0 <= form.laxative < len(forms.LAXATIVE_LABELS) for form in forms.FORMS)
    assert json.loads(json.dumps(forms.as_json())) == forms.as_json()


@pytest.mark.parametrize("word", ["best", "calm", "sleep", "heart", "treat"])
def test_no_form_is_praised(word: str) -> None:
    said = [f"{form.use} {form.uptake}".lower() for form in forms.FORMS]

    assert not [text for text in said if word in text.replace("heartburn", "")]


@pytest.mark.parametrize(
    ("kind", "value", "unit", "expected"),
    [
        ("lab_magnesium", 1.8, "mg/dL", 0.741),  # statement A107
        ("lab_magnesium", 1.5, "mEq/L", 0.75),
        ("lab_magnesium", 0.8, "mmol/L", 0.8),
        ("lab_calcium", 10, "mg/dL", 2.495),
        ("lab_potassium", 4.2, "mEq/L", 4.2),
        ("lab_creatinine", 1, "mg/dL", 88.4),
        ("lab_haemoglobin", 14, "g/dL", 8.69),
        ("lab_ferritin", 30, "ng/mL", 30),
    ],
)
def test_a_laboratory_value_is_converted(
    kind: str, value: float, unit: str, expected: float
) -> None:
    assert laboratory.convert(value, kind=kind, unit=unit) == pytest.approx(expected, rel=0.002)


def test_a_unit_that_is_not_listed_is_refused() -> None:
    with pytest.raises(KeyError):
        laboratory.convert(1, kind="lab_magnesium", unit="g/L")


@pytest.mark.parametrize(
    ("value", "printed", "expected"),
    [
        (0.74, Range(0.70, 1.05), Place.WITHIN),
        (0.70, Range(0.70, 1.05), Place.WITHIN),
        (1.05, Range(0.70, 1.05), Place.WITHIN),
        (0.69, Range(0.70, 1.05), Place.BELOW),
        (1.06, Range(0.70, 1.05), Place.ABOVE),
        (70, Range(low=60), Place.WITHIN),
        (50, Range(low=60), Place.BELOW),
        (0.74, Range(), Place.NO_RANGE),
    ],
)
def test_a_value_stands_beside_the_range_of_its_own_laboratory(
    value: float, printed: Range, expected: Place
) -> None:
    assert laboratory.place(value, printed) is expected


def test_a_value_within_the_range_is_never_called_enough() -> None:
    assert set(laboratory.PLACE_TEXTS) == set(Place)
    within = str(laboratory.PLACE_TEXTS[Place.WITHIN])
    assert "enough" not in within
    assert "little" in within
    assert laboratory.unit_of("lab_creatinine") == "µmol/L"
