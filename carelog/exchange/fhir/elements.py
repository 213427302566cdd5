"""The small parts of resources: times, numbers, texts, as FHIR writes them."""

import json
import uuid
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.html import escape

from carelog.exchange.fhir.codes import HL7, UCUM

UNITS = {"Cel": "°C"}
XHTML = '<div xmlns="http://www.w3.org/1999/xhtml">'
MINUTE = 60


def moment(at: datetime, zone: str = "UTC") -> str:
    """Return a moment on the clock it was read on: "2026-03-02T13:00:00+01:00".

    Where that clock was not whole minutes from UTC, as before 1940 in places, it is in UTC.
    """
    there = at.astimezone(ZoneInfo(zone))
    offset = there.utcoffset()
    if offset is not None and offset.total_seconds() % MINUTE:
        there = at.astimezone(UTC)
    return there.isoformat(timespec="seconds")


def number(value: int | Decimal) -> int | float:
    """Return a stored number for JSON. At most 12 digits: none is lost."""
    return int(value) if value == int(value) else float(value)


def quantity(value: int | Decimal, unit: str) -> dict:
    """Return a Quantity in a UCUM unit."""
    word = UNITS.get(unit, unit)
    return {"value": number(value), "unit": word, "system": UCUM, "code": unit}


def typed_quantity(value: int | Decimal, unit: str) -> dict:
    """Return a Quantity in the words a person typed for its unit, which may be any."""
    return {"value": number(value)} | ({"unit": unit} if unit else {})


def hl7(system: str, code: str) -> dict:
    """Return a code of HL7's own tables as a CodeableConcept."""
    return {"coding": [{"system": HL7 + system, "code": code}]}


def period(start: date | datetime | None, end: date | datetime | None, zone: str = "UTC") -> dict:
    """Return a Period; an end that is not known is left out."""
    ends = {"start": start, "end": end}
    return {
        name: moment(value, zone) if isinstance(value, datetime) else value.isoformat()
        for name, value in ends.items()
        if value is not None
    }


#: Types that hold one identifier and no list of them.
SINGLE = frozenset({"Composition", "QuestionnaireResponse"})


def identifier_of(resource: dict) -> dict:
    """Return the identifier of a resource: the same whenever it is made of the same row.

    It is not the id itself: servers put an address of their own wherever a `fullUrl` of a Bundle
    stands, some even here.
    """
    name = uuid.uuid5(uuid.UUID(resource["id"]), "identifier")
    return {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{name}"}


def identified(resource: dict) -> dict:
    """Give a resource its identifier, by which a second import finds what the first one made."""
    one = identifier_of(resource)
    head = {name: resource[name] for name in ("resourceType", "id", "meta") if name in resource}
    own = one if resource["resourceType"] in SINGLE else [one]
    return head | {"identifier": own} | {k: v for k, v in resource.items() if k not in head}


def text_of(resource: dict) -> str:
    """Return a resource as JSON, without a space too many."""
    return json.dumps(resource, ensure_ascii=False, separators=(",", ":"))


def listing(lines: list[str], status: str = "generated") -> dict:
    """Return lines as a Narrative: a list, or a paragraph for a single one. Text stays text."""
    if len(lines) == 1:
        return {"status": status, "div": f"{XHTML}<p>{escape(lines[0])}</p></div>"}
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return {"status": status, "div": f"{XHTML}<ul>{items}</ul></div>"}
