"""Reading a demo year from the database: every kept row, days with entries, gaps, a digest."""

import hashlib
import json
from datetime import date
from itertools import pairwise

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder

from carelog.diary.kinds import RECORDED
from carelog.entries.models import Dated
from carelog.logs.models import KINDS, CheckIn, PainEntry
from carelog.patients import keeping
from carelog.patients.models import Kept, Patient, Revision
from carelog.safety.models import RaisedWarning

DATED = [kind for kind in RECORDED if issubclass(kind, Dated)]
EVERY_KEPT = [model for model in apps.get_models() if issubclass(model, Kept)]


def entries(patient: Patient) -> list:
    """Return all entries of all log kinds that stand."""
    return [row for kind in KINDS for row in kind.objects.filter(patient=patient)]


def days_with_entries(patient: Patient) -> list[date]:
    """Return the days with any dated row or check-in, oldest first."""
    days = set()
    for model in (*DATED, CheckIn):
        days |= {*model.objects.filter(patient=patient).values_list("day", flat=True)}
    return sorted(days)


def gaps(patient: Patient) -> list[int]:
    """Return the lengths of the stretches of days without anything, shortest first."""
    steps = [(after - before).days for before, after in pairwise(days_with_entries(patient))]
    return sorted(step - 1 for step in steps if step > 1)


def worst_between(patient: Patient, start: date, end: date) -> float:
    """Return the mean of the worst pain of the days from `start` to `end`, both included."""
    rows = PainEntry.objects.filter(patient=patient, day__range=(start, end))
    scores = list(rows.values_list("worst_24h", flat=True))
    return sum(scores) / len(scores)


def digest(patient: Patient) -> str:
    """Return a digest of all that is kept of a record: rows, history and warnings."""
    rows = [
        [
            *(model.__name__, str(row.uid), row.version, row.digest, _who(row.recorded_by)),
            *(keeping.snapshot_of(row), row.created_at, row.updated_at, row.removed_at),
        ]
        for model in EVERY_KEPT
        for row in model.everything.filter(patient=patient).select_related("recorded_by")
    ]
    rows += [
        [turn.model, str(turn.uid), turn.version, turn.act, turn.at, _who(turn.by), turn.snapshot]
        for turn in Revision.objects.filter(patient=patient).select_related("by")
    ]
    rows += [
        [
            *(w.rule, w.title, w.body, w.raised_at, w.ended_at, w.ending),
            *([str(t.entry_uid), t.entry_version, t.facts, t.at] for t in w.triggers.all()),
        ]
        for w in RaisedWarning.objects.filter(patient=patient)
    ]
    lines = sorted(json.dumps(row, cls=DjangoJSONEncoder, sort_keys=True) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _who(user) -> str:
    return user.email if user else ""


def counts() -> dict[str, int]:
    """Return how many rows stand in each table."""
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy
    }
