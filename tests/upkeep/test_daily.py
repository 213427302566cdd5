"""The daily round: once a day, whoever runs it, also after missed days."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from carelog.accounts.models import Session
from carelog.outbox.models import Message
from carelog.upkeep import daily
from carelog.upkeep.management.commands import daily as command
from carelog.upkeep.models import DutyDone
from tests import cast
from tests.patients import message_rows
from tests.races import meanwhile

DAY = timedelta(days=1)


@pytest.fixture
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def session(key: str, ends: timedelta) -> None:
    Session.objects.create(session_key=key, expire_date=timezone.now() + ends)


@pytest.mark.django_db
def test_it_clears_what_has_ended_and_leaves_the_rest(clock):
    session("ended", -DAY)
    session("live", DAY)
    old, new = (timezone.now() - days * DAY for days in (31, 29))
    for key, sent in (("old", old), ("new", new)):
        Message.objects.create(**message_rows.VALID | message_rows.SENT | {"key": key})
        Message.objects.filter(key=key).update(sent_at=sent)
    call_command("daily")
    assert [*Session.objects.values_list("session_key", flat=True)] == ["live"]
    assert [*Message.objects.values_list("key", flat=True)] == ["new"]


@pytest.mark.django_db
def test_each_duty_is_done_once_a_day_and_again_after_missed_days(clock, monkeypatch):
    done = []
    monkeypatch.setattr(daily, "DUTIES", {"counted": lambda: done.append(timezone.now()) or 1})
    for _time in range(3):
        daily.do_round()
    assert len(done) == 1
    clock.shift(5 * DAY)
    assert daily.do_round() == ({"counted": 1}, [])
    assert daily.do_round() == ({}, [])
    assert len(done) == 2


@pytest.mark.django_db
def test_a_day_of_a_clock_that_ran_ahead_holds_nothing_up(clock):
    clock.shift(3000 * DAY)
    daily.do_round()
    clock.shift(-3000 * DAY)
    session("ended", -DAY)
    daily.do_round()
    assert not Session.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_processes_one_does_it(monkeypatch):
    done = []
    monkeypatch.setattr(daily, "DUTIES", {"counted": lambda: done.append(1) or 1})
    daily.do_round(timezone.now() - DAY)
    second = meanwhile(daily.do_round, daily.do_round)
    assert second.result() == ({}, [])
    assert len(done) == 2


@pytest.mark.django_db
def test_what_fails_holds_up_nothing_else_and_is_tried_again(clock, monkeypatch, caplog):
    session("ended", -DAY)
    tries = []

    def fail() -> int:
        tries.append(1)
        raise OperationalError

    monkeypatch.setattr(daily, "DUTIES", {"broken": fail} | daily.DUTIES)
    for _time in range(2):
        with pytest.raises(CommandError, match=r"Not done: broken\."):
            call_command("daily")
    assert len(tries) == 2
    assert not Session.objects.exists()
    assert not DutyDone.objects.filter(name="broken").exclude(day=None).exists()
    assert "could not do: broken (OperationalError)" in caplog.text


@pytest.mark.django_db
def test_the_loop_goes_on_until_it_is_told_to_stop(monkeypatch, capsys):
    waits = []

    class Told:
        def __enter__(self):
            # It is told after the second round, while it waits for the third.
            return lambda wait: waits.append(wait) or len(waits) > 4

        def __exit__(self, *_):
            return None

    monkeypatch.setattr(command, "stop_signals", Told)
    monkeypatch.setattr(command, "close_old_connections", lambda: None)
    call_command("daily", "--loop", "600")
    assert waits == [0, 600, 0, 600, 0]
    assert DutyDone.objects.exclude(day=None).count() == len(daily.DUTIES)
    # The first round says what it did, the second had nothing to do.
    assert capsys.readouterr().out.count("\n") == 1
