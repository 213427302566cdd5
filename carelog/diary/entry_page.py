"""What the page of one entry shows: its answers, its history, and after a save whom to call."""

from django.urls import reverse

from carelog.appointments.models import Appointment, Decision, Question
from carelog.diary.suggestions import current
from carelog.diary.visit_views import answer_form, done_form
from carelog.entries import words
from carelog.entries.models import Recorded
from carelog.logs import body_map
from carelog.logs.models import PainEntry, PainPlace
from carelog.patients.access import Access
from carelog.safety.published import PUBLISHED, published


def saved_address(access: Access, entry: Recorded) -> str:
    """Return where a save of an entry is answered."""
    address = reverse("entry", args=[access.patient.uid, type(entry), entry.uid])
    return f"{address}?saved=1" if entry.slug in PUBLISHED else address


def entry_context(access: Access, entry: Recorded, *, is_saved: bool = False) -> dict:
    """Return what the page shows; `is_saved` if it answers a save."""
    revisions = list(entry.history.select_related("by"))
    pairs = zip([None, *revisions], revisions, strict=False)
    notes = access.sees("notes")
    history = [
        (
            revision,
            words.changes(type(entry), before, revision, notes=notes, reader=access.actor)
            if before
            else [],
        )
        for before, revision in pairs
    ]
    is_answer = is_saved and access.may_write and entry.removed_at is None
    context = {
        "access": access,
        "entry": entry,
        "kind": type(entry),
        "title": entry.heading(),
        "notes": notes,
        "lines": words.answered(entry, access.actor, notes=notes),
        "may_correct": access.may_correct(entry),
        "history": history[::-1],
        "published": published(access, [entry.slug]) if is_answer else None,
        "has_published": entry.slug in PUBLISHED,
        "suggestion": current(access, entry.uid),
    }
    if isinstance(entry, PainEntry):
        context["places"] = [
            (place, body_map.label_for(place.code), words.lines_of(place, PainPlace.detail_fields))
            for place in entry.places.all()
        ]
    if isinstance(entry, Question) and not entry.answer and context["may_correct"]:
        context["answer_form"] = answer_form(access, entry)
    if isinstance(entry, Decision) and not entry.done_at and context["may_correct"]:
        context["done_form"] = done_form(access, entry)
    if isinstance(entry, Appointment):
        rows = access.rows(Decision).filter(visit=entry).order_by("pk")
        context |= {"decisions": rows, "decision": Decision, "visit_uid": entry.uid}
        context["may_decide"] = access.may_write and entry.removed_at is None
    return context
