"""Two senders at once: no message goes twice, none is forgotten."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from carelog.outbox.models import Message
from carelog.outbox.sending import send_due
from tests.outbox.servers import Moody, put_one

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 40


def at_once(work: Callable[[], None], times: int) -> None:
    """Run the same in several threads, which begin together."""
    start, errors = threading.Barrier(times), []

    def run() -> None:
        start.wait(10)
        try:
            work()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _n in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []


def test_four_senders_at_once_send_each_message_once(moody):
    for n in range(MANY):
        put_one(str(n), f"n{n}@example.org")
    at_once(send_due, 4)
    assert sorted(moody.delivered) == sorted(f"n{n}@example.org" for n in range(MANY))
    assert set(Message.objects.values_list("tries", flat=True)) == {1}


def test_a_second_sender_passes_over_what_the_first_has_in_hand(moody, monkeypatch):
    in_hand, let_go = threading.Event(), threading.Event()
    deliver = Moody.send_messages

    def deliver_slowly(server, messages):
        if messages[0].to == ["slow@example.org"]:
            in_hand.set()
            assert let_go.wait(30)
        return deliver(server, messages)

    monkeypatch.setattr(Moody, "send_messages", deliver_slowly)
    put_one("1", "slow@example.org")
    put_one("2", "quick@example.org")
    first = threading.Thread(target=lambda: (send_due(), connection.close()))
    first.start()
    assert in_hand.wait(30)
    second = send_due()
    let_go.set()
    first.join(30)
    assert second.sent == 1
    assert moody.delivered == ["quick@example.org", "slow@example.org"]


def test_the_same_key_put_at_once_is_one_message(moody):
    at_once(lambda: put_one("k", urgent=True), 6)
    assert moody.delivered == ["a@example.org"]
    assert Message.objects.count() == 1
