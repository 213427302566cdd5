"""The listed signs that were ticked in the period, and what became of them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Q

from carelog.safety.listed import RULES
from carelog.safety.models import RaisedWarning
from carelog.safety.warnings import as_of, ticked_words
from carelog.sharing.summary.few import Few, few
from carelog.sharing.summary.reading import Reading

TIERS = {rule.id: rule.tier for rule in RULES}


@dataclass(frozen=True, slots=True)
class SignShown:
    """A warning: the rule, its tier ("E" emergency, "T" call today, "" unknown), the ticks.

    `ticks` are in words. It was raised at `raised_at`, ticked `times` times, the last time at
    `last_at`. `ending` is "help", "mistake", or "" while it is open.
    """

    rule: str
    tier: str
    ticks: tuple[str, ...]
    raised_at: datetime
    day: date
    times: int
    last_at: datetime
    last_day: date
    ended_at: datetime | None
    ended_day: date | None
    ending: str

    @property
    def is_open(self) -> bool:
        """Say whether nobody has dealt with it."""
        return self.ended_at is None


def signs(reading: Reading) -> Few[SignShown]:
    """Return what was raised or ticked again in the period, or was open at its end.

    Open ones come first, and of these the signs for emergency help; then the newest.
    """
    period, zone = reading.period, ZoneInfo(reading.period.zone)
    start = datetime.combine(period.since, time.min, zone)
    end = datetime.combine(period.end, time.max, zone)
    rows = reading.access.rows(RaisedWarning).filter(raised_at__lte=end)
    still_open = Q(ended_at=None) | Q(ended_at__gt=end)
    ticked = Q(raised_at__gte=start) | Q(triggers__at__range=(start, end))
    rows = rows.filter(still_open | ticked).distinct().order_by("-raised_at", "-pk")
    found = [_shown(row, zone) for row in as_of(reading.access, rows, end)]
    return few(sorted(found, key=lambda sign: (not sign.is_open, sign.tier != "E")))


def _shown(row: RaisedWarning, zone: ZoneInfo) -> SignShown:
    moments = [trigger.at for trigger in row.triggers.all()] or [row.raised_at]
    ended = row.ended_at
    return SignShown(
        rule=row.rule,
        tier=TIERS.get(row.rule, ""),
        ticks=tuple(ticked_words(row)),
        raised_at=row.raised_at,
        day=row.raised_at.astimezone(zone).date(),
        times=len(moments),
        last_at=max(moments),
        last_day=max(moments).astimezone(zone).date(),
        ended_at=ended,
        ended_day=ended and ended.astimezone(zone).date(),
        ending=row.ending,
    )
