"""The numbers of the summary, against a second count that knows nothing of how they are made."""

from fractions import Fraction

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from carelog.summary.sections import SECTIONS, Summary, summarise
from tests import cast
from tests.summary.record import DAY, TODAY, fill, mean


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


MEANS = {
    "worst_pain": ("worst", max),
    "average_pain": ("average", lambda values: values[-1]),
    "walking": ("walk", max),
    "function": ("level", max),
    "tiredness": ("tired", max),
    "sleep": ("sleep", max),
    "appetite": ("appetite", max),
}


@pytest.fixture(scope="module", params=range(4))
def months(request, shared_database):
    """Four months by dice, read alone; the access to them, and the same in lists."""
    owner = cast.make_user(f"owner-{request.param}")
    access = cast.access_of(cast.make_patient(owner), owner)
    with time_machine.travel(cast.NOON, tick=False):
        return access, fill(access.patient, owner, 120, request.param)


@pytest.mark.django_db
@pytest.mark.parametrize("since", [0, 3, 12, 40, 200])
def test_means_are_those_of_the_week_before_and_of_the_last_week(months, since):
    access, lists = months
    start = TODAY - since * DAY
    found = summarise(access, since=start, today=TODAY)
    rows = {row.slug: row for row in found.changes.rows}
    for slug, (name, best) in MEANS.items():
        values = getattr(lists, name)
        was, was_days = mean(values, start - DAY, best=best)
        now, now_days = mean(values, TODAY, best=best)
        row = rows[slug]
        assert (row.before_days.logged, row.now_days.logged) == (was_days, now_days)
        assert (row.before is None, row.now is None) == (was is None, now is None)
        if was is not None and now is not None:
            assert float(row.difference) == pytest.approx(now - was)
            assert (float(row.before), float(row.now)) == pytest.approx((was, now))


@pytest.mark.django_db
def test_days_of_severe_pain_and_falls_are_counted(months):
    access, lists = months
    start = TODAY - 40 * DAY
    found = summarise(access, since=start, today=TODAY)
    rows = {row.slug: row for row in found.changes.rows}
    worst = {}
    for day, value in lists.worst:
        worst[day] = max(value, worst.get(day, 0))
    period = [value for day, value in worst.items() if day >= start]
    since = rows["severe_days"].since
    assert (since.count, since.days.logged) == (sum(v >= 7 for v in period), len(period))
    falls = [day for day, kind in lists.falls if kind == "fall" and day >= start]
    assert rows["falls"].since.count == len(falls)
    assert found.function.falls.count == sum(day >= start for day, _kind in lists.falls)
    month = [kind for day, kind in lists.falls if day > TODAY - 30 * DAY]
    counted = found.function.falls30
    assert (counted.falls, counted.near_falls) == (month.count("fall"), month.count("near_fall"))


def test_the_first_14_logged_days_are_the_baseline_of_pain(access, patient):
    lists = fill(access.patient, patient, 120)
    first = sorted({day for day, _value in lists.worst})[:14]
    highest = [max(v for day, v in lists.worst if day == one) for one in first]
    rows = {row.slug: row for row in summarise(access, since=None, today=TODAY).changes.rows}
    assert rows["worst_pain"].baseline == Fraction(sum(highest), 14)
    assert rows["average_pain"].baseline is None


@pytest.mark.parametrize(
    ("before", "now", "points", "share"),
    [
        (8, 6, True, False),
        (6, 4, True, True),
        (3, 2, False, True),
        (5, 5, False, False),
        (4, 6, True, False),
        (10, 7, True, True),
    ],
)
def test_a_change_people_notice_is_told_by_points_and_by_share(access, before, now, points, share):
    for back in range(14):
        cast.make_pain(access, cast.NOON - back * DAY, worst_24h=now if back < 7 else before)
    found = summarise(access, since=TODAY - 6 * DAY, today=TODAY)
    noticed = found.changes.rows[0].noticed
    assert (noticed.points, noticed.share) == (points, share)


