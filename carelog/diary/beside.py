"""What stands beside a new entry's form: the last 14 days of its numbers, and the last time."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.text import capfirst

from carelog.clinical.pain import band
from carelog.clinical.statistics import first_day
from carelog.dashboard.choice import seen_by
from carelog.dashboard.panel_page import days_of
from carelog.dashboard.panels import Panel
from carelog.dashboard.record_cache import cached_for
from carelog.diary.log_page import day_said
from carelog.entries import words
from carelog.entries.models import Dated, Recorded
from carelog.entries.quantities import digits, drawn_in, unit_for
from carelog.patients import clock
from carelog.patients.access import Access

DAYS, MOST = 14, 2


@dataclass(frozen=True)
class Cell:
    """A day: its number, "" for a day without one; of pain the class of its word band too."""

    day: date
    said: str
    band: str


@dataclass(frozen=True)
class Fortnight:
    """One measure over 14 days, oldest first."""

    title: str
    unit: str
    cells: list[Cell]


def beside(access: Access, kind: type[Recorded]) -> dict | None:
    """Return the last 14 days of a kind with numbers and its last entry; None in quiet mode."""
    panels = [panel for panel in seen_by(access) if panel.kind is kind][:MOST]
    if access.person.quiet or not panels or not issubclass(kind, Dated):
        return None
    today = clock.today(access.patient)
    name = ("beside", kind.slug)
    return cached_for(access, today, name, lambda: _beside(access, kind, panels, today))


def before(access: Access, row: Recorded) -> Recorded | None:
    """Return the last entry of who fills in a new one, for its fold to stand as they left it."""
    if row.pk is not None or not isinstance(row, Dated) or not row.asked_first:
        return None
    return access.rows(type(row)).filter(recorded_by=access.actor).first()


def _beside(access: Access, kind: type[Dated], panels: list[Panel], today: date) -> dict | None:
    last = access.first(kind)
    if last is None:
        return None
    drawn = [_fortnight(access, panel, today) for panel in panels]
    time = date_format(last.at.astimezone(ZoneInfo(last.zone)), "H:i")
    return {
        "fortnights": [one for one in drawn if any(cell.said for cell in one.cells)],
        "when": f"{capfirst(day_said(last.day, today))}, {time}",
        "said": words.in_short(last, access.actor),
    }


def _fortnight(access: Access, panel: Panel, today: date) -> Fortnight:
    start = first_day(today, DAYS)
    values = days_of(access, panel, today, start)
    unit = drawn_in(unit_for(panel.unit, access.actor))
    cells = []
    for day in (start + timedelta(days=n) for n in range(DAYS)):
        value = values.get(day)
        said = "" if value is None else digits(value, unit)
        worst = int(value) if panel.is_pain and value is not None else None
        cells.append(Cell(day, said, "" if worst is None else band(worst)))
    return Fortnight(str(panel.title), str(unit.word), cells)
