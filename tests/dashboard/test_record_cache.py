"""Numbers are read once for each state of a record and each scope of a reader."""

import pickle
from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from carelog.dashboard import record_cache
from carelog.dashboard.record_cache import cached_for
from carelog.patients.access import changing

TODAY = date(2026, 3, 2)


@pytest.fixture
def ask(access):
    """Return a function that asks for a number and tells how often it was read."""
    reads = []

    def asked(who=access, today=TODAY, name="pain"):
        cached_for(who, today, name, lambda: reads.append(1) or 1)
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


@pytest.mark.parametrize(
    "change",
    [{"may_write": False}, {"relation": "clinician"}, {"role": "viewer"}],
    ids=lambda change: next(iter(change)),
)
def test_who_reads_is_part_of_the_key(ask, access, change):
    ask()
    assert ask(who=replace(access, **change)) == 2


@pytest.mark.parametrize("unit", ["weight_unit", "temperature_unit", "drink_unit"])
def test_a_reader_with_other_units_is_not_given_numbers_in_these(ask, access, unit):
    ask()
    setattr(access.actor, unit, "another")
    assert ask() == 2


def test_a_reader_of_another_language_is_not_given_words_in_this(ask):
    ask()
    with translation.override("de"):
        assert ask() == 2
    assert ask() == 2


def test_what_one_reader_changes_no_other_gets(access):
    first = cached_for(access, TODAY, "list", lambda: [1])
    first.append(2)
    assert cached_for(access, TODAY, "list", lambda: []) == [1]


def test_a_number_that_is_nothing_is_remembered_too(access):
    assert cached_for(access, TODAY, "none", lambda: None) is None
    assert cached_for(access, TODAY, "none", lambda: "read again") is None


def test_the_memory_is_bounded_and_drops_what_was_not_asked_for_longest(ask, monkeypatch):
    one = len(pickle.dumps(1, pickle.HIGHEST_PROTOCOL))
    monkeypatch.setattr(record_cache, "MOST_BYTES", 2 * one)
    ask(name="a"), ask(name="b"), ask(name="a"), ask(name="c")
    assert ask(name="a") == 3
    assert ask(name="b") == 4


def test_what_is_larger_than_the_memory_is_not_kept(monkeypatch):
    monkeypatch.setattr(record_cache, "MOST_BYTES", 100)
    assert record_cache.cached("small", lambda: "s") == "s"
    assert record_cache.cached("large", lambda: "l" * 1000) == "l" * 1000
    assert record_cache.cached("large", lambda: "made again") == "made again"