def test_below_four_of_seven_days_there_is_no_number(access):
    for back in range(3):
        cast.make_pain(access, cast.NOON - back * DAY)
    row = summarise(access, since=None, today=TODAY).changes.rows[0]
    assert (row.now, row.now_days.logged, row.difference) == (None, 3, None)


def test_the_last_weight_before_the_visit_is_compared_with_the_newest(access, patient):
    lists = fill(access.patient, patient, 120)
    newest, now = max(lists.weight)
    since = TODAY - 29 * DAY
    day, was = max(one for one in lists.weight if one[0] < since)
    rows = {row.slug: row for row in summarise(access, since=None, today=TODAY).changes.rows}
    assert (rows["weight"].now_on, rows["weight"].before_on) == (newest, day)
    assert rows["weight"].difference == 100 * (Fraction(now) - Fraction(was)) / Fraction(was)


@pytest.mark.parametrize("seed", range(3))
def test_doses_are_counted_as_they_were_logged(access, patient, seed):
    lists = fill(access.patient, patient, 60, seed)
    found = summarise(access, since=None, today=TODAY).medicines.current.items[0]
    week = [reason for day, reason in lists.doses if day > TODAY - 7 * DAY]
    month = [reason for day, reason in lists.doses if day > TODAY - 30 * DAY]
    assert (found.taken7, found.taken30) == (week.count(""), month.count(""))
    assert found.skipped7 == len(week) - week.count("")
    assert dict(found.skips) == {r: month.count(r) for r in ("forgot", "asleep") if r in month}


def test_entries_are_counted_by_who_wrote_them(access, patient, caregiver):
    mine = fill(access.patient, patient, 30, 1)
    hers = fill(access.patient, caregiver, 30, 2)
    start = TODAY - 20 * DAY
    found = summarise(access, since=start, today=TODAY)
    counts = {one.relation: (one.name, one.entries) for one in found.written_by}
    assert counts["patient"] == ("", sum(day >= start for day in mine.entries))
    assert counts["caregiver"] == ("caregiver", sum(day >= start for day in hers.entries))
    days = {day for day in (*mine.entries, *hers.entries) if day >= start}
    assert (found.days_logged.days.logged, found.days_logged.days.window) == (len(days), 21)


def test_mood_has_its_last_and_highest_number(access, patient):
    lists = fill(access.patient, patient, 80)
    highest = max(value for _day, value in lists.distress)
    found = summarise(access, since=None, today=TODAY).mood.distress
    assert found.last == max(lists.distress)
    assert found.highest == max((d, v) for d, v in lists.distress if v == highest)


def test_series_hold_each_logged_day_and_the_falls(access, patient):
    lists = fill(access.patient, patient, 80)
    panels = {one.slug: one for one in summarise(access, since=None, today=TODAY).series.panels}
    walks = {point.day: point.mean for point in panels["walking"].series.points}
    assert walks == dict(lists.walk)
    fallen = {day for day, kind in lists.falls if kind == "fall"}
    assert set(panels["walking"].marks) == fallen
    doses = {point.day: point.mean for point in panels["doses"].series.points}
    taken = [day for day, reason in lists.doses if not reason]
    assert doses == {day: taken.count(day) for day in set(taken)}


def test_an_empty_record_has_no_numbers_and_no_fault(access):
    found = summarise(access, since=None, today=TODAY)
    assert (found.signs.warnings.count, found.main_concern, found.series.panels) == (0, None, ())
    assert (found.medicines.current.count, found.written_by) == (0, ())
    assert (found.days_logged.days.logged, found.days_logged.days.window) == (0, 30)


def test_every_section_is_a_field_of_the_summary():
    names = [section.name for section in SECTIONS]
    assert sorted(names) == sorted(set(Summary.__dataclass_fields__) - {"who", "period"})


def test_the_number_of_queries_does_not_grow_with_the_history(access, patient):
    fill(access.patient, patient, 90)
    few = _queries(access)
    fill(access.patient, patient, 730, 2)
    assert _queries(access) == few <= 49


def _queries(access) -> int:
    with CaptureQueriesContext(connection) as queries:
        summarise(access, since=TODAY - 30 * DAY, today=TODAY)
    return len(queries)
