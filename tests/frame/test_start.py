"""What cannot be right stops the start, with one sentence that names the mend."""

import os
import runpy
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from carelog import databases, env, readiness, start
from tests.frame.test_docs import settings_read
from tests.frame.test_settings import LOCAL, PUBLIC, SECRET

SETTINGS = str(settings.BASE_DIR / "carelog" / "settings.py")
URL, DATABASE = "CARELOG_PUBLIC_URL", "CARELOG_DATABASE_URL"
MAIL = {"CARELOG_EMAIL_HOST": "mail.example.org"}


@pytest.fixture
def read(monkeypatch):
    """Return a function that reads the shipped settings from these variables alone."""

    def settings_of(values: dict[str, str]) -> dict:
        for name in [name for name in os.environ if name.startswith("CARELOG_")]:
            monkeypatch.delenv(name)
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(env, "KNOWN", set())
        monkeypatch.setattr(env, "load_file", lambda path: None)
        return runpy.run_path(SETTINGS)

    return settings_of


def refused(read, values: dict[str, str]) -> str:
    """Return the one sentence or two with which the start is refused."""
    with pytest.raises(ImproperlyConfigured) as stopped:
        read(values)
    said = str(stopped.value)
    assert "\n" not in said
    assert said.endswith(".")
    return said


WRONG = [
    # (what is set, what is said)
    ({URL: "https://diary.example.org/carelog"}, "at the top of a host"),
    ({URL: "https://diary.example.org/?a=b"}, "at the top of a host"),
    ({URL: "https://me:words@diary.example.org"}, "at the top of a host"),
    ({URL: "https://a.example.org,https://b.example.org"}, "there are two"),
    ({URL: "https://a.example.org https://b.example.org"}, "there are two"),
    ({URL: "https://"}, "the name of the host is missing"),
    ({URL: "https://*.example.org"}, "no name of a host"),
    ({URL: "https://tagebuch.müller.example"}, "as tagebuch.xn--mller-kva.example"),
    ({URL: "https://diary.example.org:99999"}, "cannot be read as one"),
    ({URL: "https://[half"}, "cannot be read as one"),
    ({URL: "diary.example.org"}, "must start with https://"),
    ({URL: "htps://diary.example.org"}, "must start with https://"),
    ({DATABASE: "postgres://u:half#other@db/carelog"}, "write # as %23"),
    ({DATABASE: "sqlite:///var/half#other.sqlite3"}, "write # as %23"),
    ({DATABASE: "postgres://u:half/other@db/carelog"}, "/ as %2F"),
    ({DATABASE: "postgres://u:half@one:1,two:2/carelog"}, "?host=one,two&port=1,2"),
    ({DATABASE: "postgres://u:half@db"}, "cannot be read"),
    ({DATABASE: "mysql://u:half@db/carelog"}, "must start with sqlite:/// or postgres://"),
    ({DATABASE: "var/carelog.sqlite3"}, "must start with sqlite:/// or postgres://"),
    ({DATABASE: "sqlite://"}, "names no file"),
    (MAIL | {"CARELOG_EMAIL_PORT": "465", "CARELOG_EMAIL_TLS": "no"}, "CARELOG_EMAIL_TLS=no away"),
    (MAIL | {"CARELOG_EMAIL_USER": "me"}, "Set both"),
    (MAIL | {"CARELOG_EMAIL_PASSWORD": "half"}, "Set both"),
    (MAIL | {"CARELOG_EMAIL_FROM": "the diary"}, "must be an e-mail address"),
    ({"CARELOG_EMAIL_HOST": "mail.example.org:587"}, "the port has a variable of its own"),
    ({"CARELOG_EMAIL_HOST": "smtp://mail.example.org"}, "must be a name alone"),
    ({"CARELOG_EMAIL_PORT": "70000"}, "must be at most 65535"),
    ({"CARELOG_TRUSTED_PROXY_COUNT": "10"}, "must be at most 9"),
    ({"CARELOG_FEVER": "100.4"}, "must be °C"),
    ({"CARELOG_LOW_TEMPERATURE": "0"}, "must be °C"),
    ({"CARELOG_EMERGENCY_NUMBER": "call 112"}, "must be a number to call"),
    ({"CARELOG_SINGUP": "open"}, "called CARELOG_SINGUP. Is CARELOG_SIGNUP meant?"),
    ({"CARELOG_QQQ": "open"}, "No setting is called CARELOG_QQQ. Take it away."),
]


@pytest.mark.parametrize(("values", "said"), WRONG, ids=[said for _values, said in WRONG])
def test_what_cannot_be_right_is_refused_with_the_mend(read, values, said):
    words = refused(read, PUBLIC | values)
    assert said in words
    # A password never gets into what is said.
    assert "half" not in words
    assert [name for name in values if name in words] or "Port 465" in words


@pytest.mark.parametrize("name", sorted(settings_read()))
@pytest.mark.parametrize("quote", ['"', "'"])
def test_no_setting_may_stand_in_quotes(read, name, quote):
    usual = PUBLIC | {"CARELOG_SECRET_KEY": SECRET}
    words = refused(read, usual | {name: quote + usual.get(name, "x") + quote})
    assert words == f"{name} stands in quotes: take them away."


