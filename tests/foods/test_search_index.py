"""SQLite's index hangs on triggers, which a changed table loses without a word."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

# A change of a table as a later migration makes it, and what search finds before and after.
SCRIPT = """
import sys
import django
django.setup()
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from foods import catalogue, importing
from foods.importers.records import FoodRecord, NameRecord

def food(code):
    return FoodRecord(
        dataset="usda_sr28", release="28", code=code, group="nuts", content={},
        names=(NameRecord("en", f"Quillnut {code}"),),
    )

def triggers():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")
        return cursor.fetchone()[0]

def found(query):
    return len(catalogue.search(query, lang="en").foods)

call_command("migrate", verbosity=0)
importing.load([food("early")])
assert (triggers(), found("quillnut"), found("quilnut")) == (6, 1, 1), "before"

for model, name in (("FoodName", "name"), ("Word", "word")):
    model = apps.get_model("foods", model)
    wider = models.CharField(max_length=350)
    wider.set_attributes_from_name(name)
    wider.model = model
    with connection.schema_editor() as editor:
        editor.alter_field(model, model._meta.get_field(name), wider)
assert triggers() == 0, "Django keeps triggers now: ensure() may go"
importing.load([food("late")])
assert found("lat quillnut") == 0, "the index is fed without triggers"

call_command("migrate", verbosity=0)
assert (triggers(), found("quillnut"), found("quilnut lat")) == (6, 2, 2 - 1), "after"
with connection.cursor() as cursor:
    cursor.execute("INSERT INTO foods_foodname_fts(foods_foodname_fts) VALUES ('integrity-check')")

importing.load([FoodRecord(**{**vars(food("late")), "names": (NameRecord("en", "Featherseed"),)})])
assert (found("featherseed"), found("quillnut late")) == (1, 0), "in step again"
"""


def test_migrate_restores_the_triggers_that_a_changed_table_lost(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "MG24_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
    }

    run = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=environment,
    )

    assert run.returncode == 0, run.stderr
