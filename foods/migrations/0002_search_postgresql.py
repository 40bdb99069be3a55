"""The search index on PostgreSQL. SQLite's is made after every migrate: foods/search/sqlite.py."""

from django.db import migrations

FORWARD = (
    # A trusted extension: the owner of the database may create it.
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    """ALTER TABLE foods_foodname ADD COLUMN search tsvector GENERATED ALWAYS AS (
         array_to_tsvector(array_remove(string_to_array(name_norm || ' ' || heads, ' '), ''))
       ) STORED""",
    "CREATE INDEX foods_foodname_search ON foods_foodname USING gin (search)",
    "CREATE INDEX foods_word_trigrams ON foods_word USING gin (word gin_trgm_ops)",
)
# The extension stays: others may use it.
BACKWARD = (
    "DROP INDEX foods_word_trigrams",
    "ALTER TABLE foods_foodname DROP COLUMN search",
)


def on_postgresql(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("foods", "0001_initial")]

    operations = [
        migrations.RunPython(on_postgresql(FORWARD), on_postgresql(BACKWARD)),
    ]
