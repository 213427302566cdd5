"""Mood: the PHQ-4 as a QuestionnaireResponse with its sums, and the number of the week.

Only a reader whose scope has mood is given any of it.
"""

from collections.abc import Iterator

from django.utils.text import capfirst

from carelog.clinical.scores import GAD2_ITEMS, Phq4
from carelog.exchange.fhir.codes import LOINC, Code, Family, Item, Panel, loinc
from carelog.exchange.fhir.document import Document, SectionEntry
from carelog.exchange.fhir.elements import moment, quantity
from carelog.exchange.fhir.observations import LOGS, counted, observation, of_panel, when, with_note
from carelog.logs.models import MoodEntry
from carelog.logs.models.mood import ITEMS
from carelog.patients.models.kept import column_of

PANEL, TOTAL, PHQ2_TOTAL = "69724-3", "70272-0", "55758-7"
#: Keyed by item and never by position: published code does not agree on their order.
LOINC_ITEMS = {
    "phq4_nervous": "69725-0",
    "phq4_worry": "68509-9",
    "phq4_interest": "44250-9",
    "phq4_down": "44255-8",
}
LOINC_ANSWERS = ("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9")
#: LOINC has no code for this sum: 70274-6 is that of the GAD-7, another questionnaire.
GAD2 = Code("gad-2", "GAD-2 total (0-6)", "Sum of the PHQ-4 items on worry, 0 to 6.")
WEEK = Family(
    MoodEntry,
    (
        Panel(
            Item(
                "distress",
                "distress-0-10",
                "Upset or stressed this week (0-10), patient-reported",
                "CareLog's own question. Not the Distress Thermometer.",
                "{score}",
                hours=7 * 24,
            )
        ),
    ),
)


def entries(doc: Document) -> Iterator[SectionEntry]:
    """Give answer sheets, sums and the number of the week."""
    days = []
    for row in doc.rows(MoodEntry).iterator():
        days.append(row.day)
        distress = of_panel(doc, row, WEEK.panels[0], WEEK.category)
        found = [] if distress is None else [distress]
        if (scores := row.scores) is not None:
            sheet = _sheet(doc, row)
            yield SectionEntry(LOGS, sheet)
            found += _sums(doc, row, scores, sheet)
        for resource in with_note(doc, row, found, WEEK.category):
            yield SectionEntry(LOGS, resource)
    yield from counted(MoodEntry, days)


def _answer(value: int) -> dict:
    words = dict(column_of(MoodEntry, ITEMS[0]).flatchoices)[value]
    return {"system": LOINC, "code": LOINC_ANSWERS[value], "display": str(words)}


def _question(name: str) -> str:
    return capfirst(str(column_of(MoodEntry, name).verbose_name))


def _sheet(doc: Document, row: MoodEntry) -> dict:
    """Return the answers as they were given; an unanswered question is left out."""
    given = [name for name in ITEMS if getattr(row, name) is not None]
    return {
        **doc.head("QuestionnaireResponse", row),
        "questionnaire": f"{LOINC}/q/{PANEL}",
        "status": "completed",
        "subject": doc.patient,
        "authored": moment(row.at, row.zone),
        **doc.by("author", row.recorded_by_id),
        "source": doc.patient,
        "item": [
            {
                "linkId": LOINC_ITEMS[name],
                "text": _question(name),
                "answer": [{"valueCoding": _answer(getattr(row, name))}],
            }
            for name in given
        ],
    }


def _sums(doc: Document, row: MoodEntry, scores: Phq4, sheet: dict) -> Iterator[dict]:
    """Give the sums whose questions are all answered, each with what it was made of."""
    own = GAD2.concept()
    codes = (
        ("total", scores.total, {"coding": [loinc(TOTAL)], "text": "PHQ-4 total (0-12)"}, ()),
        ("phq2", scores.phq2, {"coding": [loinc(PHQ2_TOTAL)], "text": "PHQ-2 total (0-6)"}, ()),
        (GAD2.code, scores.gad2, own, GAD2_ITEMS),
    )
    for part, value, code, items in codes:
        if value is None:
            continue
        parts = [
            {
                "code": {"coding": [loinc(LOINC_ITEMS[name])], "text": _question(name)},
                "valueCodeableConcept": {"coding": [_answer(getattr(row, name))]},
            }
            for name in items
        ]
        said = {
            "valueQuantity": quantity(value, "{score}"),
            "derivedFrom": [doc.ref(sheet["id"])],
            **({"component": parts} if parts else {}),
        }
        yield observation(doc, row, part, code, WEEK.category, when(row), said)
