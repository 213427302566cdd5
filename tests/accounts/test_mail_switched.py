"""The shipped settings themselves, with a mail server and without, over one and the same database.

A site with one is a process of its own, since settings are read once, at the start. This process
is the site without.
"""

import json
import os
from urllib.parse import urlsplit

import pytest
from django.conf import settings as site
from django.db import connection

from tests.accounts.ways_in import CODE, HOME, PASSWORD, sign_in, sign_up
from tests.frame.test_settings import LOCAL, run
from tests.outbox.servers import post_office

OLD, NEW, LATE = "invented@example.org", "new@example.org", "late@example.org"
LOST = "lost@example.org"
ACTS = """
import django, json
from django.conf import settings
# As in this process: what is stored on one site is read on the other.
settings.PASSWORD_HASHERS = HASHERS
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


def on_a_site(todo: list[tuple[str, str]], mail_port: int) -> list[str]:
    """Start a site as it is shipped, do something on it, and return where each act led."""
    values = LOCAL | {"CARELOG_DATABASE_URL": database(), "CARELOG_EMAIL_HOST": "127.0.0.1"}
    values |= {"CARELOG_EMAIL_TLS": "no", "CARELOG_EMAIL_PORT": str(mail_port)}
    given = f"PASSWORD, HASHERS, ACTS_TO_DO = {PASSWORD!r}, {site.PASSWORD_HASHERS!r}, {todo!r}"
    done = run(values, f"{given}\n{ACTS}")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_mail_is_added_taken_away_and_added_again_and_whoever_was_in_comes_in():
    """The command lets someone in meanwhile whose mail never came."""
    assert not site.HAS_MAIL
    sign_up(OLD)
    with post_office() as server:
        port = server.server_address[1]
        acts = [("login", OLD), ("signup", NEW), ("login", NEW), ("password/reset", OLD)]
        led = [HOME, CODE, CODE, "/account/password/reset/done/"]
        acts += [("signup", LOST), ("login", LOST), ("confirm", LOST), ("login", LOST)]
        assert on_a_site(acts, port) == [*led, CODE, CODE, None, HOME]
        of_others = [one for one in server.letters if f"To: {LOST}" not in one]
        assert [("nobody has confirmed yet" in one) for one in of_others] == [False, False, True]
        assert [sign_in(email)[1] for email in (OLD, NEW)] == [HOME] * 2
        sign_up(LATE)
        acts = [("login", OLD), ("login", NEW), ("login", LATE)]
        assert on_a_site(acts, port) == [HOME] * 3
