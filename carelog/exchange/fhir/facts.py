"""What the record says of the person: the illness as stated, and a goal for pain."""

from collections.abc import Iterator

from carelog.exchange.fhir.codes import SNOMED, Code
from carelog.exchange.fhir.document import Document, SectionEntry
from carelog.exchange.fhir.elements import hl7, quantity
from carelog.exchange.fhir.observations import body_site
from carelog.exchange.fhir.pain import SCORES
from carelog.patients.body_words import SITE_LABELS
from carelog.patients.models import Membership

PROBLEMS, PLAN = "problems", "plan"
CANCER = Code("cancer-type", "Type of cancer, as stated", "In the person's own words.")
BONES = Code("bones-affected", "Bones affected, as stated", "Places the person named.")
GOAL = Code("pain-goal", "Level of pain that is OK for the person", "0 to 10, as stated.")
SECONDARY_BONE = "94222008"
PROBLEM = {"category": [hl7("condition-category", "problem-list-item")]}
UNCONFIRMED = hl7("condition-ver-status", "unconfirmed")


def codes() -> Iterator[Code]:
    """Give every code of ours that facts use."""
    yield from (CANCER, BONES, GOAL)


def entries(doc: Document) -> Iterator[SectionEntry]:
    """Give the illness as stated, and the level of pain that is OK for the person."""
    yield from _illness(doc)
    goal = doc.access.patient.pain_goal
    if goal is not None and doc.access.sees("pain"):
        yield _goal(doc, goal)


def _recorder(doc: Document) -> dict:
    """Return who keeps what the record says of the person: whoever owns it."""
    owners = Membership.objects.filter(
        patient=doc.access.patient, role=Membership.Role.OWNER, state=Membership.State.ACTIVE
    )
    return doc.by("recorder", owners.values_list("user_id", flat=True).first())


def _illness(doc: Document) -> Iterator[SectionEntry]:
    patient = doc.access.patient
    if not (patient.cancer_type or patient.bones):
        return
    shared = {
        "resourceType": "Condition",
        "clinicalStatus": hl7("condition-clinical", "active"),
        "verificationStatus": UNCONFIRMED,
        **PROBLEM,
        "subject": doc.patient,
        **_recorder(doc),
    }
    if patient.cancer_type:
        code = CANCER.concept(patient.cancer_type)
        resource = shared | {"id": doc.key("cancer"), "code": code}
        yield SectionEntry(PROBLEMS, resource, f"Type of cancer, as stated: {patient.cancer_type}")
    if patient.bones:
        code = BONES.concept("Cancer in the bone, as stated")
        if doc.snomed:
            code["coding"].append({"system": SNOMED, "code": SECONDARY_BONE})
        sites = [body_site(doc, site, "") for site in patient.bones]
        resource = shared | {"id": doc.key("bones"), "code": code, "bodySite": sites}
        names = ", ".join(str(SITE_LABELS[site]) for site in patient.bones)
        yield SectionEntry(PROBLEMS, resource, f"Bones affected, as stated: {names}")


def _goal(doc: Document, level: int) -> SectionEntry:
    worst = next(panel.item for panel in SCORES.panels if panel.item.name == "worst_24h")
    most = quantity(level, "{score}") | {"comparator": "<="}
    resource = {
        "resourceType": "Goal",
        "id": doc.key("pain-goal"),
        "lifecycleStatus": "active",
        "description": GOAL.concept(),
        "subject": doc.patient,
        "target": [{"measure": worst.concept(), "detailQuantity": most}],
        "expressedBy": doc.patient,
    }
    return SectionEntry(PLAN, resource, f"Level of pain that is OK for the person: {level} of 10")
