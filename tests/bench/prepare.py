"""Make the table of the raw save, and a session for the owners of the first records."""

import importlib
import json
import time

import django
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection

TABLE = "CREATE TABLE bench_rows (uid varchar(36) PRIMARY KEY, worst integer)"
READERS = 10


def sign_in(user) -> str:
    """Return the key of a new session of a user, as a sign-in on one's own device leaves it."""
    store = importlib.import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store["signed_in_at"] = store["seen_at"] = time.time()
    store["own_device"] = True
    # The whole record as a file wants a password of just now, however long the measuring takes.
    store["account_authentication_methods"] = [{"method": "password", "at": time.time() + 1e6}]
    store.create()
    return store.session_key


def main() -> None:
    """Print each reader's session, cookie names and record as JSON."""
    from carelog.patients.models import Membership

    if "bench_rows" not in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(TABLE)
    owners = Membership.objects.filter(role="owner").select_related("user", "patient")
    readers = [
        {
            "cookie": settings.SESSION_COOKIE_NAME,
            "session": sign_in(owner.user),
            "csrf_cookie": settings.CSRF_COOKIE_NAME,
            "record": str(owner.patient.uid),
        }
        for owner in owners.order_by("patient_id")[:READERS]
    ]
    print(json.dumps(readers))


if __name__ == "__main__":
    django.setup()
    main()
