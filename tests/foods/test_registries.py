import csv
from pathlib import Path

import pytest

from foods import groups, notes, sources, table_groups

# Every group of the three tables, as they name them.
TABLE_GROUPS = Path(__file__).parent.parent / "data" / "table_groups.csv"


def rows() -> list[dict[str, str]]:
    with TABLE_GROUPS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_group_of_every_table_is_one_of_ours() -> None:
    assert len(rows()) == 25 + 137 + 167
    for row in rows():
        levels = (row["level_1"], row["level_2"], row["level_3"])
        is_ciqual = row["dataset"] == sources.CIQUAL_2020
        name = table_groups.ciqual_name(*levels) if is_ciqual else row["level_1"]

        assert table_groups.group_of(row["dataset"], name=name) in groups.GROUPS


def test_the_map_holds_no_group_that_no_table_has() -> None:
    named = {
        (row["dataset"], table_groups.ciqual_name(row["level_1"], row["level_2"], row["level_3"]))
        for row in rows()
    }
    mapped = {(dataset, name) for dataset, names in table_groups.OURS.items() for name in names}

    assert mapped == named


def test_a_group_that_is_not_mapped_is_refused() -> None:
    with pytest.raises(KeyError):
        table_groups.group_of(sources.USDA_SR28, name="Moon Foods")


def test_every_group_has_a_label_and_an_unknown_one_shows_its_key() -> None:
    assert all(str(groups.label(key)) != key for key in groups.GROUPS)
    assert groups.label("moon_foods") == "moon_foods"


def test_every_source_says_what_it_is_and_how_to_cite_it() -> None:
    for key, source in sources.SOURCES.items():
        assert key == source.key
        assert all(str(text) for text in (source.title, source.licence, source.citation))
        assert source.release
    assert len({source.rank for source in sources.SOURCES.values()}) == len(sources.SOURCES)


def test_ciqual_alone_leaves_fibre_out_of_carbohydrate() -> None:
    known = {key: source.carbohydrate_includes_fibre for key, source in sources.SOURCES.items()}

    assert known[sources.USDA_SR28] is True
    assert known[sources.FNDDS_2017_2018] is True
    assert known[sources.CIQUAL_2020] is False


def test_every_note_is_a_sentence() -> None:
    assert all(str(sentence).endswith(".") for sentence in notes.NOTES.values())
    assert notes.sentence("unheard_of") == "unheard_of"
