"""Bowels: yes or no has to be said, and a stool form only after a yes."""

import pytest
import time_machine
from django.urls import reverse

from carelog.diary.kinds import fill_in
from carelog.entries import words
from carelog.logs.models import BowelsEntry
from carelog.logs.models.bowels import StoolForm
from tests import cast

WHEN = {"uid": "b8f5c1de-0000-4000-8000-000000000001", "version": "0", "when": "2026-03-02T12:00"}


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def bowels(access, **typed):
    """Fill in the form of a new entry."""
    patient = access.patient
    return fill_in(access, BowelsEntry(patient=patient, zone=patient.zone), WHEN | typed)


@pytest.mark.parametrize("typed", [{}, {"moved": ""}, {"moved": "", "note": "a note"}])
def test_whether_they_moved_has_to_be_said(access, typed):
    assert list(bowels(access, **typed).errors) == ["moved"]


@pytest.mark.parametrize(("typed", "stored"), [("yes", True), ("no", False)])
def test_yes_and_no_are_both_answers(access, typed, stored):
    form = bowels(access, moved=typed)
    assert form.is_valid(), form.errors
    assert form.instance.moved is stored
    assert form.instance.stool_form is None


def test_only_the_question_that_needs_an_answer_offers_no_way_out(access):
    fields = bowels(access).fields
    assert [code for code, _label in fields["moved"].choices] == ["yes", "no"]
    assert (fields["moved"].clears, fields["stool_form"].clears) == (False, True)


def test_nothing_is_chosen_beforehand(access, patient, sign_in):
    page = sign_in(patient).get(reverse("entry_new", args=[access.patient.uid, "bowels"]))
    form = page.context["form"]
    assert form["moved"].value() == ""
    assert 'name="moved" value="yes"' in page.content.decode()
    assert 'name="moved" value=""' not in page.content.decode()


@pytest.mark.parametrize("form", StoolForm.values)
def test_each_stool_form_goes_with_a_yes(access, form):
    filled = bowels(access, moved="yes", stool_form=str(form))
    assert filled.is_valid(), filled.errors
    assert filled.instance.stool_form == form


def test_a_stool_form_after_a_no_is_refused_in_words(access):
    form = bowels(access, moved="no", stool_form="4")
    assert "but not that your bowels moved" in form.non_field_errors()[0]


@pytest.mark.parametrize("form", ["0", "8", "4.0", "hard"])
def test_what_is_no_stool_form_is_refused(access, form):
    assert list(bowels(access, moved="yes", stool_form=form).errors) == ["stool_form"]


def test_a_list_tells_both_in_one_line(access):
    form = bowels(access, moved="yes", stool_form="7")
    assert form.is_valid()
    assert words.in_short(form.instance) == "moved: yes, watery"
