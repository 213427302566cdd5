from datetime import date

import pytest

from carelog.appointments.models import Appointment, Event, Question
from carelog.diary.kinds import form_for
from tests import kinds
from tests.kinds import example


def visit(record, **typed) -> Appointment:
    """Return an appointment as its form makes it, not saved."""
    return made(record, Appointment, **typed)


def made(record, kind, /, **typed):
    """Return a row as the form of its kind makes it."""
    form = form_for(kind)(kinds.typed(kind, **typed), instance=kind.begin(record))
    assert form.is_valid(), form.errors
    return form.instance


def test_an_appointment_is_named_by_its_kind_day_and_hour(record):
    assert visit(record).heading() == "Scan, 3 March 2026, 10:00"


def test_another_visit_is_named_by_its_title(record):
    assert visit(record, kind="other", title="wig fitting").name == "Wig fitting"
    assert visit(record, kind="other", title="").name == "Another visit"


def test_an_appointment_in_one_line_says_where_and_what_became_of_it(record):
    assert visit(record, state="done").short_words() == "the day clinic, Ward 3, took place"
    assert visit(record, title="", place="").short_words() == "booked"


def test_a_new_appointment_is_booked(record):
    assert Appointment.begin(record).state == "booked"


def test_a_long_question_is_cut_above_its_page_and_nowhere_else(record):
    question = made(record, Question, text="why " * 50)
    assert len(question.heading()) == 120
    assert len(question.text) == 199


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"asked_at": "", "answer": ""}, "not asked yet"),
        ({"answer": ""}, "asked on 2 March 2026, no answer yet"),
        ({}, "answer: in May"),
    ],
)
def test_a_question_in_one_line_says_how_far_it_is(record, typed, said, at_noon):
    assert made(record, Question, **typed).short_words() == said


def test_an_event_says_where_how_much_and_until_when(record, at_noon):
    event = example(Event, record)
    assert event.heading() == "Radiotherapy, 2 February 2026"
    assert (
        event.short_words() == "until 6 February 2026, Left hip or buttock, 20 Gy in 5 parts, hip"
    )


@pytest.mark.parametrize(
    ("gray", "fractions", "dose"),
    [
        ("8", "", "8 Gy"),
        ("", "3", "3 parts"),
        ("40.05", "15", "40.05 Gy in 15 parts"),
        ("", "", ""),
    ],
)
def test_a_dose_says_what_is_known(record, at_noon, gray, fractions, dose):
    assert made(record, Event, gray=gray, fractions=fractions).dose == dose


def test_a_part_of_the_body_may_have_no_side(record, at_noon):
    assert made(record, Event, site="rib", side="").where == "Ribs"
    assert made(record, Event, site="spine_lumbar", side="middle").where == "Lower back"
    assert made(record, Event, site="", side="").where == ""


def test_an_event_of_another_kind_is_named_in_the_persons_words(record, at_noon):
    event = made(record, Event, kind="other", text="cement put into L2", site="", side="")
    assert event.name == "Cement put into L2"
    assert event.started_on == date(2026, 2, 2)
