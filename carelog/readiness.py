"""Whether CareLog could answer. Each check returns "", or one sentence that says what to do."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from carelog.faults import is_fault

AWAY = "The database does not answer: look whether it runs, and at CARELOG_DATABASE_URL."
#: Kept a minute; a write that changes nothing reaches the disk all the same.
WRITTEN = "readiness"
#: Milliseconds for which the file of SQLite may be locked here; elsewhere it is 20 seconds.
PATIENCE_OF_SQLITE = 1000


def static_files() -> str:
    """Look whether `collectstatic` has run since a style sheet or a script was added."""
    for folder in map(Path, settings.STATICFILES_DIRS):
        for path in sorted(folder.rglob("*.*")):
            try:
                staticfiles_storage.url(path.relative_to(folder).as_posix())
            except ValueError:
                return "The style sheets are not in place: run manage.py collectstatic --noinput."
    return ""


def of_database(check: Callable[[], str]) -> Callable[[], str]:
    """Let a check say when the database is away, and what to do where a table is missing."""

    def checked() -> str:
        try:
            return check()
        except Error as error:
            if is_fault(error):
                return AWAY
            return "A table is missing: run manage.py migrate, then manage.py createcachetable."

    checked.__doc__ = check.__doc__
    return checked


@of_database
def cache_table() -> str:
    """Look for the table in which rate limits are counted."""
    cache.get(WRITTEN)
    return ""


@of_database
def migrations() -> str:
    """Look whether the tables are those of this version."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return "The tables are of an older version: run manage.py migrate." if waiting else ""


@of_database
def writable() -> str:
    """Write a row and read it: a full disk, a lock and a database to be read only refuse that."""
    with _soon():
        written = cache.touch(WRITTEN, 60) or cache.add(WRITTEN, "", 60)
    if written and cache.get(WRITTEN) is not None:
        return ""
    return "The database cannot be written: free the disk, or end what holds it or makes it read."


@contextmanager
def _soon() -> Iterator[None]:
    """Wait for a locked file of SQLite only as long as who asks for readiness waits."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_OF_SQLITE}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {before}")


def first_trouble() -> str:
    """Return what is wrong first, "" where CareLog is ready."""
    checks = (migrations, writable, static_files)
    return next(filter(None, (check() for check in checks)), "")
