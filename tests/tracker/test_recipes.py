"""Recipes: what they hold, how they are logged, and that the past does not change with them."""

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from foods.models import Food, curated_id
from tests import builders
from tracker import changes, diary, lines, pantry, recipes
from tracker.models import IntakeEntry, Recipe, User
from tracker.models.intake import Kind
from tracker.models.pantry import Cooking
from tracker.versions import GoneError, VersionError

# mg magnesium per 100 g: USDA SR28, NDB 11367 and 11124.
POTATO, CARROT = 20, 12


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """The language of whatever page was tested before stays with the thread."""
    with translation.override("en"):
        yield


def soup(user: User, **members: object) -> Recipe:
    items = [builders.part("potatoes-boiled", "300"), builders.part("carrots-raw", "200")]
    return builders.recipe(user, "Ada's soup", *items, **members)


def item_of(user: User, recipe: Recipe) -> pantry.Item:
    found = pantry.find(user, recipe.id, lang="en")
    assert found is not None
    return found


def test_a_recipe_is_found_and_holds_what_its_items_hold(ada: User) -> None:
    recipe = soup(ada, yield_grams=Decimal(1000), portions=[{"label": "bowl", "grams": 250}])
    item = item_of(ada, recipe)

    assert item.magnesium_mg == pytest.approx((3 * POTATO + 2 * CARROT) / 10)
    assert (item.basis, item.dataset, item.known_share) == ("estimate", pantry.OWN_RECIPE, 1)
    assert item.units == ("bowl", "g")


def test_a_recipe_comes_first_in_search_and_in_a_written_line(ada: User, eve: User) -> None:
    recipe = builders.recipe(ada, "Tomato soup", portions=[{"label": "bowl", "grams": 250}])
    today = builders.today()

    found = pantry.search(ada, "tomato soup", lang="en").items
    read = lines.read(ada, "2 bowls tomato soup", lang="en", until=today)
    assert found[0].id == recipe.id
    assert read.parts[0].options[0].item_id == recipe.id
    assert read.parts[0].options[0].grams == 500

    assert recipe.id not in [item.id for item in pantry.search(eve, "tomato", lang="en").items]
    assert pantry.find(eve, recipe.id, lang="en") is None


def test_a_logged_recipe_carries_its_own_values(ada: User) -> None:
    recipe = soup(ada, portions=[{"label": "bowl", "grams": 250}])
    (entry,) = builders.log(ada, builders.draft(item_id=recipe.id, amount="1", unit="bowl"))

    # 250 of 500 g that hold 60 + 24 mg.
    assert (entry.magnesium_mg, entry.known_share, entry.limit_mg) == (42, 1, 0)
    assert (entry.name, entry.code, entry.food_group) == ("Ada's soup", str(recipe.id), "dishes")


def test_an_unknown_ingredient_makes_it_at_least_and_never_zero(ada: User) -> None:
    unknown = builders.own_food(ada, "Stock cube", group="condiments_sauces")
    items = [builders.part("potatoes-boiled", "90"), builders.part(grams="10", item_id=unknown.id)]
    recipe = builders.recipe(ada, "Broth", *items)
    item = item_of(ada, recipe)
    (entry,) = builders.log(ada, builders.draft(item_id=recipe.id, amount="100"))

    assert item.is_at_least
    assert entry.magnesium_mg == 18
    assert 0 < entry.known_share < 1
    assert 18 < float(entry.low_mg or 0) < float(entry.high_mg or 0)
    assert "magnesium_mg" not in entry.content
    day = diary.read_day(ada, entry.date)
    assert (day.total.known_mg, day.total.unknown) == (18, 1)


def test_a_recipe_of_which_nothing_is_known_is_unknown(ada: User) -> None:
    unknown = builders.own_food(ada, "Stock cube")
    recipe = builders.recipe(ada, "Broth", builders.part(grams="10", item_id=unknown.id))
    (entry,) = builders.log(ada, builders.draft(item_id=recipe.id))

    assert (entry.magnesium_mg, entry.known_share, entry.basis) == (None, 0, "unknown")


def test_magnesium_that_was_added_to_an_ingredient_counts_to_the_limit(ada: User) -> None:
    drink = builders.own_food(
        ada,
        "Sport drink",
        content={"magnesium_mg": 60.0},
        magnesium_added=True,
        added_mg_per_100g=Decimal(50),
    )
    items = [builders.part("banana", "100"), builders.part(grams="100", item_id=drink.id)]
    recipe = builders.recipe(ada, "Smoothie", *items)
    (entry,) = builders.log(ada, builders.draft(item_id=recipe.id, amount="200"))

    assert entry.limit_mg == 50


