"""Going on with a check-in, undoing it, having it back."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from carelog.logs.models import CheckIn, PainEntry, SymptomsEntry
from carelog.safety.models import RaisedWarning
from tests import cast
from tests.diary import taps


@pytest.fixture(autouse=True)
def clock():
    """Monday noon in London, one o'clock in the patient's Berlin."""
    with time_machine.travel(taps.MONDAY_NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def whole(owner, record, access):
    """A check-in with everything in it, done."""
    cast.make_number(access)
    cast.make_pain(access, cast.NOON - timedelta(days=1), [("hip", "left")])
    taps.worst(owner, record)
    taps.tap(owner, record, "signs", none_of_these="on")
    taps.tap(owner, record, "same")
    taps.tap(owner, record, "done")


def key_on_today(client, record) -> str:
    """Return the key of the form on Today."""
    return str(client.get(reverse("today", args=[record.uid])).context["key"])


@pytest.mark.parametrize(("minutes", "resumed"), [(239, True), (240, False), (300, False)])
def test_an_open_check_in_is_gone_on_with_for_four_hours(
    clock, sign_in, patient, owner, record, minutes, resumed
):
    taps.worst(owner, record)
    clock.shift(timedelta(minutes=minutes))
    assert (key_on_today(sign_in(patient), record) == str(taps.KEY)) is resumed


def test_a_check_in_that_is_done_is_not_gone_on_with(owner, record, whole):
    assert key_on_today(owner, record) != str(taps.KEY)


def test_somebody_elses_open_check_in_is_not_gone_on_with(sign_in, owner, caregiver, record):
    taps.worst(owner, record)
    assert key_on_today(sign_in(caregiver), record) != str(taps.KEY)


def test_several_check_ins_a_day_stand_side_by_side(owner, record, whole):
    taps.worst(owner, record, 3, uuid.uuid4())
    assert CheckIn.objects.count() == 2


def test_undo_removes_everything_of_it_and_nothing_else(owner, record, whole):
    taps.tap(owner, record, "remove")
    assert taps.standing() == [0, 1, 0]
    page = taps.page(owner, record).content.decode()
    assert "This check-in was undone" in page
    assert "Put it back" in page


def test_put_back_restores_all_of_it(owner, record, whole):
    before = SymptomsEntry.objects.get().answers()
    taps.tap(owner, record, "remove")
    taps.tap(owner, record, "put_back")
    pain = PainEntry.objects.get(check_in__uid=taps.KEY)
    assert taps.standing() == [1, 2, 1]
    assert (pain.worst_24h, pain.places.get().code) == (6, "hip.left")
    assert SymptomsEntry.objects.get().answers() == before


def test_undo_twice_and_put_back_twice_change_nothing_more(owner, record, whole):
    for name in ("remove", "remove", "put_back", "put_back"):
        assert taps.tap(owner, record, name).status_code == 302
    assert CheckIn.objects.get().version == 4


def test_what_was_removed_before_the_undo_stays_removed_after_it(clock, owner, record, whole):
    pain = PainEntry.objects.get(check_in__uid=taps.KEY)
    path = reverse("entry_remove", args=[record.uid, "pain", pain.uid])
    owner.post(path, {"version": pain.version})
    clock.shift(60)
    taps.tap(owner, record, "remove")
    clock.shift(60)
    taps.tap(owner, record, "put_back")
    assert not PainEntry.objects.filter(check_in__uid=taps.KEY).exists()
    assert SymptomsEntry.objects.count() == 1


def test_a_tap_with_the_key_of_an_undone_check_in_says_so_and_offers_a_new_one(owner, record):
    taps.worst(owner, record)
    taps.tap(owner, record, "remove")
    response = taps.worst(owner, record, 3)
    assert response.status_code == 409
    assert "That check-in was undone. Please tap again." in response.content.decode()
    assert taps.worst(owner, record, 3, response.context["key"]).status_code == 302
    assert PainEntry.objects.get().worst_24h == 3


def test_signs_for_an_undone_check_in_are_not_saved_and_that_is_said(owner, record, whole):
    taps.tap(owner, record, "remove")
    response = taps.tap(owner, record, "signs", ticked=["chest_pain"])
    assert response.status_code == 409
    assert "This check-in was undone." in response.content.decode()
    assert not RaisedWarning.objects.exists()


def test_too_ill_with_the_key_of_an_undone_check_in_says_so(owner, record):
    taps.too_ill(owner, record)
    taps.tap(owner, record, "remove")
    assert taps.too_ill(owner, record).status_code == 409


@pytest.mark.parametrize("number", [6, 3])
def test_a_tap_after_removing_its_pain_alone_is_not_lost(owner, record, number):
    taps.worst(owner, record, 6)
    pain = PainEntry.objects.get()
    owner.post(reverse("entry_remove", args=[record.uid, "pain", pain.uid]), {"version": 1})
    assert taps.worst(owner, record, number).status_code == 302
    assert PainEntry.objects.get().worst_24h == number


@pytest.mark.parametrize("fields", [{"none_of_these": "on"}, {"ticked": ["chest_pain"]}])
def test_answers_after_removing_the_sheet_alone_are_not_lost(owner, record, fields):
    taps.worst(owner, record)
    taps.tap(owner, record, "signs", none_of_these="on")
    sheet = SymptomsEntry.objects.get()
    owner.post(reverse("entry_remove", args=[record.uid, "symptoms", sheet.uid]), {"version": 1})
    assert taps.tap(owner, record, "signs", **fields).status_code == 302
    assert SymptomsEntry.objects.get().chest_pain is ("ticked" in fields)


def test_a_caregiver_cannot_undo_what_the_patient_entered(sign_in, caregiver, record, whole):
    assert taps.tap(sign_in(caregiver), record, "remove").status_code == 403
    assert taps.standing() == [1, 2, 1]
