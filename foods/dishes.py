"""The dishes of the catalogue that no table holds and that are made of foods which one does.

The shares are how the dish is usually made, a convention and not weighed: so its value is an
estimate. fixtures/build.py computes what 100 g holds, and the page of the food shows the items.
"""

# By slug: the foods by slug, and the grams of each in 100 g.
DISHES: dict[str, dict[str, float]] = {
    "kale-mash": {"potatoes-boiled": 60, "kale-cooked": 30, "milk-semi-skimmed": 10},
    "sauerkraut-mash": {"potatoes-boiled": 60, "sauerkraut": 30, "milk-semi-skimmed": 10},
    "carrot-onion-mash": {
        "potatoes-boiled": 60,
        "carrots-cooked": 20,
        "onion-raw": 10,
        "milk-semi-skimmed": 10,
    },
    "endive-mash": {"potatoes-boiled": 60, "endive-raw": 30, "milk-semi-skimmed": 10},
}