@pytest.mark.parametrize("name", sorted(settings_read()))
def test_every_setting_is_one_line(read, name):
    assert refused(read, PUBLIC | {name: "one\nother"}) == f"{name} must be one line."


@pytest.mark.parametrize("name", sorted(set(settings_read()) - set(PUBLIC)))
def test_an_empty_setting_counts_as_none(read, name):
    without, empty = read(PUBLIC), read(PUBLIC | {name: ""})
    assert {key: without[key] for key in without if key.isupper()} == {
        key: empty[key] for key in empty if key.isupper()
    }


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://Diary.Example.org/", "https://diary.example.org"),
        (" https://diary.example.org:443 ", "https://diary.example.org"),
        ("https://diary.example.org:8443", "https://diary.example.org:8443"),
        ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
    ],
)
def test_an_address_is_kept_as_a_browser_writes_it(read, typed, kept):
    assert read(PUBLIC | {URL: typed})["PUBLIC_URL"] == kept


def test_port_465_is_spoken_to_by_tls_from_the_first_byte(read):
    found = read(PUBLIC | MAIL | {"CARELOG_EMAIL_PORT": "465"})
    assert (found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"]) == (True, False)
    usual = read(PUBLIC | MAIL)
    assert (usual["EMAIL_USE_SSL"], usual["EMAIL_USE_TLS"]) == (False, True)


def test_a_file_with_a_byte_order_mark_is_read_whole(tmp_path, monkeypatch):
    path = tmp_path / "carelog.env"
    path.write_bytes(b"\xef\xbb\xbfCARELOG_X=first\r\n")
    monkeypatch.setenv("CARELOG_X", "to be removed again")
    monkeypatch.delenv("CARELOG_X")
    env.load_file(path)
    assert os.environ["CARELOG_X"] == "first"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"# words\nexport CARELOG_X=1\n", "Line 2 of carelog.env must be NAME=value."),
        (b"CARELOG_X: 1\n", "Line 1 of carelog.env must be NAME=value."),
        ("CARELOG_X=1\n".encode("utf-16"), "carelog.env must be saved as UTF-8."),
    ],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path, content, said):
    path = tmp_path / "carelog.env"
    path.write_bytes(content)
    with pytest.raises(ImproperlyConfigured, match=said):
        env.load_file(path)


def test_it_is_one_line_without_the_calls_that_led_there(capsys):
    with pytest.raises(SystemExit) as ended, start.in_one_sentence():
        raise ImproperlyConfigured("Mend it so.")
    # gunicorn's code for what it is no use to try again.
    assert ended.value.code == 3
    assert capsys.readouterr().err == "CareLog does not start. Mend it so.\n"


@pytest.mark.parametrize("entry", ["manage.py", "carelog/wsgi.py"])
def test_every_way_to_start_says_it_in_one_line(entry, monkeypatch, capsys):
    def fail(*args):
        raise ImproperlyConfigured("Mend it so.")

    monkeypatch.setattr("django.core.management.execute_from_command_line", fail)
    monkeypatch.setattr("django.core.wsgi.get_wsgi_application", fail)
    monkeypatch.setattr(sys, "argv", ["manage.py"])
    with pytest.raises(SystemExit):
        runpy.run_path(str(settings.BASE_DIR / entry), run_name="__main__")
    assert capsys.readouterr().err == "CareLog does not start. Mend it so.\n"


@pytest.fixture(autouse=True)
def _as_a_command_asks(monkeypatch):
    """Leave the database of the suite as it is, whatever is served."""
    own = connections.databases["default"]
    monkeypatch.setitem(own, "OPTIONS", own["OPTIONS"])


@pytest.mark.parametrize(
    ("address", "seconds"), [("sqlite:///x.sqlite3", 2), ("sqlite:///x.sqlite3?timeout=9", 9)]
)
def test_a_request_waits_less_for_a_locked_file_than_a_command(monkeypatch, address, seconds):
    monkeypatch.setattr(readiness, "cache_table", lambda: "")
    monkeypatch.setitem(connections.databases, "default", databases.database(address))
    start.serve()
    # Each thread makes its connection of these.
    assert connections.databases["default"]["OPTIONS"]["timeout"] == seconds
    assert databases.SQLITE["timeout"] == 20


def test_without_style_sheets_no_server_starts(monkeypatch):
    monkeypatch.setattr(readiness, "cache_table", lambda: "")
    start.serve()

    def fail(name):
        raise ValueError

    monkeypatch.setattr(readiness.staticfiles_storage, "url", fail)
    with pytest.raises(ImproperlyConfigured, match=r"run manage\.py collectstatic"):
        start.serve()


@pytest.mark.django_db
def test_without_the_table_of_limits_no_server_starts(settings):
    start.serve()
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "not_there",
        }
    }
    with pytest.raises(ImproperlyConfigured, match=r"then manage\.py createcachetable"):
        start.serve()


def test_a_database_that_is_away_does_not_keep_a_server_from_starting(monkeypatch):
    monkeypatch.setattr(readiness, "cache_table", lambda: readiness.AWAY)
    start.serve()


def test_the_local_settings_of_make_run_are_fine(read):
    assert read(LOCAL)["PLAIN_HTTP"] is True
