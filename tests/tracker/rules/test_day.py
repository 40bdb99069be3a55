"""Expected numbers without a remark come from the worked examples of the analysis plan, 3.2."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules import day
from tracker.rules.day import Confirmation, DayTotal, Line, Prompt, Status, Sum


def food(
    name: str = "oats", *, mg: float | None = 100.0, kcal: float | None = 500.0, **more: Any
) -> Line:
    values: dict[str, Any] = {
        "known_share": 0.0 if mg is None else 1.0,
        "limit_mg": 0.0,
        "energy_kcal": kcal,
        "kind": "food",
    }
    return Line(name=name, magnesium_mg=mg, **(values | more))


def water(mg: float | None = 12.0, **more: Any) -> Line:
    return food("spring water", mg=mg, kcal=0.0, kind="water", **more)


def tablet(mg: float | None = 100.0, **more: Any) -> Line:
    return food("tablet", mg=mg, kcal=None, **({"kind": "supplement", "limit_mg": mg} | more))


STEW = food("stew", mg=None, kcal=300, low_mg=6, fill_mg=18, high_mg=40)
WORKED_DAY = [
    food("bread", mg=90, kcal=600),
    food("beans", mg=120, kcal=900),
    STEW,
    water(12),
    tablet(100),
]


def test_the_worked_day_adds_up_to_an_interval() -> None:
    total = day.total(WORKED_DAY, confirmed=Confirmation.COMPLETE)

    assert (total.known_mg, total.low_mg, total.filled_mg, total.high_mg) == (322, 328, 340, 362)
    assert total.is_interval
    assert total.coverage == pytest.approx(0.8333, abs=0.00005)
    assert total.coverage_basis == "energy"
    assert total.status is Status.COMPLETE
    assert total.usable
    assert total.unknown_names == ("stew",)
    assert total.unknown == 1


def test_the_same_day_unconfirmed_is_partial() -> None:
    total = day.total(WORKED_DAY, confirmed=Confirmation.OPEN)

    assert total.status is Status.PARTIAL
    assert not total.usable


def test_a_confirmed_day_with_much_unknown_has_low_coverage() -> None:
    lines = [
        food("bread", mg=60, kcal=400),
        food("stew", mg=None, kcal=700, low_mg=20, fill_mg=70, high_mg=110),
    ]
    total = day.total(lines, confirmed=Confirmation.COMPLETE)

    assert (total.known_mg, total.filled_mg) == (60, 130)
    assert total.coverage == pytest.approx(0.3636, abs=0.00005)
    assert total.status is Status.LOW_COVERAGE
    assert not total.usable


def test_every_source_has_its_own_sum_and_medicine_counts_as_supplement() -> None:
    antacid = food("antacid", mg=50, kcal=None, kind="medicine", limit_mg=50.0)
    total = day.total([*WORKED_DAY, antacid])

    assert total.food == Sum(known_mg=210, low_mg=216, filled_mg=228, high_mg=250, unknown=1)
    assert total.water.known_mg == 12
    assert total.supplement.known_mg == 150
    assert total.supplement_limit_mg == 150


def test_unknown_magnesium_is_not_zero() -> None:
    total = day.total([food(mg=None)])

    assert total.known_mg == 0
    assert total.filled_mg is None
    assert total.high_mg is None
    assert total.is_interval
    assert total.unknown == 1


def test_a_known_zero_is_known() -> None:
    total = day.total([food("olive oil", mg=0)], confirmed=Confirmation.COMPLETE)

    assert (total.known_mg, total.high_mg, total.unknown) == (0, 0, 0)
    assert not total.is_interval
    assert total.coverage == 1


def test_a_partly_known_recipe_counts_for_its_known_share() -> None:
    soup = food("soup", mg=30, kcal=400, known_share=0.5, low_mg=31, fill_mg=40, high_mg=70)
    total = day.total([food(mg=100, kcal=400), soup])

    assert total.coverage == 0.75
    assert (total.known_mg, total.low_mg, total.filled_mg, total.high_mg) == (130, 131, 140, 170)
    assert total.unknown_names == ("soup",)


@pytest.mark.parametrize(
    ("lines", "coverage", "basis"),
    [
        ([food(kcal=300), food(mg=None, kcal=100)], 0.75, "energy"),
        # One food without energy moves the whole day to weight without water: 60 of 100 g.
        (
            [
                food(kcal=300, grams=200, water_g=140),
                food(mg=None, kcal=None, grams=50, water_g=10),
            ],
            0.6,
            "weight",
        ),
        # Without the water of one of them only the count is left.
        ([food(kcal=None, grams=200, water_g=140), food(mg=None, grams=50)], 0.5, "items"),
        ([food(kcal=None), food(kcal=None), food(mg=None, kcal=None)], 2 / 3, "items"),
        # Black coffee and tea: no energy at all says nothing about shares.
        (
            [food(kcal=0, grams=150, water_g=149), food(mg=None, kcal=0, grams=3, water_g=0)],
            0.25,
            "weight",
        ),
        ([water(), tablet()], None, None),
        ([], None, None),
    ],
)
def test_coverage_falls_back_for_the_whole_day(
    lines: list[Line], coverage: float | None, basis: str | None
) -> None:
    total = day.total(lines)

    assert total.coverage == (None if coverage is None else pytest.approx(coverage))
    assert total.coverage_basis == basis


def test_water_and_supplements_are_outside_coverage() -> None:
    unknown_water = water(None, low_mg=0.5, fill_mg=2, high_mg=4)
    total = day.total([food(), unknown_water], confirmed=Confirmation.COMPLETE)

    assert total.coverage == 1
    assert total.status is Status.COMPLETE
    assert (total.known_mg, total.filled_mg, total.high_mg) == (100, 102, 104)


@pytest.mark.parametrize("kind", ["supplement", "medicine"])
@pytest.mark.parametrize("confirmed", [Confirmation.COMPLETE, Confirmation.NO_FOOD])
def test_an_unknown_dose_makes_a_confirmed_day_unusable(kind: str, confirmed: Confirmation) -> None:
    lines = [tablet(None, kind=kind)]
    if confirmed is Confirmation.COMPLETE:
        lines.append(food())
    total = day.total(lines, confirmed=confirmed)

    assert total.status is Status.LOW_COVERAGE
    assert total.supplement_limit_unknown


@pytest.mark.parametrize(
    ("lines", "confirmed", "status"),
    [
        ([], Confirmation.OPEN, Status.EMPTY),
        # A tick on an empty page is not "I ate nothing".
        ([], Confirmation.COMPLETE, Status.EMPTY),
        ([water()], Confirmation.COMPLETE, Status.PARTIAL),
        ([], Confirmation.NO_FOOD, Status.CONFIRMED_NO_FOOD),
        ([water(), tablet()], Confirmation.NO_FOOD, Status.CONFIRMED_NO_FOOD),
        # Food was logged after all: it is judged as food.
        ([food()], Confirmation.NO_FOOD, Status.COMPLETE),
        ([food(kcal=80), food(mg=None, kcal=20)], Confirmation.COMPLETE, Status.COMPLETE),
        ([food(kcal=79), food(mg=None, kcal=21)], Confirmation.COMPLETE, Status.LOW_COVERAGE),
        (
            [food(kcal=k, known_share=0.8) for k in (7, 11, 13.7)],
            Confirmation.COMPLETE,
            Status.COMPLETE,
        ),
    ],
)
def test_the_status_follows_from_lines_and_confirmation(
    lines: list[Line], confirmed: Confirmation, status: Status
) -> None:
    assert day.total(lines, confirmed=confirmed).status is status


def test_added_magnesium_in_food_counts_to_the_limit_and_other_food_does_not() -> None:
    fortified = food("drink with added magnesium", mg=80, limit_mg=56)
    total = day.total([food(mg=300), fortified, tablet(200)])

    assert total.supplement_limit_mg == 256
    assert not total.supplement_limit_unknown


def test_names_of_unknown_foods_are_said_once_in_the_order_of_the_day() -> None:
    lines = [food("pie", mg=None), food("cake", mg=None), food("pie", mg=None)]

    assert day.total(lines).unknown_names == ("pie", "cake")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"kind": "drink"}, "is one of"),
        ({"mg": -1.0}, "not negative"),
        ({"mg": float("nan")}, "finite"),
        ({"kcal": float("inf")}, "finite"),
        ({"known_share": 1.1}, "between 0 and 1"),
        ({"mg": 10, "high_mg": 9}, "must not fall"),
        ({"mg": None, "low_mg": 5, "fill_mg": 4}, "must not fall"),
    ],
)
def test_a_line_no_ledger_may_hold_is_refused(values: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        food(**values)


# --- prompts ---


def asked(lines: list[Line], *, sex: str | None = None, confirmed: str = "") -> set[Prompt]:
    total = day.total(lines, confirmed=Confirmation(confirmed))
    return set(day.prompts(lines, total, sex=sex))


THREE_MEALS = ("breakfast", "lunch", "dinner")


def meals(kcal: float | None, *, moments: tuple[str | None, ...] = THREE_MEALS) -> list[Line]:
    return [water(), *(food(kcal=kcal, moment=moment) for moment in moments)]


@pytest.mark.parametrize(
    ("kcal", "sex", "prompts"),
    [
        (150, "F", {Prompt.ENERGY_LOW}),
        (200, "F", set()),
        (200, "M", {Prompt.ENERGY_LOW}),
        (1200, "F", {Prompt.ENERGY_HIGH}),
        (1200, "M", set()),
        (1400, "M", {Prompt.ENERGY_HIGH}),
        # Without a sex only what is implausible for everybody is asked about.
        (200, None, set()),
        (1200, None, set()),
        (1400, None, {Prompt.ENERGY_HIGH}),
        (None, "F", set()),
    ],
)
def test_energy_out_of_range_is_asked_about(
    kcal: float | None, sex: str | None, prompts: set[Prompt]
) -> None:
    assert asked(meals(kcal), sex=sex) == prompts


def test_energy_that_is_not_known_is_not_called_low() -> None:
    assert Prompt.ENERGY_LOW not in asked([*meals(100), food(kcal=None)], sex="F")


@pytest.mark.parametrize(
    ("moments", "few"),
    [
        (THREE_MEALS, False),
        (("lunch", "lunch", "dinner"), True),
        (("lunch", "dinner", None), False),
    ],
)
def test_fewer_than_three_eating_moments_are_asked_about(
    moments: tuple[str | None, ...], few: bool
) -> None:
    assert (Prompt.FEW_MOMENTS in asked(meals(500, moments=moments))) is few


def test_a_day_without_a_drink_is_asked_about() -> None:
    dry = meals(500)[1:]

    assert asked(dry) == {Prompt.NO_DRINK}
    assert asked([*dry, food("coffee", kcal=2, is_drink=True)]) == set()


def test_a_day_without_food_is_only_asked_about_drinks() -> None:
    assert asked([tablet()], confirmed="no_food") == {Prompt.NO_DRINK}
    assert asked([]) == set()


# --- what must hold for every day ---

amounts = st.floats(0, 5000, allow_subnormal=False)
maybe = st.none() | amounts


@st.composite
def lines(draw: st.DrawFn, *, unknown: bool | None = None) -> Line:
    is_unknown = draw(st.booleans()) if unknown is None else unknown
    kind = draw(st.sampled_from(list(day.SOURCE_OF_KIND)))
    common: dict[str, Any] = {"kind": kind, "name": draw(st.sampled_from("abcd"))}
    common |= {"energy_kcal": draw(maybe), "grams": draw(maybe), "water_g": draw(maybe)}
    common["limit_mg"] = draw(maybe)
    if not is_unknown:
        return Line(magnesium_mg=draw(amounts), known_share=1.0, **common)
    known, low, filled, high = sorted(draw(st.tuples(amounts, amounts, amounts, amounts)))
    is_partly_known = draw(st.booleans())
    return Line(
        magnesium_mg=known if is_partly_known else None,
        known_share=draw(st.floats(0, 0.99)) if is_partly_known else 0.0,
        low_mg=draw(st.none() | st.just(low)),
        fill_mg=draw(st.none() | st.just(filled)),
        high_mg=draw(st.none() | st.just(high)),
        **common,
    )


days = st.lists(lines(), max_size=8)


def width(total: DayTotal) -> float:
    return float("inf") if total.high_mg is None else total.high_mg - total.low_mg


@given(days)
def test_known_low_filled_and_high_never_fall(logged: list[Line]) -> None:
    total = day.total(logged)
    for part in (total, total.food, total.water, total.supplement):
        rising = [
            v for v in (part.known_mg, part.low_mg, part.filled_mg, part.high_mg) if v is not None
        ]
        assert rising == sorted(rising)


@given(days, lines(unknown=True))
def test_adding_an_unknown_never_narrows_the_interval(logged: list[Line], more: Line) -> None:
    before, after = day.total(logged), day.total([*logged, more])

    assert width(after) >= width(before) - 1e-9
    assert after.unknown == before.unknown + 1


@given(days, lines(unknown=False))
def test_adding_a_known_line_widens_nothing(logged: list[Line], more: Line) -> None:
    before, after = day.total(logged), day.total([*logged, more])

    assert width(after) == pytest.approx(width(before), abs=1e-6)
    assert after.unknown_names == before.unknown_names


@given(st.lists(lines(), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_removing_a_line_never_raises_the_low_end(logged: list[Line], pick: random.Random) -> None:
    fewer = list(logged)
    fewer.pop(pick.randrange(len(fewer)))
    before, after = day.total(logged), day.total(fewer)

    assert after.low_mg <= before.low_mg
    assert after.known_mg <= before.known_mg


@given(days, st.randoms(use_true_random=False))
def test_the_order_of_the_lines_does_not_matter(logged: list[Line], pick: random.Random) -> None:
    shuffled = list(logged)
    pick.shuffle(shuffled)
    one, other = day.total(logged), day.total(shuffled)

    assert (one.food, one.water, one.supplement) == (other.food, other.water, other.supplement)
    assert (one.known_mg, one.high_mg, one.coverage) == (
        other.known_mg,
        other.high_mg,
        other.coverage,
    )
    assert set(one.unknown_names) == set(other.unknown_names)


@given(days)
def test_only_food_counts_in_the_coverage(logged: list[Line]) -> None:
    total = day.total(logged)
    foods = day.total([line for line in logged if line.kind == "food"])

    assert total.coverage == foods.coverage
    assert total.coverage is None or 0 <= total.coverage <= 1
