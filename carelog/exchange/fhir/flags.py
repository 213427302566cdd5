"""Warnings that CareLog raised: prompts of an app, and never a finding."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.text import capfirst

from carelog.exchange.fhir.codes import Code
from carelog.exchange.fhir.document import Document, SectionEntry
from carelog.exchange.fhir.elements import hl7, period
from carelog.exchange.tables.catalog import kept_rows
from carelog.exchange.tables.people import NOBODY
from carelog.safety.listed import RULES, Rule
from carelog.safety.models import RaisedWarning, WarningState
from carelog.safety.states import standing
from carelog.safety.warnings import as_of, ticked_words
from education.signs import WORDS

ALERTS = "alerts"
BY_ID = {rule.id: rule for rule in RULES}


def rule_code(rule: Rule) -> Code:
    """Return a rule as a code of ours: what has to be ticked for it to speak."""
    ticks = ", ".join(str(WORDS[field].of(code)) for field, codes in rule.signs for code in codes)
    says = f"An app prompt, not a diagnosis. Shown when one of these is ticked: {ticks}."
    return Code(rule.id, f"App prompt {rule.id}", says)


def codes() -> Iterator[Code]:
    """Give every rule there is."""
    yield from map(rule_code, RULES)


def entries(doc: Document) -> Iterator[SectionEntry]:
    """Give the warnings that were raised, ticked or ended in the period, and those still open."""
    ticked = Q(triggers__at__range=(doc.start, doc.finish))
    in_period = Q(raised_at__gte=doc.start) | Q(ended_at=None) | Q(ended_at__gte=doc.start) | ticked
    rows = kept_rows(doc.access, RaisedWarning).filter(in_period, raised_at__lte=doc.finish)
    stood = as_of(doc.access, rows.distinct(), doc.finish)
    notes = standing(doc.access, stood, doc.finish)
    for row in stood:
        ended = f"ended: {row.get_ending_display()}" if row.ending else "still open"
        ticks = "; ".join(ticked_words(row))
        said = "".join(_said(doc, one) for one in notes[row.pk])
        words = f"App prompt, not a diagnosis. {row.title}. Ticked: {ticks}. {ended}.{said}"
        yield SectionEntry(ALERTS, _flag(doc, row, words), f"{row.raised_at:%Y-%m-%d}: {words}")


def _said(doc: Document, state: WarningState) -> str:
    """Return what was noted: what, who, when, and the words."""
    who = doc.people.get(state.recorded_by_id, NOBODY) if state.recorded_by_id else NOBODY
    by = who.name or who.relation or "somebody"
    text = f": “{state.text}”" if state.text else ""
    return f" {capfirst(state.state)} {state.at:%Y-%m-%d %H:%M} UTC, {by}{text}."


def _flag(doc: Document, row: RaisedWarning, words: str) -> dict:
    rule = BY_ID.get(row.rule)
    # A rule of an earlier version may no longer be there: its own words still are.
    coding = {"coding": [rule_code(rule).coding()]} if rule else {}
    return {
        **doc.head("Flag", row),
        "status": "active" if row.is_open else "inactive",
        "category": [hl7("flag-category", "clinical")],
        "code": {**coding, "text": words},
        "subject": doc.patient,
        "period": period(row.raised_at, row.ended_at, doc.access.patient.zone),
        **doc.by("author", row.raised_by_id),
    }
