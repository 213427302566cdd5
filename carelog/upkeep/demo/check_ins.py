"""The check-ins of the demo's days: each tap a save of its own, some seconds after the last."""

from collections.abc import Iterator
from functools import partial

from carelog.accounts.models import User
from carelog.diary import check_in_taps as taps
from carelog.diary.check_in_steps import STEPS, forms_for, save_step
from carelog.logs.models import CheckIn, MoodEntry, PainEntry
from carelog.patients.access import Access
from carelog.upkeep.demo.calendar import CONSTIPATED, DAYS, ILL, MORPHINE, is_short, is_written
from carelog.upkeep.demo.pen import Act, Pen, query
from carelog.upkeep.demo.where import say_where
from carelog.upkeep.past import later

CONCERNS = (
    "It hurts when I turn in bed.",
    "Stairs are harder than last month.",
    "Who can I call at night?",
    "I am tired from noon on.",
)
NOTES = (
    "Quiet day.",
    "Rain. Stayed in.",
    "Long way to the clinic.",
    "A visit in the afternoon.",
    "Sat in the garden for a while.",
)


def acts(pen: Pen) -> Iterator[Act]:
    """Give what is written in the evening of each day."""
    for number in filter(is_written, range(DAYS)):
        minute = number * 7 % 40
        act = _too_ill if number in ILL else _score_alone if is_short(number) else _check_in
        yield pen.calendar.moment(number, 18, minute), partial(act, pen, number)


def numb_on(pen: Pen) -> int:
    """Return the day on which a listed sign is ticked."""
    return pen.calendar.treatment - 9


def _too_ill(pen: Pen, number: int) -> None:
    access = pen.opened(pen.writer(number), "check-in")
    taps.too_ill(access, pen.key("check-in", number), pen.calendar.day(number))


def _score_alone(pen: Pen, number: int) -> None:
    said = pen.numbers(number)
    typed: dict[str, object] = {"worst_24h": said.worst, "average_24h": said.average}
    if number % 3 == 0:
        typed["note"] = NOTES[number % len(NOTES)]
    pen.write(pen.writer(number), PainEntry, pen.key("pain", number), typed)


def _check_in(pen: Pen, number: int) -> None:
    user = pen.writer(number)
    access = pen.opened(user, "check-in")
    day, key = pen.calendar.day(number), pen.key("check-in", number)
    sitting = taps.start(access, key, pen.numbers(number).worst, day)
    with later(15):
        ticked = ["limb_numb_new"] if number == numb_on(pen) else []
        taps.answer_signs(access, sitting, ticked, no_other=not ticked)
    with later(45):
        say_where(pen, number, user, access, sitting)
    with later(70):
        _step(access, sitting, "day", _day(pen, number))
    if number % 9 != 4:
        with later(95):
            _step(access, sitting, "night", _night(pen, number, user))
    with later(110):
        concern = CONCERNS[number // 16 % len(CONCERNS)] if number % 16 == 3 else ""
        taps.finish(access, sitting, concern)


def _step(access: Access, sitting: CheckIn, step: str, typed: dict[str, object]) -> None:
    slugs = {name.split("-")[0] for name in typed}
    kinds = [kind for kind in STEPS[step][1] if kind.slug in slugs]
    forms = forms_for(access, sitting, kinds, query(typed))
    if wrong := [form.errors.as_json() for form in forms if form.errors]:
        raise ValueError(f"{step}: {wrong}")
    save_step(access, sitting, forms)


def _day(pen: Pen, number: int) -> dict[str, object]:
    said = pen.numbers(number)
    return {
        "mobility-walk_minutes": said.walk,
        "mobility-function_level": said.function,
        "diet-appetite": said.appetite,
        "diet-drinks_ml": said.drinks,
        "bowels-moved": "yes" if have_bowels_moved(number) else "no",
    }


def have_bowels_moved(number: int) -> bool:
    """Say whether the bowels moved on a day: slower on morphine, and once not for six days."""
    if number in CONSTIPATED:
        return False
    return number % 5 != 3 if number > CONSTIPATED[-1] + 1 else number not in range(MORPHINE, 78, 2)


def _night(pen: Pen, number: int, user: User) -> dict[str, object]:
    said = pen.numbers(number)
    typed = {
        "wellbeing-fatigue": said.fatigue,
        "wellbeing-sleep_hours": said.sleep,
        "wellbeing-good_day": said.good_day,
    }
    # Once a week, and only where the writer sees mood.
    if number % 7 == 1 and user == pen.person:
        typed[f"{MoodEntry.slug}-distress"] = said.distress
    return typed
