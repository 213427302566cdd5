"""Codes: whose they are, and a question of ours as a code with its answers.

A question has a LOINC code where one says the same, else a code of our own, which
`/fhir/CodeSystem/bone-log` publishes. Every text and display is English, whatever the reader's
language, so that the same record makes the same Bundle.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.db import models
from django.urls import reverse

from carelog.entries.models import Dated
from carelog.lazy import LazyStr
from carelog.logs.models import PainPlace
from carelog.patients.fields import CodesField
from carelog.patients.models.kept import column_of
from carelog.site_address import link_for

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
SNOMED = "http://snomed.info/sct"
HL7 = "http://terminology.hl7.org/CodeSystem/"
PAIN_SEVERITY = "72514-3"
DISPLAYS = {
    PAIN_SEVERITY: "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
    "29463-7": "Body weight",
    "8302-2": "Body height",
    "8310-5": "Body temperature",
}
LOINC_NOTICE = (
    "This material contains content from LOINC (http://loinc.org). LOINC is copyright ©"
    " Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC)"
    " Committee and is available at no cost under the license at http://loinc.org/license. LOINC®"
    " is a registered United States trademark of Regenstrief Institute, Inc."
)
YES_NO = "The person's own answer, yes or no."


def own_system() -> str:
    """Return the address of our own codes, which is their name too."""
    return link_for(_path())


@cache
def _path() -> str:
    return reverse("fhir_code_system")


def hyphened(name: str | int) -> str:
    """Return a name of ours as a code: "night_waking" is "night-waking"."""
    return str(name).replace("_", "-")


@dataclass(frozen=True, slots=True)
class Code:
    """One of our own codes, as it is published."""

    code: str
    display: LazyStr
    definition: LazyStr

    def coding(self) -> dict:
        """Return it as a Coding."""
        return {"system": own_system(), "code": self.code, "display": str(self.display)}

    def concept(self, text: LazyStr = "") -> dict:
        """Return it as a CodeableConcept, in its own words or in others."""
        return {"coding": [self.coding()], "text": str(text or self.display)}


def loinc(code: str) -> dict:
    """Return a LOINC code as a Coding; its display stands only where it is known to the letter."""
    display = {"display": DISPLAYS[code]} if code in DISPLAYS else {}
    return {"system": LOINC, "code": code} | display


# Each is one of a kind (`eq`): what is made of it is made once, as thousands of resources need it.
@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """What one column says, as a code: `name` is the column, "" for a heading without a value.

    `unit` is UCUM. With `loinc` that code stands too, behind our own; alone where `own` is not
    set. `hours` is how far back the question reaches from the moment of the entry.
    """

    name: str
    code: str
    display: LazyStr
    definition: LazyStr
    unit: str = ""
    loinc: str = ""
    own: bool = True
    hours: int = 0

    def concept(self) -> dict:
        """Return it as a CodeableConcept: our own code first, which says the time frame.

        All resources share the one that is returned: it is not to be changed.
        """
        return _concept(self, own_system())

    def as_code(self) -> Code:
        """Return the code to publish."""
        return Code(self.code, self.display, self.definition)

    def answer(self, field: models.Field, value: str | int) -> Code:
        """Return one of the answers of its column as a code; KeyError for an unknown one."""
        words = str(dict(choices_of(field))[value])
        says = f"Answer to “{self.display}”: {words}."
        return Code(f"{self.code}-{hyphened(value)}", words, says)

    def chosen(self, field: models.Field, value: str | int) -> dict:
        """Return an answer as a CodeableConcept, shared like `concept`."""
        return _chosen(self, field, value, own_system())

    def codes(self, model: type[models.Model]) -> Iterator[Code]:
        """Give every code of ours that it can stand for."""
        if self.own:
            yield self.as_code()
        if self.name:
            field = column_of(model, self.name)
            for value, _words in choices_of(field):
                if value not in (None, ""):
                    yield self.answer(field, value)


@cache
def _concept(item: Item, system: str) -> dict:
    coding = [item.as_code().coding()] if item.own else []
    if item.loinc:
        coding.append(loinc(item.loinc))
    return {"coding": coding, "text": str(item.display)}


@cache
def _chosen(item: Item, field: models.Field, value: str | int, system: str) -> dict:
    return item.answer(field, value).concept()


def choices_of(field: models.Field) -> list[tuple]:
    """Return the codes a column may hold, with their words."""
    if isinstance(field, CodesField):
        return list(field.codes)
    return list(field.flatchoices or ())


@dataclass(frozen=True, slots=True)
class Panel:
    """One Observation of an entry: what it is about, and the parts that say more of it.

    `beside` are parts that make no Observation by themselves.
    """

    item: Item
    parts: tuple[Item, ...] = ()
    beside: tuple[Item, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """Return the item and its parts."""
        return (self.item, *self.parts, *self.beside)


@dataclass(frozen=True, slots=True)
class Family:
    """The Observations of one model, and the category they are of."""

    model: type[Dated] | type[PainPlace]
    panels: tuple[Panel, ...]
    category: str = "survey"

    @property
    def kind(self) -> type[Dated]:
        """Return the kind of entry. Raises TypeError for what stands under one."""
        if issubclass(self.model, PainPlace):
            raise TypeError("a place is no entry of its own")
        return self.model

    def codes(self) -> Iterator[Code]:
        """Give every code of ours that they use."""
        for panel in self.panels:
            for item in panel.items:
                yield from item.codes(self.model)
