"""A dose: of one medicine of its own record, at its time, with what it did."""

import uuid
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils.http import urlencode

from carelog.diary.kinds import fill_in
from carelog.entries import words
from carelog.medications.models import Dose, Medication
from carelog.medications.models.dose import amount_in_words
from carelog.patients import saving
from carelog.patients.access import changing
from tests import cast, kinds
from tests.medications.cabinet import make_dose, make_medicine


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


@pytest.fixture
def medicine(access):
    return make_medicine(access)


@pytest.fixture
def foreign(record, stranger):
    """A medicine of somebody else."""
    return make_medicine(cast.access_of(stranger.memberships.get().patient, stranger))


def form(access, row=None, **more):
    row = row or Dose.begin(access.patient)
    data = QueryDict(urlencode(kinds.typed(Dose, **more), doseq=True))
    return fill_in(access, row, data)


def offered(of_dose) -> list[str]:
    return [code for code, _words in of_dose.fields["medication_uid"].choices]


def test_the_form_offers_the_medicines_of_its_record_alone(access, medicine, foreign):
    assert offered(form(access)) == [str(medicine.uid)]


def test_current_medicines_are_offered_before_stopped_ones(access, medicine):
    stopped = make_medicine(access, "Aspirin", stopped_on=cast.NOON.date())
    assert offered(form(access)) == [str(medicine.uid), str(stopped.uid)]


def test_a_removed_medicine_is_offered_only_to_the_dose_that_has_it(access, medicine):
    dose = make_dose(access, medicine)
    with changing(access):
        saving.remove(access, medicine, 1)
    assert offered(form(access)) == []
    assert offered(form(access, dose)) == [str(medicine.uid)]


def test_a_medicine_of_another_record_is_refused(access, medicine, foreign):
    for uid in (foreign.uid, uuid.uuid4(), "", "x"):
        assert list(form(access, medication_uid=str(uid)).errors) == ["medication_uid"]


def test_no_dose_is_saved_under_a_medicine_of_another_record(access, foreign):
    with pytest.raises(Medication.DoesNotExist), transaction.atomic():
        make_dose(access, foreign)
    assert not Dose.objects.exists()


def test_the_same_key_in_two_records_means_two_medicines(access, foreign):
    own = make_medicine(access, uid=foreign.uid)
    assert make_dose(access, own).medication == own


def test_a_form_saves_the_moment_that_was_meant(access, medicine):
    filled = form(access, medication_uid=str(medicine.uid))
    assert filled.is_valid(), filled.errors
    assert filled.instance.at == datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
    assert filled.instance.relief_at == datetime(2026, 3, 2, 11, 30, tzinfo=UTC)
    assert filled.instance.units == Decimal("1.5")


def test_a_stored_moment_is_shown_on_the_clock_of_the_dose(access, medicine):
    dose = make_dose(access, medicine, relief_at=cast.NOON + timedelta(minutes=20))
    assert 'value="2026-03-02T13:20"' in str(fill_in(access, dose)["relief_at"])


def test_a_moment_still_to_come_is_refused(access, medicine):
    later = form(access, medication_uid=str(medicine.uid), relief_at="2026-03-02T13:20")
    assert list(later.errors) == ["relief_at"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"units": ""}, "Write how much was taken."),
        ({"skip_reason": "asleep"}, "You said that it was skipped, and also that it helped."),
        ({"relief_at": "2026-03-02T11:30"}, "It helped before it was taken."),
        ({"patch_off_at": "2026-03-01T11:30"}, "The patch came off before it was put on."),
    ],
)
def test_what_does_not_fit_together_is_refused_in_words(access, medicine, typed, said):
    [refused] = form(access, medication_uid=str(medicine.uid), **typed).non_field_errors()
    assert refused.startswith(said)


def test_a_skipped_dose_needs_no_amount(access, medicine):
    typed = {"units": "", "relief_pct": "", "relief_at": "", "skip_reason": "ran_out"}
    assert form(access, medication_uid=str(medicine.uid), **typed).is_valid()


@pytest.mark.parametrize("typed", ["0", "-1", "10001", "some"])
def test_an_amount_that_cannot_be_is_refused(access, medicine, typed):
    assert "units" in form(access, medication_uid=str(medicine.uid), units=typed).errors


def test_doses_without_a_due_never_collide(access, medicine):
    make_dose(access, medicine)
    make_dose(access, medicine)
    assert Dose.objects.count() == 2


def test_a_removed_dose_makes_room_for_another_of_the_same_due(access, medicine):
    first = make_dose(access, medicine, due_at=cast.NOON)
    with changing(access):
        saving.remove(access, first, 1)
    second = make_dose(access, medicine, due_at=cast.NOON)
    assert first.in_the_way() == second
    with pytest.raises(IntegrityError), changing(access):
        saving.put_back(access, first, 2)


def test_two_medicines_may_be_due_together(access, medicine):
    other = make_medicine(access, "Senna")
    make_dose(access, medicine, due_at=cast.NOON)
    make_dose(access, other, due_at=cast.NOON)
    assert Dose.objects.count() == 2


def test_an_edit_that_takes_a_due_already_written_is_refused_in_words(access, medicine):
    make_dose(access, medicine, due_at=cast.NOON)
    other = make_dose(access, make_medicine(access, "Senna"), due_at=cast.NOON)
    changed = {"uid": other.uid, "version": 1, "medication_uid": str(medicine.uid)}
    refused = form(access, other, **changed).non_field_errors()
    assert refused == ["This dose has been written down already."]


def test_history_names_the_medicine_and_restore_brings_it_back(access, medicine):
    dose = make_dose(access, medicine)
    dose.medication_uid = make_medicine(access, "Senna").uid
    with changing(access):
        saving.keep_changed(access, dose, 1)
    assert dose.medication.name == "Senna"
    [change] = words.changes(Dose, *dose.history)
    assert (change.label, change.was, change.now) == ("Which medicine?", "Morphine", "Senna")
    with changing(access):
        saving.restore(access, dose.history[0], dose, 2)
    assert Dose.objects.get().medication == medicine


def test_a_key_of_another_record_is_not_named(access, medicine, foreign):
    said = words.in_words(Dose, "medication_uid", foreign.uid, record=access.patient.pk)
    assert said == "not found"


def test_a_skip_and_a_dose_taken_read_apart(access, medicine):
    dose = make_dose(access, medicine)
    taken = words.AnswerLine("Was it taken, or why not?", "taken")
    assert taken in words.answered(dose)
    assert dose.short_words() == "Morphine, 1 tablet"
    dose.skip_reason = "asleep"
    assert dose.short_words() == "Morphine, skipped (asleep)"
    assert dose.heading() == "Morphine, 2 March 2026"


@pytest.mark.parametrize(
    ("units", "form_code", "words_of_it"),
    [
        ("1.00", "tablet", "1 tablet"),
        ("0.50", "tablet", "0.5 tablets"),
        ("2", "patch", "2 patches"),
        ("2.50", "liquid", "2.5 ml"),
        ("20", "drops", "20 drops"),
        ("3", "other", "3"),
    ],
)
def test_an_amount_in_words(units, form_code, words_of_it):
    assert amount_in_words(Decimal(units), form_code) == words_of_it
