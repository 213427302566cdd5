"""Wellbeing: tiredness, sleep, and how much of a good day it was."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine

from carelog.diary.kinds import fill_in
from carelog.entries import words
from carelog.logs.models import WellbeingEntry
from carelog.logs.series import by_day
from carelog.patients import saving
from carelog.patients.access import changing
from tests import cast

WHEN = {"uid": "b8f5c1de-0000-4000-8000-000000000001", "version": "0", "when": "2026-03-02T12:00"}
MEASURES = {measure.field: measure for measure in WellbeingEntry.measures}


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def wellbeing(access, **typed):
    """Fill in the form of a new entry."""
    patient = access.patient
    return fill_in(access, WellbeingEntry(patient=patient, zone=patient.zone), WHEN | typed)


def keep(access, hours: int, **values) -> None:
    """Store an entry so many hours after noon."""
    patient, at = access.patient, cast.NOON + timedelta(hours=hours)
    entry = WellbeingEntry(
        patient=patient, at=at, zone=patient.zone, day=cast.NOON.date(), **values
    )
    with changing(access):
        saving.keep_new(access, entry)


@pytest.mark.parametrize(("typed", "hours"), [("6,5", "6.5"), ("0", "0"), ("24", "24")])
def test_hours_of_sleep_have_one_decimal(access, typed, hours):
    form = wellbeing(access, sleep_hours=typed)
    assert form.is_valid(), form.errors
    assert form.instance.sleep_hours == Decimal(hours)


def test_a_day_has_no_more_than_24_hours(access):
    form = wellbeing(access, sleep_hours="24.1")
    assert form.errors["sleep_hours"] == ["Did you mean 2.4 hours?"]


def test_no_more_than_twenty_times_awake(access):
    form = wellbeing(access, woken_by_pain="21")
    assert form.errors["woken_by_pain"] == ["The number must be between 0 and 20."]


def test_an_empty_form_is_refused(access):
    message = "Answer at least one question, or write a note."
    assert wellbeing(access).non_field_errors() == [message]


@pytest.mark.parametrize(
    "typed", [{"fatigue": "0"}, {"woken_by_pain": "0"}, {"sleep_quality": "fair"}, {"note": "ok"}]
)
def test_one_answer_or_a_note_is_enough(access, typed):
    assert wellbeing(access, **typed).is_valid()


def test_a_list_tells_an_entry_in_one_line(access):
    form = wellbeing(access, fatigue="0", sleep_hours="5.5", sleep_quality="very_poor")
    assert form.is_valid()
    assert words.in_short(form.instance) == "tiredness 0, slept 5.5 hours, slept very badly"


@pytest.mark.parametrize(
    ("field", "stands"),
    [("fatigue", 7), ("woken_by_pain", 7), ("sleep_hours", 3), ("good_day", 3)],
)
def test_the_worst_tiredness_and_night_stand_for_a_day_and_the_last_of_the_rest(
    access, field, stands
):
    keep(access, 0, **{field: 7})
    keep(access, 1, **{field: 3})
    day = cast.NOON.date()
    assert by_day(access, WellbeingEntry, MEASURES[field], day) == {day: stands}


def test_any_single_answer_shows_in_the_list():
    assert set(WellbeingEntry.brief) == set(WellbeingEntry.own_fields())
