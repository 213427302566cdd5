"""Visits past and to come, questions for the team, and what happened on top of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from carelog.appointments.models import Appointment, Decision, Event, Question
from carelog.upkeep.demo.calendar import DAYS, HOSPITAL, Calendar, written_before
from carelog.upkeep.demo.medicines import INJECTIONS
from carelog.upkeep.demo.pen import Act, Pen

CLINIC = "Outpatient clinic, floor 2"


@dataclass(frozen=True)
class Visit:
    """A visit: its day and hour, what it was, and what was noted afterwards."""

    number: int
    hour: int
    kind: str
    place: str = ""
    preparation: str = ""
    notes: str = ""
    booked: int = 14
    state: str = "done"
    dental_work: str = ""


def visits(calendar: Calendar) -> list[Visit]:
    """Return all visits, none on a weekend; days from 365 on are still to come."""
    return [
        replace(visit, number=calendar.working_day(visit.number))
        for visit in _planned(calendar.treatment)
    ]


def _planned(treatment: int) -> list[Visit]:
    injections = (*INJECTIONS, INJECTIONS[-1] + 28)
    return [
        Visit(10, 9, "dental", dental_work="check", notes="Check before the injections start."),
        Visit(24, 8, "scan", "Radiology, ground floor", "Bring old pictures.", "Took an hour."),
        Visit(28, 11, "oncology", CLINIC, notes="New tablets from this week on."),
        Visit(40, 9, "gp", notes="Prescription for three months."),
        Visit(74, 10, "palliative", CLINIC, notes="Talked about stronger pain medicine."),
        Visit(89, 15, "palliative", notes="By phone, about the bowels."),
        Visit(130, 11, "oncology", CLINIC, notes="Go on as before."),
        Visit(168, 14, "physio", state="cancelled", notes="I was in hospital."),
        Visit(199, 11, "oncology", CLINIC, notes="Weight has gone down. Asked for a dietitian."),
        Visit(213, 14, "dietitian", notes="Got a list of foods with more protein."),
        Visit(248, 11, "palliative", CLINIC, notes="Pain is worse. Medicine is changed."),
        Visit(treatment - 7, 8, "scan", "Radiology, ground floor", "No metal.", booked=1),
        Visit(treatment - 5, 12, "oncology", CLINIC, notes="One treatment planned.", booked=3),
        Visit(treatment, 10, "radiotherapy", "Lower floor", notes="One part, 8 Gy.", booked=4),
        Visit(346, 11, "oncology", CLINIC, notes="Pain is much less. Walking more."),
        *(Visit(number, 10, "bone_agent", CLINIC, booked=12) for number in injections),
        Visit(DAYS + 3, 8, "blood_test", "Family doctor", booked=6),
        Visit(DAYS + 11, 11, "oncology", CLINIC, "Bring the list of medicines.", booked=28),
        Visit(DAYS + 20, 9, "scan", "Radiology, ground floor", "Nothing to eat from 6.", booked=25),
    ]


#: The day it was written, the question, and the day and words of the answer.
QUESTIONS = (
    (22, "May I take the tablets with food?", 28, "Yes, with or without."),
    (84, "What can I do about my bowels?", 89, "A powder each morning."),
    (190, "Should I worry about my weight?", 199, "The dietitian will help."),
    (252, "Could radiotherapy help with the hip?", None, ""),
    (349, "How long will the effect last?", None, ""),
    (361, "Can I fly to the sea in spring?", None, ""),
)

#: The day of a visit of the cancer team, what was decided, who does it, and by which day.
DECISIONS = (
    (199, "Ask for a dietitian", "the clinic", 213),
    (346, "Blood test before the next injection", "family doctor", DAYS + 3),
    (346, "Try a stick on the stairs", "me", None),
)
DIETITIAN = 213


def acts(pen: Pen) -> Iterator[Act]:
    """Give when visits are booked and noted, questions asked and events written down."""
    moment = pen.calendar.moment
    for visit in visits(pen.calendar):
        booked = written_before(min(max(visit.number - visit.booked, 0), DAYS - 1))
        yield moment(booked, 10, 30), partial(_book, pen, visit)
        if visit.number < DAYS:
            after = visit.number if visit.state == "done" else sum(HOSPITAL)
            yield moment(after, 16, 30), partial(_note, pen, visit)
    for number, text, answered, answer in QUESTIONS:
        yield moment(number, 21, 10), partial(_ask, pen, number, text)
        if answered is None and number < 300:
            answered, answer = pen.calendar.treatment - 5, "Yes. One treatment is planned."
        if answered is not None:
            answered = pen.calendar.working_day(answered)
            yield moment(answered, 16, 45), partial(_answer, pen, number, answered, answer)
    for number, text, owner, due in DECISIONS:
        at_visit = pen.calendar.working_day(number)
        yield moment(at_visit, 17, 10), partial(_decide, pen, at_visit, text, owner, due)
    done = pen.calendar.working_day(DIETITIAN)
    yield moment(done, 17, 0), partial(_do, pen, DECISIONS[0][1], done)
    yield from _events(pen)


def _key(pen: Pen, visit: Visit):
    return pen.key("visit", visit.number, visit.kind)


def _book(pen: Pen, visit: Visit) -> None:
    wall = f"{pen.calendar.day(visit.number)}T{visit.hour:02}:00"
    typed = {"kind": visit.kind, "starts_at": wall, "place": visit.place, "state": "booked"}
    typed |= {"preparation": visit.preparation, "dental_work": visit.dental_work}
    pen.write(pen.person, Appointment, _key(pen, visit), typed)


def _note(pen: Pen, visit: Visit) -> None:
    row = Appointment.objects.get(patient=pen.patient, uid=_key(pen, visit))
    pen.correct(pen.person, row, {"state": visit.state, "notes": visit.notes})


def _decide(pen: Pen, number: int, text: str, owner: str, due: int | None) -> None:
    typed = {"text": text, "owner": owner, "visit_uid": pen.key("visit", number, "oncology")}
    typed |= {"due_on": pen.calendar.day(due)} if due else {}
    pen.write(pen.person, Decision, pen.key("decision", text), typed)


def _do(pen: Pen, text: str, number: int) -> None:
    row = Decision.objects.get(patient=pen.patient, uid=pen.key("decision", text))
    pen.correct(pen.person, row, {"done_at": f"{pen.calendar.day(number)}T15:30"})


def _ask(pen: Pen, number: int, text: str) -> None:
    pen.write(pen.person, Question, pen.key("question", number), {"text": text})


def _answer(pen: Pen, number: int, answered: int, answer: str) -> None:
    row = Question.objects.get(patient=pen.patient, uid=pen.key("question", number))
    wall = f"{pen.calendar.day(answered)}T12:00"
    pen.correct(pen.person, row, {"asked_at": wall, "answer": answer})


def _events(pen: Pen) -> Iterator[Act]:
    day, treatment = pen.calendar.day, pen.calendar.treatment
    first, length = HOSPITAL
    events = (
        (28, {"kind": "systemic", "started_on": day(28), "text": "tablets against the cancer"}),
        (
            first + length,
            {"kind": "hospital_stay", "started_on": day(first), "text": "chest infection"}
            | {"ended_on": day(first + length - 1)},
        ),
        (
            treatment,
            {"kind": "radiotherapy", "started_on": day(treatment), "ended_on": day(treatment)}
            | {"site": "hip", "side": "left", "gray": "8", "fractions": "1"},
        ),
    )
    for number, typed in events:
        act = partial(pen.write, pen.person, Event, pen.key("event", number), typed)
        yield pen.calendar.moment(number, 17, 30), act
