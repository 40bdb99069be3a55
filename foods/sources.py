"""The tables our values come from. A lower rank is preferred when two tables hold one food."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Source:
    """A dataset as released.

    `calculated`: its values are computed from ingredients and not measured in the food itself.
    `carbohydrate_includes_fibre` is None where the dataset holds no carbohydrate.
    """

    key: str
    title: str | Promise
    release: str
    licence: str | Promise
    citation: str
    rank: int
    carbohydrate_includes_fibre: bool | None
    calculated: bool = False


USDA_SR28 = "usda_sr28"
CIQUAL_2020 = "ciqual_2020"
FNDDS_2017_2018 = "fndds_2017_2018"
WATERS = "waters"
MG24 = "mg24"

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
            release="1",
            licence="MIT",
            citation="Mg24. Foods without a row in a table, release 1: names and portions only.",
            rank=5,
            carbohydrate_includes_fibre=None,
        ),
    )
}
