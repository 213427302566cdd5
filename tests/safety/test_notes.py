"""What is noted about an open warning: seen, called, advised; by whom, when, and what they said."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from carelog.patients.access import changing
from carelog.patients.models import Patient
from carelog.safety.actions import end_warnings, note, take_back
from carelog.safety.models import WarningState
from carelog.safety.states import briefly, last_standing, states_of
from carelog.safety.texts import NOBODY_WATCHES, SOMEBODY_KNOWS
from tests import cast
from tests.safety.test_closing import close, raised

NOTES = pytest.mark.parametrize("state", ["seen", "called", "advised"])


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def say(client, record, warning, state, text="They said to come in", **form):
    """Press a button of *What was done*."""
    address = reverse("warning_note", args=[record.uid, warning.uid])
    return client.post(address, {"uid": uuid.uuid4(), "state": state, "text": text} | form)


def page_of(client, record, name="act_now") -> str:
    return client.get(reverse(name, args=[record.uid])).content.decode()


def version_of(record) -> int:
    return Patient.objects.get(pk=record.pk).data_version


def kept(access) -> list[tuple]:
    """Return what was noted, by rule, in order."""
    return [
        (one.warning.rule, one.state, one.text, one.recorded_by.name)
        for one in states_of(access).select_related("warning", "recorded_by")
    ]


@NOTES
@pytest.mark.parametrize("person", ["patient", "caregiver", "clinician"])
def test_whoever_sees_a_warning_may_note_what_was_done(
    request, sign_in, record, access, person, state
):
    [warning] = raised(access, chest_pain=True).values()
    client = sign_in(request.getfixturevalue(person))
    before = version_of(record)
    assert say(client, record, warning, state).url == reverse("act_now", args=[record.uid])
    assert kept(access) == [("RF-36", state, "They said to come in", person)]
    warning.refresh_from_db()
    assert warning.is_open
    # What is kept of the record for its pages is out of date with it.
    assert version_of(record) > before


@pytest.mark.parametrize("scope", [["pain"], ["symptoms"]])
def test_who_does_not_see_warnings_notes_nothing(sign_in, clinician, record, access, scope):
    [warning] = raised(access, chest_pain=True).values()
    clinician.memberships.update(scope=scope)
    assert say(sign_in(clinician), record, warning, "called").status_code == 404
    assert kept(access) == []


@pytest.mark.parametrize("name", ["act_now", "today"])
def test_the_person_reads_who_has_seen_it_and_when(owner, sign_in, clinician, record, access, name):
    [warning] = raised(access, chest_pain=True).values()
    say(sign_in(clinician), record, warning, "seen", "")
    assert "Seen by clinician (clinician), 13:00" in page_of(owner, record, name)


def test_the_next_day_its_day_is_told(access, clock):
    [warning] = raised(access, chest_pain=True).values()
    with changing(access):
        note(access, warning, WarningState(state="called", text="Come in"))
    clock.shift(timedelta(days=1))
    last = last_standing(warning.states.all())
    assert briefly(access.patient, last) == "patient called, 2 Mar, 13:00: “Come in”"


NOT_TOLD, TOLD = str(NOBODY_WATCHES), str(SOMEBODY_KNOWS)


def test_that_nobody_was_told_stands_while_it_is_true(owner, sign_in, caregiver, record, access):
    [warning] = raised(access, chest_pain=True).values()
    assert NOT_TOLD in page_of(owner, record)
    # Who entered the sign has told nobody by having seen it.
    say(owner, record, warning, "seen", "")
    assert NOT_TOLD in page_of(owner, record)
    say(sign_in(caregiver), record, warning, "seen", "")
    page = page_of(owner, record)
    assert NOT_TOLD not in page
    assert TOLD in page


@pytest.mark.parametrize("state", ["called", "advised"])
def test_a_call_is_told_whoever_made_it_until_it_is_taken_back(owner, record, access, state):
    [warning] = raised(access, chest_pain=True).values()
    say(owner, record, warning, state)
    assert NOT_TOLD not in page_of(owner, record)
    said = WarningState.objects.get()
    owner.post(reverse("note_take_back", args=[record.uid, said.uid]))
    page = page_of(owner, record)
    assert NOT_TOLD in page
    # Nothing is lost: the line is told as taken back, and the other act stands beside it.
    assert "They said to come in" in page
    assert [one.state for one in states_of(access)] == [state, "undone"]


def test_a_comment_on_it_is_somebody_told(owner, sign_in, clinician, record, access):
    [warning] = raised(access, chest_pain=True).values()
    about = {"uid": uuid.uuid4(), "kind": "warning", "about": warning.uid, "text": "Ring me"}
    sign_in(clinician).post(reverse("comment_new", args=[record.uid]), about)
    page = page_of(owner, record)
    assert NOT_TOLD not in page
    assert TOLD in page


def test_a_form_sent_twice_notes_once(owner, record, access):
    [warning] = raised(access, chest_pain=True).values()
    key = uuid.uuid4()
    for _press in range(2):
        assert say(owner, record, warning, "called", uid=key).status_code == 302
    again = say(owner, record, warning, "called", "Nobody answered", uid=key)
    assert again.status_code == 409
    assert "Nobody answered" in again.content.decode()
    assert len(kept(access)) == 1


def test_seen_is_said_once_until_the_sign_is_ticked_again(owner, record, access, clock):
    [warning] = raised(access, chest_pain=True).values()
    for _press in range(2):
        say(owner, record, warning, "seen", "")
    assert len(kept(access)) == 1
    clock.shift(60)
    raised(access, chest_pain=True)
    say(owner, record, warning, "seen", "")
    assert len(kept(access)) == 2


@pytest.mark.parametrize(
    ("state", "text"), [("advised", ""), ("", "x"), ("help", "x"), ("called", "x" * 301)]
)
def test_what_cannot_be_noted_is_asked_again_and_keeps_its_words(
    owner, record, access, state, text
):
    [warning] = raised(access, chest_pain=True).values()
    answer = say(owner, record, warning, state, text)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert warning.body in page
    assert f'value="{text}"' in page or not text
    assert kept(access) == []


def test_a_call_holds_for_what_stood_behind_it_and_so_does_taking_it_back(owner, record, access):
    warnings = raised(access, saddle_numb=True, limb_weakness_new=True)
    say(owner, record, warnings["RF-02"], "seen", "")
    assert [rule for rule, *_more in kept(access)] == ["RF-02"]
    say(owner, record, warnings["RF-02"], "called")
    called = states_of(access).filter(state="called")
    assert {one.warning.rule for one in called} == {"RF-01", "RF-02"}
    owner.post(reverse("note_take_back", args=[record.uid, called[0].uid]))
    assert states_of(access).filter(state="undone").count() == 2


def test_only_who_noted_it_and_the_owner_take_it_back(
    owner, sign_in, caregiver, clinician, record, access
):
    [warning] = raised(access, chest_pain=True).values()
    say(sign_in(clinician), record, warning, "called")
    address = reverse("note_take_back", args=[record.uid, WarningState.objects.get().uid])
    assert sign_in(caregiver).post(address).status_code == 403
    assert sign_in(clinician).post(address).status_code == 302
    owner.post(address)
    assert [one.state for one in states_of(access)] == ["called", "undone"]


def test_an_ending_is_no_note_to_take_back(owner, record, access):
    [warning] = raised(access, chest_pain=True).values()
    close(owner, record, warning)
    address = reverse("note_take_back", args=[record.uid, WarningState.objects.get().uid])
    assert owner.post(address).status_code == 404


def test_what_is_noted_neither_ends_nor_opens_a_warning(access, clock):
    [warning] = raised(access, chest_pain=True).values()
    with changing(access):
        end_warnings(access, [warning], "help", "An ambulance came")
        clock.shift(60)
        note(access, warning, WarningState(state="called"))
    warning.refresh_from_db()
    assert (warning.ending, warning.is_open) == ("help", False)
    assert WarningState.objects.get(state="help").text == "An ambulance came"


def test_what_was_noted_stands_in_the_timeline(owner, record, access):
    [warning] = raised(access, chest_pain=True).values()
    say(owner, record, warning, "advised", "Come in at four")
    page = page_of(owner, record, "timeline")
    assert "What the team said about a warning" in page
    assert "“Come in at four”" in page


def test_what_was_noted_before_the_end_is_told_below_it(owner, record, access):
    [warning] = raised(access, chest_pain=True).values()
    say(owner, record, warning, "called", "Nobody answered")
    close(owner, record, warning)
    assert "patient called, 13:00: “Nobody answered”" in page_of(owner, record)


def test_the_last_thing_done_that_stands_is_told(access, clock):
    [warning] = raised(access, chest_pain=True).values()
    assert last_standing(warning.states.all()) is None
    called = WarningState(state="called")
    with changing(access):
        note(access, warning, WarningState(state="seen"))
        clock.shift(60)
        note(access, warning, called)
    told = [briefly(access.patient, last_standing(warning.states.all()), with_relation=False)]
    with changing(access):
        take_back(access, called)
    told += [briefly(access.patient, last_standing(warning.states.all()))]
    assert told == ["patient called, 13:01", "Seen by patient, 13:00"]
