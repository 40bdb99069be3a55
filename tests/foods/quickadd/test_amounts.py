import pytest
from hypothesis import given
from hypothesis import strategies as st

from foods.quickadd import amounts, measures, tokens


def read(line: str) -> amounts.Amount:
    amount = amounts.read(line, tokens.read(line), 0)
    assert amount is not None
    return amount


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("2", 2),
        ("een half", 0.5),
        ("een halve", 0.5),
        ("half a", 0.5),
        ("anderhalf", 1.5),
        ("anderhalve", 1.5),
        ("twee en een halve", 2.5),
        ("two and a half", 2.5),
        ("tweeënhalf", 2.5),
        ("drie", 3),
        ("driekwart", 0.75),
        ("a quarter of a", 0.25),
        ("a couple of", 2),
        ("een paar", 3),
        ("a few", 3),
        ("a dozen", 12),
        ("1/2", 0.5),
        ("1 1/2", 1.5),
        ("½", 0.5),
        ("2½", 2.5),
        ("1,5", 1.5),
        ("0.5", 0.5),
        ("2-3", 2.5),
        ("2 à 3", 2.5),
        ("3x", 3),
    ],
)
def test_a_number_is_read_as_people_write_it(line: str, count: float) -> None:
    assert read(line).count == pytest.approx(count)


@pytest.mark.parametrize(
    ("line", "grams"),
    [
        ("150 g", 150),
        ("150g", 150),
        ("150 gr", 150),
        ("25 gram", 25),
        ("1.000 ml", 1000),
        ("0,5 kg", 500),
        ("1,5 dl", 150),
        ("0.5 l", 500),
        ("33 cl", 330),
        ("een halve liter", 500),
        ("1 oz", 28.35),
        ("2 ons", 200),
        ("een pond", 500),
        ("pint", 568),
        ("2 x 150 ml", 300),
        ("2 blikjes van 330 ml", 660),
    ],
)
def test_a_weight_is_that_weight(line: str, grams: float) -> None:
    amount = read(line)

    assert amount.each is not None
    assert amount.count * amount.each == pytest.approx(grams)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("3 eetlepels", "tablespoon"),
        ("2 el", "tablespoon"),
        ("1 tl", "teaspoon"),
        ("handje", "handful"),
        ("a handful of", "handful"),
        ("2 glazen", "glass"),
        ("kopjes", "cup"),
        ("a small mug of", "mug"),
        ("kommetje", "small_bowl"),
        ("4 sneden", "slice"),
        ("scheplepel", "serving_spoon"),
        ("2 tabletten", "tablet"),
    ],
)
def test_a_household_measure_is_known_in_any_form(line: str, key: str) -> None:
    assert read(line).measure == key


@pytest.mark.parametrize("line", ["1/2", "1 /2", "1/ 2", "1 / 2"])
def test_white_space_around_the_stroke_of_a_fraction_is_nothing(line: str) -> None:
    assert tokens.value_of(line) == 0.5


@pytest.mark.parametrize("line", ["kaas", "1/0", "0", "1234567 g", "boterham"])
def test_what_is_no_amount_is_none(line: str) -> None:
    assert amounts.read(line, tokens.read(line), 0) is None


@given(written=st.text(alphabet="0123456789.,/ ½¼", min_size=1, max_size=12))
def test_a_written_number_is_positive_or_none(written: str) -> None:
    values = [token.value for token in tokens.read(written) if token.value is not None]

    assert all(0 < value < 10_000_000 for value in values)


@pytest.mark.parametrize(
    ("labels", "keys", "count"),
    [
        (("cup, chopped (US)", "kop (gehakt) (VS)"), {"cup"}, 1),
        (("0.5 cup (US)", "0.5 kop (240 ml) (VS)"), {"cup"}, 0.5),
        (("for 1 slice of bread", "voor 1 sneetje"), {"topping"}, 1),
        (("splash (1 cup of coffee)", "scheutje (1 kop koffie)"), {"splash"}, 1),
        (("bowl", "schaaltje"), {"bowl", "small_bowl"}, 1),
        (("egg", "ei"), set(), 1),
    ],
)
def test_the_label_of_a_portion_is_read_as_a_measure(
    labels: tuple[str, ...], keys: set[str], count: float
) -> None:
    label = measures.labelled(labels)

    assert (label.keys, label.count) == (keys, count)


def test_the_number_of_kernels_in_an_ounce_is_known() -> None:
    assert measures.labelled(("oz (22 whole kernels) (US)",)).pieces == 22
