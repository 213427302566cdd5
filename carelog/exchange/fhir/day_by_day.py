"""The days of a period as one Observation a measure: short enough for a file of everything else."""

from collections.abc import Iterator
from datetime import timedelta

from carelog.clinical.units import rounded
from carelog.dashboard.panels import BY_SLUG
from carelog.exchange.fhir.codes import UCUM, Code
from carelog.exchange.fhir.document import Document, SectionEntry
from carelog.exchange.fhir.elements import number, period
from carelog.exchange.fhir.figures import CAVEAT, FIGURES, VERSION
from carelog.exchange.fhir.observations import CATEGORY
from carelog.summary.logged_days import Reading
from carelog.summary.period import period_of

DAY_MS = 24 * 60 * 60 * 1000
PLACES = 2
#: By the slugs of `Reading.days`: the code, its words, and how one number stands for a day.
MEASURES = {
    "pain": Code(
        "days-worst-pain", "Worst pain (0-10), day by day", "Higher of worst and now of a day."
    ),
    "average": Code("days-average-pain", "Average pain (0-10), day by day", "Latest of a day."),
    "walking": Code("days-walking", "Longest walk, day by day", "Longest of a day."),
    "function": Code(
        "days-function",
        "What the person can do (0-4), patient-reported, day by day",
        "Highest of a day.",
    ),
    "tiredness": Code("days-tiredness", "Tiredness (0-10), day by day", "Highest of a day."),
    "sleep": Code("days-sleep", "Hours slept, day by day", "Latest of a day."),
    "appetite": Code(
        "days-appetite", "Appetite (0-10, 10 is good), day by day", "Latest of a day."
    ),
    "weight": Code("days-weight", "Weight, day by day", "Latest of a day."),
}
#: What FHIR writes for a moment without a value, and what stands for it in words.
NONE, DASH = "E", "–"


def codes() -> Iterator[Code]:
    """Give every code of ours that days use."""
    yield from MEASURES.values()


def entries(doc: Document) -> Iterator[SectionEntry]:
    """Give the days of each measure that was logged: a number a day, or that there is none."""
    reading = Reading(doc.access, period_of(doc.access, doc.since, doc.end))
    days = [doc.since + timedelta(days=n) for n in range((doc.end - doc.since).days + 1)]
    for slug, code in MEASURES.items():
        panel = BY_SLUG["pain" if slug == "average" else slug]
        if not doc.access.may_see(panel.kind):
            continue
        found = reading.days(slug)
        values = [_said(found[day]) if day in found else NONE for day in days]
        if set(values) != {NONE}:
            yield _entry(doc, slug, code, panel.unit or "{score}", values)


def _said(value) -> str:
    return str(number(rounded(value, PLACES)))


def _entry(doc: Document, slug: str, code: Code, unit: str, values: list[str]) -> SectionEntry:
    word = "" if unit.startswith("{") else unit
    shown = ", ".join(value if value != NONE else DASH for value in values)
    resource = {
        "resourceType": "Observation",
        "id": doc.key("days", slug, doc.since, doc.end),
        "status": "final",
        "category": [CATEGORY["survey"]],
        "code": code.concept(),
        "subject": doc.patient,
        "effectivePeriod": period(doc.since, doc.end),
        "issued": doc.generated_at.isoformat(timespec="seconds"),
        "valueSampledData": {
            "origin": {"value": 0, "unit": unit, "system": UCUM, "code": unit},
            "period": DAY_MS,
            "dimensions": 1,
            "data": " ".join(values),
        },
        "note": [{"text": CAVEAT}],
        "method": {"text": f"{code.definition} {VERSION}"},
    }
    words = " ".join(filter(None, (f"{code.display}, from {doc.since} to {doc.end}:", shown, word)))
    return SectionEntry(FIGURES, resource, words)
