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
from carelog.summary.forms import SinceForm
from carelog.summary.page_body import page_of
from carelog.summary.pdf import summary_pdf_of
from carelog.summary.period import last_day
from carelog.summary.words.head import made_at, purpose


@require_safe
def summary(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show what a care team wants to know of a record, since the last visit or a chosen day."""
    access, today, form = _asked(request, patient_id)
    return _page(request, access, form, today)


@require_safe
def summary_pdf(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Send the summary as a PDF of one page, with detail pages if asked for."""
    access, today, form = _asked(request, patient_id)
    if not form.is_valid():
        return _page(request, access, form, today)
    since, detail = form.cleaned_data["since"], form.cleaned_data["detail"]
    pdf = summary_pdf_of(access, since=since, today=today, made=timezone.now(), detail=detail)
    return pdf_response(pdf, today)


def pdf_response(pdf: bytes, today: date) -> HttpResponse:
    """Return a PDF as an answer. Its file name holds the day and nobody's name."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="summary-{today:%Y-%m-%d}.pdf"'
    return response


def _asked(request: AuthenticatedRequest, patient_id: uuid.UUID) -> tuple[Access, date, SinceForm]:
    access = open_record(request.user, patient_id, page="summary")
    today = clock.today(access.patient)
    return access, today, SinceForm(request.GET, last=last_day(access, today))


def _page(request: HttpRequest, access: Access, form: SinceForm, today: date) -> HttpResponse:
    context = {"access": access, "form": form, "purpose": purpose()}
    context["made"] = made_at(timezone.now(), access.patient.zone)
    if not form.is_valid():
        return render(request, "summary/summary.html", context, status=400)
    context["since"] = form.cleaned_data["since"]
    context["page"] = page_of(access, context["since"], today)
    return render(request, "summary/summary.html", context)
