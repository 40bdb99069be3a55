"""An importer reads a file into records: it asks no database, and nothing of the diary."""

from pathlib import Path

from foods import importers
from tests.foods.quickadd.test_purity import imports

# Registries: what foods hold, their groups and sources, and the notes on them.
ALLOWED = {"importers", "groups", "nutrients", "notes", "sources", "table_groups"}


def test_importers_import_the_registries_and_themselves() -> None:
    for path in sorted(Path(importers.__file__).parent.glob("*.py")):
        for name in imports(path):
            top, *rest = name.split(".")
            assert top not in ("django", "tracker", "api"), (path.name, name)
            assert top != "foods" or rest[0] in ALLOWED, (path.name, name)
