import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from tracker.rules import week
from tracker.rules.week import Eaten

MONDAY = dt.date(2026, 11, 23)


def eaten(
    item: str = "almonds", *, day: int = 0, mg: float | None = 68.0, **members: object
) -> Eaten:
    return Eaten(
        date=MONDAY + dt.timedelta(days=day),
        item=item,
        name=item.title(),
        magnesium_mg=mg,
        is_known_in_full=mg is not None,
        **members,  # type: ignore[arg-type]
    )


def test_a_kind_is_counted_by_days_and_by_moments() -> None:
    rows = [
        eaten(rich_group="nuts", moment="breakfast"),
        eaten(rich_group="nuts", moment="snack"),
        eaten("walnuts", day=2, rich_group="nuts", moment="snack", mg=47.4),
    ]
    found = week.tally(rows)["nuts"]

    assert (found.days, found.moments) == (2, 3)
    assert round(found.magnesium_mg, 1) == 183.4
    assert not found.has_unknown


def test_an_unknown_amount_makes_the_sum_at_least() -> None:
    found = week.tally([eaten(rich_group="seeds", mg=None)])["seeds"]

    assert (found.magnesium_mg, found.has_unknown) == (0, True)


def test_the_four_kinds_count_for_the_factor_and_cocoa_does_not() -> None:
    rows = [eaten(rich_group=kind) for kind in ("nuts", "seeds", "legumes", "wholegrain", "cocoa")]

    assert week.rich_moments(week.tally(rows)) == 4


def test_seven_days_with_most_at_dinner_are_seven_uneven_days() -> None:
    """Statement A49: 80 % at dinner on seven days."""
    rows = [
        eaten(day=day, mg=mg, moment=moment)
        for day in range(7)
        for moment, mg in (("breakfast", 40.0), ("dinner", 160.0))
    ]
    assert week.uneven_days(rows) == 7


def test_a_day_with_little_known_is_not_called_uneven() -> None:
    assert week.uneven_days([eaten(mg=30.0, moment="dinner")]) == 0
    assert week.uneven_days([eaten(mg=None, moment="dinner")]) == 0


def test_what_was_logged_outside_meals_is_no_moment() -> None:
    assert week.uneven_days([eaten(mg=200.0)]) == 0


def test_ideas_are_food_first_then_water_and_never_chocolate_first() -> None:
    rows = [
        row
        for day in range(2)
        for row in (
            eaten("chocolate", day=day, mg=90.0, rich_group="cocoa"),
            eaten("water", day=day, mg=120.0, is_water=True),
            eaten("bread", day=day, mg=52.0, rich_group="wholegrain"),
            eaten("once", day=0, mg=300.0),
            eaten("unknown", day=day, mg=None),
            eaten("sugar", day=day, mg=0.0),
        )
    ]
    found = week.ideas(rows, not_today=frozenset())

    assert [idea.item for idea in found] == ["bread", "chocolate", "water"]


def test_what_is_on_todays_list_is_no_idea() -> None:
    rows = [eaten(day=0), eaten(day=1)]

    assert week.ideas(rows, not_today=frozenset({"almonds"})) == []


@given(
    st.lists(
        st.builds(
            eaten,
            day=st.integers(0, 6),
            mg=st.one_of(st.none(), st.floats(0, 500)),
            moment=st.sampled_from(["", "breakfast", "dinner"]),
        )
    )
)
def test_shares_are_of_what_is_known_and_make_one(rows: list[Eaten]) -> None:
    shares = week.shares(rows)

    assert not shares or abs(sum(shares.values()) - 1) < 1e-9
    assert bool(shares) is (sum(row.magnesium_mg or 0 for row in rows) > 0)
