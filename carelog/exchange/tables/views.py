"""Downloads: the page that lists them, and each file."""

import uuid
from collections.abc import Iterator, Sequence

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from carelog import errors
from carelog.accounts.requests import AuthenticatedRequest
from carelog.accounts.step_up import require_recent_sign_in
from carelog.exchange.download import named
from carelog.exchange.tables import catalog, daily, figures
from carelog.exchange.tables.csv import csv_of
from carelog.exchange.tables.json import json_of
from carelog.patients import clock
from carelog.patients.access import Access, open_own_record, open_record
from carelog.summary.forms import SinceForm
from carelog.summary.sections import summarise

PAGE = "export"


@require_safe
def export(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """List the downloads, and say what each file is."""
    access = open_record(request.user, patient_id, page=PAGE)
    context = {
        "access": access,
        "tables": catalog.tables_of(access),
        "daily": daily.SLUG,
        "figures": figures.SLUG,
        "sees_notes": access.sees("notes"),
        "today": clock.today(access.patient),
    }
    return render(request, "exchange/export.html", context)


@require_safe
def export_csv(
    request: AuthenticatedRequest, patient_id: uuid.UUID, table: str
) -> HttpResponseBase:
    """Send one table for a spreadsheet."""
    access = open_record(request.user, patient_id, page=PAGE)
    rows: Iterator[Sequence[object]]
    if table == daily.SLUG:
        rows = daily.lines_of(access)
    elif table == figures.SLUG:
        form = SinceForm(request.GET, last=clock.today(access.patient))
        if not form.is_valid():
            return errors.bad_request(request)
        since, today = form.cleaned_data["since"], form.last
        rows = figures.lines_of(summarise(access, since=since, today=today))
    elif table in {one.slug for one in catalog.tables_of(access)}:
        rows = catalog.rows_of(access, table)
    else:
        raise Http404
    return _file(access, csv_of(rows), f"{table}.csv", "text/csv; charset=utf-8")


@require_safe
def export_json(request: AuthenticatedRequest, patient_id: uuid.UUID) -> StreamingHttpResponse:
    """Send the whole record in one file for programs, to its owner after a recent sign-in."""
    access = open_own_record(request.user, patient_id, page=PAGE)
    require_recent_sign_in(request)
    pieces = json_of(access, generated_at=timezone.now())
    return _file(access, pieces, "everything.json", "application/json")


def _file(
    access: Access, pieces: Iterator[bytes], name: str, content_type: str
) -> StreamingHttpResponse:
    """Send a file as it is read, under a name of ours: no word of the record is in it."""
    headers = named(clock.today(access.patient), name)
    return StreamingHttpResponse(pieces, content_type=content_type, headers=headers)
