"""A page to read after a log, with its reason: one at most, and each page once a week at most."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from carelog.diary.models import PageMark
from carelog.diary.reasons import BY_CODE, REASONS, Reason
from carelog.entries.models import Recorded
from carelog.logs.models import CheckIn, Entry
from carelog.patients.access import Access
from education.pages import FALLBACK, Page, get_page

EACH_PAGE_EVERY = timedelta(days=7)
AFTER_READ_OR_PUT_AWAY = timedelta(days=30)
SHOWN_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Suggestion:
    """A page, and the sentence that says why it is suggested."""

    page: Page
    why: str


def suggest(access: Access, rows: Iterable[Recorded], about: UUID | None = None) -> None:
    """Note the page that fits what was just logged best, if any may be suggested now.

    It then stands on the page of the first row alone, or of the check-in that `about` names.
    """
    rows = list(rows)
    fitting = [reason for reason in REASONS if any(map(reason.holds_for, rows))]
    if not fitting or access.actor is None or access.actor.quiet:
        return
    marks = {mark.slug: mark for mark in marks_of(access)}
    for reason in fitting:
        if _may_come(marks.get(reason.page)) and (times := reason.times(access)) >= reason.at_least:
            _note(access, reason, times, about or rows[0].uid)
            return


def _may_come(mark: PageMark | None) -> bool:
    if mark is None:
        return True
    now = timezone.now()
    answers = [at for at in (mark.read_at, mark.dismissed_at) if at is not None]
    return (mark.suggested_at is None or now - mark.suggested_at >= EACH_PAGE_EVERY) and all(
        now - at >= AFTER_READ_OR_PUT_AWAY for at in answers
    )


def _note(access: Access, reason: Reason, times: int, about: UUID) -> None:
    said = {"reason": reason.code, "times": times, "about": about}
    values = {"suggested_at": timezone.now()} | said
    PageMark.objects.update_or_create(
        user=access.actor, patient=access.patient, slug=reason.page, defaults=values
    )


def marks_of(access: Access) -> list[PageMark]:
    """Return the reader's own marks beside this record."""
    return list(PageMark.objects.filter(user=access.actor, patient=access.patient))


def suggest_after(access: Access, check_in: CheckIn) -> None:
    """Note the page that fits a finished check-in."""
    kinds = {reason.kind: None for reason in REASONS if issubclass(reason.kind, Entry)}
    rows = (row for kind in kinds for row in access.rows(kind).filter(check_in=check_in))
    suggest(access, rows, check_in.uid)


def current(access: Access, about: UUID | None = None) -> Suggestion | None:
    """Return the newest suggestion that is neither read nor put away, None in quiet mode.

    With `about` only the one that came after that entry or check-in.
    """
    if access.person.quiet:
        return None
    since = timezone.now() - SHOWN_FOR
    marks = PageMark.objects.filter(
        user=access.actor, patient=access.patient, suggested_at__gt=since
    )
    if about is not None:
        marks = marks.filter(about=about)
    for mark in marks.order_by("-suggested_at", "-pk"):
        reason = BY_CODE.get(mark.reason)
        if reason and mark.is_open and access.may_see(reason.kind):
            page = get_page(mark.slug, get_language() or FALLBACK)
            return Suggestion(page, str(reason.words) % {"times": mark.times})
    return None
