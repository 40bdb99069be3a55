import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules import day, targets
from tracker.rules.reference_values import ROWS, SUPPLEMENTS, TOTAL, Kind
from tracker.rules.targets import Person, Place, Reason, Target

ON = dt.date(2026, 6, 1)
TRANSCRIPTION = Path(__file__).parents[2] / "data" / "reference_values.csv"

AUTHORITY = {
    "IOM": "iom",
    "EFSA": "efsa",
    "SCF/EFSA": "scf",
    "Gezondheidsraad/Voedingscentrum": "gr",
    "Voedingscentrum": "voedingscentrum",
    "UK COMA": "uk",
    "UK EVM": "evm",
    "D-A-CH": "dach",
    "NNR": "nnr",
    "VKM (Norway)": "vkm",
    "FDA": "fda",
    "EU 1169/2011": "eu",
}
KIND = {
    "AI/ADH": Kind.AI,
    "AI (Schaetzwert)": Kind.AI,
    "provisional AR (0.8 x AI)": Kind.PROVISIONAL_AR,
}
APPLIES_TO = {
    "supplement+medicine only": "supplements and medicines",
    "readily dissociable salts in supplements, water, added to food": (
        "readily dissociable salts in supplements, water or added to food"
    ),
}


def test_every_row_equals_the_independent_transcription() -> None:
    with TRANSCRIPTION.open(encoding="utf-8", newline="") as file:
        transcribed = {
            (
                AUTHORITY[row["authority"]],
                row["year"],
                KIND.get(row["kind"]) or Kind(row["kind"]),
                row["sex"],
                int(row["age_from_months"]),
                int(row["age_to_months"]),
                row["life_stage"].removeprefix("incl. pregnancy, lactation"),
                float(row["mg_per_day"]),
                APPLIES_TO.get(row["applies_to"], row["applies_to"]),
                row["verified"] == "S",
            )
            for row in csv.DictReader(file)
        }
    ours = [
        (
            row.authority,
            row.year,
            row.kind,
            row.sex,
            row.from_months,
            row.to_months,
            row.life_stage,
            float(row.mg_per_day),
            row.applies_to,
            row.verified,
        )
        for row in ROWS
    ]
    assert len(ours) == 107
    assert set(ours) == transcribed


def test_every_row_names_its_source() -> None:
    assert all(row.source for row in ROWS)


def test_no_two_rows_of_one_kind_hold_at_the_same_age() -> None:
    for months in range(0, 1800, 12):
        for sex in "MF":
            here = [
                (r.authority, r.kind, r.life_stage)
                for r in ROWS
                if sex in r.sex and r.holds_at(months)
            ]
            assert len(here) == len(set(here))


def test_an_upper_level_is_never_about_food() -> None:
    assert all(row.applies_to != TOTAL for row in ROWS if row.kind is Kind.UL)
    assert any(row.applies_to == SUPPLEMENTS for row in ROWS)


# Numbers: tables 1.1 to 1.7 of the analysis plan.
@pytest.mark.parametrize(
    ("authority", "sex", "age", "stage", "amounts"),
    [
        ("gr", "M", 40, "", (350, 350)),
        ("gr", "F", 40, "", (300, 300)),
        ("gr", None, 40, "", (300, 350)),
        ("gr", "F", 30, "pregnancy", (300, 300)),
        ("gr", "F", 16, "", (280, 280)),
        ("gr", None, 11, "", (280, 280)),
        ("gr", "M", 1, "", (85, 85)),
        ("efsa", "M", 18, "", (350, 350)),
        ("efsa", "F", 17, "", (250, 250)),
        ("iom", "F", 30, "", (310, 310)),
        ("iom", "F", 31, "", (320, 320)),
        ("iom", "M", 75, "", (420, 420)),
        ("iom", "F", 35, "pregnancy", (360, 360)),
        ("iom", "F", 35, "lactation", (320, 320)),
        ("iom", None, 0, "", (30, 30)),
        ("nnr", "M", 50, "", (350, 350)),
        ("dach", "F", 18, "", (260, 260)),
        ("dach", "F", 19, "", (300, 300)),
        ("uk", "F", 30, "", (270, 270)),
        ("uk", "F", 30, "lactation", (320, 320)),
    ],
)
def test_the_guideline_follows_authority_sex_age_and_life_stage(
    authority: str, sex: str | None, age: int, stage: str, amounts: tuple[float, float]
) -> None:
    person = Person(sex=sex, birth_year=ON.year - age)
    target = targets.for_day(person, authority=authority, life_stage=stage, on=ON)

    assert (target.low_mg, target.high_mg) == amounts


