"""What a person is asked about, for the told table: an example of each, and another answer to each.

Whatever can be asked is one `Asked` of ASKED. Every kind of RECORDED is there by itself; what else
is asked joins as `CheckIn` does: a function that writes an example, one `Asked`, and its rows in
`tests/frame/told_table.py`.
"""

import uuid
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import models
from django.forms.forms import BaseForm

from carelog.appointments.models import Appointment, Decision, Event, Question
from carelog.diary import timeline
from carelog.diary.check_in_answer import published_of
from carelog.diary.forms import DoneForm
from carelog.diary.kinds import RECORDED, form_for
from carelog.entries import words
from carelog.entries.forms import form_of
from carelog.entries.models import Recorded
from carelog.logs.body_map import label_for
from carelog.logs.forms.pain import PlaceForm
from carelog.logs.models import (
    BowelsEntry,
    BreakthroughEntry,
    CheckIn,
    DietEntry,
    FallEntry,
    PainEntry,
    PainPlace,
    ResultEntry,
    SymptomsEntry,
    TemperatureEntry,
    WeightEntry,
)
from carelog.logs.models.pain import SPINE_SIGNS
from carelog.medications.models import Dose, Medication
from carelog.patients import saving
from carelog.patients.access import Access, changing
from carelog.patients.forms import NumberForm, PatientForm
from carelog.patients.models import Kept, Number, Patient
from carelog.safety import private
from carelog.safety.models import PrivateAnswer
from carelog.safety.private_words import told_of
from carelog.safety.published import published
from carelog.safety.warnings import calls
from tests import cast, kinds

TODAY = cast.NOON.date()
KEY = uuid.UUID("00000000-0000-4000-8000-00000000701d")
#: When something was, which every page and file tells.
WHEN = ("at", "zone", "day")
_NO_DETAIL = {"relief_at": None, "pain_before": None, "body_side": ""}
#: What makes a row count as of now, and leaves room for another answer.
BASE: dict[type[Recorded], dict] = {
    Medication: {"stopped_on": None, "stop_reason": ""},
    BowelsEntry: {"stool_form": None},
    Question: {"answer": "", "asked_at": None},
    Decision: {"done_at": None},
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
    Decision: {"text": "x", "done_at": cast.NOON},
    Event: {"kind": "other", "started_on": TODAY - timedelta(days=40), "site": {"site": "rib"}},
}


@dataclass(frozen=True)
class Asked:
    """Something a person is asked about, by its word in the table.

    `keep` writes an example with some values changed, `page` gives what a page shows of it, and
    `line` the published line after its save, or nothing. `others` are as in OTHER.
    """

    slug: str
    model: type[models.Model]
    names: tuple[str, ...]
    form: type[BaseForm]
    keep: Callable[..., models.Model]
    page: Callable[[Access, models.Model], object]
    line: Callable[[Access, models.Model], object]
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
        note = {"note": "a note"} if "note" in kind.kept_fields else {}
        return kinds.keep(access, kind, **{"uid": KEY} | note | BASE.get(kind, {}) | values)

    return Asked(
        kind.slug,
        kind,
        tuple(
            name
            for name in kind.kept_fields
            if name not in (*WHEN, "medication_uid", "visit_uid", "carried_from")
        ),
        form_for(kind),
        keep,
        lambda _access, row: [words.answered(row), getattr(row, "note", "")],
        lambda access, _row: published(access, [kind.slug]),
        OTHER.get(kind, {}),
    )


def _kept(access: Access, row: Kept) -> Kept:
    with changing(access):
        return saving.keep_new(access, row)


def keep_check_in(access: Access, **values: object) -> Kept:
    """Write the one thing the team should know."""
    when = {"opened_at": cast.NOON, "zone": access.patient.zone, "day": TODAY}
    said = {"main_concern": "the stairs"} | values
    return _kept(access, CheckIn(patient=access.patient, uid=KEY, **when, **said))


def keep_number(access: Access, **values: object) -> Kept:
    """Write a number to call."""
    said = {"role": "cancer_line", "number": "+49 30 5550", "hours": "day and night"} | values
    return _kept(access, Number(patient=access.patient, uid=KEY, **said))


def keep_patient(access: Access, **values: object) -> Patient:
    """Write what the record says of the person, and a pain for the goal to be seen beside."""
    kinds.keep(access, PainEntry, uid=KEY)
    said = {"sex": "female", "height_cm": 168, "cancer_type": "breast", "bones": ["hip"]}
    said |= {"phone": "+49 30 5551"}
    patient = copy(access.patient)
    for name, value in (said | {"pain_goal": 3} | values).items():
        setattr(patient, name, value)
    patient.save()
    return patient


CHECK_IN = Asked(
    "check-ins",
    CheckIn,
    ("main_concern", "too_ill"),
    DoneForm,
    keep_check_in,
    lambda access, _row: [line.said for line in timeline.of_day(access, [CheckIn], TODAY)],
    published_of,
    {"too_ill": True},
)
NUMBER = Asked(
    "numbers",
    Number,
    Number.kept_fields,
    NumberForm,
    keep_number,
    lambda access, _row: calls(access),
    lambda _access, _row: None,
    {"role": "team", "number": "110"},
)
PATIENT = Asked(
    "record",
    Patient,
    tuple(one.name for one in Patient._meta.fields if one.editable and not one.primary_key),
    PatientForm,
    keep_patient,
    lambda _access, row: [one.value() for one in PatientForm(instance=row)],
    lambda _access, _row: None,
    {"name": "Other", "birth_year": 1959, "birth_date": date(1958, 5, 5), "country": "AT"}
    | {"zone": "Europe/Vienna", "bones": ["rib"]},
)


def keep_place(access: Access, **values: object) -> models.Model:
    """Write a pain in one place of the spine, with all there is to say of it."""
    said = {"site": "spine_thoracic", "side": "middle", "carried_from": TODAY, "intensity": 6}
    said |= dict.fromkeys(("is_new", "sudden_onset", "night_waking", "team_knows"), True)
    said |= dict.fromkeys(SPINE_SIGNS, True)
    said |= {"pattern": "flares", "qualities": ["dull"], "worse_with": ["lying"]}
    place = PainPlace(**said | {"better_with": ["heat"]} | values)
    with changing(access):
        pain = saving.keep_new(
            access, kinds.example(PainEntry, access.patient), {"places": [place]}
        )
    return pain.places.get()


PLACE = Asked(
    "pain-places",
    PainPlace,
    PainPlace.kept_fields,
    PlaceForm,
    keep_place,
    lambda _access, row: [
        label_for(row.code),
        row.carried_from,
        words.lines_of(row, PainPlace.detail_fields),
    ],
    lambda access, _row: published(access, ["pain"]),
    {"site": "spine_lumbar", "side": "left"}
    | {name: {name: []} for name in ("qualities", "worse_with", "better_with")},
)
PRIVATE = Asked(
    PrivateAnswer.slug,
    PrivateAnswer,
    PrivateAnswer.own_fields(),
    form_of(PrivateAnswer),
    lambda access, **values: cast.make_private(
        access, **{"self_harm": "active", "feels_unsafe": True} | values
    ),
    lambda access, row: told_of(access, row).lines,
    lambda access, row: [*private.receipts(access, row)] or published(access, ["mood"]),
)
#: All that is asked, but the sheet of signs: each of its ticks has tests.
ASKED = {kind.slug: of_kind(kind) for kind in RECORDED if kind is not SymptomsEntry}
ASKED |= {one.slug: one for one in (CHECK_IN, NUMBER, PATIENT, PLACE, PRIVATE)}
