"""What a link shows: the summary and the same as files, each within what the link shares."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from carelog import errors
from carelog.exchange.fhir.bundle import bundle_of
from carelog.exchange.fhir.forms import BundleForm
from carelog.exchange.fhir.views import JSON, text_of
from carelog.exchange.tables import catalog, daily, figures
from carelog.exchange.tables.csv import csv_of
from carelog.links.models import Opening
from carelog.links.open_views import of_a_link
from carelog.patients import clock
from carelog.patients.access import Access
from carelog.summary.forms import SinceForm
from carelog.summary.page_body import page_of
from carelog.summary.pdf import summary_pdf_of
from carelog.summary.period import last_day
from carelog.summary.sections import summarise
from carelog.summary.views import pdf_response
from carelog.summary.words.head import made_at, purpose


@require_safe
@of_a_link("shared summary")
def shared_summary(request: HttpRequest, opening: Opening, access: Access) -> HttpResponse:
    """Show the summary of what a link shares."""
    today, form = _since(request, access)
    context = {"access": access, "opening": opening, "form": form, "purpose": purpose()}
    context |= {"tables": catalog.tables_of(access), "daily": daily.SLUG, "figures": figures.SLUG}
    context["made"] = made_at(timezone.now(), access.patient.zone)
    if not form.is_valid():
        return render(request, "links/shared.html", context, status=400)
    context["since"] = form.cleaned_data["since"]
    context["page"] = page_of(access, context["since"], today)
    return render(request, "links/shared.html", context)


def _since(request: HttpRequest, access: Access) -> tuple[date, SinceForm]:
    today = clock.today(access.patient)
    return today, SinceForm(request.GET, last=last_day(access, today))


@require_safe
@of_a_link("shared summary")
def shared_pdf(request: HttpRequest, opening: Opening, access: Access) -> HttpResponse:
    """Send the summary as a PDF."""
    today, form = _since(request, access)
    if not form.is_valid():
        return errors.bad_request(request)
    asked = form.cleaned_data
    now = timezone.now()
    pdf = summary_pdf_of(
        access, since=asked["since"], today=today, made=now, detail=asked["detail"]
    )
    return pdf_response(pdf, today)


@require_safe
@of_a_link("shared download")
def shared_fhir(request: HttpRequest, opening: Opening, access: Access) -> HttpResponse:
    """Send what a link shares as one FHIR R4 document."""
    today = clock.today(access.patient)
    form = BundleForm(request.GET, today=last_day(access, today))
    if not form.is_valid():
        return errors.bad_request(request)
    found = bundle_of(access, generated_at=timezone.now(), **form.period())
    return HttpResponse(text_of(found), content_type=JSON, headers=_named(today, "fhir.json"))


@require_safe
@of_a_link("shared download")
def shared_csv(
    request: HttpRequest, opening: Opening, access: Access, table: str
) -> HttpResponseBase:
    """Send one table for a spreadsheet; one that the link does not share is not there."""
    if table == daily.SLUG:
        rows = daily.lines_of(access)
    elif table == figures.SLUG:
        today, form = _since(request, access)
        if not form.is_valid():
            return errors.bad_request(request)
        rows = figures.lines_of(summarise(access, since=form.cleaned_data["since"], today=today))
    elif table in {one.slug for one in catalog.tables_of(access)}:
        rows = catalog.rows_of(access, table)
    else:
        raise Http404
    headers = _named(clock.today(access.patient), f"{table}.csv")
    kind = "text/csv; charset=utf-8"
    return StreamingHttpResponse(csv_of(rows), content_type=kind, headers=headers)


def _named(today: date, name: str) -> dict[str, str]:
    """Return the Content-Disposition of a download, with no word of the record in its name."""
    return {"Content-Disposition": f'attachment; filename="carelog-{today.isoformat()}-{name}"'}
