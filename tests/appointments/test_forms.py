from datetime import UTC, date, datetime

import pytest
import time_machine

from carelog.appointments.models import VISITS, Appointment, Event, Question
from carelog.diary.kinds import form_for
from tests import cast, kinds

pytestmark = pytest.mark.usefixtures("at_noon")


def fill(row, **typed):
    """Fill in the form of a row."""
    kind = type(row)
    version = "0" if row.pk is None else str(row.version)
    return form_for(kind)(kinds.typed(kind, version=version, **typed), instance=row)


def visit(record, **typed):
    """Fill in the form of a new appointment."""
    return fill(Appointment.begin(record), **typed)


def saved_visit(access, starts_at=datetime(2026, 10, 25, 1, 30, 5, tzinfo=UTC)) -> Appointment:
    """Save an appointment at a moment; the one here is the second half past two of that night."""
    return kinds.keep(access, Appointment, starts_at=starts_at, ends_at=None)


@pytest.mark.parametrize("kind", VISITS, ids=lambda kind: kind.slug)
def test_every_question_says_why_it_is_asked(kind):
    fields = form_for(kind).base_fields
    assert [name for name in kind.own_fields() if not fields[name].help_text] == []


def test_times_are_read_on_the_patients_clock(record):
    form = visit(record, starts_at="2026-03-03T10:00", ends_at="2026-03-03T11:30")
    assert form.is_valid()
    assert form.instance.starts_at == datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
    assert form.instance.ends_at == datetime(2026, 3, 3, 10, 30, tzinfo=UTC)
    assert (form.instance.zone, form.moved) == ("Europe/Berlin", False)


@pytest.mark.parametrize("starts_at", ["1990-05-01T09:00", "2099-12-31T09:00"])
def test_an_appointment_may_lie_in_the_past_and_in_the_future(record, starts_at):
    assert visit(record, starts_at=starts_at, ends_at="").is_valid()


@pytest.mark.parametrize("state", ["done", "missed"])
def test_a_visit_to_come_has_neither_taken_place_nor_been_missed(record, state):
    ahead = visit(record, starts_at="2026-03-02T15:00", ends_at="", state=state)
    assert "still to come" in str(ahead.errors["state"])
    assert visit(record, starts_at="2026-03-02T13:30", ends_at="", state=state).is_valid()


@pytest.mark.parametrize("state", ["booked", "cancelled"])
def test_a_visit_to_come_is_booked_or_cancelled(record, state):
    assert visit(record, starts_at="2027-03-02T15:00", ends_at="", state=state).is_valid()


def test_a_wrong_visit_of_before_stays_and_can_be_put_right(access, record):
    old = kinds.keep(
        *(access, Appointment),
        starts_at=datetime(2027, 3, 2, tzinfo=UTC),
        ends_at=None,
        state="done",
    )
    assert Appointment.objects.get(pk=old.pk).state == "done"
    assert "state" in fill(old, starts_at="2027-03-02T01:00", ends_at="", state="done").errors
    assert fill(old, starts_at="2027-03-02T01:00", ends_at="", state="booked").is_valid()


@pytest.mark.parametrize("starts_at", ["", "soon", "1899-12-31T09:00", "2101-01-01T09:00"])
def test_an_appointment_needs_a_time_between_1900_and_2100(record, starts_at):
    assert "starts_at" in visit(record, starts_at=starts_at, ends_at="").errors


def test_an_hour_skipped_in_spring_moves_forward_and_the_form_says_so(record):
    form = visit(record, starts_at="2026-03-29T02:30", ends_at="")
    assert form.is_valid()
    assert form.moved
    assert form.instance.local_start.hour == 3


def test_the_hour_that_comes_twice_in_autumn_means_its_first_coming(record):
    form = visit(record, starts_at="2026-10-25T02:30", ends_at="")
    assert form.is_valid()
    assert not form.moved
    assert form.instance.starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_time_that_is_not_touched_stays_the_moment_it_was(access):
    row = saved_visit(access)
    form = fill(row, starts_at="2026-10-25T02:30", ends_at="", place="Ward 4")
    assert form.is_valid()
    assert form.instance.starts_at == datetime(2026, 10, 25, 1, 30, 5, tzinfo=UTC)


def test_after_a_move_an_appointment_keeps_its_clock_and_says_which(access):
    row = saved_visit(access, datetime(2026, 5, 4, 8, 0, tzinfo=UTC))
    row.patient.zone = "Asia/Kolkata"
    form = fill(row, starts_at="2026-05-04T11:00", ends_at="")
    assert "(Europe/Berlin)" in form["starts_at"].label
    assert form.is_valid()
    assert form.instance.starts_at == datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


def test_an_end_before_the_start_is_refused_in_words(record):
    form = visit(record, ends_at="2026-03-03T09:59")
    assert form.non_field_errors() == ["It ends before it starts. Please check the times."]
    assert visit(record, ends_at="2026-03-03T10:00").is_valid()


def test_a_question_needs_words(record):
    assert "text" in fill(Question.begin(record), text="  ").errors


def test_a_question_cannot_have_been_asked_in_the_future(record):
    late, soon = "2026-03-02T13:11", "2026-03-02T13:10"
    assert "still to come" in str(fill(Question.begin(record), asked_at=late).errors["asked_at"])
    assert fill(Question.begin(record), asked_at=soon).is_valid()


@pytest.mark.parametrize("name", ["started_on", "ended_on"])
def test_an_event_is_not_still_to_come(record, name):
    days = {"started_on": "2026-03-01", "ended_on": ""}
    assert fill(Event.begin(record), **days | {name: "2026-03-02"}).is_valid()
    assert name in fill(Event.begin(record), **days | {name: "2026-03-03"}).errors


def test_today_is_the_patients_today(record):
    record.zone = "Pacific/Auckland"
    with time_machine.travel(cast.NOON.replace(hour=20), tick=False):
        form = fill(Event.begin(record), started_on="2026-03-03", ended_on="")
        assert form.is_valid()
    assert form.instance.started_on == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"ended_on": "2026-02-01"}, "__all__"),
        ({"site": ""}, "__all__"),
        ({"site": "tail"}, "site"),
        ({"fractions": "0"}, "fractions"),
        ({"gray": "0"}, "gray"),
        ({"started_on": "2026-02-30"}, "started_on"),
        ({"kind": "scan"}, "kind"),
    ],
)
def test_what_an_event_cannot_be_is_refused(record, typed, field):
    assert list(fill(Event.begin(record), **typed).errors) == [field]


def test_a_dose_with_a_slip_of_the_point_is_asked_about(record):
    form = fill(Event.begin(record), gray="200")
    assert "Did you mean 20 Gy?" in str(form.errors["gray"])
