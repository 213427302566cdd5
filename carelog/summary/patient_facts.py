"""Whom the summary is about, as the record says it."""

from dataclasses import dataclass

from carelog.patients.access import Access


@dataclass(frozen=True, slots=True)
class PatientFacts:
    """The person, the type of cancer as typed, and the codes of the bones affected."""

    name: str
    birth_year: int
    cancer_type: str
    bones: tuple[str, ...]
    is_demo: bool


def patient_facts(access: Access) -> PatientFacts:
    """Return whom the record is about."""
    patient = access.patient
    return PatientFacts(
        patient.name,
        patient.birth_year,
        patient.cancer_type,
        tuple(patient.bones),
        patient.is_demo,
    )
