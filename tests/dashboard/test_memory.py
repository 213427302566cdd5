"""Numbers are read once for each state of a record and each scope of a reader."""

from dataclasses import replace
from datetime import date

import pytest

from carelog.dashboard import memory
from carelog.dashboard.memory import remembered
from carelog.patients.access import changing

TODAY = date(2026, 3, 2)


@pytest.fixture
def ask(access):
    """Return a function that asks for a number and tells how often it was read."""
    reads = []

    def asked(who=access, today=TODAY, name="pain"):
        remembered(who, today, name, lambda: reads.append(1))
        return len(reads)

    return asked


def test_what_was_read_is_not_read_again(ask):
    assert [ask(), ask()] == [1, 1]


def test_a_change_of_the_record_is_read_at_once(ask, access):
    ask()
    with changing(access):
        pass
    assert ask() == 2


def test_another_name_another_day_and_another_scope_are_read_for_themselves(ask, access):
    ask()
    assert ask(name="weight") == 2
    assert ask(today=date(2026, 3, 3)) == 3
    assert ask(who=replace(access, domains=frozenset({"pain"}))) == 4
    assert ask(who=replace(access, starts=TODAY)) == 5


def test_another_record_is_read_for_itself(ask, access):
    ask()
    other = type(access.patient)(pk=access.patient.pk + 1, data_version=0)
    assert ask(who=replace(access, patient=other)) == 2


def test_the_memory_is_bounded_and_drops_what_was_not_asked_for_longest(ask, monkeypatch):
    monkeypatch.setattr(memory, "MOST", 2)
    ask(name="a"), ask(name="b"), ask(name="a"), ask(name="c")
    assert ask(name="a") == 3
    assert ask(name="b") == 4
