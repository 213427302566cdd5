"""A check-in for yesterday: the whole of it, for that day and no other."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from carelog.logs.models import CheckIn, MobilityEntry, PainEntry, SymptomsEntry
from tests import cast
from tests.diary import taps

MONDAY, SUNDAY = cast.NOON.date(), cast.NOON.date() - timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def page_of(client, record, route: str) -> str:
    return client.get(reverse(route, args=[record.uid])).content.decode()


def test_a_day_without_a_number_leads_to_its_check_in_and_its_tap_is_for_that_day(owner, record):
    link = reverse("check_in_yesterday", args=[record.uid])
    assert f'href="{link}"' in page_of(owner, record, "today")
    page = page_of(owner, record, "check_in_yesterday")
    assert "Worst pain yesterday?" in page
    assert "Sunday 1 March" in page
    assert page.count('name="worst"') == 11
    taps.worst(owner, record, 4, night="yesterday")
    assert (CheckIn.objects.get().day, PainEntry.objects.get().day) == (SUNDAY, SUNDAY)
    assert link not in page_of(owner, record, "today")


def test_signs_steps_and_places_of_it_are_for_that_day_too(owner, record):
    taps.worst(owner, record, 4, night="yesterday")
    taps.tap(owner, record, "signs", none_of_these="on")
    step = reverse("check_in_step", args=[record.uid, taps.KEY, "day"])
    owner.post(step, {"sent": "1", "mobility-function_level": "2", "stop": "on"})
    days = [kind.objects.get().day for kind in (PainEntry, SymptomsEntry, MobilityEntry)]
    assert days == [SUNDAY] * 3


def test_too_ill_can_be_said_of_yesterday(owner, record):
    taps.too_ill(owner, record, night="yesterday")
    check_in = CheckIn.objects.get()
    assert (check_in.day, check_in.too_ill) == (SUNDAY, True)


def test_a_tap_for_today_never_changes_the_check_in_begun_for_yesterday(owner, record):
    taps.worst(owner, record, 4, night="yesterday")
    today = owner.get(reverse("today", args=[record.uid]))
    assert today.context["key"] != taps.KEY
    taps.worst(owner, record, 9, today.context["key"])
    assert {(pain.day, pain.worst_24h) for pain in PainEntry.objects.all()} == {
        (SUNDAY, 4),
        (MONDAY, 9),
    }


def test_nothing_said_of_today_is_carried_into_yesterday(owner, record, access):
    cast.make_pain(access, cast.NOON - timedelta(hours=3), [("pelvis", "left")], worst_24h=5)
    taps.worst(owner, record, 4, night="yesterday")
    taps.tap(owner, record, "signs", none_of_these="on")
    assert "Said before:" not in taps.page(owner, record).content.decode()


def test_who_only_reads_is_not_led_there(sign_in, clinician, record):
    page = page_of(sign_in(clinician), record, "today")
    assert reverse("check_in_yesterday", args=[record.uid]) not in page


@pytest.mark.parametrize("night", ["tomorrow", "2026-02-01"])
def test_no_other_day_can_be_named(owner, record, night):
    assert taps.worst(owner, record, 4, night=night).status_code == 422
    assert not CheckIn.objects.exists()
