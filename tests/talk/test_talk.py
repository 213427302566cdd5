"""Comments and tasks: who sees them, who read them, what a message may say."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from carelog.logs.models import MoodEntry, PainEntry
from carelog.outbox.models import Message
from carelog.patients.access import changing
from carelog.safety.actions import raise_warnings
from carelog.talk import actions as talk
from carelog.talk.models import Comment, CommentRead, Task
from tests import cast, kinds
from tests.links import holders


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def path(name, record, *args):
    return reverse(name, args=[record.uid, *args])


def say(client, record, text="Shall I ring on Monday?", **more):
    form = {"uid": str(uuid.uuid4()), "kind": "", "about": "", "text": text} | more
    return client.post(path("comment_new", record), form)


def page(client, record) -> str:
    return " ".join(client.get(path("talk", record)).content.decode().split())


def task(client, record, user, **more):
    form = {"uid": str(uuid.uuid4()), "text": "Ask for the scan date", "owner": user.pk}
    return client.post(path("task_new", record), form | {"due_on": "2026-03-05"} | more)


def test_every_member_may_comment_and_all_read_it(owner, sign_in, record, clinician):
    assert say(sign_in(clinician), record).status_code == 302
    assert "Shall I ring on Monday?" in page(owner, record)
    assert "by clinician (clinician) for Test patient · 2 Mar 2026, 13:00" in page(owner, record)


def test_a_comment_on_an_entry_stands_beside_it(owner, record, access):
    pain = cast.make_pain(access)
    say(owner, record, kind="pain", about=str(pain.uid))
    entry = owner.get(path("entry", record, PainEntry, pain.uid)).content.decode()
    assert "Shall I ring on Monday?" in entry
    assert path("entry", record, PainEntry, pain.uid) in page(owner, record)


def test_a_comment_on_a_warning_leads_to_it(owner, record, access):
    warning = warnings_of(access)[0]
    say(owner, record, kind="warning", about=str(warning.uid))
    assert path("act_now", record) in page(owner, record)


def warnings_of(access) -> list:
    signs = cast.make_signs(access, chest_pain=True, limb_weakness_new=True)
    with changing(access):
        return raise_warnings(access, signs.answers(), signs.uid, signs.version)


def test_the_page_of_a_warning_takes_comments_from_every_member(
    owner, sign_in, record, access, clinician
):
    first, second = warnings_of(access)
    say(sign_in(clinician), record, "Rang them", kind="warning", about=str(first.uid))
    body = owner.get(path("act_now", record)).content.decode()
    beside_first, beside_second = body.split(f'id="comments-{second.uid}"')
    assert f'id="comments-{first.uid}"' in beside_first
    assert "Rang them" in beside_first
    assert "Rang them" not in beside_second
    ids = re.findall(r'\bid="([^"]+)"', body)
    assert len(ids) == len(set(ids))


def test_the_summary_takes_comments_on_the_record_as_a_whole(owner, sign_in, record, clinician):
    say(sign_in(clinician), record, "Please bring the old scan")
    body = owner.get(path("summary", record)).content.decode()
    assert "Please bring the old scan" in body
    assert f'action="{path("comment_new", record)}"' in body


def test_a_comment_on_an_entry_does_not_stand_on_the_summary(owner, record, access):
    pain = cast.make_pain(access)
    say(owner, record, kind="pain", about=str(pain.uid))
    assert "Shall I ring on Monday?" not in owner.get(path("summary", record)).content.decode()


def test_whoever_reads_by_a_link_sees_no_comment(owner, record, access):
    say(owner, record)
    client, opening = holders.come_in(access)
    assert b"Shall I ring on Monday?" not in holders.ask(client, opening, "shared_summary").content


def test_beside_a_subject_stand_the_newest_five_and_a_way_to_all(owner, record, clock):
    for number in range(6):
        clock.shift(timedelta(minutes=1))
        say(owner, record, f"comment number {number}")
        body = owner.get(path("summary", record)).content.decode()
        assert ("All comments" in body) is (number == 5)
    assert "comment number 5" in body
    assert "comment number 0" not in body


def test_a_comment_on_what_is_out_of_scope_is_not_there(owner, sign_in, record, access, caregiver):
    mood = kinds.keep(access, MoodEntry)
    say(owner, record, kind="mood", about=str(mood.uid))
    theirs = sign_in(caregiver)
    assert "Shall I ring on Monday?" not in page(theirs, record)
    assert say(theirs, record, kind="mood", about=str(mood.uid)).status_code == 422


@pytest.mark.parametrize(
    ("kind", "about"),
    [("pain", str(uuid.UUID(int=1))), ("nothing", str(uuid.UUID(int=1))), ("pain", ""), ("", "x")],
)
def test_a_comment_on_what_is_not_there_is_refused_and_its_text_kept(owner, record, kind, about):
    answer = say(owner, record, kind=kind, about=about)
    assert answer.status_code == 422
    assert b"Shall I ring on Monday?" in answer.content
    assert not Comment.objects.exists()


def test_a_comment_on_another_records_entry_is_refused(owner, record, stranger):
    foreign = cast.access_of(stranger.memberships.get().patient, stranger)
    pain = cast.make_pain(foreign)
    assert say(owner, record, kind="pain", about=str(pain.uid)).status_code == 422


@pytest.mark.parametrize("text", ["", "  ", "a" * 2001, "\0"])
def test_a_comment_that_says_nothing_or_too_much_is_refused(owner, record, text):
    assert say(owner, record, text).status_code == 422


def test_the_same_form_sent_twice_is_one_comment(owner, record):
    key = str(uuid.uuid4())
    for _time in range(2):
        say(owner, record, uid=key)
    assert Comment.objects.count() == 1


def test_a_key_used_before_for_another_comment_is_told_and_the_text_kept(owner, record):
    key = str(uuid.uuid4())
    say(owner, record, "first", uid=key)
    answer = say(owner, record, "second", uid=key)
    assert answer.status_code == 409
    body = answer.content.decode()
    assert "This form was sent before, with other words." in body
    assert re.search(r">\s*second</textarea>", body)
    assert f'name="uid" value="{key}"' not in body
    assert [one.text for one in Comment.objects.all()] == ["first"]


def test_a_key_of_another_record_saves_nothing_and_says_so(owner, record, sign_in, stranger):
    key = str(uuid.uuid4())
    say(sign_in(stranger), stranger.memberships.get().patient, "theirs", uid=key)
    answer = say(owner, record, "mine", uid=key)
    assert answer.status_code == 409
    assert "theirs" not in answer.content.decode()


def test_a_key_used_before_for_another_task_is_told_and_the_text_kept(owner, record, patient):
    key = str(uuid.uuid4())
    assert task(owner, record, patient, uid=key).status_code == 302
    assert task(owner, record, patient, uid=key).status_code == 302
    answer = task(owner, record, patient, uid=key, text="Ring the nurse")
    assert answer.status_code == 409
    assert 'value="Ring the nurse"' in answer.content.decode()
    assert Task.objects.count() == 1


def test_two_that_come_at_the_same_moment_are_one(access, monkeypatch):
    first = talk.say(access, Comment(text="once"))
    again = Comment(uid=first.uid, text="once")
    answers = iter([None, first])
    monkeypatch.setattr(talk, "_known", lambda *_args: next(answers))
    assert talk.say(access, again) == first
    assert Comment.objects.count() == 1


def test_a_comment_of_someone_who_is_gone_can_be_read(owner, record, sign_in, caregiver):
    say(sign_in(caregiver), record)
    Comment.objects.update(author=None)
    assert "Mark 1 new comment as read" in page(owner, record)
    owner.post(path("comments_read", record))
    assert "Mark 1 new comment as read" not in page(owner, record)


def test_who_read_a_comment_is_said(owner, sign_in, record, caregiver):
    say(owner, record)
    theirs = sign_in(caregiver)
    assert "Mark 1 new comment as read" in page(theirs, record)
    assert not CommentRead.objects.exists()
    theirs.post(path("comments_read", record))
    assert "Mark 1 new" not in page(theirs, record)
    assert "read by caregiver" in page(owner, record)


def test_ones_own_comment_is_not_new_to_oneself(owner, record):
    say(owner, record)
    assert "new comment" not in page(owner, record)


def test_an_author_takes_a_comment_back_and_others_may_not(owner, sign_in, record, caregiver):
    say(owner, record)
    uid = Comment.objects.get().uid
    assert sign_in(caregiver).post(path("comment_remove", record, uid)).status_code == 403
    owner.post(path("comment_remove", record, uid))
    assert "Shall I ring on Monday?" not in page(owner, record)
    assert Comment.everything.get().removed_at


def test_a_task_has_someone_and_a_day_and_is_done_by_anyone(owner, sign_in, record, caregiver):
    task(owner, record, caregiver)
    assert "caregiver, by 5 March 2026" in page(owner, record)
    theirs = sign_in(caregiver)
    theirs.post(path("task_done", record, Task.objects.get().uid))
    assert "Nothing is to be done." in page(owner, record)
    assert Task.objects.get().done_by == caregiver


def test_a_task_cannot_be_given_to_a_stranger(owner, record, stranger):
    assert task(owner, record, stranger).status_code == 422
    assert not Task.objects.exists()


@pytest.mark.parametrize("due_on", ["", "soon", "1899-12-31", "2101-01-01"])
def test_a_task_needs_a_day_that_is_one(owner, record, patient, due_on):
    assert task(owner, record, patient, due_on=due_on).status_code == 422


def test_a_task_whose_day_has_passed_says_so(owner, sign_in, record, patient, clock):
    task(owner, record, patient)
    clock.move_to(cast.NOON + timedelta(days=4))
    assert "the day has passed" in page(sign_in(patient), record)


@pytest.mark.parametrize("name", ["comment_remove", "task_done"])
def test_what_is_not_of_this_record_is_not_there(owner, record, name):
    assert owner.post(path(name, record, uuid.UUID(int=1))).status_code == 404


@pytest.fixture
def with_mail(settings, caregiver, clinician):
    """A site with mail, and other members whose addresses are confirmed."""
    settings.HAS_MAIL = True
    cast.confirm(caregiver)
    cast.confirm(clinician)


@pytest.mark.usefixtures("with_mail")
def test_the_other_members_get_a_message_without_a_word_of_it(owner, record):
    say(owner, record, "The pain is worse")
    sent = Message.objects.order_by("pk")
    assert [message.to_email for message in sent] == [
        *("caregiver@example.org", "clinician@example.org"),
    ]
    assert all("pain" not in f"{m.subject} {m.body}".lower() for m in sent)
    assert all(record.name not in f"{m.subject} {m.body}" for m in sent)


def test_no_message_goes_to_an_address_that_nobody_confirmed(
    owner, record, caregiver, clinician, settings
):
    settings.HAS_MAIL = True
    cast.confirm(caregiver, is_proven=False)
    cast.confirm(clinician, email="other@example.org")
    say(owner, record)
    assert [message.to_email for message in Message.objects.all()] == ["other@example.org"]


@pytest.mark.usefixtures("with_mail")
def test_no_message_goes_where_messages_were_stopped(owner, record):
    record.messages_stopped_at = cast.NOON
    record.save()
    say(owner, record)
    assert not Message.objects.exists()


@pytest.mark.usefixtures("with_mail")
def test_only_readers_of_the_subject_get_a_message(access, record):
    mood = kinds.keep(access, MoodEntry)
    talk.say(access, Comment(kind="mood", about=mood.uid, domain="mood", text="x"))
    assert not Message.objects.exists()


def test_a_comment_is_text_and_no_markup(owner, record):
    say(owner, record, "<script>alert(1)</script>")
    assert "<script>alert" not in page(owner, record)


@pytest.mark.parametrize("query", ["?page=0", "?page=9", "?page=x"])
def test_a_page_that_is_not_there_is_refused(owner, record, query):
    assert owner.get(path("talk", record) + query).status_code == 400
