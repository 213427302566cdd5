"""The timeline: everything that was written or done, newest first, one query a kind."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from carelog.accounts.models import User
from carelog.appointments.models import Appointment, Event
from carelog.diary.kinds import RECORDED, SITTING
from carelog.diary.row_words import in_one_line, note_in_short
from carelog.entries.models import Dated
from carelog.logs.models import CheckIn
from carelog.patients.access import Access
from carelog.patients.models import Kept, Membership
from carelog.safety import states
from carelog.safety.models import WarningState
from carelog.safety.warnings import is_on_page

A_PAGE = 50
Written = Kept | WarningState
Source = type[Kept] | type[WarningState]
SOURCES: tuple[Source, ...] = (
    *(kind for kind in RECORDED if issubclass(kind, Dated)),
    *(Appointment, Event, CheckIn, WarningState),
)


@dataclass(frozen=True)
class TimelineLine:
    """One line of the timeline. `order` puts lines of the same moment into one fixed order.

    `to` is the address of the page that tells of it, "" where there is none any more.
    """

    kind: Source
    row: Written
    to: str
    title: str
    said: str
    note: str
    by: User | None
    day: date
    at: datetime
    time: str
    order: tuple

    @property
    def cursor(self) -> str:
        """Return the cursor of this line for a query parameter: its kind and key."""
        return f"{slug_of(self.kind)}.{self.row.uid}"


def slug_of(kind: Source) -> str:
    """Return the word for a kind in an address."""
    return getattr(kind, "slug", SITTING)


def people_of(access: Access) -> list[tuple[str, str, int]]:
    """Return who has a place in the record, each by a number in order of joining."""
    members = Membership.objects.filter(patient=access.patient).select_related("user")
    ordered = members.order_by("created_at", "pk")
    people = [*ordered.values_list("user_id", "user__name", "relation")]
    access.patient.relations = {user: relation for user, _name, relation in people}
    return [(str(number), name, user) for number, (user, name, _by) in enumerate(people, 1)]


def newest(access: Access, kinds: list[Source], wanted: dict) -> list[TimelineLine] | None:
    """Return up to a page and one of the lines wanted, newest first; None for an unknown cursor.

    `wanted` holds kind, by (a user's id), start, end and after, each possibly empty.
    """
    after = None
    if wanted["after"]:
        after = _named(access, kinds, wanted["after"])
        if after is None:
            return None
    found: list[tuple] = []
    for place, kind in enumerate(kinds):
        if wanted["kind"] in ("", slug_of(kind)):
            # Once a page is full, only what is as new as its last line can still stand on it.
            since = found[-1][0][0] if len(found) > A_PAGE else None
            found += [
                ((row.line_day, row.line_at, -place, row.pk), kind, row)
                for row in _found(access, kind, place, wanted, after, since)
            ]
            found = sorted(found, key=itemgetter(0), reverse=True)[: A_PAGE + 1]
    people = User.objects.in_bulk({row.recorded_by_id for _order, _kind, row in found} - {None})
    return [_line(access, kind, -order[2], row, people) for order, kind, row in found]


def of_day(access: Access, kinds: list[Source], day: date) -> list[TimelineLine]:
    """Return all lines of a day in the order of the day; what has no hour stands first."""
    found = [
        (kind, place, row)
        for place, kind in enumerate(kinds)
        for row in _whole(access, kind).filter(line_day=day)
    ]
    people = User.objects.in_bulk({row.recorded_by_id for _kind, _place, row in found} - {None})
    lines = [_line(access, kind, place, row, people) for kind, place, row in found]
    return sorted(lines, key=lambda line: (line.time != "", line.at, line.order))


def days_told(access: Access, kinds: list[Source], start: date, end: date) -> set[date]:
    """Return the days with a line, whatever it says, in one query for all kinds."""
    first, *rest = (_days(access, kind).filter(line_day__range=(start, end)) for kind in kinds)
    return {day for (day,) in first.union(*rest)}


def is_anything_before(access: Access, kinds: list[Source], day: date) -> bool:
    """Say whether any line stands before a day; the first one found is enough."""
    first, *rest = (_days(access, kind).filter(line_day__lt=day) for kind in kinds)
    return bool(first.union(*rest, all=True)[:1])


def _days(access: Access, kind: Source) -> QuerySet:
    return _rows(access, kind).order_by().values_list("line_day")


def _found(
    access: Access,
    kind: Source,
    place: int,
    wanted: dict,
    after: TimelineLine | None,
    since: date | None,
) -> QuerySet:
    """Return the newest rows of a kind that are wanted, a page and one at most."""
    rows = _whole(access, kind)
    if since is not None:
        rows = rows.filter(line_day__gte=since)
    if wanted["by"]:
        rows = rows.filter(recorded_by=wanted["by"])
    if wanted["start"]:
        rows = rows.filter(line_day__gte=wanted["start"])
    if wanted["end"]:
        rows = rows.filter(line_day__lte=wanted["end"])
    if after is not None:
        rows = rows.filter(line_day__lte=after.day).filter(_goes_after(after, place))
    return rows.order_by("-line_day", "-line_at", "-pk")[: A_PAGE + 1]


def _goes_after(after: TimelineLine, place: int) -> Q:
    """Return what a row of a kind must be to stand below a line of the page before."""
    _day, _moment, after_place, after_pk = after.order
    same_day = Q(line_day=after.day)
    earlier = Q(line_day__lt=after.day) | (same_day & Q(line_at__lt=after.at))
    if -place < after_place:
        return earlier | (same_day & Q(line_at=after.at))
    if -place == after_place:
        return earlier | (same_day & Q(line_at=after.at, pk__lt=after_pk))
    return earlier


def _named(access: Access, kinds: list[Source], cursor: str) -> TimelineLine | None:
    """Return the line a cursor names, if it is one this reader may see."""
    slug, _dot, key = cursor.partition(".")
    for place, kind in enumerate(kinds):
        if slug_of(kind) == slug:
            row = access.row_or_none(kind, uuid.UUID(key), removed=True)
            return _line(access, kind, place, row, {}) if row else None
    return None


def _line(
    access: Access, kind: Source, place: int, row: Written, people: Mapping[int, User]
) -> TimelineLine:
    """Return a row as a line; its day and moment are those of `_rows`."""
    there = ZoneInfo(getattr(row, "zone", access.patient.zone))
    day, at, said = _told(access, row)
    time = "" if kind is Event else date_format(at.astimezone(there), "H:i")
    by = people.get(row.recorded_by_id) if row.recorded_by_id else None
    order = (day, at, -place, row.pk)
    title = states.heading(row) if isinstance(row, WarningState) else title_of(kind)
    words = title, said, note_in_short(access, row)
    return TimelineLine(kind, row, _page_of(access, row), *words, by, day, at, time, order)


def _page_of(access: Access, row: Written) -> str:
    record = access.patient.uid
    if isinstance(row, WarningState):
        return reverse("act_now", args=[record]) if is_on_page(row.warning) else ""
    if isinstance(row, CheckIn):
        return reverse("check_in", args=[record, row.uid])
    return reverse("entry", args=[record, type(row), row.uid])


def _told(access: Access, row: Written) -> tuple[date, datetime, str]:
    if isinstance(row, CheckIn):
        return row.day, row.opened_at, _sitting(access, row)
    own = ZoneInfo(access.patient.zone)
    if isinstance(row, WarningState):
        return row.at.astimezone(own).date(), row.at, states.in_words(row)
    if not isinstance(row, Event | Appointment | Dated):
        raise TypeError(f"{type(row)} has no line of its own")
    said = in_one_line(access, row)
    if isinstance(row, Event):
        return row.started_on, row.created_at, said
    if isinstance(row, Appointment):
        return row.starts_at.astimezone(own).date(), row.starts_at, said
    return row.day, row.at, said


def _whole(access: Access, kind: Source) -> QuerySet:
    """Return the same rows as `_rows`, with what their words are made of."""
    rows = _rows(access, kind).select_related(*getattr(kind, "reads", ()))
    rows = rows.prefetch_related(*getattr(kind, "kept_children", ()))
    return rows.prefetch_related("warning__triggers") if kind is WarningState else rows


def _rows(access: Access, kind: Source) -> QuerySet:
    """Return what stands in the timeline of a kind, each row with its day and its moment."""
    own = ZoneInfo(access.patient.zone)
    if kind is WarningState:
        acts = states.states_of(access)
        return acts.annotate(line_day=TruncDate("at", tzinfo=own), line_at=F("at"))
    rows = access.rows(kind)
    if kind is Event:
        return rows.annotate(line_day=F("started_on"), line_at=F("created_at"))
    if kind is Appointment:
        day = TruncDate("starts_at", tzinfo=own)
        over = access.rows(Appointment).filter(starts_at__lte=timezone.now())
        return over.annotate(line_day=day, line_at=F("starts_at"))
    if kind is CheckIn:
        too_ill, concern = Q(too_ill=True), ~Q(main_concern="")
        says = too_ill | concern if access.sees("concern") else too_ill
        return rows.filter(says).annotate(line_day=F("day"), line_at=F("opened_at"))
    return rows.annotate(line_day=F("day"), line_at=F("at"))


def _sitting(access: Access, check_in: CheckIn) -> str:
    parts = [_("too ill")] if check_in.too_ill else []
    if check_in.main_concern and access.sees("concern"):
        parts.append(check_in.main_concern)
    return ", ".join(parts)


def title_of(kind: Source) -> str:
    """Return the name of a kind, as a list shows it."""
    return _("Check-in") if kind is CheckIn else capfirst(str(kind._meta.verbose_name))
