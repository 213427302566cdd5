"""What was noted about a warning, as the team reads it: on page and paper, by a link, as FHIR."""

import json
from datetime import timedelta

import pytest
import time_machine

from carelog.exchange.fhir.bundle import bundle_of
from carelog.patients.access import ALL_DOMAINS, Access, changing
from carelog.safety.actions import end_warnings, note, take_back
from carelog.safety.models import WarningState
from carelog.summary.logged_days import Reading
from carelog.summary.period import period_of
from carelog.summary.signs import signs
from carelog.summary.words.reader import Reader
from carelog.summary.words.signs import signs as in_words
from tests import cast
from tests.safety.test_closing import raised

TODAY = cast.NOON.date()


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def told(access, today=TODAY) -> str:
    """Return the words of the section of signs, and the flags of the Bundle."""
    period = period_of(access, None, today)
    said = in_words(signs(Reading(access, period)), Reader.of(access, period))
    days = {"since": TODAY - timedelta(days=30), "today": today}
    bundle = bundle_of(access, generated_at=cast.NOON, **days)
    flags = [one["resource"] for one in bundle["entry"]]
    texts = [one["code"]["text"] for one in flags if one["resourceType"] == "Flag"]
    return f"{said} {json.dumps(texts, ensure_ascii=False)}"


def say(access, warning, state, text="", **more):
    said = WarningState(state=state, text=text, **more)
    with changing(access, by_any_member=True):
        note(access, warning, said)
    return said


def test_who_saw_it_and_what_was_said_last_stand_with_the_sign(access, record, clinician, clock):
    [warning] = raised(access, chest_pain=True).values()
    say(cast.access_of(record, clinician), warning, "seen")
    say(access, warning, "called", "Nobody answered")
    clock.shift(60)
    say(access, warning, "advised", "Come in now")
    said = told(access)
    assert "seen by clinician (clinician), 2 Mar, 13:00" in said
    assert "what the team said, noted by patient, 2 Mar, 13:01: “Come in now”" in said
    assert "patient called" not in said
    assert "Called 2026-03-02 12:00 UTC, patient: “Nobody answered”." in said


def test_a_link_names_nobody(access, record, clinician):
    [warning] = raised(access, chest_pain=True).values()
    say(cast.access_of(record, clinician), warning, "seen")
    say(access, warning, "called", "Come in")
    by_link = Access(record, None, ALL_DOMAINS, False, "test", "link")
    said = told(by_link)
    assert "seen by clinician, 2 Mar, 13:00" in said
    assert "the person called, 2 Mar, 13:00: “Come in”" in said
    assert "patient called" not in said


def test_what_was_taken_back_is_told_no_more(access):
    [warning] = raised(access, chest_pain=True).values()
    called = say(access, warning, "called", "Come in")
    assert "Come in" in told(access)
    with changing(access):
        take_back(access, called)
    assert "Come in" not in told(access)


def test_a_note_after_the_end_opens_nothing(access, clock):
    [warning] = raised(access, chest_pain=True).values()
    with changing(access):
        end_warnings(access, [warning], "help")
    clock.shift(60)
    say(access, warning, "called")
    said = told(access)
    assert "closed 2 Mar: “I have got help”" in said
    assert "ended: I have got help" in said


def test_what_was_noted_later_is_not_told_of_days_before(access, clock):
    [warning] = raised(access, chest_pain=True).values()
    clock.shift(timedelta(days=2))
    say(access, warning, "called", "Come in")
    before = Access(access.patient, None, ALL_DOMAINS, False, "test", "link", ends=TODAY)
    assert "Come in" not in told(before)
    assert "Come in" in told(access, TODAY + timedelta(days=2))
