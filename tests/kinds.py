"""One line of test data a log kind: what a person types into its form.

Everything that holds for every kind (saving, editing, history, bad input, constraints, access,
accessibility) is tested with these lines, so that a new kind needs one more and nothing else.
"""

import uuid
from copy import copy

from django.db.models import CheckConstraint
from django.http import QueryDict
from django.utils.http import urlencode

from carelog.appointments.models import Appointment, Decision, Event, Question
from carelog.diary.kinds import RECORDED, form_for
from carelog.entries.columns import Amount, Choice, Count, Score
from carelog.entries.models import Dated, Recorded
from carelog.logs.models import (
    BowelsEntry,
    BreakthroughEntry,
    DietEntry,
    FallEntry,
    MobilityEntry,
    MoodEntry,
    PainEntry,
    ResultEntry,
    SymptomsEntry,
    TemperatureEntry,
    WeightEntry,
    WellbeingEntry,
)
from carelog.medications.models import Dose, Medication
from carelog.patients import saving
from carelog.patients.access import Access, changing
from carelog.patients.models import Patient
from carelog.safety.models import EmergencyFacts

#: The medicine a dose is of, in whichever record; it is there before the first dose.
MEDICINE = "00000000-0000-4000-8000-0000000000d0"

TYPED: dict[type[Recorded], dict] = {
    PainEntry: {"worst_24h": "7", "average_24h": "5", "least_24h": "2", "now": "4"}
    | {"places": "pelvis.left", "repair": "", "now_is_right": ""},
    SymptomsEntry: {"ticked": "chest_pain", "bladder": "", "none_of_these": "", "none_in": "nerves"}
    | {"bleeding": "", "cough_blood": "none", "belly_pain": "2", "mouth_sore_days": "3"}
    | {"mend": ""},
    WeightEntry: {"weight_kg": "72,5", "sure": "", "mend": ""},
    TemperatureEntry: {"temp_c": "37.2", "measured": "ear", "mend": ""},
    DietEntry: {"breakfast": "half", "midday": "none", "evening": "", "snacks": "2"}
    | {"protein_portions": "1", "drinks_ml": "6", "supplement_drinks": "0"}
    | {"alcohol_units": "0,5", "appetite": "4", "nausea": "0", "vomits_24h": "1"}
    | {"mouth_or_swallowing_trouble": "no", "shopping_or_cooking_trouble": "yes", "mend": ""},
    BreakthroughEntry: {"peak": "8", "minutes": "25", "trigger": "movement", "mend": ""}
    | {"medicine_taken": "two drops", "relief_pct": "50", "relief_after_minutes": "15"},
    MobilityEntry: {"walk_minutes": "12", "steps": "1800", "aid": "stick", "stairs": "rail"}
    | {"chair": "with_arms", "rest_share": "25_50", "function_level": "2", "mend": ""}
    | {"activity": "watering plants", "activity_minutes": "10", "activity_pain": "4"},
    FallEntry: {"kind": "fall", "place": "bathroom", "fainted": "no", "head_hit": "no"}
    | {"could_get_up": "yes", "bad_pain_after": "no", "injury": "a bruise on the arm"},
    BowelsEntry: {"moved": "yes", "stool_form": "2"},
    WellbeingEntry: {"fatigue": "6", "sleep_hours": "5,5", "sleep_quality": "poor"}
    | {"woken_by_pain": "2", "good_day": "5", "mend": ""},
    MoodEntry: {"distress": "6", "phq4_nervous": "1", "phq4_worry": "2"}
    | {"phq4_interest": "0", "phq4_down": "3"},
    ResultEntry: {"test": "calcium_adjusted", "name": "", "value": "2,35", "unit": "mmol/L"}
    | {"ref_low": "2.2", "ref_high": "2.6", "report": "taken\nafter a meal"}
    | {"place": "the clinic", "mend": ""},
    Medication: {"name": "Morphine MR", "form": "tablet", "route": "oral", "purpose": "pain"}
    | {"instructions": "as my plan says", "strength": "10", "strength_unit": "mg"}
    | {"strength_per_ml": "", "paracetamol_mg": "", "drug_class": "opioid", "mend": ""}
    | {"only_when_needed": "no"}
    | {"opioid": "morphine", "bone_agent": "no", "prescriber": "the day clinic"}
    | {"started_on": "2026-02-01", "stopped_on": "2026-03-01", "stop_reason": "made me sick"}
    | {"stock_units": "27,5", "stock_counted_on": "2026-03-01"},
    Dose: {"medication_uid": MEDICINE, "skip_reason": "", "units": "1,5", "pain_before": "7"}
    | {"relief_pct": "50", "relief_at": "2026-03-02T12:30", "body_side": "left"}
    | {"patch_off_at": "", "mend": ""},
    Appointment: {"kind": "scan", "title": "the day clinic", "starts_at": "2026-03-03T10:00"}
    | {"ends_at": "2026-03-03T11:00", "place": "Ward 3", "preparation": "no food\nbefore it"}
    | {"state": "booked", "dental_work": "", "notes": "lift is at the back"},
    Question: {
        "text": "When is the next scan?",
        "asked_at": "2026-03-02T11:00",
        "answer": "in May",
    },
    Decision: {"text": "A scan of the hip", "owner": "the nurse", "due_on": "2026-03-20"}
    | {"visit_uid": "", "done_at": "2026-03-02T11:30"},
    EmergencyFacts: {"allergies": "penicillin:\na rash", "blood_thinner": "yes"}
    | {"steroid_tablets": "unsure", "weight_bearing_rule": "a brace for the back"}
    | {"emergency_plan": "to the day clinic, not to ward 3", "mend": ""},
    Event: {"kind": "radiotherapy", "started_on": "2026-02-02", "ended_on": "2026-02-06"}
    | {"text": "hip", "site": "hip", "side": "left", "gray": "20", "fractions": "5", "mend": ""},
}
WHEN = {"when": "2026-03-02T12:00", "note": "a note"}


