"""What is due is sent once, tried again when it fails, and holds nobody else up."""

import re
import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError

from carelog.outbox import sending
from carelog.outbox.models import Message
from carelog.outbox.sending import Round, send_due, send_now
from tests import cast
from tests.outbox.servers import SMTP, WORDS, post_office, put_one

pytestmark = pytest.mark.django_db

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
A, B, C = (f"{name}@example.org" for name in "abc")


def put_three() -> None:
    for address in (A, B, C):
        put_one(address, address)


def tries() -> list[int]:
    return list(Message.objects.order_by("key").values_list("tries", flat=True))


def test_a_message_is_sent_once_and_its_words_are_gone():
    put_one(html="<p>Sign in.</p>")
    assert (send_due(), send_due()) == (Round(sent=1), Round())
    [sent] = mail.outbox
    assert (sent.to, sent.subject, sent.body) == ([A], WORDS["subject"], WORDS["body"])
    assert sent.alternatives[0][0] == "<p>Sign in.</p>"
    message = Message.objects.get()
    assert (message.body, message.html, message.given_up_at) == ("", "", None)
    assert (message.sent_at, message.tries, message.claimed_until) == (cast.NOON, 1, None)


def test_the_sender_is_the_site_and_each_message_has_a_number_of_its_own(settings):
    settings.DEFAULT_FROM_EMAIL = "CareLog <carelog@diary.example.org>"
    put_one("k")
    put_one("l")
    send_due()
    one, two = (message.message() for message in mail.outbox)
    assert one["From"] == "CareLog <carelog@diary.example.org>"
    assert one["Auto-Submitted"] == "auto-generated"
    assert one["Message-ID"].endswith("@diary.example.org>")
    assert one["Message-ID"] != two["Message-ID"]


def test_what_is_not_due_is_not_sent(clock):
    put_one(not_before=cast.NOON + HOUR)
    assert send_due() == Round()
    clock.move_to(cast.NOON + HOUR)
    assert send_due() == Round(sent=1)


def test_what_is_urgent_goes_before_what_has_waited_longer(moody):
    put_one("old", A, not_before=cast.NOON - HOUR)
    put_one("older", B, not_before=cast.NOON - 2 * HOUR)
    put_one("code", C, urgent=True)
    send_due()
    assert moody.delivered == [C, B, A]


def test_a_sender_stops_between_two_messages_when_it_is_told_to(moody):
    put_three()
    assert send_due(lambda: len(moody.delivered) == 2) == Round(sent=2)
    assert Message.objects.filter(claimed_until=None, sent_at=None).count() == 1


