"""What was written stays as it was written, held by the database: histories, and what was done."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from carelog.patients import append_only
from carelog.patients.access import changing
from carelog.patients.models import KeptState, LeavingRecord, Patient
from carelog.safety.actions import end_warnings
from tests import cast
from tests.safety.test_closing import raised

HISTORIES = append_only.LOGS[1:]
STAYING = [log for log in HISTORIES if log.goes == "with the record"]
MODELS = {model._meta.db_table: model for model in apps.get_models()}


@pytest.fixture
def written(access):
    """A record with a row in each history."""
    cast.make_pain(access)
    cast.make_private(access)
    with changing(access):
        end_warnings(access, raised(access, chest_pain=True).values(), "help")
    return access


def count(log: append_only.Log) -> int:
    return MODELS[log.table]._base_manager.count()


def is_refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return "append-only" in str(error)
    return False


def test_every_history_is_one_of_them():
    histories = {model._meta.db_table for model in MODELS.values() if issubclass(model, KeptState)}
    assert histories <= {log.table for log in HISTORIES}


@pytest.mark.parametrize("log", HISTORIES, ids=lambda log: log.table)
def test_no_column_is_ever_rewritten_but_who_it_was_goes_with_the_person(written, log):
    columns = {field.column for field in MODELS[log.table]._meta.concrete_fields}
    assert {*log.columns, *filter(None, [log.who])} == columns
    assert count(log)
    for column in log.columns:
        assert is_refused(f"UPDATE {log.table} SET {column} = {column}"), column
    if log.who:
        assert is_refused(f"UPDATE {log.table} SET {log.who} = {log.who}")
        assert not is_refused(f"UPDATE {log.table} SET {log.who} = NULL")


@pytest.mark.parametrize("log", STAYING, ids=lambda log: log.table)
def test_it_goes_with_its_record_alone(written, stranger, log):
    assert is_refused(f"DELETE FROM {log.table}")
    other = cast.access_of(stranger.memberships.get().patient, stranger)
    cast.make_pain(other)
    Patient.objects.filter(pk=other.patient.pk).delete()
    assert count(log)
    written.patient.delete()
    assert not count(log)
    assert not LeavingRecord.objects.exists()


def test_who_leaves_takes_their_name_and_what_was_for_them_alone(written, patient):
    patient.delete()
    for log in STAYING:
        assert count(log)
        assert set(MODELS[log.table]._base_manager.values_list(log.who, flat=True)) == {None}
    assert not count(append_only.PRIVATE_HISTORY)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("log", STAYING, ids=lambda log: log.table)
def test_it_is_held_in_tests_that_commit_too(written, log):
    assert is_refused(f"DELETE FROM {log.table}")
    if connection.vendor == "postgresql":
        assert is_refused(f"TRUNCATE {log.table} CASCADE")
