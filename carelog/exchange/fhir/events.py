"""Treatments, breaks, stays and other events: all so far, as the person stated them."""

from collections.abc import Callable, Iterator

from carelog.appointments.models import Event
from carelog.appointments.models.event import Kind
from carelog.exchange.fhir.codes import HL7, Code, Item
from carelog.exchange.fhir.document import Document, SectionEntry
from carelog.exchange.fhir.elements import hl7, period, quantity
from carelog.exchange.fhir.facts import PROBLEM, PROBLEMS, UNCONFIRMED
from carelog.exchange.fhir.observations import CATEGORY, LOGS, body_site
from carelog.exchange.tables.catalog import kept_rows

PROCEDURES = "procedures"
EVENT = Item("kind", "event", "Treatment or other event", "As the person stated it.")
DOSE = Code("radiotherapy-dose", "Radiotherapy dose, as stated", "The whole dose, in gray.")
FRACTIONS = Code("radiotherapy-fractions", "Parts it was given in", "As stated.")


def codes() -> Iterator[Code]:
    """Give every code of ours that events use."""
    yield from (DOSE, FRACTIONS)
    yield from EVENT.codes(Event)


def entries(doc: Document) -> Iterator[SectionEntry]:
    """Give every event up to the end of the period: history is not cut to the period."""
    for row in kept_rows(doc.access, Event).filter(started_on__lte=doc.end):
        section, make = MAKERS.get(row.kind, (PROCEDURES, _procedure))
        resource = make(doc, row)
        days = f"{row.started_on} to {row.ended_on}" if row.ended_on else str(row.started_on)
        said = ", ".join(filter(None, (row.name, row.details())))
        yield SectionEntry(section, resource, f"{days}: {said}")
        if row.gray is not None or row.fractions is not None:
            yield SectionEntry(LOGS, _dose(doc, row, resource))


def _code(row: Event) -> dict:
    """Return what it was: our code, and the person's words where there are some."""
    code = EVENT.answer(row._meta.get_field("kind"), row.kind)
    words = str(code.display)
    return code.concept(f"{words}: {row.text}" if row.text else words)


def _sites(doc: Document, row: Event) -> dict:
    return {"bodySite": [body_site(doc, row.site, row.side)]} if row.site else {}


def _condition(doc: Document, row: Event) -> dict:
    """Return a broken bone. That it is over is said only where an end was written."""
    end = row.ended_on and row.ended_on <= doc.end and row.ended_on.isoformat()
    over = {"clinicalStatus": hl7("condition-clinical", "resolved"), "abatementDateTime": end}
    return {
        **doc.head("Condition", row),
        **(over if end else {}),
        "verificationStatus": UNCONFIRMED,
        **PROBLEM,
        "code": _code(row),
        **_sites(doc, row),
        "subject": doc.patient,
        "onsetDateTime": row.started_on.isoformat(),
        "recordedDate": row.created_at.isoformat(timespec="seconds"),
        **doc.by("recorder", row.recorded_by_id),
    }


def _procedure(doc: Document, row: Event) -> dict:
    """Return a treatment. Without an end it is not known whether it was one day or goes on."""
    if row.ended_on is None:
        status = "unknown"
    else:
        status = "completed" if row.ended_on <= doc.end else "in-progress"
    return {
        **doc.head("Procedure", row),
        "status": status,
        "code": _code(row),
        "subject": doc.patient,
        "performedPeriod": period(row.started_on, row.ended_on),
        **doc.by("recorder", row.recorded_by_id),
        **_sites(doc, row),
    }


def _stay(doc: Document, row: Event) -> dict:
    if row.ended_on is None:
        status = "unknown"
    else:
        status = "finished" if row.ended_on <= doc.end else "in-progress"
    return {
        **doc.head("Encounter", row),
        "status": status,
        "class": {"system": f"{HL7}v3-ActCode", "code": "IMP", "display": "inpatient encounter"},
        "type": [_code(row)],
        "subject": doc.patient,
        "period": period(row.started_on, row.ended_on),
    }


def _observation(doc: Document, row: Event) -> dict:
    sites = _sites(doc, row)
    return {
        **doc.head("Observation", row),
        "status": "final",
        "category": [CATEGORY["survey"]],
        "code": EVENT.chosen(row._meta.get_field("kind"), row.kind),
        "subject": doc.patient,
        "effectivePeriod": period(row.started_on, row.ended_on),
        "issued": row.updated_at.isoformat(timespec="seconds"),
        **doc.by("performer", row.recorded_by_id, many=True),
        "valueString": row.text or row.name,
        **({"bodySite": sites["bodySite"][0]} if sites else {}),
    }


MAKERS: dict[str, tuple[str, Callable[[Document, Event], dict]]] = {
    Kind.FRACTURE: (PROBLEMS, _condition),
    Kind.HOSPITAL_STAY: (LOGS, _stay),
    Kind.OTHER: (LOGS, _observation),
}


def _dose(doc: Document, row: Event, resource: dict) -> dict:
    """Return the dose of radiation, tied to the treatment it belongs to."""
    belongs = "partOf" if resource["resourceType"] == "Procedure" else "focus"
    value = {} if row.gray is None else {"valueQuantity": quantity(row.gray, "Gy")}
    parts = {"code": FRACTIONS.concept(), "valueInteger": row.fractions}
    return {
        **doc.head("Observation", row, DOSE.code),
        belongs: [doc.ref(resource["id"])],
        "status": "final",
        "category": [CATEGORY["survey"]],
        "code": DOSE.concept(),
        "subject": doc.patient,
        "effectivePeriod": period(row.started_on, row.ended_on),
        "issued": row.updated_at.isoformat(timespec="seconds"),
        **doc.by("performer", row.recorded_by_id, many=True),
        **value,
        **({} if row.fractions is None else {"component": [parts]}),
    }
