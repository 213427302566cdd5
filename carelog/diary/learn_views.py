"""Education pages with the reader's own last weeks beside them, and marks of what they read."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from carelog.accounts.requests import AuthenticatedRequest
from carelog.diary.learn import log_links, mark, read_at
from carelog.diary.own_numbers import own_numbers
from carelog.diary.suggestions import current, marks_of
from carelog.patients.access import Access, open_record
from education.pages import FALLBACK, Page, all_pages, get_page
from education.views import page_context


@require_safe
def patient_learn(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """List all pages with the reader's own marks: read, and suggested."""
    access = open_record(request.user, patient_id, page="learn")
    read = {mark.slug: mark.read_at for mark in marks_of(access) if mark.read_at}
    pages = [(page, read.get(page.slug)) for page in all_pages(get_language() or FALLBACK)]
    context = {"access": access, "marked": pages, "suggestion": current(access)}
    return render(request, "diary/learn.html", context)


@require_safe
def patient_learn_page(
    request: AuthenticatedRequest, patient_id: uuid.UUID, slug: str
) -> HttpResponse:
    """Show a page with the small charts and the sentences of the logs it goes with."""
    access = open_record(request.user, patient_id, page="learn")
    context = {"access": access} | page_context(slug)
    page: Page = context["page"]
    context |= {"log_links": log_links(access, page), "read_at": read_at(access, slug)}
    if not access.person.quiet:
        context |= own_numbers(access, page.logs)
    return render(request, "diary/learn_page.html", context)


@require_POST
def patient_learn_read(
    request: AuthenticatedRequest, patient_id: uuid.UUID, slug: str
) -> HttpResponse:
    """Mark a page as read, for this reader alone; pressed again, as not read."""
    access = _marking(request, patient_id, slug)
    moment = None if read_at(access, slug) else timezone.now()
    mark(access, slug, read_at=moment)
    return redirect("patient_learn_page", patient_id, slug)


@require_POST
def patient_learn_dismiss(
    request: AuthenticatedRequest, patient_id: uuid.UUID, slug: str
) -> HttpResponse:
    """Put the suggestion of a page away."""
    access = _marking(request, patient_id, slug)
    mark(access, slug, dismissed_at=timezone.now())
    messages.success(request, _("Put away. This page will not be suggested for a month."))
    return redirect("today", patient_id)


def _marking(request: AuthenticatedRequest, patient_id: uuid.UUID, slug: str) -> Access:
    access = open_record(request.user, patient_id, page="learn")
    try:
        get_page(slug)
    except KeyError as error:
        raise Http404 from error
    return access
