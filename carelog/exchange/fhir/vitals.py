"""Weight, height and temperature, by the profiles of FHIR for vital signs."""

from collections.abc import Iterator
from decimal import Decimal

from carelog.entries import words
from carelog.entries.models import day_in_words
from carelog.exchange.fhir.codes import Family, Item, Panel, loinc
from carelog.exchange.fhir.document import Document, SectionEntry
from carelog.exchange.fhir.elements import quantity
from carelog.exchange.fhir.observations import CATEGORY, of_row
from carelog.logs.models import TemperatureEntry, WeightEntry

VITALS = "vitals"
PROFILE = "http://hl7.org/fhir/StructureDefinition/"
HEIGHT = "8302-2"
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"


def vital(name: str, code: str, words: str, unit: str) -> Panel:
    """Return a vital sign: LOINC's code alone, which the profile asks for."""
    return Panel(Item(name, code, words, words, unit, loinc=code, own=False))


WEIGHT = Family(WeightEntry, (vital("weight_kg", "29463-7", "Body weight", "kg"),), "vital-signs")
TEMPERATURE = Family(
    TemperatureEntry, (vital("temp_c", "8310-5", "Body temperature", "Cel"),), "vital-signs"
)
MEASURED = Item("measured", "measured", "Where it was measured", "Where the thermometer was held.")
PROFILES: dict[object, str] = {WeightEntry: "bodyweight", TemperatureEntry: "bodytemp"}


def entries(doc: Document) -> Iterator[SectionEntry]:
    """Give each weighing and temperature of the period, and the height the record holds."""
    for family in (WEIGHT, TEMPERATURE):
        for row in doc.rows(family.kind).iterator():
            resource, *_none = of_row(doc, row, family)
            resource["meta"]["profile"] = [PROFILE + PROFILES[family.model]]
            if isinstance(row, TemperatureEntry) and row.measured:
                field = TemperatureEntry._meta.get_field("measured")
                resource["bodySite"] = MEASURED.chosen(field, row.measured)
            line = f"{day_in_words(row.day)}: {words.in_short(row)}"
            yield SectionEntry(VITALS, resource, line)
    cm = doc.access.patient.height_cm
    if cm is not None and doc.access.may_see(WeightEntry):
        height = words.in_words(type(doc.access.patient), "height_cm", cm)
        yield SectionEntry(
            VITALS, _height(doc, cm), f"Body height: {height} cm; the day is not known."
        )


def _height(doc: Document, cm: Decimal) -> dict:
    """Return the height as a fact of the record, which does not hold when it was measured."""
    return {
        "resourceType": "Observation",
        "id": doc.key("height"),
        "meta": {"profile": [f"{PROFILE}bodyheight"]},
        "status": "final",
        "category": [CATEGORY["vital-signs"]],
        "code": {"coding": [loinc(HEIGHT)], "text": "Body height"},
        "subject": doc.patient,
        "_effectiveDateTime": {"extension": [{"url": ABSENT, "valueCode": "unknown"}]},
        "valueQuantity": quantity(cm, "cm"),
    }
