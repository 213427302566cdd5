"""The emergency facts: allergies as stated, and what whoever helps has to know first."""

from collections.abc import Iterator

from carelog.entries.words import in_words
from carelog.exchange.fhir.codes import Code
from carelog.exchange.fhir.document import Document, SectionEntry
from carelog.exchange.fhir.elements import hl7, period
from carelog.exchange.fhir.flags import ALERTS
from carelog.safety.models import EmergencyFacts
from carelog.safety.models.emergency_facts import Known

ALLERGIES = "allergies"
STATED = "As the person, or someone who cares for them, wrote it down."
#: What becomes a Flag: its code, and which of HL7's categories it is of.
FLAGS = {
    "blood_thinner": (Code("blood-thinner", "Blood thinner, as stated", STATED), "drug"),
    "steroid_tablets": (Code("steroid-tablets", "Steroid tablets, as stated", STATED), "drug"),
    "weight_bearing_rule": (
        Code("weight-bearing-rule", "Brace, or no weight on it, as stated", STATED),
        "safety",
    ),
    "emergency_plan": (
        Code("emergency-plan", "What was agreed for an emergency, as stated", STATED),
        "clinical",
    ),
}


def codes() -> Iterator[Code]:
    """Give every code of ours that emergency facts use."""
    yield from (code for code, _category in FLAGS.values())


def entries(doc: Document) -> Iterator[SectionEntry]:
    """Give what was written down; what was not has no resource, and is never "none"."""
    for row in doc.access.rows(EmergencyFacts):
        if row.allergies:
            yield SectionEntry(ALLERGIES, _allergies(doc, row), f"As stated: {row.allergies}")
        for name in FLAGS:
            if value := getattr(row, name):
                yield _flagged(doc, row, name, value)


def _allergies(doc: Document, row: EmergencyFacts) -> dict:
    """Return all allergies in one: they were written down as one text."""
    return {
        **doc.head("AllergyIntolerance", row),
        "clinicalStatus": hl7("allergyintolerance-clinical", "active"),
        "verificationStatus": hl7("allergyintolerance-verification", "unconfirmed"),
        "code": {"text": row.allergies},
        "patient": doc.patient,
        "recordedDate": row.updated_at.isoformat(timespec="seconds"),
        **doc.by("recorder", row.recorded_by_id),
    }


def _flagged(doc: Document, row: EmergencyFacts, name: str, value: str) -> SectionEntry:
    """Return one answer as a Flag; a "no" is told too, as one that needs no attention."""
    code, category = FLAGS[name]
    words = f"{code.display}: {in_words(EmergencyFacts, name, value)}"
    flag = {
        **doc.head("Flag", row, name),
        "status": "inactive" if value == Known.NO else "active",
        "category": [hl7("flag-category", category)],
        "code": code.concept(words),
        "subject": doc.patient,
        "period": period(row.updated_at, None, doc.access.patient.zone),
        **doc.by("author", row.recorded_by_id),
    }
    return SectionEntry(ALERTS, flag, words)
