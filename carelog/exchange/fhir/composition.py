"""The document's first resource: what is in it, section by section, in codes and in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from carelog.exchange.fhir.codes import LOINC_NOTICE, Code, loinc
from carelog.exchange.fhir.document import Document, SectionEntry
from carelog.exchange.fhir.elements import hl7, identifier_of, listing, period
from carelog.patients.models import DOMAINS

PATIENT_SUMMARY = "60591-5"
REPORTED = Code(
    "patient-reported-logs",
    "Patient-reported logs",
    "Everything else that was logged, which the International Patient Summary has no place for.",
)
SUMMARY = Code(
    "summary-figures",
    "Figures of the summary",
    "Means and counts that CareLog worked out of what was logged; each says how.",
)
OWN = {code.code: code for code in (REPORTED, SUMMARY)}
PURPOSE = (
    "CareLog keeps and shows what a person with cancer in the bone, or someone close, writes down."
    " It was entered by them and is not verified by a clinician. CareLog gives no diagnosis and no"
    " advice on treatment, and nobody watches it."
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document. `domains` is what a reader needs one of; () for nothing.

    `empty` is why there is nothing in it, by HL7's list of reasons, and `words` say so.
    """

    key: str
    title: str
    code: str
    domains: tuple[str, ...] = ()
    empty: str = "unavailable"
    words: str = "Nothing of this was written down in the period."


NO_ALLERGIES = "No allergies were written down. This does not mean that there are none."
SECTIONS = (
    Section("problems", "Problems, as stated by the person", "11450-4"),
    Section("allergies", "Allergies", "48765-2", ("medicines",), words=NO_ALLERGIES),
    Section("medications", "Medicines, as stated by the person", "10160-0", ("medicines",)),
    Section("alerts", "App prompts and emergency facts", "104605-1", ("warnings", "medicines")),
    Section("story", "What the person wants the team to know", "81338-6", ("concern",)),
    Section("function", "Moving and what the person can do", "47420-5", ("mobility",)),
    Section("vitals", "Weight, height and temperature", "8716-3", ("food", "symptoms")),
    Section("results", "Test results, copied from reports", "30954-2", ("results",)),
    Section("procedures", "Treatments, as stated by the person", "47519-4", ("visits",)),
    Section("plan", "Visits to come, questions and goal", "18776-5", ("visits", "pain")),
    Section("figures", str(SUMMARY.display), SUMMARY.code),
    Section("logs", str(REPORTED.display), REPORTED.code),
)
WITHHELD = "This is not shared with whoever made this document."


def codes() -> Iterator[Code]:
    """Give the codes of the sections that are ours."""
    yield from OWN.values()


def composition(doc: Document, made: list[SectionEntry], key: str) -> dict:
    """Return the Composition of everything that was made."""
    patient = doc.access.patient
    authors, _people = doc.writers()
    return {
        "resourceType": "Composition",
        "id": key,
        "language": "en",
        "text": listing(_about(doc), "additional"),
        "status": "final",
        "type": {"coding": [loinc(PATIENT_SUMMARY)], "text": "Patient summary (IPS-like)"},
        "subject": doc.patient,
        "date": doc.generated_at.isoformat(timespec="seconds"),
        "author": [doc.ref(doc.key("device")), *authors],
        "title": f"What was logged by or for {patient.name}, {doc.since} to {doc.end}",
        "event": [{"period": period(doc.since, doc.end)}],
        "section": [_section(doc, section, made) for section in SECTIONS],
    }


def part_of(doc: Document, key: str, whole: str, number: int, ids: list[str]) -> dict:
    """Return the Composition of a further file: what it is the n-th file of, and what is in it."""
    patient = doc.access.patient
    title = f"Logged by or for {patient.name}, {doc.since} to {doc.end}, file {number}"
    section = {
        "title": str(REPORTED.display),
        "code": REPORTED.concept(),
        "text": listing([f"{len(ids)} resources."]),
        **({"entry": [doc.ref(one) for one in ids]} if ids else {}),
    }
    return {
        "resourceType": "Composition",
        "id": key,
        "language": "en",
        "text": listing(_about(doc), "additional"),
        "status": "final",
        "type": REPORTED.concept(),
        "subject": doc.patient,
        "date": doc.generated_at.isoformat(timespec="seconds"),
        "author": [doc.ref(doc.key("device")), *doc.writers()[0]],
        "title": title,
        "relatesTo": [
            {"code": "appends", "targetIdentifier": identifier_of({"id": whole})},
        ],
        "section": [section],
    }


def _about(doc: Document) -> list[str]:
    """Return what whoever reads the document has to know first."""
    hidden = [str(label) for code, label in DOMAINS if not doc.access.sees(code)]
    demo = ["This is an invented person, made to show what CareLog does."]
    lines = [
        *(demo if doc.access.patient.is_demo else []),
        PURPOSE,
        f"Days and times are those of {doc.access.patient.zone}, where nothing else is said.",
        f"Not shared, and not in this document: {', '.join(hidden)}." if hidden else "",
        "A summary like the International Patient Summary; it does not claim to conform to it.",
        LOINC_NOTICE,
    ]
    return [line for line in lines if line]


def _section(doc: Document, section: Section, made: list[SectionEntry]) -> dict:
    inside = [one for one in made if one.section == section.key]
    entries = [doc.ref(one.resource["id"]) for one in inside if one.resource]
    words = [one.words for one in inside if one.words]
    own = OWN.get(section.code)
    code = own.concept() if own else {"coding": [loinc(section.code)]}
    start = {"title": section.title, "code": code}
    if entries:
        return start | {"text": listing(words or [section.title]), "entry": entries}
    if words:
        return start | {"text": listing(words, "additional")}
    is_hidden = section.domains and not any(map(doc.access.sees, section.domains))
    why, says = ("withheld", WITHHELD) if is_hidden else (section.empty, section.words)
    return start | {"text": listing([says]), "emptyReason": hl7("list-empty-reason", why)}
