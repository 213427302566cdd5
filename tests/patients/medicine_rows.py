"""What breaks each rule of the tables of medicines, but for rules on one column alone."""

import uuid
from datetime import date, timedelta

from carelog.medications.models import MEDICINES, Dose, Medication
from tests import cast

EARLY, LAST_DAY = cast.NOON.replace(year=1899), date(2101, 1, 1)
TIME = "The time must be between 1900 and 2100."
DAY = "The day must be between 1900 and 2100."
RANGE = "The number must be between %s."
WHAT = "Write its name, what it is and how it is taken."
UNIT = "A strength needs its unit, and a unit its strength."
BEFORE = cast.NOON - timedelta(hours=2)

#: What a row has beside what its form asks.
MORE = {Dose: {"due_at": cast.NOON}}
CHECKS = [
    *(
        (f"{model._meta.model_name}_version_from_one", model, {"version": 0}, "")
        for model in MEDICINES
    ),
    ("medicines_says_what_it_is", Medication, {"name": ""}, WHAT),
    ("medicines_says_what_it_is", Medication, {"form": ""}, WHAT),
    ("medicines_says_what_it_is", Medication, {"route": ""}, WHAT),
    ("medicines_strength_has_a_unit", Medication, {"strength_unit": ""}, UNIT),
    ("medicines_strength_has_a_unit", Medication, {"strength": None}, UNIT),
    ("medicines_strength_in_range", Medication, {"strength": 0}, RANGE % "0.001 and 1000000"),
    ("medicines_stock_units_in_range", Medication, {"stock_units": -1}, RANGE % "0 and 100000"),
    ("medicines_started_on_is_possible", Medication, {"started_on": date(1899, 12, 31)}, DAY),
    ("medicines_stopped_on_is_possible", Medication, {"stopped_on": LAST_DAY}, DAY),
    ("medicines_stock_counted_on_is_possible", Medication, {"stock_counted_on": LAST_DAY}, DAY),
    (
        "medicines_stops_after_it_started",
        Medication,
        {"stopped_on": date(2026, 1, 31)},
        "It stopped before it started. Please check the days.",
    ),
    (
        "medicines_reason_needs_a_stop",
        Medication,
        {"stopped_on": None},
        "You said why it was stopped. Please say when.",
    ),
    ("dose_time_is_possible", Dose, {"at": EARLY}, TIME),
    ("dose_day_is_possible", Dose, {"day": date(1899, 12, 31)}, ""),
    ("doses_units_in_range", Dose, {"units": 0}, RANGE % "0.01 and 10000"),
    ("doses_due_at_is_possible", Dose, {"due_at": EARLY}, TIME),
    ("doses_relief_at_is_possible", Dose, {"relief_at": cast.NOON.replace(year=2101)}, TIME),
    ("doses_patch_off_at_is_possible", Dose, {"patch_off_at": cast.NOON.replace(year=2101)}, TIME),
    ("doses_taken_says_how_much", Dose, {"units": None}, "Write how much was taken."),
    (
        "doses_skipped_brings_no_relief",
        Dose,
        {"skip_reason": "forgot"},
        "You said that it was skipped, and also that it helped. Please check.",
    ),
    (
        "doses_relief_comes_after",
        Dose,
        {"relief_at": BEFORE},
        "It helped before it was taken. Please check the times.",
    ),
    (
        "doses_patch_comes_off_after",
        Dose,
        {"patch_off_at": BEFORE},
        "The patch came off before it was put on. Please check the times.",
    ),
]
UNIQUE = [
    ("medication_uid_once", Medication, {"name": "Another"}, ""),
    ("dose_uid_once", Dose, {"due_at": None}, ""),
    (
        "doses_one_for_each_due",
        Dose,
        {"uid": uuid.UUID(int=2)},
        "This dose has been written down already.",
    ),
]
