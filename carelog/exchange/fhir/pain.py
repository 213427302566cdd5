"""Pain: an Observation for each score, one for each place under them, and flares."""

from collections.abc import Iterator
from functools import partial

from carelog.exchange.fhir.codes import PAIN_SEVERITY, Family, Item, Panel
from carelog.exchange.fhir.document import Document, SectionEntry
from carelog.exchange.fhir.observations import (
    LOGS,
    body_site,
    counted,
    observation,
    of_family,
    of_row,
    parts_of,
    values_of,
    when,
)
from carelog.logs.models import BreakthroughEntry, PainEntry, PainPlace

scored = partial(Item, unit="{score}")
IN_24_H = "0 is no pain, 10 the worst the person can imagine; of the 24 hours before the entry."


def score(name: str, words: str) -> Panel:
    """Return one of the scores of a day, which has a code of ours alone: see `NOW`."""
    code = f"pain-{name.replace('_', '-')}"
    words = f"{words} in the last 24 hours (0-10), patient-reported"
    return Panel(scored(name, code, words, IN_24_H, hours=24))


#: LOINC 72514-3 is of a point in time (its time aspect is Pt), so it says this question alone. On
#: the others a reader would take a worst, a mean and a moment for one thing.
NOW = scored(
    "now",
    "pain-now",
    "Pain right now (0-10), patient-reported",
    "0 is no pain, 10 the worst the person can imagine; at the moment of the entry.",
    loinc=PAIN_SEVERITY,
)
SCORES = Family(
    PainEntry,
    (
        score("worst_24h", "Worst pain"),
        score("average_24h", "Average pain"),
        score("least_24h", "Least pain"),
        Panel(NOW),
    ),
)
PLACE = scored(
    "intensity",
    "pain-at-place",
    "Pain at one place of the body right now (0-10), patient-reported",
    "How bad the pain is at the place in bodySite; without a value where that was not answered.",
)
LATERALITY = Item("side", "laterality", "Side of the body", "The person's own left and right.")
DETAILS = (
    LATERALITY,
    Item(
        "band_or_shooting_pain",
        "band-or-shooting-pain",
        "Back or neck pain like a band, or shooting",
        "Whether the person ticked it, new or getting worse, of this place.",
    ),
    Item(
        "spine_pain_signs",
        "spine-pain-signs",
        "Back or neck pain with a sign",
        "Worse lying down, at night, on coughing or straining, or constant and severe.",
    ),
    Item("qualities", "pain-quality", "Pain quality", "What it feels like.", loinc="32419-4"),
    Item("pattern", "pattern", "Pattern of the pain", "How the pain comes."),
    Item("worse_with", "worse-with", "Worse with", "What makes the pain worse."),
    Item("better_with", "better-with", "Better with", "What makes the pain better."),
    Item("is_new", "is-new", "New pain", "Whether the person calls this pain new."),
    Item("sudden_onset", "sudden-onset", "Sudden onset", "Whether it came on suddenly."),
    Item("night_waking", "night-waking", "Wakes at night", "Whether it wakes the person."),
    Item("team_knows", "team-knows", "Team knows", "Whether the care team knows about it."),
    Item(
        "carried_from",
        "carried-from",
        "Carried over from",
        "The day this was said; the person then confirmed that it was as before.",
    ),
)
PLACES = Family(PainPlace, (Panel(PLACE, DETAILS),))
RELIEF = Item("relief_pct", "relief-pct", "Pain that went away", "0 none of it, 100 all.", "%")
FLARES = Family(
    BreakthroughEntry,
    (
        Panel(
            scored(
                "peak",
                "breakthrough-peak",
                "Flare of pain: at its worst (0-10), patient-reported",
                "How bad a short flare of pain became, 0 to 10.",
            ),
            (
                Item("minutes", "breakthrough-minutes", "Lasted", "How long it lasted.", "min"),
                Item("trigger", "breakthrough-trigger", "Set off by", "What set the flare off."),
                Item("medicine_taken", "breakthrough-medicine", "Taken for it", "In own words."),
                RELIEF,
                Item(
                    "relief_after_minutes",
                    "relief-after-minutes",
                    "Time until relief",
                    "How long until it helped.",
                    "min",
                ),
            ),
        ),
    ),
)
UNKNOWN = {
    "dataAbsentReason": {
        "coding": [
            {
                "system": "http://terminology.hl7.org/CodeSystem/data-absent-reason",
                "code": "unknown",
            }
        ],
        "text": "not answered",
    }
}


def entries(doc: Document) -> Iterator[SectionEntry]:
    """Give scores, places and flares."""
    days = []
    for row in doc.rows(PainEntry).prefetch_related("places").iterator(chunk_size=500):
        days.append(row.day)
        scores = of_row(doc, row, SCORES)
        places = [_place(doc, row, place) for place in row.places.all()]
        if places:
            scores[0]["hasMember"] = [doc.ref(place["id"]) for place in places]
        yield from (SectionEntry(LOGS, resource) for resource in scores)
        yield from (SectionEntry("", resource) for resource in places)
    yield from counted(PainEntry, days)
    yield from of_family(doc, FLARES)


def _place(doc: Document, row: PainEntry, place: PainPlace) -> dict:
    value = values_of(PLACE, place)
    said = {
        **(value[0] if value else UNKNOWN),
        "bodySite": body_site(doc, place.site, place.side),
        "component": parts_of(DETAILS, place),
    }
    part = f"{PLACE.code}.{place.code}"
    return observation(doc, row, part, PLACE.concept(), "survey", when(row), said)