#: What the form of a kind has made of the values above, on each clock: it is asked once.
_made: dict[tuple[type[Recorded], str], dict[str, object]] = {}


def filled(kind: type[Recorded]) -> dict:
    """Return what a person types into the form of a kind, its time and note included."""
    return (WHEN if issubclass(kind, Dated) else {}) | TYPED[kind]


def typed(kind: type[Recorded], /, **more) -> dict:
    """Return the filled-in form of a new entry of a kind."""
    return {"uid": str(uuid.uuid4()), "version": "0"} | filled(kind) | more


def example(kind: type[Recorded], patient: Patient) -> Recorded:
    """Return an entry of a kind as its form makes it, not saved."""
    row = kind.begin(patient)
    if kind.one_a_record:
        # What holds for many rows of a kind is tested with many of these, too.
        row.uid = uuid.uuid4()
    if isinstance(row, Dose):
        row.medication = put_medicine(patient)
    if (kind, patient.zone) not in _made:
        _made[kind, patient.zone] = made_by_form(kind, patient)
    for name, value in _made[kind, patient.zone].items():
        setattr(row, name, copy(value))
    return row


def made_by_form(kind: type[Recorded], patient: Patient) -> dict[str, object]:
    """Return what the form of a kind makes of the values typed into it."""
    data = QueryDict(urlencode(typed(kind), doseq=True))
    form = form_for(kind)(data, instance=kind.begin(patient))
    assert form.is_valid(), form.errors
    return {name: getattr(form.instance, name) for name in (*kind.kept_fields, "version")}


def put_medicine(patient: Patient) -> Medication:
    """Return the medicine of all doses in a record; it is put there first."""
    uid = uuid.UUID(MEDICINE)
    medicine = Medication.objects.filter(patient=patient, uid=uid).first()
    if medicine is None:
        medicine = example(Medication, patient)
        medicine.uid, medicine.name = uid, "Oxycodone"
        medicine.save()
    return medicine


def broken_columns() -> list[tuple[str, type[Recorded], dict, str]]:
    """Return, for each rule on a single column of a kind, a value that breaks it."""
    rows = []
    for kind in RECORDED:
        rules = {rule.name: rule for rule in kind._meta.constraints}
        for column in map(kind._meta.get_field, kind.own_fields()):
            for name, value in _broken(kind, column):
                rule = rules.get(name)
                if isinstance(rule, CheckConstraint):
                    rows.append(
                        (name, kind, {column.name: value}, str(rule.violation_error_message))
                    )
    return rows


def _broken(kind: type[Recorded], column) -> list[tuple[str, object]]:
    prefix = kind.slug
    if isinstance(column, Score):
        return [(f"{prefix}_{column.name}_in_range", 11)]
    if isinstance(column, Count | Amount):
        return [(f"{prefix}_{column.name}_in_range", column.high + 1)]
    if isinstance(column, Choice):
        return [(f"{prefix}_{column.name}_is_known", "odd")]
    return [(f"{prefix}_{column.name}_in_range", 99)] if column.choices else []


def keep(access: Access, kind: type[Recorded], /, **values) -> Recorded:
    """Save an entry of a kind as its form makes it, with some values changed."""
    entry = example(kind, access.patient)
    for name, value in values.items():
        setattr(entry, name, value)
    with changing(access):
        return saving.keep_new(access, entry)
