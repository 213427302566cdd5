from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from carelog.patients.access import changing
from carelog.safety.actions import end_warnings
from carelog.safety.models import RaisedWarning
from carelog.safety.warnings import ended_acts
from tests import cast
from tests.safety.test_closing import close, raised


def open_rules() -> set[str]:
    """Return the rules that have an open warning."""
    return {*RaisedWarning.objects.filter(ended_at=None).values_list("rule", flat=True)}


def reopen(client, record, warning):
    """Press *Open it again*."""
    return client.post(reverse("warning_reopen", args=[record.uid, warning.uid]))


def page_of(client, record) -> str:
    """Return the page of warnings."""
    return client.get(reverse("act_now", args=[record.uid])).content.decode()


@pytest.mark.parametrize("ending", ["help", "mistake"])
def test_an_ending_is_told_and_taken_back_and_the_warning_is_on_the_screen_again(
    owner, record, access, ending
):
    [warning] = raised(access, chest_pain=True).values()
    close(owner, record, warning, ending)
    page = page_of(owner, record)
    assert warning.body not in page
    assert "Dealt with in the last 7 days" in page
    assert str(RaisedWarning.Ending(ending).label)[1:] in page
    assert reopen(owner, record, warning).url == reverse("act_now", args=[record.uid])
    page = page_of(owner, record)
    assert warning.body in page
    assert "Dealt with" not in page
    warning.refresh_from_db()
    assert (warning.ending, warning.ended_at, warning.ended_by) == ("", None, None)


def test_what_ended_in_one_act_opens_in_one_act(owner, record, access):
    warnings = raised(access, saddle_numb=True, limb_weakness_new=True)
    close(owner, record, warnings["RF-02"])
    assert not open_rules()
    assert page_of(owner, record).count("Open it again") == 1
    warnings["RF-02"].refresh_from_db()
    reopen(owner, record, warnings["RF-02"])
    assert open_rules() == {"RF-01", "RF-02"}


def test_what_ended_in_another_act_stays_ended(owner, record, access, clock):
    warnings = raised(access, chest_pain=True, confusion_new=True)
    close(owner, record, warnings["RF-36"])
    clock.shift(60)
    close(owner, record, warnings["RF-06"])
    reopen(owner, record, warnings["RF-06"])
    assert open_rules() == {"RF-06"}


def test_a_sign_ticked_again_meanwhile_keeps_its_own_warning(owner, record, access):
    [first] = raised(access, chest_pain=True).values()
    close(owner, record, first)
    [second] = raised(access, chest_pain=True).values()
    reopen(owner, record, first)
    assert RaisedWarning.objects.get(ended_at=None) == second


def test_an_open_warning_is_left_as_it_is(owner, record, access):
    [warning] = raised(access, chest_pain=True).values()
    with changing(access):
        end_warnings(access, raised(access, confusion_new=True).values(), "help")
    reopen(owner, record, warning)
    assert open_rules() == {"RF-36"}


def test_an_ending_is_offered_for_seven_days(access, clock):
    [warning] = raised(access, chest_pain=True).values()
    with changing(access):
        end_warnings(access, [warning], "help")
    clock.move_to(cast.NOON + timedelta(days=7))
    assert [act.warning for act in ended_acts(access)] == [warning]
    clock.shift(1)
    assert ended_acts(access) == []


@pytest.mark.parametrize(("person", "status"), [("clinician", 403), ("stranger", 404)])
def test_others_cannot_take_an_ending_back(request, sign_in, record, access, person, status):
    [warning] = raised(access, chest_pain=True).values()
    with changing(access):
        end_warnings(access, [warning], "help")
    client = sign_in(request.getfixturevalue(person))
    assert reopen(client, record, warning).status_code == status
    assert not open_rules()


def test_a_reader_sees_how_it_ended_and_no_button(sign_in, clinician, record, access):
    [warning] = raised(access, chest_pain=True).values()
    with changing(access):
        end_warnings(access, [warning], "help")
    page = page_of(sign_in(clinician), record)
    assert "I have got help" in page
    assert "Open it again" not in page


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller
