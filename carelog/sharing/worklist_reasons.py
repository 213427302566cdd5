"""Why a record stands high in the list: facts of many records at once, each in its reader's scope.

Nothing is added up to a score, and no reason is more than what was logged, with its numbers.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from carelog.accounts.models import User
from carelog.clinical.change import mcid
from carelog.clinical.statistics import Extremes, WeekChange, extremes, week_change
from carelog.diary.log_page import day_said
from carelog.entries.quantities import one_decimal
from carelog.lazy import LazyStr
from carelog.logs.models import PainEntry
from carelog.patients import clock
from carelog.patients.models import Membership, Patient
from carelog.safety import states
from carelog.safety.models import RaisedWarning
from carelog.safety.rules import rule_for
from carelog.safety.warnings import ticked_words

#: Choices of this project: from how many days on silence is said.
SILENT_DAYS = 3
TWO_WEEKS, WEEK = 14, 7
#: Every reason a record can stand high for, in the order of the list.
EMERGENCY, SAME_DAY, CLOSED, RISING, SILENT = "emergency", "same-day", "closed", "rising", "silent"
WORDS: dict[str, LazyStr] = {
    EMERGENCY: gettext_lazy("Emergency, open"),
    SAME_DAY: gettext_lazy("Same day, open"),
    CLOSED: gettext_lazy("Closed since you looked"),
    RISING: gettext_lazy("Pain rising"),
    SILENT: gettext_lazy("Not heard from"),
}
#: Their icon, and how the word beside it looks.
LOOKS = {
    EMERGENCY: ("siren", "now"),
    SAME_DAY: ("phone", "today"),
    CLOSED: ("circle-check", ""),
    RISING: ("chart-line", ""),
    SILENT: ("clock", ""),
}


@dataclass(frozen=True)
class Reason:
    """One reason, and what is said for it: a line each, such as a sign with its time."""

    code: str
    lines: tuple[tuple[str, str], ...]

    @property
    def word(self) -> str:
        """Return what it is called."""
        return str(WORDS[self.code])

    @property
    def icon(self) -> str:
        """Return the icon beside the word."""
        return LOOKS[self.code][0]

    @property
    def look(self) -> str:
        """Return how the word looks: "now" for what cannot wait, "today" for the same day."""
        return LOOKS[self.code][1]


def said_at(moment: datetime, patient: Patient) -> str:
    """Return a moment on the record's clock: "today, 08:40", "Mon 23 Feb, 18:02"."""
    there = moment.astimezone(ZoneInfo(patient.zone))
    return f"{day_said(there.date(), clock.today(patient))}, {date_format(there, 'H:i')}"


def warnings_of(
    places: Iterable[Membership], user: User
) -> dict[int, list[tuple[str, RaisedWarning]]]:
    """Return what is open in some records, and what others closed since their reader looked.

    By record, each with its reason. The places are those whose scope has warnings.
    """
    shown = warned(user).filter(patient__in=[place.patient_id for place in places])
    shown = shown.select_related("ended_by").prefetch_related("triggers", "states__recorded_by")
    found: dict[int, list[tuple[str, RaisedWarning]]] = defaultdict(list)
    for warning in shown.order_by("raised_at", "pk"):
        open_as = EMERGENCY if rule_for(warning.rule).tier == "E" else SAME_DAY
        found[warning.patient_id].append((open_as if warning.is_open else CLOSED, warning))
    return found


def warned(user: User) -> QuerySet[RaisedWarning]:
    """Return the warnings of somebody's records that are open, or were closed by others since."""
    place = {"patient__memberships__user": user, "patient__memberships__state": "active"}
    looked = Coalesce(F("patient__memberships__looked_at"), F("patient__memberships__created_at"))
    closed = Q(ended_at__gt=looked) & (Q(ended_by=None) | ~Q(ended_by=user))
    return RaisedWarning.objects.filter(Q(ended_at=None) | closed, **place)


