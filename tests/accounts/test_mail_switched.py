"""The shipped settings themselves, with a mail server and without, over one and the same database.

Each site is a process of its own, since settings are read once, at the start.
"""

import json
import os
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.accounts.ways_in import CODE, HOME, PASSWORD
from tests.frame.test_settings import LOCAL, run
from tests.outbox.servers import post_office

OLD, NEW, LATE = "invented@example.org", "new@example.org", "late@example.org"
ACTS = """
import django, json
django.setup()
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

def do(act, email):
    if act == "confirm":
        return call_command("confirm_email", email)
    # People do not do all this within the same ten seconds.
    cache.clear()
    form = {"email": email, "login": email, "password": PASSWORD, "password1": PASSWORD}
    return Client(SERVER_NAME="localhost").post(f"/account/{act}/", form)["Location"]

print(json.dumps([do(*act) for act in ACTS_TO_DO]))
"""

pytestmark = pytest.mark.django_db(transaction=True)


def database() -> str:
    """Return the address of the database of this test, as a setting."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["CARELOG_TEST_DATABASE_URL"])._replace(path=f"/{name}").geturl()


def on_a_site(todo: list[tuple[str, str]], mail_port: int | None = None) -> list[str]:
    """Start a site as it is shipped, do something on it, and return where each act led."""
    values = LOCAL | {"CARELOG_DATABASE_URL": database()}
    if mail_port:
        mail = {"CARELOG_EMAIL_HOST": "127.0.0.1", "CARELOG_EMAIL_TLS": "no"}
        values |= mail | {"CARELOG_EMAIL_PORT": str(mail_port)}
    done = run(values, f"PASSWORD, ACTS_TO_DO = {PASSWORD!r}, {todo!r}\n{ACTS}")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_mail_is_added_taken_away_and_added_again_and_whoever_was_in_comes_in():
    assert on_a_site([("signup", OLD)]) == [HOME]
    with post_office() as server:
        port = server.server_address[1]
        acts = [("login", OLD), ("signup", NEW), ("login", NEW), ("password/reset", OLD)]
        assert on_a_site(acts, port) == [HOME, CODE, CODE, "/account/password/reset/done/"]
        assert [("nobody has confirmed yet" in one) for one in server.letters] == [
            *(False, False, True),
        ]
        assert on_a_site([("login", OLD), ("login", NEW), ("signup", LATE)]) == [HOME] * 3
        acts = [("login", OLD), ("login", NEW), ("login", LATE)]
        assert on_a_site(acts, port) == [HOME] * 3


def test_the_command_lets_someone_in_whose_mail_never_came():
    with post_office() as server:
        port = server.server_address[1]
        acts = [("signup", NEW), ("login", NEW), ("confirm", NEW), ("login", NEW)]
        assert on_a_site(acts, port) == [CODE, CODE, None, HOME]
