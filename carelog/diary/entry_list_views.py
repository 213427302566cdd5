"""What was written of one kind, newest first."""

import uuid
from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from carelog import errors
from carelog.accounts.requests import AuthenticatedRequest
from carelog.appointments.models import Appointment
from carelog.diary.facts_views import facts_page
from carelog.diary.forms import PageForm
from carelog.diary.medicine_views import medicine_list
from carelog.diary.row_words import in_one_line, note_in_short, relations_of, writers_relation
from carelog.diary.visit_views import visits_page
from carelog.entries.models import Dated, Recorded
from carelog.medications.models import Medication
from carelog.patients.access import Access, open_record
from carelog.safety.models import EmergencyFacts

A_PAGE = 50


@require_safe
def entry_list(
    request: AuthenticatedRequest, patient_id: uuid.UUID, kind: type[Recorded]
) -> HttpResponse:
    """Show what was logged of one kind, newest first, fifty a page."""
    access = open_record(request.user, patient_id, page=kind.slug)
    access.must_see(kind)
    if kind is EmergencyFacts:
        return facts_page(request, access)
    if kind is Medication:
        return medicine_list(request, access)
    query = PageForm(request.GET)
    if not query.is_valid():
        return errors.bad_request(request)
    if kind is Appointment:
        return visits_page(request, access, query.cleaned_data["page"])
    rows = access.rows(kind).select_related("recorded_by", *kind.reads)
    rows = rows.prefetch_related(*kind.kept_children).annotate(relation=writers_relation(access))
    page = Paginator(rows, A_PAGE).get_page(query.cleaned_data["page"])
    access.patient.relations = relations_of(page)
    context = {"access": access, "kind": kind, "page": page, "months": _months(access, page)}
    context["title"] = capfirst(kind._meta.verbose_name)
    return render(request, "diary/entry_list.html", context)


def _months(access: Access, rows: Iterable[Recorded]) -> list[tuple[date | None, list]]:
    """Return rows with their words and note by the month of their day; of no day, as one group."""
    return [
        (month, [(row, in_one_line(access, row), note_in_short(access, row)) for row in group])
        for month, group in groupby(rows, _month)
    ]


def _month(row: Recorded) -> date | None:
    return row.day.replace(day=1) if isinstance(row, Dated) else None
