"""The summary as a page and as a PDF, for whoever may read the record."""

import uuid
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from carelog.accounts.requests import AuthenticatedRequest
from carelog.patients import clock
from carelog.patients.access import Access, open_record
from carelog.safety.private_words import told_to
from carelog.summary.forms import SinceForm
from carelog.summary.glyphs import BOX, unset_in
from carelog.summary.page_body import page_of
from carelog.summary.pdf import summary_pdf_of
from carelog.summary.period import last_day
from carelog.summary.words.head import made_at, purpose, unverified

#: So many letters that the paper lacks are named; more say no more.
MOST_LETTERS = 12


@require_safe
def summary(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show what a care team wants to know of a record, since the last visit or a chosen day."""
    access = open_record(request.user, patient_id, page="summary")
    asked = since_asked(request, access)
    return summary_page(request, access, *asked, shown_alone=told_to(access))


@require_safe
def summary_pdf(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Send the summary as a PDF of one page, with detail pages if asked for."""
    access = open_record(request.user, patient_id, page="summary")
    today, form = since_asked(request, access)
    if not form.is_valid():
        return summary_page(request, access, today, form)
    return summary_paper(access, today, form)


def since_asked(request: HttpRequest, access: Access) -> tuple[date, SinceForm]:
    """Return the record's today, and the form that says since when to tell."""
    today = clock.today(access.patient)
    return today, SinceForm(request.GET, last=last_day(access, today))


def summary_page(
    request: HttpRequest,
    access: Access,
    today: date,
    form: SinceForm,
    template: str = "summary/summary.html",
    **more: object,
) -> HttpResponse:
    """Answer with the summary as a page, or with the form where it asks for what cannot be."""
    context = {"access": access, "form": form, "purpose": purpose(), "unverified": unverified()}
    context |= more
    context["made"] = made_at(timezone.now(), access.patient.zone)
    if not form.is_valid():
        return render(request, template, context, status=400)
    since = form.cleaned_data["since"]
    page = page_of(access, since, today)
    context |= {"since": since, "page": page, "box": BOX}
    context["unset"] = " ".join(unset_in(f"{access.patient.name} {page.body}")[:MOST_LETTERS])
    return render(request, template, context)


def summary_paper(access: Access, today: date, form: SinceForm) -> HttpResponse:
    """Answer with the summary as a PDF. Its file name holds the day and nobody's name."""
    since, detail = form.cleaned_data["since"], form.cleaned_data["detail"]
    pdf = summary_pdf_of(access, since=since, today=today, made=timezone.now(), detail=detail)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="summary-{today:%Y-%m-%d}.pdf"'
    return response
