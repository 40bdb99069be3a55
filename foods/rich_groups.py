"""The kinds of food that hold much magnesium, and which food belongs to which.

Whole grain and oily fish cut across our food groups, so their curated foods are named one by one;
a food of a whole table counts by its group alone and never as one of those.
"""

import uuid
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foods.models import curated_id


@dataclass(frozen=True)
class RichGroup:
    """`days_a_week` is how often to eat it: an own default, or None where there is none."""

    key: str
    label: str | Promise
    days_a_week: int | None
    groups: frozenset[str] = frozenset()
    slugs: tuple[str, ...] = ()


RICH_GROUPS: tuple[RichGroup, ...] = (
    RichGroup("nuts", _("Nuts"), 5, frozenset({"nuts"})),
    RichGroup("seeds", _("Seeds"), 5, frozenset({"seeds"})),
    RichGroup("legumes", _("Beans, peas and lentils"), 5, frozenset({"legumes"})),
    RichGroup(
        "wholegrain",
        _("Wholegrain"),
        5,
        frozenset({"wholegrains"}),
        (
            "bread-wholemeal",
            "bread-wholemeal-toasted",
            "bread-rye-dark",
            "bread-sprouted",
            "pita-wholemeal",
            "roll-wholemeal",
            "crispbread-rye",
            "rye-wafers",
            "crackers-wholewheat",
            "rusk-wholemeal",
            "muesli",
            "muesli-no-sugar",
            "granola-homemade",
            "all-bran",
            "bran-flakes",
            "weetabix",
            "shredded-wheat",
            "puffed-wheat",
            "whole-wheat-hot-cereal-dry",
            "whole-wheat-hot-cereal-water",
        ),
    ),
    RichGroup("leafy_greens", _("Leafy vegetables"), 5, frozenset({"leafy_greens"})),
    # The Health Council of the Netherlands (2015): fish once a week, oily fish by preference.
    RichGroup(
        "oily_fish",
        _("Oily fish"),
        1,
        frozenset(),
        (
            "anchovies",
            "eel",
            "herring-raw",
            "herring-smoked",
            "herring-pickled",
            "mackerel-smoked",
            "mackerel-cooked",
            "mackerel-canned-tomato",
            "salmon-cooked",
            "salmon-raw",
            "salmon-smoked",
            "salmon-canned",
            "sardines-oil",
            "sardines-tomato",
            "sardines-grilled",
            "trout-cooked",
            "trout-smoked",
        ),
    ),
    # Dense in energy: counted, never suggested first and without a number of days.
    RichGroup("cocoa", _("Cocoa and dark chocolate"), None, frozenset({"cocoa_chocolate"})),
)
BY_KEY = {group.key: group for group in RICH_GROUPS}
_OF_GROUP = {group: rich.key for rich in RICH_GROUPS for group in rich.groups}
_OF_FOOD = {curated_id(slug): rich.key for rich in RICH_GROUPS for slug in rich.slugs}


def of(food_group: str, *, item_id: uuid.UUID | None) -> str:
    """The key of the kind that a food belongs to; "" for all others."""
    named = _OF_FOOD.get(item_id, "") if item_id else ""
    return named or _OF_GROUP.get(food_group, "")
