"""What is written beside the check-ins: weight, flares, falls, results and the whole forms."""

from collections.abc import Iterator, Mapping
from functools import partial

from carelog.entries.models import Recorded
from carelog.logs.models import (
    BowelsEntry,
    BreakthroughEntry,
    DietEntry,
    FallEntry,
    MobilityEntry,
    MoodEntry,
    ResultEntry,
    SymptomsEntry,
    TemperatureEntry,
    WeightEntry,
    WellbeingEntry,
)
from carelog.upkeep.demo import course
from carelog.upkeep.demo.calendar import DAYS, FALLS, MORPHINE, is_short, is_written
from carelog.upkeep.demo.medicines import write_dose
from carelog.upkeep.demo.pen import Act, Pen

NEAR_FALL, CRAMPS = 210, 363
MISTYPED_WEIGHT = 199
TEMPERATURES = {
    40: "36.7",
    158: "37.9",
    159: "38.6",
    172: "37.2",
    173: "36.9",
    175: "36.7",
    231: "37.4",
    307: "36.8",
    336: "36.6",
    357: "36.7",
}
BLOOD = {25: ("12.6", "2.31"), 128: ("12.1", "2.34"), 200: ("11.2", "2.28"), 300: ("11.5", "2.36")}
LAST_BLOOD = (354, ("11.7", "2.33"))
SCANS = (
    (26, "ct", "Known changes in the lumbar spine, the pelvis and the left hip. No break seen."),
    (-7, "mri", "Changes in the left hip have grown. No pressure on the spinal cord seen."),
)
Written = tuple[int, int, type[Recorded], Mapping[str, object]]


def acts(pen: Pen) -> Iterator[Act]:
    """Give everything that is written beside the check-ins."""
    for number, hour, kind, typed in (*_weekly(pen), *_now_and_then(pen), *_results(pen)):
        if is_written(number):
            user = pen.person if kind is MoodEntry else pen.writer(number)
            key = pen.key(kind.slug, number, hour)
            act = partial(pen.write, user, kind, key, typed)
            yield pen.calendar.moment(number, hour, number * 3 % 25), act
    yield from _flares(pen)