@pytest.mark.parametrize(
    "trouble",
    [
        smtplib.SMTPRecipientsRefused({B: (550, b"unknown")}),
        smtplib.SMTPDataError(554, b"no"),
        smtplib.SMTPNotSupportedError(),
        UnicodeEncodeError("ascii", "ü", 0, 1, "no"),
        ValueError(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_one_message_that_is_refused_holds_up_no_other(moody, trouble):
    moody.troubles[B] = trouble
    put_three()
    assert send_due() == Round(sent=2, failed=1)
    assert moody.delivered == [A, C]
    assert tries() == [1, 1, 1]


@pytest.mark.parametrize(
    "trouble",
    [
        *(TimeoutError(), ConnectionRefusedError(), OSError()),
        *(smtplib.SMTPServerDisconnected(), smtplib.SMTPAuthenticationError(535, b"no")),
        *(smtplib.SMTPSenderRefused(550, b"no", "x"), smtplib.SMTPDataError(421, b"closing")),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_server_that_is_away_counts_no_try_for_the_rest(moody, trouble):
    moody.troubles[A] = trouble
    put_three()
    assert send_due() == Round(failed=1, server_away=True)
    assert tries() == [1, 0, 0]
    assert not Message.objects.exclude(claimed_until=None).exists()
    assert send_due() == Round(sent=2)
    assert moody.delivered == [B, C]


def test_a_server_that_cannot_be_opened_is_away(moody, monkeypatch):
    monkeypatch.setattr(moody, "open", lambda server: 1 / 0)
    put_three()
    assert send_due() == Round(failed=1, server_away=True)


def test_a_server_that_says_no_goodbye_has_the_mail_all_the_same(moody, monkeypatch):
    def hang_up(server):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(moody, "close", hang_up)
    put_one()
    assert send_due() == Round(sent=1)


def test_it_is_tried_again_later_and_later_and_given_up_after_three_days(moody, clock):
    moody.troubles[A] = smtplib.SMTPRecipientsRefused({})
    put_one(html="<p>Sign in.</p>")
    now, waits = cast.NOON, []
    while (message := Message.objects.get()).given_up_at is None:
        waits.append(message.not_before - now)
        now = message.not_before
        clock.move_to(now - timedelta(seconds=1))
        send_due()
        assert Message.objects.get().tries == message.tries
        clock.move_to(now)
        done = send_due()
    short = [0 * MINUTE, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR]
    assert waits == [*short, *[12 * HOUR] * 5]
    assert done == Round(given_up=1)
    assert message.given_up_at == now
    assert (message.last_error, message.body, message.html) == ("SMTPRecipientsRefused", "", "")
    assert timedelta(days=2, hours=12) < now - cast.NOON <= timedelta(days=3)


def test_a_message_that_gets_through_at_last_keeps_no_error(moody, clock):
    moody.troubles[A] = TimeoutError()
    put_one()
    send_due()
    assert Message.objects.get().last_error == "TimeoutError"
    moody.troubles.clear()
    clock.move_to(cast.NOON + MINUTE)
    assert send_due() == Round(sent=1)
    message = Message.objects.get()
    assert (message.tries, message.last_error) == (2, "")


def test_an_error_is_kept_by_its_name_without_its_words(moody, caplog):
    moody.troubles[A] = smtplib.SMTPDataError(550, b"a@example.org is full")
    put_one()
    send_due()
    assert Message.objects.get().last_error == "SMTPDataError"
    assert caplog.messages == ["A message could not be sent: SMTPDataError"]


def test_a_message_whose_sender_died_is_free_again_after_ten_minutes(clock, moody, monkeypatch):
    def die(server, messages):
        raise SystemExit

    put_one()
    with monkeypatch.context() as dying:
        dying.setattr(moody, "send_messages", die)
        with pytest.raises(SystemExit):
            send_due()
    assert send_due() == Round()
    clock.move_to(cast.NOON + 10 * MINUTE)
    assert send_due() == Round(sent=1)


def test_one_message_is_sent_now_and_no_other(moody):
    put_three()
    send_now(B)
    assert moody.delivered == [B]


def test_sending_now_raises_nothing_whatever_comes(monkeypatch, caplog):
    def fail(among):
        raise DatabaseError("a@example.org")

    monkeypatch.setattr(sending, "_claim", fail)
    send_now("k")
    assert caplog.messages == ["The outbox could not be read: DatabaseError"]


def test_what_ended_is_forgotten_after_thirty_days_and_what_waits_is_not(clock, moody):
    moody.troubles[B] = TimeoutError()
    put_one("sent", A)
    put_one("given up", B)
    put_one("waits", C, not_before=cast.NOON + timedelta(days=60))
    Message.objects.filter(key="given up").update(tries=len(sending.WAITS))
    assert send_due() == Round(sent=1, given_up=1, server_away=True)
    clock.move_to(cast.NOON + timedelta(days=30))
    assert sending.forget_old() == 0
    clock.move_to(cast.NOON + timedelta(days=30, seconds=1))
    assert sending.forget_old() == 2
    assert Message.objects.get().key == "waits"


def test_a_real_mail_server_gets_all_in_one_connection_but_whom_it_refuses(settings):
    settings.OUTBOX_TRANSPORT, settings.EMAIL_USE_TLS = SMTP, False
    put_one("1", A)
    put_one("2", "nobody@example.org")
    put_one("3", C, subject="CareLog : été", html="<p>Sign in.</p>")
    with post_office() as office:
        settings.EMAIL_HOST, settings.EMAIL_PORT = office.server_address
        assert send_due() == Round(sent=2, failed=1)
    assert office.connections == 1
    to = [re.search("^To: (.+)\r$", letter, re.M)[1] for letter in office.letters]
    assert to == [A, C]
    assert "Sign in." in office.letters[0]
    assert Message.objects.get(key="2").last_error == "SMTPRecipientsRefused"


def test_a_mail_server_that_does_not_run_is_away(settings):
    settings.OUTBOX_TRANSPORT = SMTP
    with post_office() as office:
        settings.EMAIL_HOST, settings.EMAIL_PORT = office.server_address
    put_three()
    assert send_due() == Round(failed=1, server_away=True)
    assert Message.objects.get(key=A).last_error == "ConnectionRefusedError"
