"""Visits, and questions for the team with their answers."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.utils.text import capfirst

from carelog.appointments.models import Appointment, Decision, Question
from carelog.appointments.models.appointment import State
from carelog.exchange.fhir.codes import Code, Item
from carelog.exchange.fhir.document import Document, SectionEntry
from carelog.exchange.fhir.elements import moment
from carelog.exchange.fhir.observations import LOGS
from carelog.exchange.tables.catalog import kept_rows
from carelog.patients.models.kept import column_of

PLAN = "plan"
KIND = Item("kind", "visit", "Visit", "Whom or what a visit is with.")
TEETH = Item("dental_work", "dental-work", "Work on teeth or jaw", "What a visit is about.")
#: Ours → what FHIR calls it, and what that says of the person who was to come.
STATUS: dict[str, tuple[str, str]] = {
    State.BOOKED: ("booked", "accepted"),
    State.DONE: ("fulfilled", "accepted"),
    State.CANCELLED: ("cancelled", "declined"),
    State.MISSED: ("noshow", "accepted"),
}
NO_END = "No end was written down; the start stands for it."
PLACE = {
    "coding": [
        {"system": "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "code": "LOC"}
    ],
    "text": "place",
}


def codes() -> Iterator[Code]:
    """Give every code of ours that visits use."""
    for item in (KIND, TEETH):
        yield from item.codes(Appointment)


def entries(doc: Document) -> Iterator[SectionEntry]:
    """Give the visits of the period and those to come, and the questions that still count."""
    for row in kept_rows(doc.access, Appointment).filter(starts_at__gte=doc.start):
        resource = appointment(doc, row)
        is_next = row.state == State.BOOKED and row.starts_at >= doc.generated_at
        yield (
            SectionEntry(PLAN, resource, _line(row))
            if is_next
            else SectionEntry(LOGS, resource, _line(row))
        )
    still = Q(answer="") | Q(asked_at__gte=doc.start) | Q(asked_at=None, updated_at__gte=doc.start)
    for row in kept_rows(doc.access, Question).filter(still):
        yield from _question(doc, row)
    still = Q(done_at=None) | Q(done_at__gte=doc.start) | Q(visit__starts_at__gte=doc.start)
    is_shown = Exists(kept_rows(doc.access, Appointment).filter(pk=OuterRef("visit")))
    decided = kept_rows(doc.access, Decision).filter(still).select_related("visit")
    for row in decided.annotate(shows_visit=is_shown):
        about = row.visit if row.shows_visit else None
        line = f"Decided: {row.text} ({row.short_words()})"
        yield SectionEntry(PLAN, _decision(doc, row, about), line)


def _line(row: Appointment) -> str:
    end = f" to {row.local_end:%H:%M}" if row.local_end else ""
    said = ", ".join(filter(None, (row.name, row.short_words())))
    return f"{row.local_start:%Y-%m-%d %H:%M}{end} ({row.zone}): {said}"


def appointment(doc: Document, row: Appointment) -> dict:
    """Return a visit. FHIR wants an end wherever there is a start (its rules app-2 and app-3).

    Where no end was written the start stands for it, as calendars read an event without an end
    (RFC 5545, 3.6.1), and `description` says so. A length made up, or another status, would be a
    claim that nobody made.
    """
    status, presence = STATUS[row.state]
    title = f"{row.name}: {row.title}" if row.title and row.title != row.name else row.name
    place = {"type": [PLACE], "actor": {"display": row.place}, "status": "accepted"}
    notes = row.notes and doc.access.sees("notes")
    return {
        **doc.head("Appointment", row),
        "status": status,
        "serviceType": [_concept(KIND, row)],
        **({"reasonCode": [_concept(TEETH, row)]} if row.dental_work else {}),
        "description": title if row.ends_at else f"{title}. {NO_END}",
        "start": moment(row.starts_at, row.zone),
        "end": moment(row.ends_at or row.starts_at, row.zone),
        "created": row.created_at.isoformat(timespec="seconds"),
        **({"comment": row.notes} if notes else {}),
        **({"patientInstruction": row.preparation} if row.preparation else {}),
        "participant": [
            {"actor": doc.patient, "status": presence},
            *([place] if row.place else []),
        ],
    }


def _concept(item: Item, row: Appointment) -> dict:
    code = item.answer(column_of(row, item.name), getattr(row, item.name))
    return code.concept(capfirst(code.display))


def _decision(doc: Document, row: Decision, about: Appointment | None) -> dict:
    """Return what was decided as a task: who does it, by when, whether it is done; and where."""
    due = {"restriction": {"period": {"end": str(row.due_on)}}} if row.due_on else {}
    done = {"executionPeriod": {"end": moment(row.done_at, row.zone)}} if row.done_at else {}
    return {
        **doc.head("Task", row),
        "status": "completed" if row.done_at else "requested",
        "intent": "plan",
        "description": row.text,
        "for": doc.patient,
        "authoredOn": row.created_at.isoformat(timespec="seconds"),
        **doc.by("requester", row.recorded_by_id),
        **({"owner": {"display": row.owner}} if row.owner else {}),
        **({"reasonCode": {"text": f"Visit: {about.heading()}"}} if about else {}),
        **due,
        **done,
    }


def _question(doc: Document, row: Question) -> Iterator[SectionEntry]:
    """Give a question, and once it was asked or answered what was said then."""
    is_done = bool(row.answer)
    question = {
        **doc.head("CommunicationRequest", row),
        "status": "completed" if is_done else "active",
        "subject": doc.patient,
        "payload": [{"contentString": row.text}],
        "authoredOn": row.created_at.isoformat(timespec="seconds"),
        **doc.by("requester", row.recorded_by_id),
    }
    yield SectionEntry(PLAN, question, f"Question: {row.text}")
    if not (is_done or row.asked_at):
        return
    answer = {
        **doc.head("Communication", row),
        "basedOn": [doc.ref(question["id"])],
        "status": "completed",
        "subject": doc.patient,
        **({"sent": moment(row.asked_at, row.zone)} if row.asked_at else {}),
        **({"payload": [{"contentString": row.answer}]} if is_done else {}),
    }
    yield SectionEntry(PLAN, answer, f"Answer: {row.answer}" if is_done else "Asked, no answer yet")
