"""An education page with the reader's own last weeks beside it."""

import uuid
from collections.abc import Collection
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from carelog.dashboard.choice import seen_by
from carelog.dashboard.pain import pain_context, pain_days, worst_days
from carelog.dashboard.shown import Shown, days_of, shown
from carelog.dashboard.window import Window
from carelog.diary.today import current_patient
from carelog.logs.models import PainEntry
from carelog.medications.models import Dose, Medication
from carelog.patients import clock
from carelog.patients.access import Access, get_patient
from education.views import page_context

DAYS = 30
MOST_PANELS = 2


@require_safe
def own_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead from a public page to the same page beside the reader's own record."""
    patient = current_patient(request)
    if patient is None:
        return redirect("learn_page", slug)
    return redirect("patient_learn_page", patient.uid, slug)


@require_safe
def patient_learn_page(request: HttpRequest, patient_id: uuid.UUID, slug: str) -> HttpResponse:
    """Show a page with the small chart and the sentence of the log it goes with."""
    access = get_patient(request.user, patient_id, page="learn")
    context = {"access": access} | page_context(slug)
    logs = context["page"].logs
    if PainEntry.slug in logs and access.sees("pain"):
        context |= own_numbers(access)
    else:
        context["own"] = own_panels(access, logs)
    return render(request, "diary/learn_page.html", context)


def own_numbers(access: Access) -> dict:
    """Return the last 30 days of pain, as Trends shows them."""
    today = clock.today(access.patient)
    start = today - timedelta(days=DAYS - 1)
    days, written = worst_days(access, today, start), pain_days(access, today, start)
    window = Window(start, today, today)
    shown = pain_context(access, days, written, window)
    return {"start": window.start, "end": window.end} | shown


def own_panels(access: Access, logs: Collection[str]) -> list[Shown]:
    """Return the last 30 days of what a page's logs hold, at most two panels with entries."""
    today = clock.today(access.patient)
    start = today - timedelta(days=DAYS - 1)
    window = Window(start, today, today)
    names = {*logs, *([Dose.slug] if Medication.slug in logs else [])}
    panels = [panel for panel in seen_by(access) if panel.kind.slug in names]
    found = [shown(access, panel, days_of(access, panel, today, start), window) for panel in panels]
    return [one for one in found if one.rows][:MOST_PANELS]
