"""What a person can log: the public foods and their own, found and valued in one way."""

from tracker.pantry.items import OWN_DATASET, POURED, TAP_WATER, Item, PortionChoice
from tracker.pantry.lookup import Found, find, find_many, name_in, search, source_title
from tracker.pantry.own import check, check_label, own_foods, remove_own, save_own
from tracker.pantry.spread import Densities
from tracker.pantry.stated import given

__all__ = [
    "OWN_DATASET",
    "POURED",
    "TAP_WATER",
    "Densities",
    "Found",
    "Item",
    "PortionChoice",
    "check",
    "check_label",
    "find",
    "find_many",
    "given",
    "name_in",
    "own_foods",
    "remove_own",
    "save_own",
    "search",
    "source_title",
]
