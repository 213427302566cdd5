"""A month in numbers and words: what each day holds. How it looks is the page's own."""

import re
from calendar import Calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from carelog.appointments.models import Appointment
from carelog.appointments.series import visits_a_day
from carelog.clinical.pain import band
from carelog.diary.timeline import SOURCES, days_told, is_anything_before
from carelog.logs.models import PainEntry
from carelog.logs.models.pain import WORST
from carelog.logs.series import by_day, too_ill_days
from carelog.medications.models import Dose
from carelog.medications.series import doses_a_day
from carelog.patients.access import Access
from carelog.patients.possible import FIRST_DAY

ASKED = re.compile(r"[0-9]{4}-[0-9]{2}")


@dataclass(frozen=True)
class Told:
    """What a reader is told of some days: of each only what stands in their scope."""

    worst: Mapping[date, int] = field(default_factory=dict)
    doses: Mapping[date, int] = field(default_factory=dict)
    visits: Mapping[date, int] = field(default_factory=dict)
    ill: set[date] = field(default_factory=set)
    written: set[date] = field(default_factory=set)


@dataclass(frozen=True)
class MonthDay:
    """One day. `state` is what it is at a glance, `words` all of it, for who does not see it."""

    day: date
    state: str
    words: str
    worst: int | None
    doses: int
    visits: int
    is_ill: bool

    @property
    def band(self) -> str:
        """Return the word band of the worst pain, "" where there is none."""
        return "" if self.worst is None else band(self.worst)


@dataclass(frozen=True)
class Month:
    """A month as weeks of seven, None for what is of another month; the months beside it."""

    first: date
    weekdays: list[date]
    weeks: list[list[MonthDay | None]]
    before: date | None
    after: date | None
    hidden: list[str]
    sees_all: bool
    is_empty: bool


def month_asked(text: str, today: date) -> date | None:
    """Return the first day of a month such as "2026-11"; None for none that can be shown."""
    if not ASKED.fullmatch(text):
        return None
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return first if FIRST_DAY <= first <= today else None


def read_month(access: Access, first: date, today: date) -> Month:
    """Return a month as its reader may see it; in quiet mode without numbers."""
    weeks = Calendar(_first_weekday()).monthdatescalendar(first.year, first.month)
    kinds = [kind for kind in SOURCES if access.may_see(kind)]
    end = _next(first) - timedelta(days=1)
    told = _told(access, kinds, first, end)
    is_first = not is_anything_before(access, kinds, first) if kinds else True
    began = min(told.written, default=today) if is_first else first
    sees_all = len(kinds) == len(SOURCES)

    def as_told(day: date) -> MonthDay | None:
        return _day(access, told, day, _state(told, day, began, today)) if _in(day, first) else None

    return Month(
        first,
        weeks[0],
        [[as_told(day) for day in week] for week in weeks],
        before=None if is_first or first == FIRST_DAY else _before(first),
        after=_next(first) if _next(first) <= today else None,
        hidden=_hidden(access),
        sees_all=sees_all,
        is_empty=is_first and not told.written,
    )


def _told(access: Access, kinds: list, start: date, end: date) -> Told:
    written = days_told(access, kinds, start, end) if kinds else set()
    visits = visits_a_day(access, start, end)
    if access.person.quiet:
        return Told(visits=visits, written=written)
    return Told(
        by_day(access, PainEntry, WORST, end, start),
        doses_a_day(access, end, start),
        visits,
        too_ill_days(access, start, end),
        written,
    )


def _state(told: Told, day: date, began: date, today: date) -> str:
    """Return which of its states a day is in; only a day that is over can be silent."""
    if day > today:
        return "to-come"
    if day in told.worst:
        return "pain"
    if day in told.ill:
        return "ill"
    if day in told.written:
        return "other"
    return "today" if day == today else "before" if day < began else "silent"


def _day(access: Access, told: Told, day: date, state: str) -> MonthDay:
    worst, is_ill = told.worst.get(day), day in told.ill
    doses, visits = told.doses.get(day, 0), told.visits.get(day, 0)
    said = [_("worst pain %(worst)s") % {"worst": worst}] if worst is not None else []
    said += [_("too ill")] if is_ill else []
    if state == "other" and not access.person.quiet and access.sees("pain"):
        said.append(_("no pain number"))
    said += [ngettext("%(n)s dose", "%(n)s doses", doses) % {"n": doses}] if doses else []
    said += [ngettext("%(n)s visit", "%(n)s visits", visits) % {"n": visits}] if visits else []
    if state == "other" and not doses and not visits:
        said.append(_("other entries"))
    said = said or [_nothing(state)]
    name = date_format(day, "l j F")
    words = f"{name}: {', '.join(said)}" if said[0] else name
    return MonthDay(day, state, words, worst, doses, visits, is_ill)


def _nothing(state: str) -> str:
    words = {"silent": _("no entry"), "today": _("no entry yet")}
    return words.get(state, "")


def _hidden(access: Access) -> list[str]:
    """Return the names of what the page would show and this reader may not see."""
    shown = ((PainEntry, _("pain")), (Dose, _("doses")), (Appointment, _("visits")))
    return [name for kind, name in shown if not access.may_see(kind)]


def _first_weekday() -> int:
    # Translators: the day a week begins with: 0 for Monday, 6 for Sunday. A number, no word.
    return int(pgettext("first day of the week", "0")) % 7


def _in(day: date, first: date) -> bool:
    return (day.year, day.month) == (first.year, first.month)


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)
