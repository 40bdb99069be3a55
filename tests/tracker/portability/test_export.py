"""Everything of a person in a file: complete, of one person, and unknown is not zero."""

import datetime as dt
import io
import json
import stat
import tracemalloc
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import uuid_utils.compat
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests import builders
from tests.tracker import records
from tests.tracker.portability import files
from tests.tracker.records import AT
from tracker import changes, diary, medicines, observations, portability
from tracker.changes import COLLECTIONS
from tracker.models import Favourite, IntakeEntry, Medicine, Observation, User
from tracker.portability import cells, names, rows

JSON, TABLES = "/settings/export/", "/settings/export/tables/"
# What is about a person and is not for them to take along, and why.
LEFT_OUT = {
    "SyncState": "a counter",
    "Tombstone": "removed",
    "Undo": "removed within a day",
    "ImportFile": "their own file, for a day",
    "Pairing": "a secret of ten minutes",
}


def entries(user: User, count: int, **members: object) -> None:
    given = {"date": AT.date(), "name": "x", "amount": 1, **members}
    with changes.writing(user, at=AT) as book:
        book.put([IntakeEntry(id=uuid_utils.compat.uuid7(), **given) for _ in range(count)])


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_record_of_each_collection_is_there_with_every_member(ada: User, collection: str) -> None:
    record = records.one_of(ada, collection)

    document = files.document(ada)

    found = [r for r in document["collections"][collection] if r["version"] == str(record.version)]
    assert [r["members"] for r in found] == [record.as_members()]
    assert set(found[0]["members"]) == set(type(record).members)
    assert document["counts"][collection] == len(document["collections"][collection])


def test_every_table_about_a_person_is_taken_along_or_left_out_for_a_reason() -> None:
    taken = {*COLLECTIONS.values(), *(model for model, _members in rows.BESIDE.values())}
    about = {m for m in apps.get_app_config("tracker").get_models() if hasattr(m, "user")}

    assert {model.__name__ for model in about - taken} == set(LEFT_OUT)


def test_what_no_phone_gets_is_there_too(ada: User) -> None:
    food = builders.own_food(ada)
    Favourite.objects.create(user=ada, item_id=food.id)

    document = files.document(ada)

    assert document["beside"]["favourites"] == [{"item_id": str(food.id)}]
    assert document["manifest"]["email"] == ada.email
    assert set(document["beside"]) == set(rows.BESIDE)


def test_no_token_is_in_a_file(ada: User) -> None:
    told = {name for _model, members in rows.BESIDE.values() for name in members}

    assert not any("digest" in name or "token" in name for name in told)


def test_the_manifest_names_the_tables_and_rules(ada: User) -> None:
    entry = builders.log(ada)[0]

    manifest = files.document(ada)["manifest"]

    assert manifest["food_tables"] == [{"dataset": entry.dataset, "release": entry.release}]
    assert manifest["rules"]["RF01"] >= 1
    assert (manifest["format"], manifest["format_version"]) == ("mg24-diary", 1)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_two_exports_without_a_change_are_the_same(ada: User, collection: str) -> None:
    records.one_of(ada, collection)

    assert files.document(ada) == files.document(ada)
    assert files.tables(ada) == files.tables(ada)


# --- ids ---


def test_an_id_made_from_the_account_is_written_as_its_name(ada: User) -> None:
    diary.confirm_day(ada, AT.date(), "complete", at=AT)
    builders.log(ada)

    found = files.document(ada)["collections"]

    assert [(r.get("id"), r["name"]) for r in found["days"]] == [(None, "day:2026-03-20")]
    assert "name" not in found["intake_entries"][0]


@pytest.mark.parametrize("collection", ["profile", "days", "acknowledgements"])
def test_a_name_gives_the_id_again(ada: User, eve: User, collection: str) -> None:
    record = records.one_of(ada, collection)
    name = names.name_of(record, account_id=ada.account_id)

    assert names.id_of(name, account_id=ada.account_id) == record.id
    assert names.id_of(name, account_id=eve.account_id) != record.id


def test_a_planned_dose_has_the_name_of_its_medicine_and_clock(ada: User) -> None:
    records.one_of(ada, "medicines")
    medicine = Medicine.objects.visible_to(ada).get()
    planned = dt.datetime(2026, 3, 19, 6, tzinfo=dt.UTC)
    medicines.doses.log_planned(
        ada, medicine, planned, taken_at=planned, zone_name=builders.ZONE, at=AT
    )

    (dose,) = files.document(ada)["collections"]["medicine_doses"]

    assert dose["name"] == f"dose:{medicine.id}:2026-03-19T07:00"


@pytest.mark.parametrize(("kind", "value"), [("fatigue", 4), ("cramp", 0)])
def test_what_is_noted_once_a_day_has_a_name(ada: User, kind: str, value: int) -> None:
    draft = observations.Draft(
        kind=kind, date=AT.date(), value=Decimal(value), zone_name=builders.ZONE
    )
    observations.log(ada, [draft], at=AT)
    record = Observation.objects.visible_to(ada).get()

    assert names.name_of(record, account_id=ada.account_id).startswith(kind)


# --- tables ---


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_table_of_each_collection_has_every_member(ada: User, collection: str) -> None:
    record = records.one_of(ada, collection)

    found = files.rows(files.tables(ada)[f"{collection}.csv"])

    (row,) = [r for r in found if r["version"] == str(record.version)]
    in_maps = {"content", "amount", "value"}
    assert set(row) >= {"id", *(set(type(record).members) - in_maps)}
    assert row["id"] == str(record.id)


