"""The medicines of the demo, and each dose that was taken or skipped.

Names and strengths are such as stand on packs. What is taken here is no advice.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from carelog.medications.models import Dose, Medication
from carelog.upkeep.demo import course
from carelog.upkeep.demo.calendar import (
    DAYS,
    ILL,
    LAXATIVE,
    MORE_MORPHINE,
    MORPHINE,
    is_written,
)
from carelog.upkeep.demo.pen import Act, Pen

PLAN = "as my plan says"
TABLET = {"form": "tablet", "route": "oral", "instructions": PLAN, "strength_unit": "mg"}
OPIOID = {"drug_class": "opioid", "opioid": "morphine", "purpose": "pain"}
#: Name → the day it was written down, and what was typed; `started_on` is that day.
WRITTEN: dict[str, tuple[int, Mapping[str, object]]] = {
    "Paracetamol": (
        0,
        TABLET
        | {"strength": "500", "paracetamol_mg": "500", "drug_class": "paracetamol"}
        | {"purpose": "pain"},
    ),
    "Denosumab": (
        17,
        {"form": "injection", "route": "subcutaneous", "strength": "120", "strength_unit": "mg"}
        | {"drug_class": "rankl_antibody", "bone_agent": "yes", "purpose": "bones"}
        | {"prescriber": "cancer clinic"},
    ),
    "Letrozole": (
        28,
        TABLET
        | {"strength": "2.5", "drug_class": "anti_cancer", "purpose": "against the cancer"}
        | {"prescriber": "cancer clinic"},
    ),
    "Morphine MR 10": (MORPHINE, TABLET | OPIOID | {"strength": "10"}),
    "Morphine liquid": (
        MORPHINE,
        OPIOID
        | {"form": "liquid", "route": "oral", "strength_per_ml": "2", "strength_unit": "mg"}
        | {"instructions": "for flares, as my plan says", "only_when_needed": "yes"},
    ),
    "Macrogol": (
        LAXATIVE,
        {"form": "other", "route": "oral", "drug_class": "laxative", "purpose": "bowels"}
        | {"instructions": PLAN},
    ),
    "Morphine MR 20": (MORE_MORPHINE, TABLET | OPIOID | {"strength": "20"}),
}
#: Name → the last day, and why it was stopped.
STOPPED = {
    "Paracetamol": (MORPHINE, "stronger medicine needed"),
    "Morphine MR 10": (MORE_MORPHINE, "changed by my team"),
}
INJECTIONS = (20, 48, 76, 104, 132, 175, 203, 232, 260, 288, 316, 344)
REASONS = ("forgot", "side_effect", "asleep", "forgot", "chose_not_to")
SKIPPED = 0.05


def acts(pen: Pen) -> Iterator[Act]:
    """Give when medicines are written down and stopped, and every dose."""
    for name, (number, typed) in WRITTEN.items():
        when = pen.calendar.moment(number, 7, 30)
        said = {"started_on": pen.calendar.day(number), **typed}
        yield when, partial(_write, pen, name, said)
    for name, (number, why) in STOPPED.items():
        yield pen.calendar.moment(number, 7, 40), partial(_stop, pen, name, number, why)
    for number in filter(is_written, range(DAYS)):
        yield pen.calendar.moment(number, 8, number * 11 % 30), partial(_morning, pen, number)
        yield pen.calendar.moment(number, 20, number * 13 % 35), partial(_evening, pen, number)
    for place, number in enumerate(map(pen.calendar.working_day, INJECTIONS)):
        typed = {"units": "1", "body_side": ("left", "right")[place % 2]}
        key = pen.key("injection", number)
        act = partial(write_dose, pen, number, "Denosumab", key, typed)
        yield pen.calendar.moment(number, 11, 10), act


def write_dose(pen: Pen, number: int, name: str, key, typed: dict[str, object]) -> None:
    """Write a dose with its details into its whole form."""
    typed = {"medication_uid": pen.key("medicine", name)} | typed
    pen.write(pen.writer(number), Dose, key, typed)


def _write(pen: Pen, name: str, typed: dict[str, object]) -> None:
    pen.write(pen.person, Medication, pen.key("medicine", name), {"name": name} | typed)


def _stop(pen: Pen, name: str, number: int, why: str) -> None:
    typed = {"stopped_on": pen.calendar.day(number), "stop_reason": why}
    pen.correct(pen.person, _medicine(pen, name), typed)


def _morning(pen: Pen, number: int) -> None:
    names = [_pain_tablet(number)]
    if number >= LAXATIVE:
        names.append("Macrogol")
    if number >= WRITTEN["Letrozole"][0]:
        names.append("Letrozole")
    _doses(pen, number, "morning", names)


def _evening(pen: Pen, number: int) -> None:
    _doses(pen, number, "evening", [_pain_tablet(number)])


def _pain_tablet(number: int) -> str:
    if number < MORPHINE:
        return "Paracetamol"
    return "Morphine MR 10" if number < MORE_MORPHINE else "Morphine MR 20"


def _doses(pen: Pen, number: int, part: str, names: list[str]) -> None:
    """Tap each dose of a part of the day; now and then nothing is written down."""
    if number % 17 == 11 and number not in ILL:
        return
    for name in names:
        chance = course.dice(pen.seed, "dose", number, part, name)
        said = {"units": "2" if name == "Paracetamol" else "1"}
        if number in ILL:
            said = {"reason": "vomited"}
        elif chance.random() < SKIPPED:
            said = {"reason": chance.choice(REASONS)}
        key = pen.key("dose", number, part, name)
        pen.dose(pen.writer(number), _medicine(pen, name), key, said)


def _medicine(pen: Pen, name: str) -> Medication:
    return Medication.objects.get(patient=pen.patient, uid=pen.key("medicine", name))
