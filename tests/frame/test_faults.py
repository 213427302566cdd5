"""A fault of the database is told as one: 503, when to ask again, and nothing typed is lost."""

import re
import sqlite3
from contextlib import closing

import psycopg
import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
)
from django.db.transaction import TransactionManagementError
from django.test import Client
from psycopg_pool import PoolTimeout

from carelog import faults, public_views, waiting
from carelog.accounts.models import Session
from carelog.diary import check_in_views
from carelog.logs.models import PainEntry
from carelog.postgresql import Silent

HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
TAP = {"uid": "0190f9a4-0000-7000-8000-000000000001", "worst": "6"}


def caused(error: Exception, by: Exception) -> Exception:
    error.__cause__ = by
    return error


def of_sqlite(code: int, kind: type = sqlite3.OperationalError) -> Exception:
    by = kind("words of SQLite")
    by.sqlite_errorcode = code
    return by


FAULTS = {
    "no connection": caused(OperationalError(), PoolTimeout()),
    "no word": caused(OperationalError(), Silent()),
    "shut down": caused(OperationalError(), psycopg.errors.AdminShutdown()),
    "closed": caused(InterfaceError(), psycopg.InterfaceError()),
    "disk full": caused(OperationalError(), psycopg.errors.DiskFull()),
    "read only": caused(InternalError(), psycopg.errors.ReadOnlySqlTransaction()),
    "a lock": caused(OperationalError(), psycopg.errors.LockNotAvailable()),
    "too slow": caused(OperationalError(), psycopg.errors.QueryCanceled()),
    "SQLite: locked": caused(OperationalError(), of_sqlite(sqlite3.SQLITE_BUSY)),
    "SQLite: full": caused(OperationalError(), of_sqlite(sqlite3.SQLITE_FULL)),
    "SQLite: read only": caused(OperationalError(), of_sqlite(sqlite3.SQLITE_READONLY_DBMOVED)),
    "SQLite: disk": caused(OperationalError(), of_sqlite(sqlite3.SQLITE_IOERR_WRITE)),
    "SQLite: torn": caused(
        DatabaseError(), of_sqlite(sqlite3.SQLITE_CORRUPT, sqlite3.DatabaseError)
    ),
    "a session": caused(UpdateError(), OperationalError()),
    "one before": caused(TransactionManagementError(), OperationalError()),
}
OF_OURS = {
    "wrong words": ProgrammingError(),
    "a rule": IntegrityError(),
    "a value": DataError(),
    "no row": DatabaseError("Forced update did not affect any rows."),
    "SQLite: no table": caused(OperationalError(), of_sqlite(sqlite3.SQLITE_ERROR)),
    "PostgreSQL: inside": caused(InternalError(), psycopg.errors.InternalError_()),
    "a session": caused(UpdateError(), DatabaseError()),
    "no database": ValueError(),
}


@pytest.fixture(autouse=True)
def _nothing_was_silent():
    yield
    waiting.note(silent=False)


@pytest.fixture
def failing(monkeypatch):
    """Return a function that makes a view of a module fail in the middle."""

    def with_error(error: Exception, module=public_views, name: str = "render") -> None:
        def fail(*args, **kwargs):
            raise error

        monkeypatch.setattr(module, name, fail)

    return with_error


def asking(client: Client) -> Client:
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("error", FAULTS.values(), ids=FAULTS)
def test_a_fault_of_the_database_is_told_with_when_to_ask_again(failing, client, settings, error):
    # Without a database mark every query fails the test: the page needs none.
    settings.SITE_NUMBERS = {"emergency": "112", "cancer_line": "", "team": "030 12 34"}
    failing(error)
    response = asking(client).get("/about/")
    page = response.content.decode()
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert response["Cache-Control"] == "no-store, private"
    assert "CareLog cannot save or show entries right now" in page
    assert 'href="tel:112"' in page
    assert 'href="tel:0301234"' in page
    assert 'href="/urgent/"' in page
    assert not response.cookies


@pytest.mark.parametrize("error", OF_OURS.values(), ids=OF_OURS)
def test_a_fault_of_ours_is_not_told_as_one_of_the_database(failing, client, error):
    failing(error)
    assert asking(client).get("/about/").status_code == 500


