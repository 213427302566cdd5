"""Since when the summary tells."""

import random
from datetime import date

import pytest
import time_machine

from carelog.summary.sections import summarise
from tests import cast
from tests.summary.record import DAY, TODAY, fill, shares, visit


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def test_a_day_after_the_last_one_is_refused(access):
    with pytest.raises(ValueError, match="begins by the day it ends"):
        summarise(access, since=date(2026, 3, 3), today=TODAY)


def test_any_day_of_the_past_will_do(access, patient):
    fill(access.patient, patient, 400)
    dice = random.Random(7)
    for _n in range(10):
        since = TODAY - dice.randrange(0, 50_000) * DAY
        assert summarise(access, since=max(since, date(1900, 1, 1)), today=TODAY)


def test_a_visit_of_today_is_not_yet_the_last_one(access):
    visit(access.patient, 0)
    visit(access.patient, 20)
    assert summarise(access, since=None, today=TODAY).period.since == TODAY - 20 * DAY


def test_the_last_visit_that_took_place_comes_before_a_newer_booked_one(access):
    visit(access.patient, 30)
    visit(access.patient, 5, "booked")
    visit(access.patient, 3, "cancelled")
    period = summarise(access, since=None, today=TODAY).period
    assert (period.since, period.visit.is_done) == (TODAY - 30 * DAY, True)
    assert [one.day for one in period.visits] == [TODAY - 5 * DAY, TODAY - 30 * DAY]


def test_without_a_visit_that_took_place_the_last_booked_one_counts(access):
    visit(access.patient, 5, "booked")
    assert summarise(access, since=None, today=TODAY).period.since == TODAY - 5 * DAY


def test_without_visits_in_scope_it_tells_of_30_days(access):
    visit(access.patient, 5)
    period = summarise(shares(access.patient, "visits"), since=None, today=TODAY).period
    assert (period.since, period.visit) == (TODAY - 29 * DAY, None)
