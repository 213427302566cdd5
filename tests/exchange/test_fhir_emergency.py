"""The emergency facts as FHIR: allergies as one text, the others as a Flag each."""

import pytest
import time_machine

from carelog.safety.models import EmergencyFacts
from tests import cast, kinds
from tests.fhir.reading import resources, section
from tests.fhir.samples import bundle

SAID = {"allergies": "penicillin", "blood_thinner": "no", "steroid_tablets": "unsure"}
SAID |= {"weight_bearing_rule": "two people to lift", "emergency_plan": ""}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def flags(access) -> dict[str, dict]:
    """Return the Flags of emergency facts by their code."""
    found = resources(bundle(access), "Flag")
    return {one["code"]["coding"][0]["code"]: one for one in found}


def test_allergies_are_told_in_the_words_they_were_written_in(access):
    kinds.keep(access, EmergencyFacts, **SAID)
    (one,) = resources(bundle(access), "AllergyIntolerance")
    assert one["code"] == {"text": "penicillin"}
    assert one["verificationStatus"]["coding"][0]["code"] == "unconfirmed"
    assert one["clinicalStatus"]["coding"][0]["code"] == "active"


def test_each_other_fact_is_a_flag_and_a_no_needs_no_attention(access):
    kinds.keep(access, EmergencyFacts, **SAID)
    found = flags(access)
    assert {code: one["status"] for code, one in found.items()} == {
        "blood-thinner": "inactive",
        "steroid-tablets": "active",
        "weight-bearing-rule": "active",
    }
    assert found["blood-thinner"]["code"]["text"] == "Blood thinner, as stated: no"
    assert found["steroid-tablets"]["code"]["text"] == "Steroid tablets, as stated: not sure"


def test_what_nobody_wrote_down_is_no_resource_and_not_said_to_be_none(access):
    kinds.keep(access, EmergencyFacts, **SAID | {"allergies": ""})
    one = bundle(access)
    assert resources(one, "AllergyIntolerance") == []
    assert "does not mean that there are none" in section(one, "Allergies")["text"]["div"]


def test_allergies_outside_the_scope_are_withheld(record, access, clinician):
    kinds.keep(access, EmergencyFacts, **SAID)
    record.memberships.filter(user=clinician).update(scope=["pain", "warnings"])
    one = bundle(cast.access_of(record, clinician))
    assert resources(one, "AllergyIntolerance") == []
    assert section(one, "Allergies")["emptyReason"]["coding"][0]["code"] == "withheld"
