"""One written line: what it is read as for this person, what is logged of it, what it teaches."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test.utils import CaptureQueriesContext

from foods.models import curated_id
from tests import builders
from tracker import changes, diary, lines, pantry, phrases
from tracker.lines import Part, Pick, Reading, Saved
from tracker.models import IntakeEntry, Phrase, Serving, User

DAY = dt.date(2026, 3, 18)
AT = dt.datetime(2026, 3, 18, 7, tzinfo=dt.UTC)
BREAKFAST = "2 boterhammen met pindakaas en een banaan"


def read(user: User, text: str, *, lang: str = "nl") -> Reading:
    return lines.read(user, text, lang=lang, until=DAY)


def as_read(reading: Reading) -> list[Pick]:
    return [Pick(part.options[0].item_id) for part in reading.parts]


def save(user: User, text: str, picks: list[Pick] | None = None, *, lang: str = "nl") -> Saved:
    picks = as_read(read(user, text, lang=lang)) if picks is None else picks
    return lines.save(
        user,
        text,
        picks,
        date=DAY,
        meal="breakfast",
        zone_name=builders.ZONE,
        at=AT,
        lang=lang,
    )


def first(user: User, text: str, *, lang: str = "nl") -> str:
    return read(user, text, lang=lang).parts[0].options[0].name


def part(user: User, text: str) -> Part:
    return read(user, text).parts[0]


def other(user: User, text: str, slug: str) -> Pick:
    options = [option.item_id for option in part(user, text).options]
    assert curated_id(slug) in options[1:]
    return Pick(curated_id(slug))


# --- reading ---


def test_a_line_is_read_as_its_foods_and_nothing_is_written(ada: User) -> None:
    reading = read(ada, BREAKFAST)

    assert [(one.options[0].slug, one.options[0].grams) for one in reading.parts] == [
        ("bread-wholemeal", Decimal(70)),
        ("peanut-butter", Decimal(30)),
        ("banana", Decimal(115)),
    ]
    assert reading.rest == ()
    assert not IntakeEntry.objects.visible_to(ada).exists()


def test_what_is_not_understood_stays_in_its_order(ada: User) -> None:
    reading = read(ada, "2 el xyzzyq, een banaan en magnesium citraat 2 tabletten")

    assert [(one.text, one.words, one.supplement is not None) for one in reading.rest] == [
        ("2 el xyzzyq", "xyzzyq", False),
        ("magnesium citraat 2 tabletten", "magnesium citraat 2 tabletten", True),
    ]


@pytest.mark.parametrize(
    ("text", "is_line"),
    [
        ("banaan", False),
        ("groene thee", False),
        ("xyzzyq", False),
        ("2 bananen", True),
        ("glas melk", True),
        ("banaan, peer", True),
        ("banaan, xyzzyq", True),
        ("", False),
    ],
)
def test_the_name_of_one_food_is_no_line(ada: User, text: str, is_line: bool) -> None:
    assert read(ada, text).is_line is is_line


def test_an_own_food_comes_before_public_ones(ada: User, eve: User) -> None:
    builders.own_food(ada, "Pindakaas", portions=[{"label": "mes", "grams": 12}])

    assert read(ada, "pindakaas").parts[0].options[0].is_own
    assert not read(eve, "pindakaas").parts[0].options[0].is_own


def test_what_is_often_eaten_breaks_a_tie(ada: User) -> None:
    assert part(ada, "glas melk").options[0].slug == "milk-semi-skimmed"
    for days_ago in range(1, 10):
        date = DAY - dt.timedelta(days=days_ago)
        diary.log_intake(ada, [builders.draft("milk-whole", date=date)], at=AT, lang="nl")

    assert part(ada, "glas melk").options[0].slug == "milk-whole"


def test_reading_costs_the_same_for_few_words_foods_and_lessons_and_for_many(
    ada: User,
    queries: Callable[[], CaptureQueriesContext],
) -> None:
    save(ada, "glas melk", [other(ada, "glas melk", "milk-whole")])
    with queries() as few:
        read(ada, "2 bananen")
    for number in range(5):
        builders.own_food(ada, f"Banaan {number}")
        save(ada, "een banaan", [Pick(curated_id("banana"), figure=Decimal(80 + number))])
    with queries() as many:
        read(ada, "2 bananen, glas melk, 3 boterhammen met kaas en een peer, kop thee")

    assert len(many) == len(few)


# --- saving ---


def test_a_line_is_logged_as_one_and_undone_as_one(ada: User) -> None:
    saved = save(ada, BREAKFAST)

    logged = IntakeEntry.objects.visible_to(ada).order_by("row")
    assert [(entry.name, entry.grams, entry.meal) for entry in logged] == [
        ("Volkorenbrood", Decimal(70), "breakfast"),
        ("Pindakaas", Decimal(30), "breakfast"),
        ("Banaan", Decimal(115), "breakfast"),
    ]
    assert saved.written.undo_id

    changes.undo(ada, saved.written.undo_id, at=AT)
    assert not IntakeEntry.objects.visible_to(ada).exists()


def test_what_weighs_as_shown_keeps_the_measure_of_the_food(ada: User) -> None:
    save(ada, "een banaan, 150 g kwark")

    banana, quark = IntakeEntry.objects.visible_to(ada).order_by("row")
    assert (banana.amount, banana.unit) == (1, "stuk")
    assert (quark.amount, quark.unit) == (150, "g")


def test_what_is_left_out_is_not_logged_and_what_is_left_open_waits(ada: User) -> None:
    banana = Pick(curated_id("banana"))

    saved = save(ada, "banaan, peer, appel, xyzzyq", [banana, Pick(None), Pick(None, is_open=True)])

    assert len(saved.written.entries) == 1
    assert saved.rest == ("appel", "xyzzyq")


def test_a_line_of_which_nothing_is_chosen_is_refused(ada: User) -> None:
    with pytest.raises(ValidationError, match="Choose at least one food"):
        save(ada, "banaan, peer", [Pick(None), Pick(None)], lang="en")


@pytest.mark.parametrize(
    "picks",
    [[], [Pick(curated_id("almonds"))], [Pick(curated_id("banana"))] * 2],
    ids=["none", "another food", "too many"],
)
def test_picks_that_are_not_of_this_line_are_refused(ada: User, picks: list[Pick]) -> None:
    with pytest.raises(ValidationError, match="read in another way"):
        save(ada, "2 bananas", picks, lang="en")


@pytest.mark.parametrize("grams", ["0", "-5", "10001"])
def test_impossible_grams_are_refused_and_teach_nothing(ada: User, grams: str) -> None:
    with pytest.raises(ValidationError):
        save(ada, "een banaan", [Pick(curated_id("banana"), figure=Decimal(grams))])

    assert not Serving.objects.visible_to(ada).exists()
    assert not IntakeEntry.objects.visible_to(ada).exists()


# --- learning ---


def test_another_food_for_the_words_is_remembered_for_this_person(ada: User, eve: User) -> None:
    save(ada, "glas melk", [other(ada, "glas melk", "milk-whole")])

    assert part(ada, "2 glazen melk").options[0].slug == "milk-whole"
    assert part(ada, "kop koffie met een scheutje melk").options[0].slug == "coffee"
    assert read(ada, "kop koffie met een scheutje melk").parts[1].options[0].slug == "milk-whole"
    assert part(eve, "glas melk").options[0].slug == "milk-semi-skimmed"


def test_a_state_that_is_said_is_stronger_than_what_was_taught(ada: User) -> None:
    save(ada, "glas melk", [other(ada, "glas melk", "milk-whole")])

    assert part(ada, "glas halfvolle melk").options[0].slug == "milk-semi-skimmed"


def test_the_last_correction_counts(ada: User) -> None:
    save(ada, "glas melk", [other(ada, "glas melk", "milk-whole")])
    save(ada, "glas melk", [other(ada, "glas melk", "milk-semi-skimmed")])

    assert part(ada, "glas melk").options[0].slug == "milk-semi-skimmed"
    assert Phrase.objects.visible_to(ada).count() == 1


def test_other_grams_for_a_measure_are_remembered_and_scale(ada: User) -> None:
    banana = curated_id("banana")
    save(ada, "2 bananen", [Pick(banana, figure=Decimal(200))])

    assert part(ada, "3 bananen").options[0].grams == 300
    assert part(ada, "150 g banaan").options[0].grams == 150
    assert IntakeEntry.objects.visible_to(ada).get().grams == 200


def test_grams_that_were_written_are_of_this_time_only(ada: User) -> None:
    save(ada, "150 g kwark", [Pick(part(ada, "150 g kwark").options[0].item_id, Decimal(140))])

    assert IntakeEntry.objects.visible_to(ada).get().grams == 140
    assert not Serving.objects.visible_to(ada).exists()


def test_the_grams_that_were_shown_teach_nothing(ada: User) -> None:
    save(ada, "2 bananen", [Pick(curated_id("banana"), figure=Decimal(230))])

    assert not Serving.objects.visible_to(ada).exists()


def test_a_food_found_for_words_that_waited_is_remembered(ada: User) -> None:
    draft = builders.draft("curry-sauce", date=DAY)

    lines.log_found(ada, draft, said="Xyzzyq", at=AT, lang="nl")

    assert part(ada, "2 el xyzzyq").options[0].slug == "curry-sauce"


def test_what_was_taught_is_listed_and_can_be_forgotten(ada: User, eve: User) -> None:
    save(ada, "glas melk", [other(ada, "glas melk", "milk-whole")])
    save(ada, "2 bananen", [Pick(curated_id("banana"), figure=Decimal(200))])
    words, size = phrases.taught(ada, lang="nl")

    assert (words.lesson.words, words.item.slug) == ("melk", "milk-whole")
    assert (size.lesson.measure, size.lesson.grams, size.item.slug) == ("piece", 100, "banana")
    assert not phrases.forget(eve, words.id)
    assert phrases.forget(ada, words.id)
    assert part(ada, "glas melk").options[0].slug == "milk-semi-skimmed"
    assert len(phrases.taught(ada, lang="nl")) == 1


def test_words_for_a_food_that_is_gone_say_nothing(ada: User) -> None:
    own = builders.own_food(ada, "Melk van de boer")
    lines.log_found(ada, builders.draft(item_id=own.id, date=DAY), said="melk", at=AT, lang="nl")
    assert part(ada, "glas melk").options[0].is_own

    pantry.remove_own(ada, own, at=AT)

    assert part(ada, "glas melk").options[0].slug == "milk-semi-skimmed"
    assert phrases.taught(ada, lang="nl") == []


# --- supplements ---


def test_a_supplement_is_found_among_the_own_ones_and_counted(ada: User) -> None:
    citrate = builders.product(ada, "Magnesium citraat 200", compound="citrate")
    builders.product(ada, "Magnesium oxide", compound="oxide")

    one = part(ada, "magnesium citraat 2 tabletten")

    assert [option.item_id for option in one.options] == [citrate.id]
    assert (one.options[0].amount, one.options[0].unit, one.options[0].grams) == (2, "tablet", None)
    save(ada, "magnesium citraat 2 tabletten en een banaan")
    entries = IntakeEntry.objects.visible_to(ada).order_by("row")
    assert [(entry.kind, entry.amount, entry.unit) for entry in entries] == [
        ("supplement", 2, "tablet"),
        ("food", 1, "stuk"),
    ]


def test_milligrams_are_no_count_of_tablets(ada: User) -> None:
    builders.product(ada, "Magnesium citraat 200", compound="citrate")

    one = part(ada, "magnesium citraat 400 mg")

    assert one.options[0].amount == 1
    assert not one.is_sure


def test_another_number_of_tablets_is_of_this_time_only(ada: User) -> None:
    product = builders.product(ada, "Magnesium citraat 200", compound="citrate")

    save(ada, "magnesium citraat 2 tabletten", [Pick(product.id, figure=Decimal(3))])

    assert IntakeEntry.objects.visible_to(ada).get().amount == 3
    assert part(ada, "magnesium citraat 2 tabletten").options[0].amount == 2
    assert not Serving.objects.visible_to(ada).exists()


def test_a_supplement_of_another_or_of_another_compound_is_not_meant(ada: User, eve: User) -> None:
    builders.product(eve, "Magnesium citraat 200", compound="citrate")
    builders.product(ada, "Magnesium oxide", compound="oxide")

    (rest,) = read(ada, "magnesium citraat 2 tabletten").rest

    assert rest.supplement
    assert rest.supplement.compound == "citrate"
