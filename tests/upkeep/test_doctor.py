"""manage.py doctor finds what is wrong, says what to do in one line each, and nothing otherwise."""

import http.client
import smtplib
import threading
import uuid
from collections import namedtuple
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.utils import timezone

from carelog import in_front, readiness
from carelog.outbox.actions import put
from carelog.outbox.models import Message
from carelog.patients.models import AccessEvent
from carelog.upkeep import doctor, front_door
from carelog.upkeep.daily import do_round
from carelog.upkeep.models import DutyDone

LOCMEM = "django.core.mail.backends.locmem.EmailBackend"
Disk = namedtuple("Disk", "total used free")


@pytest.fixture(autouse=True)
def _well(db, monkeypatch, settings):
    """An installation in which all is well."""
    settings.HAS_MAIL, settings.OUTBOX_TRANSPORT = True, LOCMEM
    settings.SECURE_SSL_REDIRECT = True
    monkeypatch.setattr(front_door, "ask", lambda *asked: (200, True, "a page"))
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda folder: Disk(0, 0, 9 * 10**9))
    monkeypatch.setattr(doctor, "file_modes", lambda: "")
    monkeypatch.setitem(doctor.CHECKS, "file modes", lambda: "")
    do_round()


def said(*options: str) -> tuple[dict[str, str], int]:
    """Run it; return what each line says by its name, and the code it ends with."""
    out, code = StringIO(), 0
    try:
        call_command("doctor", *options, stdout=out)
    except CommandError as error:
        code = error.returncode
    lines = out.getvalue().splitlines()
    assert all(line[:6] in ("ok    ", "MEND  ") for line in lines)
    return {line[6:20].strip(): line[21:] for line in lines}, code


def raising(error: Exception):
    def fail(*args, **kwargs):
        raise error

    return fail


def test_where_all_is_well_it_says_so_and_ends_with_nothing_to_mend():
    found, code = said()
    assert list(found) == list(doctor.CHECKS)
    assert set(found.values()) == {""}
    assert code == 0


def no_style_sheets(monkeypatch, settings):
    monkeypatch.setattr(readiness.staticfiles_storage, "url", raising(ValueError()))


def no_table(monkeypatch, settings):
    backend = "django.core.cache.backends.db.DatabaseCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "not_there"}}
    # Only that check: on PostgreSQL a failed statement ends the transaction of the test.
    monkeypatch.setattr(doctor, "CHECKS", {"cache table": doctor.CHECKS["cache table"]})


def a_clock_that_went_back(monkeypatch, settings):
    later = timezone.now() + timedelta(hours=1)
    whose = {"actor": uuid.uuid4(), "record": uuid.uuid4()}
    AccessEvent.objects.create(at=later, quarter=later, act="read", page="today", **whose)


def a_full_disk(monkeypatch, settings):
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda folder: Disk(0, 0, 4 * 10**8))


def a_dead_mail_server(monkeypatch, settings):
    settings.OUTBOX_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    monkeypatch.setattr(smtplib, "SMTP", raising(TimeoutError()))


def nobody_who_sends(monkeypatch, settings):
    put(key="x", to="a@example.org", subject="Words", body="Words")
    Message.objects.update(not_before=timezone.now() - timedelta(hours=1))


def an_address_of_nobody(monkeypatch, settings):
    monkeypatch.setattr(front_door, "ask", raising(ConnectionRefusedError()))


def a_proxy_that_is_not_told(monkeypatch, settings):
    monkeypatch.setattr(front_door, "ask", lambda *asked: (400, False, in_front.SETS_NO_HEADER))


def a_proxy_that_changes_the_host(monkeypatch, settings):
    monkeypatch.setattr(front_door, "ask", lambda *asked: (400, False, "bad request"))


def a_proxy_that_believes(monkeypatch, settings):
    def ask(address, more=None):
        return (400 if more else 200, not more, "")

    monkeypatch.setattr(front_door, "ask", ask)


def a_day_without_its_round(monkeypatch, settings):
    DutyDone.objects.update(day=timezone.now() - timedelta(days=3))


@pytest.mark.parametrize(
    ("ill", "name", "mend"),
    [
        (no_style_sheets, "static files", "run manage.py collectstatic"),
        (no_table, "cache table", "manage.py createcachetable"),
        (a_clock_that_went_back, "clock", "set it right before anyone writes"),
        (a_full_disk, "disk", "Only 400 MB are free"),
        (a_dead_mail_server, "mail server", "was not reached (TimeoutError)"),
        (nobody_who_sends, "outbox", "send_messages --loop 60"),
        (a_day_without_its_round, "daily round", "manage.py daily --loop 600"),
        (an_address_of_nobody, "web address", "was not reached from here (ConnectionRefused"),
        (a_proxy_that_is_not_told, "web address", "let it set X-Forwarded-Proto"),
        (a_proxy_that_changes_the_host, "web address", "changes Host"),
        (a_proxy_that_believes, "proxy headers", "believes what a browser says"),
    ],
)
def test_what_is_wrong_is_named_with_what_to_do(monkeypatch, settings, ill, name, mend):
    ill(monkeypatch, settings)
    found, code = said()
    assert mend in found[name]
    assert code == 1


def test_a_database_that_is_away_is_said_and_the_rest_is_looked_at_all_the_same(monkeypatch):
    checks = {"disk": doctor.CHECKS["disk"], "clock": doctor.CHECKS["clock"]}
    monkeypatch.setattr(doctor, "CHECKS", checks)
    monkeypatch.setattr(AccessEvent.objects.__class__, "aggregate", raising(OperationalError()))
    found, _code = said()
    assert found == {"disk": "", "clock": readiness.AWAY}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own")
def test_limits_that_do_not_hold_are_named():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = 0")
    assert "lock_timeout does not hold" in doctor.database()


MODES = [(0o755, 0o644, True), (0o700, 0o644, False), (0o755, 0o600, False), (0o750, 0o640, True)]


@pytest.mark.parametrize(("folder", "file", "is_told"), MODES)
def test_a_file_that_others_can_read_is_named(tmp_path, folder, file, is_told):
    place = tmp_path / "var"
    place.mkdir()
    path = place / "carelog.env"
    path.touch()
    place.chmod(folder)
    path.chmod(file)
    assert doctor._is_open(path) is is_told


def test_a_mail_goes_to_the_address_given(settings):
    found, code = said("--mail-to", "me@example.org")
    assert (found["mail"], code) == ("", 0)
    assert [letter.to for letter in mail.outbox] == [["me@example.org"]]
    settings.HAS_MAIL = False
    assert "set CARELOG_EMAIL_HOST" in said("--mail-to", "me@example.org")[0]["mail"]


def test_it_asks_as_a_browser_does_and_follows_nothing(monkeypatch):
    monkeypatch.undo()
    asked = []

    class Proxy(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, self.headers["Host"], self.headers["Sec-Fetch-Site"]))
            self.send_response(302)
            self.send_header("Location", "/elsewhere/")
            self.end_headers()

        def log_message(self, *args):
            pass

    with HTTPServer(("127.0.0.1", 0), Proxy) as office:
        thread = threading.Thread(target=office.handle_request)
        thread.start()
        here = f"127.0.0.1:{office.server_port}"
        assert front_door.ask(f"http://{here}/about/") == (302, False, "")
        thread.join()
    assert asked == [("/about/", here, "none")]
    with pytest.raises((OSError, http.client.HTTPException)):
        front_door.ask(f"http://{here}/about/")
