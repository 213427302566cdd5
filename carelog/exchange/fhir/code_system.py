"""The codes of ours, published: one CodeSystem with everything a Bundle may use."""

from collections.abc import Iterator

from django.utils import translation

from carelog.exchange.fhir import (
    composition,
    daily,
    day_by_day,
    emergency,
    events,
    facts,
    figures,
    flags,
    function,
    medicines,
    mood,
    observations,
    pain,
    results,
    story,
    visits,
    vitals,
)
from carelog.exchange.fhir.codes import Code, Family, own_system
from carelog.logs.models import TemperatureEntry

# Raised whenever a code is added or its words change. A code is never taken away or reused.
VERSION = "4"
FAMILIES: tuple[Family, ...] = (
    pain.SCORES,
    pain.PLACES,
    pain.FLARES,
    function.MOVING,
    function.FALLS,
    *daily.FAMILIES,
    mood.WEEK,
)


def concepts() -> Iterator[Code]:
    """Give every code of ours; some stand in several places."""
    for family in FAMILIES:
        yield from family.codes()
    yield from (function.COUNT, mood.GAD2, observations.REMARK)
    yield from observations.site_codes()
    yield from vitals.MEASURED.codes(TemperatureEntry)
    rooms = (composition, emergency, events, facts, figures, flags, medicines, results, story)
    for room in (*rooms, day_by_day, visits):
        yield from room.codes()


def code_system() -> dict:
    """Return the CodeSystem resource, ready for JSON: each code once, in English."""
    with translation.override("en"):
        found = {one.code: one for one in concepts()}
        listed = [
            {"code": code, "display": str(one.display), "definition": str(one.definition)}
            for code, one in sorted(found.items())
        ]
    return {
        "resourceType": "CodeSystem",
        "id": "bone-log",
        "url": own_system(),
        "version": VERSION,
        "name": "BoneLog",
        "title": "Codes of CareLog",
        "status": "active",
        "experimental": False,
        "description": "What people log in CareLog and no LOINC code says. Patient-reported.",
        "caseSensitive": True,
        "content": "complete",
        "count": len(listed),
        "concept": listed,
    }
