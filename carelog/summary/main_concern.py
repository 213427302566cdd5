"""The one thing the person wants the team to know, as last written at a check-in."""

from dataclasses import dataclass
from datetime import date

from carelog.logs.models import CheckIn
from carelog.summary.logged_days import Reading


@dataclass(frozen=True, slots=True)
class Concern:
    """The words, and the day they were written for."""

    day: date
    text: str


def main_concern(reading: Reading) -> Concern | None:
    """Return the newest main concern up to the end of the period, None where none was written."""
    rows = reading.access.rows(CheckIn).filter(day__lte=reading.period.end)
    row = rows.exclude(main_concern="").order_by("-day", "-opened_at", "-pk").first()
    return Concern(row.day, row.main_concern) if row else None
