"""Moving and falls: Observations, and the sentences of the section on function.

In the International Patient Summary that section takes no Observation: it says in words what
the Observations say that stand among the logs.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.functional import lazy

from carelog.entries import words
from carelog.exchange.fhir.codes import YES_NO, Code, Family, Item, Panel
from carelog.exchange.fhir.document import Document, SectionEntry
from carelog.exchange.fhir.elements import period, quantity
from carelog.exchange.fhir.observations import CATEGORY, LOGS, counted, of_row
from carelog.logs.models import FallEntry, MobilityEntry

FUNCTION = "function"
CARRIED = Item(
    "carried_from",
    "carried-from",
    "Carried over from",
    "The day this was said; the person then confirmed that it was as before.",
)
MOVING = Family(
    MobilityEntry,
    (
        Panel(
            Item("walk_minutes", "walk-minutes", "Longest walk", "Of that day, in minutes.", "min")
        ),
        Panel(
            Item(
                "steps",
                "steps",
                "Steps that day, as the person counts them",
                "Steps in a day.",
                "/d",
                loinc="41950-7",
                own=False,
            )
        ),
        Panel(Item("aid", "walking-aid", "Walking aid", "Used to get about."), (CARRIED,)),
        Panel(Item("stairs", "stairs", "Stairs", "How stairs went that day.")),
        Panel(Item("chair", "chair", "Out of a chair", "How getting out of a chair went.")),
        Panel(
            Item(
                "rest_share",
                "rest-share",
                "Share of the day at rest",
                "Of the waking day, in bed or in a chair.",
            )
        ),
        Panel(
            Item(
                "function_level",
                "function-level-pr",
                "What the person can do (0-4), patient-reported in CareLog's own words",
                "0 everything as before, 1 light jobs only, 2 looks after oneself but no work, 3"
                " some help needed, 4 full help needed. Not the ECOG score, and not rated by a"
                " clinician.",
                "{score}",
            )
        ),
        Panel(
            Item("activity", "activity", "One thing the person did", "In own words."),
            (
                Item("activity_minutes", "activity-minutes", "How long", "In minutes.", "min"),
                Item(
                    "activity_pain",
                    "activity-pain",
                    "Pain while doing it (0-10)",
                    "0 no pain, 10 the worst the person can imagine.",
                    "{score}",
                ),
            ),
        ),
    ),
    "activity",
)


def _answer(name: str, code: str) -> Item:
    """Return an answer to a fall, in the words of its question."""
    return Item(name, code, lazy(words.label_of, str)(FallEntry, name), YES_NO)


FALLS = Family(
    FallEntry,
    (
        Panel(
            Item("kind", "fall", "Fall or near fall", "One event, as the person tells it."),
            (
                Item("place", "fall-place", "Where it was", "As told."),
                _answer("fainted", "fall-fainted"),
                _answer("head_hit", "fall-head-hit"),
                _answer("could_get_up", "fall-could-get-up"),
                _answer("bad_pain_after", "fall-bad-pain"),
                Item(
                    "pain_after",
                    "fall-pain-after",
                    "Pain afterwards (0-10)",
                    "0 no pain, 10 the worst the person can imagine.",
                    "{score}",
                ),
                Item("injury", "fall-injury", "What was hurt", "In own words."),
            ),
        ),
    ),
)
COUNT = Code("falls-count", "Falls logged", "Falls logged in the period, without near falls.")
TOLD = ("function_level", "walk_minutes", "steps", "aid", "stairs", "chair", "rest_share")


def moving(doc: Document) -> Iterator[SectionEntry]:
    """Give what was logged of moving, and in words what was logged last."""
    days: list[date] = []
    last: dict[str, tuple[object, date]] = {}
    for row in doc.rows(MobilityEntry).iterator():
        days.append(row.day)
        last |= {n: (getattr(row, n), row.day) for n in TOLD if getattr(row, n) not in (None, "")}
        for resource in of_row(doc, row, MOVING):
            yield SectionEntry(LOGS, resource)
    yield from counted(MobilityEntry, days)
    for name in TOLD:
        if name in last:
            yield SectionEntry(FUNCTION, None, _latest(name, *last[name]))


def _latest(name: str, value: object, day: date) -> str:
    items = (panel.item for panel in MOVING.panels)
    display = next(item.display for item in items if item.name == name)
    said = words.in_words(MobilityEntry, name, value)
    return f"{display}: {said}. Last logged for {day}."


def falls(doc: Document) -> Iterator[SectionEntry]:
    """Give falls and near falls, and how many falls were logged; none logged is not none."""
    days, fell = [], []
    for row in doc.rows(FallEntry).iterator():
        days.append(row.day)
        found = of_row(doc, row, FALLS)
        fell += found[:1] if row.kind == "fall" else []
        yield from (SectionEntry(LOGS, resource) for resource in found)
    yield from counted(FallEntry, days)
    if fell:
        yield SectionEntry(LOGS, _count(doc, fell))
        yield SectionEntry(
            FUNCTION, None, f"Falls logged from {doc.since} to {doc.end}: {len(fell)}."
        )


def _count(doc: Document, fell: list[dict]) -> dict:
    return {
        "resourceType": "Observation",
        "id": doc.key("falls-count", doc.since, doc.end),
        "status": "final",
        "category": [CATEGORY["survey"]],
        "code": COUNT.concept(),
        "subject": doc.patient,
        "effectivePeriod": period(doc.since, doc.end),
        "issued": doc.generated_at.isoformat(timespec="seconds"),
        "valueQuantity": quantity(len(fell), "{count}"),
        "method": {"text": "Count of the falls logged in the period. Near falls are not counted."},
        "derivedFrom": [doc.ref(one["id"]) for one in fell],
    }
