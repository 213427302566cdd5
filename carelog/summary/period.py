"""Since when the summary tells: since a visit, a chosen day, or the last 30 days."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Case, IntegerField, Value, When

from carelog.appointments.models import Appointment
from carelog.appointments.models.appointment import State
from carelog.clinical.statistics import first_day
from carelog.patients.access import Access

WEEK, WITHOUT_A_VISIT, SHOWN_AT_LEAST = 7, 30, 90
MOST_VISITS = 4


@dataclass(frozen=True, slots=True)
class PastVisit:
    """A visit before today: its day on its own clock, and its code, such as "oncology"."""

    day: date
    kind: str
    name: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Period:
    """The days a summary tells of, on the clock of `zone`.

    It tells of `since` to `end`, both included. `before` are the 7 days ending the day before
    `since`, `now` the 7 days ending with `end`; after a visit this week they overlap. `end` is
    today, or the last day of a share; `first` is the first day of a share, None without one, and
    nothing is told of the time before it. `visit` is the one that `since` is the day of, None for a
    day chosen otherwise. `visits` are the newest past ones. Charts begin with `shown_from`.
    """

    since: date
    end: date
    today: date
    zone: str
    visit: PastVisit | None
    visits: tuple[PastVisit, ...]
    first: date | None = None

    @property
    def days(self) -> int:
        """Return how many days the summary tells of."""
        return (self.end - self.since).days + 1

    @property
    def before(self) -> date:
        """Return the last of the 7 days before."""
        return self.since - timedelta(days=1)

    @property
    def shown_from(self) -> date:
        """Return the first day drawn: the week before is seen, and 90 days, as far as shared."""
        week_before = self.since - timedelta(days=WEEK)
        wanted = min(week_before, first_day(self.end, SHOWN_AT_LEAST))
        return max(wanted, self.first or wanted)

    def seen(self, window: int, end: date | None = None) -> int:
        """Return how many days of a window, ending today unless told otherwise, the reader may see.

        A window that lies before the first day of a share stays whole: nothing is told of it.
        """
        end = end or self.end
        if self.first is None or end < self.first:
            return window
        return min(window, (end - self.first).days + 1)

    @property
    def week_before(self) -> tuple[date, int]:
        """Return the window of the 7 days before: its last day, and how many are seen of it."""
        return self.before, self.seen(WEEK, self.before)

    @property
    def week_now(self) -> tuple[date, int]:
        """Return the window of the last 7 days: its last day, and how many are seen of it."""
        return self.end, self.seen(WEEK)

    @property
    def days_shown(self) -> int:
        """Return how many days are drawn."""
        return (self.end - self.shown_from).days + 1


def last_day(access: Access, today: date) -> date:
    """Return the last day a reader may see: today, or the end of a share before it."""
    return min(today, access.ends or today)


def period_of(access: Access, since: date | None, today: date) -> Period:
    """Return the period since a chosen day, else since the last past visit, else of 30 days.

    A share begins with its first day at the earliest. The last past visit is the newest one that
    took place, else the newest booked one. Raises
    ValueError for a day after the last one the reader may see.
    """
    end = last_day(access, today)
    if since is not None and since > end:
        raise ValueError("a summary begins by the day it ends")
    visits = _past_visits(access, end)
    if since is None:
        since = visits[0].day if visits else first_day(end, WITHOUT_A_VISIT)
    first = access.starts and min(access.starts, end)
    since = max(since, first or since)
    on_day = (visit for visit in visits if visit.day == since)
    newest_first = tuple(sorted(visits, key=lambda visit: visit.day, reverse=True))
    return Period(since, end, today, access.patient.zone, next(on_day, None), newest_first, first)


def _past_visits(access: Access, end: date) -> list[PastVisit]:
    """Return the newest visits before a day: those that took place first, then booked ones."""
    midnight = datetime.combine(end, time.min, ZoneInfo(access.patient.zone))
    done_first = Case(When(state=State.DONE, then=Value(0)), default=1, output_field=IntegerField())
    rows = access.rows(Appointment).filter(state__in=(State.DONE, State.BOOKED))
    rows = rows.filter(starts_at__lt=midnight).order_by(done_first, "-starts_at", "-pk")
    found = [
        PastVisit(row.local_start.date(), row.kind, row.name, row.state == State.DONE)
        for row in rows[:MOST_VISITS]
    ]
    # On another clock the same moment may be the day itself, or after it.
    return [visit for visit in found if visit.day < end]
