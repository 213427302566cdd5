"""What tests said, as it stands on the report. No result is judged here."""

from collections.abc import Iterator

from carelog.entries import words
from carelog.entries.models import day_in_words
from carelog.exchange.fhir.codes import Code, Item
from carelog.exchange.fhir.document import Document, SectionEntry
from carelog.exchange.fhir.known_codes import result_codings, result_quantity
from carelog.exchange.fhir.observations import observation, parts_of, when, with_note
from carelog.logs.models import ResultEntry
from carelog.logs.models.results import SCAN_CODES

RESULTS = "results"
TEST = Item("test", "result", "Test result", "A result that the person copied from a report.")
#: Tests that are none of the list and have a name of their own.
OTHERS = ("other", "other_scan")
NAME = Item("name", "result-name", "Name on the report", "As the person copied it.")
REPORT = Item("report", "result-report", "Words of the report", "As the person copied them.")
PLACE = Item("place", "result-place", "Where it was done", "As the person wrote it.")


def codes() -> Iterator[Code]:
    """Give every code of ours that results use."""
    for item in (TEST, NAME, REPORT, PLACE):
        yield from item.codes(ResultEntry) if item is TEST else (item.as_code(),)


def entries(doc: Document) -> Iterator[SectionEntry]:
    """Give each result of the period."""
    for row in doc.rows(ResultEntry).iterator():
        line = f"{day_in_words(row.day)}: {words.in_short(row)}"
        resource = _result(doc, row)
        with_note(doc, row, [resource], "laboratory")
        yield SectionEntry(RESULTS, resource, line)


def _result(doc: Document, row: ResultEntry) -> dict:
    field = row._meta.get_field("test")
    name = row.name if row.name and row.test in OTHERS else ""
    code = TEST.answer(field, row.test).concept(name)
    code["coding"] += result_codings(row)
    more = (PLACE,) if name else (NAME, PLACE)
    said: dict[str, object] = {"valueString": row.report}
    parts = more
    if row.value is not None:
        said, parts = {"valueQuantity": result_quantity(row, row.value)}, (*more, REPORT)
    components = parts_of(parts, row)
    is_imaging = row.test in SCAN_CODES and row.test != "biopsy"
    category = "imaging" if is_imaging else "laboratory"
    return observation(
        doc, row, "result", code, category, when(row), said | _range(row) | _list(components)
    )


def _list(components: list[dict]) -> dict:
    return {"component": components} if components else {}


def _range(row: ResultEntry) -> dict:
    """Return the lab's own range, as typed from the report."""
    ends = {"low": row.ref_low, "high": row.ref_high}
    found = {name: result_quantity(row, value) for name, value in ends.items() if value is not None}
    return {"referenceRange": [found]} if found else {}
