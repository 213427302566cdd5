"""Triggers that keep the access log as it was written, on both databases.

They stand apart from the migration that creates them because emptying a whole test database
between tests is the one time they have to make way.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "patients_accessevent"
SQLITE_INSTALL = [
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_no_{act} BEFORE {act} ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END"
    for act in ("UPDATE", "DELETE")
]
SQLITE_REMOVE = [f"DROP TRIGGER IF EXISTS {TABLE}_no_{act}" for act in ("UPDATE", "DELETE")]
POSTGRES_INSTALL = [
    f"CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the access log is append-only' "
    "USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"CREATE OR REPLACE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()",
]
POSTGRES_REMOVE = [f"DROP TRIGGER IF EXISTS {TABLE}_no_change ON {TABLE}"]


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the database refuse UPDATE, DELETE and TRUNCATE of the access log."""
    is_postgres = connection.vendor == "postgresql"
    _run(connection, POSTGRES_INSTALL if is_postgres else SQLITE_INSTALL)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away again."""
    is_postgres = connection.vendor == "postgresql"
    _run(connection, POSTGRES_REMOVE if is_postgres else SQLITE_REMOVE)


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
