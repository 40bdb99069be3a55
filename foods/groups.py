"""Our food groups: what density a missing value is filled with, and what search puts first."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Group:
    """`is_dish`: made of several foods, so search lists it after plain ones.

    `zero_by_nature`: a 0 in this group needs no measurement (oil, sugar and spirits hold no
    magnesium), so it is called a logical zero.
    """

    key: str
    label: str | Promise
    is_dish: bool = False
    zero_by_nature: bool = False


GROUPS: dict[str, Group] = {
    group.key: group
    for group in (
        Group("nuts", _("Nuts")),
        Group("seeds", _("Seeds")),
        Group("legumes", _("Beans, peas and lentils")),
        Group("soy", _("Soy foods and meat substitutes")),
        Group("wholegrains", _("Whole grains")),
        Group("grains_refined", _("Rice, pasta and other refined grains")),
        Group("breakfast_cereals", _("Breakfast cereals")),
        Group("bread", _("Bread and crackers")),
        Group("potatoes_tubers", _("Potatoes and tubers")),
        Group("leafy_greens", _("Leafy vegetables")),
        Group("vegetables", _("Vegetables")),
        Group("fruit", _("Fruit")),
        Group("dried_fruit", _("Dried fruit")),
        Group("fish_seafood", _("Fish and seafood")),
        Group("meat", _("Meat")),
        Group("meat_products", _("Meat products")),
        Group("poultry", _("Poultry")),
        Group("eggs", _("Eggs")),
        Group("dairy", _("Milk and dairy")),
        Group("cheese", _("Cheese")),
        Group("plant_drinks", _("Plant drinks")),
        Group("oils_fats", _("Oils and fats"), zero_by_nature=True),
        Group("cocoa_chocolate", _("Cocoa and chocolate")),
        Group("sweets", _("Sugar and sweets"), zero_by_nature=True),
        Group("bakery_cookies", _("Cakes and biscuits")),
        Group("snacks", _("Savoury snacks")),
        Group("herbs_spices", _("Herbs and spices")),
        Group("condiments_sauces", _("Sauces and condiments")),
        Group("coffee_tea", _("Coffee and tea")),
        Group("juices_soft_drinks", _("Juices and soft drinks")),
        Group("alcohol", _("Alcoholic drinks"), zero_by_nature=True),
        Group("waters", _("Water")),
        Group("soups", _("Soups"), is_dish=True),
        Group("dishes", _("Dishes"), is_dish=True),
        Group("seaweed_supplement_foods", _("Seaweed, yeast and powders")),
        # No curated food is in these two: whole tables hold what the 35 above have no room for.
        Group("infant_foods", _("Baby food")),
        Group("other", _("Other foods")),
    )
}


def label(key: str) -> str | Promise:
    """The group's name for a reader; the key itself where it is not one of ours."""
    group = GROUPS.get(key)
    return group.label if group else key
