import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foods import compounds
from foods.compounds import ATOMIC_MASSES, COMPOUNDS, atoms

# Molar masses and fractions worked out apart from this code, with their sources.
TRANSCRIPTION = Path(__file__).parents[1] / "data" / "compounds.csv"


def transcribed() -> list[dict[str, str]]:
    with TRANSCRIPTION.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", transcribed(), ids=lambda row: row["slug"])
def test_a_fraction_equals_the_independent_calculation(row: dict[str, str]) -> None:
    compound = COMPOUNDS[row["slug"]]

    assert compound.formula == row["formula"]
    assert compound.molar_mass == pytest.approx(float(row["molar_mass_g_mol"]), abs=0.03)
    assert 100 * compound.fraction == pytest.approx(float(row["mg_fraction_pct"]), abs=0.006)
    assert atoms(compound.formula)["Mg"] == int(row["mg_atoms"])
    assert str(compound.label)


def test_the_registry_holds_the_transcribed_compounds_and_no_others() -> None:
    assert list(COMPOUNDS) == [row["slug"] for row in transcribed()]
    assert all(compound.source for compound in COMPOUNDS.values())


def test_every_family_has_one_usual_form() -> None:
    families = {compound.family for compound in COMPOUNDS.values()}

    for family in families:
        assert [form.is_usual for form in compounds.family(family)].count(True) == 1
        assert compounds.usual(family).is_usual


@pytest.mark.parametrize(
    ("slug", "compound_mg", "elemental_mg"),
    [
        # Checks of the knowledge page, 4.1: 724 mg hydroxide, 500 mg oxide.
        ("hydroxide", 724, 301.7),
        ("oxide", 500, 301.5),
        ("bisglycinate", 1000, 141.0),
        ("citrate", 800, 129.3),
        ("hydrogen-citrate", 800, 90.7),
        ("citrate-nonahydrate", 800, 95.1),
    ],
)
def test_a_compound_weight_becomes_elemental_magnesium(
    slug: str, compound_mg: float, elemental_mg: float
) -> None:
    assert COMPOUNDS[slug].elemental_mg(compound_mg) == pytest.approx(elemental_mg, abs=0.06)


def test_the_128_mg_of_a_citrate_label_is_the_water_free_form_cut_to_16_percent() -> None:
    citrate = COMPOUNDS["citrate"]

    assert 128 / 800 == 0.16
    assert citrate.fraction == pytest.approx(0.1616, abs=0.00005)
    others = [form for form in compounds.family("citrate") if form is not citrate]
    assert all(form.elemental_mg(800) < 100 for form in others)


@pytest.mark.parametrize(
    ("formula", "counts"),
    [
        ("MgO", {"Mg": 1, "O": 1}),
        ("(MgCO3)4·Mg(OH)2·4H2O", {"Mg": 5, "C": 4, "O": 18, "H": 10}),
        ("Mg(C2(H2)2NO2)2", {"Mg": 1, "C": 4, "H": 8, "N": 2, "O": 4}),
        ("MgCl2·6H2O", {"Mg": 1, "Cl": 2, "H": 12, "O": 6}),
    ],
)
def test_brackets_and_hydrates_are_counted(formula: str, counts: dict[str, int]) -> None:
    assert atoms(formula) == counts


@pytest.mark.parametrize("formula", ["", "Xx2", "Mg(OH", "MgOH)2", "Mg-O", "mgO", "MgO·"])
def test_a_formula_that_cannot_be_read_in_full_is_refused(formula: str) -> None:
    with pytest.raises(ValueError, match="formula"):
        atoms(formula)


@given(st.dictionaries(st.sampled_from(sorted(ATOMIC_MASSES)), st.integers(1, 40), min_size=1))
def test_a_formula_says_what_it_was_written_from(counts: dict[str, int]) -> None:
    assert atoms("".join(f"{atom}{count}" for atom, count in counts.items())) == counts


@given(st.sampled_from(sorted(COMPOUNDS)), st.floats(0, 1e6))
def test_a_compound_never_holds_more_magnesium_than_it_weighs(slug: str, mg: float) -> None:
    assert 0 <= COMPOUNDS[slug].elemental_mg(mg) <= mg


def test_the_largest_fraction_is_that_of_the_richest_form() -> None:
    assert compounds.largest_fraction(["citrate"]) == COMPOUNDS["citrate"].fraction
    assert compounds.largest_fraction(["citrate", "oxide"]) == COMPOUNDS["oxide"].fraction
    assert compounds.largest_fraction([]) == 0.0
