"""What is written on each day of a course: about 8 dated lines, and some that are rarer."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from carelog.appointments.models import Appointment, Event, Question
from carelog.entries.models import Recorded
from carelog.logs.models import (
    BowelsEntry,
    BreakthroughEntry,
    CheckIn,
    DietEntry,
    Entry,
    FallEntry,
    MobilityEntry,
    MoodEntry,
    PainEntry,
    PainPlace,
    ResultEntry,
    SymptomsEntry,
    TemperatureEntry,
    WeightEntry,
    WellbeingEntry,
)
from carelog.logs.sign_groups import SIGNS
from carelog.medications.models import Dose, Medication
from carelog.patients.models import Number
from carelog.upkeep.demo.calendar import ZONE
from carelog.upkeep.volume.book import Book
from carelog.upkeep.volume.days import Days, Mood

PLACES = (("spine_lumbar", "middle"), ("hip", "left"), ("rib", "right"), ("thigh", "right"))


def fill(book: Book, days: Days) -> None:
    """Put all days of a course into a book: check-ins with their parts, doses, and the rest.

    No sign is ever ticked: a sign would be answered by a warning, and rows that are written in
    bulk are not answered.
    """
    book.add(Number(role="cancer_line", number="+49 30 23125 101", hours="day and night"))
    tablets, liquid = medicines = _medicines(days)
    book.add(tablets)
    book.add(liquid)
    for back, mood in days.written():
        _check_in(book, days, back, mood)
        for row in (
            *_doses(days, back, mood, medicines),
            *_now_and_then(days, back, mood),
            *_visits(days, back),
        ):
            book.add(row)
    soon = {"kind": "oncology", "starts_at": days.now + timedelta(days=9)}
    book.add(Appointment(zone=ZONE, place="Outpatient clinic", **soon))
    book.add(Question(zone=ZONE, text="When is the next scan?"))


def _medicines(days: Days) -> tuple[Medication, Medication]:
    same: dict[str, Any] = {
        "route": "oral",
        "strength_unit": "mg",
        "drug_class": "opioid",
        "opioid": "morphine",
    }
    same |= {"started_on": days.day(days.length), "instructions": "as my plan says"}
    return (
        Medication(name="Morphine MR 10", form="tablet", strength=Decimal(10), **same),
        Medication(
            name="Morphine liquid",
            form="liquid",
            strength_per_ml=Decimal(2),
            only_when_needed=True,
            **same,
        ),
    )


def _check_in(book: Book, days: Days, back: int, mood: Mood) -> None:
    minute = mood.luck.randrange(50)
    when = days.when(back, 18, minute)
    sitting = CheckIn(opened_at=when["at"], zone=ZONE, day=when["day"])
    sitting.done_at = days.moment(back, 18, minute + 3)
    book.add(sitting)
    if not days.comes_on(back, 13, 6):
        scores = {"average_24h": mood.average, "least_24h": mood.least}
        pain = PainEntry(worst_24h=mood.worst, **scores, **when)
        book.add_part(sitting, pain, {"places": _places(pain, mood)})
    sheet = SymptomsEntry(**when)
    sheet.say((), shown=SIGNS, no_other=True)
    for row in (sheet, *_day(mood, when), _night(mood, when)):
        book.add_part(sitting, row)


def _places(pain: PainEntry, mood: Mood) -> list[PainPlace]:
    chosen = mood.luck.sample(PLACES, 2)
    said = {"pain": pain, "qualities": ["dull", "deep"], "worse_with": ["walking"]}
    return [
        PainPlace(site=site, side=side, intensity=score, **said)
        for (site, side), score in zip(chosen, (mood.worst, mood.average), strict=True)
    ]


def _day(mood: Mood, when: dict[str, Any]) -> tuple[MobilityEntry, DietEntry, BowelsEntry]:
    luck, moved = mood.luck, mood.luck.random() < 0.7
    return (
        MobilityEntry(
            walk_minutes=max(0, 40 - 4 * mood.worst + luck.randrange(15)),
            function_level=min(4, mood.worst // 3),
            aid="stick" if mood.worst > 5 else "none",
            **when,
        ),
        DietEntry(
            appetite=mood.near(8 - mood.worst / 2),
            drinks_ml=luck.randrange(800, 2200, 100),
            nausea=mood.near(2),
            breakfast=luck.choice(("little", "half", "most", "all")),
            **when,
        ),
        BowelsEntry(moved=moved, stool_form=luck.randint(2, 5) if moved else None, **when),
    )


def _night(mood: Mood, when: dict[str, Any]) -> WellbeingEntry:
    hours = max(2.0, min(11.0, mood.luck.gauss(7.5 - mood.worst / 4, 0.8)))
    return WellbeingEntry(
        fatigue=mood.near(2 + mood.worst / 2),
        sleep_hours=_decimal(hours),
        woken_by_pain=mood.luck.randrange(1 + mood.worst // 3),
        good_day=mood.near(8 - mood.worst / 2),
        **when,
    )


def _doses(
    days: Days, back: int, mood: Mood, medicines: tuple[Medication, Medication]
) -> Iterator[Dose]:
    """Give tablets in the morning and the evening, and on one day of three a liquid for a flare."""
    tablets, liquid = medicines
    for hour in (8, 20):
        is_taken = mood.luck.random() > 0.04
        said: dict[str, Any] = {"units": Decimal(1)} if is_taken else {"skip_reason": "forgot"}
        when = days.when(back, hour, mood.luck.randrange(30))
        yield Dose(medication=tablets, medication_uid=tablets.uid, **said, **when)
    if days.comes_on(back, 3, 1):
        before, relief = mood.near(mood.worst), mood.luck.randrange(20, 90, 10)
        said = {"units": Decimal("2.5"), "pain_before": before, "relief_pct": relief}
        when = days.when(back, 14, 20)
        yield Dose(medication=liquid, medication_uid=liquid.uid, **said, **when)


def _now_and_then(days: Days, back: int, mood: Mood) -> Iterator[Entry]:
    """Give a weight each week, and by the month, the quarter or the half-year what is rarer."""
    if days.comes_on(back, 7, 3):
        kg = _decimal(70 + mood.luck.gauss(0, 0.6))
        yield WeightEntry(weight_kg=kg, **days.when(back, 7, 30))
    if days.comes_on(back, 28, 10):
        answers = {"phq4_nervous": 1, "phq4_worry": 0, "phq4_interest": 1, "phq4_down": 0}
        yield MoodEntry(distress=mood.near(4), **answers, **days.when(back, 19, 10))
    if days.comes_on(back, 28, 12):
        celsius = _decimal(mood.luck.gauss(36.8, 0.3))
        yield TemperatureEntry(temp_c=celsius, measured="ear", **days.when(back, 9, 15))
    if days.comes_on(back, 28, 16):
        said = {"peak": max(mood.worst, 5), "minutes": 30, "trigger": "movement"}
        yield BreakthroughEntry(**said, **days.when(back, 14, 10))
    if days.comes_on(back, 180, 20):
        said = {"kind": "fall", "place": "indoors", "head_hit": False, "could_get_up": True}
        yield FallEntry(**said, **days.when(back, 11, 5))
    if days.comes_on(back, 91, 24):
        said = {"test": "calcium_adjusted", "value": Decimal("2.35"), "unit": "mmol/L"}
        yield ResultEntry(**said, **days.when(back, 12, 0))


def _visits(days: Days, back: int) -> Iterator[Recorded]:
    """Give a visit every two months, a question a quarter, radiotherapy every half-year."""
    if days.comes_on(back, 60, 5):
        said = {"kind": "oncology", "state": "done", "notes": "Talked about the last weeks."}
        yield Appointment(starts_at=days.moment(back, 11), zone=ZONE, place="Clinic", **said)
    if days.comes_on(back, 90, 8):
        asked: dict[str, Any] = {
            "asked_at": days.moment(back, 11, 30),
            "answer": "Yes, with or without.",
        }
        yield Question(zone=ZONE, text="May I take the tablets with food?", **asked)
    if days.comes_on(back, 180, 25):
        what: dict[str, Any] = {"site": "hip", "side": "left", "gray": Decimal(8), "fractions": 1}
        day = days.day(back)
        yield Event(kind="radiotherapy", started_on=day, ended_on=day, **what)


def _decimal(number: float) -> Decimal:
    return Decimal(round(number * 10)) / 10
