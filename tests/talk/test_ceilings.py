"""Nobody is flooded: a ceiling for each member and hour over whatever sends others a message."""

import uuid

import pytest
import time_machine

from carelog.outbox.models import Message
from carelog.patients.models import Invitation
from carelog.sharing import invitations
from carelog.talk import actions
from carelog.talk.models import Comment, Task
from tests import cast
from tests.sharing.test_people import offer, path

HOUR = 3600
pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def comment(client, record, words):
    form = {"uid": str(uuid.uuid4()), "text": words}
    return client.post(path("comment_new", record), form)


def task(client, record, words):
    form = {"uid": str(uuid.uuid4()), "text": words, "due_on": "2026-03-09"}
    return client.post(path("task_new", record), form)


SENDS = {"comment": (comment, Comment), "task": (task, Task)}


@pytest.mark.parametrize(("send", "model"), SENDS.values(), ids=SENDS)
def test_after_many_in_an_hour_the_words_are_kept_on_the_page_and_not_sent(
    sign_in, record, clinician, caregiver, settings, monkeypatch, clock, send, model
):
    settings.HAS_MAIL = True
    monkeypatch.setattr(actions, "MOST_AN_HOUR", 3)
    reader = sign_in(clinician)
    for number in range(3):
        assert send(reader, record, f"Number {number}").status_code == 302
    sent = Message.objects.count()
    refused = send(reader, record, "One more")
    assert (refused.status_code, refused["Retry-After"]) == (429, "3600")
    assert b"One more" in refused.content
    assert (model.objects.count(), Message.objects.count()) == (3, sent)
    # Of the others nobody is held up, and an hour later it goes.
    assert send(sign_in(caregiver), record, "From me").status_code == 302
    clock.shift(HOUR)
    assert send(sign_in(clinician), record, "One more").status_code == 302


def test_comments_that_were_taken_back_count_as_well(owner, record, monkeypatch, clock):
    monkeypatch.setattr(actions, "MOST_AN_HOUR", 2)
    for number in range(2):
        comment(owner, record, f"Number {number}")
        said = Comment.objects.get()
        assert owner.post(path("comment_remove", record, said.uid)).status_code == 302
        assert not Comment.objects.exists()
    assert comment(owner, record, "One more").status_code == 429


def test_what_was_sent_is_told_again_as_it_was_whatever_the_hour(owner, record, monkeypatch, clock):
    form = {"uid": str(uuid.uuid4()), "text": "Once"}
    monkeypatch.setattr(actions, "MOST_AN_HOUR", 1)
    for _time in range(2):
        assert owner.post(path("comment_new", record), form).status_code == 302
    assert Comment.objects.count() == 1


def test_invitations_of_an_hour_have_an_end(sure_owner, record, monkeypatch, clock):
    monkeypatch.setattr(invitations, "MOST_AN_HOUR", 2)
    for number in range(2):
        form = offer(email=f"n{number}@example.org")
        assert sure_owner.post(path("person_invite", record), form).status_code == 200
    refused = sure_owner.post(path("person_invite", record), offer(email="n3@example.org"))
    assert refused.status_code == 429
    assert Invitation.objects.count() == 2
