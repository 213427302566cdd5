"""The emergency facts as a page tells them: what was written down, and what the medicines say.

What nobody wrote down has no words here: it is never told as "none".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from carelog.entries.days import Day
from carelog.entries.models import day_in_words
from carelog.entries.words import in_words
from carelog.medications.models import Medication
from carelog.medications.models.choices import DrugClass
from carelog.patients import clock
from carelog.patients.access import Access
from carelog.patients.reading import read
from carelog.safety.models import EmergencyFacts

#: Of the columns, those told before what the medicines say, and those told after it.
FIRST, LAST = EmergencyFacts.kept_fields[:3], EmergencyFacts.kept_fields[3:]
BONE_CLASSES = (DrugClass.BISPHOSPHONATE, DrugClass.RANKL_ANTIBODY)
IS_BONE = Q(bone_agent=True) | Q(drug_class__in=BONE_CLASSES)
IS_OPIOID = Q(drug_class=DrugClass.OPIOID) | ~Q(opioid="")
#: The columns of a medicine that are told here, and those that say which fact it is.
SAID_OF = (
    *("name", "form", "strength", "strength_unit", "strength_per_ml", "stopped_on"),
    *("bone_agent", "drug_class", "opioid"),
)


@dataclass(frozen=True)
class Fact:
    """One line: what it is about, and what was written down of it; "" where nothing was."""

    label: str
    value: str


def facts_of(access: Access) -> list[Fact]:
    """Return every line there can be in the reader's scope, in the order they are told."""
    if not access.may_see(EmergencyFacts):
        return []
    row = access.first(EmergencyFacts)
    return [*_lines(row, FIRST), *_of_medicines(access), *_lines(row, LAST)]


def told(access: Access) -> list[Fact]:
    """Return the lines of which something was written down."""
    return [fact for fact in facts_of(access) if fact.value]


def written(access: Access) -> list[Fact]:
    """Return the lines a person wrote, without what the medicines say."""
    lines = _lines(access.first(EmergencyFacts), EmergencyFacts.kept_fields)
    return [fact for fact in lines if fact.value]


def _lines(row: EmergencyFacts | None, names: Iterable[str]) -> list[Fact]:
    return [Fact(capfirst(str(EmergencyFacts.brief[name])), _said(row, name)) for name in names]


def _said(row: EmergencyFacts | None, name: str) -> str:
    value = getattr(row, name, "")
    return in_words(EmergencyFacts, name, value) if value else ""


def _of_medicines(access: Access) -> list[Fact]:
    """Return bone medicines, those stopped too as they work for long, and opioids of today."""
    today = clock.today(access.patient)
    found = read(access, (Medication,), _begun, today=today)
    rows = [Medication(**dict(zip(SAID_OF, values, strict=True))) for values in found]
    bone = [row for row in rows if row.bone_agent or row.drug_class in BONE_CLASSES]
    opioid = [row for row in rows if row.opioid or row.drug_class == DrugClass.OPIOID]
    return [
        Fact(_("Medicine that strengthens bone"), _names(bone, today)),
        Fact(_("Opioid"), _names([row for row in opioid if not _has_stopped(row, today)], today)),
    ]


def _begun(rows: QuerySet[Medication], *, today: Day) -> QuerySet[Any, Any]:
    begun = rows.filter(IS_BONE | IS_OPIOID, started_on__lte=today)
    return begun.order_by("name", "pk").values_list(*SAID_OF)


def _names(rows: Iterable[Medication], today: date) -> str:
    return "; ".join(_name(row, today) for row in rows)


def _name(row: Medication, today: date) -> str:
    if row.stopped_on is None or not _has_stopped(row, today):
        return row.short_words()
    stopped = {"medicine": row.short_words(), "day": day_in_words(row.stopped_on)}
    return _("%(medicine)s (stopped %(day)s)") % stopped


def _has_stopped(row: Medication, today: date) -> bool:
    return row.stopped_on is not None and row.stopped_on <= today
