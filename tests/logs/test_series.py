"""The SQL of a series against a plain loop over the same rows."""

import random
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carelog.clinical.series import Measure, Point, bin_days, bin_for, bin_start
from carelog.logs.models import PainEntry
from carelog.logs.models.pain import AVERAGE, WORST
from carelog.logs.series import by_day, logged_days
from tests import cast

END = date(2026, 3, 2)
LATER = END + timedelta(days=1)
PICKS = {
    "max": lambda rows: max(value for _at, _pk, value in rows),
    "min": lambda rows: min(value for _at, _pk, value in rows),
    "last": lambda rows: max(rows)[2],
    "first": lambda rows: min(rows, key=lambda row: (row[0], -row[1]))[2],
}
quietly = settings(max_examples=25)


def write(record, rows) -> None:
    """Store rows of (day, hour, removed, worst, now, average), replacing what is there."""
    PainEntry.everything.all().delete()
    PainEntry.everything.bulk_create(
        PainEntry(
            **{"patient": record, "zone": record.zone, "digest": "", "day": day},
            at=datetime.combine(day, time(hour), UTC),
            removed_at=cast.NOON if removed else None,
            **{"worst_24h": worst, "now": now, "average_24h": average},
        )
        for day, hour, removed, worst, now, average in rows
    )


def expected_days(measure: Measure) -> dict[date, int]:
    """Work out the value of each day in Python."""
    days = defaultdict(list)
    for row in PainEntry.everything.filter(removed_at=None):
        scores = (row.worst_24h, row.now) if measure.field == "daily_worst" else (row.average_24h,)
        known = [score for score in scores if score is not None]
        if known:
            days[row.day].append((row.at, row.pk, max(known)))
    return {day: PICKS[measure.per_day](days[day]) for day in sorted(days)}


def expected_points(measure: Measure, start: date, end: date) -> list[Point]:
    """Work out the points of a window in Python."""
    bins = defaultdict(list)
    for day, value in expected_days(measure).items():
        if start <= day <= end:
            bins[bin_start(day, bin_for(start, end))].append(value)
    return [Point(day, fmean(v), max(v), len(v)) for day, v in sorted(bins.items())]


def same(points, wanted) -> bool:
    """Compare points, means within rounding."""
    pairs = list(zip(points, wanted, strict=True))
    return all(
        (a.day, a.highest, a.n) == (b.day, b.highest, b.n) and a.mean == pytest.approx(b.mean)
        for a, b in pairs
    )


def random_rows(seed: int, days: int) -> list[tuple]:
    """Make about a row a day, with gaps, several a day, removed ones and empty scores."""
    choose = random.Random(seed)
    rows = []
    for back in range(days):
        for _entry in range(choose.choice([0, 0, 1, 1, 1, 2, 3])):
            worst, now, average = (choose.choice([None, *range(11)]) for _score in range(3))
            average = None if None not in (worst, average) and average > worst else average
            if (worst, now, average) == (None, None, None):
                now = 0
            day = END - timedelta(days=back)
            rows.append((day, choose.randrange(24), choose.random() < 0.1, worst, now, average))
    return rows


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("days", [1, 7, 180, 181, 1096, 1097])
def test_bins_are_what_a_plain_loop_finds(record, access, seed, days):
    write(record, random_rows(seed, days + 40))
    start = END - timedelta(days=days - 1)
    for measure in (WORST, AVERAGE):
        series = bin_days(by_day(access, PainEntry, measure, END), measure, start, END)
        assert (series.bin, series.start, series.end) == (bin_for(start, END), start, END)
        assert same(series.points, expected_points(measure, start, END))


@st.composite
def rows(draw):
    """A few rows in one week, often on one day and at one hour."""
    day = END - timedelta(days=draw(st.integers(0, 6)))
    score = st.none() | st.integers(0, 10)
    worst, now = draw(score), draw(score)
    average = draw(st.none() | st.integers(0, 10 if worst is None else worst))
    now = 0 if (worst, now, average) == (None, None, None) else now
    return day, draw(st.sampled_from([0, 12, 23])), draw(st.booleans()), worst, now, average


@quietly
@given(st.lists(rows(), max_size=12), st.sampled_from(sorted(PICKS)))
def test_the_value_of_a_day_follows_its_rule(record, access, written, per_day):
    write(record, written)
    for measure in (WORST, AVERAGE):
        measure = replace(measure, per_day=per_day)
        assert by_day(access, PainEntry, measure, END) == expected_days(measure)


def test_days_come_oldest_first_and_none_after_the_end(access):
    for back in (0, 3, 1):
        cast.make_pain(access, cast.NOON - timedelta(days=back), worst_24h=back)
    days = by_day(access, PainEntry, WORST, END - timedelta(days=1))
    assert list(days.items()) == [(date(2026, 2, 27), 3), (date(2026, 3, 1), 1)]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("back", [0, 1, 5, 40])
def test_the_days_since_a_day_come_with_the_last_one_before_it(record, access, seed, back):
    write(record, random_rows(seed, 30))
    start = END - timedelta(days=back)
    for measure in (WORST, AVERAGE):
        every = expected_days(measure)
        before = max((day for day in every if day < start), default=None)
        wanted = {day: every[day] for day in every if day >= start or day == before}
        assert by_day(access, PainEntry, measure, END, start) == wanted
    every = logged_days(access, PainEntry, END)
    before = [day for day in every if day < start][-1:]
    found = logged_days(access, PainEntry, END, start)
    assert found == before + [day for day in every if day >= start]


@pytest.mark.parametrize("count", [1, 14, 500])
def test_the_first_days_are_the_oldest_that_answer(record, access, count):
    write(record, random_rows(4, 40))
    for measure in (WORST, AVERAGE):
        every = list(expected_days(measure).items())
        wanted = dict(every[:count] + every[-1:])
        assert by_day(access, PainEntry, measure, END, LATER, count) == wanted


def test_an_unknown_rule_for_a_day_is_refused(access):
    with pytest.raises(ValueError, match="middle"):
        by_day(access, PainEntry, replace(WORST, per_day="middle"), END)


def test_a_reader_of_some_days_gets_those_days_alone(access):
    for back in range(5):
        cast.make_pain(access, cast.NOON - timedelta(days=back), worst_24h=back)
    some = replace(access, starts=END - timedelta(days=3), ends=END - timedelta(days=1))
    assert list(by_day(some, PainEntry, WORST, END).values()) == [3, 2, 1]
    assert logged_days(some, PainEntry, END) == [END - timedelta(days=n) for n in (3, 2, 1)]


def test_a_reader_without_the_scope_gets_nothing(access):
    cast.make_pain(access)
    other = replace(access, domains=frozenset({"symptoms"}))
    assert by_day(other, PainEntry, WORST, END) == {}
    assert logged_days(other, PainEntry, END) == []


def test_a_day_counts_as_logged_once_whatever_its_entries_say(access):
    for scores in ({"worst_24h": 3}, {"least_24h": 1}, {"average_24h": 2}):
        cast.make_pain(access, **scores)
    assert logged_days(access, PainEntry, END) == [END]
    assert logged_days(access, PainEntry, END - timedelta(days=1)) == []


def test_another_record_is_never_counted(access, stranger):
    theirs = cast.access_of(stranger.memberships.get().patient, stranger)
    cast.make_pain(theirs, worst_24h=10)
    cast.make_pain(access, worst_24h=2)
    assert by_day(access, PainEntry, WORST, END) == {END: 2}
