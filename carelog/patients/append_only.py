"""Triggers that keep what was written as it was written, on both databases.

They stand apart from the migrations that create them because emptying a whole test database
between tests is the one time they have to make way. SQLite drops them with a table that a later
migration makes anew: such a migration installs them again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.db.backends.base.base import BaseDatabaseWrapper

#: Nobody is about to delete the record that a row belongs to. It is asked of a table that never
#: changes: SQLite refuses to make a table anew that a trigger of another one names.
STANDS = "NOT EXISTS (SELECT 1 FROM patients_leavingrecord WHERE record = OLD.patient_id)"


@dataclass(frozen=True)
class Log:
    """A table of which no row is ever changed.

    Attributes:
        words: what it is, for the error.
        columns: those that never change.
        who: the column of the person, which may become empty with them; "" where there is none.
        goes: when rows may be deleted: "never", "with the record", or "freely".
    """

    table: str
    words: str
    columns: tuple[str, ...] = ()
    who: str = ""
    goes: Literal["never", "with the record", "freely"] = "with the record"


_STATE = ("id", "patient_id", "model", "uid", "version", "act", "at", "snapshot")
_OF_WARNING = ("id", "uid", "patient_id", "warning_id", "state", "text", "takes_back_id", "at")
ACCESS_LOG = Log("patients_accessevent", "the access log", goes="never")
HISTORY = Log("patients_revision", "the history", _STATE, "by_id")
WARNING_STATES = Log("safety_warningstate", "what was done", _OF_WARNING, "recorded_by_id")
PRIVATE_HISTORY = Log("safety_privatestate", "the history", (*_STATE, "by_id"), goes="freely")
LOGS = (ACCESS_LOG, HISTORY, WARNING_STATES, PRIVATE_HISTORY)


def install(connection: BaseDatabaseWrapper, log: Log = ACCESS_LOG) -> None:
    """Make the database refuse to change a table, and to delete from it when it may not."""
    is_postgres = connection.vendor == "postgresql"
    _run(connection, _postgres(log) if is_postgres else _sqlite(log))


def remove(connection: BaseDatabaseWrapper, log: Log = ACCESS_LOG) -> None:
    """Take the triggers of a table away again."""
    on = f" ON {log.table}" if connection.vendor == "postgresql" else ""
    names = ("no_update", "no_delete", "no_change", "no_person", "no_truncate")
    _run(connection, (f"DROP TRIGGER IF EXISTS {log.table}_{name}{on}" for name in names))


def _sqlite(log: Log) -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{log.words} is append-only'); END"

    def trigger(name: str, when: str) -> str:
        return f"CREATE TRIGGER IF NOT EXISTS {log.table}_{name} BEFORE {when} {refuse}"

    yield trigger("no_UPDATE", f"{_update(log)} ON {log.table}")
    if log.who:
        others = f"UPDATE OF {log.who} ON {log.table} WHEN NEW.{log.who} IS NOT NULL"
        yield trigger("no_person", others)
    if log.goes != "freely":
        standing = f" WHEN {STANDS}" if log.goes == "with the record" else ""
        yield trigger("no_DELETE", f"DELETE ON {log.table}{standing}")


def _postgres(log: Log) -> Iterator[str]:
    refuse = (
        f"RAISE EXCEPTION '{log.words} is append-only' "
        "USING ERRCODE = 'integrity_constraint_violation';"
    )

    def function(name: str, body: str) -> str:
        head = f"CREATE OR REPLACE FUNCTION {log.table}_{name}() RETURNS trigger LANGUAGE plpgsql"
        return f"{head} AS $$ BEGIN {body} END $$"

    def trigger(name: str, when: str, does: str = "refuse") -> str:
        run = f"EXECUTE FUNCTION {log.table}_{does}()"
        return f"CREATE OR REPLACE TRIGGER {log.table}_{name} BEFORE {when} {run}"

    yield function("refuse", refuse)
    if log.goes == "never":
        whole = f"UPDATE OR DELETE OR TRUNCATE ON {log.table} FOR EACH STATEMENT"
        yield trigger("no_change", whole)
        return
    row = f"ON {log.table} FOR EACH ROW"
    yield trigger("no_update", f"{_update(log)} {row}")
    if log.who:
        yield trigger("no_person", f"UPDATE OF {log.who} {row} WHEN (NEW.{log.who} IS NOT NULL)")
    if log.goes == "with the record":
        yield function("stands", f"IF {STANDS} THEN {refuse} END IF; RETURN OLD;")
        yield trigger("no_delete", f"DELETE {row}", "stands")
        yield trigger("no_truncate", f"TRUNCATE ON {log.table} FOR EACH STATEMENT")


def _update(log: Log) -> str:
    return f"UPDATE OF {', '.join(log.columns)}" if log.columns else "UPDATE"


def _run(connection: BaseDatabaseWrapper, statements: Iterator[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
