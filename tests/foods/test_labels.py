import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foods import labels
from foods.label_tokens import Sort, number, tidy
from foods.labels import Ask, Doubt, Per, Reading

# Real wordings name the label or page they come from; the others are marked constructed.
WORDINGS = Path(__file__).parents[1] / "data" / "label_wordings.csv"


def wordings() -> list[dict[str, str]]:
    with WORDINGS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def families(reading: Reading) -> str:
    return " ".join(n.family + (f"={n.slug}" if n.slug else "") for n in reading.compounds)


@pytest.mark.parametrize("hint", [True, False], ids=["language known", "language unknown"])
@pytest.mark.parametrize("row", wordings(), ids=lambda row: f"{row['lang']}: {row['text'][:50]}")
def test_a_label_wording_is_read(row: dict[str, str], *, hint: bool) -> None:
    reading = labels.read(row["text"], lang=row["lang"] if hint else None)

    assert families(reading) == row["compounds"]
    for name in ("compound_mg", "elemental_mg", "units"):
        expected = float(row[name]) if row[name] else None
        assert getattr(reading, name) == (expected and pytest.approx(expected, rel=0.001)), name
    assert reading.per == row["per"]
    assert (reading.unit or "") == row["unit"]
    assert reading.ask == frozenset(Ask(code) for code in row["ask"].split())
    assert reading.doubts == frozenset(Doubt(code) for code in row["doubts"].split())


def test_there_are_twenty_wordings_in_each_language_with_a_source_or_a_mark() -> None:
    rows = wordings()

    for lang in ("nl", "en", "de"):
        assert sum(row["lang"] == lang for row in rows) >= 20
    assert all(row["source"] for row in rows)
    assert len({row["text"] for row in rows}) == len(rows)


def test_a_compound_weight_alone_gives_both_readings_and_a_question() -> None:
    reading = labels.read("magnesiumcitraat 800 mg per tablet", lang="nl")

    assert reading.elemental_mg is None
    assert Ask.COMPOUND_OR_ELEMENTAL in reading.ask
    as_compound, as_elemental = reading.options
    assert as_compound.meaning is Sort.COMPOUND
    # 16.16 % without water, 11.34 % as hydrogen citrate (tests/data/compounds.csv).
    assert as_compound.usual_mg == pytest.approx(129.3, abs=0.1)
    assert as_compound.high_mg == pytest.approx(129.3, abs=0.1)
    assert as_compound.low_mg == pytest.approx(90.7, abs=0.1)
    assert as_elemental.usual_mg == 800


def test_a_named_form_has_one_reading_as_a_compound() -> None:
    option = labels.read("Trimagnesiumdicitrat 800 mg", lang="de").options[0]

    assert option.low_mg == option.high_mg == pytest.approx(129.3, abs=0.1)


def test_a_mixture_of_compounds_adds_up() -> None:
    reading = labels.read("magnesiumoxide 200 mg, magnesiumcitraat 300 mg per tablet", lang="nl")

    assert reading.compound is None
    assert reading.compound_mg == 500
    # 60.30 % of 200 and 16.16 % of 300.
    assert reading.options[0].usual_mg == pytest.approx(120.6 + 48.5, abs=0.1)


@pytest.mark.parametrize(
    ("compound_mg", "elemental_mg", "questioned"),
    [
        (1000, 141, False),
        (1000, 160, False),
        (1000, 162, True),
        (1000, 200, True),
        (100, 200, True),
    ],
)
def test_a_claim_above_the_molecule_and_two_points_is_questioned(
    compound_mg: int, elemental_mg: int, *, questioned: bool
) -> None:
    reading = labels.read(f"magnesium bisglycinate {compound_mg} mg of which {elemental_mg} mg")

    assert (Doubt.HOLDS_TOO_MUCH in reading.doubts) is questioned


def test_the_elemental_amount_of_one_unit_is_the_share_of_the_units_named() -> None:
    reading = labels.read("per 3 capsules: magnesium (as citrate) 400 mg", lang="en")

    assert reading.per is Per.UNIT
    assert reading.elemental_mg_per_unit == pytest.approx(133.3, abs=0.1)
    assert labels.read("magnesium 400 mg per day", lang="en").elemental_mg_per_unit is None


