"""Observations from rows: one for each answer, or one with its parts."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils.text import capfirst

from carelog.clinical.bones import SITES, code_of
from carelog.entries.models import Dated
from carelog.exchange.fhir.codes import SNOMED, Code, Family, Item, Panel
from carelog.exchange.fhir.document import Document, SectionEntry
from carelog.exchange.fhir.elements import hl7, moment, period, quantity
from carelog.patients.body_words import SITE_LABELS, label_for
from carelog.patients.fields import CodesField
from carelog.patients.models import Kept
from carelog.patients.models.kept import column_of

EMPTY: tuple[object, ...] = (None, "", [])
LOGS = "logs"
REMARK = Code("remark", "Note", "A note of a person that goes with no single answer.")
#: Places of the body whose SNOMED CT code has been checked. Others stand in words and our code.
SNOMED_SITES = {
    "spine_cervical": "122494005",
    "spine_thoracic": "122495006",
    "spine_lumbar": "122496007",
    "pelvis": "12921003",
    "shoulder": "16982005",
    "jaw": "91609006",
}
CATEGORY = {name: hl7("observation-category", name) for name in ("survey", "activity")} | {
    name: hl7("observation-category", name) for name in ("vital-signs", "laboratory", "imaging")
}


def site_code(site: str) -> Code:
    """Return a place of the body as a code of ours, whichever side it is on."""
    words = str(SITE_LABELS[site])
    return Code(f"site-{site.replace('_', '-')}", words, f"Place on the body map: {words}.")


def site_codes() -> Iterator[Code]:
    """Give every place of the body."""
    yield from map(site_code, SITES)


def body_site(doc: Document, site: str, side: str) -> dict:
    """Return a place of the body, and in words its side."""
    words = label_for(code_of(site, side)) if side else str(SITE_LABELS[site])
    found = site_code(site).concept(words)
    if doc.snomed and site in SNOMED_SITES:
        found["coding"].append({"system": SNOMED, "code": SNOMED_SITES[site]})
    return found


def values_of(item: Item, row: models.Model) -> list[dict[str, Any]]:
    """Return the value of a column as FHIR does, one for each code of a list; [] if unanswered."""
    value: Any = getattr(row, item.name) if item.name else None
    if value in EMPTY:
        return []
    field = column_of(row, item.name)
    if isinstance(field, CodesField):
        return [{"valueCodeableConcept": item.chosen(field, code)} for code in value]
    if isinstance(value, bool):
        return [{"valueBoolean": value}]
    if item.unit:
        return [{"valueQuantity": quantity(value, item.unit)}]
    if field.choices:
        return [{"valueCodeableConcept": item.chosen(field, value)}]
    if isinstance(field, models.DateField):
        return [{"valueDateTime": value.isoformat()}]
    return [{"valueString": value}]


def parts_of(items: tuple[Item, ...], row: models.Model) -> list[dict]:
    """Return the answered ones of some columns as components."""
    return [{"code": item.concept()} | value for item in items for value in values_of(item, row)]


def when(row: Dated, hours: int = 0) -> dict:
    """Return the moment an entry tells of, or the hours before it that a question reaches back."""
    return span(row.at, row.zone, hours)


def span(at: datetime, zone: str, hours: int = 0) -> dict:
    """Return a moment, or the hours before it, as the time of an Observation."""
    if hours:
        return {"effectivePeriod": period(at - timedelta(hours=hours), at, zone)}
    return {"effectiveDateTime": moment(at, zone)}


def observation(
    doc: Document, row: Kept, part: str, code: dict, category: str, time: dict, said: dict
) -> dict:
    """Return an Observation of a row: `said` holds its value, its parts or both."""
    return {
        **doc.head("Observation", row, part),
        "status": "final",
        "category": [CATEGORY[category]],
        "code": code,
        "subject": doc.patient,
        **time,
        "issued": row.updated_at.isoformat(timespec="seconds"),
        **doc.by("performer", row.recorded_by_id, many=True),
        **said,
    }


def of_panel(doc: Document, row: Dated, panel: Panel, category: str) -> dict | None:
    """Return the Observation of a panel, None where nothing of it was answered."""
    value, parts = values_of(panel.item, row), parts_of(panel.parts, row)
    if not value and not parts:
        return None
    parts += parts_of(panel.beside, row)
    said = (value[0] if value else {}) | ({"component": parts} if parts else {})
    item = panel.item
    time, code = when(row, item.hours), item.concept()
    found = observation(doc, row, item.code, code, category, time, said)
    doc.inputs.setdefault(item.code, []).append((row.day, found["id"]))
    return found


def of_row(doc: Document, row: Dated, family: Family) -> list[dict]:
    """Return all Observations of an entry, its note on the first of them."""
    found = (of_panel(doc, row, panel, family.category) for panel in family.panels)
    return with_note(doc, row, [one for one in found if one is not None], family.category)


def with_note(doc: Document, row: Dated, found: list[dict], category: str) -> list[dict]:
    """Put the note of an entry on its first Observation, or into one of its own."""
    if not row.note or not doc.access.sees("notes"):
        return found
    if not found:
        said = {"valueString": row.note}
        code = REMARK.concept()
        return [observation(doc, row, REMARK.code, code, category, when(row), said)]
    found[0]["note"] = [doc.note(row, row.note)]
    return found


def of_family(doc: Document, family: Family, section: str = LOGS) -> Iterator[SectionEntry]:
    """Give the Observations of a kind of log, and in words how many entries there are."""
    days = []
    for row in doc.rows(family.kind).iterator():
        days.append(row.day)
        for resource in of_row(doc, row, family):
            yield SectionEntry(section, resource)
    yield from counted(family.model, days)


def counted(model: type[models.Model], days: list) -> Iterator[SectionEntry]:
    """Give the sentence that says how many entries of a kind stand in the period."""
    if days:
        title = capfirst(model._meta.verbose_name_plural)
        words = f"{title}: entries {len(days)}, from {min(days)} to {max(days)}."
        yield SectionEntry(LOGS, None, words)