def _weekly(pen: Pen) -> Iterator[Written]:
    for number in range(course.FIRST_WEIGHED, DAYS, 7):
        kg = course.weight(pen.seed, number) + (1 if number == MISTYPED_WEIGHT else 0)
        yield number, 9, WeightEntry, {"weight_kg": kg}
    for number in range(1, DAYS, 28):
        said = pen.numbers(number).distress
        items = {f"phq4_{name}": min(3, said // 3) for name in ("worry", "interest")}
        items |= {f"phq4_{name}": min(3, said // 4) for name in ("nervous", "down")}
        yield number, 10, MoodEntry, {"distress": said} | items
    for number in range(6, DAYS, 14):
        yield number, 17, MobilityEntry, _moving(pen, number)
    for number in range(8, DAYS, 21):
        yield number, 21, DietEntry, _meals(pen, number)
    for number in range(5, DAYS, 19):
        yield number, 7, WellbeingEntry, _slept(pen, number)


def _moving(pen: Pen, number: int) -> dict[str, object]:
    said = pen.numbers(number)
    aid = "none" if number < FALLS[0] else "frame" if said.worst >= 7 else "stick"
    return {
        "walk_minutes": said.walk,
        "aid": aid,
        "stairs": "help" if said.function == 3 else "rail",
        "chair": "easily" if said.worst < 4 else "with_arms",
        "rest_share": ("under_25", "25_50", "over_50")[said.function - 1],
        "activity": ("watering plants", "a short walk", "cooking")[number % 3],
        "activity_minutes": max(5, said.walk // 2),
        "activity_pain": max(0, said.worst - 1),
    }


def _meals(pen: Pen, number: int) -> dict[str, object]:
    said = pen.numbers(number)
    eaten = ("little", "half", "most", "all")[min(3, said.appetite // 2)]
    return {
        "breakfast": eaten,
        "midday": eaten,
        "evening": "half" if said.appetite < 7 else "most",
        "snacks": 1,
        "protein_portions": 2,
        "supplement_drinks": 1 if number > 213 else 0,
        "appetite": said.appetite,
        "nausea": max(0, 4 - said.appetite // 2),
        "vomits_24h": 0,
    }


def _slept(pen: Pen, number: int) -> dict[str, object]:
    said = pen.numbers(number)
    quality = ("very_poor", "poor", "fair", "good")[max(0, min(3, int(said.sleep) - 4))]
    return {"sleep_quality": quality, "woken_by_pain": max(0, said.worst - 4)}


def _now_and_then(pen: Pen) -> Iterator[Written]:
    fall = {"kind": "fall", "fainted": "no", "head_hit": "no", "could_get_up": "yes"}
    first = {"place": "bathroom", "bad_pain_after": "no", "injury": "a bruise on the arm"}
    second = {"place": "outdoors", "bad_pain_after": "no", "note": "Slipped on wet leaves."}
    yield FALLS[0], 13, FallEntry, fall | first
    yield FALLS[1], 13, FallEntry, fall | second
    yield NEAR_FALL, 13, FallEntry, {"kind": "near_fall", "place": "bed_chair"}
    for number, degrees in TEMPERATURES.items():
        yield number, 15, TemperatureEntry, {"temp_c": degrees, "measured": "ear"}
    for number in (88, 106, 196, 316):
        yield number, 9, BowelsEntry, {"moved": "yes", "stool_form": 1 if number == 88 else 3}
    yield CRAMPS, 13, SymptomsEntry, {"ticked": "muscle_cramps"}


def _results(pen: Pen) -> Iterator[Written]:
    g_dl = {"test": "haemoglobin", "unit": "g/dL", "ref_low": "12.0", "ref_high": "15.5"}
    mmol = {"test": "calcium_adjusted", "unit": "mmol/L", "ref_low": "2.20", "ref_high": "2.65"}
    for number, (haemoglobin, calcium) in (*BLOOD.items(), LAST_BLOOD):
        yield number, 12, ResultEntry, g_dl | {"value": haemoglobin, "place": "family doctor"}
        yield number, 14, ResultEntry, mmol | {"value": calcium, "place": "family doctor"}
    for number, test, report in SCANS:
        day = number if number > 0 else pen.calendar.treatment + number
        yield day, 11, ResultEntry, {"test": test, "report": report, "place": "radiology"}


def flare_days(treatment: int) -> list[int]:
    """Return the days with a flare of pain: most of them where pain was bad anyway."""
    days = {*range(61, 76, 4), *range(15, DAYS, 25), *range(treatment - 14, treatment + 6, 2)}
    return sorted(n for n in days if is_written(n) and not is_short(n))


def _flares(pen: Pen) -> Iterator[Act]:
    moment = pen.calendar.moment
    for number in flare_days(pen.calendar.treatment):
        yield moment(number, 14, 50), partial(_flare, pen, number)
    night = pen.calendar.night
    wall = f"{pen.calendar.day(night)}T02:30"
    typed = {"when": wall, "peak": 6, "minutes": 40, "note": "Woke up from it."}
    key = pen.key("flare", "night")
    act = partial(pen.write, pen.writer(night), BreakthroughEntry, key, typed)
    yield moment(night, 4, 15), act


def _flare(pen: Pen, number: int) -> None:
    chance, day = course.dice(pen.seed, "flare", number), pen.calendar.day(number)
    peak = min(10, pen.numbers(number).worst + 1)
    typed = {"when": f"{day}T14:00", "peak": peak, "minutes": chance.choice((15, 20, 30, 45))}
    typed |= {"trigger": chance.choice(("movement", "movement", "none_known", "cough_strain"))}
    if number >= MORPHINE:
        relief = chance.choice((30, 50, 60, 80))
        typed |= {"medicine_taken": "morphine liquid", "relief_pct": relief}
        typed |= {"relief_after_minutes": 30}
        dose = {"when": f"{day}T14:05", "units": "2.5", "pain_before": peak}
        dose |= {"relief_pct": relief, "relief_at": f"{day}T14:35"}
        key = pen.key("as needed", number)
        write_dose(pen, number, "Morphine liquid", key, dose)
    pen.write(pen.writer(number), BreakthroughEntry, pen.key("flare", number), typed)
