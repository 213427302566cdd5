"""What was put right, taken back or dealt with afterwards."""

from collections.abc import Iterator, Mapping
from functools import partial
from uuid import UUID

from carelog.diary import actions
from carelog.diary.check_in_taps import derived
from carelog.entries.models import Recorded
from carelog.logs.models import DietEntry, FallEntry, PainEntry, TemperatureEntry, WeightEntry
from carelog.patients.access import changing
from carelog.safety.actions import end_warnings
from carelog.safety.warnings import open_warnings
from carelog.upkeep.demo import course
from carelog.upkeep.demo.calendar import FALLS
from carelog.upkeep.demo.check_ins import numb_on
from carelog.upkeep.demo.other_logs import MISTYPED_WEIGHT
from carelog.upkeep.demo.pen import Act, Pen

TWICE = 230


def acts(pen: Pen) -> Iterator[Act]:
    """Give corrections, a removal, and warnings that someone has dealt with."""
    moment = pen.calendar.moment
    right = {"weight_kg": course.weight(pen.seed, MISTYPED_WEIGHT)}
    mistyped = pen.key(WeightEntry.slug, MISTYPED_WEIGHT, 9)
    yield moment(MISTYPED_WEIGHT, 9, 50), partial(_correct, pen, WeightEntry, mistyped, right)
    of_check_in = derived(pen.key("check-in", 34), PainEntry)
    higher = {"worst_24h": min(10, pen.numbers(34).worst + 1), "note": "Worse than I first wrote."}
    yield moment(35, 9, 30), partial(_correct, pen, PainEntry, of_check_in, higher)
    fall = pen.key(FallEntry.slug, FALLS[1], 13)
    bruise = {"injury": "a bruise on the knee"}
    yield moment(FALLS[1] + 1, 9, 30), partial(_correct, pen, FallEntry, fall, bruise)
    meals = pen.key(DietEntry.slug, 29, 21)
    yield moment(29, 22), partial(_correct, pen, DietEntry, meals, {"snacks": 2})
    yield moment(TWICE, 16), partial(_write_twice, pen)
    yield moment(TWICE, 16, 5), partial(_remove_one, pen)
    for number in (*FALLS, numb_on(pen)):
        yield moment(number + 1, 11, 30), partial(_deal_with, pen)


def _correct(pen: Pen, kind: type[Recorded], key: UUID, typed: Mapping[str, object]) -> None:
    row = kind.objects.get(patient=pen.patient, uid=key)
    pen.correct(pen.person, row, typed)


def _write_twice(pen: Pen) -> None:
    for time in range(2):
        key = pen.key("temperature twice", time)
        pen.write(pen.person, TemperatureEntry, key, {"temp_c": "37.1", "measured": "ear"})


def _remove_one(pen: Pen) -> None:
    access = pen.opened(pen.person, TemperatureEntry.slug)
    row = access.find(TemperatureEntry, pen.key("temperature twice", 1))
    actions.remove_entry(access, row, row.version)


def _deal_with(pen: Pen) -> None:
    access = pen.opened(pen.person, "act-now")
    with changing(access):
        end_warnings(access, open_warnings(access), "help")