def test_an_empty_cell_is_unknown_and_0_is_zero(ada: User) -> None:
    entries(ada, 1, magnesium_mg=None, high_mg=Decimal("0.000"), content={"water_g": 0.0})

    (row,) = files.rows(files.tables(ada)["intake_entries.csv"])
    (record,) = files.document(ada)["collections"]["intake_entries"]

    assert (row["magnesium_mg"], row["high_mg"]) == ("", "0")
    assert (row["magnesium_mg_per_100_g_or_unit"], row["water_g_per_100_g_or_unit"]) == ("", "0")
    assert (record["members"]["magnesium_mg"], record["members"]["high_mg"]) == (None, 0)
    assert record["members"]["content"] == {"water_g": 0}


def test_dutch_tables_have_semicolons_and_a_decimal_comma(ada: User) -> None:
    entries(ada, 1, magnesium_mg=Decimal("312.500"))

    text = files.tables(ada, style=portability.COMMA)["intake_entries.csv"]

    assert text.startswith("\ufeffid;version;kind;")
    assert files.rows(text, separator=";")[0]["magnesium_mg"] == "312,5"


def test_a_moment_has_the_clock_of_its_zone(ada: User) -> None:
    entries(ada, 1, at=AT, zone="Europe/Amsterdam")

    (row,) = files.rows(files.tables(ada)["intake_entries.csv"])

    assert (row["at"], row["zone"]) == ("2026-03-20T13:00:00+01:00", "Europe/Amsterdam")


def test_the_unit_of_a_value_stands_beside_it(ada: User) -> None:
    draft = observations.Draft(
        kind="weight", date=AT.date(), value=Decimal("70.5"), zone_name=builders.ZONE
    )
    observations.log(ada, [draft], at=AT)

    (row,) = files.rows(files.tables(ada)["observations.csv"])

    assert (row["value_in_unit"], row["unit"]) == ("70.5", "kg")


@given(st.text(st.characters(codec="utf-8")))
def test_a_text_in_a_cell_is_no_formula_and_comes_back(text: str) -> None:
    written = cells.cell(text, decimal_mark=",")

    assert not written.startswith(cells.FORMULA)
    assert cells.unguarded(written) == text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (0, "0"),
        (Decimal("0.000"), "0"),
        (Decimal("-1.50"), "-1,5"),
        (Decimal(100), "100"),
        (0.00001, "0,00001"),
        (1e21, "1000000000000000000000"),
        (True, "true"),
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ([{"label": "é"}], '[{"label": "é"}]'),
    ],
)
def test_a_cell(value: object, written: str) -> None:
    assert cells.cell(value, decimal_mark=",") == written


# --- doors ---


@pytest.mark.parametrize("address", [JSON, TABLES])
def test_a_file_holds_nothing_of_somebody_else(
    ada: User, as_ada: Client, as_eve: Client, address: str
) -> None:
    builders.own_food(ada, "Bread of a secret recipe")

    def holds(browser: Client) -> bool:
        answer = browser.get(address)
        assert answer["Cache-Control"].endswith("no-store, must-revalidate, private")
        assert answer["Content-Disposition"].startswith('attachment; filename="mg24-')
        sent = answer.getvalue()
        if address == TABLES:
            with zipfile.ZipFile(io.BytesIO(sent)) as archive:
                sent = archive.read("custom_foods.csv")
        return b"secret recipe" in sent

    assert holds(as_ada)
    assert not holds(as_eve)


@pytest.mark.parametrize("address", [JSON, TABLES])
def test_nobody_gets_a_file_without_logging_in(db: None, address: str) -> None:
    assert Client().get(address)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("address", [JSON, TABLES])
def test_the_settings_page_leads_to_the_files(as_ada: Client, address: str) -> None:
    assert f'href="{address}"' in as_ada.get("/settings/").content.decode()


def test_the_command_writes_a_file_for_one_reader(ada: User, tmp_path: Path) -> None:
    file = tmp_path / "ada.json"
    call_command("export_diary", "Ada@example.org", str(file))

    assert json.loads(file.read_text())["manifest"]["account_id"] == str(ada.account_id)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(CommandError, match="cannot be made"):
        call_command("export_diary", "ada@example.org", str(file))


def test_the_command_writes_tables(ada: User, tmp_path: Path) -> None:
    file = tmp_path / "ada.zip"
    call_command("export_diary", "ada@example.org", str(file), "--csv", "--comma")

    with zipfile.ZipFile(file) as archive:
        assert archive.read("days.csv").startswith("\ufeffid;".encode())


def test_the_command_knows_no_stranger(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no account"):
        call_command("export_diary", "x@example.org", str(tmp_path / "x"))
    assert not (tmp_path / "x").exists()


# --- size ---


@pytest.mark.parametrize("write", [files.document, files.tables])
def test_a_long_diary_takes_no_more_queries(
    ada: User,
    queries: Callable[[], CaptureQueriesContext],
    write: Callable[[User], object],
) -> None:
    entries(ada, 3)
    with queries() as few:
        write(ada)
    entries(ada, 700)
    with queries() as many:
        write(ada)

    assert len(many) == len(few)


def test_a_long_diary_takes_no_more_memory(ada: User, tmp_path: Path) -> None:
    """A line is about 2 kB; a few hundred of them are in memory at once."""

    def peak() -> int:
        tracemalloc.start()
        with (tmp_path / "out").open("wb") as file:
            portability.write_json(ada, file, at=AT)
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    content = {f"k{n}": n for n in range(100)}
    entries(ada, 1200, content=content)
    short = peak()
    entries(ada, 2400, content=content)

    assert peak() < 1.3 * short