def test_the_past_does_not_change_with_a_recipe(ada: User, now: dt.datetime) -> None:
    recipe = soup(ada)
    (entry,) = builders.log(ada, builders.draft(item_id=recipe.id))
    before = entry.as_members()
    recipes.change(ada, recipe.id, changed={"items": [builders.part()]}, at=now, lang="en")

    assert IntakeEntry.objects.get().as_members() == before


def test_a_recipe_does_not_change_with_a_food_table(ada: User, now: dt.datetime) -> None:
    recipe = soup(ada)
    _set_magnesium("carrots-raw", 14.0)

    assert item_of(ada, recipe).magnesium_mg == pytest.approx((3 * POTATO + 2 * CARROT) / 5)
    (difference,) = recipes.differences(ada, recipe, lang="en")
    assert (difference.then_mg, difference.now_mg) == (CARROT, 14)

    fresh = recipes.refresh(ada, recipe.id, at=now, lang="en").recipe
    assert item_of(ada, fresh).magnesium_mg == pytest.approx((3 * POTATO + 2 * 14) / 5)
    assert recipes.differences(ada, fresh, lang="en") == ()


def _set_magnesium(slug: str, magnesium_mg: float) -> None:
    foods = Food.objects.filter(slug=slug)
    content = {**foods.get().content, "magnesium_mg": magnesium_mg}
    foods.update(content=content, magnesium_mg=magnesium_mg)


def test_an_item_that_stays_keeps_its_values_and_a_new_one_takes_todays(
    ada: User, now: dt.datetime
) -> None:
    recipe = soup(ada)
    _set_magnesium("carrots-raw", 14.0)
    items = [
        builders.part(grams="100", kept=1),
        builders.part("carrots-raw", "100"),
        builders.part("banana", "100"),
    ]
    changed = recipes.change(ada, recipe.id, changed={"items": items}, at=now, lang="en").recipe

    # Named by its place or by its food, what is in the recipe already stays as it was taken.
    assert [item["known_mg"] for item in changed.items] == [CARROT, CARROT, 27]


def test_a_food_that_is_gone_stays_in_the_recipe(ada: User, now: dt.datetime) -> None:
    own = builders.own_food(ada, "Ada's stock", content={"magnesium_mg": 5.0})
    recipe = builders.recipe(ada, "Soup", builders.part(item_id=own.id))
    pantry.remove_own(ada, own, at=now)

    assert recipes.differences(ada, recipe, lang="en") == ()
    assert recipes.refresh(ada, recipe.id, at=now, lang="en").recipe.items == recipe.items


def test_a_meal_becomes_a_recipe_with_the_values_it_was_logged_with(ada: User) -> None:
    tablets = builders.product(ada)
    entries = builders.log(
        ada,
        builders.draft("potatoes-boiled", amount="300"),
        builders.draft("carrots-raw", amount="200"),
        builders.dose(tablets),
    )
    _set_magnesium("carrots-raw", 14.0)
    recipe = builders.recipe(ada, "Monday", *recipes.parts_of_meal(entries))

    assert [item["name"] for item in recipe.items] == ["Potatoes, boiled, peeled", "Carrots, raw"]
    assert [item["known_mg"] for item in recipe.items] == [POTATO, CARROT]


def test_a_food_of_a_meal_that_nobody_weighed_is_named_and_no_ingredient(ada: User) -> None:
    entries = builders.log(
        ada, builders.draft("banana", amount=None, unit="some"), builders.draft("carrots-raw")
    )
    (weighed,) = recipes.parts_of_meal(entries)

    assert weighed.entry_id == entries[1].id
    assert recipes.unweighed(entries) == [entries[0].name]
    with pytest.raises(ValidationError, match="Nobody knows what “Banana"):
        builders.recipe(ada, "Guess", builders.part(entry_id=entries[0].id))


def test_a_copy_changes_by_itself(ada: User, now: dt.datetime) -> None:
    recipe = soup(ada)
    copied = recipes.copy(ada, recipe, at=now).recipe
    recipes.change(ada, copied.id, changed={"name": "Without carrot"}, at=now, lang="en")

    assert Recipe.objects.get(id=recipe.id).name == "Ada's soup"
    assert Recipe.objects.get(id=copied.id).copied_from == recipe.id
    assert Recipe.objects.get(id=copied.id).items == recipe.items


def test_a_removed_recipe_leaves_what_was_logged_and_comes_back_by_undo(
    ada: User, now: dt.datetime
) -> None:
    recipe = soup(ada)
    builders.log(ada, builders.draft(item_id=recipe.id))
    _removed, undo_id = recipes.remove(ada, [recipe.id], at=now)

    assert not recipes.of(ada)
    assert IntakeEntry.objects.get().name == "Ada's soup"
    assert undo_id
    changes.undo(ada, undo_id, at=now)
    assert [back.items for back in recipes.of(ada)] == [recipe.items]


