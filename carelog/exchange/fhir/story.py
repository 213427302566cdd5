"""What a person said at a check-in beside its numbers."""

from collections.abc import Iterator

from carelog.entries.models import day_in_words
from carelog.exchange.fhir.codes import Code
from carelog.exchange.fhir.document import Document, SectionEntry
from carelog.exchange.fhir.observations import LOGS, observation, span
from carelog.logs.models import CheckIn

STORY = "story"
CONCERN = Code(
    "main-concern",
    "The one thing the person wants the team to know",
    "In the person's own words, at the end of a check-in.",
)
TOO_ILL = Code("too-ill", "Too ill to answer that day", "The person said so instead of answering.")


def codes() -> Iterator[Code]:
    """Give every code of ours that check-ins use."""
    yield from (CONCERN, TOO_ILL)


def entries(doc: Document) -> Iterator[SectionEntry]:
    """Give what the person wants told, where it is shared, and the days they were too ill."""
    concern = doc.access.sees("concern")
    rows = doc.rows(CheckIn)
    for row in rows.exclude(main_concern="", too_ill=False):
        time = span(row.opened_at, row.zone)
        if row.main_concern and concern:
            words = {"valueString": row.main_concern}
            code = CONCERN.concept()
            resource = observation(doc, row, CONCERN.code, code, "survey", time, words)
            yield SectionEntry(STORY, resource, f"{day_in_words(row.day)}: {row.main_concern}")
        if row.too_ill:
            said, code = {"valueBoolean": True}, TOO_ILL.concept()
            yield SectionEntry(
                LOGS, observation(doc, row, TOO_ILL.code, code, "survey", time, said)
            )
