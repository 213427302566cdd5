"""Putting a message into the outbox: once, with its cause, and nothing that breaks a header."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import transaction

from carelog.outbox.models import WAITING, Message
from tests import cast
from tests.outbox.servers import put_one

pytestmark = pytest.mark.django_db

BELL, NEXT_LINE, LINE_END, HALF = "\x07", "\x85", "\u2028", "\ud800"


def test_the_same_key_twice_is_one_message_and_the_first_words_stand():
    put_one(body="First words.")
    put_one(body="Other words.")
    assert Message.objects.get().body == "First words."


def test_another_key_is_another_message():
    put_one("k")
    put_one("l")
    assert [str(message) for message in Message.objects.order_by("pk")] == ["k", "l"]


def test_a_key_that_was_sent_is_not_sent_again(django_capture_on_commit_callbacks):
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            put_one(urgent=True)
    assert len(mail.outbox) == 1
    assert Message.objects.count() == 1


def test_a_message_taken_back_with_its_cause_is_never_sent(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks, transaction.atomic():
        put_one(urgent=True)
        transaction.set_rollback(True)
    assert not callbacks
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_urgent_is_tried_after_the_commit_and_not_before():
    with transaction.atomic():
        put_one(urgent=True)
        assert not mail.outbox
    assert len(mail.outbox) == 1


def test_what_can_wait_waits_for_the_command(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        put_one()
    assert not callbacks
    assert Message.objects.filter(WAITING).exists()


def test_what_is_urgent_but_for_later_is_not_tried_yet(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        put_one(urgent=True, not_before=cast.NOON + timedelta(hours=1))
    assert not mail.outbox


@pytest.mark.parametrize(
    "subject",
    [
        *("CareLog\nBcc: x@example.org", "CareLog\r\nBcc: x@example.org", "CareLog\rBcc: x"),
        *("CareLog\0", "Care\tLog", f"CareLog{BELL}", f"CareLog{NEXT_LINE}Bcc: x"),
        *(f"CareLog{LINE_END}Bcc: x", f"CareLog{HALF}", "", "x" * 121),
    ],
)
def test_a_subject_is_one_line_that_can_be_stored(subject):
    with pytest.raises(ValidationError):
        put_one(subject=subject)
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "to",
    [
        *("a@example.org\nBcc: x@example.org", "a@example.org\r\n", "a@example.org, x@example.org"),
        *("A <a@example.org>", f'"a{BELL}b"@example.org', '"a\x0bBcc: x"@example.org'),
        *("nobody", "", "a@b@c", "a@example.org\0", f"{'x' * 250}@example.org"),
    ],
)
def test_an_address_is_one_bare_address(to):
    with pytest.raises(ValidationError):
        put_one(to=to)
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "more",
    [{"key": ""}, {"key": "x" * 121}, {"body": " \n"}],
)
def test_what_the_table_cannot_hold_is_refused_aloud(more):
    with pytest.raises(ValidationError):
        put_one(**more)
    assert not Message.objects.exists()


def test_a_subject_of_any_script_is_taken():
    for number, subject in enumerate(("CareLog\u00a0: du neuf", "CareLog: 新しい", "CareLog 🙂")):
        put_one(str(number), subject=subject)
    assert Message.objects.count() == 3
