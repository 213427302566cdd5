"""What is known for certain has a code of others; what was only typed has none."""

import pytest

from carelog.exchange.fhir.known_codes import OPIOIDS, TESTS, medicine_codings, unit_of
from carelog.logs.models import ResultEntry
from carelog.logs.models.results import LAB_CODES
from carelog.medications.models import Medication
from carelog.medications.models.choices import Opioid
from tests import kinds
from tests.fhir.reading import LOINC, by_code, resources
from tests.fhir.samples import bundle

UCUM = "http://unitsofmeasure.org"
EMPTY = {"opioid": "", "drug_class": "", "paracetamol_mg": None, "bone_agent": None}


def codes_of(**said) -> list[str]:
    return [one["code"] for one in medicine_codings(Medication(name="x", **EMPTY | said))]


@pytest.mark.parametrize("opioid", [one for one in Opioid.values if one != "other"])
def test_an_opioid_has_the_code_of_its_ingredient(opioid):
    assert codes_of(opioid=opioid) == codes_of(opioid=opioid, drug_class="opioid") != []


def test_no_two_opioids_share_a_code():
    assert len(set(OPIOIDS.values())) == len(OPIOIDS) == len(Opioid.values) - 1


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({"drug_class": "rankl_antibody"}, ["993449", "M05BX04"]),
        ({"drug_class": "rankl_antibody", "bone_agent": True}, ["993449", "M05BX04"]),
        ({"drug_class": "bisphosphonate"}, ["M05BA"]),
        ({"bone_agent": True}, ["M05B"]),
        ({"drug_class": "paracetamol", "paracetamol_mg": 500}, ["161"]),
    ],
)
def test_a_kind_of_medicine_has_a_code_where_it_says_what_it_is(said, codes):
    assert codes_of(**said) == codes


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"drug_class": "opioid"},
        {"opioid": "other"},
        {"drug_class": "nerve_pain"},
        {"bone_agent": False},
        # Half of what it is, or two things at once.
        {"opioid": "codeine", "paracetamol_mg": 500},
        {"opioid": "morphine", "drug_class": "steroid"},
        {"opioid": "morphine", "bone_agent": True},
        {"drug_class": "bisphosphonate", "bone_agent": False},
        {"drug_class": "paracetamol", "bone_agent": True},
        {"drug_class": "calcium_vitamin_d", "bone_agent": True},
    ],
)
def test_what_is_not_known_for_certain_has_none(said):
    assert codes_of(**said) == []


def test_a_medicine_is_coded_and_called_as_its_label_says(access):
    kinds.keep(access, Medication, opioid="morphine", paracetamol_mg=None, bone_agent=None)
    (one,) = resources(bundle(access), "MedicationStatement")
    (coding,) = one["medicationCodeableConcept"]["coding"]
    assert (coding["code"], coding["display"]) == ("7052", "morphine")
    assert one["medicationCodeableConcept"]["text"] == "Morphine MR, 10 mg, tablet"


@pytest.mark.parametrize(
    ("test", "unit", "ucum", "loinc"),
    [
        ("calcium_adjusted", "mmol/l", "mmol/L", "29265-6"),
        ("calcium_adjusted", "mg/dL", "mg/dL", "46099-8"),
        ("creatinine", "\u00b5mol/L", "umol/L", "14682-9"),
        ("haemoglobin", "g/dl", "g/dL", "718-7"),
        ("white_cells", "x10\u2079/L", "10*9/L", "26464-8"),
        ("platelets", "10^3/\u03bcL", "10*3/uL", "26515-7"),
        ("egfr", "ml/min/1.73 m\u00b2", "mL/min/{1.73_m2}", "69405-9"),
        ("ca_15_3", "U/ml", "[arb'U]/mL", "6875-9"),
        ("psa", "ng/mL", "ng/mL", "2857-1"),
        ("alp", "IU/L", "[IU]/L", "6768-6"),
        # A unit of another sort, one that nobody knows, a vitamin of which there are several.
        ("egfr", "mL/min", "mL/min", None),
        ("haemoglobin", "G/DL", None, None),
        ("calcium_adjusted", "", None, None),
        ("vitamin_d", "nmol/L", "nmol/L", None),
        ("other", "g/L", "g/L", None),
    ],
)
def test_a_result_is_coded_by_its_test_and_unit(access, test, unit, ucum, loinc):
    limits = {"ref_low": None, "ref_high": None, "report": ""}
    kinds.keep(access, ResultEntry, test=test, name="x", value=2, unit=unit or "?", **limits)
    (one,) = by_code(bundle(access), f"result-{test.replace('_', '-')}")
    assert one["valueQuantity"]["unit"] == (unit or "?")
    assert one["valueQuantity"].get("code") == ucum
    assert one["valueQuantity"].get("system") == (UCUM if ucum else None)
    _own, *others = one["code"]["coding"]
    assert [(c["system"], c["code"]) for c in others] == ([(LOINC, loinc)] if loinc else [])


def test_every_code_is_of_a_test_there_is():
    assert {test for test, _sort in TESTS} == {*LAB_CODES} - {"vitamin_d", "other"}
    assert unit_of("psa", "U/mL") == ("", "")
