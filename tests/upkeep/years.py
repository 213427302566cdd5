"""Reading a demo year from the database: every kept row, days with entries, gaps, a digest."""

import hashlib
import json
from datetime import date, datetime
from itertools import pairwise

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder

from carelog.diary.kinds import RECORDED
from carelog.entries.models import Dated
from carelog.logs.models import KINDS, CheckIn, PainEntry
from carelog.patients import saving
from carelog.patients.models import Kept, Patient, Revision
from carelog.safety.models import PrivateAnswer, RaisedWarning

DATED = [kind for kind in RECORDED if issubclass(kind, Dated)]
#: But for what is kept for one person alone, of which nothing is made.
EVERY_KEPT = [
    model for model in apps.get_models() if issubclass(model, Kept) and model is not PrivateAnswer
]


def entries(patient: Patient) -> list:
    """Return all entries of all log kinds that stand."""
    rows = (kind.objects.filter(patient=patient) for kind in KINDS)
    return [row for of_kind in rows for row in of_kind.select_related("recorded_by")]


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


def history(patient: Patient, until: datetime) -> list[str]:
    """Return every save and every warning before a moment, in lines, keys and times included."""
    saved = Revision.objects.filter(patient=patient, at__lt=until).select_related("by")
    raised = RaisedWarning.objects.filter(patient=patient, raised_at__lt=until)
    return _lines([*map(_turn, saved), *map(_warning, raised)])


def digest(patient: Patient) -> str:
    """Return a digest of all that is kept of a record: rows, history and warnings."""
    rows = [
        [
            *(model.__name__, str(row.uid), row.version, row.digest, _who(row.recorded_by)),
            *(saving.snapshot_of(row), row.created_at, row.updated_at, row.removed_at),
        ]
        for model in EVERY_KEPT
        for row in model.everything.filter(patient=patient).select_related("recorded_by")
    ]
    rows += map(_turn, Revision.objects.filter(patient=patient).select_related("by"))
    rows += map(_warning, RaisedWarning.objects.filter(patient=patient))
    return hashlib.sha256("\n".join(_lines(rows)).encode()).hexdigest()


def _lines(rows: list) -> list[str]:
    return sorted(json.dumps(row, cls=DjangoJSONEncoder, sort_keys=True) for row in rows)


def _turn(turn: Revision) -> list:
    who = _who(turn.by)
    return [turn.model, str(turn.uid), turn.version, turn.act, turn.at, who, turn.snapshot]


def _warning(raised: RaisedWarning) -> list:
    triggers = [
        [str(hit.entry_uid), hit.entry_version, hit.facts, hit.at] for hit in raised.triggers.all()
    ]
    states = [[act.state, act.at, _who(act.recorded_by)] for act in raised.states.all()]
    receipt = [raised.rule, raised.title, raised.body, raised.raised_at, raised.ended_at]
    return [*receipt, *triggers, *states]


def _who(user) -> str:
    return user.email if user else ""


def counts() -> dict[str, int]:
    """Return how many rows stand in each table."""
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy
    }
