"""Settings are loud about what is missing or unsafe, and safe by default."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from carelog import env

SECRET = "Zq3v9Lw7Xc1Rt5Yp8Mn2Kd6Hj4Bf0Gs-Ua_We.Io+Ee=Tt~Rr!Qq"
LOCAL = {
    "CARELOG_SECRET_KEY": SECRET,
    "CARELOG_PUBLIC_URL": "http://localhost:8000",
    "CARELOG_HTTP_ON_LOOPBACK": "yes",
    "CARELOG_DEBUG": "no",
    "CARELOG_SIGNUP": "open",
    "CARELOG_DATABASE_URL": "sqlite://:memory:",
}
PUBLIC = LOCAL | {
    "CARELOG_PUBLIC_URL": "https://diary.example.org",
    "CARELOG_HTTP_ON_LOOPBACK": "no",
    "CARELOG_SIGNUP": "invite",
    "CARELOG_TRUSTED_PROXY_COUNT": "1",
}
# A settings file of the machine the tests run on must not fill in what a case leaves out.
WITHOUT_FILE = "import pathlib; from carelog import env; env.load_file = lambda path: None; "


def run(values: dict[str, str], code: str) -> subprocess.CompletedProcess:
    """Run code with these settings alone."""
    clean = {name: v for name, v in os.environ.items() if not name.startswith("CARELOG_")}
    clean |= {"DJANGO_SETTINGS_MODULE": "carelog.settings", "PYTHONPATH": str(settings.BASE_DIR)}
    command = [sys.executable, "-c", WITHOUT_FILE + code]
    return subprocess.run(
        command, env=clean | values, capture_output=True, text=True, check=False, timeout=60
    )


def shown(values: dict[str, str], *names: str) -> list[str]:
    """Return the settings of these names as Python writes them."""
    code = f"from django.conf import settings as s; [print(repr(getattr(s, n))) for n in {names}]"
    result = run(values, code)
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"CARELOG_SECRET_KEY": None}, "CARELOG_SECRET_KEY is not set"),
        ({"CARELOG_SECRET_KEY": SECRET[:49]}, "at least 50 random characters"),
        ({"CARELOG_SECRET_KEY": "django-insecure-" + SECRET}, "at least 50 random characters"),
        ({"CARELOG_SECRET_KEY": "changeme" + SECRET}, "at least 50 random characters"),
        ({"CARELOG_SECRET_KEY": "x" * 60}, "at least 50 random characters"),
        ({"CARELOG_PUBLIC_URL": None}, "CARELOG_PUBLIC_URL is not set"),
        ({"CARELOG_PUBLIC_URL": "http://diary.example.org"}, "for this machine alone"),
        (
            {"CARELOG_PUBLIC_URL": "http://diary.example.org", "CARELOG_HTTP_ON_LOOPBACK": "no"},
            "must start with https://",
        ),
        (
            {
                "CARELOG_PUBLIC_URL": "https://diary.example.org",
                "CARELOG_HTTP_ON_LOOPBACK": "no",
                "CARELOG_DEBUG": "yes",
            },
            "for this machine alone",
        ),
        ({"CARELOG_DEBUG": "perhaps"}, "CARELOG_DEBUG must be yes or no"),
        ({"CARELOG_HTTP_ON_LOOPBACK": "of course"}, "CARELOG_HTTP_ON_LOOPBACK must be yes or no"),
        ({"CARELOG_SIGNUP": "everyone"}, "CARELOG_SIGNUP must be one of open, invite, closed"),
        ({"CARELOG_EMAIL_PORT": "smtp"}, "CARELOG_EMAIL_PORT must be a whole number"),
        ({"CARELOG_TRUSTED_PROXY_COUNT": "-1"}, "CARELOG_TRUSTED_PROXY_COUNT must be a whole"),
    ],
)
def test_a_wrong_setting_stops_the_start_and_is_named(change, named):
    values = {name: value for name, value in (LOCAL | change).items() if value is not None}
    result = run(values, "from django.conf import settings; settings.DEBUG")
    assert result.returncode != 0
    last = result.stderr.splitlines()[-1]
    assert "ImproperlyConfigured" in last
    assert named in last


def test_no_message_shows_the_secret():
    result = run(LOCAL | {"CARELOG_SECRET_KEY": SECRET[:49]}, "from carelog import settings")
    assert SECRET[:20] not in result.stderr


def test_the_deploy_check_finds_nothing_in_a_public_site():
    code = (
        "import django; django.setup(); from django.core.management import call_command as c; "
        "c('check', deploy=True, fail_level='WARNING')"
    )
    result = run(PUBLIC, code)
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


def test_a_public_site_keeps_its_cookies_to_itself_and_speaks_tls_only():
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE")
    assert shown(PUBLIC, *names, "CSRF_COOKIE_SECURE") == [
        "'__Host-carelog_session'",
        "'__Host-carelog_csrf'",
        "True",
        "True",
    ]
    rest = ("SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH", "SECURE_SSL_REDIRECT", "ALLOWED_HOSTS")
    assert shown(PUBLIC, *rest) == ["None", "'/'", "True", "['diary.example.org']"]
    assert int(shown(PUBLIC, "SECURE_HSTS_SECONDS")[0]) >= 365 * 86400


def test_plain_http_is_sent_on_to_the_address_that_is_set():
    port = {"CARELOG_PUBLIC_URL": "https://diary.example.org:8443"}
    assert shown(PUBLIC | port, "SECURE_SSL_HOST") == ["'diary.example.org:8443'"]


def test_what_nobody_set_is_the_safe_choice():
    least = {name: PUBLIC[name] for name in ("CARELOG_SECRET_KEY", "CARELOG_PUBLIC_URL")}
    names = ("DEBUG", "SIGNUP", "SECURE_PROXY_SSL_HEADER", "ALLAUTH_TRUSTED_PROXY_COUNT")
    assert shown(least, *names) == ["False", "'invite'", "None", "0"]


def test_a_forwarded_header_counts_only_behind_a_named_proxy():
    assert shown(LOCAL, "SECURE_PROXY_SSL_HEADER", "USE_X_FORWARDED_HOST") == ["None", "False"]
    names = ("SECURE_PROXY_SSL_HEADER", "USE_X_FORWARDED_HOST")
    assert shown(PUBLIC, *names) == ["('HTTP_X_FORWARDED_PROTO', 'https')", "False"]


def database_at(address: str) -> dict:
    """Return the settings of the database at an address; a class as its name."""
    code = "import json; from django.conf import settings as s; "
    code += "print(json.dumps(s.DATABASES['default'], default=str))"
    result = run(PUBLIC | {"CARELOG_DATABASE_URL": address}, code)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_postgresql_checks_its_connections_and_waits_for_nothing_long():
    database = database_at("postgres://u:p@db.example/carelog")
    options = database["OPTIONS"]
    assert database["CONN_HEALTH_CHECKS"] is True
    assert (options["pool"]["timeout"], options["pool"]["reconnect_timeout"]) == (2, 2)
    assert "carelog.postgresql.Connection" in options["pool"]["connection_class"]
    assert (options["connect_timeout"], options["tcp_user_timeout"]) == (2, 5000)
    for word in ("statement_timeout=5000", "lock_timeout=2000", "synchronous_commit=on"):
        assert f"-c {word}" in options["options"]


def test_what_the_address_of_postgresql_asks_for_is_not_dropped():
    asked = "host=/run/pg&connect_timeout=4&sslmode=require&options=-c%20statement_timeout%3D9000"
    options = database_at(f"postgres://u:p@/carelog?{asked}")["OPTIONS"]
    assert (options["host"], options["connect_timeout"]) == ("/run/pg", 4)
    assert options["sslmode"] == "require"
    # Of the same option PostgreSQL takes the last.
    assert options["options"].endswith("-c statement_timeout=9000")
    assert "-c lock_timeout=2000" in options["options"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own settings")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 20000)],
)
def test_sqlite_keeps_what_was_saved(pragma, value):
    with connection.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone()[0] == value


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own settings")
def test_two_writers_of_sqlite_wait_in_line():
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own settings")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value"),
    [("synchronous_commit", "on"), ("statement_timeout", "5s"), ("lock_timeout", "2s")],
)
def test_postgresql_keeps_what_was_saved(name, value):
    with connection.cursor() as cursor:
        assert cursor.execute(f"SHOW {name}").fetchone()[0] == value


def test_every_variable_of_the_settings_begins_with_the_name_of_the_site():
    lines = (settings.BASE_DIR / "carelog" / "settings.py").read_text().splitlines()
    read = [
        line.split("env.")[1].split('"')[1] for line in lines if "env." in line and '("' in line
    ]
    names = [name for name in read if name.isupper()]
    assert len(names) > 10
    assert all(name.startswith("CARELOG_") for name in names)


@pytest.mark.parametrize("word", ["1", "true", "YES", " on "])
def test_a_flag_takes_the_usual_words_for_yes(monkeypatch, word):
    monkeypatch.setenv("CARELOG_X", word)
    assert env.flag("CARELOG_X") is True


@pytest.mark.parametrize("word", ["0", "False", "no", "off"])
def test_a_flag_takes_the_usual_words_for_no(monkeypatch, word):
    monkeypatch.setenv("CARELOG_X", word)
    assert env.flag("CARELOG_X", default=True) is False


@pytest.mark.parametrize("value", ["1.5", "-3", "ten", "²", "65536"])
def test_a_number_is_whole(monkeypatch, value):
    monkeypatch.setenv("CARELOG_X", value)
    with pytest.raises(ImproperlyConfigured, match="CARELOG_X"):
        env.number("CARELOG_X", 5)


@pytest.mark.parametrize("value", [None, "", "  "])
def test_what_is_not_set_or_empty_takes_its_default(monkeypatch, value):
    monkeypatch.delenv("CARELOG_X", raising=False)
    if value is not None:
        monkeypatch.setenv("CARELOG_X", value)
    assert env.flag("CARELOG_X", default=True) is True
    assert env.number("CARELOG_X", 5) == 5
    assert env.text("CARELOG_X", "a") == "a"
    assert env.choice("CARELOG_X", ("a", "b"), "b") == "b"


def test_a_settings_file_fills_gaps_only(tmp_path, monkeypatch):
    path = tmp_path / "carelog.env"
    path.write_text("# CARELOG_A=comment\nCARELOG_B = from=file \nCARELOG_C=from file\n\n")
    monkeypatch.setenv("CARELOG_C", "from the environment")
    monkeypatch.setenv("CARELOG_B", "to be removed again")
    monkeypatch.delenv("CARELOG_B")
    env.load_file(path)
    assert os.environ["CARELOG_B"] == "from=file"
    assert os.environ["CARELOG_C"] == "from the environment"
    assert "CARELOG_A" not in os.environ
    env.load_file(tmp_path / "missing.env")
