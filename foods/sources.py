"""The tables our values come from. A lower rank is preferred when two tables hold one food."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Source:
    """A dataset as released.

    `calculated`: its values are computed from ingredients and not measured in the food itself.
    `carbohydrate_includes_fibre` is None where the dataset holds no carbohydrate. `release` is that
    of the values that come with Mg24; another one may be loaded (`shipped` says whether any come).
    `from_labels`: typed over from packages by many hands, so a doubtful row is set aside.
    `same_codes_as` is the dataset that gives the same foods the same codes.
    """

    key: str
    title: str | Promise
    release: str
    licence: str | Promise
    citation: str | Promise
    rank: int
    carbohydrate_includes_fibre: bool | None
    calculated: bool = False
    shipped: bool = True
    from_labels: bool = False
    same_codes_as: str = ""


USDA_SR28 = "usda_sr28"
CIQUAL_2020 = "ciqual_2020"
FNDDS_2017_2018 = "fndds_2017_2018"
FDC_FOUNDATION = "fdc_foundation"
FDC_SR_LEGACY = "fdc_sr_legacy"
FDC_SURVEY = "fdc_survey"
NEVO = "nevo"
OPEN_FOOD_FACTS = "open_food_facts"
CSV = "csv"
WATERS = "waters"
MG24 = "mg24"

_FDC = "US Department of Agriculture, Agricultural Research Service. FoodData Central: {}."

SOURCES: dict[str, Source] = {
    source.key: source
    for source in (
        Source(
            key=USDA_SR28,
            title="USDA National Nutrient Database for Standard Reference",
            release="28",
            licence=_("public domain"),
            citation=(
                "US Department of Agriculture, Agricultural Research Service, Nutrient Data "
                "Laboratory. USDA National Nutrient Database for Standard Reference, Release 28. "
                "2015, revised May 2016."
            ),
            rank=1,
            carbohydrate_includes_fibre=True,
        ),
        Source(
            key=CIQUAL_2020,
            title="CIQUAL",
            release="2020",
            licence="Licence Ouverte / Open Licence 2.0 (Etalab)",
            citation="Anses. 2020. Table de composition nutritionnelle des aliments Ciqual",
            rank=2,
            carbohydrate_includes_fibre=False,
        ),
        Source(
            key=FNDDS_2017_2018,
            title="USDA Food and Nutrient Database for Dietary Studies",
            release="2017-2018",
            licence=_("public domain"),
            citation=(
                "US Department of Agriculture, Agricultural Research Service. 2020. USDA Food and "
                "Nutrient Database for Dietary Studies 2017-2018."
            ),
            rank=3,
            carbohydrate_includes_fibre=True,
            calculated=True,
        ),
        Source(
            key=WATERS,
            title=_("Mineral waters, from labels and makers"),
            release="1",
            licence=_("facts, free to use"),
            citation="Mg24. Mineral waters, release 1: fixtures/waters.csv names each source.",
            rank=4,
            carbohydrate_includes_fibre=None,
        ),
        Source(
            key=MG24,
            title=_("Mg24, foods that no table holds"),
            release="2",
            licence="MIT",
            citation=(
                "Mg24. Foods without a row in a table, release 2: names and portions, and dishes "
                "computed from the foods they are made of."
            ),
            rank=5,
            carbohydrate_includes_fibre=None,
        ),
        Source(
            key=NEVO,
            title=_("NEVO, the Dutch food composition database"),
            release="2025/9.0",
            licence=_("free to use unaltered, naming RIVM; not to be passed on in parts"),
            citation="NEVO-online, RIVM, Bilthoven.",
            rank=6,
            carbohydrate_includes_fibre=False,
            shipped=False,
        ),
        Source(
            key=FDC_FOUNDATION,
            title="USDA FoodData Central, Foundation Foods",
            release="2024-10",
            licence=_("public domain"),
            citation=_FDC.format("Foundation Foods"),
            rank=7,
            carbohydrate_includes_fibre=True,
            shipped=False,
        ),
        Source(
            key=FDC_SR_LEGACY,
            title="USDA FoodData Central, SR Legacy",
            release="2018-04",
            licence=_("public domain"),
            citation=_FDC.format("SR Legacy"),
            rank=8,
            carbohydrate_includes_fibre=True,
            shipped=False,
            same_codes_as=USDA_SR28,
        ),
        Source(
            key=FDC_SURVEY,
            title="USDA FoodData Central, Survey Foods (FNDDS)",
            release="2024-10",
            licence=_("public domain"),
            citation=_FDC.format("Food and Nutrient Database for Dietary Studies"),
            rank=9,
            carbohydrate_includes_fibre=True,
            calculated=True,
            shipped=False,
            same_codes_as=FNDDS_2017_2018,
        ),
        Source(
            key=CSV,
            title=_("A table of this installation"),
            release="1",
            licence=_("as its owner says"),
            citation=_("A table that the keeper of this installation loaded."),
            rank=10,
            carbohydrate_includes_fibre=False,
            shipped=False,
            from_labels=True,
        ),
        Source(
            key=OPEN_FOOD_FACTS,
            title="Open Food Facts",
            release="1",
            licence="Open Database License (ODbL) 1.0",
            citation="Open Food Facts contributors, world.openfoodfacts.org.",
            rank=11,
            carbohydrate_includes_fibre=False,
            shipped=False,
            from_labels=True,
        ),
    )
}


def family(dataset: str) -> str:
    """The dataset whose codes name this one's foods: two rows with one code there are one food."""
    source = SOURCES.get(dataset)
    return source.same_codes_as or dataset if source else dataset
