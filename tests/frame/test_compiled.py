"""Compiled queries answer as Django does, with the values of each time."""

import uuid

import pytest
import time_machine
from django.db import IntegrityError, connection, models, transaction
from django.db.utils import DEFAULT_DB_ALIAS
from django.test.utils import CaptureQueriesContext

from carelog.accounts.models import User
from carelog.compiled import CompiledQuery, CompiledUpdate, Parameter, insert
from carelog.patients.lookups import by_uid
from carelog.patients.models import Membership, Patient, Revision
from tests import cast
from tests.patients.test_find import ALL, put

pytestmark = pytest.mark.django_db
every = pytest.mark.parametrize("model", ALL, ids=lambda model: model.__name__)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def said(row: models.Model) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@every
def test_a_row_says_in_each_column_what_django_reads(model, record):
    row = put(model, record)
    with CaptureQueriesContext(connection) as asked:
        found = by_uid(model, record, row.uid)
    assert len(asked) == 1
    assert said(found) == said(model.objects.get(pk=row.pk))
    assert (found._state.adding, found._state.db) == (False, DEFAULT_DB_ALIAS)


@every
def test_the_row_of_another_record_is_none_of_this_one(model, record):
    row = put(model, record)
    other = cast.make_patient(cast.make_user("another"), "Somebody else")
    assert by_uid(model, other, row.uid) is None
    assert by_uid(model, record, uuid.uuid4()) is None


def test_it_is_composed_once_and_asked_with_new_values_each_time(db):
    people, composed = [cast.make_user(name) for name in ("one", "another")], []

    def compose():
        composed.append(True)
        return User.objects.filter(email=Parameter("email", models.EmailField()))

    query = CompiledQuery(User, compose)
    for person in [*people, *people]:
        assert query.row_or_none(email=person.email) == person
    assert query.row_or_none(email="nobody@example.org") is None
    assert len(composed) == 1


def test_what_is_selected_with_a_row_comes_with_it(record):
    query = CompiledQuery(
        Membership,
        lambda: Membership.objects.select_related("patient", "user").filter(
            patient__uid=Parameter("record", models.UUIDField())
        ),
    )
    found = query.row_or_none(record=record.uid)
    with CaptureQueriesContext(connection) as asked:
        assert (found.patient, said(found.patient)) == (record, said(record))
        assert found.user.email
    assert len(asked) == 0


def test_one_person_is_found_by_key_and_nobody_else_by_it(db):
    patient, stranger = cast.make_user("patient"), cast.make_user("stranger")
    assert User.objects.get(pk=patient.pk) == patient
    assert said(User.objects.get(pk=str(stranger.pk))) == said(stranger)
    for missing in (0, None, 10**12, 2**63, 10**30, -(2**63) - 1):
        with pytest.raises(User.DoesNotExist):
            User.objects.get(pk=missing)


def revision(record: Patient, **more) -> Revision:
    said = {"note": "\u201cit’s\u201d", "worst_24h": None, "sites": [["hip", "left"]]}
    values = {"model": "logs.painentry", "uid": uuid.uuid4(), "version": 1, "act": "created"}
    return Revision(**{"patient": record, "snapshot": said, **values, **more})


def test_what_is_inserted_says_what_a_save_would_have_said(record):
    ours, djangos = revision(record), revision(record)
    with CaptureQueriesContext(connection) as asked:
        insert(ours)
    assert len(asked) == 1
    djangos.save()
    [first, second] = Revision.objects.filter(uid__in=(ours.uid, djangos.uid)).order_by("pk")
    assert (first.uid, first.snapshot) == (ours.uid, djangos.snapshot)
    own = {"id": 0, "uid": 0}
    assert said(first) | own == said(second) | own


def test_what_is_there_refuses_a_second_unless_that_is_left_alone(record):
    first = revision(record)
    insert(first)
    again = revision(record, uid=first.uid, act="changed")
    insert(again, unless_there=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(again)
    assert Revision.objects.get(uid=first.uid).act == "created"


def test_a_change_is_made_where_its_conditions_hold_and_nowhere_else(record):
    other = cast.make_patient(cast.make_user("another"), "Somebody else")
    rename = CompiledUpdate(
        Patient,
        lambda: (
            Patient.objects.filter(uid=Parameter("record", models.UUIDField())),
            {"name": Parameter("name", models.CharField(), is_written=True)},
        ),
    )
    assert rename.run(record=record.uid, name="it’s") == 1
    assert rename.run(record=uuid.uuid4(), name="nobody") == 0
    record.refresh_from_db()
    other.refresh_from_db()
    assert (record.name, other.name) == ("it’s", "Somebody else")
