"""The access log: one line per visit, never changed, the same for foreign and absent."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from carelog.patients.access import open_record
from carelog.patients.models import AccessEvent
from carelog.patients.models.access_event import NOBODY, quarter_of
from tests import cast


@pytest.fixture
def event(db):
    """One line of the log."""
    keys = {"actor": uuid.uuid4(), "record": uuid.uuid4()}
    with time_machine.travel(cast.NOON, tick=False):
        AccessEvent.note(act="read", page="today", **keys)
    return AccessEvent.objects.get()


STATEMENTS = ["UPDATE {} SET page = 'other'", "UPDATE {} SET page = page", "DELETE FROM {}"]
if connection.vendor == "postgresql":
    STATEMENTS.append("TRUNCATE {}")


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses_to_change_the_log(event, statement):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(AccessEvent._meta.db_table))
    assert AccessEvent.objects.get().page == "today"


@pytest.mark.parametrize("act", ["save", "delete"])
def test_django_cannot_change_the_log_either(event, act):
    with pytest.raises(IntegrityError), transaction.atomic():
        getattr(event, act)()


@pytest.mark.django_db(transaction=True)
def test_the_log_is_guarded_in_tests_that_commit_too():
    test_django_cannot_change_the_log_either(_event(), "delete")


def _event() -> AccessEvent:
    AccessEvent.note(actor=NOBODY, record=NOBODY, act="read", page="today")
    return AccessEvent.objects.get()


def test_opening_a_page_again_in_the_same_quarter_of_an_hour_is_one_line(record, patient):
    with time_machine.travel(cast.NOON, tick=False) as clock:
        for minutes in (0, 5, 9):
            clock.shift(timedelta(minutes=minutes))
            open_record(patient, record.uid, page="today")
        assert AccessEvent.objects.count() == 1
        clock.shift(timedelta(minutes=1))
        open_record(patient, record.uid, page="today")
    assert AccessEvent.objects.count() == 2


def queries(act) -> int:
    """Count the statements of an act."""
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


@pytest.mark.django_db(transaction=True)
def test_what_stands_is_not_written_again_by_the_same_process():
    def note() -> None:
        AccessEvent.note(actor=NOBODY, record=NOBODY, act="read", page="today")

    with time_machine.travel(cast.NOON, tick=False) as clock:
        assert queries(note) > 0
        assert queries(note) == 0
        clock.shift(timedelta(minutes=15))
        assert queries(note) > 0
    assert AccessEvent.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_change_of_rights_is_written_each_time():
    with time_machine.travel(cast.NOON, tick=False) as clock:
        for _time in range(3):
            clock.shift(timedelta(microseconds=1))
            AccessEvent.note(actor=NOBODY, record=NOBODY, act="rights", page="invited")
    assert AccessEvent.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_what_was_taken_back_with_its_transaction_is_written_by_the_next():
    def note() -> None:
        AccessEvent.note(actor=NOBODY, record=NOBODY, act="changed", page="today")

    with time_machine.travel(cast.NOON, tick=False):
        with transaction.atomic():
            note()
            transaction.set_rollback(True)
        note()
    assert AccessEvent.objects.count() == 1


WHAT = {"actor": uuid.UUID(int=1), "record": uuid.UUID(int=2), "act": "read", "page": "today"}
OTHERWISE = {"actor": uuid.UUID(int=3), "record": uuid.UUID(int=4), "act": "changed"}
OTHERWISE |= {"page": "trends", "about": uuid.UUID(int=5)}


@pytest.mark.parametrize("part", OTHERWISE)
def test_what_stands_is_told_from_what_differs_in_one_part(
    db, django_capture_on_commit_callbacks, part
):
    # A process remembers only what was committed.
    with time_machine.travel(cast.NOON, tick=False):
        for what in (WHAT, WHAT | {part: OTHERWISE[part]}, WHAT):
            with django_capture_on_commit_callbacks(execute=True):
                AccessEvent.note(**what)
    told = AccessEvent.objects.order_by("pk").values_list(part, flat=True)
    assert list(told) == [WHAT.get(part, NOBODY), OTHERWISE[part]]


def test_two_people_and_two_records_in_one_quarter_of_an_hour_are_each_noted(
    record, patient, caregiver, django_capture_on_commit_callbacks
):
    other = cast.make_patient(patient, "Another")
    visits = ((patient, record), (caregiver, record), (patient, other), (patient, record))
    with time_machine.travel(cast.NOON, tick=False):
        for user, opened in visits:
            with django_capture_on_commit_callbacks(execute=True):
                open_record(user, opened.uid, page="today")
    keys = AccessEvent.objects.order_by("pk").values_list("actor", "record")
    assert list(keys) == [(user.access_key, opened.access_key) for user, opened in visits[:3]]


def test_each_person_page_and_act_has_a_line_of_its_own(record, patient, caregiver, clinician):
    with time_machine.travel(cast.NOON, tick=False):
        for user in (patient, caregiver):
            for page in ("today", "trends"):
                open_record(user, record.uid, page=page)
        with pytest.raises(PermissionDenied):
            open_record(clinician, record.uid, page="today", writing=True)
    assert AccessEvent.objects.filter(act="read").count() == 4
    assert AccessEvent.objects.filter(act="denied", actor=clinician.access_key).count() == 1


def test_a_refused_visit_is_logged_for_foreign_and_absent_alike(
    record, stranger, django_assert_num_queries
):
    for uid in (record.uid, uuid.uuid4()):
        # The same statements, so that neither answer nor time tells one from the other.
        with django_assert_num_queries(3), pytest.raises(Http404):
            open_record(stranger, uid, page="today")
    events = AccessEvent.objects.order_by("pk")
    assert {(e.act, e.page, e.actor) for e in events} == {("denied", "today", stranger.access_key)}
    assert [e.record for e in events] == [record.access_key, NOBODY]


def test_a_line_holds_no_name_and_no_row_of_a_person(record, patient):
    open_record(patient, record.uid, page="today")
    event = AccessEvent.objects.values().get()
    assert not {patient.pk, record.pk, record.uid} & set(event.values()) - {event["id"]}
    assert not [value for value in event.values() if record.name in str(value)]


@pytest.mark.parametrize(("minute", "quarter"), [(0, 0), (14, 0), (15, 15), (44, 30), (59, 45)])
def test_a_quarter_begins_at_its_first_minute(minute, quarter):
    moment = cast.NOON.replace(minute=minute, second=59, microsecond=7)
    assert quarter_of(moment) == cast.NOON.replace(minute=quarter)
