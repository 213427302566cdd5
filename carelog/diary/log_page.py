"""The page of all logs: a row a kind, most written first, each with what was written last."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Value
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from carelog.appointments.models import Appointment
from carelog.appointments.series import next_appointment
from carelog.dashboard.looks import LOOKS, Look
from carelog.dashboard.record_cache import cached_for
from carelog.entries import words
from carelog.entries.models import Dated, Recorded
from carelog.medications.models import Dose, Medication
from carelog.patients import clock
from carelog.patients.access import Access

COUNTED = timedelta(days=90)
MOST_FIRST = 5
# Signs can be many; their list tells them all.
MOST_SAID = 80


@dataclass(frozen=True)
class LogRow:
    """A kind: where its row leads, where earlier entries are, and what was written last.

    `earlier` is "" where the row leads there itself.
    """

    slug: str
    title: str
    look: Look
    route: str
    earlier: str
    said: str
    is_today: bool


def log_context(access: Access) -> dict:
    """Return what the page shows."""
    day, quiet = clock.today(access.patient), access.person.quiet
    name = ("log", quiet)
    first, rest = cached_for(access, day, name, lambda: rows_of(access, day, quiet=quiet))
    return {
        "access": access,
        "day": day,
        "most": first,
        "rest": rest,
        "sees_visits": access.may_see(Appointment),
        "next_visit": next_appointment(access, timezone.now()),
    }


def rows_of(access: Access, day: date, *, quiet: bool) -> tuple[list[LogRow], list[LogRow]]:
    """Return what was written most, at most five kinds, and all others in their fixed order."""
    kinds = [kind for kind in LOOKS if access.may_see(kind)]
    times = times_written(access, kinds, day - COUNTED)
    often = sorted(kinds, key=lambda kind: -times[kind.slug])[:MOST_FIRST]
    first = [kind for kind in often if times[kind.slug]]
    rest = [kind for kind in kinds if kind not in first]
    first_rows, rest_rows = (
        [_row(access, kind, day, quiet=quiet) for kind in some] for some in (first, rest)
    )
    return first_rows, rest_rows


def written(kind: type[Recorded]) -> type[Dated]:
    """Return the rows that tell when something of a kind was written: of a medicine its doses."""
    if kind is Medication:
        return Dose
    if not issubclass(kind, Dated):
        raise TypeError(f"{kind} has no days")
    return kind


def times_written(access: Access, kinds: list[type[Recorded]], after: date) -> dict[str, int]:
    """Return how often each kind was written after a day, in one question."""
    counts = [
        access.rows(written(kind))
        .order_by()
        .filter(day__gt=after)
        .values(slug=Value(kind.slug))
        .annotate(times=Count("pk"))
        for kind in kinds
    ]
    found = counts[0].union(*counts[1:], all=True) if counts else ()
    return dict.fromkeys((kind.slug for kind in kinds), 0) | {
        row["slug"]: row["times"] for row in found
    }


def _row(access: Access, kind: type[Recorded], day: date, *, quiet: bool) -> LogRow:
    last = access.first(written(kind))
    is_list = kind is Medication or not access.may_write
    return LogRow(
        slug=kind.slug,
        title=capfirst(str(kind._meta.verbose_name_plural if is_list else kind._meta.verbose_name)),
        look=LOOKS[kind],
        route="entry_list" if is_list else "entry_new",
        earlier=written(kind).slug if access.may_write else "",
        said=_said(access, kind, last, day, quiet=quiet),
        is_today=last is not None and last.day == day,
    )


def _said(
    access: Access, kind: type[Recorded], last: Dated | None, day: date, *, quiet: bool
) -> str:
    """Return the last entry in the words of its list, and its day; in quiet mode the day alone.

    That it was today stands beside it, as a mark of its own.
    """
    if last is None:
        if kind is Medication:
            return _("What you take, and each dose in one tap.")
        return _("Nothing written yet.")
    when = "" if last.day == day else day_said(last.day, day)
    if quiet:
        return capfirst(when)
    said = Truncator(words.in_short(last, access.actor)).chars(MOST_SAID)
    return f"{said} · {when}" if when else said


def day_said(then: date, day: date) -> str:
    """Return a day as seen from another: "today", "yesterday", else with its year if it is not."""
    near = {day: _("today"), clock.day_before(day): _("yesterday")}
    return near.get(then) or date_format(then, "D j M" if then.year == day.year else "D j M Y")
