"""The pure parts of search: text, compounds, ranking, typos."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foods.search import compounds, plurals, ranking, text, typos
from foods.search.typos import KnownWord

quick = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Crème fraîche", "creme fraiche"),
        ("Œufs & STRASSE/straße", "oeufs strasse strasse"),
        ("Ærø, Łódź", "aero lodz"),
        ("pinda's", "pindas"),
        ("pinda’s", "pindas"),
        ("jus d'orange", "jus d orange"),
        ("Amandelen, wit (zonder vlies)", "amandelen wit zonder vlies"),
        ("  48+  kaas\t", "48 kaas"),
        ("½ ﬃ", "1 2 ffi"),
        ("nul\x00teken", "nul teken"),
        ("🥑", ""),
        ("شاي أخضر", "شاي اخضر"),
        ("", ""),
    ],
)
def test_text_is_normalised(written: str, normal: str) -> None:
    assert text.normalise(written) == normal


@quick
@given(st.text())
def test_normalising_twice_changes_nothing(written: str) -> None:
    once = text.normalise(written)

    assert text.normalise(once) == once


@quick
@given(st.text())
def test_a_normalised_text_holds_letters_digits_and_single_spaces(written: str) -> None:
    normal = text.normalise(written)

    assert all(word.isalnum() for word in normal.split())
    assert normal == " ".join(normal.split())


@pytest.mark.parametrize("query", ["", " ", "a", "é", "a b", "!", "'", "\x00"])
def test_a_query_needs_a_word_of_two_characters(query: str) -> None:
    assert text.words_of(query) == []


def test_a_pasted_page_costs_no_more_than_a_name() -> None:
    assert len(text.words_of("melk " * 400_000)) == text.MOST_WORDS


@pytest.mark.parametrize(
    ("name", "heads"),
    [
        ("volkorenbrood", "brood"),
        ("bruine bonensoep", "soep"),
        ("geroosterde hazelnoten", "noten"),
        ("pindakaas", ""),
        ("brood", ""),
        ("aardappel", ""),
        ("tomatensoep met geitenkaas", "soep kaas"),
    ],
)
def test_a_dutch_compound_has_the_head_that_names_it(name: str, heads: str) -> None:
    assert compounds.heads_of(name) == heads


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("appels", "appel"),
        ("amandelen", "amandel"),
        ("tomaten", "tomaat"),
        ("bessen", "bes"),
        ("eieren", "ei"),
        ("uien", "ui"),
        ("kippen", "kip"),
        ("eggs", "egg"),
        ("tomatoes", "tomato"),
        ("strawberries", "strawberry"),
    ],
)
def test_a_plural_finds_its_singular(plural: str, singular: str) -> None:
    assert singular in plurals.singulars(plural)
    assert ranking.rank(plural, [(1, singular)]) == [1]


def test_a_short_word_is_no_plural() -> None:
    assert plurals.singulars("ijs") == frozenset()
    assert plurals.singulars("be") == frozenset()
    assert not plurals.is_plural_of("been", "be")


def test_what_stands_behind_a_preposition_does_not_name_the_food() -> None:
    names = ["Koek met noten", "Gemengde noten"]

    assert ranking.rank("noten", [(name, name) for name in names]) == names[::-1]


RICE = ["brown rice", "curry with rice", "rice", "rice noodles", "Rice, white", "licorice"]


def test_a_better_fit_comes_first() -> None:
    found = ranking.rank("rice", [(name, name) for name in RICE])

    assert found == ["rice", "Rice, white", "brown rice", "rice noodles", "curry with rice"]


def test_the_last_word_may_be_unfinished_and_the_order_is_free() -> None:
    for query in ("noodles ri", "rice noo", "ric noodles"):
        assert ranking.rank(query, [(name, name) for name in RICE]) == ["rice noodles"]


def test_a_singular_finds_its_plural_as_well_as_the_word_itself() -> None:
    names = ["Almond drink", "Almonds, roasted", "Almonds"]

    found = ranking.rank("almond", [(name, name) for name in names])

    assert found == ["Almonds", "Almonds, roasted", "Almond drink"]


def score(words: str, name: str, **facts: bool | float | str) -> ranking.Score:
    candidate = ranking.Candidate(name=name, name_norm=text.normalise(name), **facts)  # type: ignore[arg-type]
    found = ranking.score(words.split(), candidate)
    assert found is not None
    return found


def test_what_a_person_eats_comes_before_any_fit() -> None:
    assert score("me", "Tomato meal", favour=2.0) < score("me", "Me", favour=1.0)
    assert score("me", "Tomato meal", favour=0.1) < score("me", "Me")


def test_the_asked_language_comes_first_among_equal_fits() -> None:
    assert score("ap", "Appel") < score("ap", "Ape", foreign=True)
    assert score("apple", "Apple", foreign=True) < score("apple", "Applesauce")


def test_plain_everyday_foods_come_before_dishes_and_rare_ones() -> None:
    assert score("kip", "Kip in het groen") < score("kip", "Kip kerrie", dish=True)
    assert score("kip", "Kip in het groen") < score("kip", "Kip rauw", tier=2)


def test_a_fit_before_the_comma_comes_before_one_behind_it() -> None:
    assert score("melk", "Pap met melk") < score("melk", "Pap, melk")


def test_a_name_that_lacks_a_word_does_not_fit() -> None:
    candidate = ranking.candidate_of("Rode kool")

    assert ranking.score(["rode", "biet"], candidate) is None


def known(*words: str, lang: str = "en", tier: int = 1) -> list[KnownWord]:
    return [KnownWord(word, lang, tier) for word in words]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("almnd", "almond"),
        ("almondd", "almond"),
        ("alnond", "almond"),
        ("amlond", "almond"),
        ("mlk", "milk"),
        ("wallnut", "walnuts"),
        ("almo", "almo"),
        ("xyzzy", None),
        ("almndd", None),
        ("12345", None),
        ("mi", "mi"),
        ("mq", None),
    ],
)
def test_one_typo_is_forgiven(typed: str, meant: str | None) -> None:
    assert typos.correct(typed, known("almond", "milk", "walnuts"), lang="en") == meant


def test_two_typos_are_forgiven_in_a_long_word() -> None:
    words = known("broccoli", "almond", "basil", "brazil")

    assert typos.correct("brocolli", words, lang="en") == "broccoli"
    assert typos.correct("almmomd", words, lang="en") is None


def test_of_two_words_as_near_the_one_of_the_same_length_is_meant() -> None:
    assert typos.correct("brasil", known("basil", "brazil"), lang="en") == "brazil"


def test_a_typo_between_two_languages_is_read_in_the_asked_one() -> None:
    words = known("milk", lang="en") + known("melk", lang="nl")

    assert typos.correct("mlk", words, lang="nl") == "melk"
    assert typos.correct("mlk", words, lang="en") == "milk"


@quick
@given(st.text(min_size=1))
def test_a_word_always_has_a_trigram_to_look_up(written: str) -> None:
    for word in text.normalise(written).split():
        assert all(len(gram) == 3 for gram in typos.grams(word))
        assert typos.grams(word)


def test_a_synonym_of_a_table_does_not_make_a_row_the_food_itself() -> None:
    hash_brown = ranking.Candidate("potato", "potato", synonym=True, tier=3)
    boiled = ranking.Candidate("Potatoes, boiled", "potatoes boiled")

    scores = [ranking.score(["potato"], candidate) for candidate in (boiled, hash_brown)]

    assert all(scores)
    assert scores == sorted(scores)  # type: ignore[type-var]
