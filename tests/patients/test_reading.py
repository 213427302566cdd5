"""What is read by queries composed once is what `access.rows` gives, for every reader."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from carelog.logs.models import FallEntry, PainEntry
from carelog.patients import reading, saving
from carelog.patients.access import ALL_DOMAINS, changing
from carelog.patients.reading import read
from carelog.talk import actions as talk
from carelog.talk.models import Comment
from tests import cast, kinds

DAY = timedelta(days=1)
TODAY = cast.NOON.date()


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def worst(rows, *others, since=None):
    """Return the scores, from a day on where there is one."""
    return (rows if since is None else rows.filter(day__gte=since)).values_list("worst_24h")


def days(*kinds_of_rows, since):
    """Return the days of several kinds."""
    asked = [rows.filter(day__gte=since).values_list("day").order_by() for rows in kinds_of_rows]
    return asked[0].union(*asked[1:])


def said(rows):
    return rows.values_list("text")


@pytest.fixture
def logged(access):
    """Pain of three days, one of them removed since, and of somebody else's record."""
    rows = [cast.make_pain(access, cast.NOON - n * DAY, worst_24h=n + 1) for n in range(3)]
    with changing(access):
        saving.remove(access, rows[2], 1)
    other = cast.make_patient(cast.make_user("another"), "Somebody else")
    owner = other.memberships.get().user
    cast.make_pain(cast.access_of(other, owner), worst_24h=9)
    return rows


def scores(access, **values):
    return sorted(score for (score,) in read(access, (PainEntry,), worst, **values))


@pytest.mark.usefixtures("logged")
def test_only_rows_of_the_record_that_are_not_removed_are_read(access):
    assert scores(access, since=None) == [1, 2]


@pytest.mark.usefixtures("logged")
def test_each_value_counts_each_time(access):
    assert scores(access, since=TODAY) == [1]
    assert scores(access, since=TODAY - DAY) == [1, 2]
    assert scores(access, since=TODAY + DAY) == []
    assert scores(access, since=None) == [1, 2]


@pytest.mark.usefixtures("logged")
def test_a_share_of_some_days_reads_only_these(access):
    assert scores(replace(access, starts=TODAY), since=None) == [1]
    assert scores(replace(access, ends=TODAY - DAY), since=None) == [2]


@pytest.mark.usefixtures("logged")
def test_what_is_out_of_scope_is_not_read(access):
    reader = replace(access, domains=ALL_DOMAINS - {"pain"})
    assert scores(access, since=None) == [1, 2]
    assert scores(reader, since=None) == []
    both = read(reader, (PainEntry, FallEntry), days, since=TODAY - DAY)
    assert both == []


def test_several_kinds_are_read_together(access, logged):
    kinds.keep(access, FallEntry, day=TODAY + DAY)
    found = read(access, (PainEntry, FallEntry), days, since=TODAY)
    assert sorted(found) == [(TODAY,), (TODAY + DAY,)]


def test_rows_with_a_scope_each_are_read_as_that_scope_says(access):
    talk.say(access, Comment(text="About pain", domain="pain"))
    assert read(access, (Comment,), said) == [("About pain",)]
    assert read(replace(access, domains=ALL_DOMAINS - {"pain"}), (Comment,), said) == []


def test_it_is_composed_once_for_each_form_of_the_question(access, logged):
    reading._composed.cache_clear()
    for since in (TODAY, TODAY - DAY, None, None):
        with CaptureQueriesContext(connection) as asked:
            scores(access, since=since)
        assert len(asked) == 1
    assert reading._composed.cache_info().misses == 2