def test_units_per_day_are_known_only_where_the_label_says_so() -> None:
    assert labels.read("per dagdosering (2 tabletten) magnesium 200 mg").units_per_day == 2
    assert labels.read("per tablet magnesium 200 mg").units_per_day is None
    assert Ask.UNITS_PER_DAY in labels.read("magnesium 200 mg per dag", lang="nl").ask


@pytest.mark.parametrize(
    ("text", "mg"),
    [
        ("magnesium 1.000 mg", 1000),
        ("magnesium 1,000 mg", 1000),
        ("magnesium 1,5 g", 1500),
        ("magnesium 0,125 g", 125),
        ("magnesium 97,2 mg", 97.2),
        ("magnesium 97.2 mg", 97.2),
        ("magnesium 250000 µg", 250),
        ("magnesium 10 mmol", 243.05),
        ("magnesium 20 mEq", 243.05),
        ("100 mg Mg", 100),
        ("Mg: 100 mg", 100),
    ],
)
def test_amounts_are_read_in_every_notation(text: str, mg: float) -> None:
    assert labels.read(text).elemental_mg == pytest.approx(mg)


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("magnesium 125 mg 33%", True),
        ("magnesium 125 mg 33% RI", True),
        ("magnesium 125 mg 33% DV", False),
        ("magnesium 125 mg 30% DV", True),
        ("magnesium 125 mg 31% DV", True),  # of 400 mg, before 2020
        ("magnesium 300 mg 33% RI", False),
        ("magnesium 100 mg 27%, magnesiumstearaat", True),
        ("magnesium 100 mg 40%, magnesiumstearaat", False),
    ],
)
def test_a_percentage_is_a_cross_check(text: str, *, agrees: bool) -> None:
    assert (Doubt.PERCENT_DIFFERS not in labels.read(text).doubts) is agrees


@pytest.mark.parametrize("text", ["", "een fijn product", "magnesium", "100 %", "vitamine C 80 mg"])
def test_a_line_without_magnesium_says_nothing_and_asks_nothing(text: str) -> None:
    reading = labels.read(text)

    assert reading.elemental_mg is None
    assert reading.compound_mg is None
    assert reading.ask == frozenset()


def test_an_amount_inside_a_bracket_can_be_the_compound() -> None:
    reading = labels.read("Magnesium (magnesiumcitraat 800 mg) 128 mg per tablet", lang="nl")

    assert (reading.compound_mg, reading.elemental_mg) == (800, 128)


def test_a_heading_is_not_taken_for_the_amount_below_it() -> None:
    reading = labels.read("Magnesium. 1 tablet bevat 403 mg magnesiumoxide", lang="nl")

    assert (reading.compound_mg, reading.elemental_mg) == (403, None)


def test_magnesium_stearate_is_no_source() -> None:
    reading = labels.read("magnesium 100 mg, magnesiumstearaat 5 mg")

    assert reading.compounds == ()
    assert reading.elemental_mg == 100
    assert labels.read("magnesiumstearaat 5 mg").compound_mg is None


def test_other_minerals_are_not_taken_for_magnesium() -> None:
    reading = labels.read("Calcium 400 mg, zink 5 mg, kaliumcitraat 200 mg, magnesium 150 mg")

    assert reading.elemental_mg == 150
    assert reading.compounds == ()


def test_what_cannot_be_read_is_refused_with_what_to_do() -> None:
    with pytest.raises(ValueError, match="one of"):
        labels.read("magnesium", lang="fr")
    with pytest.raises(ValueError, match="magnesium only"):
        labels.read("x" * 2001)


def test_a_number_of_thousands_is_told_from_a_decimal() -> None:
    assert number("1.250", unit="mg") == 1250
    assert number("1.250", unit="g") == 1.25
    assert number("0,500", unit="mg") == 0.5


def test_tidying_keeps_a_unit_a_unit() -> None:
    assert tidy("835 Mg  Mg²⁺ Mg") == "835 mg magnesium magnesium"


@given(st.text(max_size=300))
def test_any_text_can_be_pasted(text: str) -> None:
    reading = labels.read(text)

    assert reading.elemental_mg is None or reading.elemental_mg >= 0


WORDS = ["magnesium", "citraat", "800 mg", "(", ")", "waarvan", "16 %", "mmol 3", "per", "2 caps"]


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_a_reading_never_guesses_silently(text: str) -> None:
    reading = labels.read(text)

    if reading.compound_mg is not None and reading.elemental_mg is None:
        assert Ask.COMPOUND_OR_ELEMENTAL in reading.ask
        assert len(reading.options) == 2
