"""Codes of others for what a record knows for certain: ingredients, classes, tests and units.

Nothing is guessed from words that a person typed: a name is no code, and a unit is one of those
below or stays as it was typed. LOINC's codes were compared with its long common names in public
guides and code lists, RxNorm's with CPIC's list of drugs (cpicpgx/cpic-schema, drug.sql), and where
it has none with two lists of opioids and one of bone agents (30 November 2026).
"""

from carelog.exchange.fhir.codes import LOINC, UCUM
from carelog.exchange.fhir.elements import typed_quantity
from carelog.logs.models import ResultEntry
from carelog.medications.models import Medication
from carelog.medications.models.choices import DrugClass, Opioid

RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
ATC = "http://www.whocc.no/atc"
#: The ingredient of an opioid in RxNorm: "another opioid" has none.
OPIOIDS: dict[str, str] = {
    Opioid.BUPRENORPHINE: "1819",
    Opioid.CODEINE: "2670",
    Opioid.FENTANYL: "4337",
    Opioid.HYDROCODONE: "5489",
    Opioid.HYDROMORPHONE: "3423",
    Opioid.METHADONE: "6813",
    Opioid.MORPHINE: "7052",
    Opioid.OXYCODONE: "7804",
    Opioid.OXYMORPHONE: "7814",
    Opioid.TAPENTADOL: "787390",
    Opioid.TRAMADOL: "10689",
}
#: What a kind of medicine says: an ingredient where the kind is one, else the class alone.
KINDS: dict[str, tuple[dict, ...]] = {
    DrugClass.RANKL_ANTIBODY: (
        {"system": RXNORM, "code": "993449", "display": "denosumab"},
        {"system": ATC, "code": "M05BX04", "display": "denosumab"},
    ),
    DrugClass.BISPHOSPHONATE: ({"system": ATC, "code": "M05BA", "display": "Bisphosphonates"},),
    DrugClass.PARACETAMOL: ({"system": RXNORM, "code": "161", "display": "acetaminophen"},),
}
#: Where nothing is known but that it strengthens bone.
BONE_AGENT = {
    "system": ATC,
    "code": "M05B",
    "display": "Drugs affecting bone structure and mineralization",
}
#: A typed unit, without blanks and small ways of writing (`_plain`) → its UCUM code, and what it is
#: a unit of.
UNITS: dict[str, tuple[str, str]] = {
    **{unit: (unit, "moles") for unit in ("mmol/L", "umol/L", "nmol/L", "pmol/L")},
    **{unit: (unit, "mass") for unit in ("g/L", "g/dL", "mg/dL", "mg/L", "ug/L", "ng/L")},
    **{unit: (unit, "mass") for unit in ("ug/mL", "ng/mL", "pg/mL")},
    "U/L": ("U/L", "activity"),
    "IU/L": ("[IU]/L", "activity"),
    "ukat/L": ("ukat/L", "activity"),
    **dict.fromkeys(("10^9/L", "10*9/L", "x10^9/L", "x10*9/L"), ("10*9/L", "number")),
    **dict.fromkeys(("10^3/uL", "10*3/uL", "x10^3/uL", "x10*3/uL"), ("10*3/uL", "number")),
    **dict.fromkeys(("K/uL", "k/uL"), ("10*3/uL", "number")),
    **dict.fromkeys(("mL/min/1.73m2", "mL/min/1.73m^2"), ("mL/min/{1.73_m2}", "rate of an area")),
    "mL/min": ("mL/min", "rate"),
    "%": ("%", ""),
}
#: Of a tumour marker U is no unit of an enzyme: it is the maker's own.
ARBITRARY: dict[str, tuple[str, str]] = {
    "U/mL": ("[arb'U]/mL", "units"),
    "kU/L": ("k[arb'U]/L", "units"),
}
#: A test and what its unit is one of → LOINC. Without a known unit none says what was measured. Of
#: vitamin D the record does not know which one.
TESTS: dict[tuple[str, str], str] = {
    ("calcium_adjusted", "moles"): "29265-6",
    ("calcium_adjusted", "mass"): "46099-8",
    ("creatinine", "moles"): "14682-9",
    ("creatinine", "mass"): "2160-0",
    ("egfr", "rate of an area"): "69405-9",
    ("alp", "activity"): "6768-6",
    ("psa", "mass"): "2857-1",
    ("ca_15_3", "units"): "6875-9",
    ("haemoglobin", "mass"): "718-7",
    ("haemoglobin", "moles"): "59260-0",
    ("white_cells", "number"): "26464-8",
    ("platelets", "number"): "26515-7",
}
SMALL = str.maketrans({"µ": "u", "μ": "u", "²": "2", "×": "x", " ": None, "\u00a0": None})
LITRES = {"/l": "/L", "/dl": "/dL", "/ml": "/mL", "/ul": "/uL"}


def medicine_codings(row: Medication) -> list[dict]:
    """Return the codes of a medicine; none where what is known says two things, or half of it.

    With paracetamol in it an opioid is half of what it is.
    """
    opioid, kind = OPIOIDS.get(row.opioid), row.drug_class
    if row.opioid or kind == DrugClass.OPIOID:
        is_alone = not row.paracetamol_mg and not row.bone_agent
        is_one = is_alone and kind in ("", DrugClass.OPIOID) and opioid is not None
        return [{"system": RXNORM, "code": opioid, "display": row.opioid}] if is_one else []
    if kind in KINDS:
        is_bone = kind != DrugClass.PARACETAMOL
        says_other = row.bone_agent is not None and row.bone_agent is not is_bone
        return [] if says_other or (is_bone and row.paracetamol_mg) else list(KINDS[kind])
    is_bone_agent = row.bone_agent and not row.paracetamol_mg and kind in ("", DrugClass.OTHER)
    return [BONE_AGENT] if is_bone_agent else []


def unit_of(test: str, unit: str) -> tuple[str, str]:
    """Return a typed unit in UCUM and what it is a unit of, ("", "") for one that is not known."""
    typed = _plain(unit)
    if test == "ca_15_3" and typed in ARBITRARY:
        return ARBITRARY[typed]
    return UNITS.get(typed, ("", ""))


def _plain(unit: str) -> str:
    text = unit.translate(SMALL).replace("⁹", "^9").replace("³", "^3")
    for small, large in LITRES.items():
        text = text.removesuffix(small) + large if text.endswith(small) else text
    return text.replace("ml/min", "mL/min")


def result_codings(row: ResultEntry) -> list[dict]:
    """Return the LOINC code of a laboratory test, if its unit says which one it is."""
    code = TESTS.get((row.test, unit_of(row.test, row.unit)[1]))
    return [{"system": LOINC, "code": code}] if code else []


def result_quantity(row: ResultEntry, value) -> dict:
    """Return a number of a report in the unit as typed, and in UCUM where that is known."""
    code = unit_of(row.test, row.unit)[0]
    return typed_quantity(value, row.unit) | ({"system": UCUM, "code": code} if code else {})
