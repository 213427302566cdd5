"""Who looked at a record and who changed who may: the access log in plain words.

The log holds pseudonyms. This is where they become names again, for the record's owner alone; a
key whose person or link is gone stays a stranger.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from carelog.accounts.models import User
from carelog.diary.kinds import RECORDED
from carelog.lazy import LazyStr
from carelog.links import actions as links
from carelog.patients.access import Access
from carelog.patients.models import AccessEvent

ON_A_PAGE = 50
OWN_VISITS = (AccessEvent.Act.READ, AccessEvent.Act.CHANGED)
_ROOMS: dict[str, LazyStr] = {
    "today": gettext_lazy("Today"),
    "log": gettext_lazy("the list of logs"),
    "check-in": gettext_lazy("the check-in"),
    "trends": gettext_lazy("Trends"),
    "timeline": gettext_lazy("the timeline"),
    "month": gettext_lazy("the calendar of a month"),
    "day": gettext_lazy("one day, hour by hour"),
    "learn": gettext_lazy("a page to read"),
    "record": gettext_lazy("about this record"),
    "welcome": gettext_lazy("the first steps"),
    "numbers": gettext_lazy("numbers to call"),
    "urgent": gettext_lazy("signs that cannot wait"),
    "warnings": gettext_lazy("open warnings"),
    "sharing": gettext_lazy("Share"),
    "summary": gettext_lazy("the summary"),
    "export": gettext_lazy("a download"),
    "fhir": gettext_lazy("a download for clinics (FHIR)"),
    "since": gettext_lazy("what happened since they last looked"),
    "link": gettext_lazy("a link"),
    "shared summary": gettext_lazy("the summary"),
    "shared download": gettext_lazy("a download"),
    "shared calendar": gettext_lazy("the list of visits"),
    "talk": gettext_lazy("comments and tasks"),
}
_LOGS: dict[str, LazyStr] = {
    kind.slug: kind._meta.verbose_name_plural or kind.slug for kind in RECORDED
}
PAGES = _ROOMS | _LOGS
#: A change of rights, by what the log calls it.
CHANGES: dict[str, LazyStr] = {
    "invited": gettext_lazy("invited %(whom)s"),
    "invitation taken back": gettext_lazy("took the invitation of %(whom)s back"),
    "accepted": gettext_lazy("accepted an invitation"),
    "asks to be confirmed": gettext_lazy("opened an invitation and waits to be confirmed"),
    "confirmed": gettext_lazy("let %(whom)s in"),
    "role or scope changed": gettext_lazy("changed what %(whom)s may do or see"),
    "taken back": gettext_lazy("took the place of %(whom)s back"),
    "left": gettext_lazy("left the record"),
    "handed over": gettext_lazy("handed the record over to %(whom)s"),
    "link made": gettext_lazy("made a link: %(whom)s"),
    "link ended": gettext_lazy("ended a link: %(whom)s"),
}


@dataclass(frozen=True)
class LogLine:
    """One event as the page says it: when, who, did what."""

    at: datetime
    who: str
    what: str
    is_refusal: bool


def events_of(access: Access) -> QuerySet[AccessEvent]:
    """Return everything the log holds about a record, newest first."""
    return AccessEvent.objects.filter(record=access.patient.access_key).order_by("-at", "-pk")


def page_of(access: Access, number: int, *, mine: bool) -> Page:
    """Return one page of the log, with the owner's own visits or without them.

    Raises EmptyPage for a page that is not there.
    """
    events = events_of(access)
    if not mine:
        events = events.exclude(actor=access.person.access_key, act__in=OWN_VISITS)
    return Paginator(events, ON_A_PAGE).page(number)


def lines_of(access: Access, events: Iterable[AccessEvent]) -> list[LogLine]:
    """Return events in words."""
    events = list(events)
    names = names_of(access, {key for event in events for key in (event.actor, event.about)})
    return [
        LogLine(
            event.at,
            names.get(event.actor, _("someone without a place here")),
            words_of(event, names),
            event.act == AccessEvent.Act.DENIED,
        )
        for event in events
    ]


def words_of(event: AccessEvent, names: Mapping[UUID, str]) -> str:
    """Return what was done, in words."""
    if event.act == AccessEvent.Act.RIGHTS:
        whom = {"whom": names.get(event.about, "–")}
        return str(CHANGES.get(event.page, event.page)) % whom
    page = {"page": str(PAGES.get(event.page, event.page))}
    said: dict[str, str] = {
        AccessEvent.Act.READ: _("opened %(page)s"),
        AccessEvent.Act.CHANGED: _("wrote or changed something: %(page)s"),
        AccessEvent.Act.DENIED: _("tried to open %(page)s and was refused"),
        AccessEvent.Act.OPENED: _("opened the link"),
    }
    return said[event.act] % page


def names_of(access: Access, keys: set[UUID]) -> dict[UUID, str]:
    """Return the names behind keys that belong to this record; others are left out."""
    patient = access.patient
    people = User.objects.filter(access_key__in=keys, memberships__patient=patient)
    found = {user.access_key: str(user) for user in people}
    for invitation in patient.invitations.filter(access_key__in=keys):
        found[invitation.access_key] = invitation.name
    return found | links.names_of(patient, keys)
