"""Too ill today: the signs, the numbers to call and the way to the signs that cannot wait."""

import re

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import strip_tags

from carelog.logs.models import CheckIn, SymptomsEntry
from carelog.logs.sign_groups import SIGNS
from carelog.safety.models import RaisedWarning
from tests import cast
from tests.diary import taps


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(taps.MONDAY_NOON, tick=False) as traveller:
        yield traveller


def answer(client, record) -> str:
    """Say "too ill today" and return the page that answers."""
    taps.too_ill(client, record)
    return taps.page(client, record).content.decode()


def test_the_answer_asks_every_line_of_signs(owner, record):
    page = answer(owner, record)
    assert re.findall(r'name="ticked" value="(\w+)"', page) == list(SIGNS)
    assert reverse("check_in_signs", args=[record.uid, taps.KEY]) in page


def test_the_answer_has_every_number_to_call_and_leads_to_the_signs_that_cannot_wait(
    owner, record, access
):
    for role, number in (("team", "+49307770"), ("emergency", "144")):
        cast.make_number(access, role, number)
    page = answer(owner, record)
    assert re.findall(r'href="tel:([^"]+)"', page) == ["144", "+49307770"]
    assert f'href="{reverse("patient_urgent", args=[record.uid])}"' in page
    assert f'href="{reverse("urgent")}"' in page


def test_without_a_number_the_published_one_stands_there_unconfirmed(owner, record):
    page = answer(owner, record)
    assert re.findall(r'href="tel:([^"]+)"', page) == ["112"]
    assert "Nobody has confirmed it here." in page
    assert "Add a number to call" in page


def test_the_answer_says_first_what_was_saved_and_later_names_no_other_day(
    owner, record, clock, sign_in, patient
):
    page = strip_tags(answer(owner, record))
    assert page.index("Saved: too ill.") < page.index("112")
    clock.shift(3 * 86_400)
    page = taps.page(sign_in(patient), record).content.decode()
    assert "<b>Check-in</b><small>too ill</small>" in page
    assert "<b>Today</b>" not in page


def test_one_tap_is_one_version_and_nobody_changed_it(owner, record):
    answer(owner, record)
    page = owner.get(reverse("timeline", args=[record.uid])).content.decode()
    assert CheckIn.objects.get().version == 1
    assert "too ill" in page
    assert "changed" not in page


def test_a_tick_there_is_saved_with_the_day_and_answered_at_once(owner, record):
    answer(owner, record)
    response = taps.tap(owner, record, "signs", ticked=["band_or_shooting_pain"])
    assert response.url == reverse("act_now", args=[record.uid])
    sheet = SymptomsEntry.objects.get()
    assert (sheet.check_in, sheet.band_or_shooting_pain) == (CheckIn.objects.get(), True)
    assert RaisedWarning.objects.get().rule == "RF-01"


def test_none_of_these_there_is_no_and_leaves_the_numbers_on_the_page(owner, record):
    answer(owner, record)
    response = taps.tap(owner, record, "signs", none_of_these="on")
    page = owner.get(response.url).content.decode()
    assert SymptomsEntry.objects.get().chest_pain is False
    assert '<details class="card">' in page
    assert 'href="tel:112"' in page
    assert "CareLog cannot tell if you are well." in page


def test_signs_answered_before_the_tap_are_asked_again_with_their_ticks(owner, record, clock):
    taps.worst(owner, record)
    taps.tap(owner, record, "signs", ticked=["unsteady_new"])
    clock.shift(600)
    page = answer(owner, record)
    assert '<details class="card" open>' in page
    assert 'value="unsteady_new" checked' in page
    taps.tap(owner, record, "signs", ticked=["unsteady_new", "chest_pain"])
    sheet = SymptomsEntry.objects.get()
    assert (sheet.unsteady_new, sheet.chest_pain) == (True, True)
    assert '<details class="card">' in taps.page(owner, record).content.decode()


def test_both_a_tick_and_none_are_asked_again_there_with_the_tick_kept(owner, record):
    answer(owner, record)
    response = taps.tap(owner, record, "signs", ticked=["chest_pain"], none_of_these="on")
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="chest_pain" checked' in page
    assert "Please choose one of the two." in page


def test_a_reader_sees_the_numbers_and_no_form(owner, sign_in, clinician, record):
    answer(owner, record)
    page = taps.page(sign_in(clinician), record).content.decode()
    assert 'name="ticked"' not in page
    assert 'href="tel:112"' in page


def test_a_caregiver_without_signs_in_scope_is_not_asked_them(owner, sign_in, caregiver, record):
    answer(owner, record)
    record.memberships.filter(user=caregiver).update(scope=["pain"])
    page = taps.page(sign_in(caregiver), record).content.decode()
    assert 'name="ticked"' not in page


def test_the_same_answer_given_again_is_kept_as_given_and_not_asked_for_ever(owner, record, clock):
    taps.worst(owner, record)
    taps.tap(owner, record, "signs", none_of_these="on")
    clock.shift(600)
    assert '<details class="card" open>' in answer(owner, record)
    clock.shift(60)
    for _press in range(2):
        taps.tap(owner, record, "signs", none_of_these="on")
    assert SymptomsEntry.objects.get().version == 2
    assert '<details class="card">' in taps.page(owner, record).content.decode()


def test_who_may_not_see_warnings_is_led_to_whom_to_call_and_not_to_a_page_that_is_not_there(
    owner, sign_in, caregiver, record
):
    answer(owner, record)
    taps.tap(owner, record, "signs", ticked=["chest_pain"])
    record.memberships.filter(user=caregiver).update(scope=["pain", "symptoms"])
    client = sign_in(caregiver)
    page = taps.page(client, record).content.decode()
    assert reverse("act_now", args=[record.uid]) not in page
    whom = reverse("patient_urgent", args=[record.uid])
    assert f'<a href="{whom}">See whom to call</a>' in page
    assert client.get(whom).status_code == 200
