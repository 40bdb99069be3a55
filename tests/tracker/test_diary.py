"""The subject behind page, API and sync: what an entry holds, and what happens to it later."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from foods.models import Food, curated_id
from tests import builders
from tracker import changes, diary, pantry
from tracker.models import IntakeEntry, Tombstone, User

AT = dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC)
DAY = dt.date(2026, 3, 20)


def log(user: User, *drafts: diary.Draft) -> diary.Written:
    return diary.log_intake(user, drafts, at=AT, lang="en")


def test_an_entry_holds_the_magnesium_of_its_weight(ada: User) -> None:
    (entry,) = log(ada, builders.draft("almonds", amount="25")).entries

    assert entry.magnesium_mg == Decimal("67.5")  # 25 g at 270 mg/100 g (USDA SR28, NDB 12061)
    assert (entry.dataset, entry.code) == ("usda_sr28", "12061")
    assert (entry.low_mg, entry.high_mg, entry.known_share) == (Decimal("67.5"), Decimal("67.5"), 1)


def test_a_portion_is_turned_into_grams(ada: User) -> None:
    (entry,) = log(ada, builders.draft("almonds", amount="2", unit="handful")).entries

    assert entry.grams == 50  # two handfuls of 25 g


def test_unknown_magnesium_is_null_and_has_bounds(ada: User) -> None:
    (entry,) = log(ada, builders.draft("stroopwafel", amount="32")).entries

    assert entry.magnesium_mg is None
    assert entry.known_share == 0
    assert entry.low_mg is not None
    assert entry.high_mg is not None
    assert 0 <= entry.low_mg < entry.high_mg


def test_an_amount_nobody_knows_has_no_upper_end(ada: User) -> None:
    log(ada, builders.draft("almonds", amount=None))

    total = diary.read_day(ada, builders.today()).total

    assert (total.known_mg, total.low_mg, total.high_mg) == (0, 0, None)


def test_a_day_with_an_unknown_food_is_at_least_its_known_part(ada: User) -> None:
    log(ada, builders.draft("almonds", amount="100"), builders.draft("stroopwafel", amount="32"))

    total = diary.read_day(ada, builders.today()).total

    assert total.known_mg == 270
    assert total.high_mg is not None
    assert total.high_mg > 270
    assert total.unknown_names == ("Syrup waffle",) or len(total.unknown_names) == 1


def test_food_never_counts_to_the_supplement_limit(ada: User) -> None:
    (food, tablet) = log(
        ada,
        builders.draft("pumpkin-seeds", amount="500"),
        diary.Draft(
            date=DAY,
            kind="supplement",
            name="Citrate",
            amount=Decimal(2),
            unit="tablet",
            content={"magnesium_mg": 128.0},
        ),
    ).entries

    assert food.limit_mg == 0
    assert tablet.limit_mg == 256
    assert tablet.grams is None


def test_only_the_added_part_of_an_own_food_counts_to_the_limit(ada: User) -> None:
    drink = builders.own_food(
        ada,
        "Fortified drink",
        content={"magnesium_mg": 30.0},
        magnesium_added=True,
        added_mg_per_100g=Decimal(25),
    )
    (entry,) = log(ada, builders.draft(item_id=drink.id, amount="200")).entries

    assert (entry.magnesium_mg, entry.limit_mg) == (60, 50)


def test_added_magnesium_of_unstated_amount_is_unknown_for_the_limit(ada: User) -> None:
    drink = builders.own_food(
        ada, "Fortified drink", content={"magnesium_mg": 30.0}, magnesium_added=True
    )
    (entry,) = log(ada, builders.draft(item_id=drink.id, amount="200")).entries

    assert entry.limit_mg is None


def test_the_past_does_not_change_when_a_table_does(ada: User) -> None:
    (entry,) = log(ada, builders.draft("almonds")).entries
    Food.objects.filter(slug="almonds").update(magnesium_mg=1, content={"magnesium_mg": 1})

    scaled = diary.change_intake(
        ada, entry.id, changed={"amount": Decimal(50)}, seen={}, at=AT, lang="en"
    ).entries[0]
    assert scaled.magnesium_mg == 135

    chosen_again = diary.change_intake(
        ada, entry.id, changed={"item_id": entry.item_id}, seen={}, at=AT, lang="en"
    ).entries[0]
    assert chosen_again.magnesium_mg == Decimal("0.5")


def test_an_entry_stays_when_its_own_food_is_removed(ada: User) -> None:
    food = builders.own_food(ada, content={"magnesium_mg": 80.0})
    (entry,) = log(ada, builders.draft(item_id=food.id)).entries

    pantry.remove_own(ada, food, at=AT)

    entry = IntakeEntry.objects.get(id=entry.id)
    assert (entry.name, entry.magnesium_mg, entry.item_id) == (food.name, 80, food.id)


def test_nothing_is_written_when_one_of_many_cannot_be(ada: User) -> None:
    with pytest.raises(ValidationError, match="not there"):
        log(ada, builders.draft("almonds"), builders.draft(item_id=uuid.uuid4()))

    assert not IntakeEntry.objects.exists()


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({"amount": "-5"}, "more than 0"),
        ({"amount": "0"}, "more than 0"),
        ({"amount": "1000000"}, "more than a person eats"),
        ({"amount": "NaN"}, "more than 0"),
        ({"amount": "500", "unit": "handful"}, "10 kg"),
        ({"unit": "barrel"}, "no unit"),
        ({"date": dt.date(1, 1, 1)}, "outside your diary"),
        ({"date": dt.date(9999, 12, 31)}, "outside your diary"),
        ({"zone_name": "Mars/Olympus"}, "not a time zone"),
        ({"zone_name": "../../etc/passwd"}, "not a time zone"),
        ({"meal": "brunch"}, "one of the meals"),
        ({"date": dt.date(2026, 3, 29), "time": dt.time(2, 30)}, "does not exist"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    ada: User, members: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        log(ada, builders.draft(**members))  # type: ignore[arg-type]

    assert sentence in " ".join(refused.value.messages)
    assert not IntakeEntry.objects.exists()


def test_a_time_that_comes_twice_is_the_first(ada: User) -> None:
    draft = builders.draft(date=dt.date(2026, 10, 25), time=dt.time(2, 30))
    (entry,) = log(ada, draft).entries

    assert entry.at == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)  # CEST, not CET
    assert diary.local_time(entry) == dt.time(2, 30)


def test_another_persons_food_cannot_be_logged(ada: User, eve: User) -> None:
    food = builders.own_food(ada)

    with pytest.raises(ValidationError, match="not there"):
        log(eve, builders.draft(item_id=food.id))


def test_another_persons_entry_cannot_be_changed_or_removed(ada: User, eve: User) -> None:
    (entry,) = log(ada, builders.draft()).entries

    with pytest.raises(ValidationError):
        diary.change_intake(
            eve, entry.id, changed={"amount": Decimal(1)}, seen={}, at=AT, lang="en"
        )
    assert diary.remove_intake(eve, [entry.id], at=AT).entries == ()
    assert IntakeEntry.objects.get(id=entry.id).amount == 100


def test_removing_leaves_a_tombstone_without_content_and_can_be_undone(ada: User) -> None:
    (entry,) = log(ada, builders.draft()).entries

    removed = diary.remove_intake(ada, [entry.id], at=AT)

    tombstone = Tombstone.objects.get(id=entry.id)
    assert not IntakeEntry.objects.exists()
    assert {f.name for f in tombstone._meta.fields}.isdisjoint({"name", "content", "magnesium_mg"})
    assert removed.undo_id is not None
    changes.undo(ada, removed.undo_id, at=AT)
    assert IntakeEntry.objects.get(id=entry.id).as_members() == entry.as_members()
    assert not Tombstone.objects.exists()


def test_undo_leaves_what_changed_since(ada: User) -> None:
    written = log(ada, builders.draft("almonds"), builders.draft("banana"))
    _almonds, banana = written.entries
    diary.change_intake(ada, banana.id, changed={"amount": Decimal(7)}, seen={}, at=AT, lang="en")

    assert written.undo_id is not None
    undone = changes.undo(ada, written.undo_id, at=AT)

    assert undone == changes.Undone(restored=1, kept=1)
    assert [entry.id for entry in IntakeEntry.objects.all()] == [banana.id]


def test_undo_is_gone_after_a_day_and_never_anothers(ada: User, eve: User) -> None:
    undo_id = log(ada, builders.draft()).undo_id
    assert undo_id is not None

    assert changes.undo(eve, undo_id, at=AT) is None
    assert changes.undo(ada, undo_id, at=AT + dt.timedelta(hours=25)) is None
    assert IntakeEntry.objects.count() == 1


def test_a_stale_change_merges_per_member(ada: User) -> None:
    (entry,) = log(ada, builders.draft(amount="100", meal="breakfast")).entries
    seen = {"amount": Decimal(100), "meal": "breakfast"}
    diary.change_intake(ada, entry.id, changed={"amount": Decimal(40)}, seen=seen, at=AT, lang="en")

    diary.change_intake(ada, entry.id, changed={"meal": "lunch"}, seen=seen, at=AT, lang="en")

    merged = IntakeEntry.objects.get(id=entry.id)
    assert (merged.amount, merged.meal) == (40, "lunch")


def test_a_clash_shows_both_values_and_writes_nothing(ada: User) -> None:
    (entry,) = log(ada, builders.draft(amount="100")).entries
    seen = {"amount": Decimal(100)}
    diary.change_intake(ada, entry.id, changed={"amount": Decimal(40)}, seen=seen, at=AT, lang="en")

    with pytest.raises(diary.StaleEntryError) as stale:
        diary.change_intake(
            ada, entry.id, changed={"amount": Decimal(60)}, seen=seen, at=AT, lang="en"
        )

    assert stale.value.clashes == (diary.Clash("amount", mine=Decimal(60), theirs=Decimal(40)),)
    assert IntakeEntry.objects.get(id=entry.id).amount == 40


def test_a_copy_is_valued_by_todays_table_and_keeps_its_meal(ada: User) -> None:
    (entry,) = log(ada, builders.draft("almonds", meal="snack")).entries
    Food.objects.filter(slug="almonds").update(magnesium_mg=200, content={"magnesium_mg": 200})

    (copied,) = diary.copy_intake(ada, [entry], to=DAY, at=AT, lang="en").entries

    assert copied.id != entry.id
    assert (copied.date, copied.meal, copied.magnesium_mg) == (DAY, "snack", 200)


def test_a_copy_of_a_food_that_is_gone_keeps_what_was_logged(ada: User) -> None:
    food = builders.own_food(ada, content={"magnesium_mg": 80.0})
    (entry,) = log(ada, builders.draft(item_id=food.id)).entries
    pantry.remove_own(ada, food, at=AT)

    (copied,) = diary.copy_intake(
        ada, [entry], to=DAY, amounts={entry.id: Decimal(50)}, at=AT, lang="en"
    ).entries

    assert (copied.grams, copied.magnesium_mg) == (50, 40)


def test_a_day_is_one_record_however_often_it_is_closed(ada: User) -> None:
    diary.confirm_day(ada, DAY, "complete", at=AT)
    diary.confirm_day(ada, DAY, "", at=AT)
    diary.confirm_day(ada, DAY, "no_food", at=AT)

    assert diary.read_day(ada, DAY).total.status == "confirmed_no_food"
    assert changes.COLLECTIONS["days"]._default_manager.count() == 1


def test_unconfirmed_days_are_the_last_seven(ada: User) -> None:
    log(ada, builders.draft(date=DAY - dt.timedelta(days=2)))
    diary.confirm_day(ada, DAY - dt.timedelta(days=1), "complete", at=AT)

    days = diary.unconfirmed_days(ada, until=DAY)

    assert [record.date.day for record in days] == [18, 17, 16, 15, 14, 13]
    assert len(days[0].entries) == 1


def test_tap_water_is_unknown_until_its_value_is_given(ada: User) -> None:
    from tracker import profiles

    glass = builders.draft("water-tap", amount="1000", unit="ml")
    (unknown,) = log(ada, glass).entries
    profiles.update(ada, tap_water_mg_per_l=Decimal("9.5"), at=AT)
    (known,) = log(ada, glass).entries

    assert (unknown.magnesium_mg, unknown.low_mg, unknown.high_mg) == (None, 2, 15)
    assert known.magnesium_mg == Decimal("9.5")
    assert curated_id("water-tap") == known.item_id
