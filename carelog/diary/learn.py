"""An education page with the reader's own last weeks beside it, and what they read."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from carelog.diary.kinds import RECORD, KindConverter
from carelog.diary.models import PageMark
from carelog.diary.own_numbers import own_numbers
from carelog.diary.suggestions import current, marks_of
from carelog.diary.today import current_patient
from carelog.patients.access import Access, get_patient
from education.pages import FALLBACK, Page, all_pages, get_page
from education.views import page_context


@dataclass(frozen=True)
class LogLink:
    """Where something of a page can be written down, and its name in a sentence."""

    url: str
    name: str


@require_safe
def own_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead from a public page to the same page beside the reader's own record."""
    patient = current_patient(request)
    if patient is None:
        return redirect("learn_page", slug)
    return redirect("patient_learn_page", patient.uid, slug)


@require_safe
def own_record(request: HttpRequest) -> HttpResponse:
    """Lead from a public page to what is known about the record last open."""
    patient = current_patient(request)
    if patient is None:
        return redirect("patient_new")
    return redirect("patient_edit", patient.uid)


@require_safe
def patient_learn(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """List all pages with the reader's own marks: read, and suggested."""
    access = get_patient(request.user, patient_id, page="learn")
    read = {mark.slug: mark.read_at for mark in marks_of(access) if mark.read_at}
    pages = [(page, read.get(page.slug)) for page in all_pages(get_language() or FALLBACK)]
    context = {"access": access, "marked": pages, "suggestion": current(access)}
    return render(request, "diary/learn.html", context)


@require_safe
def patient_learn_page(request: HttpRequest, patient_id: uuid.UUID, slug: str) -> HttpResponse:
    """Show a page with the small charts and the sentences of the logs it goes with."""
    access = get_patient(request.user, patient_id, page="learn")
    context = {"access": access} | page_context(slug)
    page = context["page"]
    context |= {"log_links": log_links(access, page), "read_at": read_at(access, slug)}
    if not access.actor.quiet:
        context |= own_numbers(access, page.logs)
    return render(request, "diary/learn_page.html", context)


@require_POST
def patient_learn_read(request: HttpRequest, patient_id: uuid.UUID, slug: str) -> HttpResponse:
    """Mark a page as read, for this reader alone; pressed again, as not read."""
    access = _marking(request, patient_id, slug)
    moment = None if read_at(access, slug) else timezone.now()
    _mark(access, slug, read_at=moment)
    return redirect("patient_learn_page", patient_id, slug)


@require_POST
def patient_learn_dismiss(request: HttpRequest, patient_id: uuid.UUID, slug: str) -> HttpResponse:
    """Put the suggestion of a page away."""
    access = _marking(request, patient_id, slug)
    _mark(access, slug, dismissed_at=timezone.now())
    messages.success(request, _("Put away. This page will not be suggested for a month."))
    return redirect("today", patient_id)


def _marking(request: HttpRequest, patient_id: uuid.UUID, slug: str) -> Access:
    access = get_patient(request.user, patient_id, page="learn")
    try:
        get_page(slug)
    except KeyError as error:
        raise Http404 from error
    return access


def _mark(access: Access, slug: str, **moments: datetime | None) -> None:
    PageMark.objects.update_or_create(
        user=access.actor, patient=access.patient, slug=slug, defaults=moments
    )


def read_at(access: Access, slug: str) -> datetime | None:
    """Return when this reader marked a page as read beside this record."""
    marks = PageMark.objects.filter(user=access.actor, patient=access.patient, slug=slug)
    return marks.values_list("read_at", flat=True).first()


def log_links(access: Access, page: Page) -> list[LogLink]:
    """Return where this reader can write down what a page goes with, in this record."""
    links = []
    for slug in page.logs:
        if slug == RECORD:
            if access.is_owner:
                url = reverse("patient_edit", args=[access.patient.uid])
                links.append(LogLink(url, _("about this record")))
        elif access.may_write and access.sees(KindConverter.kinds[slug].domain):
            kind = KindConverter.kinds[slug]
            url = reverse("entry_new", args=[access.patient.uid, kind])
            links.append(LogLink(url, str(kind._meta.verbose_name)))
    return links
