"""Where a recorded column comes out: who asks it, what answers it, who sees it, in which files.

Measured, not stated: a row is kept once whole and once with another answer in one column, and an
output that differs tells it.
"""

import json
import uuid
from collections.abc import Iterator
from datetime import timedelta

from django.db import IntegrityError, transaction

from carelog.appointments.models import Appointment, Event, Question
from carelog.diary.kinds import RECORDED, form_for
from carelog.entries import words
from carelog.entries.models import Recorded
from carelog.exchange.fhir.bundle import bundle_of
from carelog.exchange.tables.catalog import TABLES, columns_of
from carelog.logs.models import (
    BowelsEntry,
    BreakthroughEntry,
    DietEntry,
    FallEntry,
    ResultEntry,
    SymptomsEntry,
    TemperatureEntry,
    WeightEntry,
)
from carelog.medications.models import Dose, Medication
from carelog.patients.access import Access
from carelog.safety.published import PUBLISHED
from carelog.summary.sections import sections_in_words, summarise
from tests import cast, kinds

TODAY = cast.NOON.date()
KEY = uuid.UUID("00000000-0000-4000-8000-00000000701d")
_NO_DETAIL = {"relief_at": None, "pain_before": None, "body_side": ""}
#: What makes a row count as of now, and leaves room for another answer.
BASE: dict[type[Recorded], dict] = {
    Medication: {"stopped_on": None, "stop_reason": ""},
    BowelsEntry: {"stool_form": None},
    Question: {"answer": "", "asked_at": None},
}
#: Another answer where a row cannot be without one, with what that answer needs beside it.
OTHER: dict[type[Recorded], dict] = {
    BreakthroughEntry: {"peak": 3},
    BowelsEntry: {"moved": False, "stool_form": 3},
    WeightEntry: {"weight_kg": 80},
    TemperatureEntry: {"temp_c": 36},
    FallEntry: {"kind": "near_fall"},
    DietEntry: {"evening": "half"},
    ResultEntry: {"test": "creatinine", "value": 3, "name": "x"},
    Medication: {"name": "Other", "form": "capsule", "route": "other", "strength": 5}
    | {"strength_unit": "mcg", "started_on": TODAY, "strength_per_ml": 2, "paracetamol_mg": 300}
    | {"stopped_on": TODAY, "stop_reason": {"stop_reason": "x", "stopped_on": TODAY}},
    Dose: {"units": 2, "patch_off_at": cast.NOON, "over_limit_reason": "x", "due_at": cast.NOON}
    | {"skip_reason": {"skip_reason": "forgot", "units": None, "relief_pct": None, **_NO_DETAIL}},
    Appointment: {"kind": "blood_test", "state": "cancelled", "dental_work": "check"}
    | {"starts_at": cast.NOON + timedelta(hours=3)},
    Question: {"text": "x", "asked_at": cast.NOON}
    | {"answer": {"answer": "x", "asked_at": cast.NOON}},
    Event: {"kind": "other", "started_on": TODAY - timedelta(days=40), "site": {"site": "rib"}},
}


def columns() -> Iterator[tuple[type[Recorded], str]]:
    """Give every column that a person answers, but the sheet's: each of its ticks has tests."""
    for kind in RECORDED:
        if kind is not SymptomsEntry:
            yield from ((kind, name) for name in kind.own_fields() if name != "medication_uid")


def outputs(access: Access, kind: type[Recorded], /, **values: object) -> tuple[str, str, str]:
    """Return what a row's page, the summary and the Bundle of its record say.

    Raises IntegrityError where no such row can be.
    """
    with transaction.atomic():
        row = kinds.keep(access, kind, **{"uid": KEY} | BASE.get(kind, {}) | values)
        page = str([(line.label, str(line.value)) for line in words.answered(row)])
        summary = summarise(access, since=None, today=TODAY)
        team = repr([section.said for section in sections_in_words(access, summary)])
        bundle = bundle_of(access, since=TODAY, today=TODAY, generated_at=cast.NOON)
        transaction.set_rollback(True)
    return page, team, json.dumps(bundle, sort_keys=True)


def other(kind: type[Recorded], name: str) -> dict[str, object]:
    """Return another answer than the example's: none, where a row can be without one."""
    if name in OTHER.get(kind, {}):
        value = OTHER[kind][name]
        return value if isinstance(value, dict) else {name: value}
    return {name: None if kind._meta.get_field(name).null else ""}


def told(access: Access, kind: type[Recorded], name: str, whole: tuple[str, str, str]) -> str:
    """Return a line of the table for a column, `whole` being the outputs of the example."""
    try:
        found = outputs(access, kind, **other(kind, name))
    except IntegrityError:
        raise AssertionError(f"{kind.slug}.{name} needs another answer in OTHER") from None
    page, team, bundle = (a != b for a, b in zip(found, whole, strict=True))
    heads = [column.head for column in columns_of(access, TABLES[kind.slug].model)]
    cells = (
        name in form_for(kind).base_fields and "form",
        "line" if PUBLISHED.get(kind.slug) else "saved",
        page and "page",
        team and "team",
        any(head.split(" ")[0] == name for head in heads) and "csv",
        bundle and "fhir",
    )
    return " ".join(cell or "-" for cell in cells)
