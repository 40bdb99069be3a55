"""Whole tables: staged, compared, used, undone, switched off; broken off and gone on with."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from foods import catalogue, notes, releases, rows
from foods.importers.files import FileError
from foods.models import Food, FoodName, Release, SetAside, Table, Word, table_id
from tests import builders
from tests.foods.importers import samples
from tracker.models import IntakeEntry, User

ROOT = Path(__file__).parent.parent.parent
AT = dt.datetime(2026, 11, 25, 7, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


def table(folder: Path, foods: Iterable[tuple[str, str, str]], *, name: str = "table") -> Path:
    """A CSV of codes, names and magnesium."""
    path = folder / f"{name}.csv"
    lines = [f"{code},{title},{magnesium}" for code, title, magnesium in foods]
    path.write_text("\n".join(["code,name_en,magnesium_mg", *lines]) + "\n", encoding="utf-8")
    return path


def stage(path: Path, **options: object) -> releases.Loaded:
    return releases.stage("csv", path, at=AT, **options)  # type: ignore[arg-type]


def offered(query: str = "quillnut") -> dict[str, float | None]:
    """What a search offers: magnesium by name."""
    found = catalogue.search(query, lang="en", limit=100).foods
    return {
        food.name_in("en"): None if food.magnesium_mg is None else float(food.magnesium_mg)
        for food in found
    }


FIRST = (
    ("q1", "Quillnut plain", "10"),
    ("q2", "Quillnut salted", "20"),
    ("q3", "Quillnut old", ""),
)
SECOND = (
    ("q1", "Quillnut plain", "10"),
    ("q2", "Quillnut salted", "25"),
    ("q4", "Quillnut new", "40"),
)


@pytest.fixture
def first(tmp_path: Path) -> releases.Loaded:
    loaded = stage(table(tmp_path, FIRST, name="first"))
    releases.use("csv")
    return loaded


def test_what_is_staged_is_not_offered_before_it_is_used(tmp_path: Path) -> None:
    loaded = stage(table(tmp_path, FIRST))

    assert (loaded.new, loaded.changed, loaded.unchanged) == (3, 0, 0)
    assert offered() == {}
    releases.use("csv")
    assert offered() == {"Quillnut plain": 10, "Quillnut salted": 20, "Quillnut old": None}


def test_a_new_release_is_compared_with_the_one_in_use(
    first: releases.Loaded, tmp_path: Path
) -> None:
    loaded = stage(table(tmp_path, SECOND, name="second"))

    assert (loaded.new, loaded.changed, loaded.unchanged, loaded.left) == (1, 1, 1, 1)
    assert releases.differences("csv") == [
        releases.Difference("q2", "Quillnut salted", before_mg=20, after_mg=25)
    ]
    assert offered()["Quillnut salted"] == 20


def test_using_and_undoing_switch_every_food_in_one_statement(
    first: releases.Loaded, tmp_path: Path
) -> None:
    stage(table(tmp_path, SECOND, name="second"))
    before, after = offered(), {**offered(), "Quillnut salted": 25, "Quillnut new": 40}

    assert str(releases.use("csv")) == "csv second"
    assert offered() == after
    assert str(releases.undo("csv")) == "csv first"
    assert offered() == before
    assert releases.undo("csv") is None
    assert offered() == {}
    with pytest.raises(releases.ReleaseError, match="No release of csv is in use"):
        releases.undo("csv")


def test_the_switch_is_one_statement_whatever_the_number_of_foods(
    tmp_path: Path, queries: object
) -> None:
    stage(table(tmp_path, [(f"q{n}", f"Quillnut {n}", "1") for n in range(300)]))

    with queries() as done:  # type: ignore[operator]
        releases.use("csv")

    written = [query for query in done.captured_queries if query["sql"].startswith("UPDATE")]
    assert len(written) == 1


def test_a_food_keeps_its_id_and_its_page_over_releases(
    first: releases.Loaded, tmp_path: Path
) -> None:
    food_id = table_id("csv", code="q2")
    assert catalogue.food(food_id).magnesium_mg == 20

    stage(table(tmp_path, SECOND, name="second"))
    releases.use("csv")

    assert catalogue.food(food_id).magnesium_mg == 25
    assert catalogue.food(food_id).release == "second"
    assert catalogue.names([food_id], lang="en") == {food_id: "Quillnut salted"}
    # Only the version that is new was written.
    assert Food.objects.filter(id=table_id("csv", code="q1")).count() == 1


def test_what_was_logged_stays_as_it_was(first: releases.Loaded, tmp_path: Path, ada: User) -> None:
    builders.log(ada, builders.draft(item_id=table_id("csv", code="q2"), amount="200"))

    stage(table(tmp_path, SECOND, name="second"))
    releases.use("csv")

    entry = IntakeEntry.objects.visible_to(ada).get()
    assert entry.magnesium_mg == 40
    assert (entry.dataset, entry.release, entry.code) == ("csv", "first", "q2")


def test_the_same_file_again_is_not_loaded_again(tmp_path: Path) -> None:
    path = table(tmp_path, FIRST)
    stage(path)

    assert stage(path).again
    releases.use("csv")
    assert stage(path).again
    assert Release.objects.filter(table="csv").count() == 1


def test_staging_another_file_throws_away_what_was_staged_or_undone(
    first: releases.Loaded, tmp_path: Path
) -> None:
    stage(table(tmp_path, SECOND, name="second"))
    third = stage(table(tmp_path, [("q2", "Quillnut salted", "30")], name="third"))

    assert (third.serial, third.changed, third.left) == (2, 1, 2)
    assert not Food.objects.filter(code="q4").exists()
    releases.use("csv")
    assert offered()["Quillnut salted"] == 30


def test_a_discarded_release_leaves_no_row(first: releases.Loaded, tmp_path: Path) -> None:
    before = everything()

    stage(table(tmp_path, SECOND, name="second"))
    releases.discard("csv")

    assert everything() == before
    with pytest.raises(releases.ReleaseError, match="no staged release"):
        releases.use("csv")


class PowerCut(BaseException):
    """Stands for whatever ends a process."""


def cut_after(most: int) -> releases.Progress:
    def progress(done: int, _total: int) -> None:
        if done >= most:
            raise PowerCut

    return progress


@pytest.mark.parametrize("most", [1, 150, 700])
def test_a_load_that_was_broken_off_ends_in_the_same_rows(tmp_path: Path, most: int) -> None:
    foods = [(f"q{n}", f"Quillnut number {n}", str(n % 50)) for n in range(800)]
    stage(table(tmp_path, foods[:300], name="before"))
    releases.use("csv")
    path = table(tmp_path, [*foods[:200], ("q200", "Quillnut other", "7"), *foods[201:]])
    whole = stage(path)
    expected = everything()
    releases.discard("csv")

    with pytest.raises(PowerCut):
        stage(path, progress=cut_after(most))
    with pytest.raises(releases.ReleaseError, match="broken off"):
        releases.use("csv")
    again = stage(path)

    assert everything() == expected
    assert (again.new, again.changed, again.left) == (whole.new, whole.changed, whole.left)


def everything() -> list[tuple[object, ...]]:
    """Every version of the table with its names, but for the numbers that order rows."""
    versions = Food.objects.filter(table="csv").order_by("code", "since")
    return [
        (
            food.code,
            food.since,
            food.until,
            food.fingerprint,
            food.magnesium_mg,
            food.names_in("en"),
        )
        for food in versions.prefetch_related("names")
    ]


def test_a_code_that_stands_twice_is_refused_the_second_time(tmp_path: Path) -> None:
    loaded = stage(table(tmp_path, [("q1", "Quillnut", "10"), ("q1", "Quillnut", "")]))

    assert (loaded.new, loaded.refused) == (1, 1)
    assert loaded.refusals[0].reason == releases.TWICE


def test_a_file_that_breaks_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    path = table(tmp_path, [(f"q{n}", f"Quillnut {n}", "1") for n in range(2000)])
    with path.open("ab") as file:
        file.write(b"q9,Quillnut\xff,1\n")

    with pytest.raises(FileError, match="line 2002"):
        stage(path)

    assert not Food.objects.filter(table="csv").exists()
    assert not Release.objects.filter(table="csv").exists()


@pytest.mark.parametrize("source", ["csv", "usda_sr28", "ciqual_2020", "fndds_2017_2018", "nevo"])
def test_every_sample_becomes_foods(source: str) -> None:
    loaded = releases.stage(source, samples.PATHS[source], at=AT)
    releases.use(source)

    read = samples.foods(source)
    assert loaded.new == len(read)
    for food in Food.objects.in_use().filter(table=source):
        assert food.content == pytest.approx(dict(read[food.code].content))
        assert (food.magnesium_mg is None) == ("magnesium_mg" not in food.content)
        assert tuple(food.below_limit) == read[food.code].below_limit


# --- doubtful rows ---


def test_a_label_that_cannot_be_right_waits_until_somebody_takes_it(tmp_path: Path) -> None:
    path = table(tmp_path, [("q1", "Quillnut plain", "10"), ("q2", "Quillnut strong", "23000")])

    loaded = stage(path)
    releases.use("csv")

    assert (loaded.new, loaded.set_aside) == (1, 1)
    assert set(offered()) == {"Quillnut plain"}
    (waiting,) = releases.waiting("csv")
    assert (waiting.code, waiting.doubts) == ("q2", [notes.MAGNESIUM_VERY_HIGH])
    food_id = releases.accept("csv", "q2")
    assert offered()["Quillnut strong"] == 23000
    assert notes.MAGNESIUM_VERY_HIGH in catalogue.food(food_id).notes
    assert releases.waiting("csv") == []
    with pytest.raises(releases.ReleaseError, match="q2"):
        releases.accept("csv", "q2")


def test_a_doubtful_row_of_a_composition_table_is_used_with_its_note(tmp_path: Path) -> None:
    folder = tmp_path / "sr28"
    folder.mkdir()
    for path in samples.PATHS["usda_sr28"].iterdir():
        text = path.read_text(encoding="cp1252").replace("^~304~^270^", "^~304~^2700^")
        (folder / path.name).write_text(text, encoding="cp1252")

    loaded = releases.stage("usda_sr28", folder, at=AT)
    releases.use("usda_sr28")

    assert loaded.set_aside == 0
    almonds = catalogue.food(table_id("usda_sr28", code="12061"))
    assert almonds.magnesium_mg == 2700
    assert almonds.notes == [notes.MAGNESIUM_VERY_HIGH]


def test_what_was_set_aside_goes_with_its_release(tmp_path: Path) -> None:
    stage(table(tmp_path, [("q2", "Quillnut strong", "23000")]))

    releases.discard("csv")

    assert not SetAside.objects.exists()


# --- switched off ---


def test_a_table_that_is_switched_off_is_not_offered_and_still_found_by_id(
    first: releases.Loaded,
) -> None:
    releases.switch("csv", on=False)

    assert offered() == {}
    assert catalogue.food(table_id("csv", code="q1")).magnesium_mg == 10
    releases.switch("csv", on=True)
    assert len(offered()) == 3


def test_a_typo_is_not_put_right_with_a_word_of_a_table_that_is_off(tmp_path: Path) -> None:
    stage(table(tmp_path, [("b1", "Brocollo", "10")]))
    releases.use("csv")
    assert catalogue.search("brocolli", lang="en").corrected == "brocollo"

    releases.switch("csv", on=False)

    assert catalogue.search("brocolli", lang="en").corrected == "broccoli"


def test_the_foods_that_come_with_mg24_stay_on() -> None:
    with pytest.raises(releases.ReleaseError, match="cannot be switched off"):
        releases.switch(Table.CURATED, on=False)


def test_a_table_that_was_never_loaded_says_so() -> None:
    for act in (releases.use, releases.undo, releases.discard, releases.waiting):
        with pytest.raises(releases.ReleaseError, match="No table nevo was loaded"):
            act("nevo")


def test_the_page_of_sources_names_what_is_in_use(first: releases.Loaded, client: Client) -> None:
    def page() -> str:
        return client.get("/about/").content.decode()

    assert "A table of this installation, first" in page()
    assert "Open Food Facts" not in page()
    releases.switch("csv", on=False)
    assert "A table of this installation" not in page()


# --- how it is written ---


def test_a_batch_shrinks_when_its_transaction_was_slow_and_grows_slowly() -> None:
    pace = releases.Pace()

    pace.took(0.4)
    assert pace.size == releases.SMALLEST
    pace.took(0.001)
    assert pace.size == 2 * releases.SMALLEST
    for _ in range(20):
        pace.took(0.0)
    assert pace.size == releases.LARGEST
    assert pace.slowest_s == 0.4


def test_names_of_everyday_foods_and_short_ones_are_read_first(tmp_path: Path) -> None:
    stage(
        table(
            tmp_path,
            [
                ("q1", "Quillnut with a long name", "1"),
                ("q2", "Quillnut", "1"),
                ("q3", "Quill", "1"),
            ],
        )
    )

    names = FoodName.objects.filter(food__table="csv").order_by("id")
    assert [name.name for name in names] == ["Quill", "Quillnut", "Quillnut with a long name"]
    assert Word.objects.filter(word="quillnut", lang="en").exists()
    assert min(names.values_list("id", flat=True)) >= 3 * rows.TIER_BLOCK


# --- the commands ---


def test_the_commands_tell_what_they_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(*words: str) -> str:
        call_command(*words)
        return capsys.readouterr().out

    path = table(tmp_path, [*FIRST, ("q5", "Quillnut minus", "-1"), ("q6", "Quillnut x", "9000")])
    report = said("import_foods", "csv", str(path))
    assert "3 new, 0 changed" in report
    assert "q5 Quillnut minus: magnesium_mg: -1 is less than 0" in report
    assert "1 set aside" in report
    assert "food_tables use csv" in report
    assert "staged" in said("food_tables")
    assert "csv table" in said("food_tables", "use", "csv")
    assert "q6 Quillnut x: magnesium_very_high" in said("food_tables", "review", "csv")
    assert "q6 is taken" in said("food_tables", "accept", "csv", "q6")
    second = said("import_foods", "csv", str(table(tmp_path, SECOND, name="second")), "--use")
    assert "q2 Quillnut salted: 20 becomes 25" in second
    assert "It is in use" in second
    assert "loaded before" in said("import_foods", "csv", str(tmp_path / "second.csv"))
    assert "csv table" in said("food_tables", "undo", "csv")
    assert "thrown away" in said("food_tables", "discard", "csv")
    assert "csv is off" in said("food_tables", "off", "csv")
    assert "csv, switched off" in said("food_tables")
    assert "csv is on" in said("food_tables", "on", "csv")
    assert "Nothing of csv is in use" in said("food_tables", "undo", "csv")


def test_the_commands_refuse_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "no.csv"
    path.write_text("code,name\n1,Bread\n", encoding="utf-16")

    with pytest.raises(CommandError, match=r"CSV UTF-8\. Nothing of it was loaded"):
        call_command("import_foods", "csv", str(path))
    with pytest.raises(CommandError, match="Say of which table"):
        call_command("food_tables", "use")
    with pytest.raises(CommandError, match="No table nevo was loaded"):
        call_command("food_tables", "use", "nevo")


# --- beside people who log, and killed ---

# Logs an entry every hundredth of a second while another process loads a table; prints how many
# were written and the longest wait in seconds.
LOGGING = """
import subprocess, sys, time
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from foods import importing
from tests import builders
call_command("migrate", verbosity=0)
importing.load_fixture(settings.BASE_DIR / "fixtures")
ada = builders.account("ada@example.org")
load = subprocess.Popen([sys.executable, "manage.py", "import_foods", "csv", sys.argv[1], "--use"])
written, longest = 0, 0.0
while load.poll() is None:
    started = time.monotonic()
    builders.log(ada, builders.draft())
    longest = max(longest, time.monotonic() - started)
    written += 1
    time.sleep(0.01)