@pytest.mark.parametrize(
    ("person", "low", "high", "reasons"),
    [
        (Person(), 300, 350, (Reason.NO_SEX, Reason.NO_BIRTH_YEAR)),
        (Person(birth_year=1980), 300, 350, (Reason.NO_SEX,)),
        # All adults of one sex have the same number here: nothing is missing.
        (Person(sex="M"), 350, 350, ()),
    ],
)
def test_without_sex_or_birth_year_the_target_is_a_range(
    person: Person, low: float, high: float, reasons: tuple[Reason, ...]
) -> None:
    target = targets.for_day(person, authority="gr", on=ON)

    assert (target.low_mg, target.high_mg, target.reasons) == (low, high, reasons)
    assert target.is_range is (low != high)


def test_a_range_without_a_birth_year_leaves_children_out() -> None:
    target = targets.for_day(Person(sex="F"), authority="iom", on=ON)

    assert (target.low_mg, target.high_mg) == (310, 320)
    assert target.reasons == (Reason.NO_BIRTH_YEAR,)


def test_the_us_target_is_the_rda_and_the_others_an_adequate_intake_or_rni() -> None:
    kinds = {
        key: targets.for_day(Person("F", 1980), authority=key, on=ON).kind
        for key in targets.AUTHORITIES
    }
    assert kinds == {
        "gr": Kind.AI,
        "efsa": Kind.AI,
        "iom": Kind.RDA,
        "nnr": Kind.AI,
        "dach": Kind.AI,
        "uk": Kind.RNI,
    }


def test_a_target_names_its_authority_year_and_source() -> None:
    target = targets.for_day(Person("M", 1980), authority="efsa", on=ON)

    assert str(target.label) == "European Food Safety Authority (EFSA)"
    assert target.year == "2015"
    assert "13(7):4186" in target.source
    assert target.verified
    assert target.is_adequate_intake


def test_a_number_from_memory_is_marked() -> None:
    person = Person("F", 1990)

    assert not targets.for_day(person, authority="uk", life_stage="lactation", on=ON).verified
    assert targets.for_day(person, authority="uk", on=ON).verified


@pytest.mark.parametrize("age", [0, -1, 200])
def test_an_age_without_a_row_has_no_target_and_says_so(age: int) -> None:
    target = targets.for_day(Person("F", ON.year - age), authority="gr", on=ON)

    assert (target.low_mg, target.high_mg) == (None, None)
    assert target.reasons == (Reason.NO_ROW_FOR_AGE,)
    assert not target.is_range


@pytest.mark.parametrize(
    ("authority", "age", "amount"), [("gr", 16, 280), ("nnr", 30, 300), ("iom", 52, 320)]
)
def test_a_life_stage_without_a_row_takes_the_row_without_it_and_says_so(
    authority: str, age: int, amount: float
) -> None:
    person = Person("F", ON.year - age)
    target = targets.for_day(person, authority=authority, life_stage="pregnancy", on=ON)

    assert target.low_mg == target.high_mg == amount
    assert target.reasons == (Reason.NO_ROW_FOR_LIFE_STAGE,)


@pytest.mark.parametrize("sex", [None, "M", "F"])
def test_pregnancy_has_its_own_rows_whatever_sex_was_filled_in(sex: str | None) -> None:
    target = targets.for_day(Person(sex, 1996), authority="iom", life_stage="pregnancy", on=ON)
    assert target.low_mg == target.high_mg == 350


def test_the_target_changes_in_the_year_of_the_birthday() -> None:
    person = Person("M", 1995)
    day_before, new_year = dt.date(2025, 12, 31), dt.date(2026, 1, 1)

    assert targets.for_day(person, authority="iom", on=day_before).low_mg == 400
    assert targets.for_day(person, authority="iom", on=new_year).low_mg == 420


def test_an_unknown_authority_or_life_stage_is_refused() -> None:
    with pytest.raises(KeyError):
        targets.for_day(Person(), authority="who", on=ON)
    with pytest.raises(ValueError, match="life stage"):
        targets.for_day(Person(), authority="gr", life_stage="menopause", on=ON)


@pytest.mark.parametrize(
    ("lang", "authority"),
    [("nl", "gr"), ("nl-be", "gr"), ("en", "efsa"), ("en-gb", "efsa"), ("", "efsa")],
)
def test_the_default_authority_follows_the_language(lang: str, authority: str) -> None:
    assert targets.default_authority(lang) == authority


