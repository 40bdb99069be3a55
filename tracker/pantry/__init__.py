"""What a person can log: the public foods and their own, found and valued in one way."""

from tracker.pantry.borrowing import borrow, give_back, nearest
from tracker.pantry.items import OWN_DATASET, OWN_RECIPE, POURED, TAP_WATER, Item, PortionChoice
from tracker.pantry.lookup import (
    Elsewhere,
    Found,
    find,
    find_many,
    name_in,
    others,
    search,
    source_title,
)
from tracker.pantry.own import (
    check,
    check_label,
    check_portions,
    own_foods,
    remove_own,
    save_own,
)
from tracker.pantry.public import of_foods
from tracker.pantry.recipes import SNAPSHOT, dish_of, snapshot
from tracker.pantry.spread import Densities
from tracker.pantry.stated import given

__all__ = [
    "OWN_DATASET",
    "OWN_RECIPE",
    "POURED",
    "SNAPSHOT",
    "TAP_WATER",
    "Densities",
    "Elsewhere",
    "Found",
    "Item",
    "PortionChoice",
    "borrow",
    "check",
    "check_label",
    "check_portions",
    "dish_of",
    "find",
    "find_many",
    "give_back",
    "given",
    "name_in",
    "nearest",
    "of_foods",
    "others",
    "own_foods",
    "remove_own",
    "save_own",
    "search",
    "snapshot",
    "source_title",
]
