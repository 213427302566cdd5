"""Records to make Bundles of: one with everything, one with nothing, one with odd text in it."""

import uuid
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import time_machine
from django.db import models

from carelog.appointments.models import Appointment, Event, Question
from carelog.diary.kinds import RECORDED
from carelog.entries.row_keys import RowKey, RowKeyOrNone
from carelog.exchange.fhir.bundle import bundle_of, made_of
from carelog.exchange.fhir.parts import files_of
from carelog.logs.models import CheckIn, MoodEntry, PainEntry, PainPlace, ResultEntry
from carelog.logs.models.pain import BETTER_WITH, QUALITIES, WORSE_WITH
from carelog.medications.models import Dose, Medication
from carelog.patients import saving
from carelog.patients.access import ALL_DOMAINS, Access, Grant, changing, open_record
from carelog.patients.models import Kept, Number
from carelog.safety.actions import end_warnings, raise_warnings
from tests import cast, kinds

TODAY = cast.NOON.date()
SINCE = TODAY - timedelta(days=89)
#: A length of file that a full record does not fit into.
SHORT = 60_000
ODD = "=1+1 <b onload=x>&amp;'\"\u00a0שלום 🦴"


def keep(access: Access, row: Kept, children: dict | None = None) -> Kept:
    """Save a row of any kind."""
    with changing(access):
        return saving.keep_new(access, row, children)


def fill(access: Access) -> None:
    """Put one of every kind into a record, and what each can be beside its example."""
    with time_machine.travel(cast.NOON, tick=False):
        for kind in RECORDED:
            kinds.keep(access, kind)
        _facts(access)
        _pain(access)
        _medicines(access)
        _visits(access)
        _sitting(access)
        kinds.keep(access, MoodEntry, distress=None, phq4_worry=None, note="")
        kinds.keep(access, ResultEntry, test="mri", value=None, unit="", report="seen\nat L3")
        cast.make_number(access)


def _facts(access: Access) -> None:
    patient = access.patient
    patient.cancer_type, patient.bones, patient.pain_goal = "breast", ["pelvis", "rib"], 3
    patient.height_cm, patient.sex, patient.birth_date = 165, "female", date(1958, 2, 3)
    patient.save()


def _pain(access: Access) -> None:
    told = PainPlace(
        **{"site": "thigh", "side": "left", "intensity": 6, "is_new": True, "sudden_onset": False},
        **{"night_waking": True, "team_knows": False, "pattern": "flares"},
        qualities=[code for code, _words in QUALITIES],
        worse_with=[code for code, _words in WORSE_WITH],
        better_with=[code for code, _words in BETTER_WITH],
    )
    carried = PainPlace(site="spine_lumbar", side="middle", carried_from=TODAY)
    pain = PainEntry(**_when(access), average_24h=4, note="after a walk")
    keep(access, pain, {"places": [told, carried]})


def _when(access: Access) -> dict:
    zone = access.patient.zone
    return {"patient": access.patient, "at": cast.NOON, "zone": zone, "day": TODAY}


def _medicines(access: Access) -> None:
    kinds.keep(access, Dose, skip_reason="ran_out", relief_pct=None, relief_at=None, units=None)
    liquid = {"form": "liquid", "strength": None, "strength_per_ml": 2}
    kinds.keep(access, Medication, stopped_on=None, stop_reason="", **liquid)
    later = TODAY + timedelta(days=9)
    kinds.keep(access, Medication, started_on=later, stopped_on=None, stop_reason="")
    worn = cast.NOON + timedelta(hours=72)
    kinds.keep(access, Dose, patch_off_at=worn, over_limit_reason="two fell off")


def _visits(access: Access) -> None:
    for number, state in enumerate(("done", "cancelled", "missed", "booked")):
        at = cast.NOON + timedelta(days=number - 2)
        more = {"state": state, "starts_at": at, "ends_at": None, "dental_work": "check"}
        kinds.keep(access, Appointment, **more)
    kinds.keep(access, Question, answer="", asked_at=None)
    kinds.keep(access, Question, answer="")
    for kind in ("systemic", "surgery", "fracture", "hospital_stay", "other"):
        kinds.keep(access, Event, kind=kind)
        kinds.keep(access, Event, kind=kind, ended_on=None, gray=None, fractions=None, text="")


