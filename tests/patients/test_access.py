"""The one door to a record, and the one way to write to it."""

import uuid

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404

from carelog.logs.models import PainEntry
from carelog.patients.access import ALL_DOMAINS, Access, changing, open_record
from carelog.patients.models import AccessEvent, Number, Patient
from tests import cast


def test_an_owner_sees_all_and_may_write(record, patient):
    access = open_record(patient, record.uid, page="today")
    assert (access.patient, access.actor) == (record, patient)
    assert access.domains == ALL_DOMAINS
    assert access.may_write
    assert access.is_owner


def test_a_member_sees_the_scope_the_owner_gave(record, caregiver):
    access = open_record(caregiver, record.uid, page="today", writing=True)
    assert access.domains == ALL_DOMAINS - {"mood"}
    assert access.may_write
    assert not access.is_owner
    assert access.relation == "caregiver"


def test_a_reader_may_read_and_not_write(record, clinician):
    assert not open_record(clinician, record.uid, page="today").may_write
    with pytest.raises(PermissionDenied):
        open_record(clinician, record.uid, page="today", writing=True)


@pytest.mark.parametrize("state", ["pending", "left", "revoked"])
@pytest.mark.parametrize("writing", [True, False])
def test_only_an_active_place_in_a_record_opens_it(record, state, writing):
    someone = cast.make_user("someone")
    cast.join(record, someone, "editor", "caregiver", state=state)
    with pytest.raises(Http404):
        open_record(someone, record.uid, page="today", writing=writing)
    assert not Patient.objects.visible_to(someone).exists()


def test_a_stranger_meets_the_same_answer_as_for_a_record_that_is_not_there(record, stranger):
    for uid in (record.uid, uuid.uuid4()):
        with pytest.raises(Http404) as caught:
            open_record(stranger, uid, page="today")
        assert str(caught.value) == ""


def test_the_list_of_records_holds_ones_own_and_those_shared(record, patient, stranger):
    shared = cast.make_patient(stranger, "A third")
    cast.join(shared, patient, "viewer", "caregiver")
    assert set(Patient.objects.visible_to(patient)) == {record, shared}


def test_rows_are_those_of_the_record_alone(access, stranger):
    other = cast.access_of(stranger.memberships.get().patient, stranger)
    mine, theirs = cast.make_pain(access), cast.make_pain(other)
    assert list(access.rows(PainEntry)) == [mine]
    assert list(other.rows(PainEntry)) == [theirs]


def test_rows_outside_the_scope_or_removed_are_not_given(access):
    cast.make_pain(access)
    scoped = Access(access.patient, access.actor, frozenset({"symptoms"}), False, "test")
    assert not scoped.rows(PainEntry).exists()
    PainEntry.objects.update(removed_at=cast.NOON)
    assert not access.rows(PainEntry).exists()


def test_every_member_sees_the_numbers_to_call(access):
    cast.make_number(access)
    nothing = Access(access.patient, access.actor, frozenset(), False, "test")
    assert nothing.rows(Number).count() == 1


@pytest.mark.parametrize(
    ("starts", "ends", "seen"), [(0, None, 1), (1, None, 0), (None, 0, 1), (None, -1, 0)]
)
def test_a_window_of_days_holds_for_rows(access, starts, ends, seen):
    day = cast.make_pain(access).day
    window = {
        name: day.replace(day=day.day + shift)
        for name, shift in (("starts", starts), ("ends", ends))
        if shift is not None
    }
    scoped = Access(access.patient, access.actor, ALL_DOMAINS, False, "test", **window)
    assert scoped.rows(PainEntry).count() == seen


def test_an_owner_may_correct_all_and_an_editor_their_own(record, access, caregiver, clinician):
    editor = cast.access_of(record, caregiver)
    reader = cast.access_of(record, clinician)
    by_owner, by_editor = cast.make_number(access), cast.make_number(editor)
    assert access.may_correct(by_owner)
    assert access.may_correct(by_editor)
    assert editor.may_correct(by_editor)
    assert not editor.may_correct(by_owner)
    assert not reader.may_correct(by_editor)


def test_a_reader_without_account_may_not_correct(access):
    row = cast.make_number(access)
    visitor = Access(access.patient, None, ALL_DOMAINS, may_write=False, page="test")
    assert not visitor.may_correct(row)


def test_a_change_raises_the_data_version_by_one(access):
    with changing(access):
        pass
    assert access.patient.data_version == 1
    assert Patient.objects.get(pk=access.patient.pk).data_version == 1


def test_a_change_after_somebody_elses_raises_what_stands_now(access, record, caregiver):
    with changing(cast.access_of(Patient.objects.get(pk=record.pk), caregiver)):
        pass
    assert access.patient.data_version == 0
    with changing(access):
        pass
    assert access.patient.data_version == 2
    assert Patient.objects.get(pk=record.pk).data_version == 2


def test_a_change_that_fails_leaves_nothing_behind(access):
    def change() -> None:
        with changing(access):
            Number.objects.create(patient=access.patient, role="team", number="1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change()
    assert not Number.everything.exists()
    assert Patient.objects.get(pk=access.patient.pk).data_version == 0
    assert access.patient.data_version == 0
    assert not AccessEvent.objects.filter(act="changed").exists()


def test_a_reader_cannot_change_whatever_the_view_forgot(record, clinician):
    with pytest.raises(PermissionDenied), changing(cast.access_of(record, clinician)):
        pytest.fail("the change was let in")
    assert Patient.objects.get(pk=record.pk).data_version == 0


def test_a_change_is_logged_with_who_and_where(access, patient):
    with time_machine.travel(cast.NOON, tick=False), changing(access):
        pass
    event = AccessEvent.objects.get()
    assert (event.act, event.page, event.at) == ("changed", "test", cast.NOON)
    assert (event.actor, event.record) == (patient.access_key, access.patient.access_key)


@pytest.mark.django_db(transaction=True)
def test_a_change_can_stand_inside_another(access):
    with transaction.atomic(), changing(access), changing(access):
        pass
    assert access.patient.data_version == 2
    assert Patient.objects.get(pk=access.patient.pk).data_version == 2
