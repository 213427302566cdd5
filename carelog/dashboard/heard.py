"""Which days were heard from: asked by every page, sentence, table and file that tells of silence.

A day is heard from when anything was written for it, by whomever. *Too ill today* is such a word:
it is in no mean, and never a gap.
"""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import ngettext

from carelog.entries.days import Day
from carelog.logs.models import KINDS, CheckIn
from carelog.logs.series import too_ill_days
from carelog.medications.models import Dose
from carelog.patients.access import Access
from carelog.patients.models import Kept
from carelog.patients.reading import read

HEARD: tuple[type[Kept], ...] = (*KINDS, Dose, CheckIn)

__all__ = ("heard_days", "too_ill_days", "too_ill_words")


def heard_days(access: Access, start: date, end: date) -> set[date]:
    """Return the days with anything written for them in the reader's scope, in one query."""
    seen = tuple(kind for kind in HEARD if access.may_see(kind))
    return {day for (day,) in read(access, seen, _days, since=start, end=end)} if seen else set()


def too_ill_words(days: int) -> str:
    """On how many days without an entry it says *too ill*; "" for none."""
    if not days:
        return ""
    text = ngettext("On %(days)d day it says: too ill.", "On %(days)d days it says: too ill.", days)
    return text % {"days": days}


def _days(*kinds: QuerySet, since: Day, end: Day) -> QuerySet:
    rows = [rows.filter(day__range=(since, end)).order_by() for rows in kinds]
    days = [rows.values_list("day").distinct() for rows in rows]
    return days[0].union(*days[1:])
