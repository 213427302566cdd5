"""The pages and files that are the same for everyone."""

import sqlite3
from contextlib import closing

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import OperationalError

from carelog import readiness
from carelog.accounts.models import Session
from carelog.accounts.session_store import stored
from carelog.policy import ROUTES, Policy
from tests.frame.site import address_of

PURPOSE = (
    "CareLog does not diagnose, predict, judge how urgent something is, or advise on treatment",
    "Nobody watches it.",
    "Silence from CareLog does not mean that all is well.",
    "Entries may be late, incomplete or wrong.",
    "It does not replace your care team or the emergency service.",
    "It has not been assessed as a medical device in any country",
)
SAME_FOR_EVERYONE = {name for name, policy in ROUTES.items() if policy is Policy.STATIC}


@pytest.fixture
def read_only(db):
    """The database of the suite, for reading alone until the test ends."""
    connection.ensure_connection()
    # Past Django, which runs nothing more in a transaction once a statement failed.
    line, is_sqlite = connection.connection, connection.vendor == "sqlite"
    line.execute("PRAGMA query_only = ON" if is_sqlite else "SET TRANSACTION READ ONLY")
    yield
    if is_sqlite:
        line.execute("PRAGMA query_only = OFF")


def test_healthz_says_ok_without_a_database(client):
    response = client.get("/healthz/")
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
def test_readyz_is_ready_with_every_table_in_place(client):
    response = client.get("/readyz/")
    assert (response.status_code, response.content) == (200, b"ready")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_readyz_is_not_ready_while_a_migration_waits(client):
    MigrationRecorder.Migration.objects.filter(app="patients").order_by("name").last().delete()
    response = client.get("/readyz/")
    assert (response.status_code, response.content) == (503, b"not ready")


def test_readyz_is_not_ready_without_a_database_and_tells_no_more(client, monkeypatch):
    def fail(connection):
        raise OperationalError("password of the database")

    monkeypatch.setattr(readiness, "MigrationExecutor", fail)
    response = client.get("/readyz/")
    assert (response.status_code, response.content) == (503, b"not ready")


def test_robots_are_kept_to_the_public_pages(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert b"Disallow: /patients/\n" in response.content
    assert b"Disallow: /account/\n" in response.content


def test_the_about_page_has_the_whole_intended_purpose(client):
    text = " ".join(client.get("/about/").content.decode().replace("&#x27;", "'").split())
    for sentence in PURPOSE:
        assert sentence in text


@pytest.mark.parametrize(
    ("mode", "words", "link"),
    [
        ("open", "Make an account", True),
        ("invite", "New accounts need an invitation.", False),
        ("closed", "This site does not take new accounts.", False),
    ],
)
def test_the_welcome_page_says_who_may_sign_up(client, settings, mode, words, link):
    settings.SIGNUP = mode
    page = client.get("/").content.decode()
    assert words in page
    assert ('href="/account/signup/"' in page) is link


def test_the_welcome_page_leads_a_signed_in_person_to_their_record(owner):
    owner.get("/patients/")
    assert owner.get("/")["Location"] == "/home/"


def test_a_signed_in_person_finds_the_way_back_and_their_colours_on_every_such_page(owner, patient):
    patient.theme, patient.text_size = "dark", "larger"
    patient.save()
    owner.get("/patients/")
    for address in ("/learn/", "/urgent/", "/about/"):
        page = owner.get(address).content.decode()
        assert 'data-theme="dark" data-text="larger"' in page
        assert 'href="/go/today/"' in page
        assert "csrfmiddlewaretoken" not in page


def test_a_page_that_is_the_same_for_everyone_needs_no_database_whoever_asks(client):
    # Without a database mark every query fails the test.
    client.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    client.cookies[settings.LOOK_COOKIE_NAME] = "dark-large"
    asked = set()
    for name in SAME_FOR_EVERYONE:
        try:
            response = client.get(address_of(name))
        except RuntimeError:
            asked.add(name)
        else:
            assert response.status_code in (200, 302), name
            assert not response.cookies, name
            assert "no-store" in response["Cache-Control"], name
    assert asked == {"readyz"}


def test_such_a_page_leaves_the_session_as_it_is(owner, django_assert_num_queries):
    key = owner.cookies[settings.SESSION_COOKIE_NAME].value
    before = Session.objects.values().get(session_key=stored(key))
    for name in SAME_FOR_EVERYONE - {"readyz"}:
        with django_assert_num_queries(0):
            owner.get(address_of(name))
    assert Session.objects.values().get(session_key=stored(key)) == before
    assert owner.get("/patients/").status_code == 200


@pytest.mark.parametrize("address", ["/urgent", "/learn"])
def test_such_a_page_is_found_without_its_last_slash_and_without_a_database(client, address):
    client.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    assert client.get(address)["Location"] == f"{address}/"


def test_readyz_is_not_ready_while_the_database_may_only_be_read(client, read_only):
    assert client.get("/readyz/").content == b"not ready"


def test_readyz_says_at_once_that_a_file_of_sqlite_is_locked(db, tmp_path, monkeypatch):
    other = connection.copy()
    if other.vendor != "sqlite":
        pytest.skip("SQLite's own")
    other.settings_dict["NAME"] = path = str(tmp_path / "one.sqlite3")
    monkeypatch.setattr(readiness, "PATIENCE_OF_SQLITE", 20)
    with closing(sqlite3.connect(path)) as holder:
        other.connect()
        holder.executescript("CREATE TABLE t (x); BEGIN EXCLUSIVE;")
        monkeypatch.setattr(readiness, "connection", other)
        with readiness._soon(), pytest.raises(sqlite3.OperationalError):
            other.connection.execute("INSERT INTO t VALUES (1)")
        assert other.connection.execute("PRAGMA busy_timeout").fetchone()[0] == 20000
    other.close()


def test_readyz_is_not_ready_without_style_sheets(client, monkeypatch, db):
    def fail(name):
        raise ValueError

    monkeypatch.setattr(readiness.staticfiles_storage, "url", fail)
    assert client.get("/readyz/").content == b"not ready"


def test_readyz_is_not_ready_without_the_table_of_limits(client, settings, db):
    backend = "django.core.cache.backends.db.DatabaseCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "not_there"}}
    assert client.get("/readyz/").content == b"not ready"


def test_readiness_says_when_to_ask_again(client, monkeypatch):
    def fail(connection):
        raise OperationalError

    monkeypatch.setattr(readiness, "MigrationExecutor", fail)
    assert int(client.get("/readyz/")["Retry-After"]) > 0


@pytest.mark.django_db
def test_a_session_cookie_of_nobody_shows_the_welcome_page(client):
    client.cookies["carelog_session"] = "x" * 32
    assert client.get("/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "content"),
    [
        ("/", "index"),
        ("/about/", "index"),
        ("/learn/", "index"),
        ("/learn/red-flags/", "index"),
        ("/urgent/", "index"),
        ("/account/login/", "noindex"),
        ("/x/", "noindex"),
    ],
)
def test_search_engines_may_list_public_pages_only(client, address, content):
    page = client.get(address).content.decode()
    assert f'<meta name="robots" content="{content}">' in page


@pytest.mark.django_db
def test_a_page_beside_ones_own_numbers_is_listed_nowhere(owner, record):
    page = owner.get(f"/patients/{record.uid}/learn/symptoms/").content.decode()
    assert '<meta name="robots" content="noindex">' in page