assert load.returncode == 0
from tracker.models import IntakeEntry
from foods.models import Food
assert IntakeEntry.objects.visible_to(ada).count() == written
assert Food.objects.in_use().filter(table="csv").count() == 3000
print(written, longest)
"""

# Loads a table, killed again and again, until it is through.
KILLED = """
import subprocess, sys, time
import django
django.setup()
from django.core.management import call_command
from foods.models import Food, FoodName
call_command("migrate", verbosity=0)
kills = 0
while True:
    load = subprocess.Popen([sys.executable, "manage.py", "import_foods", "csv", sys.argv[1]])
    time.sleep(1.2 + kills * 0.3)
    if load.poll() is not None:
        break
    load.kill()
    load.wait()
    kills += 1
assert load.returncode == 0
foods = Food.objects.filter(table="csv")
assert foods.count() == foods.values("code").distinct().count() == 30000
assert FoodName.objects.filter(food__table="csv").count() == 30000
print(kills)
"""


def run(script: str, *words: str, folder: Path) -> list[str]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "MG24_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1].split()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has one writer at a time")
def test_people_keep_logging_while_a_table_is_loaded_on_sqlite(tmp_path: Path) -> None:
    path = table(tmp_path, [(f"q{n}", f"Quillnut number {n}", "1") for n in range(3000)])

    written, longest = run(LOGGING, str(path), folder=tmp_path)

    assert int(written) > 10
    # A transaction of the load is meant to take a twentieth of a second.
    assert float(longest) < 2


@pytest.mark.long
@pytest.mark.skipif(connection.vendor != "sqlite", reason="on a database of its own")
def test_a_killed_load_goes_on_where_it_was(tmp_path: Path) -> None:
    path = table(tmp_path, [(f"q{n}", f"Quillnut number {n}", "1") for n in range(30_000)])

    (kills,) = run(KILLED, str(path), folder=tmp_path)

    assert int(kills) > 0
