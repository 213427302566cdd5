import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from carelog.diary.check_in_taps import derived
from carelog.logs.models import CheckIn, PainEntry, SymptomsEntry
from carelog.logs.sign_groups import SIGNS
from carelog.patients.models import Patient
from tests import cast
from tests.diary import taps


@pytest.fixture(autouse=True)
def clock():
    """Monday noon in London, one o'clock in the patient's Berlin."""
    with time_machine.travel(taps.MONDAY_NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def with_number(access):
    """A number to call, without which the check-in asks for one."""
    return cast.make_number(access)


@pytest.fixture
def begun(owner, record, with_number):
    """A check-in after its first tap, worst pain 6."""
    taps.worst(owner, record)
    return CheckIn.objects.get()


def test_the_first_tap_makes_check_in_and_pain_with_keys_from_the_form(owner, record):
    response = taps.worst(owner, record, 6)
    pain = PainEntry.objects.get()
    assert (pain.worst_24h, pain.average_24h, pain.uid) == (6, None, derived(taps.KEY, PainEntry))
    assert pain.check_in == CheckIn.objects.get(uid=taps.KEY)
    assert response.url == reverse("check_in", args=[record.uid, taps.KEY])


def test_the_first_tap_is_one_change_of_the_record(owner, record):
    taps.worst(owner, record)
    assert Patient.objects.get(pk=record.pk).data_version == record.data_version + 1


def test_the_same_tap_twice_is_one(owner, record):
    first, second = taps.worst(owner, record, 6), taps.worst(owner, record, 6)
    assert first.url == second.url
    assert taps.standing() == [1, 1, 0]
    assert PainEntry.objects.get().version == 1


def test_the_same_key_with_another_number_is_an_edit_that_history_shows(owner, record):
    taps.worst(owner, record, 6)
    assert taps.worst(owner, record, 4).status_code == 302
    pain = PainEntry.objects.get()
    assert [revision.snapshot["worst_24h"] for revision in pain.history] == [6, 4]
    page = owner.get(reverse("entry", args=[record.uid, "pain", pain.uid])).content.decode()
    assert "was 6, now 4" in page


def test_another_number_keeps_the_places_and_the_other_numbers(owner, record, begun):
    pain = PainEntry.objects.get()
    path = reverse("entry_edit", args=[record.uid, "pain", pain.uid])
    form = {"uid": str(pain.uid), "version": "1", "worst_24h": "6", "least_24h": "2"}
    when = pain.at.strftime("%Y-%m-%dT%H:%M")
    owner.post(path, form | {"places": ["pelvis.left"], "when": when})
    taps.worst(owner, record, 4)
    pain.refresh_from_db()
    assert (pain.worst_24h, pain.least_24h, pain.places.get().site) == (4, 2, "pelvis")


def test_a_number_that_cannot_stand_beside_the_others_opens_the_whole_form(owner, record, begun):
    PainEntry.objects.update(least_24h=5)
    response = taps.worst(owner, record, 2)
    assert response.status_code == 422
    assert "The least pain is above the worst" in response.content.decode()
    assert PainEntry.objects.get().worst_24h == 6


@pytest.mark.parametrize("number", ["", "11", "-1", "5.5", "five"])
def test_a_first_tap_without_a_number_of_the_pad_saves_nothing(owner, record, number):
    response = taps.worst(owner, record, number)
    assert response.status_code == 422
    assert "Choose one of the numbers from 0 to 10." in response.content.decode()
    assert taps.standing() == [0, 0, 0]


def test_none_of_these_stores_no_for_exactly_what_stood_there(owner, record, begun):
    response = taps.tap(owner, record, "signs", none_of_these="on")
    answers = SymptomsEntry.objects.get().answers()
    shown = {name: answers.pop(name) for name in SIGNS}
    assert shown == dict.fromkeys(SIGNS, False) | {"bladder_change": "none"}
    assert len(shown) == 41
    assert set(answers.values()) == {None, ""}
    assert response.url == reverse("check_in", args=[record.uid, taps.KEY])


def test_a_tick_is_yes_and_what_is_not_ticked_stays_unanswered(owner, record, begun):
    taps.tap(owner, record, "signs", ticked=["chest_pain", "unsteady_new"])
    answers = SymptomsEntry.objects.get().answers()
    assert {name for name, value in answers.items() if value is True} == {
        "chest_pain",
        "unsteady_new",
    }
    assert {value for value in answers.values() if value is not True} == {None, ""}


def test_a_bare_tick_for_the_bladder_is_a_change_not_said_which(owner, record, begun):
    taps.tap(owner, record, "signs", ticked=["bladder_change"])
    assert SymptomsEntry.objects.get().bladder_change == "unspecified"


def test_a_change_said_before_is_not_made_vague_by_the_next_tick(owner, record, begun):
    taps.tap(owner, record, "signs", ticked=["bladder_change"])
    SymptomsEntry.objects.update(bladder_change="retention")
    taps.tap(owner, record, "signs", ticked=["bladder_change", "chest_pain"])
    sheet = SymptomsEntry.objects.get()
    assert (sheet.bladder_change, sheet.chest_pain) == ("retention", True)


def test_a_change_taken_back_and_ticked_again_is_not_said_which(owner, record, begun):
    taps.tap(owner, record, "signs", ticked=["bladder_change"])
    SymptomsEntry.objects.update(bladder_change="retention")
    taps.tap(owner, record, "signs", none_of_these="on")
    assert SymptomsEntry.objects.get().bladder_change == "none"
    taps.tap(owner, record, "signs", ticked=["bladder_change"])
    assert SymptomsEntry.objects.get().bladder_change == "unspecified"


def test_ticks_and_none_of_these_together_are_asked_again_with_the_ticks_kept(owner, record, begun):
    response = taps.tap(owner, record, "signs", ticked=["chest_pain"], none_of_these="on")
    page = response.content.decode()
    assert response.status_code == 422
    assert "Please choose one of the two." in page
    assert 'value="chest_pain" checked' in page
    assert page.count(" checked") == 1
    assert not SymptomsEntry.objects.exists()


@pytest.mark.parametrize("fields", [{}, {"ticked": ["not_a_sign"]}, {"ticked": [""]}])
def test_nothing_chosen_or_something_unknown_is_asked_again(owner, record, begun, fields):
    assert taps.tap(owner, record, "signs", **fields).status_code == 422
    assert not SymptomsEntry.objects.exists()


def test_the_second_tap_twice_is_one_and_another_answer_is_an_edit(owner, record, begun):
    for _press in range(2):
        taps.tap(owner, record, "signs", none_of_these="on")
    assert SymptomsEntry.objects.get().version == 1
    taps.tap(owner, record, "signs", ticked=["unsteady_new"])
    sheet = SymptomsEntry.objects.get()
    assert (sheet.version, sheet.unsteady_new, sheet.chest_pain) == (2, True, None)


def test_the_fourth_tap_only_notes_the_time(clock, owner, record, begun):
    before = PainEntry.objects.values().get()
    clock.shift(60)
    taps.tap(owner, record, "done")
    assert CheckIn.objects.get().done_at - begun.opened_at == timedelta(minutes=1)
    assert PainEntry.objects.values().get() == before


def test_done_twice_keeps_the_first_time(clock, owner, record, begun):
    taps.tap(owner, record, "done")
    first = CheckIn.objects.get()
    clock.shift(60)
    taps.tap(owner, record, "done")
    assert (CheckIn.objects.get().done_at, CheckIn.objects.get().version) == (first.done_at, 2)


@pytest.mark.parametrize("taken", range(4))
def test_stopping_after_any_tap_loses_nothing(owner, record, with_number, taken):
    steps = [
        lambda: taps.worst(owner, record),
        lambda: taps.tap(owner, record, "signs", none_of_these="on"),
        lambda: taps.tap(owner, record, "same"),
        lambda: taps.tap(owner, record, "done"),
    ]
    for step in steps[: taken + 1]:
        step()
    assert taps.standing() == [1, 1, 1 if taken else 0]
    assert taps.page(owner, record).status_code == 200


def test_too_ill_is_a_day_heard_from_and_in_no_mean(owner, record):
    taps.too_ill(owner, record)
    taps.too_ill(owner, record)
    check_in = CheckIn.objects.get()
    assert (check_in.too_ill, check_in.done_at is not None) == (True, True)
    assert taps.standing() == [1, 0, 0]
    today = owner.get(reverse("today", args=[record.uid]))
    assert "Too ill today." in today.content.decode()
    assert "The last 7 days" not in today.content.decode()


def test_without_any_number_to_call_the_signs_are_asked_all_the_same(owner, record):
    taps.worst(owner, record)
    page = taps.page(owner, record).content.decode()
    assert page.count('name="ticked"') == len(SIGNS)
    here = reverse("check_in", args=[record.uid, taps.KEY])
    assert f'{reverse("number_new", args=[record.uid])}?next={here}"' in page


def test_with_a_number_to_call_the_signs_are_asked(owner, record, begun, with_number):
    page = taps.page(owner, record).content.decode()
    assert page.count('name="ticked"') == len(SIGNS)
    assert "Add a number" not in page


def test_the_question_is_whether_a_sign_is_new_or_getting_worse(owner, record, begun):
    page = taps.page(owner, record).content.decode()
    assert "<h1>New or getting worse?</h1>" in page
    assert "yesterday" not in page


def test_none_of_these_stands_under_the_lines_it_is_about(owner, record, begun):
    page = taps.page(owner, record).content.decode()
    assert page.rindex('name="ticked"') < page.index('name="none_of_these"')


@pytest.mark.parametrize("name", ["signs", "same", "done", "remove", "put_back"])
def test_a_reader_cannot_tap(sign_in, clinician, record, begun, name):
    client = sign_in(clinician)
    assert taps.tap(client, record, name, none_of_these="on").status_code == 403
    assert taps.worst(client, record, key=uuid.uuid4()).status_code == 403
    assert taps.too_ill(client, record, key=uuid.uuid4()).status_code == 403
    assert taps.standing() == [1, 1, 0]


def test_a_reader_sees_what_was_saved_and_no_buttons(sign_in, clinician, record, begun):
    page = " ".join(taps.page(sign_in(clinician), record).content.decode().split())
    assert "worst 6" in page
    assert "Undo this check-in" not in page


def test_a_caregivers_taps_bear_their_name(sign_in, caregiver, record):
    client = sign_in(caregiver)
    taps.worst(client, record)
    page = client.get(reverse("entry_list", args=[record.uid, "pain"])).content.decode()
    assert PainEntry.objects.get().recorded_by == caregiver
    assert "by caregiver" in page


def test_a_strangers_record_is_not_there(sign_in, stranger, record, begun):
    client = sign_in(stranger)
    assert taps.worst(client, record).status_code == 404
    assert taps.page(client, record).status_code == 404
    assert taps.tap(client, record, "remove").status_code == 404
    assert taps.standing() == [1, 1, 0]