def test_what_sqlite_itself_says_of_a_lock_a_full_disk_and_of_reading_only_is_known(tmp_path):
    path = tmp_path / "one.sqlite3"
    with closing(sqlite3.connect(path)) as first, closing(sqlite3.connect(path, 0)) as second:
        first.executescript("CREATE TABLE t (x); BEGIN EXCLUSIVE;")
        with pytest.raises(sqlite3.OperationalError) as locked:
            second.execute("INSERT INTO t VALUES (1)")
        first.rollback()
        second.execute("PRAGMA query_only = ON")
        with pytest.raises(sqlite3.OperationalError) as only_read:
            second.execute("INSERT INTO t VALUES (1)")
        with pytest.raises(sqlite3.OperationalError) as no_table:
            second.execute("SELECT * FROM nothing")
        # As where the disk is full.
        first.execute("PRAGMA max_page_count = 2")
        with pytest.raises(sqlite3.OperationalError) as is_full:
            first.execute("INSERT INTO t VALUES (zeroblob(100000))")
    found = (locked, only_read, is_full, no_table)
    told = [caused(OperationalError(), one.value) for one in found]
    assert [faults.is_fault(error) for error in told] == [True, True, True, False]


def test_a_fault_while_the_session_is_read_is_no_bad_request(client, monkeypatch):
    def fail(store):
        raise OperationalError

    monkeypatch.setattr(SessionStore, "load", fail)
    client.cookies["carelog_session"] = "x" * 32
    response = asking(client).get("/home/")
    assert (response.status_code, "Retry-After" in response) == (503, True)
    # The person is still signed in once the database is back.
    assert not response.cookies


def test_a_form_that_may_not_be_saved_is_still_there_for_one_press(failing, owner, record):
    failing(OperationalError(), check_in_views, "open_record")
    response = asking(owner).post(f"/patients/{record.uid}/check-in/", TAP)
    page = response.content.decode()
    assert response.status_code == 503
    assert TAP.items() <= dict(HIDDEN.findall(page)).items()
    assert f'action="/patients/{record.uid}/check-in/"' in page
    assert "csrfmiddlewaretoken" in page


def test_a_form_with_a_secret_in_it_does_not_come_back(failing, client):
    failing(OperationalError(), SessionStore, "load")
    client.cookies["carelog_session"] = "x" * 32
    form = {"password": "plain words", "login": "a@b.c"}
    page = asking(client).post("/account/login/", form)
    assert page.status_code == 503
    assert b"plain words" not in page.content
    assert b"a@b.c" not in page.content


def test_our_script_gets_an_answer_after_which_it_tries_again(failing, owner, record):
    failing(OperationalError(), check_in_views, "open_record")
    header = {"X-CareLog-Save": "1"}
    response = asking(owner).post(f"/patients/{record.uid}/check-in/", TAP, headers=header)
    # static/js/carelog.js keeps the form after every answer of 500 and above.
    assert response.status_code == 503
    assert "X-CareLog-Go" not in response


@pytest.mark.django_db
def test_an_app_of_another_origin_may_read_that_it_should_ask_again(failing, client):
    from carelog.links import health_link_views

    failing(OperationalError(), health_link_views, "is_within_limit")
    response = asking(client).post("/h/nobody/", {}, content_type="application/json")
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (503, "*")


@pytest.mark.parametrize("error", [*FAULTS.values(), DatabaseError()], ids=[*FAULTS, "no row"])
def test_a_committed_save_is_told_as_saved_when_only_the_session_cannot_be_written(
    owner, record, monkeypatch, error
):
    def fail(store, **kwargs):
        try:
            raise error
        except DatabaseError:
            raise UpdateError

    monkeypatch.setattr(SessionStore, "save", fail)
    response = owner.post(f"/patients/{record.uid}/check-in/", TAP)
    assert response.status_code == 302
    assert PainEntry.objects.filter(patient=record).count() == 1


def test_a_save_is_told_as_saved_to_someone_who_signed_out_elsewhere_meanwhile(
    owner, record, monkeypatch
):
    start = check_in_views.taps.say_worst

    def and_then_signed_out(*args, **kwargs):
        check_in = start(*args, **kwargs)
        Session.objects.all().delete()
        return check_in

    monkeypatch.setattr(check_in_views.taps, "say_worst", and_then_signed_out)
    response = owner.post(f"/patients/{record.uid}/check-in/", TAP)
    assert response.status_code == 302
    assert PainEntry.objects.filter(patient=record).count() == 1
    assert owner.get(f"/patients/{record.uid}/today/")["Location"].startswith("/account/login/")
