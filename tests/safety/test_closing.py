import uuid

import pytest
from django.urls import reverse

from carelog.patients.access import changing
from carelog.safety.actions import end_warnings, raise_warnings
from carelog.safety.models import RaisedWarning


def raised(access, **answers) -> dict[str, RaisedWarning]:
    """Raise what an answer sheet raises; return the warnings by rule."""
    with changing(access):
        warnings = raise_warnings(access, answers, uuid.uuid4(), 1)
    return {warning.rule: warning for warning in warnings}


def close(client, record, warning, ending="help"):
    """Press one of the two buttons."""
    address = reverse("warning_close", args=[record.uid, warning.uid])
    return client.post(address, {"ending": ending})


@pytest.mark.parametrize("ending", ["help", "mistake"])
def test_a_warning_ends_with_how_by_whom_and_when(owner, patient, record, access, ending):
    [warning] = raised(access, chest_pain=True).values()
    response = close(owner, record, warning, ending)
    warning.refresh_from_db()
    assert (warning.ending, warning.ended_by, warning.is_open) == (ending, patient, False)
    assert warning.ended_at >= warning.raised_at
    assert response.url == reverse("act_now", args=[record.uid])


@pytest.mark.parametrize("ending", ["", "all is well", "HELP", "\0"])
def test_another_ending_is_asked_again_with_the_warning_still_shown(owner, record, access, ending):
    [warning] = raised(access, chest_pain=True).values()
    response = close(owner, record, warning, ending)
    assert response.status_code == 422
    assert warning.body in response.content.decode()
    warning.refresh_from_db()
    assert warning.is_open


def test_closing_one_closes_the_one_it_stood_for(owner, record, access):
    warnings = raised(access, saddle_numb=True, limb_weakness_new=True)
    assert set(warnings) == {"RF-01", "RF-02"}
    close(owner, record, warnings["RF-02"])
    assert not RaisedWarning.objects.filter(ended_at=None).exists()


def test_closing_one_leaves_the_others_and_their_page(owner, record, access):
    warnings = raised(access, chest_pain=True, confusion_new=True)
    response = close(owner, record, warnings["RF-36"])
    assert response.url == reverse("act_now", args=[record.uid])
    assert RaisedWarning.objects.get(ended_at=None).rule == "RF-06"


def test_closing_twice_keeps_the_first_ending(owner, record, access):
    [warning] = raised(access, chest_pain=True).values()
    close(owner, record, warning, "help")
    close(owner, record, warning, "mistake")
    warning.refresh_from_db()
    assert warning.ending == "help"


def test_a_tick_after_the_end_raises_a_new_warning(owner, record, access):
    [first] = raised(access, chest_pain=True).values()
    close(owner, record, first)
    [second] = raised(access, chest_pain=True).values()
    assert second.pk != first.pk
    assert second.is_open


def test_a_caregiver_may_close(sign_in, caregiver, record, access):
    [warning] = raised(access, chest_pain=True).values()
    assert close(sign_in(caregiver), record, warning).status_code == 302
    warning.refresh_from_db()
    assert warning.ended_by == caregiver


@pytest.mark.parametrize(("person", "status"), [("clinician", 403), ("stranger", 404)])
def test_others_cannot_close(request, sign_in, record, access, person, status):
    [warning] = raised(access, chest_pain=True).values()
    client = sign_in(request.getfixturevalue(person))
    assert close(client, record, warning).status_code == status
    warning.refresh_from_db()
    assert warning.is_open


def test_a_warning_of_another_record_is_not_there(sign_in, stranger, record, access):
    [warning] = raised(access, chest_pain=True).values()
    theirs = stranger.memberships.get().patient
    assert close(sign_in(stranger), theirs, warning).status_code == 404
    warning.refresh_from_db()
    assert warning.is_open


def test_a_reader_without_the_scope_sees_no_warning(sign_in, clinician, record, access):
    raised(access, chest_pain=True)
    clinician.memberships.update(scope=["pain"])
    address = reverse("act_now", args=[record.uid])
    assert sign_in(clinician).get(address).status_code == 404


def test_a_reader_sees_the_warning_and_no_button_to_close_it(sign_in, clinician, record, access):
    [warning] = raised(access, chest_pain=True).values()
    page = sign_in(clinician).get(reverse("act_now", args=[record.uid])).content.decode()
    assert warning.title in page
    assert reverse("warning_close", args=[record.uid, warning.uid]) not in page


def test_without_an_open_warning_nothing_is_said_to_be_well(owner, record):
    page = owner.get(reverse("act_now", args=[record.uid])).content.decode()
    assert "No warning is open" in page
    assert "CareLog cannot tell if you are well." in page


def test_an_ended_warning_stays_as_it_is(access):
    [warning] = raised(access, chest_pain=True).values()
    with changing(access):
        end_warnings(access, [warning], "help")
        first = warning.ended_at
        end_warnings(access, [warning], "mistake")
    assert (warning.ended_at, warning.ending) == (first, "help")