def of_warnings(found: list[tuple[str, RaisedWarning]], patient: Patient) -> list[Reason]:
    """Return the reasons that warnings of one record are: each sign, its time, what was done."""
    told = {
        code: tuple(_sign(one, patient) for of, one in found if of == code)
        for code in (EMERGENCY, SAME_DAY, CLOSED)
    }
    return [Reason(code, lines) for code, lines in told.items() if lines]


def _sign(warning: RaisedWarning, patient: Patient) -> tuple[str, str]:
    ticked = "; ".join(ticked_words(warning)) or warning.title
    when = said_at(warning.raised_at, patient)
    return f"{ticked}, {when}", _done(warning, patient)


def _done(warning: RaisedWarning, patient: Patient) -> str:
    """Return the last thing that was done about a warning and stands: what, who, when."""
    if last := states.last_standing(warning.states.all()):
        return states.briefly(patient, last, with_relation=False)
    days = (clock.today(patient) - warning.raised_at.astimezone(ZoneInfo(patient.zone)).date()).days
    if days < 1:
        return _("Nothing is noted about it.")
    text = ngettext(
        "Open for %(n)d day. Nothing is noted about it.",
        "Open for %(n)d days. Nothing is noted about it.",
        days,
    )
    return text % {"n": days}


@dataclass(frozen=True)
class Pain:
    """Worst pain of a record: the last of two weeks and the highest of the last, and its change."""

    days: Extremes
    change: WeekChange
    today: date

    @property
    def last(self) -> str:
        """Return the last number."""
        return str(self.days.last[1]) if self.days.last else ""

    @property
    def last_on(self) -> str:
        """Return its day: "today", "yesterday", "Mon 23 Feb"."""
        return day_said(self.days.last[0], self.today) if self.days.last else ""

    @property
    def highest(self) -> str:
        """Return the highest number of the last seven days, "" where none was logged in them."""
        return str(self.days.highest[1]) if self.days.highest else ""


def pain_of(patients: Collection[Patient]) -> dict[int, Pain]:
    """Return the worst pain of some records over two weeks, by record, for those with any."""
    today = {patient.pk: clock.today(patient) for patient in patients}
    if not today:
        return {}
    since = min(today.values()) - timedelta(days=TWO_WEEKS)
    days: dict[int, dict[date, int]] = defaultdict(dict)
    scores = PainEntry.objects.filter(patient__in=patients, day__gt=since)
    for pk, day, worst, now in scores.values_list("patient_id", "day", "worst_24h", "now"):
        said = [score for score in (worst, now, days[pk].get(day)) if score is not None]
        if said and today[pk] - timedelta(days=TWO_WEEKS) < day <= today[pk]:
            days[pk][day] = max(said)
    return {
        pk: Pain(extremes(values, today[pk], WEEK), week_change(values, today[pk]), today[pk])
        for pk, values in days.items()
        if values
    }


def of_pain(pain: Pain | None) -> list[Reason]:
    """Return the reason that the mean worst pain of 7 days is up by 2 points or more.

    Compared with the 7 days before; both need 4 logged days. Source of the 2 points:
    `clinical.change.mcid`.
    """
    if pain is None:
        return []
    now, before = pain.change.now, pain.change.before
    if now.value is None or before.value is None or mcid(before.value, now.value) != "worse":
        return []
    words = {"now": one_decimal(now.value), "before": one_decimal(before.value)}
    days = {"now": now.days.logged, "before": before.days.logged}
    said = _("mean worst pain %(now)s in the last 7 days, %(before)s in the 7 before") % words
    more = _("Logged on %(now)s of 7 days, and on %(before)s of the 7 before.") % days
    return [Reason(RISING, ((said, more),))]


def of_silence(last: datetime | None, patient: Patient) -> tuple[int, list[Reason]]:
    """Return for how many days nothing was written, and the reason from the third on; else 0."""
    days = (timezone.now() - (last or patient.created_at)).days
    if days < SILENT_DAYS:
        return 0, []
    text = ngettext("nothing written for %(n)d day", "nothing written for %(n)d days", days)
    return days, [Reason(SILENT, ((text % {"n": days}, ""),))]
