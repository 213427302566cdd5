"""Each resource has the shape that FHIR R4 gives it, as a library that is not ours knows it."""

import pytest
from fhir.resources.R4B import get_fhir_model_class
from pydantic import ValidationError

from carelog.exchange.fhir.code_system import code_system
from tests.fhir.reading import resources
from tests.fhir.samples import samples


@pytest.fixture(scope="module")
def found(shared_database):
    return samples()


def check(resource: dict) -> None:
    get_fhir_model_class(resource["resourceType"]).model_validate(resource)


def test_every_bundle_and_each_of_its_resources_has_the_right_shape(found):
    kinds = set()
    for bundle in found.values():
        check(bundle)
        for resource in resources(bundle):
            check(resource)
            kinds.add(resource["resourceType"])
    assert kinds == {
        *("Composition", "Patient", "Device", "RelatedPerson", "Practitioner", "Observation"),
        *("MedicationStatement", "MedicationAdministration", "QuestionnaireResponse", "Flag"),
        *("Task", "Appointment", "CommunicationRequest", "Communication", "Condition", "Procedure"),
        *("Encounter", "Goal", "AllergyIntolerance"),
    }


def test_the_code_system_has_the_right_shape():
    check(code_system())


@pytest.mark.parametrize("spoil", ["status", "code"])
def test_a_part_that_is_missing_is_noticed(found, spoil):
    observation = resources(found["everything"], "Observation")[0]
    with pytest.raises(ValidationError):
        check({name: value for name, value in observation.items() if name != spoil})
