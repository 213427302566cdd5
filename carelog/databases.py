"""The database as settings.py wants it: SQLite for a household, PostgreSQL for more."""

from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

NAMED = "CARELOG_DATABASE_URL"
OURS = ("sqlite://", "postgres://", "postgresql://")
SQLITE = {
    # Deferred transactions fail at once under two writers; immediate ones queue.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
#: Seconds a request waits for a locked file: commands and the outbox have the 20 above.
LOCKED_IN_A_REQUEST = 2
#: Seconds; tcp_user_timeout in milliseconds. A peer that is gone is noticed after about ten.
POSTGRESQL = {
    "connect_timeout": 2,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 5000,
}
LIMITS = "-c statement_timeout=5000 -c lock_timeout=2000 -c synchronous_commit=on"
#: Left to itself the pool waits 30 seconds, and tries again after 1, 2, 4, 8 and 16.
POOL = {"timeout": 2, "reconnect_timeout": 2}


def database(url: str) -> dict[str, Any]:
    """Return Django's settings for the database at an address.

    What the address itself asks for stands over ours, such as the folder of a socket; its
    `options` come after ours, and of the same option the last counts. Raises ImproperlyConfigured
    for what is no such address, without the password that may stand in it.
    """
    found = _parsed(url)
    asked = found.get("OPTIONS", {})
    if found["ENGINE"].endswith("sqlite3"):
        return found | {"CONN_MAX_AGE": None, "OPTIONS": SQLITE | asked}
    # Only here: who keeps to SQLite need not load what speaks to PostgreSQL.
    from carelog.postgresql import Connection

    own = {"options": f"{LIMITS} {asked.get('options', '')}".strip()}
    pool = {"pool": POOL | {"connection_class": Connection}}
    return found | {"CONN_HEALTH_CHECKS": True, "OPTIONS": POSTGRESQL | asked | own | pool}


def serve(found: dict[str, Any]) -> None:
    """Change Django's settings of a database to those of a process that answers requests.

    What the address asked for by itself stays.
    """
    options = found["OPTIONS"]
    if options.get("timeout") == SQLITE["timeout"]:
        found["OPTIONS"] = options | {"timeout": LOCKED_IN_A_REQUEST}


def limits_cache(table: str) -> dict[str, Any]:
    """Return Django's settings for the cache that counts attempts to sign in, in a table.

    All workers share it. It is so large that nobody pushes the limits of others out with addresses
    of their own.
    """
    backend = "django.core.cache.backends.db.DatabaseCache"
    return {"BACKEND": backend, "LOCATION": table, "OPTIONS": {"MAX_ENTRIES": 100_000}}


def _parsed(url: str) -> dict[str, Any]:
    if not url.startswith(OURS):
        raise ImproperlyConfigured(f"{NAMED} must start with sqlite:/// or postgres://.")
    # What stands behind a # would be dropped without a word.
    if "#" not in url:
        try:
            found = {**dj_database_url.parse(url)}
        except ValueError:
            found = {}
        if found.get("NAME") == ":memory:" and ":memory:" not in url:
            raise ImproperlyConfigured(f"{NAMED} names no file: write sqlite:///path.")
        if found.get("NAME"):
            return found
    words = "in a user name or password write # as %23, / as %2F, : as %3A, @ as %40, ? as %3F"
    hosts = "several hosts stand behind it, as ?host=one,two&port=1,2"
    raise ImproperlyConfigured(f"{NAMED} cannot be read: {words}; {hosts}.")
