from datetime import UTC, date, datetime, timedelta

import pytest

from carelog.appointments.models import Appointment, Event, Question
from carelog.appointments.series import (
    EventMark,
    events_between,
    next_appointment,
    open_questions,
    over,
    to_come,
)
from carelog.patients import saving
from carelog.patients.access import changing
from tests import cast, kinds

pytestmark = pytest.mark.usefixtures("at_noon")
HOUR = timedelta(hours=1)


def visit(access, starts_at, ends_at=None, **values) -> Appointment:
    """Save an appointment."""
    return kinds.keep(access, Appointment, starts_at=starts_at, ends_at=ends_at, **values)


def event(access, day: date, **values) -> Event:
    """Save an event of one day."""
    return kinds.keep(access, Event, started_on=day, ended_on=None, **values)


def removed(access, row) -> None:
    """Remove a row."""
    with changing(access):
        saving.remove(access, row, row.version)


def scoped(access, *domains):
    """Return the access of a reader who sees only these domains."""
    return type(access)(access.patient, None, frozenset(domains), may_write=False, page="test")


def test_the_next_appointment_is_the_earliest_booked_one_to_come(access):
    visit(access, cast.NOON + 9 * HOUR)
    wanted = visit(access, cast.NOON + 5 * HOUR)
    visit(access, cast.NOON + HOUR, state="cancelled")
    removed(access, visit(access, cast.NOON + 2 * HOUR))
    visit(access, cast.NOON - timedelta(days=1))
    assert next_appointment(access, cast.NOON) == wanted


def test_there_may_be_no_next_appointment(access):
    visit(access, cast.NOON - timedelta(days=1))
    assert next_appointment(access, cast.NOON) is None


@pytest.mark.parametrize(("after", "is_next"), [(0, True), (59, True), (60, False)])
def test_a_visit_with_an_end_is_next_until_then(access, after, is_next):
    visit(access, cast.NOON, cast.NOON + HOUR)
    now = cast.NOON + timedelta(minutes=after)
    assert (next_appointment(access, now) is not None) is is_next


@pytest.mark.parametrize(("after", "is_next"), [(179, True), (180, False)])
def test_a_visit_without_an_end_stays_next_for_three_hours(access, after, is_next):
    visit(access, cast.NOON)
    now = cast.NOON + timedelta(minutes=after)
    assert (next_appointment(access, now) is not None) is is_next


def test_every_appointment_is_either_to_come_or_over(access):
    coming = [visit(access, cast.NOON + n * HOUR) for n in (1, 2)]
    done = visit(access, cast.NOON + 3 * HOUR, state="done")
    past = visit(access, cast.NOON - 30 * HOUR)
    assert list(to_come(access, cast.NOON)) == coming
    assert list(over(access, cast.NOON)) == [done, past]


def test_a_question_is_open_until_it_is_answered(access):
    first = kinds.keep(access, Question, answer="", asked_at=None)
    asked = kinds.keep(access, Question, answer="", asked_at=cast.NOON)
    kinds.keep(access, Question, answer="in May")
    removed(access, kinds.keep(access, Question, answer=""))
    assert open_questions(access) == [first, asked]


def test_events_are_marks_on_the_day_they_began(access):
    event(access, date(2026, 2, 9), kind="surgery", text="nail", site="", side="", gray=None)
    event(access, date(2026, 2, 1), fractions=None)
    for day in (date(2026, 1, 31), date(2026, 2, 10)):
        event(access, day)
    assert events_between(access, date(2026, 2, 1), date(2026, 2, 9)) == [
        EventMark(
            date(2026, 2, 1), "radiotherapy", "Radiotherapy, Left hip or buttock, 20 Gy, hip"
        ),
        EventMark(date(2026, 2, 9), "surgery", "Surgery, 5 parts, nail"),
    ]


def test_marks_are_read_in_one_query(access, django_assert_num_queries):
    for day in range(1, 20):
        event(access, date(2026, 2, day))
    with django_assert_num_queries(1):
        assert len(events_between(access, date(2026, 1, 1), date(2026, 3, 1))) == 19


def test_nothing_is_read_outside_the_scope(access):
    visit(access, cast.NOON + HOUR)
    kinds.keep(access, Question, answer="")
    event(access, date(2026, 2, 2))
    reader = scoped(access, "pain")
    assert next_appointment(reader, cast.NOON) is None
    assert open_questions(reader) == []
    assert events_between(reader, date(2026, 1, 1), date(2026, 3, 1)) == []


def test_the_last_moments_that_can_be_booked_are_to_come(access):
    last = visit(access, datetime(2100, 12, 30, tzinfo=UTC))
    assert next_appointment(access, cast.NOON) == last
