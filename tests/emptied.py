"""Empty the database after a transactional test: the few tables that hold rows, not all of them.

Django's own flush truncates every table and then makes content types and permissions anew.
"""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from carelog.patients import append_only

#: What migrating fills, and no test does.
KEPT = {model._meta.db_table for model in (ContentType, Permission)}


def empty(_test_case=None) -> None:
    """Delete the rows of every table, in place of `TransactionTestCase._fixture_teardown`."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    names = [connection.ops.quote_name(table) for table in sorted({*tables} - KEPT)]
    rows = "SELECT '{0}' WHERE EXISTS (SELECT 1 FROM {0})"
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(" UNION ALL ".join(map(rows.format, names)))
        if filled := [name for (name,) in cursor.fetchall()]:
            for log in append_only.LOGS:
                append_only.remove(connection, log)
            for name in filled:
                cursor.execute(f"DELETE FROM {name}")
            for log in append_only.LOGS:
                append_only.install(connection, log)
