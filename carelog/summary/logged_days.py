"""The logged days that several sections rest on, each read once."""

from datetime import date, timedelta
from functools import cached_property

from carelog.clinical.statistics import BASELINE_DAYS
from carelog.dashboard.heard import too_ill_days
from carelog.dashboard.panels import BY_SLUG, Days
from carelog.logs.models import PainEntry
from carelog.logs.models.pain import AVERAGE, WORST
from carelog.logs.series import by_day
from carelog.patients.access import Access
from carelog.summary.period import Period

#: A reference weight lies at most 201 days before the newest one, which may itself be old.
WEIGHTS_SINCE = 400
#: The last weight before the visit is at most so many days older.
WEIGHTS_BEFORE = 31


class Reading:
    """What one reader may see of a record in a period, read as it is asked for."""

    def __init__(self, access: Access, period: Period) -> None:
        self.access, self.period = access, period
        self._days: dict[str, Days] = {}

    def sees(self, domain: str) -> bool:
        """Say whether a domain is in the reader's scope."""
        return self.access.sees(domain)

    def days(self, slug: str) -> Days:
        """Return the value of each logged day by the slug of a panel, or "average" for pain.

        Stored units. Of the days drawn and of the weeks compared; of worst pain the first 14
        logged days too, of weight the last 400 days.
        """
        if slug not in self._days:
            self._days[slug] = self._read(slug)
        return self._days[slug]

    @cached_property
    def too_ill(self) -> set[date]:
        """Return the days drawn that were heard from as too ill."""
        return too_ill_days(self.access, self.period.shown_from, self.period.end)

    def _read(self, slug: str) -> Days:
        access, start, end = self.access, self.period.shown_from, self.period.end
        if slug == "pain":
            return by_day(access, PainEntry, WORST, end, start, first=BASELINE_DAYS)
        if slug == "average":
            return by_day(access, PainEntry, AVERAGE, end, start)
        if slug == "weight":
            before = self.period.since - timedelta(days=WEIGHTS_BEFORE)
            start = min(start, before, end - timedelta(days=WEIGHTS_SINCE))
        return BY_SLUG[slug].days(access, end, start)
