"""What a reader must know about a food's value: note codes and their sentences."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HIGHER_THAN_DUTCH_TABLE = "higher_than_dutch_table"
LOWER_THAN_DUTCH_TABLE = "lower_than_dutch_table"
TABLES_DISAGREE = "tables_disagree"
RAW_AND_COOKED_DISAGREE = "raw_and_cooked_disagree"
IODINE = "iodine"
PROXY = "proxy"
NO_TABLE = "no_table"
RECIPE_NEEDED = "recipe_needed"
COMPUTED = "computed"
ONLY_ROW_IMPLAUSIBLE = "only_row_implausible"
CAFFEINE_OF_ANOTHER_TABLE = "caffeine_of_another_table"
WATER_AVERAGE = "water_average"
WATER_SECONDARY = "water_secondary"
WATER_UNVERIFIED = "water_unverified"
WATER_NO_SOURCE = "water_no_source"
WATER_SOURCES_DISAGREE = "water_sources_disagree"
WATER_MEDICINAL = "water_medicinal"
WATER_TAP = "water_tap"
# What a check of a table's row found (importers/checks.py).
MAGNESIUM_VERY_HIGH = "magnesium_very_high"
ENERGY_DISAGREES = "energy_disagrees"
MORE_THAN_ITSELF = "more_than_itself"
PERCENT_FOR_AMOUNT = "percent_for_amount"
# Not stored with a food: it belongs to every portion with `is_convention`.
PORTION_CONVENTION = "portion_convention"

NOTES: dict[str, Promise] = {
    HIGHER_THAN_DUTCH_TABLE: _(
        "This value is much higher than the one in the Dutch food table. "
        "The real amount may be lower."
    ),
    LOWER_THAN_DUTCH_TABLE: _(
        "This value is much lower than the one in the Dutch food table. "
        "The real amount may be higher."
    ),
    TABLES_DISAGREE: _("Food tables give very different values for this food."),
    RAW_AND_COOKED_DISAGREE: _(
        "The table gives very different values for this food raw and cooked: "
        "they come from different samples."
    ),
    IODINE: _(
        "Seaweed holds very much iodine. Eating it often can be too much, "
        "above all with a thyroid disease or during pregnancy."
    ),
    PROXY: _("This is the value of the nearest food in the table, not exactly this one."),
    NO_TABLE: _("No table that we may use holds this food, so its magnesium is unknown."),
    RECIPE_NEEDED: _(
        "No table that we may use holds this dish. Log what it is made of to know its magnesium."
    ),
    COMPUTED: _(
        "This is computed from how the dish is usually made. Yours can differ: make it a recipe of "
        "your own to be more exact."
    ),
    ONLY_ROW_IMPLAUSIBLE: _(
        "The only value in the tables cannot be right, so we do not use it: "
        "the magnesium is unknown."
    ),
    CAFFEINE_OF_ANOTHER_TABLE: _(
        "The table of this food has no caffeine: that value is the one of USDA SR28 for the same "
        "drink."
    ),
    WATER_AVERAGE: _(
        "This is an average of many mineral waters. Choose your own water to be more exact."
    ),
    WATER_SECONDARY: _(
        "This value comes from a list made by others, not from the maker. Check it on the label."
    ),
    WATER_UNVERIFIED: _("This value has not been checked with a source. Check it on the label."),
    WATER_NO_SOURCE: _("We found no good source for this water, so its magnesium is unknown."),
    WATER_SOURCES_DISAGREE: _("The sources give different values for this water."),
    WATER_MEDICINAL: _(
        "This is a medicinal water: a glass holds about as much magnesium as a tablet, "
        "and its sulphate can work as a laxative."
    ),
    WATER_TAP: _(
        "Tap water in the Netherlands holds about 2 to 15 mg magnesium per litre. "
        "Your water company tells how much yours holds."
    ),
    MAGNESIUM_VERY_HIGH: _(
        "This is more magnesium than nearly any food holds. Check it before you rely on it."
    ),
    ENERGY_DISAGREES: _(
        "The energy in this row does not fit its fat, carbohydrate and protein, "
        "so other values of it may be wrong too."
    ),
    MORE_THAN_ITSELF: _(
        "The parts in this row weigh more than 100 g together, so one of them is wrong."
    ),
    PERCENT_FOR_AMOUNT: _(
        "A percentage stood where an amount belongs. It is left out: the amount is unknown."
    ),
    PORTION_CONVENTION: _(
        "This portion is a household measure by convention. It has no source: "
        "weigh it if it matters."
    ),
}


def sentence(code: str) -> str | Promise:
    """The note for a reader; the code itself where it is not one of ours."""
    return NOTES.get(code, code)
