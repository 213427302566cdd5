"""Sessions are kept under a hash of their key: a copy of the database lets nobody in."""

import importlib
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from carelog.accounts.models import Session
from carelog.accounts.session_store import SessionStore, stored
from tests.accounts.test_sessions import PAGE, sign_in

AGENT = "Mozilla/5.0 (Android) Firefox/140"
OLD_TABLES = (
    "CREATE TABLE django_session (session_key varchar(40) PRIMARY KEY,"
    " session_data text NOT NULL, expire_date {moment} NOT NULL)",
    "CREATE TABLE usersessions_usersession (session_key varchar(40) PRIMARY KEY,"
    " user_agent varchar(200) NOT NULL)",
)


def saved(**said) -> SessionStore:
    store = SessionStore()
    store.update(said)
    store.save()
    return store


@pytest.mark.django_db
def test_what_was_written_is_read_again_by_its_key():
    written = saved(said="Grüezi")
    assert SessionStore(written.session_key)["said"] == "Grüezi"
    assert SessionStore().exists(written.session_key)
    written["said"] = "Ade"
    written.save()
    assert Session.objects.count() == 1
    assert SessionStore(written.session_key)["said"] == "Ade"


@pytest.mark.django_db
def test_no_column_of_a_session_holds_its_key(patient):
    key = sign_in(patient).session.session_key
    row = Session.objects.values().get(user=patient)
    assert row["session_key"] == stored(key)
    assert not any(key in str(value) for value in row.values())


@pytest.mark.django_db
def test_what_the_database_holds_of_a_session_opens_nothing(patient):
    signed_in = sign_in(patient)
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = Session.objects.get(user=patient).session_key
    assert thief.get(PAGE).status_code == 302
    assert signed_in.get(PAGE).status_code == 200


@pytest.mark.django_db
def test_a_session_that_ended_is_read_as_empty_and_gets_a_new_key():
    ended = SessionStore()
    ended["said"] = "Grüezi"
    ended.set_expiry(-1)
    ended.save()
    found = SessionStore(ended.session_key)
    assert found.get("said") is None
    assert found.session_key is None


@pytest.mark.django_db
def test_a_new_key_takes_the_place_of_the_old_one():
    store = saved(said="Grüezi")
    old = store.session_key
    store.cycle_key()
    assert not SessionStore().exists(old)
    assert SessionStore(store.session_key)["said"] == "Grüezi"
    store.delete()
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_who_is_deleted_has_no_session_left(patient):
    sign_in(patient)
    patient.delete()
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_sessions_of_earlier_releases_go_on_and_their_keys_are_gone(patient):
    """As the migration does it, which a database of a release cannot show: its secret differs."""
    signed_in = sign_in(patient)
    moment = "timestamptz" if connection.vendor == "postgresql" else "datetime"
    with connection.cursor() as cursor:
        for table in OLD_TABLES:
            cursor.execute(table.format(moment=moment))
        for key, row in (
            (signed_in.session.session_key, Session.objects.get(user=patient)),
            ("of-a-link", Session(session_data=SessionStore().encode({"shared": "1"}))),
            ("of-nobody", Session(session_data=SessionStore().encode({SESSION_KEY: "999999"}))),
            ("of-another-secret", Session(session_data="x:y:z")),
        ):
            until = row.expire_date or Session.objects.get(user=patient).expire_date
            cursor.execute(
                "INSERT INTO django_session VALUES (%s, %s, %s)", [key, row.session_data, until]
            )
        cursor.execute(
            "INSERT INTO usersessions_usersession VALUES (%s, %s)",
            [signed_in.session.session_key, AGENT],
        )
    Session.objects.all().delete()
    carry_over()
    assert {*Session.objects.values_list("session_key", "user")} == {
        (stored(signed_in.session.session_key), patient.pk),
        (stored("of-a-link"), None),
    }
    page = signed_in.get("/account/sessions/")
    assert b"Android, Firefox" in page.content
    assert b"This device" in page.content
    assert "django_session" not in connection.introspection.table_names()
    assert "usersessions_usersession" not in connection.introspection.table_names()


def carry_over() -> None:
    """Run the migration's function on the tables as they are."""
    name = "carelog.accounts.migrations.0004_sessions_so_far"
    migration = importlib.import_module(name)
    loader = MigrationExecutor(connection).loader
    state = loader.project_state(("accounts", "0003_sessions_under_a_hash"))
    for operation in migration.Migration.operations[:2]:
        operation.state_forwards("accounts", state)
    migration.carry_over(state.apps, SimpleNamespace(connection=connection))
