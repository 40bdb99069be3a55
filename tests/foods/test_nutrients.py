from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foods import nutrients
from foods.nutrients import NUTRIENTS, check_content, energy_from_macros


def test_every_key_ends_in_its_unit() -> None:
    for key, nutrient in NUTRIENTS.items():
        assert key == nutrient.key
        assert key.endswith("_" + nutrient.unit.replace("µ", "u"))
        assert str(nutrient.label)


def test_a_content_keeps_what_is_known_and_only_that() -> None:
    content = check_content({"magnesium_mg": Decimal("12.5"), "energy_kcal": 0})

    assert content == {"magnesium_mg": 12.5, "energy_kcal": 0.0}
    assert "calcium_mg" not in content


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"magic_mg": 1}, "magic_mg is not a nutrient we know."),
        ({"magnesium_mg": None}, "Magnesium: leave the amount out when it is not known."),
        ({"magnesium_mg": "12"}, "Magnesium: give the amount as a number of mg."),
        ({"magnesium_mg": True}, "Magnesium: give the amount as a number of mg."),
        ({"magnesium_mg": float("nan")}, "Magnesium: give the amount as a number of mg."),
        ({"magnesium_mg": float("inf")}, "Magnesium: give the amount as a number of mg."),
        ({"magnesium_mg": 10**400}, "Magnesium: the amount is too large."),
        ({"magnesium_mg": Decimal("sNaN")}, "Magnesium: give the amount as a number of mg."),
        ({"magnesium_mg": Decimal("NaN")}, "Magnesium: give the amount as a number of mg."),
        ({"magnesium_mg": -0.1}, "Magnesium: the amount cannot be less than 0."),
        ({"magnesium_mg": 1e7}, "Magnesium: the amount is too large."),
        ({"magnesium_mg": [1]}, "Magnesium: give the amount as a number of mg."),
    ],
)
def test_a_content_refuses_what_is_no_amount(content: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        check_content(content)

    assert refused.value.messages == [sentence]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from([*NUTRIENTS, "nonsense"]),
        st.one_of(st.none(), st.booleans(), st.text(), st.floats(), st.integers(), st.decimals()),
    )
)
def test_a_content_is_refused_or_holds_finite_amounts(content: dict[str, object]) -> None:
    try:
        checked = check_content(content)
    except ValidationError:
        return
    assert all(0 <= value <= nutrients.LARGEST for value in checked.values())
    assert checked.keys() == content.keys()


# Regulation (EU) No 1169/2011, Annex XIV: fat 9, alcohol 7, protein 4, carbohydrate 4, fibre 2.
MACROS = {"fat_g": 10, "alcohol_g": 1, "protein_g": 5, "carbohydrate_g": 20, "fibre_g": 3}


def test_energy_follows_the_factors_of_the_regulation() -> None:
    assert energy_from_macros(MACROS, fibre_in_carbohydrate=False) == 90 + 7 + 20 + 80 + 6


def test_fibre_within_carbohydrate_is_not_counted_twice() -> None:
    assert energy_from_macros(MACROS, fibre_in_carbohydrate=True) == 90 + 7 + 20 + 68 + 6


def test_fibre_above_carbohydrate_takes_no_energy_away() -> None:
    bran = MACROS | {"carbohydrate_g": 2}

    assert energy_from_macros(bran, fibre_in_carbohydrate=True) == 90 + 7 + 20 + 0 + 6


@pytest.mark.parametrize("unknown", MACROS)
def test_energy_is_unknown_when_a_macro_is(unknown: str) -> None:
    content = {key: value for key, value in MACROS.items() if key != unknown}

    assert energy_from_macros(content, fibre_in_carbohydrate=False) is None