def test_a_personal_target_says_with_whom_and_until_when() -> None:
    target = targets.personal(400, agreed_with="Dina, dietitian", until=dt.date(2026, 9, 1))

    assert (target.low_mg, target.high_mg, target.kind) == (400, 400, Kind.PERSONAL)
    assert not target.is_adequate_intake


@given(
    st.sampled_from([None, "M", "F"]),
    st.none() | st.integers(1900, 2030),
    st.sampled_from(sorted(targets.AUTHORITIES)),
    st.sampled_from(targets.LIFE_STAGES),
    st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31)),
)
def test_knowing_less_about_a_person_never_narrows_the_target(
    sex: str | None, born: int | None, authority: str, stage: str, on: dt.date
) -> None:
    known = targets.for_day(Person(sex, born), authority=authority, life_stage=stage, on=on)
    sexless = targets.for_day(Person(None, born), authority=authority, life_stage=stage, on=on)

    if known.low_mg is not None and known.high_mg is not None:
        assert sexless.low_mg is not None
        assert sexless.high_mg is not None
        assert sexless.low_mg <= known.low_mg <= known.high_mg <= sexless.high_mg


# --- where a day stands ---

MEN = targets.for_day(Person("M", 1980), authority="gr", on=ON)
RANGE = targets.for_day(Person(), authority="gr", on=ON)
NONE = targets.for_day(Person("F", ON.year), authority="gr", on=ON)


def logged(
    mg: float, *, high: float | None = -1, confirmed: bool = True, kcal: float = 0.0
) -> day.DayTotal:
    """A day of known food and, with `high`, an unknown food of `kcal` that could add up to it."""
    known = day.Line(
        kind="food", name="a", magnesium_mg=mg, known_share=1, energy_kcal=1000, limit_mg=0
    )
    more: dict[str, Any] = {"fill_mg": None, "high_mg": None}
    if high is not None:
        more = {"fill_mg": high - mg, "high_mg": high - mg}
    unknown = (
        []
        if high == -1
        else [
            day.Line(
                kind="food",
                name="b",
                magnesium_mg=None,
                low_mg=0,
                known_share=0,
                energy_kcal=kcal,
                limit_mg=0,
                **more,
            )
        ]
    )
    state = day.Confirmation.COMPLETE if confirmed else day.Confirmation.OPEN
    return day.total([known, *unknown], confirmed=state)


@pytest.mark.parametrize(
    ("total", "target", "place"),
    [
        (logged(350), MEN, Place.AROUND_OR_ABOVE),
        (logged(349.6), MEN, Place.AROUND_OR_ABOVE),
        (logged(349.4), MEN, Place.BELOW),
        # The known part alone is enough, whatever the unknown part holds.
        (logged(360, high=None), MEN, Place.AROUND_OR_ABOVE),
        (logged(360, confirmed=False), MEN, Place.AROUND_OR_ABOVE),
        (logged(200, high=340), MEN, Place.BELOW),
        (logged(200, high=360), MEN, Place.UNKNOWN),
        (logged(200, high=None), MEN, Place.UNKNOWN),
        # Too much of the food is unknown to call the day below anything.
        (logged(200, high=300, kcal=600), MEN, Place.UNKNOWN),
        (logged(200, confirmed=False), MEN, Place.SO_FAR),
        (logged(299), RANGE, Place.BELOW),
        (logged(300), RANGE, Place.RANGE_WITHIN),
        (logged(310, high=340), RANGE, Place.RANGE_WITHIN),
        (logged(290, high=310), RANGE, Place.UNKNOWN),
        (logged(310, high=360), RANGE, Place.UNKNOWN),
        (logged(350), RANGE, Place.AROUND_OR_ABOVE),
        (logged(350), NONE, Place.NO_TARGET),
        (day.total([]), MEN, Place.NOTHING_LOGGED),
        # A day of fasting is a day: its zero is known.
        (day.total([], confirmed=day.Confirmation.NO_FOOD), MEN, Place.BELOW),
    ],
)
def test_a_day_stands_where_its_whole_interval_stands(
    total: day.DayTotal, target: Target, place: Place
) -> None:
    assert targets.compare(total, target).place is place


def test_the_share_of_the_target_is_an_interval_too() -> None:
    standing = targets.compare(logged(150, high=210), RANGE)

    assert standing.share_low == pytest.approx(150 / 350)
    assert standing.share_high == pytest.approx(210 / 300)
    assert targets.compare(logged(150, high=None), RANGE).share_high is None
    assert targets.compare(logged(150), NONE).share_low is None
