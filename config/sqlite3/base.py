"""Django's SQLite, as pysqlite3 gives it.

Django 6 asks the connection how many parameters a statement may have; pysqlite3 has no `getlimit`. The answer here is
the one that Django 5.2 has built in, so batches are cut alike on both.
"""

from django.db.backends.sqlite3 import base, features


class DatabaseFeatures(features.DatabaseFeatures):
    max_query_params = 999


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = DatabaseFeatures
