"""The signs that were ticked in the period: warnings, what became of them, and every tick."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Q

from carelog.patients.access import Access
from carelog.safety.listed import RULES
from carelog.safety.models import RaisedWarning, WarningState
from carelog.safety.states import standing
from carelog.safety.warnings import as_of, ticked_words
from carelog.summary.logged_days import Reading
from carelog.summary.section_values import FIRST, NotShared, Shortened, shorten
from carelog.summary.ticks import Tick, ticks

TIERS = {rule.id: rule.tier for rule in RULES}


@dataclass(frozen=True, slots=True)
class Noted:
    """What someone noted about a warning: `state` is seen, called or advised, `text` what was said.

    `name` is "" for who comes by a link, as in files, and `relation` a code of Membership.Relation.
    """

    state: str
    at: datetime
    name: str
    relation: str
    text: str


@dataclass(frozen=True, slots=True)
class SignShown:
    """A warning: the rule, its tier ("E" emergency, "T" call today, "" unknown), the ticks.

    `ticks` are in words, `facts` the fields and codes they stand for. It was raised at
    `raised_at`, ticked `times` times, the last time at `last_at`. `ending` is "help",
    "mistake", or "" while it is open. `noted` is who saw it last and the last call, or what the
    team said.
    """

    rule: str
    tier: str
    ticks: tuple[str, ...]
    facts: frozenset[tuple[str, str]]
    raised_at: datetime
    day: date
    times: int
    last_at: datetime
    last_day: date
    ended_at: datetime | None
    ended_day: date | None
    ending: str
    noted: tuple[Noted, ...] = ()

    @property
    def is_open(self) -> bool:
        """Say whether nobody has dealt with it."""
        return self.ended_at is None


@dataclass(frozen=True, slots=True)
class Signs:
    """The warnings, every tick, and on how many days a sheet was answered.

    `falls` says whether the answers to falls are in the reader's scope.
    """

    warnings: Shortened[SignShown] | NotShared
    ticks: tuple[Tick, ...] | NotShared
    days_answered: int = 0
    falls: bool = True

    @property
    def ticks_alone(self) -> tuple[Tick, ...]:
        """Return the ticks that none of the warnings a page surely shows tells."""
        if isinstance(self.ticks, NotShared):
            return ()
        shown = () if isinstance(self.warnings, NotShared) else self.warnings.items[:FIRST]
        told = frozenset().union(*(warning.facts for warning in shown))
        return tuple(tick for tick in self.ticks if (tick.field, tick.code) not in told)


def signs(reading: Reading) -> Signs | NotShared:
    """Return the warnings and the ticks of the period, as far as they are in the reader's scope."""
    sees_warnings, sees_ticks = reading.sees("warnings"), reading.sees("symptoms")
    if not sees_warnings and not sees_ticks:
        return NotShared("symptoms")
    warnings = _warnings(reading) if sees_warnings else NotShared("warnings")
    if not sees_ticks:
        return Signs(warnings, NotShared("symptoms"))
    return Signs(warnings, *ticks(reading), falls=reading.sees("mobility"))


def _warnings(reading: Reading) -> Shortened[SignShown]:
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
    stood = as_of(reading.access, rows, end)
    notes = standing(reading.access, stood, end)
    found = [_shown(row, zone, _noted(reading.access, notes[row.pk])) for row in stood]
    # One that was opened again later may have been closed by the end, and ticked long before.
    found = [sign for sign in found if sign.is_open or sign.last_at >= start]
    return shorten(sorted(found, key=lambda sign: (not sign.is_open, sign.tier != "E")))


def _noted(access: Access, states: list[WarningState]) -> tuple[Noted, ...]:
    """Return who saw a warning last, and the last of what was said, oldest first."""
    last = {state.state == WarningState.State.SEEN: state for state in states}
    return tuple(_said(access, one) for one in sorted(last.values(), key=lambda one: one.at))


def _said(access: Access, state: WarningState) -> Noted:
    who = state.recorded_by
    name = who.name if who and access.role != "link" else ""
    relation = access.patient.relations.get(who.pk, "") if who else ""
    return Noted(state.state, state.at, name, relation, state.text)


def _shown(row: RaisedWarning, zone: ZoneInfo, noted: tuple[Noted, ...]) -> SignShown:
    triggers = row.triggers.all()
    moments = [trigger.at for trigger in triggers] or [row.raised_at]
    ended = row.ended_at
    return SignShown(
        rule=row.rule,
        tier=TIERS.get(row.rule, ""),
        ticks=tuple(ticked_words(row)),
        facts=frozenset((field, code) for trigger in triggers for field, code in trigger.facts),
        raised_at=row.raised_at,
        day=row.raised_at.astimezone(zone).date(),
        times=len(moments),
        last_at=max(moments),
        last_day=max(moments).astimezone(zone).date(),
        ended_at=ended,
        ended_day=ended and ended.astimezone(zone).date(),
        ending=row.ending,
        noted=noted,
    )
