"""The database as settings.py wants it: SQLite for a household, PostgreSQL for more."""

from typing import Any

import dj_database_url

SQLITE = {
    # Deferred transactions fail at once under two writers; immediate ones queue.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
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
    `options` come after ours, and of the same option the last counts.
    """
    found: dict[str, Any] = {**dj_database_url.parse(url)}
    asked = found.get("OPTIONS", {})
    if found["ENGINE"].endswith("sqlite3"):
        return found | {"CONN_MAX_AGE": None, "OPTIONS": SQLITE | asked}
    # Only here: who keeps to SQLite need not load what speaks to PostgreSQL.
    from carelog.postgresql import Connection

    own = {"options": f"{LIMITS} {asked.get('options', '')}".strip()}
    pool = {"pool": POOL | {"connection_class": Connection}}
    return found | {"CONN_HEALTH_CHECKS": True, "OPTIONS": POSTGRESQL | asked | own | pool}
