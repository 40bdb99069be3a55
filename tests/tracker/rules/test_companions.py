from foods.nutrients import NUTRIENTS
from tracker.rules import companions


def test_a_mean_is_per_logged_day_and_counts_what_is_unknown() -> None:
    portions = [({"calcium_mg": 120.0}, 2.0), ({"calcium_mg": 100.0}, 1.0), ({}, 1.0)]
    found = companions.mean(portions, "calcium_mg", days=2)

    assert (found.per_day, found.unknown, found.entries) == (170.0, 1, 3)


def test_nothing_known_is_not_zero() -> None:
    assert companions.mean([({}, 1.0)], "calcium_mg", days=1).per_day is None
    assert companions.mean([({"calcium_mg": 5.0}, None)], "calcium_mg", days=1).per_day is None


def test_a_measured_zero_is_zero() -> None:
    assert companions.mean([({"zinc_mg": 0.0}, 1.0)], "zinc_mg", days=1).per_day == 0


def test_every_companion_is_a_nutrient_we_know() -> None:
    assert {companion.key for companion in companions.COMPANIONS} <= NUTRIENTS.keys()
