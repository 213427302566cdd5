"""What others did since I last looked, in my scope, until I say that I have seen it."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from carelog.appointments.models import Question
from carelog.diary import check_in_taps as taps
from carelog.logs.models import CheckIn, WeightEntry
from carelog.patients import saving
from carelog.patients.access import changing
from carelog.safety.actions import end_warnings, raise_warnings
from carelog.safety.warnings import open_warnings
from carelog.talk import actions as talk
from carelog.talk.models import Comment, Task
from tests import cast, kinds


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def later(record, clock):
    """An hour after everyone has joined."""
    clock.move_to(cast.NOON + timedelta(hours=1))


@pytest.fixture
def theirs(record, caregiver):
    return cast.access_of(record, caregiver)


def path(record):
    return reverse("since_last", args=[record.uid])


def seen(client, record):
    return " ".join(client.get(path(record)).content.decode().split())


def press(client, record):
    until = client.get(path(record)).context["until"]
    return client.post(path(record), {"until": f"{until:%Y-%m-%d %H:%M:%S.%f}"})


def test_what_another_wrote_stands_there_with_who_and_when(owner, record, theirs, later):
    cast.make_pain(theirs, worst_24h=8)
    page = seen(owner, record)
    assert "worst 8" in page
    assert "Written · by caregiver (family or caregiver) for Test patient · 2 Mar, 14:00" in page


def test_a_person_without_a_name_is_not_named_by_their_address(sign_in, record, clinician, later):
    nameless = cast.make_user("nameless")
    type(nameless).objects.filter(pk=nameless.pk).update(name="")
    cast.join(record, nameless, "editor", "caregiver")
    cast.make_pain(cast.access_of(record, nameless))
    page = seen(sign_in(clinician), record)
    assert "nameless@example.org" not in page
    assert "by – (family or caregiver) for Test patient" in page


def test_what_i_wrote_myself_does_not(owner, record, access, later):
    cast.make_pain(access, worst_24h=8)
    assert "Nothing was written by others." in seen(owner, record)


def test_a_correction_and_a_removal_by_another_stand_there(owner, record, access, theirs, later):
    entry = kinds.keep(theirs, WeightEntry)
    with changing(theirs):
        saving.remove(theirs, entry, entry.version)
    page = seen(owner, record)
    assert "Removed · by caregiver (family or caregiver)" in page
    assert '<span class="pill">removed</span>' in page


def test_once_seen_it_is_gone_and_what_comes_after_stands_there(
    owner, record, theirs, later, clock
):
    cast.make_pain(theirs, worst_24h=8)
    press(owner, record)
    assert "worst 8" not in seen(owner, record)
    clock.move_to(cast.NOON + timedelta(minutes=80))
    cast.make_pain(theirs, worst_24h=3)
    assert "worst 3" in seen(owner, record)


def test_what_came_while_the_page_was_open_is_not_marked_as_seen(
    owner, record, theirs, later, clock
):
    cast.make_pain(theirs, worst_24h=8)
    until = owner.get(path(record)).context["until"]
    clock.move_to(cast.NOON + timedelta(minutes=80))
    cast.make_pain(theirs, worst_24h=3)
    owner.post(path(record), {"until": f"{until:%Y-%m-%d %H:%M:%S.%f}"})
    assert "worst 3" in seen(owner, record)


def test_each_person_has_a_mark_of_their_own(owner, sign_in, record, theirs, clinician, later):
    cast.make_pain(theirs, worst_24h=8)
    press(owner, record)
    assert "worst 8" in seen(sign_in(clinician), record)


def test_what_is_out_of_scope_does_not_stand_there(sign_in, record, theirs, clinician, later):
    kinds.keep(theirs, WeightEntry)
    clinician.memberships.update(scope=["pain"])
    assert "Nothing was written by others." in seen(sign_in(clinician), record)


@pytest.mark.parametrize("until", ["", "soon", "9999-99-99", "\0"])
def test_a_mark_that_is_no_moment_is_refused(owner, record, until):
    assert owner.post(path(record), {"until": until}).status_code == 400


def test_a_mark_in_the_future_counts_as_now(owner, record, patient, later):
    owner.post(path(record), {"until": "2099-01-01 00:00:00"})
    assert patient.memberships.get().looked_at == cast.NOON + timedelta(hours=1)


def test_the_number_of_queries_does_not_grow(owner, record, theirs, later):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            seen(owner, record)
        return len(captured)

    cast.make_pain(theirs)
    seen(owner, record)
    few = asked()
    for _n in range(70):
        cast.make_pain(theirs)
    assert asked() == few
    assert "Page 1 of 2" in seen(owner, record)
    last = " ".join(owner.get(path(record) + "?page=2").content.decode().split())
    assert "Page 2 of 2" in last
    assert "I have seen all of this" not in last
    assert owner.get(path(record) + "?page=x").status_code == 400


def test_a_question_is_told_in_its_words_and_as_it_stood_when_it_was_written(
    owner, record, theirs, later, clock
):
    asked = kinds.keep(theirs, Question, text="May I fly?", answer="", asked_at=None)
    clock.shift(timedelta(minutes=30))
    asked.answer = "In May"
    with changing(theirs):
        saving.keep_changed(theirs, asked, 1)
    found = owner.get(path(record)).context["days"][0][1][0].found
    assert [(one.title, one.act, one.said) for one in found] == [
        ("May I fly?", "Changed", "What was the answer was not answered, now In May"),
        ("May I fly?", "Written", "not asked yet"),
    ]


def test_a_number_is_told_as_it_was_before_it_was_put_right(owner, record, theirs, later, clock):
    pain = cast.make_pain(theirs, worst_24h=8)
    clock.shift(timedelta(minutes=1))
    pain.worst_24h = 3
    with changing(theirs):
        saving.keep_changed(theirs, pain, 1)
    page = seen(owner, record)
    assert "worst 8" in page
    assert "was 8, now 3" in page


def test_comments_and_tasks_of_others_stand_there(owner, record, clinician, later):
    nurse = cast.access_of(record, clinician)
    said = {"text": "Please bring the brace.", "author": clinician, "domain": ""}
    Comment.objects.create(patient=record, **said)
    talk.give_task(nurse, Task(text="Book the scan", owner=clinician, due_on=cast.NOON.date()))
    page = seen(owner, record)
    assert "Please bring the brace." in page
    assert "Book the scan" in page
    assert "for clinician, by 2 March 2026" in page
    assert "1 comment, 1 new task" in page
    assert "Nothing was written by others" not in page
    press(owner, record)
    assert "Please bring the brace." not in seen(owner, record)


def test_a_comment_out_of_scope_and_one_taken_back_do_not_stand_there(
    sign_in, record, clinician, caregiver, later
):
    clinician.memberships.update(scope=["pain"])
    for domain, removed_at in (("visits", None), ("pain", cast.NOON)):
        said = {"author": caregiver, "domain": domain, "kind": domain, "about": uuid.uuid4()}
        Comment.objects.create(patient=record, text="Not for you", removed_at=removed_at, **said)
    assert "Not for you" not in seen(sign_in(clinician), record)


def test_what_others_noted_on_a_warning_stands_there(sign_in, record, access, clinician, later):
    signs = cast.make_signs(access, chest_pain=True)
    with changing(access):
        raise_warnings(access, signs.answers(), signs.uid, signs.version)
        end_warnings(access, open_warnings(access), "help")
    page = seen(sign_in(clinician), record)
    assert "Warning noted as dealt with" in page
    assert "1 note on a warning" in page
    clinician.memberships.update(scope=["pain"])
    assert "Warning noted" not in seen(sign_in(clinician), record)


def test_too_ill_today_is_told_and_what_the_team_should_know_only_to_whom_it_is(
    sign_in, record, access, clinician, later
):
    taps.too_ill(access, uuid.uuid4(), cast.NOON.date())
    CheckIn.objects.update(main_concern="the stairs")
    client = sign_in(clinician)
    assert "Check-in, 2 March 2026</b>: too ill" in seen(client, record)
    clinician.memberships.update(scope=["visits"])
    assert "too ill" not in seen(client, record)


def test_a_check_in_that_says_nothing_itself_does_not_stand_there(owner, record, theirs, later):
    taps.start(theirs, uuid.uuid4(), 6, cast.NOON.date())
    assert [one.word for one in owner.get(path(record)).context["days"][0][1]] == ["Pain"]


def test_a_number_to_call_is_told(owner, record, theirs, later):
    cast.make_number(theirs, number="+49 30 7770")
    assert "<b>cancer line, day and night</b>: +49 30 7770" in seen(owner, record)


def test_it_is_grouped_by_day_and_kind_with_the_digest_first(owner, record, theirs, clock):
    for days in (0, 1):
        clock.move_to(cast.NOON + timedelta(days=days, hours=1))
        cast.make_pain(theirs, at=cast.NOON + timedelta(days=days))
        kinds.keep(theirs, WeightEntry, uid=uuid.uuid4())
        cast.make_pain(theirs, at=cast.NOON + timedelta(days=days))
    context = owner.get(path(record)).context
    groups = [
        (day.day, [(one.word, len(one.found)) for one in groups]) for day, groups in context["days"]
    ]
    expected = [("Pain", 2), ("Weight", 1)]
    assert groups == [(3, expected), (2, expected)]
    assert context["digest"] == [
        "written or changed 6 times: pain 4, weight 2",
        "by caregiver (family or caregiver) for Test patient: 6",
    ]


def test_today_marks_what_is_new_for_the_reader(owner, record, theirs, caregiver, later):
    today = reverse("today", args=[record.uid])
    assert not re.search(r"\d new\b", owner.get(today).content.decode())
    Comment.objects.create(patient=record, text="Hello", author=caregiver)
    cast.make_pain(theirs)
    page = " ".join(owner.get(today).content.decode().split())
    assert "2 new" in page
    assert "1 comment or task" in page
    press(owner, record)
    assert not re.search(r"\d new\b", owner.get(today).content.decode())


def test_a_line_by_a_link_says_who_it_is_said_to_be_by(owner, record, later):
    said = {"by_link": uuid.uuid4(), "by_name": "Dr Ruiz", "by_role": "surgeon"}
    Comment.objects.create(patient=record, text="Seen on the scan.", **said)
    assert "Comment by link, not verified: Dr Ruiz, surgeon</b>: Seen" in seen(owner, record)
