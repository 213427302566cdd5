"""What a person is asked about, for the told table: an example of each, and another answer to each.

Whatever can be asked is one `Asked` of ASKED. Every kind of RECORDED is there by itself.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import models
from django.forms.forms import BaseForm

from carelog.appointments.models import Appointment, Event, Question
from carelog.diary.kinds import RECORDED, form_for
from carelog.entries import words
from carelog.entries.models import Recorded
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


@dataclass(frozen=True)
class Asked:
    """Something a person is asked about, by its word in the table.

    `keep` writes its example with some values changed, `page` says what a page shows of it, and
    `answer` how its save is answered. `others` are as OTHER.
    """

    slug: str
    model: type[models.Model]
    names: tuple[str, ...]
    form: type[BaseForm]
    keep: Callable[..., models.Model]
    page: Callable[[Access, models.Model], object]
    answer: str
    others: dict = field(default_factory=dict)

    def other(self, name: str) -> dict[str, object]:
        """Return another answer than the example's: none, where a row can be without one."""
        if name in self.others:
            value = self.others[name]
            return value if isinstance(value, dict) else {name: value}
        return {name: None if self.model._meta.get_field(name).null else ""}


def of_kind(kind: type[Recorded]) -> Asked:
    """Return a kind as what is asked: its form, its page, and its line after a save."""

    def keep(access: Access, **values: object) -> Recorded:
        return kinds.keep(access, kind, **{"uid": KEY} | BASE.get(kind, {}) | values)

    return Asked(
        kind.slug,
        kind,
        tuple(name for name in kind.own_fields() if name != "medication_uid"),
        form_for(kind),
        keep,
        lambda _access, row: words.answered(row),
        "line" if kind.slug in PUBLISHED else "saved",
        OTHER.get(kind, {}),
    )


#: All that is asked, but the sheet of signs: each of its ticks has tests.
ASKED = {kind.slug: of_kind(kind) for kind in RECORDED if kind is not SymptomsEntry}
