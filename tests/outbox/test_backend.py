"""All mail of the site goes through the outbox, and is tried at once after the commit."""

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import DatabaseError

from carelog.outbox import sending
from carelog.outbox.models import WAITING, Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_outbox")]
A, B = "a@example.org", "b@example.org"


def test_mail_is_kept_first_and_sent_after_the_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert send_mail("Hello", "Words", None, [A]) == 1
        assert Message.objects.filter(WAITING).exists()
        assert not mail.outbox
    assert [(m.to, m.subject, m.body) for m in mail.outbox] == [([A], "Hello", "Words")]
    assert Message.objects.get().body == ""


def test_each_receiver_gets_a_message_of_their_own(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        EmailMessage("Hello", "Words", None, [A], bcc=[B]).send()
    assert [(message.to, message.bcc) for message in mail.outbox] == [([A], []), ([B], [])]
    keys = Message.objects.values_list("key", flat=True)
    assert len(set(keys)) == 2
    assert all(key.startswith("mail ") for key in keys)


def test_the_same_mail_twice_is_two_messages():
    for _time in range(2):
        send_mail("Hello", "Words", None, [A])
    assert Message.objects.count() == 2


def test_mail_of_an_account_goes_at_any_hour():
    send_mail("Hello", "Words", None, [A])
    message = Message.objects.get()
    assert (message.urgent, message.quiet_zone) == (True, "")


def test_html_beside_the_text_is_kept():
    message = EmailMultiAlternatives("Hello", "Words", None, [A])
    message.attach_alternative("BEGIN:VCALENDAR", "text/calendar")
    message.attach_alternative("<p>Words</p>", "text/html")
    message.send()
    assert Message.objects.get().html == "<p>Words</p>"


def test_files_and_html_alone_are_no_mail_of_this_site():
    with_file = EmailMessage(
        "Hello", "Words", None, [A], attachments=[("a.txt", "x", "text/plain")]
    )
    html_alone = EmailMessage("Hello", "<p>Words</p>", None, [A])
    html_alone.content_subtype = "html"
    for message in (with_file, html_alone):
        with pytest.raises(ValueError, match="keeps text"):
            message.send()
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("subject", "receivers"),
    [
        ("Hello\nBcc: x@example.org", [A]),
        ("Hello\r\n\r\nWords of another", [A]),
        ("Hello", [A, "b@example.org\nBcc: x@example.org"]),
        ("Hello", ['"a\x0bBcc: x"@example.org']),
    ],
)
def test_what_could_begin_a_header_is_refused_and_breaks_no_page(subject, receivers, caplog):
    assert send_mail(subject, "Words", None, receivers) == 0
    assert not Message.objects.exists()
    [line] = caplog.messages
    assert "refused" in line
    assert "example.org" not in line


def test_a_database_that_fails_after_the_commit_breaks_no_page(
    monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def fail(among):
        raise DatabaseError(A)

    monkeypatch.setattr(sending, "_claim", fail)
    with django_capture_on_commit_callbacks(execute=True):
        send_mail("Hello", "Words", None, [A])
    assert caplog.messages == ["The outbox could not be read: DatabaseError"]
    assert Message.objects.filter(WAITING).exists()
