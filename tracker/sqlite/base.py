"""SQLite as Django speaks to it, with as many values in a statement as this build allows.

Django 5.2 keeps to 999, the default of SQLite before 3.32: a push of a thousand rows would be
forty statements.
"""

import sqlite3

from django.db.backends.sqlite3 import base, features
from django.utils.functional import cached_property


class DatabaseFeatures(features.DatabaseFeatures):
    @cached_property
    def max_query_params(self) -> int:  # type: ignore[override]
        with self.connection.cursor():
            limit: int = self.connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
        return limit


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = DatabaseFeatures