def _sitting(access: Access) -> None:
    when = {"opened_at": cast.NOON, "zone": access.patient.zone, "day": TODAY}
    said = {"too_ill": True, "main_concern": "my back"}
    keep(access, CheckIn(patient=access.patient, **when, **said))
    for sign in ("chest_pain", "saddle_numb"):
        sheet = cast.make_signs(access, **{sign: True})
        with changing(access):
            (warning,) = raise_warnings(access, sheet.answers(), sheet.uid, sheet.version)[:1]
    with changing(access):
        end_warnings(access, [warning], "help")


def texts_of(model: type[models.Model]) -> list[models.Field]:
    """Return the columns of a model in which a person may write whatever they like."""
    return [
        field
        for field in map(model._meta.get_field, model.kept_fields)
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, RowKey | RowKeyOrNone)
        and not field.choices
        and field.name not in ("zone", "number")
    ]


def odd_text(model: type[models.Model], field: models.Field) -> str:
    """Return what is written into a column: it says where, and would be a formula and markup."""
    text = f"{ODD} {model._meta.model_name}.{field.name}"
    return text[: field.max_length]


def fill_with_odd_text(access: Access) -> dict[str, str]:
    """Put odd text into every column that takes any; return what was written, by column."""
    written = {}
    with time_machine.travel(cast.NOON, tick=False):
        access.patient.name = access.patient.cancer_type = f"{ODD} patient"
        access.patient.save()
        for kind in (*RECORDED, CheckIn, Number):
            row = _example(access, kind)
            for field in texts_of(kind):
                setattr(row, field.name, odd_text(kind, field))
                written[f"{kind._meta.model_name}.{field.name}"] = odd_text(kind, field)
            keep(access, row)
    return written | {"patient.name": access.patient.name}


def _example(access: Access, kind: type[Kept]) -> Kept:
    if kind is CheckIn:
        return CheckIn(opened_at=cast.NOON, zone=access.patient.zone, day=TODAY)
    if kind is Number:
        return Number(role="team", number="+49 30 5550")
    row = kinds.example(kind, access.patient)
    if kind is ResultEntry:
        row.test = "other"
    return row


def grant(access: Access, *domains: str, **limits) -> Access:
    """Return what a share link opens of a record."""
    granted = Grant(access.patient, frozenset(domains), uuid.uuid4(), **limits)
    return open_record(granted, access.patient.uid, page="fhir")


def bundle(access: Access, since: date = SINCE, **more) -> dict:
    """Return the Bundle of a record at noon."""
    return bundle_of(access, since=since, today=TODAY, generated_at=cast.NOON, **more)


@cache
def samples() -> dict[str, dict]:
    """Return one Bundle for each reader and record that differs from the others, to be read alone.

    They are made once for all modules that ask, of records that the first of them has.
    """
    owner, helper, nurse = map(cast.make_user, ("owner", "helper", "nurse"))
    record = cast.make_patient(owner)
    cast.join(record, helper, "editor", "caregiver")
    cast.join(record, nurse, "editor", "clinician")
    access = cast.access_of(record, owner)
    fill(access)
    for user in (helper, nurse):
        theirs = cast.access_of(record, user)
        with time_machine.travel(cast.NOON, tick=False):
            for kind in (PainEntry, Dose, Event):
                kinds.keep(theirs, kind)
    odd = cast.access_of(cast.make_patient(cast.make_user("odd")), _user("odd"))
    fill_with_odd_text(odd)
    empty = cast.access_of(cast.make_patient(cast.make_user("empty")), _user("empty"))
    scope = replace(access, domains=ALL_DOMAINS - {"mood", "notes"}, role="viewer")
    return {
        "everything": bundle(access),
        "snomed": bundle(access, snomed=True),
        "without-mood": bundle(scope),
        "link-pain": bundle(grant(access, "pain")),
        "link-one-day": bundle(grant(access, *ALL_DOMAINS, starts=TODAY, ends=TODAY)),
        "nothing-shared": bundle(grant(access)),
        "odd-text": bundle(odd),
        **_files(access),
        "empty": bundle(empty),
    }


def _files(access: Access) -> dict[str, dict]:
    """Return the first two files of a record that is longer than one."""
    made = made_of(access, since=SINCE, today=TODAY, generated_at=cast.NOON)
    return dict(zip(("first-file", "further-file"), files_of(made, SHORT), strict=False))


def _user(name: str):
    from carelog.accounts.models import User

    return User.objects.get(email=f"{name}@example.org")
