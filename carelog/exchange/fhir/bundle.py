"""The Bundle: one document of what a reader may see of a record in a period."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import translation

from carelog.clinical.statistics import first_day
from carelog.exchange.fhir import (
    daily,
    emergency,
    events,
    facts,
    figures,
    flags,
    medicines,
    mood,
    pain,
    results,
    story,
    visits,
    vitals,
)
from carelog.exchange.fhir.codes import HL7
from carelog.exchange.fhir.composition import composition
from carelog.exchange.fhir.document import Document, SectionEntry
from carelog.exchange.fhir.elements import identified
from carelog.patients.access import Access

DAYS = 90
#: Who makes resources, in the order in which they stand in the Bundle.
MAKERS: tuple[Callable[[Document], Iterator[SectionEntry]], ...] = (
    facts.entries,
    emergency.entries,
    medicines.entries,
    flags.entries,
    story.entries,
    vitals.entries,
    results.entries,
    events.entries,
    visits.entries,
    pain.entries,
    daily.entries,
    mood.entries,
    figures.entries,
)
TEST_DATA = {"security": [{"system": f"{HL7}v3-ActReason", "code": "HTEST"}]}


@dataclass(frozen=True, slots=True)
class Made:
    """Everything of a document: what its sections hold, and what they point to.

    `key` names the document, `name` this state of the record in it.
    """

    doc: Document
    entries: list[SectionEntry]
    key: str
    name: str

    @property
    def people(self) -> list[dict]:
        """Return the resources that any other may point to."""
        _authors, people = self.doc.writers()
        return [_patient(self.doc.access, self.doc), _device(self.doc), *people]

    def document(self, first: dict, resources: list[dict], name: str = "") -> dict:
        """Return a document Bundle of a Composition and resources."""
        name = name or self.name
        found = [first, *resources]
        return {
            "resourceType": "Bundle",
            "id": name,
            **({"meta": TEST_DATA} if self.doc.access.patient.is_demo else {}),
            "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{name}"},
            "type": "document",
            "timestamp": self.doc.generated_at.isoformat(timespec="seconds"),
            "entry": [
                {"fullUrl": f"urn:uuid:{one['id']}", "resource": identified(one)} for one in found
            ],
        }


def made_of(
    access: Access,
    *,
    since: date | None,
    today: date,
    generated_at: datetime,
    snomed: bool = False,
) -> Made:
    """Return what a document of a record holds, in English; see `bundle_of`."""
    end = min(today, access.ends or today)
    wanted = since or first_day(end, DAYS)
    begin = min(max(wanted, access.starts or wanted), end)
    with translation.override("en"):
        doc = Document(
            access, since=begin, end=end, generated_at=generated_at, snomed=snomed, compared=since
        )
        made = [one for make in MAKERS for one in make(doc)]
    # The same for whoever reads the same of the same record again.
    key = doc.key("document", begin, end, access.role, *sorted(access.domains))
    # A document has another name once something of the record has changed.
    name = uuid.uuid5(uuid.UUID(key), f"{access.patient.data_version} {snomed}")
    return Made(doc, made, key, str(name))


def bundle_of(
    access: Access,
    *,
    since: date | None,
    today: date,
    generated_at: datetime,
    snomed: bool = False,
) -> dict:
    """Return a record as a FHIR R4 document Bundle, ready for JSON.

    It holds what the reader may see from `since` to `today` (or to the last day of a share), and
    of medicines, events, visits and questions what still counts; its figures are those of the
    summary since that day. With no day it is the logs of 90 days, and the figures since the last
    visit, as on the page. The same record at the same
    moment makes the same Bundle. With `snomed` the few checked SNOMED CT codes stand beside our
    own, for whoever has a licence.
    """
    made = made_of(access, since=since, today=today, generated_at=generated_at, snomed=snomed)
    with translation.override("en"):
        first = composition(made.doc, made.entries, made.key)
    return made.document(first, [*made.people, *(o.resource for o in made.entries if o.resource)])


def _patient(access: Access, doc: Document) -> dict:
    """Return whose record it is. By a link the year of birth alone is told."""
    patient = access.patient
    day = patient.birth_date if access.role != "link" else None
    return {
        "resourceType": "Patient",
        "id": doc.key("patient"),
        "name": [{"text": patient.name}],
        **({"gender": patient.sex} if patient.sex else {}),
        "birthDate": day.isoformat() if day else str(patient.birth_year),
    }


def _device(doc: Document) -> dict:
    """Return CareLog itself, which put the document together."""
    name = {"name": "CareLog", "type": "user-friendly-name"}
    return {"resourceType": "Device", "id": doc.key("device"), "deviceName": [name]}
