"""A record filled by dice, and the same in plain lists for a second, naive count; what else a
summary tells of.
"""

import random
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from carelog.appointments.models import Appointment, Event, Question
from carelog.diary import check_in_taps as taps
from carelog.logs.models import (
    CheckIn,
    DietEntry,
    FallEntry,
    MobilityEntry,
    MoodEntry,
    PainEntry,
    WeightEntry,
    WellbeingEntry,
)
from carelog.medications.models import Dose, Medication
from carelog.patients.access import ALL_DOMAINS, Access, changing
from carelog.safety.actions import raise_warnings
from tests import cast, kinds

TODAY, DAY = cast.NOON.date(), timedelta(days=1)
REASONS = ("", "", "", "forgot", "asleep")


@dataclass
class Lists:
    """What was written, a tuple (day, value) a line: newest days first, several a day."""

    worst: list = field(default_factory=list)
    average: list = field(default_factory=list)
    walk: list = field(default_factory=list)
    level: list = field(default_factory=list)
    tired: list = field(default_factory=list)
    sleep: list = field(default_factory=list)
    appetite: list = field(default_factory=list)
    weight: list = field(default_factory=list)
    falls: list = field(default_factory=list)
    distress: list = field(default_factory=list)
    doses: list = field(default_factory=list)
    entries: list = field(default_factory=list)


def fill(record, writer, days: int, seed: int = 1) -> Lists:
    """Write so many days up to today, some left out, by one person; return them as lists."""
    dice, lists, rows = random.Random(seed), Lists(), []
    medicine = Medication.everything.create(
        patient=record,
        name="Morphine MR",
        form="tablet",
        route="oral",
        strength=Decimal(20),
        strength_unit="mg",
        only_when_needed=True,
        started_on=TODAY - timedelta(days=days),
    )
    for back in range(days):
        if dice.random() < 0.75:
            rows += _day(record, writer, TODAY - timedelta(days=back), dice, lists, medicine)
    for kind in {type(row) for row in rows}:
        kind.everything.bulk_create([row for row in rows if type(row) is kind])
    return lists


def _day(record, writer, day: date, dice, lists: Lists, medicine) -> list:
    when = {
        "patient": record,
        "recorded_by": writer,
        "zone": record.zone,
        "day": day,
        "at": datetime.combine(day, time(9), cast.NOON.tzinfo),
        "digest": "",
    }
    rows = []

    def add(kind, /, **values):
        rows.append(kind(**when, **values))
        lists.entries.append(day)

    for _twice in range(dice.choice((1, 1, 2))):
        worst, now = dice.randrange(4, 11), dice.choice((None, dice.randrange(0, 11)))
        add(PainEntry, worst_24h=worst, now=now, average_24h=worst // 2)
        lists.worst.append((day, max(worst, now or 0)))
        lists.average.append((day, worst // 2))
    walk, level = dice.randrange(0, 60), dice.randrange(0, 5)
    add(MobilityEntry, walk_minutes=walk, function_level=level, aid=dice.choice(("", "stick")))
    lists.walk.append((day, walk))
    lists.level.append((day, level))
    tired, sleep = dice.randrange(0, 11), Decimal(dice.randrange(2, 20)) / 2
    add(WellbeingEntry, fatigue=tired, sleep_hours=sleep)
    lists.tired.append((day, tired))
    lists.sleep.append((day, sleep))
    appetite = dice.randrange(0, 11)
    add(DietEntry, appetite=appetite)
    lists.appetite.append((day, appetite))
    if dice.random() < 0.2:
        weight = Decimal(dice.randrange(6000, 8000)) / 100
        add(WeightEntry, weight_kg=weight)
        lists.weight.append((day, weight))
        distress = dice.randrange(0, 11)
        add(MoodEntry, distress=distress)
        lists.distress.append((day, distress))
    if dice.random() < 0.1:
        kind = dice.choice(("fall", "near_fall"))
        add(FallEntry, kind=kind, place="bathroom", injury=dice.choice(("", "arm")))
        lists.falls.append((day, kind))
    for reason in dice.sample(REASONS, dice.randrange(0, 4)):
        dose = {"medication": medicine, "medication_uid": medicine.uid, "skip_reason": reason}
        add(Dose, **dose, units=None if reason else Decimal(1))
        lists.doses.append((day, reason))
    return rows


def visit(record, back: int, state: str = "done", kind: str = "oncology", **values) -> Appointment:
    """Write a visit so many days ago, at eleven."""
    day = datetime.combine(TODAY - timedelta(days=back), time(11), cast.NOON.tzinfo)
    return Appointment.everything.create(
        patient=record, zone=record.zone, kind=kind, starts_at=day, state=state, **values
    )


def mean(values: list, end: date, days: int = 7, *, best=max) -> tuple[float | None, int]:
    """Return the mean of one value a day in a window, None below half, and the days logged."""
    found: dict = {}
    for day, value in values:
        if end - timedelta(days=days) < day <= end:
            found.setdefault(day, []).append(value)
    fewest = {7: 4, 30: 15, 90: 45}.get(days, (days + 1) // 2)
    if len(found) < fewest:
        return None, len(found)
    return float(sum(best(one) for one in found.values())) / len(found), len(found)


def shares(record, *hidden: str, **limits) -> Access:
    """Return what a link shows: all but some domains, perhaps of some days only."""
    domains = ALL_DOMAINS - {*hidden}
    return Access(record, None, domains, may_write=False, page="test", role="link", **limits)


def tick(access, **answers):
    """Tick signs as a check-in does, and raise what they raise."""
    signs = cast.make_signs(access, **answers)
    with changing(access):
        return raise_warnings(access, signs.answers(), signs.uid, signs.version)


def put_canaries(access, text: str) -> None:
    """Write a text wherever a person can write one that the summary shows."""
    record = access.patient
    type(record).objects.filter(pk=record.pk).update(name=text[:80], cancer_type=text[:80])
    record.refresh_from_db()
    kept = {"stopped_on": None, "stop_reason": "", "name": text[:80]}
    kinds.keep(access, Medication, purpose=text, instructions=text, **kept)
    kept = {"stopped_on": TODAY, "stop_reason": text, "name": text[:80]}
    kinds.keep(access, Medication, **kept)
    visit(record, -3, "booked", "other", title=text[:80], place=text)
    visit(record, 3, "done", "other", title=text[:80])
    kinds.keep(access, Question, text=text, answer="")
    kinds.keep(access, Event, kind="other", started_on=TODAY - DAY, ended_on=None, text=text)
    kinds.keep(access, FallEntry, injury=text)
    check_in = taps.start(access, uuid.uuid4(), 4, TODAY)
    CheckIn.everything.filter(uid=check_in.uid).update(main_concern=text)
