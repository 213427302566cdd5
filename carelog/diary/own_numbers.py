"""The reader's own last weeks beside an education page: small pictures, or counts in words."""

from collections.abc import Collection

from django.utils.text import capfirst

from carelog.clinical.statistics import first_day
from carelog.dashboard.choice import seen_by
from carelog.dashboard.heard import too_ill_days
from carelog.dashboard.pain_page import pain_context, pain_days, worst_days
from carelog.dashboard.panel_page import PagePanel, days_of, page_panel
from carelog.dashboard.place_page import place_panel
from carelog.dashboard.window import Window
from carelog.diary.kinds import RECORD, KindConverter
from carelog.entries.models import Dated, Recorded
from carelog.logs.models import PainEntry
from carelog.medications.models import Dose, Medication
from carelog.patients import clock
from carelog.patients.access import Access

DAYS = 30
MOST_PANELS = 2


def own_numbers(access: Access, logs: Collection[str]) -> dict:
    """Return the last 30 days of what a page's logs hold: pictures, or else counts in words."""
    today = clock.today(access.patient)
    start = first_day(today, DAYS)
    window = Window(start, today, today)
    context: dict[str, object] = {"start": start, "end": today}
    if PainEntry.slug in logs and access.may_see(PainEntry):
        context |= {"own_pain": own_pain(access, window)}
        return context | {"places": place_panel(access, window)}
    own = own_panels(access, logs, window)
    return context | {"own": own, "counts": () if own else counts(access, logs, window)}


def own_pain(access: Access, window: Window) -> dict:
    """Return the pain of a window, as Trends shows it."""
    days = worst_days(access, window.today, window.start)
    written = pain_days(access, window.today, window.start)
    ill = too_ill_days(access, window.start, window.end)
    return pain_context(access, days, written, window, ill=ill)


def own_panels(access: Access, logs: Collection[str], window: Window) -> list[PagePanel]:
    """Return what a page's logs hold in a window, at most two panels with entries."""
    names = {*logs, *([Dose.slug] if Medication.slug in logs else [])}
    found: list[PagePanel] = []
    for panel in seen_by(access):
        if panel.kind.slug in names and len(found) < MOST_PANELS:
            days = days_of(access, panel, window.today, window.start)
            one = page_panel(access, panel, days, window)
            found += [one] if one.rows else []
    return found


def counts(access: Access, logs: Collection[str], window: Window) -> list[tuple[str, int]]:
    """Return, for logs that nothing draws, their name and how many rows there are to see.

    What has a day is counted in the window, the rest as a whole.
    """
    kinds = [KindConverter.kinds[slug] for slug in logs if slug != RECORD]
    return [
        (capfirst(str(kind._meta.verbose_name_plural)), _count(access, kind, window))
        for kind in kinds
        if access.may_see(kind)
    ]


def _count(access: Access, kind: type[Recorded], window: Window) -> int:
    if issubclass(kind, Dated):
        return access.rows(kind).filter(day__range=(window.start, window.end)).count()
    return access.rows(kind).count()
