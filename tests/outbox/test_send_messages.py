"""manage.py send_messages sends what is due, once or until it is stopped."""

import os
import signal
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from carelog import stopping
from carelog.outbox.management.commands import send_messages
from carelog.outbox.models import Message
from carelog.outbox.sending import Round, send_due
from tests import cast
from tests.outbox.servers import put_one

pytestmark = pytest.mark.django_db


def printed(**options) -> str:
    out = StringIO()
    call_command("send_messages", stdout=out, **options)
    return out.getvalue()


def test_one_round_sends_all_that_is_due_and_says_so():
    for n in range(3):
        put_one(str(n))
    assert printed() == "3 sent, 0 to be tried again, 0 given up, 0 old ones deleted.\n"
    assert printed() == "0 sent, 0 to be tried again, 0 given up, 0 old ones deleted.\n"


def test_a_round_after_many_missed_days_deletes_what_is_old(clock):
    put_one("k")
    printed()
    put_one("l")
    clock.move_to(cast.NOON + timedelta(days=31))
    assert printed() == "1 sent, 0 to be tried again, 0 given up, 1 old ones deleted.\n"
    assert Message.objects.get().key == "l"


def test_a_mail_server_that_is_away_is_named_and_is_no_fault(moody):
    moody.troubles["a@example.org"] = TimeoutError()
    put_one()
    assert printed() == (
        "0 sent, 1 to be tried again, 0 given up, 0 old ones deleted. "
        "The mail server cannot be reached.\n"
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_the_loop_finishes_the_message_in_hand_when_it_is_told_to_stop(moody, monkeypatch, name):
    deliver = moody.send_messages

    def deliver_and_stop(server, messages):
        os.kill(os.getpid(), name)
        return deliver(server, messages)

    monkeypatch.setattr(moody, "send_messages", deliver_and_stop)
    put_one("1")
    put_one("2")
    before = signal.getsignal(name)
    assert printed(loop=3600).startswith("1 sent, ")
    assert signal.getsignal(name) is before
    assert Message.objects.filter(sent_at=None, claimed_until=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_loop_goes_on_after_a_round_that_failed(monkeypatch, caplog):
    rounds = []

    def fail_once_then_stop(stopping):
        rounds.append(stopping())
        if len(rounds) == 1:
            raise OperationalError("a@example.org")
        os.kill(os.getpid(), signal.SIGTERM)
        assert stopping()
        return Round()

    monkeypatch.setattr(send_messages, "send_due", fail_once_then_stop)
    monkeypatch.setattr(stopping.select, "select", at_once(stopping.select.select))
    assert printed(loop=3600).count("\n") == 1
    assert rounds == [False, False]
    assert caplog.messages == ["The outbox could not be read: OperationalError"]


def at_once(select):
    """Return a select that does not wait."""
    return lambda read, write, wrong, _seconds: select(read, write, wrong, 0)


def test_one_round_alone_says_what_failed(monkeypatch):
    def fail(stopping):
        raise OperationalError

    monkeypatch.setattr(send_messages, "send_due", fail)
    with pytest.raises(OperationalError):
        printed()


@pytest.mark.parametrize("seconds", ["0", "-5", "1.5", "soon", "86401"])
def test_the_pause_is_a_number_of_seconds(seconds):
    with pytest.raises(CommandError, match="a number from 1 to 86400"):
        call_command("send_messages", f"--loop={seconds}")


def test_the_command_and_a_process_of_its_own_share_the_work():
    put_one("1")
    send_due()
    put_one("2")
    assert printed().startswith("1 sent, ")
