"""What a link shows: the summary and the same as files, each within what the link shares."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from carelog import errors
from carelog.exchange.download import named
from carelog.exchange.fhir.bundle import bundle_of
from carelog.exchange.fhir.elements import text_of
from carelog.exchange.fhir.forms import BundleForm
from carelog.exchange.fhir.views import JSON
from carelog.exchange.tables import catalog, daily, figures
from carelog.exchange.tables.csv import csv_of
from carelog.links.alone import private_of
from carelog.links.answer_views import answer_form
from carelog.links.models import Opening
from carelog.links.open_views import of_a_link
from carelog.patients import clock
from carelog.patients.access import Access
from carelog.summary.period import last_day
from carelog.summary.sections import summarise
from carelog.summary.views import since_asked, summary_page, summary_paper


@require_safe
@of_a_link("shared summary")
def shared_summary(request: HttpRequest, opening: Opening, access: Access) -> HttpResponse:
    """Show the summary of what a link shares."""
    files: dict[str, Any] = {
        "tables": catalog.tables_of(access),
        "daily": daily.SLUG,
        "figures": figures.SLUG,
    }
    files["shown_alone"] = private_of(opening.link)
    files["answer"] = answer_form() if opening.link.may_answer else None
    asked = since_asked(request, access)
    return summary_page(
        request, access, *asked, template="links/shared.html", opening=opening, **files
    )


@require_safe
@of_a_link("shared summary")
def shared_pdf(request: HttpRequest, opening: Opening, access: Access) -> HttpResponse:
    """Send the summary as a PDF."""
    today, form = since_asked(request, access)
    if not form.is_valid():
        return errors.bad_request(request)
    return summary_paper(access, today, form)


@require_safe
@of_a_link("shared download")
def shared_fhir(request: HttpRequest, opening: Opening, access: Access) -> HttpResponse:
    """Send what a link shares as one FHIR R4 document."""
    today = clock.today(access.patient)
    form = BundleForm(request.GET, today=last_day(access, today))
    if not form.is_valid():
        return errors.bad_request(request)
    found = bundle_of(access, generated_at=timezone.now(), **form.period())
    return HttpResponse(text_of(found), content_type=JSON, headers=named(today, "fhir.json"))


@require_safe
@of_a_link("shared download")
def shared_csv(
    request: HttpRequest, opening: Opening, access: Access, table: str
) -> HttpResponseBase:
    """Send one table for a spreadsheet; one that the link does not share is not there."""
    rows: Iterator[Sequence[object]]
    if table == daily.SLUG:
        rows = daily.lines_of(access)
    elif table == figures.SLUG:
        today, form = since_asked(request, access)
        if not form.is_valid():
            return errors.bad_request(request)
        rows = figures.lines_of(summarise(access, since=form.cleaned_data["since"], today=today))
    elif table in {one.slug for one in catalog.tables_of(access)}:
        rows = catalog.rows_of(access, table)
    else:
        raise Http404
    headers = named(clock.today(access.patient), f"{table}.csv")
    kind = "text/csv; charset=utf-8"
    return StreamingHttpResponse(csv_of(rows), content_type=kind, headers=headers)
