"""For whom the summary is put into words: their units, and the days it tells of."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.dateformat import format as format_date
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from carelog.accounts.models import User
from carelog.clinical.statistics import Coverage
from carelog.clinical.units import rounded
from carelog.entries.quantities import Unit, one_decimal, unit_for
from carelog.patients.access import Access
from carelog.summary.period import Period
from carelog.summary.words.pieces import Cell

MINUS, NONE = "\u2212", "\u2013"


@dataclass(frozen=True, slots=True)
class Reader:
    """The reader's units, the period, the person's goal for pain, and where a share begins."""

    user: User | None
    period: Period
    goal: int | None
    share_starts: date | None

    @classmethod
    def of(cls, access: Access, period: Period) -> "Reader":
        """Return the reader that an access is for."""
        return cls(access.actor, period, access.patient.pain_goal, access.starts)

    @property
    def hides_before(self) -> bool:
        """Say whether a share begins after the 7 days before, so that nothing is said of them."""
        first = self.period.first
        return first is not None and self.period.before < first

    def unit(self, code: str) -> Unit:
        """Return the unit in which the reader sees numbers stored in a UCUM unit."""
        return unit_for(code, self.user)

    def day(self, day: date) -> str:
        """Return a day, with its year where that is not the year of the last day."""
        return format_date(day, "j M" if day.year == self.period.end.year else "j M Y")


def signed(value: Fraction) -> str:
    """Return a difference with one decimal and its sign, none for zero."""
    shown = rounded(value, 1)
    sign = "+" if shown > 0 else MINUS if shown < 0 else ""
    return sign + number_format(abs(shown), decimal_pos=1)


def days_of(days: Coverage) -> str:
    """Return how many days of a window were logged: "(6/7)"."""
    return _("(%(n)d/%(window)d)") % {"n": days.logged, "window": days.window}


def or_too_few(value: Fraction | None, days: Coverage) -> Cell:
    """Return a mean with the days it rests on, or that there are not enough entries."""
    text = _("not enough entries") if value is None else one_decimal(value)
    return Cell(text, days_of(days))