def test_a_change_on_another_version_or_of_nothing_is_refused(
    ada: User, eve: User, now: dt.datetime
) -> None:
    recipe = soup(ada)
    recipes.change(ada, recipe.id, changed={"name": "Two"}, at=now, lang="en")

    with pytest.raises(VersionError):
        recipes.change(
            ada, recipe.id, changed={"name": "3"}, at=now, lang="en", base=recipe.version
        )
    with pytest.raises(GoneError):
        recipes.change(eve, recipe.id, changed={"name": "Mine"}, at=now, lang="en")


def test_eve_can_put_neither_adas_foods_nor_her_meals_in_a_recipe(ada: User, eve: User) -> None:
    own = builders.own_food(ada)
    (entry,) = builders.log(ada)
    for part in (
        builders.part(item_id=own.id),
        builders.part(entry_id=entry.id),
        builders.part(item_id=soup(ada).id),
    ):
        with pytest.raises(ValidationError, match="not there"):
            builders.recipe(eve, "Stolen", part)


def test_a_supplement_is_no_ingredient(ada: User) -> None:
    with pytest.raises(ValidationError, match="is not an ingredient"):
        builders.recipe(ada, "Potion", builders.part(item_id=builders.product(ada).id))


@pytest.mark.parametrize(
    ("members", "member"),
    [
        ({"name": " "}, "name"),
        ({"group": "waters"}, "group"),
        ({"method": "prayed over"}, "method"),
        ({"yield_grams": Decimal(0)}, "yield_grams"),
        ({"portions": [{"label": "", "grams": 5}]}, "portions"),
        ({"items": []}, "items"),
        ({"items": [builders.part()] * 61}, "items"),
        ({"items": [builders.part(grams="0")]}, "items"),
    ],
)
def test_what_cannot_be_is_refused_and_named(
    ada: User, now: dt.datetime, members: dict[str, object], member: str
) -> None:
    recipe = soup(ada)
    with pytest.raises(ValidationError) as refused:
        recipes.change(ada, recipe.id, changed=members, at=now, lang="en")
    assert list(refused.value.message_dict) == [member]


@pytest.mark.parametrize(
    "changed",
    [
        {"grams": None},
        {"grams": 0},
        {"grams": "100"},
        {"item_id": "carrot"},
        {"name": ""},
        {"group": "waste"},
        {"basis": "hearsay"},
        {"content": []},
        {"content": {"magnesium_mg": -1}},
        {"known_mg": 30},
        {"known_mg": None},
        {"known_share": 2},
        {"high_mg": True},
        {"dataset": None},
        {"colour": "orange"},
    ],
)
def test_an_item_that_an_app_sends_wrong_is_refused(
    ada: User, now: dt.datetime, changed: dict[str, object]
) -> None:
    recipe = soup(ada)
    recipes.check(recipe, at=now)
    recipe.items = [recipe.items[0], {**recipe.items[1], **changed}]

    with pytest.raises(ValidationError) as refused:
        recipes.check(recipe, at=now)
    assert list(refused.value.message_dict) == ["items"]


def test_water_poured_off_makes_an_interval(ada: User) -> None:
    items = [builders.part("potatoes-boiled", "100")]
    recipe = builders.recipe(ada, "Boiled", *items, method=Cooking.DRAINED)
    item = item_of(ada, recipe)

    assert (item.low_mg, item.high_mg) == (13, 20)
    assert item.is_at_least


def test_a_recipe_may_hold_another_one(ada: User) -> None:
    sauce = builders.recipe(ada, "Sauce", builders.part("carrots-raw", "100"))
    dish = builders.recipe(ada, "Dish", builders.part(grams="100", item_id=sauce.id))

    assert item_of(ada, dish).magnesium_mg == CARROT


def test_water_with_unknown_magnesium_widens_a_soup(ada: User) -> None:
    water = builders.part(grams="500", item_id=curated_id("water-tap"))
    recipe = builders.recipe(ada, "Soup", builders.part("carrots-raw", "500"), water)
    item = item_of(ada, recipe)

    # Tap water lies between 0.2 and 1.5 mg per 100 g.
    assert (item.magnesium_mg, item.low_mg, item.high_mg) == (6, 6.1, 6.75)
    assert item.kind == Kind.FOOD


def test_more_recipes_and_ingredients_cost_no_more_queries(
    ada: User, queries: Callable[[], CaptureQueriesContext]
) -> None:
    def count() -> int:
        with queries() as seen:
            recipe = soup(ada)
            pantry.search(ada, "soup", lang="en")
            recipes.differences(ada, recipe, lang="en")
            recipes.of(ada)
        return len(seen)

    soup(ada)
    first = count()
    items = [builders.part("banana", str(grams)) for grams in range(1, 21)]
    for n in range(5):
        builders.recipe(ada, f"Soup {n}", *items)
    assert count() == first
